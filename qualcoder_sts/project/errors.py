"""What can go wrong with a project file, each with its sentence."""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Literal

from sqlalchemy.exc import DBAPIError

from qualcoder_sts.foundation.errors import QualcoderError
from qualcoder_sts.foundation.translation import _

Kind = Literal[
    "attribute",
    "code",
    "codebook version",
    "coder",
    "entry of the roster",
    "memo",
    "original file",
    "participant",
    "round",
    "segment",
    "session",
    "something",
    "source",
    "speaker",
    "step",
    "study",
    "turn",
]
"""What a project may have lost, for ``RowMissingError``."""


class ProjectMissingError(QualcoderError):
    """There is no such file."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            _("There is no project “%(name)s” in “%(folder)s”.")
            % {"name": path.name, "folder": path.parent}
        )


class ProjectExistsError(QualcoderError):
    """A new project would replace a file."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            _("“%(name)s” exists already in “%(folder)s”. Choose another name or open it.")
            % {"name": path.name, "folder": path.parent}
        )


class FolderMissingError(QualcoderError):
    """A new project in a folder that is not there."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            _("There is no folder “%s”. Make it first or choose another.") % path.parent
        )


class NotAProjectError(QualcoderError):
    """The file is something else."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            _("“%s” is not a qualcoder-sts project. Open a project, or import the file into one.")
            % path.name
        )


class NewerProjectError(QualcoderError):
    """The file was written by a later program."""

    def __init__(self, path: Path, version: int, known: int) -> None:
        super().__init__(
            _(
                "“%(name)s” was last saved by a newer qualcoder-sts (file version %(version)d, "
                "this program knows %(known)d). Update the program on this computer to open it."
            )
            % {"name": path.name, "version": version, "known": known}
        )


class OlderProjectError(QualcoderError):
    """The file must be upgraded and was opened read-only."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            _(
                "“%s” was last saved by an older qualcoder-sts and must be upgraded before it can "
                "be read. Open it for writing once; a backup is made first."
            )
            % path.name
        )


class UpgradeFailedError(QualcoderError):
    """An older file could not be brought to the present schema."""

    def __init__(self, path: Path, what: str) -> None:
        super().__init__(
            _(
                "“%(name)s” was last saved by an older qualcoder-sts and could not be upgraded "
                "(%(what)s). It was left as it was."
            )
            % {"name": path.name, "what": what}
        )


class UpgradeStepMissingError(QualcoderError):
    """No step leads on from a file's version."""

    def __init__(self, version: int) -> None:
        super().__init__(
            _("this program does not know how to go on from file version %d") % version
        )


class DamagedProjectError(QualcoderError):
    """The file fails its integrity check."""

    def __init__(self, path: Path, what: str) -> None:
        super().__init__(
            _(
                "“%(name)s” is damaged (%(what)s). It was left untouched. Open its newest backup, "
                "or save what is readable into a new file: qualcoder-sts check PROJECT --repair "
                "NEW_FILE."
            )
            % {"name": path.name, "what": what}
        )


class ProjectInUseError(QualcoderError):
    """Somebody else has the project open for writing."""

    def __init__(self, path: Path, who: str, computer: str, since: str) -> None:
        super().__init__(
            _(
                "“%(name)s” is open: %(who)s on %(computer)s, since %(since)s. Open it read-only, "
                "or close it there first."
            )
            % {"name": path.name, "who": who, "computer": computer, "since": since}
        )
        self.who = who
        self.computer = computer
        self.since = since


class ProjectBusyError(QualcoderError):
    """Another process holds the file at this moment."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            _("“%s” is being written by another program just now. Nothing was changed; try again.")
            % path.name
        )


class ProjectIsReadOnlyError(QualcoderError):
    """A write to a project opened read-only, or in a folder that cannot be written."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            _(
                "“%s” is open read-only, so nothing can be changed in it. Save a copy where you "
                "may write to go on working."
            )
            % path.name
        )


class BackupFailedError(QualcoderError):
    """A copy of the project could not be made."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(
            _("No backup could be made of “%(name)s” (%(why)s).") % {"name": path.name, "why": why}
        )


class FolderNotWritableError(QualcoderError):
    """The folder of a project cannot be written."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            _(
                "The folder of “%s” cannot be written, so the project can only be opened "
                "read-only. Copy it to a folder of your own to work on it."
            )
            % path.name
        )


