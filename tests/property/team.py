"""Three copies of one project that drift apart: each lives its own life, until they meet."""

import shutil
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from enum import Enum
from pathlib import Path
from uuid import UUID

from hypothesis import strategies as st
from sqlalchemy.orm import Session

from qualcoder_sts.codebook import operations as codebook
from qualcoder_sts.coding.operations import codes, segments, texts
from qualcoder_sts.foundation.errors import QualcoderError
from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.literature import operations as literature
from qualcoder_sts.memos import operations as memos
from qualcoder_sts.merge.applying import apply_merge
from qualcoder_sts.merge.plan import Decision, Decisions, MergePlan, Take, decided_alike
from qualcoder_sts.merge.planning import decide, plan_merge
from qualcoder_sts.participants import operations as participants
from qualcoder_sts.project import coders, details
from qualcoder_sts.project.history.trail import audit_trail
from qualcoder_sts.project.opening import open_project
from qualcoder_sts.project.tables.literature import Direction
from qualcoder_sts.project.workspace import Workspace
from qualcoder_sts.transcripts.operations import importing, sources, speakers
from tests.property.arguments import (
    CODE,
    CODER,
    MEMO,
    PERSON,
    PLACES,
    SEGMENT,
    SEGMENTS,
    SOURCE,
    SPEAKER,
    STUDY,
    a_finished_one,
    a_target,
    edited,
    some_files,
    two_codes,
)
from tests.property.beginnings import CODERS, small_team, study_under_way
from tests.property.hands import ACTING, Hands, Operation, Row, Together, operation
from tests.property.operations import (
    ON_CODES,
    ON_LITERATURE,
    ON_MEMOS,
    ON_PEOPLE,
    ON_SEGMENTS,
    ON_SOURCES,
    ON_TEAM,
    settle_one,
)


class Action(Enum):
    """What happens to a copy."""

    WORK = "work"
    QUARREL = "quarrel"
    UNDO = "undo"
    REDO = "redo"
    UNDO_EARLIER = "undo earlier"
    MERGE = "merge"


HAPPENS = (
    *[Action.WORK] * 6, *[Action.QUARREL] * 15, *[Action.UNDO] * 2, Action.REDO,
    Action.UNDO_EARLIER, *[Action.MERGE] * 2,
)  # fmt: skip
LIVES = st.lists(st.tuples(st.sampled_from(HAPPENS), st.integers(0, 2)), min_size=10, max_size=24)
# Of copies in which so little happens that all three often fit together.
LIVES_APART = st.lists(st.tuples(st.just(Action.WORK), st.integers(0, 2)), max_size=8)
WORK = (
    ON_CODES, ON_SEGMENTS, ON_SEGMENTS, ON_TEAM, ON_SOURCES, ON_PEOPLE, ON_LITERATURE, ON_MEMOS,
)  # fmt: skip

# So few that others choose them too.
FEW_NAMES = st.sampled_from(["Trust", "Fear", "Hope", "Joy"])
FEW_WORDS = st.sampled_from(["Why?", "How?", "So it is."])
FEW_PEOPLE = st.sampled_from(["Mary Smith", "M. Smith", "John"])
FEW_PASSAGES = st.sampled_from([Span(3, 12), Span(16, 24), Span(30, 44)])
ALL_OF_A_PASSAGE = st.sampled_from([Span(0, 14), Span(14, 26), Span(28, 46)])
PASSAGES = st.tuples(st.integers(0, 90), st.integers(0, 40)).map(
    lambda place: Span(place[0], place[0] + place[1])
)
A_STUDY = st.builds(
    literature.StudyDetails,
    authors=st.sampled_from(["", "Smith", "Jones"]),
    year=st.sampled_from([1999, 2020]),
    doi=st.sampled_from(["", "10.1/a"]),
)


def add_defined_code(session: Session, name: str, definition: str) -> None:
    code_id = codebook.add_code(session, name)
    codebook.define_code(session, code_id, codebook.Definition(definition))


def a_passage_cut(hands: Hands) -> tuple[UUID, str]:
    """A source, and its text without words that somebody else may code meanwhile."""
    source = hands.row("source")
    return source, edited(hands, source, ALL_OF_A_PASSAGE, st.sampled_from(["", "x"]))


def a_passage_reworded(hands: Hands) -> tuple[UUID, str]:
    source = hands.row("source")
    new = st.sampled_from(["", "x", "It was", "\nP1: No.\n", "😀"])
    return source, edited(hands, source, PASSAGES, new)


