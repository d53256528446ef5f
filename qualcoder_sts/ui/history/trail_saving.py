"""Writing the audit trail to a file: Word, Excel or CSV, the oldest step first."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from qualcoder_sts.foundation.progress import Progress
from qualcoder_sts.foundation.tables import write_table
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.project.history.trail import TrailFilter, audit_trail
from qualcoder_sts.project.history.trail_table import trail_table
from qualcoder_sts.ui.operations import Operations
from qualcoder_sts.ui.widgets.saved_files import asked_file

KINDS = ("Excel (*.xlsx)", "CSV (*.csv)", "Word (*.docx)")


class TrailSaving(QObject):
    """Asks for a file and writes the steps there in the background."""

    saved = Signal(str)
    """A sentence naming the file."""

    def __init__(self, operations: Operations, parent: QWidget) -> None:
        super().__init__(parent)
        self._operations = operations
        self._window = parent

    def ask(self, only: TrailFilter) -> None:
        """Ask for a file and write the steps that fit."""
        proposal = self._operations.workspace.path.with_name("audit-trail.xlsx")
        path = asked_file(self._window, _("Save the audit trail"), proposal, KINDS)
        if path is not None:
            self.write(path, only)

    def write(self, path: Path, only: TrailFilter) -> None:
        """Write the steps that fit, as the ending says."""
        workspace = self._operations.workspace

        def write(progress: Progress) -> str:
            entries = workspace.read(audit_trail, only)
            if path.suffix.lower() == ".docx":
                # python-docx comes with it, and start-up pays nothing for that.
                from qualcoder_sts.reports.manifest import project_state  # noqa: PLC0415
                from qualcoder_sts.reports.trail_document import write_trail  # noqa: PLC0415

                write_trail(workspace.read(project_state), entries, path, progress=progress)
            else:
                progress.report(0, None, _("Writing the audit trail"))
                write_table(trail_table(entries), path)
            return _("The audit trail was written to “%s”.") % path.name

        self._operations.compute("audit trail to a file", write, self.saved.emit)
