"""The first witness: rows as they lie in the pages of their tables."""

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass, field
from typing import TypeAlias

from sqlalchemy import Integer, Table

from qualcoder_sts.project.checking import hash_of_stored
from qualcoder_sts.project.fitting import fits
from qualcoder_sts.project.recovery.pages import PageFile, Record, Value
from qualcoder_sts.project.tables.base import Base
from qualcoder_sts.project.tables.log import Change, ChangeSet
from qualcoder_sts.project.tables.transcripts import Original, Text

FoundRow: TypeAlias = dict[str, Value]

_STORES = (Text.__tablename__, Original.__tablename__)
# What never changes once it is written may be taken from wherever it is found.
_NEVER_CHANGED = (*_STORES, ChangeSet.__tablename__, Change.__tablename__)


@dataclass(slots=True)
class FoundTable:
    """A table's rows by their key, and whether they are all there are."""

    rows: dict[str, FoundRow] = field(default_factory=dict)
    is_whole: bool = False
    has_its_end: bool = False


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a table begins in a file, and its columns there, each with its default."""

    root: int
    columns: tuple[tuple[str, Value], ...]


def read_tables(content: bytes) -> dict[str, FoundTable]:
    """All rows of a damaged file that can be read and are what their columns ask for."""
    file = PageFile(content)
    schema = file.tree(1)
    entries = schema.records
    if schema.lost or not entries:
        entries = [*entries, *file.loose_records(schema.pages)]
    places = _places(entries)
    claimed = schema.pages | file.free_pages()
    found: dict[str, FoundTable] = {}
    for table in Base.metadata.sorted_tables:
        found[table.name] = FoundTable()
        if (place := places.get(table.name)) is not None:
            tree = file.tree(place.root)
            claimed |= tree.pages
            rows = _rows(table, place.columns, tree.records)
            whole = not tree.lost and len(rows) == len(tree.records)
            found[table.name] = FoundTable(rows, whole, tree.has_its_end)
    _add_loose_rows(file, found, places, claimed)
    return found


def key_of(table: Table, row: FoundRow) -> str:
    """A row's key as text."""
    return " ".join(str(row[column.name]) for column in table.primary_key.columns)


def _places(entries: Iterable[Record]) -> dict[str, _Place]:
    places: dict[str, _Place] = {}
    for entry in entries:
        match entry.values:
            case ("table", str(name), _, int(root), str(sql)) if name in Base.metadata.tables:
                places.setdefault(name, _Place(root, _columns(name, sql)))
    return places


def _columns(name: str, sql: str) -> tuple[tuple[str, Value], ...]:
    """A table's columns in the order of the file, which upgrades may have changed."""
    with closing(sqlite3.connect(":memory:")) as connection:
        try:
            if not sql.upper().startswith("CREATE TABLE"):
                raise sqlite3.DatabaseError
            connection.execute(sql)
            info = connection.execute(f'PRAGMA table_info("{name}")').fetchall()
            return tuple((each[1], _default(connection, each[4])) for each in info)
        except sqlite3.Error:
            return tuple((column.name, None) for column in Base.metadata.tables[name].columns)


def _default(connection: sqlite3.Connection, expression: str | None) -> Value:
    if expression is None:
        return None
    value: Value = connection.execute(f"SELECT {expression}").fetchone()[0]
    return value


def _rows(
    table: Table, columns: tuple[tuple[str, Value], ...], records: Iterable[Record]
) -> dict[str, FoundRow]:
    rows: dict[str, FoundRow] = {}
    for record in records:
        row = _row(table, columns, record)
        if row is not None:
            rows.setdefault(key_of(table, row), row)
    return rows


def _row(table: Table, columns: tuple[tuple[str, Value], ...], record: Record) -> FoundRow | None:
    if len(record.values) > len(columns):
        return None
    # A column added later is not in older records: they hold its default.
    row = dict(columns) | {
        name: value for (name, _), value in zip(columns, record.values, strict=False)
    }
    key = next(iter(table.primary_key.columns))
    if isinstance(key.type, Integer):
        row[key.name] = record.rowid
    if not fits(table, row):
        return None
    if table.name in _STORES and hash_of_stored(row["content"]) != row["hash"]:
        return None
    return row


def _add_loose_rows(
    file: PageFile, found: dict[str, FoundTable], places: dict[str, _Place], claimed: set[int]
) -> None:
    """Rows of tables that only ever grow, from pages that hang nowhere any more."""
    wanted = [name for name in _NEVER_CHANGED if not found[name].is_whole]
    if not wanted:
        return
    loose = list(file.loose_records(claimed))
    for name in wanted:
        table = Base.metadata.tables[name]
        place = places.get(name)
        columns = place.columns if place else tuple((column.name, None) for column in table.columns)
        same_width = [record for record in loose if len(record.values) == len(columns)]
        for key, row in _rows(table, columns, same_width).items():
            found[name].rows.setdefault(key, row)
