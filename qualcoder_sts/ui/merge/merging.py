"""One merge from the files that were chosen to the step that joins them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from qualcoder_sts.foundation.errors import QualcoderError
from qualcoder_sts.foundation.progress import Progress
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.merge.applying import apply_merge
from qualcoder_sts.merge.errors import PlanOutdatedError
from qualcoder_sts.merge.plan import Decision, Decisions, MergePlan
from qualcoder_sts.merge.planning import decide, plan_merge
from qualcoder_sts.project.backup import ensure_backup, rule_of_this_computer
from qualcoder_sts.project.changes import Changes
from qualcoder_sts.project.tables.log import ChangeKind
from qualcoder_sts.ui.jobs import Job
from qualcoder_sts.ui.operations import Operations


class State(StrEnum):
    """How far a merge is."""

    CHOOSING = "choosing"
    READING = "reading"
    REVIEWING = "reviewing"
    WRITING = "writing"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Merged:
    """A plan that was carried out, and the project as it was before."""

    plan: MergePlan
    backup: Path


class Merging(QObject):
    """Compares copies in the background, keeps what was decided, and writes the whole as one step.

    Decisions stand here as soon as they are made; the plan that follows from them comes a moment
    later.
    """

    changed = Signal()
    """The state, the plan, or a decision."""
    progressed = Signal(object, object, str)
    """How far reading or writing is: done, of how many if that is known, and what is done."""
    outdated = Signal()
    """The project has changed since it was compared; see ``compare_again_when_stale``."""
    merged = Signal(object)
    """The ``MergePlan`` that was carried out."""

    def __init__(self, operations: Operations, parent: QObject) -> None:
        super().__init__(parent)
        self._operations = operations
        self._job: Job | None = None
        self._is_stale = False
        self.state = State.CHOOSING
        self.files: tuple[Path, ...] = ()
        self.plan: MergePlan | None = None
        self.decisions = Decisions()
        self.backup: Path | None = None
        """The project as it was before the merge that is done."""
        self.was_compared_anew = False
        operations.changed.connect(self._follow)

    @property
    def is_read_only(self) -> bool:
        """Whether the merge can only be looked at."""
        return self._operations.workspace.read_only

    @property
    def number_open(self) -> int:
        """How many conflicts nobody has decided."""
        conflicts = () if self.plan is None else self.plan.conflicts
        return sum(conflict.id not in self.decisions.conflicts for conflict in conflicts)

    def compare(self, files: Sequence[Path]) -> None:
        """Read copies, in place of those read before, and work out what a merge would do."""
        self.files = tuple(dict.fromkeys(files))
        self.plan, self.decisions = None, Decisions()
        self._compare()

    def add(self, files: Sequence[Path]) -> None:
        """Read further copies beside those that are compared; what was decided holds."""
        if self.state is State.DONE:
            self._forget()
        self.files = tuple(dict.fromkeys((*self.files, *files)))
        self._compare()

    def compare_again_when_stale(self) -> None:
        """Make a plan anew where the project has changed since it was made."""
        if self._is_stale and self.state is State.REVIEWING:
            self.was_compared_anew = True
            self._compare()

    def cancel(self) -> None:
        """Stop reading, or let go of what was compared. Nothing has been written.

        Where a further copy is being read, those compared before stay.
        """
        if self._job is not None:
            self._job.cancel()
        if self.state is State.READING:
            self._back_to_review()
        elif self.state is not State.WRITING:  # that ends by itself, with or without the step
            self._forget()

    def decide(self, decided: Mapping[str, Decision | None]) -> None:
        """Decide conflicts by their ids; None leaves one open again."""
        conflicts = {**self.decisions.conflicts, **decided}
        kept = {key: decision for key, decision in conflicts.items() if decision is not None}
        self._decided(Decisions(kept, self.decisions.answers))

    def answer(self, question_id: str, is_same: bool) -> None:
        """Say whether two things are the same."""
        self._decided(self.decisions.with_answer(question_id, is_same))

    def merge(self) -> None:
        """Write the merge: a backup first, then everything as one step."""
        plan, decisions = self.plan, self.decisions
        if plan is None or self.number_open or self._operations.refuse_when_read_only():
            return
        workspace = self._operations.workspace

        def work(progress: Progress) -> Merged:
            progress.report(0, None, _("Making a backup"))
            backup = ensure_backup(workspace.path, "before merge", rule_of_this_computer())
            progress.report(0, None, _("Merging"))
            return Merged(workspace.run(apply_merge, plan, decisions).value.plan, backup)

        job = self._operations.write_long(work, self._end)
        job.failed.connect(self._not_written)
        job.cancelled.connect(self._back_to_review)
        self._come_to(State.WRITING, job)

    def _compare(self) -> None:
        workspace, files, decisions = self._operations.workspace, self.files, self.decisions
        self._is_stale = False

        def work(progress: Progress) -> MergePlan:
            return plan_merge(workspace, files, decisions, progress=progress)

        job = self._operations.compute("merge", work, self._show_plan)
        job.failed.connect(self._back_to_review)
        self._come_to(State.READING, job)

    def _decided(self, decisions: Decisions) -> None:
        """Show a decision at once; what follows from it is worked out meanwhile."""
        plan, self.decisions = self.plan, decisions
        self.changed.emit()
        if plan is None:
            return

        def work(_progress: Progress) -> MergePlan:
            return decide(plan, decisions)

        self._operations.compute("merge decisions", work, self._show_decided)

    def _come_to(self, state: State, job: Job | None = None) -> None:
        self.state, self._job = state, job
        if job is not None:
            job.progressed.connect(self.progressed)
        self.changed.emit()

    def _show_plan(self, plan: MergePlan) -> None:
        self.plan = plan
        self._come_to(State.REVIEWING)
        self.was_compared_anew = False

    def _show_decided(self, plan: MergePlan) -> None:
        if self.state is State.REVIEWING and plan.decisions == self.decisions:
            self.plan = plan
            self.changed.emit()

    def _not_written(self, error: QualcoderError) -> None:
        if isinstance(error, PlanOutdatedError):
            self.was_compared_anew = True
            self._compare()
        else:
            self._back_to_review()

    def _back_to_review(self) -> None:
        """To what was compared before, if there is anything."""
        if self.plan is None:
            self._forget()
        else:
            self.files = tuple(file.path for file in self.plan.files)
            self._come_to(State.REVIEWING)

    def _end(self, done: Merged) -> None:
        self.plan, self.backup = done.plan, done.backup
        self._come_to(State.DONE)
        self.merged.emit(done.plan)

    def _forget(self) -> None:
        self.files, self.plan, self.decisions, self.backup = (), None, Decisions(), None
        self._come_to(State.CHOOSING)

    def _follow(self, changes: Changes) -> None:
        if changes and self.state is State.REVIEWING:
            self._is_stale = True
            self.outdated.emit()
        elif changes.kind is ChangeKind.UNDO and self.state is State.DONE:
            self._forget()  # what was merged is taken back
