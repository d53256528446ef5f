"""What a merge would do: figures above, the list behind the chosen figure below."""

from collections.abc import Mapping
from functools import cached_property
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

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

AnyPane = TypeVar("AnyPane", bound=QWidget)
Pane = DifferencePane | ConflictsPane | QuestionPane | MovedPane | UnplacedPane


class ReviewPane(LeadsFocus):
    """One card for each list; what needs a decision comes to the front by itself.

    A list is built when it is first looked at, and filled when it is looked at.
    """

    decided = Signal(object)
    rule_chosen = Signal(str)
    answered = Signal(str, bool)

    def __init__(self, themes: ThemeChoice) -> None:
        super().__init__()
        named(self, _("What the merge would do"))
        self._themes = themes
        self._plan: MergePlan | None = None
        self._decisions = Decisions()
        self._filled: set[QWidget] = set()
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
        self._group = QButtonGroup(self)
        row = QHBoxLayout()
        row.setSpacing(10)
        for card in self.cards:
            self._group.addButton(card)
            row.addWidget(card, 2 if card is self.of_differences else 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(row)
        column.addWidget(self._pages, 1)
        self._group.buttonClicked.connect(self._show_chosen)

    @cached_property
    def differences(self) -> DifferencePane:
        """What would change."""
        return self._added(DifferencePane())

    @cached_property
    def conflicts(self) -> ConflictsPane:
        """What both sides changed."""
        pane = self._added(ConflictsPane(self._themes))
        pane.decided.connect(self.decided)
        pane.rule_chosen.connect(self.rule_chosen)
        return pane

    @cached_property
    def questions(self) -> QuestionPane:
        """What was made apart and looks alike."""
        pane = self._added(QuestionPane())
        pane.answered.connect(self.answered)
        return pane

    @cached_property
    def moved(self) -> MovedPane:
        """What went along with a corrected text."""
        return self._added(MovedPane())

    @cached_property
    def unplaced(self) -> UnplacedPane:
        """What has lost its words."""
        return self._added(UnplacedPane())

    def show_first(self, plan: MergePlan, decisions: Decisions) -> None:
        """Show a plan for the first time: conflicts first, where there are any."""
        is_open = any(conflict.id not in decisions.conflicts for conflict in plan.conflicts)
        wanted = self.of_conflicts if is_open else self.of_differences
        wanted.setChecked(True)
        self.show_plan(plan, decisions)

    def show_plan(self, plan: MergePlan, decisions: Decisions) -> None:
        """Show a plan with what has been decided."""
        self._plan, self._decisions = plan, decisions
        self._filled.clear()
        self._show_numbers(plan, decisions.conflicts)
        self._show_chosen()

    def _show_chosen(self) -> None:
        """Bring the list of the chosen card to the front; one that is empty now gives way."""
        chosen = next(
            (c for c in self.cards if c.isChecked() and c.isEnabled()), self.of_differences
        )
        chosen.setChecked(True)
        pane = self._pane_of(chosen)
        # In front before it is filled: rows that are measured unseen have not got their style yet.
        self._pages.setCurrentWidget(pane)
        self.lead_focus(pane)
        if self._plan is not None and pane not in self._filled:
            pane.show_plan(self._plan, self._decisions)
            self._filled.add(pane)

    def _added(self, pane: AnyPane) -> AnyPane:
        self._pages.addWidget(pane)
        return pane

    def _pane_of(self, card: NumberCard) -> Pane:
        if card is self.of_conflicts:
            return self.conflicts
        if card is self.of_questions:
            return self.questions
        if card is self.of_moved:
            return self.moved
        return self.unplaced if card is self.of_unplaced else self.differences

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
        for card in (self.of_conflicts, self.of_questions, self.of_moved, self.of_unplaced):
            card.setEnabled(card.number > 0)
