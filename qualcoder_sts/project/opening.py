"""Creating and opening project files, with every check before anything is trusted."""

import sqlite3
import uuid
from contextlib import closing
from pathlib import Path

from sqlalchemy.dialects import sqlite
from sqlalchemy.orm import Session
from sqlalchemy.schema import CreateIndex, CreateTable

from qualcoder_sts.project.backup import BackupRule, back_up
from qualcoder_sts.project.connections import APPLICATION_ID, SCHEMA_VERSION, raw_connection
from qualcoder_sts.project.errors import (
    DamagedProjectError,
    FolderNotWritableError,
    NewerProjectError,
    NotAProjectError,
    ProjectBusyError,
    ProjectExistsError,
    ProjectMissingError,
    ProjectWriteError,
)
from qualcoder_sts.project.history.recording import describe
from qualcoder_sts.project.lock import take_lock
from qualcoder_sts.project.tables import Base, Project
from qualcoder_sts.project.triggers import generated_triggers
from qualcoder_sts.project.upgrades import UPGRADES, create_triggers, drop_triggers, upgrade
from qualcoder_sts.project.workspace import Workspace

ENDING = ".qsts"


def create_project(path: Path, name: str, *, coder: str | None = None) -> Workspace:
    """Make a new project file and open it; raises ``ProjectExistsError``.

    The file appears under its name only when it is whole.
    """
    if path.exists():
        raise ProjectExistsError(path)
    unfinished = path.with_name(f"{path.name}.{uuid.uuid4().hex}.unfinished")
    try:
        lay_out(unfinished)
        # Unlike a rename, a link never replaces a file that appeared meanwhile.
        _appear(unfinished, path)
    except FileExistsError:
        raise ProjectExistsError(path) from None
    except (OSError, sqlite3.Error) as error:
        raise ProjectWriteError(path, str(error)) from error
    finally:
        unfinished.unlink(missing_ok=True)
    workspace = Workspace(path, take_lock(path))
    try:
        workspace.run(_start_project, name)
        if coder is not None:
            workspace.act_as(coder)
    except BaseException:
        workspace.close()
        raise
    return workspace


def open_project(
    path: Path,
    *,
    coder: str | None = None,
    read_only: bool = False,
    take_over: bool = False,
    backups: BackupRule | None = BackupRule(),  # noqa: B008 - frozen
) -> Workspace:
    """Open a project file after checking, and if need be upgrading, it.

    Raises ``ProjectMissingError``, ``NotAProjectError``, ``NewerProjectError``,
    ``DamagedProjectError`` or ``ProjectInUseError`` (``take_over`` opens it all the same). Without
    ``backups`` none is made, except before an upgrade.
    """
    if not path.is_file():
        raise ProjectMissingError(path)
    version = _checked_version(path, read_only=read_only)
    if read_only:
        if version < SCHEMA_VERSION:
            raise ProjectWriteError(path, "it must be upgraded first: open it for writing once")
        return Workspace(path, None)
    try:
        lock = take_lock(path, take_over=take_over)
    except OSError as error:
        raise FolderNotWritableError(path) from error
    try:
        notices = _prepared(path, version, backups)
        workspace = Workspace(path, lock, tuple(notices))
        if coder is not None:
            workspace.act_as(coder)
    except BaseException:
        lock.release()
        raise
    return workspace


def _prepared(path: Path, version: int, backups: BackupRule | None) -> list[str]:
    """Back up, upgrade and clean a file before it is trusted; sentences on what was done."""
    notices = []
    if version < SCHEMA_VERSION:
        try:
            back_up(path, "before upgrade", backups or BackupRule())
            upgrade_file(path)
        except (OSError, sqlite3.Error) as error:
            raise ProjectWriteError(path, f"upgrading it failed: {error}") from error
        notices.append(f"The project was upgraded to file version {SCHEMA_VERSION}.")
    elif backups is not None:
        try:
            back_up(path, "opening", backups)
        except (OSError, sqlite3.Error) as error:
            notices.append(f"No backup could be made ({error}).")
    return notices + replace_foreign_schema(path)


def lay_out(path: Path) -> None:
    """Write an empty project file: tables, triggers, version."""
    dialect = sqlite.dialect()
    with closing(raw_connection(path, mode="rwc")) as connection:
        connection.execute("BEGIN")
        for table in Base.metadata.sorted_tables:
            connection.execute(str(CreateTable(table).compile(dialect=dialect)))
            for index in sorted(table.indexes, key=lambda index: str(index.name)):
                connection.execute(str(CreateIndex(index).compile(dialect=dialect)))
        create_triggers(connection)
        connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version={SCHEMA_VERSION}")
        connection.execute("COMMIT")


def upgrade_file(path: Path) -> None:
    """Upgrade an older project file to the present schema version."""
    with closing(raw_connection(path)) as connection:
        connection.execute("PRAGMA trusted_schema=ON")
        upgrade(connection, target=SCHEMA_VERSION, steps=UPGRADES)


def replace_foreign_schema(path: Path) -> list[str]:
    """Make sure that no triggers or views but the program's own are in the file.

    A stranger's file must not run code. Returns a sentence when something was replaced.
    """
    with closing(raw_connection(path)) as connection:
        found = dict(
            connection.execute(
                "SELECT name, sql FROM sqlite_master WHERE type IN ('trigger', 'view')"
            ).fetchall()
        )
        if found == generated_triggers():
            return []
        connection.execute("BEGIN IMMEDIATE")
        drop_triggers(connection)
        views = connection.execute("SELECT name FROM sqlite_master WHERE type='view'").fetchall()
        for (name,) in views:
            quoted = name.replace('"', '""')
            connection.execute(f'DROP VIEW "{quoted}"')
        create_triggers(connection)
        connection.execute("COMMIT")
    return ["Parts of the file that were not written by this program were replaced."]


def _appear(unfinished: Path, path: Path) -> None:
    try:
        path.hardlink_to(unfinished)
    except FileExistsError:
        raise
    except OSError:
        # Not every file system knows links (FAT on a stick).
        if path.exists():
            raise FileExistsError(path) from None
        unfinished.rename(path)


def _start_project(session: Session, name: str) -> None:
    describe(session, f"Start project “{name}”")
    session.add(Project(name=name))


def _checked_version(path: Path, *, read_only: bool) -> int:
    """The file's schema version, after it was found to be a whole project file."""
    with closing(raw_connection(path, mode="ro" if read_only else "rw")) as connection:
        try:
            if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
                raise NotAProjectError(path)
            version: int = connection.execute("PRAGMA user_version").fetchone()[0]
            if version > SCHEMA_VERSION:
                raise NewerProjectError(path, version, SCHEMA_VERSION)
            finding = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
        except sqlite3.DatabaseError as error:
            raise _worded_check(path, error) from error
    if finding != "ok":
        raise DamagedProjectError(path, str(finding).splitlines()[0])
    return version


def _worded_check(path: Path, error: sqlite3.DatabaseError) -> Exception:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code == sqlite3.SQLITE_NOTADB:
        return NotAProjectError(path)
    if code in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
        return ProjectBusyError(path)
    return DamagedProjectError(path, str(error))
