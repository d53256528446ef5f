"""Bringing an older project file to the present schema, log and all."""

import json
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, TypeAlias
from uuid import uuid4

from qualcoder_sts import __version__
from qualcoder_sts.project.errors import UpgradeStepMissingError
from qualcoder_sts.project.schema import create_triggers, drop_triggers_and_views, missing_parts
from qualcoder_sts.project.tables.log import ChangeKind

StoredRow: TypeAlias = dict[str, Any]


@dataclass(frozen=True, slots=True)
class UpgradeStep:
    """From one schema version to the next.

    ``statements`` change the tables and the rows in them. ``row`` does the same to one row of a
    table as the log holds it, so that undo, merging and replay go on working across the upgrade.
    """

    from_version: int
    statements: tuple[str, ...]
    row: Callable[[str, StoredRow], StoredRow]


# Version 1 is the first.
UPGRADES: tuple[UpgradeStep, ...] = ()


def upgrade(
    connection: sqlite3.Connection,
    *,
    target: int,
    steps: Sequence[UpgradeStep] = UPGRADES,
) -> None:
    """Carry out every step from the file's version to ``target`` in one transaction.

    An upgrade is recorded as a step of the audit trail that cannot be undone. Raises
    ``UpgradeStepMissingError`` when the steps do not lead from the one version to the other.
    """
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    way = _way(steps, version, target)
    connection.execute("PRAGMA foreign_keys=OFF")
    connection.execute("BEGIN IMMEDIATE")
    try:
        # First of all: what a stranger has put there must not run during the steps.
        drop_triggers_and_views(connection)
        for step in way:
            for statement in step.statements:
                connection.execute(statement)
            _rewrite_log(connection, step)
        _record_upgrade(connection, version, target)
        create_triggers(connection)
        connection.execute(f"PRAGMA user_version={target}")
        _refuse_what_is_not_whole(connection)
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _way(steps: Sequence[UpgradeStep], version: int, target: int) -> list[UpgradeStep]:
    """One step from each version to the next, in their order."""
    by_version = {step.from_version: step for step in steps}
    for each in range(version, target):
        if each not in by_version:
            raise UpgradeStepMissingError(each)
    return [by_version[each] for each in range(version, target)]


def _refuse_what_is_not_whole(connection: sqlite3.Connection) -> None:
    if missing := missing_parts(connection):
        raise sqlite3.IntegrityError(f"the upgrade leaves out {missing[0]}")
    if (broken := connection.execute("PRAGMA foreign_key_check").fetchone()) is not None:
        raise sqlite3.IntegrityError(f"the upgrade breaks a reference in {broken[0]}")


def _rewrite_log(connection: sqlite3.Connection, step: UpgradeStep) -> None:
    rows = connection.execute("SELECT number, table_name, before, after FROM change").fetchall()
    for number, table_name, before, after in rows:
        contents = [
            None if content is None else _as_json(step.row(table_name, json.loads(content)))
            for content in (before, after)
        ]
        if contents != [before, after]:
            connection.execute(
                "UPDATE change SET before = ?, after = ? WHERE number = ?", (*contents, number)
            )


def _as_json(row: StoredRow) -> str:
    # As SQLite's json_object writes it.
    return json.dumps(row, ensure_ascii=False, separators=(",", ":"))


def _record_upgrade(connection: sqlite3.Connection, version: int, target: int) -> None:
    last = connection.execute("SELECT max(number) FROM change_set").fetchone()[0] or 0
    at = datetime.now(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
    connection.execute(
        "INSERT INTO change_set (id, number, at, label, reason, kind, program_version, applied) "
        "VALUES (?, ?, ?, ?, '', ?, ?, 1)",
        (
            uuid4().hex,
            last + 1,
            at,
            f"Upgrade from file version {version} to {target}",
            ChangeKind.UPGRADE.value,
            __version__,
        ),
    )
