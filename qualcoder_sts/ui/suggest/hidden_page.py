"""What is not suggested, and why."""

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from qualcoder_sts.codebook.queries import code_tree
from qualcoder_sts.foundation.translation import _, ngettext
from qualcoder_sts.suggest.material import EXCLUDED
from qualcoder_sts.suggest.queries import HiddenRow, hidden_rows
from qualcoder_sts.ui.operations import Operations
from qualcoder_sts.ui.suggest.plain_labels import plain_label
from qualcoder_sts.ui.suggest.suggester import Suggester
from qualcoder_sts.ui.suggest.words import hidden_words
from qualcoder_sts.ui.widgets.names import named
from qualcoder_sts.ui.widgets.tables import table_view

Index = QModelIndex | QPersistentModelIndex
_PASSAGE, _CODE, _SOURCE, _WHY = range(4)


class HiddenPage(QWidget):
    """By which rules nothing is suggested, and which sentences a term or a rejection hides."""

    passage_wanted = Signal(object, object)
    """The ``UUID`` of a source and the ``Span`` in it."""

    def __init__(self, operations: Operations, suggester: Suggester) -> None:
        super().__init__()
        named(self, _("Hidden suggestions"))
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("paper", True)
        self._operations, self._suggester = operations, suggester
        self.words = plain_label()
        self.model = _HiddenModel(self)
        self.table = table_view(_("Hidden suggestions"), self.model, _PASSAGE)
        self.table.activated.connect(self._go_to)
        rules = plain_label(quiet=True)
        rules.setText(_rules())
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 16, 20, 14)
        column.setSpacing(10)
        column.addWidget(self.words)
        column.addWidget(self.table, 1)
        column.addWidget(rules)
        column.addStretch()
        self.setFocusProxy(self.table)
        suggester.state_changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        run = self._suggester.last_run
        hidden = () if run is None else run.hidden
        names = {row.id: row.name for row in self._operations.read(code_tree)}
        rows = self._operations.read(hidden_rows, hidden)
        self.model.show_rows([(row, names.get(row.code_id, "")) for row in rows])
        words = ngettext(
            "%d sentence would be suggested if nothing spoke against it.",
            "%d sentences would be suggested if nothing spoke against them.",
            len(hidden),
        )
        if not self._suggester.is_on:
            self.words.setText(_("Suggestions are switched off."))
        elif run is None:
            self.words.setText(_("Suggestions have not been computed yet."))
        else:
            self.words.setText(words % len(hidden) if hidden else _("Nothing is hidden."))
        self.table.setVisible(bool(rows))

    def _go_to(self, index: QModelIndex) -> None:
        row = self.model.row_at(index)
        if row is not None:
            self.passage_wanted.emit(row.source_id, row.span)


class _HiddenModel(QAbstractTableModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._rows: list[tuple[HiddenRow, str]] = []

    def show_rows(self, rows: list[tuple[HiddenRow, str]]) -> None:
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def row_at(self, index: QModelIndex) -> HiddenRow | None:
        return self._rows[index.row()][0] if index.isValid() else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 4

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role != Qt.ItemDataRole.DisplayRole or orientation is not Qt.Orientation.Horizontal:
            return None
        return (_("Sentence"), _("Code"), _("Source"), _("Why it is hidden"))[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row, code = self._rows[index.row()]
        cells = (" ".join(row.text.split()), code, row.source, hidden_words(row.because, row.term))
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return cells[index.column()]
        return cells[_PASSAGE] if role == Qt.ItemDataRole.ToolTipRole else None


def _rules() -> str:
    return "\n".join(
        (
            _("Never suggested:"),
            _("• what interviewers and moderators say;"),
            _(
                "• a code where you have it already, and where you rejected it until its "
                "definition or the text changes;"
            ),
            _("• where one of the code’s terms with “%s” before it stands;") % EXCLUDED.strip(),
            _("• a fourth code in one sentence: the three likeliest are shown;"),
            _("• what is less sure than about one in seven;"),
            _("• anything in transcripts that you have marked as finished."),
        )
    )
