"""Creating and opening project files, with every check before anything is trusted."""

import sqlite3
import uuid
from contextlib import closing
from pathlib import Path

from sqlalchemy.orm import Session

from qualcoder_sts.foundation.errors import UnreadableFileError
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.project.backup import BackupRule, back_up, ensure_backup
from qualcoder_sts.project.connections import APPLICATION_ID, SCHEMA_VERSION, raw_connection
from qualcoder_sts.project.errors import (
    BackupFailedError,
    DamagedProjectError,
    FolderMissingError,
    FolderNotWritableError,
    InterruptedWriteError,
    NewerProjectError,
    NotAProjectError,
    OlderProjectError,
    ProjectExistsError,
    ProjectIsReadOnlyError,
    ProjectMissingError,
    ProjectWriteError,
    UpgradeFailedError,
    UpgradeStepMissingError,
    worded_cause,
)
from qualcoder_sts.project.history.recording import describe
from qualcoder_sts.project.lock import ProjectLock, take_lock
from qualcoder_sts.project.schema import lay_out, missing_parts, replace_foreign_schema
from qualcoder_sts.project.tables import Project
from qualcoder_sts.project.upgrades import UPGRADES, upgrade
from qualcoder_sts.project.workspace import Workspace

ENDING = ".qsts"

_MAGIC = b"SQLite format 3\x00"
_APPLICATION_ID_AT = 68  # in the header of every SQLite file


def create_project(path: Path, name: str, *, coder: str | None = None) -> Workspace:
    """Make a new project file and open it; raises ``ProjectExistsError``.

    The file appears under its name only when it is whole.
    """
    if not path.parent.is_dir():
        raise FolderMissingError(path)
    if path.exists():
        raise ProjectExistsError(path)
    lock = _locked(path, take_over=False)
    try:
        unfinished = path.with_name(f"{path.name}.{uuid.uuid4().hex}.unfinished")
        try:
            _begin(unfinished, name, coder)
            # Unlike a rename, a link never replaces a file that appeared meanwhile.
            appear(unfinished, path)
        except FileExistsError:
            raise ProjectExistsError(path) from None
        except (OSError, sqlite3.Error) as error:
            raise ProjectWriteError(path, str(error)) from error
        finally:
            unfinished.unlink(missing_ok=True)
        return _workspace(path, lock, coder)
    except BaseException:
        lock.release()
        raise


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
    ``backups`` none is made, except before an upgrade. A ``coder`` new to the project is added
    with the first step.
    """
    refuse_other_files(path)
    if read_only:
        if _checked_version(path, read_only=True) < SCHEMA_VERSION:
            raise OlderProjectError(path)
        return _workspace(path, None, coder)
    _refuse_unwritable_file(path)
    lock = _locked(path, take_over=take_over)
    try:
        version = _checked_version(path, read_only=False)
        notices = _prepared(path, version, backups)
        return _workspace(path, lock, coder, tuple(notices))
    except BaseException:
        lock.release()
        raise


def _workspace(
    path: Path, lock: ProjectLock | None, coder: str | None, notices: tuple[str, ...] = ()
) -> Workspace:
    workspace = Workspace(path, lock, notices)
    try:
        if coder is not None:
            workspace.expect(coder)
    except BaseException:
        workspace.close()
        raise
    return workspace


def _locked(path: Path, *, take_over: bool) -> ProjectLock:
    try:
        return take_lock(path, take_over=take_over)
    except OSError as error:
        raise FolderNotWritableError(path) from error


def _begin(unfinished: Path, name: str, coder: str | None) -> None:
    """A new project's file with its first steps."""
    lay_out(unfinished)
    with Workspace(unfinished, take_lock(unfinished)) as workspace:
        workspace.run(_start_project, name)
        if coder is not None:
            workspace.act_as(coder)


def _start_project(session: Session, name: str) -> None:
    describe(session, _("Start project “%s”") % name)
    session.add(Project(name=name))


def appear(unfinished: Path, path: Path) -> None:
    """Give a finished file its name; raises ``FileExistsError`` when another has it."""
    try:
        path.hardlink_to(unfinished)
    except FileExistsError:
        raise
    except OSError:
        # Not every file system knows links (FAT on a stick).
        if path.exists():
            raise FileExistsError(path) from None
        unfinished.rename(path)


def refuse_other_files(path: Path) -> None:
    """Before anything is written beside a file, see that it is one of ours."""
    try:
        if not path.is_file():
            raise ProjectMissingError(path)
        with path.open("rb") as file:
            header = file.read(100)
    except OSError as error:
        raise UnreadableFileError(path.name, f"{error.strerror}.") from error
    number = header[_APPLICATION_ID_AT : _APPLICATION_ID_AT + 4]
    if not header.startswith(_MAGIC) or number != APPLICATION_ID.to_bytes(4, "big"):
        raise NotAProjectError(path)


def _refuse_unwritable_file(path: Path) -> None:
    try:
        with path.open("r+b"):
            pass
    except OSError as error:
        raise FolderNotWritableError(path) from error


def _checked_version(path: Path, *, read_only: bool) -> int:
    """The file's schema version, after it was found to be a whole project file."""
    try:
        return _checked(path, "ro" if read_only else "rw")
    except InterruptedWriteError:
        if not read_only:
            raise
    # Opening it for writing takes the interrupted write back, where that is possible.
    return _checked(path, "rw")


def _checked(path: Path, mode: str) -> int:
    try:
        with closing(raw_connection(path, mode=mode)) as connection:
            version: int = connection.execute("PRAGMA user_version").fetchone()[0]
            if version > SCHEMA_VERSION:
                raise NewerProjectError(path, version, SCHEMA_VERSION)
            finding = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
            if finding != "ok":
                raise DamagedProjectError(path, str(finding).splitlines()[-1])
            if version == SCHEMA_VERSION and (missing := missing_parts(connection)):
                raise DamagedProjectError(path, _("it lacks %s") % ", ".join(missing[:3]))
    except sqlite3.DatabaseError as error:
        raise _worded_check(path, error) from error
    return version


def _worded_check(path: Path, error: sqlite3.Error) -> Exception:
    sentence = worded_cause(error, path)
    if isinstance(sentence, ProjectIsReadOnlyError):
        return FolderNotWritableError(path)  # nobody has opened it read-only yet
    return sentence if sentence is not None else DamagedProjectError(path, str(error))


def _prepared(path: Path, version: int, backups: BackupRule | None) -> list[str]:
    """Back up, upgrade and clean a file before it is trusted; sentences on what was done."""
    notices = []
    if version < SCHEMA_VERSION:
        _upgrade_after_backup(path, backups or BackupRule())
        notices.append(_("The project was upgraded to file version %d.") % SCHEMA_VERSION)
    elif backups is not None:
        try:
            back_up(path, "opening", backups)
        except BackupFailedError as error:
            notices.append(str(error))
    try:
        return notices + replace_foreign_schema(path)
    except sqlite3.DatabaseError as error:
        raise _worded_check(path, error) from error


def _upgrade_after_backup(path: Path, rule: BackupRule) -> None:
    ensure_backup(path, "before upgrade", rule)
    try:
        with closing(raw_connection(path)) as connection:
            upgrade(connection, target=SCHEMA_VERSION, steps=UPGRADES)
    except (OSError, sqlite3.Error, UpgradeStepMissingError, ValueError, LookupError) as error:
        raise UpgradeFailedError(path, str(error)) from error
