"""Writing rows of the log back into their tables.

Values are SQLite's own (text, whole numbers, NULL), as the triggers wrote them into JSON; they go
back without passing through the ORM's types. Keys are hexadecimal digits, as they are stored.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any, TypeAlias
from uuid import UUID

from sqlalchemy import Connection, Table

from qualcoder_sts.project.tables.base import Base, history_tables
from qualcoder_sts.project.tables.log import RowOperation

StoredValue: TypeAlias = str | int | None
StoredRow: TypeAlias = dict[str, StoredValue]
Write: TypeAlias = Callable[[str, list[tuple[StoredValue, ...]]], object]

COLUMNS_OF_CHANGE = "number, table_name, row_id, operation, before, after"

# SQLite allows at least 999 values in one statement.
_KEYS_AT_A_TIME = 500


@dataclass(frozen=True, slots=True)
class RecordedChange:
    """One change as the log holds it; ``before`` and ``after`` are JSON."""

    number: int
    table: str
    row_id: str
    operation: str
    before: str | None
    after: str | None

    @property
    def is_remark(self) -> bool:
        """Whether it only says that a row is rightly gone, as a merge may."""
        return self.before is None and self.after is None

    @property
    def backwards(self) -> "RecordedChange":
        """What takes this change back."""
        opposite = {
            RowOperation.INSERT.value: RowOperation.DELETE.value,
            RowOperation.DELETE.value: RowOperation.INSERT.value,
        }
        operation = opposite.get(self.operation, self.operation)
        return RecordedChange(
            self.number, self.table, self.row_id, operation, self.after, self.before
        )


def changes_of(connection: Connection, step_id: UUID) -> list[RecordedChange]:
    """The changes of one step in the order they happened."""
    rows = connection.exec_driver_sql(
        f"SELECT {COLUMNS_OF_CHANGE} FROM change WHERE change_set_id = ? ORDER BY number",
        (step_id.hex,),
    )
    return [RecordedChange(*row) for row in rows.all()]


def apply_forwards(connection: Connection, changes: Iterable[RecordedChange]) -> None:
    """Do recorded changes again, in their order."""
    write_changes(connection.exec_driver_sql, changes)


def apply_backwards(connection: Connection, changes: list[RecordedChange]) -> None:
    """Take recorded changes back, the last first."""
    write_changes(
        connection.exec_driver_sql,
        (change.backwards for change in reversed(changes) if not change.is_remark),
    )


def write_changes(write: Write, changes: Iterable[RecordedChange]) -> None:
    """Do recorded changes again; those of one kind that follow one another in one statement."""
    for (table_name, operation), alike in groupby(
        changes, key=lambda change: (change.table, change.operation)
    ):
        table = Base.metadata.tables[table_name]
        write(_statement(table, operation), [_values(table, change) for change in alike])


def write_rows(
    write: Write, table_name: str, operation: RowOperation, rows: Iterable[StoredRow]
) -> None:
    """Insert, update or delete rows of one table that are at hand as they are stored."""
    table = Base.metadata.tables[table_name]
    names = [column.name for column in table.columns]
    wanted = {
        RowOperation.INSERT: names,
        RowOperation.UPDATE: [*names, "id"],
        RowOperation.DELETE: ["id"],
    }[operation]
    values = [tuple(row[name] for name in wanted) for row in rows]
    if values:
        write(_statement(table, operation), values)


def _statement(table: Table, operation: str) -> str:
    names = [f'"{column.name}"' for column in table.columns]
    if operation == RowOperation.DELETE:
        # The row may be gone already: a cascade of this same step took it along.
        return f'DELETE FROM "{table.name}" WHERE id = ?'
    if operation == RowOperation.INSERT:
        marks = ", ".join("?" for _ in names)
        return f'INSERT INTO "{table.name}" ({", ".join(names)}) VALUES ({marks})'
    assignments = ", ".join(f"{name} = ?" for name in names)
    return f'UPDATE "{table.name}" SET {assignments} WHERE id = ?'


def _values(table: Table, change: RecordedChange) -> tuple[StoredValue, ...]:
    if change.operation == RowOperation.DELETE:
        return (change.row_id,)
    if change.after is None:
        raise ValueError(f"the log lacks a row of {change.table}")
    row: StoredRow = json.loads(change.after)
    values = tuple(row[column.name] for column in table.columns)
    return values if change.operation == RowOperation.INSERT else (*values, change.row_id)


def stored_rows(
    connection: Connection, table_name: str, row_ids: Iterable[str]
) -> dict[str, StoredRow]:
    """Rows as they are stored now, by key; those that are not there are left out."""
    found: dict[str, StoredRow] = {}
    for keys, marks in _portions(row_ids):
        rows = connection.exec_driver_sql(
            f'SELECT * FROM "{table_name}" WHERE id IN ({marks})', keys
        )
        for row in rows.mappings().all():
            found[row["id"]] = dict(row)
    return found


def referring_rows(
    connection: Connection, table_name: str, row_ids: Iterable[str]
) -> set[tuple[str, str]]:
    """Rows of history tables that point at one of these: by foreign key, or as a memo on it."""
    row_ids = list(row_ids)
    found: set[tuple[str, str]] = set()
    for table in history_tables():
        for condition, arguments in _pointing_at(table, table_name):
            for keys, marks in _portions(row_ids):
                rows = connection.exec_driver_sql(
                    f'SELECT id FROM "{table.name}" WHERE {condition} IN ({marks})',
                    (*arguments, *keys),
                ).all()
                found.update((table.name, row.id) for row in rows)
    return found


def _pointing_at(table: Table, table_name: str) -> list[tuple[str, tuple[str, ...]]]:
    """The beginnings of conditions that find the rows pointing at a table, with their values."""
    pointers: list[tuple[str, tuple[str, ...]]] = [
        (f'"{key.parent.name}"', ())
        for key in table.foreign_keys
        if key.column.table.name == table_name
    ]
    if "target_id" in table.columns:
        pointers.append(("target_table = ? AND target_id", (table_name,)))
    return pointers


def _portions(keys: Iterable[str]) -> Iterator[tuple[tuple[Any, ...], str]]:
    """Keys in portions that a statement can take, each with its question marks."""
    every = list(keys)
    for start in range(0, len(every), _KEYS_AT_A_TIME):
        portion = tuple(every[start : start + _KEYS_AT_A_TIME])
        yield portion, ", ".join("?" for _ in portion)
