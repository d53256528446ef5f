"""Asking which project to open or start, and opening it."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from qualcoder_sts.foundation.errors import QualcoderError
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.project.backup import rule_of_this_computer
from qualcoder_sts.project.errors import FolderNotWritableError, ProjectInUseError
from qualcoder_sts.project.given_copy import coder_of_copy
from qualcoder_sts.project.opening import ENDING, create_project, open_project
from qualcoder_sts.project.workspace import Workspace
from qualcoder_sts.ui.widgets.questions import agreed


class ProjectChooser(QObject):
    """Opens projects; what goes wrong is told with its sentence."""

    failed = Signal(object)
    """A ``QualcoderError`` to show."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window

    def open(self, path: Path, coder: str) -> Workspace | None:
        """Open a project; where it is in use or cannot be written, offer to read it only."""
        try:
            workspace = open_project(path, backups=rule_of_this_computer())
        except (ProjectInUseError, FolderNotWritableError) as error:
            return self._offer_reading(path, coder, error)
        except QualcoderError as error:
            self.failed.emit(error)
            return None
        # A copy that was made for somebody is opened as that coder.
        workspace.expect(workspace.read(coder_of_copy, coder))
        return workspace

    def ask_file(self) -> Path | None:
        """Ask for a project file."""
        name, _filter = QFileDialog.getOpenFileName(
            self._window, _("Open project"), "", f"{_('Projects')} (*{ENDING})"
        )
        return Path(name) if name else None

    def ask_new(self, coder: str) -> Workspace | None:
        """Ask for a place, and start a project there."""
        name, _filter = QFileDialog.getSaveFileName(
            self._window,
            _("New project"),
            "",
            f"{_('Projects')} (*{ENDING})",
            # A project is never replaced; a name that is taken gets its own sentence.
            options=QFileDialog.Option.DontConfirmOverwrite,
        )
        return self.create(with_ending(Path(name)), coder) if name else None

    def create(self, path: Path, coder: str) -> Workspace | None:
        """Start a project in a new file."""
        try:
            return create_project(path, path.stem, coder=coder)
        except QualcoderError as error:
            self.failed.emit(error)
            return None

    def project_among(self, paths: Sequence[Path]) -> Path | None:
        """The first project file among dropped files."""
        return next((path for path in paths if path.suffix.casefold() == ENDING), None)

    def _offer_reading(self, path: Path, coder: str, error: QualcoderError) -> Workspace | None:
        if not agreed(self._window, _("Open it read-only?"), str(error), _("Open read-only")):
            return None
        try:
            # As this coder: private memos and blind rounds hold for who only reads, too.
            return open_project(path, coder=coder, read_only=True)
        except QualcoderError as again:
            self.failed.emit(again)
            return None


def with_ending(path: Path) -> Path:
    """A path with the ending of projects; a dot in a name is part of the name."""
    is_there = path.suffix.casefold() == ENDING
    return path if is_there else path.with_name(path.name + ENDING)
