"""Backups: whole copies of a project file in a folder beside it."""

import re
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from qualcoder_sts.foundation.preferences import read_preferences
from qualcoder_sts.project.connections import address_of, raw_connection
from qualcoder_sts.project.errors import BackupFailedError
from qualcoder_sts.project.tables.suggest import CACHES

_STAMP = re.compile(r" (\d{4}-\d{2}-\d{2}) (\d{2}-\d{2}-\d{2}-\d{6}) (.+)\.qsts$")
_UNFINISHED = ".unfinished"


@dataclass(frozen=True, slots=True)
class BackupRule:
    """Which backups are kept: the newest ones, and the last of each of the newest days.

    The newest of all is kept whatever the rule says.
    """

    newest: int = 10
    days: int = 14


def rule_of_this_computer() -> BackupRule:
    """As many of the newest as the person at this computer wants to keep."""
    return BackupRule(newest=read_preferences().backups_kept)


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup. ``at`` is UTC; ``reason`` is why it was made, as in its file name."""

    path: Path
    at: datetime
    reason: str


def backup_folder(project: Path) -> Path:
    """Where the backups of a project lie."""
    return project.with_name(f"{project.stem} backups")


def list_backups(project: Path) -> list[Backup]:
    """A project's backups, the newest first."""
    found = []
    for path in backup_folder(project).glob("*.qsts"):
        if (stamp := _STAMP.search(path.name)) and path.name.startswith(f"{project.stem} "):
            try:
                at = datetime.strptime(f"{stamp[1]} {stamp[2]} +0000", "%Y-%m-%d %H-%M-%S-%f %z")
            except ValueError:  # digits that are no date: somebody else's file
                continue
            found.append(Backup(path, at, stamp[3]))
    return sorted(found, key=lambda backup: backup.at, reverse=True)


def back_up(project: Path, reason: str, rule: BackupRule) -> Path | None:
    """Copy the project into its backup folder, then let go of backups the rule does not keep.

    Returns None, without copying, when the newest backup holds the same last step. Raises
    ``BackupFailedError``.
    """
    backups = list_backups(project)
    last_step = _last_step(project)
    if backups and last_step is not None and _last_step(backups[0].path) == last_step:
        return None
    return _backed_up(project, reason, rule)


def ensure_backup(project: Path, reason: str, rule: BackupRule) -> Path:
    """The backup to go back to from what is about to be done; made unless the newest is one.

    It is one when it has the same rows: a file that was damaged since has the last step, too.
    Raises ``BackupFailedError``.
    """
    backups = list_backups(project)
    if backups and _has_the_same_rows(project, backups[0].path):
        return backups[0].path
    return _backed_up(project, reason, rule)


def _backed_up(project: Path, reason: str, rule: BackupRule) -> Path:
    try:
        path = _copied(project, reason)
        for backup in backups_to_let_go(list_backups(project), rule):
            backup.path.unlink(missing_ok=True)
    except (OSError, sqlite3.Error) as error:
        raise BackupFailedError(project, str(error)) from error
    return path


def _copied(project: Path, reason: str) -> Path:
    """A new backup. SQLite makes the copy, so that it is whole whatever is written meanwhile."""
    folder = backup_folder(project)
    folder.mkdir(exist_ok=True)
    for left in folder.glob(f"{project.stem} *{_UNFINISHED}"):  # by a computer that stopped
        left.unlink(missing_ok=True)
    stamp = datetime.now(UTC).strftime("%Y-%m-%d %H-%M-%S-%f")
    path = folder / f"{project.stem} {stamp} {reason}.qsts"
    unfinished = path.with_name(path.name + _UNFINISHED)
    try:
        copy_project(project, unfinished)
        unfinished.replace(path)
    except BaseException:
        unfinished.unlink(missing_ok=True)  # half a copy fills a disk that may be full already
        raise
    return path


def copy_project(project: Path, target: Path) -> None:
    """A whole copy of a project file, in one state of it."""
    with (
        closing(raw_connection(project)) as source,
        closing(raw_connection(target, mode="rwc")) as copy,
    ):
        # A copy that is half done is thrown away, so it need not be safe against a power cut
        # before it has its name.
        copy.execute("PRAGMA journal_mode=OFF")
        source.backup(copy)


def backups_to_let_go(backups: list[Backup], rule: BackupRule) -> list[Backup]:
    """Those of ``backups`` (the newest first) that the rule does not keep."""
    last_of_day: dict[date, Backup] = {}
    for backup in backups:
        last_of_day.setdefault(backup.at.date(), backup)
    newest = backups[: max(rule.newest, 1)]
    kept = {*newest, *list(last_of_day.values())[: max(rule.days, 0)]}
    return [backup for backup in backups if backup not in kept]


def _last_step(path: Path) -> tuple[object, ...] | None:
    """The number and guid of the last step in a project file; None when it cannot be read."""
    try:
        with closing(raw_connection(path, mode="ro")) as connection:
            found: tuple[object, ...] | None = connection.execute(
                "SELECT number, id FROM change_set ORDER BY number DESC LIMIT 1"
            ).fetchone()
    except sqlite3.DatabaseError:
        return None
    return found


def _has_the_same_rows(project: Path, backup: Path) -> bool:
    """Whether all but the caches is the same in both files, tables and triggers included."""
    if _last_step(project) != _last_step(backup):  # seen at once
        return False
    try:
        with closing(raw_connection(backup, mode="ro")) as connection:
            connection.execute("ATTACH ? AS now", (address_of(project, "ro"),))
            connection.execute("BEGIN")  # one state of both
            return all(
                connection.execute(query).fetchone() == (0,)
                for name in ("sqlite_master", *_kept_tables(connection))
                for query in _differences(name)
            )
    except sqlite3.DatabaseError:
        return False


def _kept_tables(connection: sqlite3.Connection) -> list[str]:
    caches = {cache.__tablename__ for cache in CACHES}
    names = connection.execute("SELECT name FROM now.sqlite_master WHERE type = 'table'").fetchall()
    return [name for (name,) in names if name not in caches]


def _differences(table: str) -> tuple[str, str]:
    """How many more rows one file has, and whether it has one that the other has not."""
    columns = "type, name, sql" if table == "sqlite_master" else "*"
    now, then = (f'SELECT {columns} FROM {file}."{table}"' for file in ("now", "main"))
    return (
        f"SELECT (SELECT count(*) FROM ({now})) - (SELECT count(*) FROM ({then}))",
        f"SELECT EXISTS ({now} EXCEPT {then})",
    )
