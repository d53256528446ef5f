"""One segment at the selected place: its code, who coded it and when, weight, mark and memo."""

from collections.abc import Sequence

from PySide6.QtCore import QDate, QLocale, Qt, Signal
from PySide6.QtGui import QFont, QMouseEvent, QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSpinBox, QToolButton, QVBoxLayout

from qualcoder_sts.coding.operations.segments import (
    mark_key_quote,
    remove_segments,
    weigh_segment,
)
from qualcoder_sts.coding.queries import SegmentRow
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.memos.queries import MemoRow
from qualcoder_sts.project.tables.coding import SegmentOrigin
from qualcoder_sts.ui.coding.segment_memo import SegmentMemo
from qualcoder_sts.ui.operations import Operations
from qualcoder_sts.ui.widgets.controls import tool_button
from qualcoder_sts.ui.widgets.names import named
from qualcoder_sts.ui.widgets.swatches import SWATCH_SIZE, swatch

_NO_WEIGHT = -1
_SHORT_MEMO = 140
_SMALL = 22


class SegmentCard(QFrame):
    """In full for the selected segment, on two lines for the others."""

    chosen = Signal(object)
    """The ``UUID`` of the segment that was clicked."""
    left = Signal()
    """The transcript is wanted again."""

    def __init__(self, operations: Operations, row: SegmentRow, *, in_full: bool) -> None:
        super().__init__()
        self.setObjectName("segmentInFull" if in_full else "segmentLine")
        self.segment_id = row.id
        self.in_full = in_full
        self._operations = operations
        self._row = row
        self._swatch = QLabel()
        self._swatch.setFixedHeight(self._swatch.fontMetrics().height() + 2)
        self._name = QLabel()
        self._name.setTextFormat(Qt.TextFormat.PlainText)
        self._name.setWordWrap(True)
        self._name.setFont(_demi_bold(self._name.font()))
        self._about = QLabel()
        self._about.setTextFormat(Qt.TextFormat.PlainText)
        self._about.setWordWrap(True)
        self._about.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._star = _small_button("☆", _("Illustrative quote"))
        self._star.setCheckable(True)
        self._star.clicked.connect(self._mark)
        self._remove = _small_button("×", _("Remove the code"))
        self._remove.clicked.connect(lambda: operations.run(remove_segments, [row.id]))
        for button in (self._star, self._remove):
            button.setEnabled(not operations.workspace.read_only)
        head = QHBoxLayout()
        head.setSpacing(4)
        head.addWidget(self._swatch, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._name, 1)
        for button in (self._star, self._remove):
            head.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(9, 6, 4, 7)
        self._column.setSpacing(3)
        self._column.addLayout(head)
        self._column.addWidget(self._about)
        self._others = QLabel()
        self._others.setTextFormat(Qt.TextFormat.PlainText)
        self._others.setWordWrap(True)
        self._column.addWidget(self._others)
        self._weight: QSpinBox | None = None
        self._clear_weight: QToolButton | None = None
        self.memo: SegmentMemo | None = None
        if in_full:
            self._add_weight()
            self._add_memo()

    def show_segment(self, row: SegmentRow, memos: Sequence[MemoRow]) -> None:
        """Show the segment as it is now, with the memos the coder may read."""
        self._row = row
        self._swatch.setPixmap(swatch(row.colour).pixmap(SWATCH_SIZE, SWATCH_SIZE))
        self._name.setText(row.code)
        self._about.setText(" · ".join(self._facts()))
        self._star.setChecked(row.key_quote)
        self._star.setText("★" if row.key_quote else "☆")
        if self._weight is not None and not self._weight.hasFocus():
            self._weight.setValue(_NO_WEIGHT if row.weight is None else row.weight)
        if self._clear_weight is not None:
            self._clear_weight.setVisible(row.weight is not None)
        coder_id = self._operations.workspace.coder_id
        own = next((memo for memo in memos if memo.coder_id == coder_id), None)
        others = [memo for memo in memos if memo is not own or self.memo is None]
        words = "\n".join(f"{memo.coder}: {_short(memo.content)}" for memo in others)
        self._others.setText(words)
        self._others.setVisible(bool(words))
        if self.memo is not None:
            self.memo.show_memo(own)

    def weigh(self) -> None:
        """Ask for the weight."""
        if self._weight is not None:
            self._weight.setFocus()
            self._weight.selectAll()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click selects the segment."""
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            self.chosen.emit(self.segment_id)

    def _facts(self) -> list[str]:
        row = self._row
        day = row.created_at.astimezone().date()
        date = QLocale().toString(
            QDate(day.year, day.month, day.day), QLocale.FormatType.ShortFormat
        )
        facts = [row.coder, date]
        if origin := _in_words(row.origin):
            facts.append(origin)
        if row.weight is not None and self._weight is None:
            facts.append(_("weight %d") % row.weight)
        return facts

    def _add_weight(self) -> None:
        words = QLabel(_("Weight"))
        words.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._weight = named(
            QSpinBox(),
            _("Weight"),
            _("How strongly the passage speaks for its code, 0 to 100; below 0 it has none"),
        )
        self._weight.setObjectName("segmentWeight")
        self._weight.setRange(_NO_WEIGHT, 100)
        self._weight.setSpecialValueText(_("none"))
        self._weight.setSingleStep(10)
        self._weight.setKeyboardTracking(False)
        self._weight.setReadOnly(self._operations.workspace.read_only)
        self._weight.editingFinished.connect(self._weigh)
        self._clear_weight = _small_button("×", _("Clear the weight"))
        self._clear_weight.setEnabled(not self._operations.workspace.read_only)
        self._clear_weight.clicked.connect(
            lambda: self._operations.run(weigh_segment, self.segment_id, None)
        )
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(words)
        line.addWidget(self._weight)
        line.addWidget(self._clear_weight)
        line.addStretch()
        self._column.addLayout(line)

    def _add_memo(self) -> None:
        self.memo = SegmentMemo(self._operations, self.segment_id)
        self.memo.left.connect(self.left)
        around = QHBoxLayout()
        around.setContentsMargins(0, 3, 5, 0)
        around.addWidget(self.memo)
        self._column.addLayout(around)

    def _weigh(self) -> None:
        assert self._weight is not None
        value = self._weight.value()
        weight = None if value == _NO_WEIGHT else value
        if weight != self._row.weight and not self._operations.workspace.read_only:
            self._operations.run(weigh_segment, self.segment_id, weight)

    def _mark(self) -> None:
        self._operations.run(mark_key_quote, self.segment_id, not self._row.key_quote)


def _small_button(words: str, description: str) -> QToolButton:
    button = tool_button(words, description)
    named(button, description)
    button.setObjectName("smallButton")
    button.setFixedSize(_SMALL, _SMALL)
    return button


def _demi_bold(font: QFont) -> QFont:
    bold = QFont(font)
    bold.setWeight(QFont.Weight.DemiBold)
    return bold


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= _SHORT_MEMO else words[:_SHORT_MEMO].rsplit(" ", 1)[0] + "…"


def _in_words(origin: SegmentOrigin) -> str:
    """How a segment came about, where it was not by hand."""
    return {
        SegmentOrigin.MANUAL: "",
        SegmentOrigin.IMPORT: _("imported"),
        SegmentOrigin.SEARCH: _("by a search"),
        SegmentOrigin.SPEAKER: _("by speaker"),
        SegmentOrigin.SUGGESTION: _("suggested"),
        SegmentOrigin.CONSENSUS: _("agreed"),
    }[origin]
