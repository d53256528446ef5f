"""Attributes from a spreadsheet: choosing it, taking it in, and what did not match."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from qualcoder_sts.foundation.errors import UnreadableFileError
from qualcoder_sts.foundation.progress import Progress
from qualcoder_sts.foundation.tables import read_table
from qualcoder_sts.foundation.translation import _, ngettext
from qualcoder_sts.participants.importing import AttributeImport, import_attributes
from qualcoder_sts.project.workspace import Workspace
from qualcoder_sts.ui.operations import Operations
from qualcoder_sts.ui.transcripts.unmatched_rows import UnmatchedRows


@dataclass(frozen=True, slots=True)
class TakenTable:
    """A spreadsheet and what it gave."""

    name: str
    given: AttributeImport


class AttributeFiles:
    """Imports tables of attributes, in the background."""

    def __init__(self, operations: Operations, window: QWidget) -> None:
        self._operations = operations
        self._window = window

    def ask(self) -> None:
        """Ask for a spreadsheet and import it."""
        if self._operations.refuse_when_read_only():
            return
        chosen, _filter = QFileDialog.getOpenFileName(
            self._window,
            _("Import attributes"),
            "",
            f"{_('Tables')} (*.csv *.tsv *.xlsx);;{_('All files')} (*)",
        )
        if chosen:
            self.start(Path(chosen))

    def start(self, path: Path) -> None:
        """Import a spreadsheet."""
        self._operations.write_long(taking_work(self._operations.workspace, path), self._tell)

    def _tell(self, taken: TakenTable) -> None:
        self._operations.told.emit(import_words(taken.given), taken.given.values > 0)
        if taken.given.unmatched:
            UnmatchedRows(taken.name, taken.given.unmatched, self._window).open()


def taking_work(workspace: Workspace, path: Path) -> Callable[[Progress], TakenTable]:
    """The work of importing a spreadsheet, for a background job."""

    def work(_progress: Progress) -> TakenTable:
        try:
            content = path.read_bytes()
        except OSError as error:
            raise UnreadableFileError(path.name, f"{error.strerror}.") from error
        table = read_table(content, path.name)
        return TakenTable(path.name, workspace.run(import_attributes, table, name=path.name).value)

    return work


def import_words(given: AttributeImport) -> str:
    """What a spreadsheet gave, in a sentence or two."""
    values = ngettext("%d value", "%d values", given.values) % given.values
    rows = ngettext("%d row", "%d rows", given.matched) % given.matched
    words = _("%(values)s taken from %(rows)s.") % {"values": values, "rows": rows}
    if unmatched := len(given.unmatched):
        words += " " + ngettext("%d row fitted nobody.", "%d rows fitted nobody.", unmatched) % (
            unmatched
        )
    return words
