"""Importing transcripts from the window: choosing, deciding, and the import in the background."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QWidget

from qualcoder_sts.foundation.progress import Progress
from qualcoder_sts.project.backup import ensure_backup, rule_of_this_computer
from qualcoder_sts.project.workspace import Workspace
from qualcoder_sts.ui.operations import Operations
from qualcoder_sts.ui.theme.apply import ThemeChoice

# Readers of all formats and the detection of speakers come in with the first import only: they
# would make up a fifth of the program's start.
if TYPE_CHECKING:
    from qualcoder_sts.transcripts.operations.importing_with_attributes import (
        Imported,
        NamedTable,
    )
    from qualcoder_sts.transcripts.preparing import PreparedFile
    from qualcoder_sts.ui.transcripts.import_dialog import ImportDialog


class TranscriptImport(QObject):
    """Asks for files, shows what is in them, imports them in one step, tells what came of each."""

    done = Signal(object)
    """``Imported``: what came of every file and of the attributes."""

    def __init__(self, operations: Operations, themes: ThemeChoice, window: QWidget) -> None:
        super().__init__(operations)
        self._operations = operations
        self._themes = themes
        self._window = window
        self.dialog: ImportDialog | None = None

    def ask_files(self) -> None:
        """Ask for files and show what is in them."""
        from qualcoder_sts.ui.transcripts.import_dialog import asked_files  # noqa: PLC0415

        if not self._operations.refuse_when_read_only():
            self._start_with(asked_files(self._window))

    def ask_folder(self) -> None:
        """Ask for a folder and show all transcripts in it."""
        from qualcoder_sts.ui.transcripts.import_dialog import asked_folder  # noqa: PLC0415

        if not self._operations.refuse_when_read_only():
            self._start_with(asked_folder(self._window))

    def start(self, paths: Sequence[Path]) -> None:
        """Show what is in files and folders before they are imported."""
        if not self._operations.refuse_when_read_only():
            self._start_with(paths)

    def bring_in(self, files: "Sequence[PreparedFile]", attributes: "NamedTable | None") -> None:
        """Import what was decided, in the background."""
        work = importing_work(self._operations.workspace, files, attributes)
        self._operations.write_long(work, self.done.emit)

    def close(self) -> None:
        """The project is being closed: nothing is decided any more."""
        if self.dialog is not None:
            self.dialog.done(QDialog.DialogCode.Rejected)

    def _start_with(self, paths: Sequence[Path]) -> None:
        if not paths:
            return
        if self.dialog is None:
            self.dialog = self._new_dialog()
        self.dialog.add(paths)

    def _new_dialog(self) -> "ImportDialog":
        from qualcoder_sts.transcripts.decisions import ImportSettings  # noqa: PLC0415
        from qualcoder_sts.ui.transcripts.import_dialog import ImportDialog  # noqa: PLC0415

        settings = ImportSettings(link_names=True)
        dialog = ImportDialog(self._operations, self._themes.theme, settings, self._window)
        dialog.agreed.connect(self.bring_in)
        dialog.finished.connect(self._forget)
        dialog.open()
        return dialog

    def _forget(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None


def importing_work(
    workspace: Workspace, files: "Sequence[PreparedFile]", attributes: "NamedTable | None"
) -> "Callable[[Progress], Imported]":
    """The work of importing, for a background job."""
    from qualcoder_sts.transcripts.operations.importing_with_attributes import (  # noqa: PLC0415
        import_with_attributes,
    )

    def work(progress: Progress) -> "Imported":
        # Without a way back nothing large is done: what this raises stops the import.
        ensure_backup(workspace.path, "before import", rule_of_this_computer())
        return workspace.run(import_with_attributes, files, attributes, progress).value

    return work
