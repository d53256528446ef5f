"""Writing what a merge would do, or has done, to a Word file or an HTML page."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from qualcoder_sts.foundation.progress import Progress
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.merge.plan import MergePlan
from qualcoder_sts.ui.operations import Operations
from qualcoder_sts.ui.widgets.saved_files import asked_file

KINDS = ("Word (*.docx)", "HTML (*.html)")


class ReportSaving(QObject):
    """Asks for a file and writes the report there in the background."""

    saved = Signal(str)
    """A sentence naming the file."""

    def __init__(self, operations: Operations, parent: QWidget) -> None:
        super().__init__(parent)
        self._operations = operations
        self._window = parent

    def ask(self, plan: MergePlan, *, merged: bool) -> None:
        """Ask for a file and write the report; ``merged``: the plan was carried out."""
        proposal = self._operations.workspace.path.with_name(_("merge-report") + ".docx")
        path = asked_file(self._window, _("Save the merge report"), proposal, KINDS)
        if path is not None:
            self.write(plan, path, merged=merged)

    def write(self, plan: MergePlan, path: Path, *, merged: bool) -> None:
        """Write the report as the ending says."""
        workspace = self._operations.workspace

        def write(progress: Progress) -> str:
            # python-docx comes with it, and start-up pays nothing for that.
            from qualcoder_sts.reports.manifest import project_state  # noqa: PLC0415
            from qualcoder_sts.reports.merge_report import write_merge_report  # noqa: PLC0415

            progress.report(0, None, _("Writing the merge report"))
            write_merge_report(workspace.read(project_state), plan, path, merged=merged)
            return _("The merge report was written to “%s”.") % path.name

        self._operations.compute("merge report", write, self.saved.emit)
