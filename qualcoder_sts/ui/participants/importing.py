"""Attributes from a spreadsheet: choosing it, taking it in, and what did not match."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from qualcoder_sts.foundation.errors import UnreadableFileError
from qualcoder_sts.foundation.progress import Progress
from qualcoder_sts.foundation.tables import read_table
from qualcoder_sts.foundation.translation import _, ngettext
from qualcoder_sts.participants.importing import AttributeImport, import_attributes
from qualcoder_sts.project.workspace import Workspace
from qualcoder_sts.ui.operations import Operations
from qualcoder_sts.ui.widgets.names import named


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
            UnmatchedRows(taken, self._window).open()


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


class UnmatchedRows(QDialog):
    """The rows of a spreadsheet that fitted nobody, each with the reason."""

    def __init__(self, taken: TakenTable, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        title = _("What did not match")
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.resize(640, 380)
        summary = QLabel(f"{taken.name}: {import_words(taken.given)}")
        summary.setWordWrap(True)
        advice = QLabel(
            _(
                "The first column must name a participant or a source. Where a name occurs in "
                "several sessions, a column “session” says which."
            )
        )
        advice.setWordWrap(True)
        advice.setForegroundRole(advice.palette().ColorRole.PlaceholderText)
        buttons = QDialogButtonBox()
        close = buttons.addButton(_("Close"), QDialogButtonBox.ButtonRole.RejectRole)
        named(close, _("Close"))
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 14)
        column.setSpacing(10)
        for part in (summary, _table(taken.given), advice, buttons):
            column.addWidget(part)


def _table(given: AttributeImport) -> QTableWidget:
    table = named(QTableWidget(len(given.unmatched), 3), _("Rows that fitted nobody"))
    table.setHorizontalHeaderLabels([_("Row"), _("Name"), _("Why")])
    table.verticalHeader().hide()
    table.setShowGrid(False)
    table.setTabKeyNavigation(False)
    table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
    for place, row in enumerate(given.unmatched):
        for column, words in enumerate((str(row.row), row.name, row.reason)):
            table.setItem(place, column, QTableWidgetItem(words))
    header = table.horizontalHeader()
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
    return table
