"""Merging copies: choose, look and decide, merge."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QPalette, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout

from qualcoder_sts.foundation.translation import _, ngettext
from qualcoder_sts.merge.keeping_blind import unseen_words
from qualcoder_sts.merge.plan import (
    Decisions,
    FileRead,
    MergePlan,
    Take,
    decided_alike,
    decided_by_newest,
)
from qualcoder_sts.ui.merge.choosing_pane import ChoosingPane, asked_copies, projects_in
from qualcoder_sts.ui.merge.conflict_model import when_words
from qualcoder_sts.ui.merge.conflicts_pane import NEWEST
from qualcoder_sts.ui.merge.merging import Merging, State
from qualcoder_sts.ui.merge.report_saving import ReportSaving
from qualcoder_sts.ui.merge.review_pane import ReviewPane
from qualcoder_sts.ui.merge.words import numbers_words
from qualcoder_sts.ui.merge.working_pane import WorkingPane
from qualcoder_sts.ui.operations import Operations
from qualcoder_sts.ui.theme.apply import ThemeChoice
from qualcoder_sts.ui.widgets.controls import push_button
from qualcoder_sts.ui.widgets.leads_focus import LeadsFocus
from qualcoder_sts.ui.widgets.names import named


class MergePage(LeadsFocus):
    """Follows one merge from the files to the step."""

    merged = Signal(str)
    """A sentence on what was merged, with which taking it back is offered."""
    told = Signal(str)
    """A sentence on something else."""

    def __init__(self, operations: Operations, themes: ThemeChoice) -> None:
        super().__init__()
        named(self, _("Merge copies"))
        self.setAcceptDrops(True)
        self.merging = Merging(operations, self)
        self.saving = ReportSaving(operations, self)
        self._shown: MergePlan | None = None
        self.head = QLabel()
        self.head.setWordWrap(True)
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.words.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.add = push_button(_("Add another copy…"), _("Compare one more copy"))
        self.cancel = push_button(_("Cancel"), _("Let go of the comparison; nothing is written"))
        self.merge = push_button(_("Merge"), _("Write the merge as one step"))
        self.merge.setObjectName("mainButton")
        self.choosing = ChoosingPane()
        self.working = WorkingPane()
        self._themes = themes
        self._pages = QStackedWidget()
        self._pages.addWidget(self.choosing)
        self._pages.addWidget(self.working)
        self._lay_out()
        self._connect()
        self._follow()

    @cached_property
    def review(self) -> ReviewPane:
        """What the merge would do; built when there is something to look at."""
        pane = ReviewPane(self._themes)
        pane.decided.connect(self.merging.decide)
        pane.rule_chosen.connect(self._take_rule)
        pane.answered.connect(self.merging.answer)
        self._pages.addWidget(pane)
        return pane

    def compare(self, files: Sequence[Path]) -> None:
        """Compare copies with the project."""
        self.merging.compare(files)

    def ask_report(self) -> None:
        """Ask for a file and write there what the merge would do, or has done."""
        if (plan := self.merging.plan) is None:
            self.told.emit(_("Choose copies first; then the report on merging them can be saved."))
        else:
            self.saving.ask(plan, merged=self.merging.state is State.DONE)

    def showEvent(self, event: QShowEvent) -> None:
        """What has changed in the project meanwhile makes another plan."""
        super().showEvent(event)
        self.merging.compare_again_when_stale()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Copies may be dropped; other files are for the window."""
        if projects_in(event.mimeData()) and self.merging.state is not State.WRITING:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Compare what was dropped, beside what is compared already."""
        if files := projects_in(event.mimeData()):
            event.acceptProposedAction()
            self.merging.add(files)

    def _compare_again(self) -> None:
        if self.isVisible():
            self.merging.compare_again_when_stale()

    def _follow(self) -> None:
        merging = self.merging
        state, plan = merging.state, merging.plan
        is_review = state is State.REVIEWING and plan is not None and not plan.is_known_already
        is_working = state in (State.READING, State.WRITING)
        for part in (self.head, self.words, self.add, self.cancel, self.merge):
            part.setVisible(is_review)
        if is_working:
            self.working.begin(_("Reading the copies") if state is State.READING else _("Merging"))
            self._bring(self.working)
        elif is_review and plan is not None:
            self._bring(self.review)
            self._show_plan(plan)
        else:
            self.choosing.tell(_ended_words(merging))
            self._bring(self.choosing)
            self._let_go_of_review()

    def _let_go_of_review(self) -> None:
        """What was looked at is not there any more when other copies are compared."""
        self._shown = None
        review: ReviewPane | None = vars(self).pop("review", None)
        if review is not None:
            self._pages.removeWidget(review)
            review.deleteLater()

    def _bring(self, pane: LeadsFocus) -> None:
        self._pages.setCurrentWidget(pane)
        self.lead_focus(pane)

    def _show_plan(self, plan: MergePlan) -> None:
        merging = self.merging
        if self._shown is None:
            self.review.show_first(plan, merging.decisions)
        else:
            self.review.show_plan(plan, merging.decisions)
        self._shown = plan
        self.head.setText(_head_words(plan.files))
        self.words.setText(_about_words(plan, anew=merging.was_compared_anew))
        number = merging.number_open
        still = ngettext("Merge (%d still to decide)", "Merge (%d still to decide)", number)
        self.merge.setText(still % number if number else _("Merge"))
        self.merge.setEnabled(not number and not merging.is_read_only)

    def _take_rule(self, rule: str) -> None:
        if (plan := self.merging.plan) is None:
            return
        decided: Decisions
        decided = decided_by_newest(plan) if rule == NEWEST else decided_alike(plan, Take(rule))
        of_plan = {key: each for key, each in decided.conflicts.items()
                   if key not in self.merging.decisions.conflicts}  # fmt: skip
        self.merging.decide(of_plan)

    def _ask_another(self) -> None:
        if files := asked_copies(self):
            self.merging.add(files)

    def _tell_merged(self, plan: MergePlan) -> None:
        self.merged.emit(_merged_words(plan))

    def _connect(self) -> None:
        merging = self.merging
        merging.changed.connect(self._follow)
        merging.outdated.connect(self._compare_again)
        merging.progressed.connect(self.working.show_progress)
        merging.merged.connect(self._tell_merged)
        self.saving.saved.connect(self.told)
        self.choosing.chosen.connect(self.compare)
        self.working.cancel.clicked.connect(merging.cancel)
        self.add.clicked.connect(self._ask_another)
        self.cancel.clicked.connect(merging.cancel)
        self.merge.clicked.connect(merging.merge)

    def _lay_out(self) -> None:
        font = self.head.font()
        font.setPointSizeF(font.pointSizeF() * 1.15)
        font.setWeight(font.Weight.DemiBold)
        self.head.setFont(font)
        above = QHBoxLayout()
        above.setSpacing(8)
        above.addWidget(self.head, 1)
        for button in (self.add, self.cancel, self.merge):
            above.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(above)
        column.addWidget(self.words)
        column.addWidget(self._pages, 1)


def _head_words(files: Sequence[FileRead]) -> str:
    return _("Merge %s") % _quoted(files)


def _about_words(plan: MergePlan, *, anew: bool) -> str:
    """What the copies share, and that nothing is written yet."""
    parts = []
    if anew:
        parts.append(
            _("The project has changed, so the copies were compared anew. Your decisions hold.")
        )
    parts += _shared_words(plan.files)
    for file in plan.files:
        if file.private_memos_left_out:
            words = ngettext(
                "%(number)d private memo in “%(file)s” stays out.",
                "%(number)d private memos in “%(file)s” stay out.",
                file.private_memos_left_out,
            )
            parts.append(words % {"number": file.private_memos_left_out, "file": file.name})
    if not plan.is_whole:
        parts.append(unseen_words())
    parts.append(
        _("Nothing is written until you press Merge; the whole is one step that you can undo.")
    )
    return " ".join(parts)


def _shared_words(files: Sequence[FileRead]) -> Iterator[str]:
    """Up to when copies and project are the same; copies of one moment are told together."""
    apart = [file for file in files if not file.shares_history]
    for file in apart:
        words = _("“%(file)s” began apart and is merged by what things mean.")
        yield words % {"file": file.name}
    moments: dict[str, list[FileRead]] = {}
    for file in files:
        if file not in apart and file.same_until is not None:
            moments.setdefault(when_words(file.same_until), []).append(file)
    for when, shared in moments.items():
        words = _("%(files)s and this project share everything up to %(when)s.")
        yield words % {"files": _quoted(shared), "when": when}


def _quoted(files: Sequence[FileRead]) -> str:
    return ", ".join(f"“{file.name}”" for file in files)


def _ended_words(merging: Merging) -> str:
    """What came of a comparison that leaves nothing to decide."""
    plan = merging.plan
    if merging.state is State.REVIEWING and plan is not None:
        return _("Nothing to merge: everything in %s is here already.") % _quoted(plan.files)
    if merging.state is not State.DONE or plan is None or merging.backup is None:
        return ""
    kept = _("The project as it was before is kept as “%(file)s” in the folder “%(folder)s”.")
    backup = {"file": merging.backup.name, "folder": merging.backup.parent.name}
    unseen = () if plan.is_whole else (unseen_words(),)
    return "\n".join((_merged_words(plan), *unseen, kept % backup))


def _merged_words(plan: MergePlan) -> str:
    names, numbers = _quoted(plan.files), numbers_words(plan)
    if not numbers:
        return _("Merged %s.") % names
    return _("Merged %(files)s: %(numbers)s.") % {"files": names, "numbers": numbers}
