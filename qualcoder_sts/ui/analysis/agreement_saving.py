"""Writing agreement to a file: Excel, CSV or Word."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from qualcoder_sts.analysis.agreement.request import AgreementRequest
from qualcoder_sts.foundation.progress import Progress
from qualcoder_sts.foundation.tables import write_table
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.ui.operations import Operations
from qualcoder_sts.ui.widgets.saved_files import asked_file

KINDS = ("Excel (*.xlsx)", "CSV (*.csv)", "Word (*.docx)")


class AgreementSaving(QObject):
    """Asks for a file and writes the tables there, as the project is at that moment."""

    saved = Signal(str)
    """A sentence naming the file."""

    def __init__(self, operations: Operations, parent: QWidget) -> None:
        super().__init__(parent)
        self._operations = operations
        self._window = parent

    def ask(self, request: AgreementRequest) -> None:
        """Ask for a file and write what is chosen."""
        proposal = self._operations.workspace.path.with_name("agreement.xlsx")
        path = asked_file(self._window, _("Save the agreement"), proposal, KINDS)
        if path is not None:
            self.write(path, request)

    def write(self, path: Path, request: AgreementRequest) -> None:
        """Write what is chosen, as the ending says."""
        workspace = self._operations.workspace

        def write(progress: Progress) -> str:
            # numpy and python-docx come with them, and start-up pays nothing for that.
            from qualcoder_sts.analysis.agreement.queries import agreement_table  # noqa: PLC0415
            from qualcoder_sts.analysis.agreement.sheet import agreement_sheet  # noqa: PLC0415

            progress.report(0, None, _("Writing the agreement"))
            table = workspace.read(agreement_table, request)
            if path.suffix.lower() == ".docx":
                from qualcoder_sts.reports.agreement_document import (  # noqa: PLC0415
                    write_agreement,
                )
                from qualcoder_sts.reports.manifest import project_state  # noqa: PLC0415

                write_agreement(workspace.read(project_state), table, path)
            else:
                write_table(agreement_sheet(table), path)
            return _("The agreement was written to “%s”.") % path.name

        self._operations.compute("agreement to a file", write, self.saved.emit)
