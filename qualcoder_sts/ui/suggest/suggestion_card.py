"""One suggestion: what would be coded, what speaks for it, and the terms it rests on."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from qualcoder_sts.codebook.operations import set_code_terms
from qualcoder_sts.codebook.tree import CodeRow
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.suggest.material import EXCLUDED
from qualcoder_sts.suggest.queries import Precision, SuggestionRow
from qualcoder_sts.ui.actions.actions import Actions
from qualcoder_sts.ui.operations import Operations
from qualcoder_sts.ui.suggest.plain_labels import plain_label
from qualcoder_sts.ui.suggest.words import how_sure, precision_words, reason_lines
from qualcoder_sts.ui.widgets.controls import push_button, tool_button
from qualcoder_sts.ui.widgets.headings import panel_heading
from qualcoder_sts.ui.widgets.names import named
from qualcoder_sts.ui.widgets.quote_lines import quote_font
from qualcoder_sts.ui.widgets.term_chips import TermChips
from qualcoder_sts.ui.widgets.wrapping_row import WrappingRow

_LONGEST_REASON = 160
_LONGEST_QUOTE = 170
_ARROW_WIDTH = 34


class SuggestionCard(QScrollArea):
    """Shows the current suggestion; terms are edited right here."""

    comparison_wanted = Signal()

    def __init__(self, operations: Operations, actions: Actions) -> None:
        super().__init__()
        named(self, _("The chosen suggestion"))
        self.setObjectName("inspector")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._operations = operations
        self._code: CodeRow | None = None
        self._head, self._quote = plain_label(), plain_label()
        self._quote.setFont(quote_font())
        strong = QFont(self._head.font())
        strong.setWeight(QFont.Weight.DemiBold)
        self._head.setFont(strong)
        self._reasons = plain_label()
        self._precision = plain_label(quiet=True)
        self.accept = push_button(_("Accept"), actions["accept_suggestion"].toolTip())
        self.accept.setObjectName("mainButton")
        self.reject = push_button(_("Reject"), actions["reject_suggestion"].toolTip())
        self.shorter = tool_button("‹", actions["shorter_suggestion"].toolTip())
        named(self.shorter, _("Shorter"))
        self.longer = tool_button("›", actions["longer_suggestion"].toolTip())
        named(self.longer, _("Longer"))
        for button, action_id in (
            (self.accept, "accept_suggestion"),
            (self.reject, "reject_suggestion"),
            (self.shorter, "shorter_suggestion"),
            (self.longer, "longer_suggestion"),
        ):
            button.clicked.connect(actions[action_id].trigger)
        self.compare = push_button(_("Compare with what you coded"))
        self.compare.clicked.connect(self.comparison_wanted)
        self.terms = TermChips()
        self.terms.changed.connect(self._write_terms)
        self._lay_out()

    def show_suggestion(
        self, row: SuggestionRow, quote: str, code: CodeRow, precision: Precision | None
    ) -> None:
        """Show a suggestion; ``quote`` is what accepting would code."""
        self._code = code
        self._head.setText(f"{code.name} · {how_sure(row)}")
        shown = " ".join(quote.split())
        if len(shown) > _LONGEST_QUOTE:
            shown = shown[:_LONGEST_QUOTE].rstrip() + " …"
        self._quote.setText(f"“{shown}”")
        lines = reason_lines(row.reasons, quote=_LONGEST_REASON)
        self._reasons.setText("\n".join(f"• {line}" for line in lines))
        self._precision.setText(precision_words(precision))
        self.terms.show_terms(code.terms, read_only=self._operations.workspace.read_only)
        for part in (self._head, self._quote, self._reasons, self._precision):
            part.setAccessibleDescription(part.text())

    def _lay_out(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(12, 8, 8, 12)
        column.setSpacing(7)
        deciding = QHBoxLayout()
        deciding.setSpacing(6)
        for button in (self.accept, self.reject):
            deciding.addWidget(button, 1)
        for arrow in (self.shorter, self.longer):
            arrow.setFixedWidth(_ARROW_WIDTH)
            deciding.addWidget(arrow)
        column.addWidget(self._head)
        column.addWidget(self._quote)
        column.addLayout(deciding)
        column.addSpacing(4)
        column.addWidget(panel_heading(_("What speaks for it")))
        column.addWidget(self._reasons)
        column.addWidget(WrappingRow(self.compare))
        column.addSpacing(4)
        column.addWidget(panel_heading(_("Terms of the code")))
        column.addWidget(self.terms)
        column.addWidget(
            plain_label(
                _(
                    "Words as people say them. With “%s” before it, a term keeps the code away "
                    "from where it stands. Suggestions follow at once."
                )
                % EXCLUDED.strip(),
                quiet=True,
            )
        )
        column.addSpacing(4)
        column.addWidget(self._precision)
        column.addStretch()
        self.setWidget(inside)

    def _write_terms(self, terms: tuple[str, ...]) -> None:
        if self._code is not None and terms != self._code.terms:
            self._operations.run(set_code_terms, self._code.id, terms)
