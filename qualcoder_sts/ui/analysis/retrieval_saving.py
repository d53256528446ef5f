"""Writing quotes to a file: Word, Excel or CSV. Private memos are never in it."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from qualcoder_sts.analysis.quote_groups import QuoteGrouping, grouped, rule_sentence, summary
from qualcoder_sts.analysis.quote_table import quote_table
from qualcoder_sts.analysis.retrieval import RetrievalRequest, retrieve
from qualcoder_sts.foundation.progress import Progress
from qualcoder_sts.foundation.tables import write_table
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.ui.operations import Operations
from qualcoder_sts.ui.widgets.saved_files import asked_file

WORD = ("Word (*.docx)",)
TABLES = ("Excel (*.xlsx)", "CSV (*.csv)")


class RetrievalSaving(QObject):
    """Asks for a file and writes it in the background, as the project is at that moment."""

    saved = Signal(str)
    """A sentence naming a file that was written."""

    def __init__(self, operations: Operations, parent: QWidget) -> None:
        super().__init__(parent)
        self._operations = operations
        self._window = parent

    def ask_word(self, request: RetrievalRequest, by: QuoteGrouping) -> None:
        """Write the quotes to a Word file."""
        if (path := self._asked(_("Quotes to Word"), "quotes.docx", WORD)) is not None:
            self.write_word(path, request, by)

    def ask_table(self, request: RetrievalRequest) -> None:
        """Write the quotes to a spreadsheet."""
        if (path := self._asked(_("Quotes to a table"), "quotes.xlsx", TABLES)) is not None:
            self.write_table(path, request)

    def write_word(self, path: Path, request: RetrievalRequest, by: QuoteGrouping) -> None:
        """Write the quotes to a Word file, under headings."""
        workspace = self._operations.workspace

        def write(progress: Progress) -> str:
            # python-docx comes with it, and start-up pays nothing for that.
            from qualcoder_sts.reports.manifest import project_state  # noqa: PLC0415
            from qualcoder_sts.reports.quotes_document import (  # noqa: PLC0415
                QuotesDocument,
                write_quotes,
            )

            found = workspace.read(retrieve, replace(request, reader_id=None))
            sentences = (f"{summary(found)}.", rule_sentence(request))
            state = workspace.read(project_state)
            groups = grouped(found, by)
            document = QuotesDocument(state, sentences, groups, found.participants)
            write_quotes(document, path, progress=progress)
            return _("The quotes were written to “%s”.") % path.name

        self._start(write)

    def write_table(self, path: Path, request: RetrievalRequest) -> None:
        """Write the quotes to a spreadsheet, one row each."""
        workspace = self._operations.workspace

        def write(progress: Progress) -> str:
            found = workspace.read(retrieve, replace(request, reader_id=None))
            progress.report(0, None, _("Writing the quotes"))
            write_table(quote_table(found), path)
            return _("The quotes were written to “%s”.") % path.name

        self._start(write)

    def _start(self, write: Callable[[Progress], str]) -> None:
        self._operations.compute("quotes to a file", write, self.saved.emit)

    def _asked(self, title: str, name: str, kinds: tuple[str, ...]) -> Path | None:
        proposal = self._operations.workspace.path.with_name(name)
        return asked_file(self._window, title, proposal, kinds)
