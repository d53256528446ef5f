"""Writing recovered rows, and as much history as still tells the truth, into an empty file."""

import json
import sqlite3
from collections.abc import Iterable
from datetime import UTC, datetime
from uuid import uuid4

from sqlalchemy import Table

from qualcoder_sts import __version__
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.project.history.replay import history_rows, replay_stored
from qualcoder_sts.project.recovery.reading import FoundRow, FoundTable
from qualcoder_sts.project.recovery.remembering import Memory
from qualcoder_sts.project.recovery.settling import Settled
from qualcoder_sts.project.schema import create_tables, create_triggers
from qualcoder_sts.project.tables.base import Base, history_tables
from qualcoder_sts.project.tables.log import Brought, Change, ChangeKind, ChangeSet, Withheld
from qualcoder_sts.project.tables.transcripts import Original, Text
from qualcoder_sts.project.triggers import row_as_json


def write_project(
    connection: sqlite3.Connection,
    name: str,
    found: dict[str, FoundTable],
    settled: Settled,
    memory: Memory,
) -> bool:
    """Fill an empty file without triggers; whether its history could be kept whole."""
    connection.execute("PRAGMA foreign_keys=OFF")
    connection.execute("BEGIN IMMEDIATE")
    for store in (Text, Original, Withheld):
        _insert(connection, store.__tablename__, found[store.__tablename__].rows.values())
    for table in history_tables():
        rows = settled.rows[table.name]
        for key in _insert(connection, table.name, rows.values()):
            rows.pop(key)
            settled.left_out[table.name].add(key)
    _leave_out_what_still_points_nowhere(connection, settled)
    kept = _history_tells_the_truth(connection, found, memory)
    steps, changes = found[ChangeSet.__tablename__].rows, found[Change.__tablename__].rows
    _insert(connection, ChangeSet.__tablename__, steps.values())
    known = (change for change in changes.values() if str(change["change_set_id"]) in steps)
    _insert(connection, Change.__tablename__, known)
    brought = found[Brought.__tablename__].rows.values()
    both_there = (row for row in brought if {row["merge_id"], row["change_set_id"]} <= steps.keys())
    _insert(connection, Brought.__tablename__, both_there)
    if not kept:
        # Known, but not done again by a replay.
        connection.execute("UPDATE change_set SET applied = 0")
        _record_recovery(connection, name)
    create_triggers(connection)
    connection.execute("COMMIT")
    return kept


def _insert(connection: sqlite3.Connection, table_name: str, rows: Iterable[FoundRow]) -> list[str]:
    """Insert rows one by one; the keys of those that break a rule of the table."""
    table: Table = Base.metadata.tables[table_name]
    names = [column.name for column in table.columns]
    columns = ", ".join(f'"{name}"' for name in names)
    marks = ", ".join("?" for _ in names)
    sql = f'INSERT INTO "{table_name}" ({columns}) VALUES ({marks})'
    refused = []
    for row in rows:
        try:
            connection.execute(sql, [row[name] for name in names])
        except sqlite3.IntegrityError:
            refused.append(str(row.get("id")))
    return refused


def _leave_out_what_still_points_nowhere(connection: sqlite3.Connection, settled: Settled) -> None:
    """Rows whose parents broke a rule of their own table."""
    while broken := connection.execute("PRAGMA foreign_key_check").fetchall():
        for table, rowid, *_rest in broken:
            where = f'FROM "{table}" WHERE rowid = ?'
            row = connection.execute(f"SELECT id {where}", (rowid,)).fetchone()
            if row is not None:
                connection.execute(f"DELETE {where}", (rowid,))
                settled.rows[table].pop(row[0], None)
                settled.left_out[table].add(row[0])


def _history_tells_the_truth(
    connection: sqlite3.Connection, found: dict[str, FoundTable], memory: Memory
) -> bool:
    """Whether doing all changes again gives exactly the rows that were saved."""
    steps = found[ChangeSet.__tablename__]
    if not memory.is_whole or not steps.is_whole or not steps.rows:
        return False
    changes = found[Change.__tablename__].rows
    if not _has_all_texts(changes.values(), found):
        return False
    replayed = sqlite3.connect(":memory:", isolation_level=None)
    try:
        create_tables(replayed)
        _insert(replayed, ChangeSet.__tablename__, steps.rows.values())
        _insert(replayed, Change.__tablename__, changes.values())
        replay_stored(replayed, replayed)
        return history_rows(replayed.execute) == history_rows(connection.execute)
    except (sqlite3.Error, ValueError, LookupError, TypeError):
        return False
    finally:
        replayed.close()


def _has_all_texts(changes: Iterable[FoundRow], found: dict[str, FoundTable]) -> bool:
    """Whether every text and original that undo may go back to is there."""
    stores = {
        "text_hash": found[Text.__tablename__].rows,
        "original_hash": found[Original.__tablename__].rows,
    }
    for change in changes:
        for content in (change["before"], change["after"]):
            row = json.loads(str(content)) if content is not None else {}
            wanted = ((row.get(name), store) for name, store in stores.items())
            if any(key is not None and key not in store for key, store in wanted):
                return False
    return True


def _record_recovery(connection: sqlite3.Connection, name: str) -> None:
    """One step that brings in every row, and behind which undo does not go."""
    step_id = uuid4().hex
    last = connection.execute("SELECT max(number) FROM change_set").fetchone()[0] or 0
    at = datetime.now(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
    connection.execute(
        "INSERT INTO change_set (id, number, at, label, reason, kind, program_version, applied) "
        "VALUES (?, ?, ?, ?, '', ?, ?, 1)",
        (
            step_id,
            last + 1,
            at,
            _("Recover “%s”") % name,
            ChangeKind.UPGRADE.value,
            __version__,
        ),
    )
    for table in history_tables():
        connection.execute(
            "INSERT INTO change (change_set_id, table_name, row_id, operation, after) "
            f"SELECT ?, '{table.name}', id, 'insert', {row_as_json(table, 'kept')} "
            f'FROM "{table.name}" AS kept',
            (step_id,),
        )
