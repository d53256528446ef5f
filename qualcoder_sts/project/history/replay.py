"""Building the history tables anew from the log: the proof that the log holds everything."""

import sqlite3
from collections.abc import Callable, Iterable
from typing import Any, TypeAlias

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from qualcoder_sts.project.history.rows import (
    COLUMNS_OF_CHANGE,
    RecordedChange,
    StoredValue,
    write_changes,
)
from qualcoder_sts.project.tables.base import history_tables

HistoryRows: TypeAlias = dict[str, dict[str, tuple[StoredValue, ...]]]

_APPLIED = (
    f"SELECT {', '.join(f'change.{name}' for name in COLUMNS_OF_CHANGE.split(', '))} "
    "FROM change JOIN change_set ON change_set.id = change.change_set_id "
    "WHERE change_set.applied ORDER BY change.number"
)


def replay(session: Session, onto: Connection) -> int:
    """Do every applied change of a project again on an empty file with the same texts.

    ``onto`` must have the tables without the triggers, and foreign keys off. Returns the number of
    changes done.
    """
    rows = session.connection().exec_driver_sql(_APPLIED).all()
    write_changes(onto.exec_driver_sql, [RecordedChange(*row) for row in rows])
    return len(rows)


def replay_stored(project: sqlite3.Connection, onto: sqlite3.Connection) -> int:
    """The same on plain connections, for files that are not trusted yet."""
    rows = project.execute(_APPLIED).fetchall()
    write_changes(onto.executemany, [RecordedChange(*row) for row in rows])
    return len(rows)


def history_rows(query: Callable[[str], Iterable[Any]]) -> HistoryRows:
    """Every row of the history tables as it is stored, by table and key."""
    return {
        table.name: {
            str(row[0]): tuple(row)
            for row in query(
                f"SELECT id, {', '.join(_quoted_names(table.columns.keys()))} "
                f'FROM "{table.name}" ORDER BY id'
            )
        }
        for table in history_tables()
    }


def _quoted_names(names: Iterable[str]) -> list[str]:
    return [f'"{name}"' for name in names]