APPLY = operation(segments.apply_code, SOURCE, FEW_PASSAGES, CODE, coder_id=ACTING)
CUT = operation(texts.edit_text, Together(a_passage_cut))
REWORD = operation(texts.edit_text, Together(a_passage_reworded))
DELETE_CODE = operation(codes.delete_code, CODE)
MERGE_CODES = operation(codes.merge_codes, Together(two_codes))
DELETE_PERSON = operation(participants.delete_participant, PERSON)
UNITE = operation(speakers.unite_participants, PERSON, PERSON)
ANSWER = operation(participants.set_attribute_value, Row("attribute"), st.sampled_from(["7", "9"]),
                   participant_id=PERSON)  # fmt: skip
DELETE_SOURCE = operation(sources.delete_source, SOURCE)
CHANGE = (
    operation(codebook.rename_code, CODE, FEW_NAMES),
    operation(codebook.move_code, CODE, CODE),
    operation(codebook.define_code, CODE, st.builds(codebook.Definition, FEW_WORDS)),
    operation(segments.remove_segments, SEGMENTS),
    operation(segments.resize_segment, SEGMENT, st.sampled_from([Span(0, 14), Span(9, 14)])),
    operation(segments.weigh_segment, SEGMENT, st.sampled_from([None, 10, 90])),
    operation(segments.recode_segment, SEGMENT, CODE),
    operation(sources.rename_source, SOURCE, FEW_NAMES),
    operation(sources.set_lead_coder, SOURCE, CODER),
    operation(participants.rename_participant, PERSON, FEW_PEOPLE),
    operation(literature.describe_study, STUDY, FEW_NAMES, A_STUDY),
    operation(memos.edit_memo, MEMO, FEW_WORDS),
    operation(details.describe_project, description=FEW_WORDS, language=st.just("en")),
    operation(settle_one, a_finished_one, PLACES, st.sampled_from(["first", "joined"]),
              reason=FEW_WORDS, decided_by=ACTING),
    CUT, REWORD, MERGE_CODES, UNITE, ANSWER,
)  # fmt: skip
MAKE = (
    APPLY,
    operation(codebook.add_code, FEW_NAMES),
    operation(add_defined_code, FEW_NAMES, FEW_WORDS),
    operation(importing.import_sources, some_files),
    operation(participants.add_participant, FEW_PEOPLE),
    operation(participants.add_attribute, FEW_NAMES),
    operation(speakers.link_speaker_to_new, SPEAKER, FEW_PEOPLE),
    operation(literature.add_study, FEW_NAMES, details=A_STUDY),
    operation(literature.add_finding, STUDY, CODE, st.sampled_from(Direction)),
    operation(memos.write_memo, FEW_WORDS, coder_id=ACTING, target=a_target),
    operation(coders.add_coder, st.sampled_from(["Dora Smith", "D. Smith"])),
)
# What one of the copies does, while the others do something that may not go with it.
QUARRELS = (
    tuple((each, each) for each in CHANGE),
    tuple((each, each) for each in MAKE),
    (
        (CUT, APPLY), (CUT, APPLY), (REWORD, APPLY), (DELETE_CODE, APPLY), (MERGE_CODES, APPLY),
        (MERGE_CODES, DELETE_CODE), (DELETE_PERSON, ANSWER), (UNITE, ANSWER),
        (DELETE_SOURCE, APPLY), (DELETE_SOURCE, CUT),
    ),
)  # fmt: skip


MIRRORED = {Take.OURS: Take.THEIRS, Take.THEIRS: Take.OURS, Take.WRITTEN: Take.WRITTEN}
THIRD_VALUES = st.sampled_from(["Joy", "Third", "7"])

# How a plan is decided: given a plan, the decisions to be in force; the same ones when that is all.
Choose = Callable[[MergePlan], Decisions]


def leave_open(plan: MergePlan) -> Decisions:
    return plan.decisions


def alike(take: Take) -> Choose:
    return lambda plan: decided_alike(plan, take)


