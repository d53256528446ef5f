"""What can go wrong with a project file, each with its sentence."""

import sqlite3
from pathlib import Path

from sqlalchemy.exc import OperationalError

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


class FolderNotWritableError(QualcoderError):
    """The folder of a project cannot be written."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"The folder of “{path.name}” cannot be written, so the project can only be opened "
            "read-only. Copy it to a folder of your own to work on it."
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


def worded(error: OperationalError, path: Path) -> QualcoderError:
    """What SQLite says of the file system, as a sentence."""
    cause = error.orig
    code = cause.sqlite_errorcode if isinstance(cause, sqlite3.Error) else None
    primary = None if code is None else code & 0xFF
    if primary in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
        return ProjectBusyError(path)
    if primary == sqlite3.SQLITE_FULL:
        return DiskFullError(path)
    if primary == sqlite3.SQLITE_READONLY:
        return ProjectIsReadOnlyError(path)
    if primary == sqlite3.SQLITE_CORRUPT:
        return DamagedProjectError(path, str(cause))
    return ProjectWriteError(path, str(cause))
