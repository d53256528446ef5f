"""What a merge would do: figures above, the list behind the chosen figure below."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QStackedWidget, QVBoxLayout

from qualcoder_sts.foundation.translation import _
from qualcoder_sts.merge.plan import Decision, Decisions, MergePlan, What
from qualcoder_sts.ui.merge.conflicts_pane import ConflictsPane
from qualcoder_sts.ui.merge.difference_pane import DifferencePane
from qualcoder_sts.ui.merge.moved_pane import MovedPane, UnplacedPane
from qualcoder_sts.ui.merge.number_card import NumberCard
from qualcoder_sts.ui.merge.question_pane import QuestionPane
from qualcoder_sts.ui.merge.words import numbers_words
from qualcoder_sts.ui.theme.apply import ThemeChoice
from qualcoder_sts.ui.widgets.leads_focus import LeadsFocus
from qualcoder_sts.ui.widgets.names import named


class ReviewPane(LeadsFocus):
    """One card for each list; what needs a decision comes to the front by itself."""

    decided = Signal(object)
    rule_chosen = Signal(str)
    answered = Signal(str, bool)

    def __init__(self, themes: ThemeChoice) -> None:
        super().__init__()
        named(self, _("What the merge would do"))
        self.differences = DifferencePane()
        self.conflicts = ConflictsPane(themes)
        self.questions = QuestionPane()
        self.moved = MovedPane()
        self.unplaced = UnplacedPane()
        self._panes = (
            self.differences, self.conflicts, self.questions, self.moved, self.unplaced,
        )  # fmt: skip
        self.of_differences = NumberCard(_("changes"))
        self.of_conflicts = NumberCard(_("conflicts"))
        self.of_questions = NumberCard(_("the same or not?"))
        self.of_moved = NumberCard(_("moved with the text"))
        self.of_unplaced = NumberCard(_("could not be placed"))
        self.cards = (
            self.of_differences, self.of_conflicts, self.of_questions, self.of_moved,
            self.of_unplaced,
        )  # fmt: skip
        self._pages = QStackedWidget()
        group = QButtonGroup(self)
        row = QHBoxLayout()
        row.setSpacing(10)
        for number, (card, pane) in enumerate(zip(self.cards, self._panes, strict=True)):
            group.addButton(card, number)
            row.addWidget(card, 3 if card is self.of_differences else 2)
            self._pages.addWidget(pane)
        group.idClicked.connect(self._pages.setCurrentIndex)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(row)
        column.addWidget(self._pages, 1)
        self.conflicts.decided.connect(self.decided)
        self.conflicts.rule_chosen.connect(self.rule_chosen)
        self.questions.answered.connect(self.answered)
        self.lead_focus(*self._panes)

    def show_first(self, plan: MergePlan, decisions: Decisions) -> None:
        """Show a plan for the first time: conflicts first, where there are any."""
        self.show_plan(plan, decisions)
        is_open = any(conflict.id not in decisions.conflicts for conflict in plan.conflicts)
        wanted = self.of_conflicts if is_open else self.of_differences
        wanted.setChecked(True)
        self._pages.setCurrentIndex(self.cards.index(wanted))

    def show_plan(self, plan: MergePlan, decisions: Decisions) -> None:
        """Show a plan with what has been decided."""
        self.differences.show_plan(plan)
        self.conflicts.show_conflicts(plan.conflicts, decisions.conflicts)
        self.questions.model.show_questions(plan.questions, decisions.answers)
        self.moved.model.show_rows(plan.reanchored)
        self.unplaced.model.show_rows(plan.unplaced)
        self._show_numbers(plan, decisions.conflicts)

    def _show_numbers(self, plan: MergePlan, decided: Mapping[str, Decision]) -> None:
        open_ones = sum(conflict.id not in decided for conflict in plan.conflicts)
        self.of_differences.show_number(sum(map(plan.count, What)), numbers_words(plan))
        done = len(plan.conflicts) - open_ones
        words = _("%(done)d decided · %(open)d open") % {"done": done, "open": open_ones}
        self.of_conflicts.show_number(
            len(plan.conflicts), words if plan.conflicts else "", is_urgent=open_ones > 0
        )
        self.of_questions.show_number(
            len(plan.questions), _("look before you merge") if plan.questions else ""
        )
        moved, unplaced = len(plan.reanchored), len(plan.unplaced)
        self.of_moved.show_number(moved, _("texts were corrected") if moved else "")
        self.of_unplaced.show_number(
            unplaced, _("their words are gone") if unplaced else "", is_urgent=unplaced > 0
        )
