"""What a merge would do: plain data that is looked at and decided about before anything is written.

Words stand beside stored values, so that whoever shows a plan needs no session.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from uuid import UUID

from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.merge.basis import Basis, Copy
from qualcoder_sts.project.history.rows import StoredValue
from qualcoder_sts.project.history.step_details import ValueChange

EXISTENCE = "existence"
"""The field of a conflict about whether a row is there at all."""


class Take(StrEnum):
    """Whose value a decision takes."""

    OURS = "ours"
    THEIRS = "theirs"
    WRITTEN = "written"


@dataclass(frozen=True, slots=True)
class Decision:
    """How one conflict ends; ``written`` is the third value where somebody wrote one."""

    take: Take
    written: str = ""


@dataclass(frozen=True, slots=True)
class Decisions:
    """What was decided so far: conflicts by their id, questions by theirs (*is it the same?*).

    A question that nobody answered has its default; a conflict that nobody decided stays open.
    """

    conflicts: Mapping[str, Decision] = field(default_factory=dict)
    answers: Mapping[str, bool] = field(default_factory=dict)

    def with_conflict(self, conflict_id: str, decision: Decision) -> "Decisions":
        """The same with one more conflict decided."""
        return Decisions({**self.conflicts, conflict_id: decision}, self.answers)

    def with_answer(self, question_id: str, is_same: bool) -> "Decisions":
        """The same with one more question answered."""
        return Decisions(self.conflicts, {**self.answers, question_id: is_same})


@dataclass(frozen=True, slots=True)
class FileRead:
    """A copy that was read. ``shares_history`` is false for a project that began apart."""

    path: Path
    project: str
    coders: tuple[str, ...]
    shares_history: bool
    same_until: datetime | None  # the last step both know
    upgraded_from: int | None = None
    private_memos_left_out: int = 0

    @property
    def name(self) -> str:
        """How the file is called."""
        return self.path.name


class What(StrEnum):
    """What becomes of a row here."""

    NEW = "new"
    CHANGED = "changed"
    DELETED = "deleted"
    UNITED = "united"


@dataclass(frozen=True, slots=True)
class Difference:
    """One row that the merge would add, change or delete; ``values`` says what changes in it."""

    table: str
    row_id: UUID
    what: What
    name: str
    coder: str
    file: str
    values: tuple[ValueChange, ...] = ()


@dataclass(frozen=True, slots=True)
class KindNumbers:
    """How many rows of one kind a coder's work would add, change, delete or unite."""

    coder: str
    table: str
    kind: str
    new: int
    changed: int
    deleted: int
    united: int


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a conflict: what it says, in words and as stored, and who made it so, when."""

    words: str
    stored: StoredValue
    coder: str = ""
    at: datetime | None = None
    step: str = ""
    is_deleted: bool = False


@dataclass(frozen=True, slots=True)
class Conflict:
    """What only people can decide. ``id`` is the same whenever the same copies are compared.

    ``name`` says which row, ``what`` which of its values, ``why`` what is the matter; ``base`` is
    the last value both had, in words. A third value is allowed where ``may_be_written``; where
    ``is_wording``, ours and theirs are texts that can be compared word by word.
    """

    id: str
    table: str
    row_id: UUID
    field: str
    name: str
    what: str
    why: str
    base: str | None
    ours: Side
    theirs: Side
    file: str
    may_be_written: bool = False
    is_wording: bool = False
    decision: Decision | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """Whether two rows that were made apart are the same. ``is_same`` is the answer in force."""

    id: str
    table: str
    ours_id: UUID
    theirs_id: UUID
    sentence: str
    ours: str
    theirs: str
    file: str
    is_same: bool
    is_answered: bool = False


@dataclass(frozen=True, slots=True)
class United:
    """Two rows made apart that say the same: ``kept`` is the key that stays."""

    table: str
    kept: UUID
    other: UUID
    name: str
    coder: str
    file: str


@dataclass(frozen=True, slots=True)
class Reanchored:
    """A row with a place in a text that the other side corrected: where it stands now."""

    table: str
    row_id: UUID
    name: str
    coder: str
    source: str
    quote: str
    span: Span
    file: str


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A row whose words the corrected text no longer has. It is listed and not put anywhere."""

    table: str
    row_id: UUID
    name: str
    coder: str
    source: str
    quote: str
    before: str
    after: str
    file: str


@dataclass(frozen=True, slots=True)
class MergePlan:
    """Everything a merge would do with the decisions in force; see ``planning.plan_merge``.

    Not whole where it is silent on what an open blind round keeps from who acts, if there is any.
    """

    files: tuple[FileRead, ...]
    differences: tuple[Difference, ...]
    numbers: tuple[KindNumbers, ...]
    conflicts: tuple[Conflict, ...]
    questions: tuple[Question, ...]
    united: tuple[United, ...]
    reanchored: tuple[Reanchored, ...]
    unplaced: tuple[Unplaced, ...]
    decisions: Decisions
    is_known_already: bool  # nothing in the files that is not here
    is_whole: bool
    basis: Basis = field(repr=False, compare=False)
    merged: Copy = field(repr=False, compare=False)

    @property
    def open_conflicts(self) -> tuple[Conflict, ...]:
        """Those that nobody has decided."""
        return tuple(conflict for conflict in self.conflicts if conflict.decision is None)

    def count(self, what: What) -> int:
        """How many rows it would add, change, delete or unite."""
        return sum(getattr(numbers, what.value) for numbers in self.numbers)


@dataclass(frozen=True, slots=True)
class MergeOutcome:
    """What a merge has done. ``change_set_id`` is None when there was nothing to do."""

    plan: MergePlan
    change_set_id: UUID | None


def decided_alike(plan: MergePlan, take: Take) -> Decisions:
    """The decisions in force, and every open conflict decided for one side."""
    conflicts = dict(plan.decisions.conflicts)
    conflicts |= {conflict.id: Decision(take) for conflict in plan.open_conflicts}
    return Decisions(conflicts, plan.decisions.answers)


def decided_by_newest(plan: MergePlan) -> Decisions:
    """The decisions in force, and every open conflict decided for the side that changed last.

    Where it is not known when both sides changed, the conflict stays open.
    """
    conflicts = dict(plan.decisions.conflicts)
    for conflict in plan.open_conflicts:
        ours, theirs = conflict.ours.at, conflict.theirs.at
        if ours is not None and theirs is not None:
            conflicts[conflict.id] = Decision(Take.THEIRS if theirs > ours else Take.OURS)
    return Decisions(conflicts, plan.decisions.answers)
