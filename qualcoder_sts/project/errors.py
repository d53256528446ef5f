"""What can go wrong with a project file, each with its sentence."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from qualcoder_sts.foundation.errors import QualcoderError


class ProjectMissingError(QualcoderError):
    """There is no such file."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"There is no project “{path.name}” in “{path.parent}”.")


class ProjectExistsError(QualcoderError):
    """A new project would replace a file."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"“{path.name}” exists already in “{path.parent}”. Choose another name or open it."
        )


class FolderMissingError(QualcoderError):
    """A new project in a folder that is not there."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"There is no folder “{path.parent}”. Make it first or choose another.")


class NotAProjectError(QualcoderError):
    """The file is something else."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"“{path.name}” is not a qualcoder-sts project.")


class NewerProjectError(QualcoderError):
    """The file was written by a later program."""

    def __init__(self, path: Path, version: int, known: int) -> None:
        super().__init__(
            f"“{path.name}” was last saved by a newer qualcoder-sts (file version {version}, this "
            f"program knows {known}). Update the program on this computer to open it."
        )


class OlderProjectError(QualcoderError):
    """The file must be upgraded and was opened read-only."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"“{path.name}” was last saved by an older qualcoder-sts and must be upgraded before "
            "it can be read. Open it for writing once; a backup is made first."
        )


class UpgradeFailedError(QualcoderError):
    """An older file could not be brought to the present schema."""

    def __init__(self, path: Path, what: str) -> None:
        super().__init__(
            f"“{path.name}” was last saved by an older qualcoder-sts and could not be upgraded "
            f"({what}). It was left as it was."
        )


class UpgradeStepMissingError(QualcoderError):
    """No step leads on from a file's version."""

    def __init__(self, version: int) -> None:
        super().__init__(f"this program does not know how to go on from file version {version}")


class DamagedProjectError(QualcoderError):
    """The file fails its integrity check."""

    def __init__(self, path: Path, what: str) -> None:
        super().__init__(
            f"“{path.name}” is damaged ({what}). It was left untouched. Open its newest backup, or "
            "save what is readable into a new file: qualcoder-sts check PROJECT --repair NEW_FILE."
        )


class ProjectInUseError(QualcoderError):
    """Somebody else has the project open for writing."""

    def __init__(self, path: Path, who: str, computer: str, since: str) -> None:
        super().__init__(
            f"“{path.name}” is open: {who} on {computer}, since {since}. "
            "Open it read-only, or close it there first."
        )
        self.who = who
        self.computer = computer
        self.since = since


class ProjectBusyError(QualcoderError):
    """Another process holds the file at this moment."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"“{path.name}” is being written by another program just now. "
            "Nothing was changed; try again."
        )


class ProjectIsReadOnlyError(QualcoderError):
    """A write to a project opened read-only, or in a folder that cannot be written."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"“{path.name}” is open read-only, so nothing can be changed in it. "
            "Save a copy where you may write to go on working."
        )


class BackupFailedError(QualcoderError):
    """A copy of the project could not be made."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(f"No backup could be made of “{path.name}” ({why}).")


class FolderNotWritableError(QualcoderError):
    """The folder of a project cannot be written."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"The folder of “{path.name}” cannot be written, so the project can only be opened "
            "read-only. Copy it to a folder of your own to work on it."
        )


class InterruptedWriteError(QualcoderError):
    """A write was cut short, and nothing may be written to take it back."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"“{path.name}” was being saved when the program or the computer stopped, and here it "
            f"cannot be put right because nothing may be written. Copy it together with "
            f"“{path.name}-journal” to a folder of your own and open it there."
        )


class ProjectUnreachableError(QualcoderError):
    """The file could be opened before and cannot be reached any more."""

    def __init__(self, path: Path, what: str) -> None:
        super().__init__(
            f"“{path.name}” in “{path.parent}” cannot be reached ({what}). Was the stick pulled "
            "out, the network lost, or the file moved? What was saved before is safe there."
        )


class DiskFullError(QualcoderError):
    """No room for the write."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"The disk that holds “{path.name}” is full. The last step was not saved; "
            "everything before it is. Free some space and try again."
        )


class ProjectWriteError(QualcoderError):
    """The file system refused a write for another reason."""

    def __init__(self, path: Path, what: str) -> None:
        super().__init__(
            f"“{path.name}” could not be written ({what}). The last step was not saved; "
            "everything before it is."
        )


class NothingToUndoError(QualcoderError):
    """There is no step to take back."""

    def __init__(self) -> None:
        super().__init__("There is nothing to undo.")


class NothingToRedoError(QualcoderError):
    """There is no step to do again."""

    def __init__(self) -> None:
        super().__init__("There is nothing to redo.")


class StepNotUndoableError(QualcoderError):
    """An earlier step whose rows somebody has built upon."""

    def __init__(self, label: str, why: str, rows: tuple[str, ...]) -> None:
        super().__init__(f"“{label}” cannot be undone by itself: {why}.")
        self.rows = rows


class RowMissingError(QualcoderError):
    """Something that was there has gone, usually by a step taken elsewhere."""

    def __init__(self, what: str) -> None:
        super().__init__(f"This {what} is no longer in the project.")


class WriteOutsideStepError(Exception):
    """A mistake in the program: rows of history written where no step records them."""

    def __init__(self, what: str) -> None:
        super().__init__(f"History tables are written inside Workspace.run only: {what}.")


class ProjectClosedError(Exception):
    """A mistake in the program: a workspace used after it was closed."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"The workspace of “{path.name}” has been closed.")


def worded(error: DBAPIError, path: Path) -> Exception | None:
    """What SQLite says of the file or the file system, as a sentence.

    None when it speaks of neither, but of a mistake in the program.
    """
    cause = error.orig
    return worded_cause(cause, path) if isinstance(cause, sqlite3.Error) else None


def worded_cause(cause: sqlite3.Error, path: Path) -> Exception | None:
    """The same for an error that comes straight from SQLite."""
    code = getattr(cause, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
    wording = _WORDINGS.get(code) or _WORDINGS.get(code & 0xFF)
    return wording(path, str(cause)) if wording is not None else None


# The primary code is in the last byte; some of the longer codes say something of their own.
_WORDINGS: dict[int, Callable[[Path, str], Exception]] = {
    sqlite3.SQLITE_BUSY: lambda path, _: ProjectBusyError(path),
    sqlite3.SQLITE_LOCKED: lambda path, _: ProjectBusyError(path),
    sqlite3.SQLITE_FULL: lambda path, _: DiskFullError(path),
    sqlite3.SQLITE_READONLY: lambda path, _: ProjectIsReadOnlyError(path),
    sqlite3.SQLITE_READONLY_ROLLBACK: lambda path, _: InterruptedWriteError(path),
    sqlite3.SQLITE_READONLY_DBMOVED: ProjectUnreachableError,
    sqlite3.SQLITE_CANTOPEN: ProjectUnreachableError,
    sqlite3.SQLITE_IOERR: ProjectUnreachableError,
    sqlite3.SQLITE_CORRUPT: DamagedProjectError,
    sqlite3.SQLITE_NOTADB: DamagedProjectError,
    sqlite3.SQLITE_PERM: ProjectWriteError,
    sqlite3.SQLITE_NOLFS: ProjectWriteError,
    sqlite3.SQLITE_TOOBIG: ProjectWriteError,
    sqlite3.SQLITE_CONSTRAINT_TRIGGER: lambda _, what: WriteOutsideStepError(what),
}
