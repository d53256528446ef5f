"""Opening a project for a command: to read without a lock, or to write as a coder."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

from qualcoder_sts.cli.output import Terminal
from qualcoder_sts.foundation.errors import UnreadableFileError
from qualcoder_sts.foundation.preferences import default_coder
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.project.given_copy import coder_of_copy
from qualcoder_sts.project.opening import ENDING, open_project
from qualcoder_sts.project.workspace import Workspace


@contextmanager
def reading(project: Path) -> Iterator[Workspace]:
    """The project read-only: it may be open in the window at the same time.

    What a blind round keeps from the person at this computer is kept from them here too.
    """
    with open_project(project_file(project), read_only=True) as workspace:
        workspace.expect(workspace.read(coder_of_copy, default_coder()))
        yield workspace


@contextmanager
def writing(terminal: Terminal, project: Path, coder: str | None) -> Iterator[Workspace]:
    """The project for writing as a coder, locked; a backup is made when it changed since.

    In a copy that was made for somebody, they act where nobody is named.
    """
    with open_project(project_file(project)) as workspace:
        usual = default_coder()
        workspace.expect(workspace.read(coder_of_copy, usual) if coder is None else coder)
        for notice in workspace.notices:
            terminal.remark(notice)
        workspace.subscribe(terminal.note)
        yield workspace


def acting_coder(workspace: Workspace) -> UUID:
    """Who acts in a project that was opened for writing."""
    assert workspace.coder_id is not None, "writing() opens for a coder"
    return workspace.coder_id


def project_file(named: Path) -> Path:
    """The file that is meant: the ending may be left out."""
    complete = with_ending(named)
    return complete if complete.is_file() and not named.is_file() else named.resolve()


def with_ending(named: Path) -> Path:
    """The name of a project file: ``study`` and ``study.qsts`` are both ``study.qsts``."""
    file = named.resolve()
    return file if file.suffix.casefold() == ENDING else file.with_name(file.name + ENDING)


def content_of(file: Path) -> bytes:
    """The bytes of a file that is named on the command line."""
    try:
        return file.read_bytes()
    except IsADirectoryError as error:
        raise UnreadableFileError(file.name, _("it is a folder.")) from error
    except FileNotFoundError as error:
        why = _("there is no such file in “%s”.") % file.resolve().parent
        raise UnreadableFileError(file.name, why) from error
    except OSError as error:
        raise UnreadableFileError(
            file.name, f"{error.strerror or type(error).__name__}."
        ) from error
