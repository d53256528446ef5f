"""A suggested passage beside the nearest ones that were given the code."""

from html import escape
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from qualcoder_sts.codebook.queries import code_tree
from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.suggest.material import Reason, ReasonKind
from qualcoder_sts.suggest.queries import SuggestionRow, passage_around
from qualcoder_sts.ui.actions.actions import Actions
from qualcoder_sts.ui.operations import Operations
from qualcoder_sts.ui.suggest.plain_labels import plain_label
from qualcoder_sts.ui.suggest.suggester import Suggester
from qualcoder_sts.ui.suggest.words import how_sure
from qualcoder_sts.ui.widgets.controls import push_button
from qualcoder_sts.ui.widgets.headings import panel_heading
from qualcoder_sts.ui.widgets.leads_focus import LeadsFocus
from qualcoder_sts.ui.widgets.names import named
from qualcoder_sts.ui.widgets.quote_lines import quote_font
from qualcoder_sts.ui.widgets.wrapping_row import WrappingRow

_AROUND = 220
"""So many characters before and after the passage are shown with it."""


class ComparisonPage(LeadsFocus):
    """On the left what is suggested, in its context; on the right what was coded so before."""

    passage_wanted = Signal(object, object)
    """The ``UUID`` of a source and the ``Span`` in it."""

    def __init__(self, operations: Operations, actions: Actions, suggester: Suggester) -> None:
        super().__init__()
        named(self, _("Compare"))
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("paper", True)
        self._operations, self._suggester = operations, suggester
        self.head = plain_label()
        strong = QFont(self.head.font())
        strong.setWeight(QFont.Weight.DemiBold)
        self.head.setFont(strong)
        self.definition = plain_label(quiet=True)
        self._suggested, self._coded = QVBoxLayout(), QVBoxLayout()
        self.accept = push_button(_("Accept"), _("Apply the suggested code"))
        self.accept.setObjectName("mainButton")
        self.accept.clicked.connect(actions["accept_suggestion"].trigger)
        self.reject = push_button(_("Reject"), _("Say that the code does not fit there"))
        self.reject.clicked.connect(actions["reject_suggestion"].trigger)
        self._buttons = WrappingRow(self.accept, self.reject)
        self._lay_out()
        suggester.current_changed.connect(self._show)
        suggester.changed.connect(self._show)
        self._show()

    def passages(self) -> list[str]:
        """The words of the passages on the right."""
        items = [self._coded.itemAt(place) for place in range(self._coded.count())]
        cards = [item.widget() for item in items if item is not None]
        return [
            card.accessibleDescription() for card in cards if card and card.objectName() == "card"
        ]

    def _lay_out(self) -> None:
        sides = QHBoxLayout()
        sides.setSpacing(18)
        for heading, side in (
            (_("Suggested"), self._suggested),
            (_("You gave the code to"), self._coded),
        ):
            side.setSpacing(10)
            column = QVBoxLayout()
            column.setSpacing(8)
            column.addWidget(panel_heading(heading))
            column.addLayout(side)
            column.addStretch()
            sides.addLayout(column, 1)
        inside = QWidget()
        inside.setProperty("paper", True)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 6, 0)
        column.addLayout(sides)
        column.addStretch()
        area = named(QScrollArea(), _("Passages side by side"))
        area.setObjectName("stepDetails")
        area.setWidgetResizable(True)
        area.setWidget(inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(22, 16, 20, 14)
        whole.setSpacing(10)
        whole.addWidget(self.head)
        whole.addWidget(self.definition)
        whole.addWidget(area, 1)
        whole.addWidget(self._buttons)
        self.lead_focus(self.accept, area)

    def _show(self) -> None:
        for side in (self._suggested, self._coded):
            _empty(side)
        row, span = self._suggester.current(), self._suggester.span()
        self._buttons.setVisible(row is not None)
        for button in (self.accept, self.reject):
            button.setEnabled(not self._operations.workspace.read_only)
        tree = self._operations.read(code_tree)
        if row is None or span is None or row.code_id not in tree:
            self.head.setText(_("Choose a suggestion in the panel on the right."))
            self.definition.clear()
            return
        code = tree[row.code_id]
        self.head.setText(f"{code.name} · {how_sure(row)}")
        self.definition.setText(code.full_definition or code.brief_definition)
        self._suggested.addWidget(self._card(row, span))
        nearest = [one for one in row.reasons if one.kind is ReasonKind.CODED]
        for reason in nearest:
            self._coded.addWidget(self._card_of_reason(reason))
        if not nearest:
            words = _(
                "Nothing near. The suggestion rests on the definition and the terms of the code."
            )
            self._coded.addWidget(plain_label(words, quiet=True))

    def _card(self, row: SuggestionRow, span: Span) -> QFrame:
        return self._made(row.source_id, row.source, span)

    def _card_of_reason(self, reason: Reason) -> QFrame:
        if reason.source_id is None or reason.start is None or reason.end is None:
            return _framed("", reason.text, "", reason.source)
        return self._made(reason.source_id, reason.source, Span(reason.start, reason.end))

    def _made(self, source_id: UUID, source: str, span: Span) -> QFrame:
        around = self._operations.read(passage_around, source_id, span, _AROUND)
        card = _framed(around.before, around.text, around.after, source)
        go = push_button(_("Go to the passage"), _("Read it in its transcript"))
        go.clicked.connect(lambda: self.passage_wanted.emit(source_id, span))
        if (column := card.layout()) is not None:
            column.addWidget(WrappingRow(go))
        return card


def _framed(before: str, text: str, after: str, source: str) -> QFrame:
    card = named(QFrame(), source, " ".join(text.split()))
    card.setToolTip("")
    card.setObjectName("card")
    words = plain_label()
    words.setTextFormat(Qt.TextFormat.RichText)
    words.setFont(quote_font())
    first, middle, last = (escape(part).replace("\n", "<br>") for part in (before, text, after))
    words.setText(f"{first}<b>{middle}</b>{last}")
    column = QVBoxLayout(card)
    column.setContentsMargins(14, 12, 14, 10)
    column.addWidget(words)
    column.addWidget(plain_label(source, quiet=True))
    return card


def _empty(side: QVBoxLayout) -> None:
    while (item := side.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
