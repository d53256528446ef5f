"""Giving a copy of the project to a colleague."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from qualcoder_sts.foundation.progress import Progress
from qualcoder_sts.merge.copying import LeftOutRows, MadeCopy, give_copy, left_out_of_copy
from qualcoder_sts.merge.leaving_out import Reader
from qualcoder_sts.project.coders import list_coders
from qualcoder_sts.project.tables.project import CoderKind
from qualcoder_sts.ui.merge.give_dialog import GiveDialog
from qualcoder_sts.ui.operations import Operations


class CopyGiving(QObject):
    """Asks for whom a copy is and makes it in the background."""

    made = Signal(object)
    """A ``MadeCopy``."""

    def __init__(self, operations: Operations, parent: QWidget) -> None:
        super().__init__(parent)
        self._operations = operations
        self._window = parent
        self._dialog: GiveDialog | None = None

    def deeds(self) -> dict[str, Callable[[], object]]:
        """What actions do here, by their ids."""
        return {"give_copy": self.ask}

    def ask(self) -> None:
        """Ask for whom a copy is, and where it goes."""
        workspace = self._operations.workspace
        others = [
            coder.name
            for coder in self._operations.read(list_coders)
            if coder.kind is CoderKind.PERSON and coder.name != workspace.coder_name
        ]
        dialog = GiveDialog(workspace.path, others, self._window.window())
        dialog.reader_changed.connect(self._tell_left_out)
        dialog.accepted.connect(lambda: self.make(dialog.file, dialog.reader))
        dialog.finished.connect(self._forget)
        self._dialog = dialog
        dialog.open()

    def make(self, file: Path, reader: Reader) -> None:
        """Make a copy for a reader."""
        workspace = self._operations.workspace

        def work(progress: Progress) -> MadeCopy:
            return give_copy(workspace, file, reader, progress)

        self._operations.compute("copy for a colleague", work, self.made.emit)

    def _forget(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog = None

    def _tell_left_out(self, reader: Reader) -> None:
        if not reader.name:
            return
        workspace = self._operations.workspace

        def read(_progress: Progress) -> LeftOutRows:
            return workspace.read(left_out_of_copy, reader, workspace.coder_id)

        def show(rows: LeftOutRows) -> None:
            if self._dialog is not None:
                self._dialog.show_left_out(reader, rows)

        self._operations.compute("left out of a copy", read, show)
