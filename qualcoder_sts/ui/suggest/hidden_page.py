"""What is not suggested, and why."""

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from qualcoder_sts.codebook.queries import code_tree
from qualcoder_sts.foundation.translation import _, ngettext
from qualcoder_sts.suggest.material import EXCLUDED
from qualcoder_sts.suggest.queries import HiddenRow, hidden_rows
from qualcoder_sts.ui.models.rows import RowsModel
from qualcoder_sts.ui.operations import Operations
from qualcoder_sts.ui.suggest.plain_labels import plain_label
from qualcoder_sts.ui.suggest.suggester import Suggester
from qualcoder_sts.ui.suggest.words import hidden_words
from qualcoder_sts.ui.widgets.names import named
from qualcoder_sts.ui.widgets.tables import table_view

_PASSAGE, _CODE, _SOURCE, _WHY = range(4)
_WIDTHS = {_CODE: 120, _SOURCE: 120, _WHY: 190}


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
        header = self.table.header()
        for section, width in _WIDTHS.items():
            header.setSectionResizeMode(section, header.ResizeMode.Interactive)
            header.resizeSection(section, width)
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
        suggester.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        run, hidden = self._suggester.last_run, self._suggester.hidden()
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
        if (row := self.model.row_at(index)) is not None:
            self.passage_wanted.emit(row[0].source_id, row[0].span)


class _HiddenModel(RowsModel[tuple[HiddenRow, str]]):
    """Hidden sentences with the names of their codes."""

    def __init__(self, parent: QWidget) -> None:
        titles = (_("Sentence"), _("Code"), _("Source"), _("Why it is hidden"))
        super().__init__(titles, parent)

    def cells(self, row: tuple[HiddenRow, str]) -> tuple[str, ...]:
        one, code = row
        words = " ".join(one.text.split())
        return (words, code, one.source, hidden_words(one.because, one.term))

    def more(self, row: tuple[HiddenRow, str], column: int, role: int) -> object:
        return self.cells(row)[column] if role == Qt.ItemDataRole.ToolTipRole else None


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
            _("• what is less sure than about one in seven, or than you want of its code;"),
            _("• anything in transcripts that you have marked as finished."),
        )
    )
