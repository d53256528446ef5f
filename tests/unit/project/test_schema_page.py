"""``docs/schema.md`` names every table and column, and nothing else."""

import re
from pathlib import Path

from sqlalchemy import LargeBinary, Numeric, Table

from qualcoder_sts.project.tables import Base
from qualcoder_sts.project.tables.base import history_tables


def described(page: str) -> dict[str, list[str]]:
    """The columns in each table's section."""
    sections = re.split(r"^### `(\w+)`$", page, flags=re.MULTILINE)[1:]
    return {
        name: re.findall(r"^\| `(\w+)` \| \S", text, flags=re.MULTILINE)
        for name, text in zip(sections[::2], sections[1::2], strict=True)
    }


def page_of(repository: Path) -> str:
    return (repository / "docs" / "schema.md").read_text(encoding="utf-8")


def test_every_table_and_column_stands_in_the_page_and_nothing_else(repository: Path) -> None:
    declared = {table.name: sorted(table.columns.keys()) for table in Base.metadata.sorted_tables}
    found = described(page_of(repository))
    assert {name: sorted(columns) for name, columns in found.items()} == declared


def test_the_page_says_which_tables_are_in_history(repository: Path) -> None:
    sections = re.split(r"^### `(\w+)`$", page_of(repository), flags=re.MULTILINE)[1:]
    said = {
        name: "Not in\nhistory" not in text and "Not in history" not in text
        for name, text in zip(sections[::2], sections[1::2], strict=True)
    }
    assert {name for name, recorded in said.items() if recorded} == {
        table.name for table in history_tables()
    }


def test_what_deletes_and_clears_is_said(repository: Path) -> None:
    rows = {
        (table, column): what
        for table, text in zip(
            *[iter(re.split(r"^### `(\w+)`$", page_of(repository), flags=re.MULTILINE)[1:])] * 2,
            strict=True,
        )
        for column, what in re.findall(r"^\| `(\w+)` \| (.*) \|$", text, flags=re.MULTILINE)
    }
    words = {"CASCADE": "cascade", "SET NULL": "cleared"}
    for table in Base.metadata.sorted_tables:
        for key in table.foreign_keys:
            said = rows[table.name, key.parent.name]
            expected = words.get(key.ondelete or "")
            for word in words.values():
                assert said.endswith(word) == (word == expected), (table.name, key.parent.name)


def test_history_tables_hold_only_what_json_keeps() -> None:
    def unfit(table: Table) -> list[str]:
        return [
            column.name
            for column in table.columns
            if isinstance(column.type, LargeBinary | Numeric)
        ]

    assert {table.name: unfit(table) for table in history_tables() if unfit(table)} == {}
