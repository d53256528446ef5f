"""Writing rows of the log back into their tables.

Values are SQLite's own (text, whole numbers, NULL), as the triggers wrote them into JSON; they go
back without passing through the ORM's types.
"""

import json
from collections.abc import Iterable, Sequence
from typing import TypeAlias
from uuid import UUID

from sqlalchemy import Connection, Table, select
from sqlalchemy.orm import Session

from qualcoder_sts.project.tables.base import Base
from qualcoder_sts.project.tables.log import Change, RowOperation

StoredValue: TypeAlias = str | int | None
StoredRow: TypeAlias = dict[str, StoredValue]


def changes_of(session: Session, step_id: UUID) -> list[Change]:
    """The changes of one step in the order they happened."""
    query = select(Change).where(Change.change_set_id == step_id).order_by(Change.number)
    return list(session.scalars(query))


def apply_forwards(connection: Connection, changes: Iterable[Change]) -> None:
    """Do recorded changes again, in their order."""
    for change in changes:
        if change.operation is RowOperation.DELETE:
            _delete(connection, change)
        elif change.operation is RowOperation.INSERT:
            _insert(connection, change, change.after)
        else:
            _update(connection, change, change.after)


def apply_backwards(connection: Connection, changes: Sequence[Change]) -> None:
    """Take recorded changes back, the last first."""
    for change in reversed(changes):
        if change.operation is RowOperation.INSERT:
            _delete(connection, change)
        elif change.operation is RowOperation.DELETE:
            _insert(connection, change, change.before)
        else:
            _update(connection, change, change.before)


def _delete(connection: Connection, change: Change) -> None:
    # The row may be gone already: a cascade of this same step took it along.
    connection.exec_driver_sql(
        f'DELETE FROM "{change.table_name}" WHERE id = ?',
        (change.row_id.hex,),
    )


def _insert(connection: Connection, change: Change, content: str | None) -> None:
    names, values = _named_values(change.table_name, content)
    columns = ", ".join(f'"{name}"' for name in names)
    marks = ", ".join("?" for _ in names)
    connection.exec_driver_sql(
        f'INSERT INTO "{change.table_name}" ({columns}) VALUES ({marks})',
        values,
    )


def _update(connection: Connection, change: Change, content: str | None) -> None:
    names, values = _named_values(change.table_name, content)
    assignments = ", ".join(f'"{name}" = ?' for name in names)
    connection.exec_driver_sql(
        f'UPDATE "{change.table_name}" SET {assignments} WHERE id = ?',
        (*values, change.row_id.hex),
    )


def _named_values(
    table_name: str, content: str | None
) -> tuple[list[str], tuple[StoredValue, ...]]:
    if content is None:
        raise ValueError(f"the log lacks a row of {table_name}")
    row: StoredRow = json.loads(content)
    names = [column.name for column in Base.metadata.tables[table_name].columns]
    return names, tuple(row[name] for name in names)


def stored_row(connection: Connection, table_name: str, row_id: UUID) -> StoredRow | None:
    """A row as it is stored now, or None when there is none."""
    found = connection.exec_driver_sql(
        f'SELECT * FROM "{table_name}" WHERE id = ?',
        (row_id.hex,),
    )
    row = found.mappings().first()
    return None if row is None else dict(row)


def referring_rows(connection: Connection, table_name: str, row_id: UUID) -> set[tuple[str, UUID]]:
    """Rows of history tables that point at a row: by foreign key, or as a memo on it."""
    found: set[tuple[str, UUID]] = set()
    for table in Base.metadata.tables.values():
        if "id" not in table.columns:
            continue
        for column in _columns_pointing_at(table, table_name):
            rows = connection.exec_driver_sql(
                f'SELECT id FROM "{table.name}" WHERE "{column}" = ?',
                (row_id.hex,),
            ).all()
            found.update((table.name, UUID(hex=row.id)) for row in rows)
    return found


def _columns_pointing_at(table: Table, table_name: str) -> list[str]:
    targets = ["target_id"] if "target_id" in table.columns else []
    keys = [key.parent.name for key in table.foreign_keys if key.column.table.name == table_name]
    return targets + keys
