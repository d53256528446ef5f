"""Blind copies there and back: merging one brings its reader's work in and deletes nothing."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

import pytest

from qualcoder_sts.codebook.operations import add_code, rename_code
from qualcoder_sts.coding.operations.codes import delete_code, merge_codes
from qualcoder_sts.coding.operations.segments import apply_code, remove_segments
from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.memos.operations import Target, write_memo
from qualcoder_sts.merge.applying import apply_merge
from qualcoder_sts.merge.copying import make_copy
from qualcoder_sts.merge.leaving_out import Reader
from qualcoder_sts.merge.plan import MergePlan, Take, decided_alike
from qualcoder_sts.merge.planning import decide, plan_merge
from qualcoder_sts.project.checking import check_project
from qualcoder_sts.project.opening import open_project
from qualcoder_sts.project.tables import CodedSegment
from qualcoder_sts.project.workspace import Workspace

ANA, TOMASZ = "Ana Ruiz", "Tomasz Lind"
TEXT = "I: How was it?\nP1: It was hard. We talked, and that helped.\nI: And now?\nP1: Better."


@dataclass
class Study:
    """A project in which both have coded every code once."""

    workspace: Workspace
    folder: Path
    source: UUID
    codes: dict[str, UUID]
    segments: dict[str, UUID] = field(default_factory=dict)

    def code(self, name: str, start: int, workspace: Workspace | None = None) -> UUID:
        where = workspace or self.workspace
        coder = where.coder_id
        assert coder is not None
        span, code = Span(start, start + 8), self.codes[name]
        return where.run(apply_code, self.source, span, code, coder_id=coder).value

    def blind_copy(self, name: str) -> Path:
        file = self.folder / f"blind {len(list(self.folder.glob('blind *')))}.qsts"
        return make_copy(self.workspace.path, file, Reader(name, blind=True)).file


@pytest.fixture
def study(workspace: Workspace, tmp_path: Path, add_source: Callable[..., UUID]) -> Study:
    source = add_source("I-01", TEXT)
    codes = {name: workspace.run(add_code, name).value for name in ("Trust", "Peers", "Talk")}
    made = Study(workspace, tmp_path, source, codes)
    for start, coder in ((16, TOMASZ), (30, ANA)):
        workspace.act_as(coder)
        for name in codes:
            made.segments[f"{name} of {coder}"] = made.code(name, start)
        target = Target("coded_segment", made.segments[f"Trust of {coder}"])
        coder_id = workspace.coder_id
        assert coder_id is not None
        workspace.run(write_memo, f"Memo of {coder}", coder_id=coder_id, target=target)
    return made


def merge(workspace: Workspace, file: Path, take: Take = Take.THEIRS) -> MergePlan:
    plan = plan_merge(workspace, [file])
    while plan.open_conflicts:
        plan = decide(plan, decided_alike(plan, take))
    workspace.run(apply_merge, plan)
    return plan


def segments(workspace: Workspace) -> set[UUID]:
    return set(workspace.read(lambda session: [row.id for row in session.query(CodedSegment)]))


def test_an_untouched_blind_copy_brings_nothing(study: Study) -> None:
    plan = plan_merge(study.workspace, [study.blind_copy(TOMASZ)])
    assert plan.is_known_already
    assert (plan.differences, plan.conflicts) == ((), ())


def test_the_readers_work_comes_in_and_nothing_goes(study: Study) -> None:
    file = study.blind_copy(TOMASZ)
    before = segments(study.workspace)
    with open_project(file, coder=TOMASZ, backups=None) as copy:
        new = study.code("Peers", 48, copy)
        copy.run(remove_segments, [study.segments[f"Talk of {TOMASZ}"]])
    plan = merge(study.workspace, file)
    assert plan.conflicts == ()
    assert segments(study.workspace) == before - {study.segments[f"Talk of {TOMASZ}"]} | {new}
    assert check_project(study.workspace.path) == ()
    assert plan_merge(study.workspace, [file]).is_known_already


def test_work_that_goes_on_in_both_meets(study: Study) -> None:
    file = study.blind_copy(TOMASZ)
    mine = study.code("Trust", 5)
    study.workspace.run(rename_code, study.codes["Talk"], "Talking")
    with open_project(file, coder=TOMASZ, backups=None) as copy:
        theirs = study.code("Trust", 60, copy)
    merge(study.workspace, file)
    assert {mine, theirs} < segments(study.workspace)


def test_a_second_blind_copy_has_what_the_first_brought(study: Study) -> None:
    first = study.blind_copy(TOMASZ)
    with open_project(first, coder=TOMASZ, backups=None) as copy:
        theirs = study.code("Trust", 60, copy)
    merge(study.workspace, first)
    second = study.blind_copy(TOMASZ)
    with open_project(second, coder=TOMASZ, backups=None) as copy:
        assert theirs in segments(copy)
        assert plan_merge(copy, [first]).is_known_already
        again = study.code("Peers", 60, copy)
    assert check_project(second) == ()
    merge(study.workspace, second)
    assert {theirs, again} < segments(study.workspace)
    assert check_project(study.workspace.path) == ()


def test_two_blind_copies_come_together_in_any_order(study: Study) -> None:
    files = {name: study.blind_copy(name) for name in (ANA, TOMASZ)}
    for start, (name, file) in zip((5, 60), files.items(), strict=True):
        with open_project(file, coder=name, backups=None) as copy:
            study.segments[f"new of {name}"] = study.code("Talk", start, copy)
    other = study.folder / "other.qsts"
    make_copy(study.workspace.path, other, Reader(with_private=True))
    with open_project(other, coder=ANA, backups=None) as second:
        for name in (TOMASZ, ANA):
            merge(second, files[name])
        for name in (ANA, TOMASZ):
            merge(study.workspace, files[name])
        assert segments(second) == segments(study.workspace) == set(study.segments.values())


def test_one_blind_copy_can_take_over_another(study: Study) -> None:
    first, second = study.blind_copy(TOMASZ), study.blind_copy(ANA)
    with open_project(first, coder=TOMASZ, backups=None) as copy:
        merge(copy, second)
        assert segments(copy) == set(study.segments.values())
    assert check_project(first) == ()


def test_a_code_deleted_in_a_blind_copy_is_a_question_where_others_used_it(study: Study) -> None:
    file = study.blind_copy(TOMASZ)
    with open_project(file, coder=TOMASZ, backups=None) as copy:
        copy.run(delete_code, study.codes["Trust"])
    plan = plan_merge(study.workspace, [file])
    assert [conflict.table for conflict in plan.conflicts] == ["code"]
    merge(study.workspace, file, Take.OURS)
    assert study.segments[f"Trust of {ANA}"] in segments(study.workspace)


def test_codes_merged_in_a_blind_copy_take_the_others_segments_along(study: Study) -> None:
    file = study.blind_copy(TOMASZ)
    with open_project(file, coder=TOMASZ, backups=None) as copy:
        copy.run(merge_codes, study.codes["Talk"], study.codes["Peers"])
    merge(study.workspace, file, Take.OURS)
    assert study.segments[f"Talk of {ANA}"] in segments(study.workspace)
    assert check_project(study.workspace.path) == ()


def test_a_step_that_stays_in_part_can_be_undone_in_the_copy_and_merged(study: Study) -> None:
    study.workspace.run(delete_code, study.codes["Trust"])
    before = segments(study.workspace)
    file = study.blind_copy(TOMASZ)
    with open_project(file, coder=TOMASZ, backups=None) as copy:
        copy.undo()
        assert segments(copy) == {
            study.segments[f"{name} of {TOMASZ}"] for name in ("Trust", "Peers", "Talk")
        }
    merge(study.workspace, file)
    assert before <= segments(study.workspace)
    assert study.segments[f"Trust of {TOMASZ}"] in segments(study.workspace)
    assert check_project(study.workspace.path) == ()