class InterruptedWriteError(QualcoderError):
    """A write was cut short, and nothing may be written to take it back."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            _(
                "“%(name)s” was being saved when the program or the computer stopped, and here it "
                "cannot be put right because nothing may be written. Copy it together with "
                "“%(name)s-journal” to a folder of your own and open it there."
            )
            % {"name": path.name}
        )


class ProjectUnreachableError(QualcoderError):
    """The file could be opened before and cannot be reached any more."""

    def __init__(self, path: Path, what: str) -> None:
        super().__init__(
            _(
                "“%(name)s” in “%(folder)s” cannot be reached (%(what)s). Was the stick pulled "
                "out, the network lost, or the file moved? What was saved before is safe there."
            )
            % {"name": path.name, "folder": path.parent, "what": what}
        )


class DiskFullError(QualcoderError):
    """No room for the write."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            _(
                "The disk that holds “%s” is full. The last step was not saved; everything before "
                "it is. Free some space and try again."
            )
            % path.name
        )


class ProjectWriteError(QualcoderError):
    """The file system refused a write for another reason."""

    def __init__(self, path: Path, what: str) -> None:
        super().__init__(
            _(
                "“%(name)s” could not be written (%(what)s). The last step was not saved; "
                "everything before it is."
            )
            % {"name": path.name, "what": what}
        )


class NothingToUndoError(QualcoderError):
    """There is no step to take back."""

    def __init__(self) -> None:
        super().__init__(_("There is nothing to undo."))


class StepHiddenError(QualcoderError):
    """A step that a blind round hides from who acts."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "What was done last is another coder's work in a blind round. It can be undone or "
                "done again when the round is closed."
            )
        )


class NothingToRedoError(QualcoderError):
    """There is no step to do again."""

    def __init__(self) -> None:
        super().__init__(_("There is nothing to redo."))


class StepNotUndoableError(QualcoderError):
    """An earlier step whose rows somebody has built upon."""

    def __init__(self, label: str, why: str, rows: tuple[str, ...]) -> None:
        super().__init__(
            _("“%(step)s” cannot be undone by itself: %(why)s.") % {"step": label, "why": why}
        )
        self.rows = rows


class RowMissingError(QualcoderError):
    """Something that was there has gone, usually by a step taken elsewhere."""

    def __init__(self, what: Kind) -> None:
        super().__init__(_sentence_on_missing(what))


def _sentence_on_missing(what: Kind) -> str:
    # Whole sentences: in other languages “this” is another word with each of them.
    sentences: dict[Kind, str] = {
        "attribute": _("This attribute is no longer in the project."),
        "code": _("This code is no longer in the project."),
        "codebook version": _("This codebook version is no longer in the project."),
        "coder": _("This coder is no longer in the project."),
        "entry of the roster": _("This entry of the roster is no longer in the project."),
        "memo": _("This memo is no longer in the project."),
        "original file": _("This original file is no longer in the project."),
        "participant": _("This participant is no longer in the project."),
        "round": _("This round is no longer in the project."),
        "segment": _("This segment is no longer in the project."),
        "session": _("This session is no longer in the project."),
        "something": _("What this is about is no longer in the project."),
        "source": _("This source is no longer in the project."),
        "speaker": _("This speaker is no longer in the project."),
        "step": _("This step is no longer in the project."),
        "study": _("This study is no longer in the project."),
        "turn": _("This turn is no longer in the project."),
    }
    return sentences[what]


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
    sqlite3.SQLITE_BUSY: lambda path, _what: ProjectBusyError(path),
    sqlite3.SQLITE_LOCKED: lambda path, _what: ProjectBusyError(path),
    sqlite3.SQLITE_FULL: lambda path, _what: DiskFullError(path),
    sqlite3.SQLITE_READONLY: lambda path, _what: ProjectIsReadOnlyError(path),
    sqlite3.SQLITE_READONLY_ROLLBACK: lambda path, _what: InterruptedWriteError(path),
    sqlite3.SQLITE_READONLY_DBMOVED: ProjectUnreachableError,
    sqlite3.SQLITE_CANTOPEN: ProjectUnreachableError,
    sqlite3.SQLITE_IOERR: ProjectUnreachableError,
    sqlite3.SQLITE_CORRUPT: DamagedProjectError,
    sqlite3.SQLITE_NOTADB: DamagedProjectError,
    sqlite3.SQLITE_PERM: ProjectWriteError,
    sqlite3.SQLITE_NOLFS: ProjectWriteError,
    sqlite3.SQLITE_TOOBIG: ProjectWriteError,
    sqlite3.SQLITE_CONSTRAINT_TRIGGER: lambda _path, what: WriteOutsideStepError(what),
}