def as_drawn(data: st.DataObject) -> Choose:
    """Each question answered or left to its default, each conflict decided by itself."""

    def choose(plan: MergePlan) -> Decisions:
        decisions = plan.decisions
        for question in plan.questions:
            answer = data.draw(st.sampled_from([True, False, None]), label=question.sentence)
            if answer is not None and question.id not in decisions.answers:
                decisions = decisions.with_answer(question.id, answer)
        for conflict in plan.open_conflicts:
            takes = [Take.OURS, Take.THEIRS, *[Take.WRITTEN] * conflict.may_be_written]
            take = data.draw(st.sampled_from(takes), label=f"{conflict.name}: {conflict.what}")
            written = (
                data.draw(st.sampled_from(["Joy", "Third", "7"])) if take is Take.WRITTEN else ""
            )
            decisions = decisions.with_conflict(conflict.id, Decision(take, written))
        return decisions

    return choose


def as_in(other: MergePlan) -> Choose:
    return lambda _plan: other.decisions


def mirrored(other: MergePlan) -> Choose:
    """What was decided when this copy was merged into the other one."""
    # Also those that settled themselves as others were decided.
    made = {from_either_side(each): its for each, its in other.decisions.conflicts.items()}

    def choose(plan: MergePlan) -> Decisions:
        decisions = Decisions(plan.decisions.conflicts, other.decisions.answers)
        for conflict in plan.open_conflicts:
            its = made.get(from_either_side(conflict.id))
            if its is not None:
                decision = Decision(MIRRORED[its.take], its.written)
                decisions = decisions.with_conflict(conflict.id, decision)
        return decisions

    return choose


def from_either_side(conflict_id: str) -> frozenset[str]:
    """What a conflict's id says whichever copy is merged into the other."""
    words = conflict_id.split()
    is_of_value = not {"taken", "circle", "existence"}.intersection(words)
    return frozenset(words[:3] if is_of_value else words)


def decided(plan: MergePlan, choose: Choose) -> MergePlan:
    """Decisions may bring up further conflicts, which are decided too."""
    for _round in range(20):
        decisions = choose(plan)
        if decisions == plan.decisions:
            return plan
        plan = decide(plan, decisions)
    raise AssertionError("deciding brings up conflicts without end")


def merge(path: Path, others: Sequence[Path], coder: str, choose: Choose = leave_open) -> MergePlan:
    """Merge files into a project; nothing is written while a conflict is open."""
    with open_project(path, coder=coder, backups=None) as workspace:
        plan = decided(plan_merge(workspace, others, with_private_memos=True), choose)
        if not plan.open_conflicts:
            workspace.run(apply_merge, plan)
    return plan


class Team:
    """The copies, each with its coder."""

    def __init__(self, folder: Path, data: st.DataObject) -> None:
        self.folder, self.data = folder, data
        self.paths = [folder / f"{coder}.qsts" for coder in CODERS]
        self.scratch = 0
        beginning = study_under_way() if data.draw(st.booleans()) else small_team()
        for path in self.paths:
            path.write_bytes(beginning.content)

    def live(self, what: Action, who: int) -> None:
        """Something that happens to one of the copies, or that they do not agree about."""
        match what:
            case Action.WORK:
                choices = self.data.draw(st.sampled_from(WORK))
                self.carry_out(who, self.data.draw(st.sampled_from(choices)))
            case Action.QUARREL:
                quarrels = self.data.draw(st.sampled_from(QUARRELS))
                one, other = self.data.draw(st.sampled_from(quarrels))
                for does in range(len(CODERS)):
                    self.carry_out(does, one if does == who else other)
            case _:
                self.step(what, who)

    def step(self, what: Action, who: int) -> None:
        with self.opened(who) as workspace, suppress(QualcoderError):
            match what:
                case Action.UNDO:
                    workspace.undo()
                case Action.REDO:
                    workspace.redo()
                case Action.UNDO_EARLIER:
                    steps = workspace.read(audit_trail)
                    number = self.data.draw(st.integers(0, len(steps) - 1))
                    workspace.undo_step(steps[number].id)

    def carry_out(self, who: int, chosen: Operation) -> None:
        with (
            self.opened(who) as workspace,
            closing(sqlite3.connect(self.paths[who])) as reader,
            suppress(QualcoderError),
        ):
            acting = workspace.coder_id or UUID(int=0)
            hands = Hands(self.folder, reader, self.data, acting)
            arguments, named = hands.arguments(chosen)
            workspace.run(chosen.function, *arguments, **named)

    def opened(self, who: int) -> Workspace:
        return open_project(self.paths[who], coder=CODERS[who], backups=None)

    def copy_of(self, who: int) -> Path:
        self.scratch += 1
        path = self.folder / f"{CODERS[who]} {self.scratch}.qsts"
        shutil.copyfile(self.paths[who], path)
        return path
