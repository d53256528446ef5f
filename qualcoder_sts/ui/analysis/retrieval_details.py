"""The quote under the cursor: in its context, who and where, and what can be changed of it."""

from collections.abc import Mapping
from html import escape
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from qualcoder_sts.analysis.quote_groups import attributes_of, said_by
from qualcoder_sts.analysis.retrieval import RetrievedSegment
from qualcoder_sts.coding.operations.segments import mark_key_quote, weigh_segment
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.memos.operations import Target, keep_memo_on
from qualcoder_sts.memos.queries import memos_on
from qualcoder_sts.participants.queries import ParticipantRow
from qualcoder_sts.ui.operations import Operations
from qualcoder_sts.ui.theme.fonts import reading_font
from qualcoder_sts.ui.theme.theme import Theme
from qualcoder_sts.ui.widgets.controls import push_button
from qualcoder_sts.ui.widgets.headings import panel_heading
from qualcoder_sts.ui.widgets.names import named
from qualcoder_sts.ui.widgets.text_edit import LongText

WIDTH = 286
NO_WEIGHT = -1
SEGMENTS = "coded_segment"


class RetrievalDetails(QScrollArea):
    """Shows one quote; what is changed here is a step each."""

    passage_wanted = Signal(object)
    recode_wanted = Signal()
    removal_wanted = Signal()

    def __init__(self, operations: Operations, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, _("Quote"))
        self.setObjectName("quoteDetails")
        self.setWidgetResizable(True)
        self.setFixedWidth(WIDTH)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._operations = operations
        self._theme = theme
        self._shown: RetrievedSegment | None = None
        self._own_memo = ""
        self._quote = _words(_("Quote in its context"))
        self._quote.setFont(reading_font(11.0))
        self._place = _words(_("Who and where"))
        self._others = _words(_("Memos of others"))
        self.weight = named(QSpinBox(), _("Weight"), _("0 to 100; how much this quote says"))
        self.weight.setRange(NO_WEIGHT, 100)
        self.weight.setSpecialValueText(_("none"))
        self.key_quote = named(QCheckBox(_("Illustrative")), _("Illustrative quote"))
        self.memo = LongText(_("Memo on this segment"), _("Write a memo on this segment…"))
        self.memo.setFixedHeight(96)
        self.open = push_button(_("Go to the passage"), _("Open the transcript at this quote"))
        self.recode = push_button(_("Change the code…"), _("Give these quotes another code"))
        self.remove = push_button(_("Remove the code"), _("Take the code off these passages"))
        self._lay_out()
        self.weight.editingFinished.connect(self._weigh)
        self.key_quote.clicked.connect(self._mark)
        self.memo.left.connect(self.keep_memo)
        self.open.clicked.connect(lambda: self.passage_wanted.emit(self._shown))
        self.recode.clicked.connect(self.recode_wanted)
        self.remove.clicked.connect(self.removal_wanted)
        self.hide()

    def show_segment(
        self, segment: RetrievedSegment | None, people: Mapping[UUID, ParticipantRow]
    ) -> None:
        """Show one quote, or none."""
        if self._shown is not None and (segment is None or segment.id != self._shown.id):
            self.keep_memo()
        self._shown = segment
        self.setVisible(segment is not None)
        if segment is None:
            return
        self._quote.setText(_in_context(segment, self._theme))
        self._place.setText(_place_words(segment, people, self._theme))
        weight = NO_WEIGHT if segment.weight is None else segment.weight
        self.weight.setValue(weight)
        self.key_quote.setChecked(segment.key_quote)
        self._show_memos(segment)
        for control in (self.weight, self.key_quote, self.recode, self.remove):
            control.setEnabled(not self._operations.workspace.read_only)
        self.memo.setReadOnly(self._operations.workspace.read_only)

    def set_theme(self, theme: Theme) -> None:
        """Write in other colours."""
        self._theme = theme

    def keep_memo(self) -> None:
        """Write what was typed into the project, as one step."""
        typed, coder_id = self.memo.text().strip(), self._operations.workspace.coder_id
        if self._shown is None or coder_id is None or typed == self._own_memo:
            return
        self._own_memo = typed
        self._operations.run(
            keep_memo_on, Target(SEGMENTS, self._shown.id), typed, coder_id=coder_id
        )

    def _show_memos(self, segment: RetrievedSegment) -> None:
        reader = self._operations.workspace.coder_id
        memos = self._operations.read(memos_on, SEGMENTS, segment.id)
        own = next((memo for memo in memos if memo.coder_id == reader), None)
        others = [memo for memo in memos if memo is not own and memo.is_open_to(reader)]
        words = [f"<b>{escape(memo.coder)}</b>: {escape(memo.content)}" for memo in others]
        self._others.setText("<br>".join(words))
        self._others.setVisible(bool(words))
        content = own.content if own is not None else ""
        if not self.memo.hasFocus() or self._own_memo != content:
            self._own_memo = content
            self.memo.setPlainText(content)

    def _weigh(self) -> None:
        weight = None if self.weight.value() == NO_WEIGHT else self.weight.value()
        if self._shown is not None and weight != self._shown.weight:
            self._operations.run(weigh_segment, self._shown.id, weight)

    def _mark(self) -> None:
        if self._shown is not None:
            self._operations.run(mark_key_quote, self._shown.id, self.key_quote.isChecked())

    def _lay_out(self) -> None:
        marks = QHBoxLayout()
        marks.setSpacing(8)
        label = QLabel(_("&Weight"))
        label.setBuddy(self.weight)
        marks.addWidget(label)
        marks.addWidget(self.weight)
        marks.addStretch()
        marks.addWidget(self.key_quote)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 0, 4, 0)
        column.setSpacing(9)
        column.addWidget(panel_heading(_("Quote")))
        for part in (self._quote, self._place):
            column.addWidget(part)
        column.addLayout(marks)
        column.addSpacing(4)
        column.addWidget(panel_heading(_("Memo")))
        column.addWidget(self._others)
        column.addWidget(self.memo)
        column.addSpacing(4)
        for button in (self.open, self.recode, self.remove):
            column.addWidget(button)
        column.addStretch()
        self.setWidget(inside)


def _words(name: str) -> QLabel:
    label = named(QLabel(), name)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.RichText)
    label.setAlignment(Qt.AlignmentFlag.AlignTop)
    label.setForegroundRole(QPalette.ColorRole.WindowText)
    label.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse
        | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    return label


def _in_context(segment: RetrievedSegment, theme: Theme) -> str:
    quiet = f'<span style="color:{theme.text_quiet}">'
    before, after = (_lines(words) for words in (segment.before(), segment.after()))
    return f"{quiet}{before}</span> <b>{_lines(segment.text)}</b> {quiet}{after}</span>"


def _place_words(
    segment: RetrievedSegment, people: Mapping[UUID, ParticipantRow], theme: Theme
) -> str:
    coded = _("coded by %(coder)s on %(day)s") % {
        "coder": segment.coder,
        "day": segment.created_at.astimezone().strftime("%Y-%m-%d"),
    }
    said = [f"<b>{escape(said_by(segment, people))}</b>"] if said_by(segment, people) else []
    several = len(segment.contributor_ids) > 1
    for name, values in attributes_of(segment, people):
        said.append(escape(f"{name}: {values}" if several else values))
    quiet = "<br>".join(map(escape, (f"{segment.source}, {segment.position}", coded)))
    lines = [escape(segment.path_text), *said]
    return f'{"<br>".join(lines)}<br><span style="color:{theme.text_quiet}">{quiet}</span>'


def _lines(text: str) -> str:
    return escape(text.strip()).replace("\n", "<br>")
