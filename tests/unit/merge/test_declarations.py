"""Merging knows every table of the history, and every column of it."""

from qualcoder_sts.merge.declarations import (
    DECLARATIONS,
    PLACE,
    fields_of,
    pointers_of,
    tables,
)
from qualcoder_sts.project.tables.base import Base, history_tables


def test_every_history_table_is_declared() -> None:
    assert sorted(DECLARATIONS) == sorted(table.name for table in history_tables())


def test_every_column_but_the_key_is_part_of_one_value() -> None:
    for table in tables():
        columns = [column for parts in fields_of(table).values() for column in parts]
        every = [column.name for column in Base.metadata.tables[table].columns]
        assert sorted([*columns, "id"]) == sorted(every), table


def test_declared_values_exist() -> None:
    for table, declared in DECLARATIONS.items():
        known = fields_of(table).keys()
        assert {name.removeprefix("~") for name in declared.meaning} <= known, table
        assert declared.settled.keys() <= known, table
        assert declared.free <= known, table
        assert not declared.once or declared.meaning, table


def test_where_a_place_counts_in_a_text_it_is_one_value() -> None:
    with_span = {
        table
        for table in tables()
        if {"start", "end"} <= {column.name for column in Base.metadata.tables[table].columns}
    }
    assert with_span == {table for table in tables() if PLACE in fields_of(table)}


def test_pointers_follow_from_the_foreign_keys() -> None:
    found = {(each.column, each.table, each.clears) for each in pointers_of("source")}
    assert found == {
        ("lead_coder_id", "coder", True),
        ("session_id", "field_session", True),
    }
