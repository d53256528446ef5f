"""Working out what a merge would do, without writing anything."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from qualcoder_sts.foundation.bulk_work import garbage_left_alone
from qualcoder_sts.foundation.progress import SILENT, Progress
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.merge.basis import DECIDED, Basis, Copy, RowVersions
from qualcoder_sts.merge.deciding import check_decisions
from qualcoder_sts.merge.describing import Described, described, file_read, numbers_of
from qualcoder_sts.merge.errors import SameFileError
from qualcoder_sts.merge.keeping_blind import kept_blind, told
from qualcoder_sts.merge.plan import Decisions, FileRead, MergePlan
from qualcoder_sts.merge.private_memos import without_private_memos
from qualcoder_sts.merge.reading import read_copy, read_open_project
from qualcoder_sts.merge.reading_order import ReadingOrder
from qualcoder_sts.merge.resolving import Merged, put_together
from qualcoder_sts.project.history.rows import StoredRow
from qualcoder_sts.project.tables.project import CoderKind
from qualcoder_sts.project.workspace import Workspace


def plan_merge(
    ours: Workspace,
    theirs: Sequence[Path],
    decisions: Decisions | None = None,
    *,
    with_private_memos: bool = False,
    progress: Progress = SILENT,
) -> MergePlan:
    """What merging these files into the open project would do; nothing is written.

    Private memos stay with their coders unless asked for; those of who acts are taken along.
    Raises ``SameFileError`` and what ``reading.read_copy`` raises.
    """
    for path in theirs:
        if path.exists() and path.samefile(ours.path):
            raise SameFileError(path)
    mine = ours.read_whole(read_open_project, ours.path)
    acting = None if ours.coder_id is None else ours.coder_id.hex
    mine = _with_newcomer(mine, acting, ours.coder_name)
    copies: list[Copy] = []
    files: list[FileRead] = []
    for path in theirs:
        read = read_copy(path, progress)
        copy, left_out = read.copy, 0
        if not with_private_memos:
            copy, left_out = without_private_memos(copy, mine, ours.coder_name)
        copies.append(copy)
        files.append(file_read(mine, copy, read.upgraded_from, left_out))
    basis = Basis(mine, tuple(copies), acting)
    return _planned(basis, tuple(files), decisions or Decisions(), progress)


def decide(plan: MergePlan, decisions: Decisions, *, progress: Progress = SILENT) -> MergePlan:
    """The same plan with other decisions in force: uniting rows may bring up further conflicts.

    Raises a sentence where a value that was written does not fit.
    """
    check_decisions(plan, decisions)
    return _planned(plan.basis, plan.files, decisions, progress)


def _planned(
    basis: Basis, files: tuple[FileRead, ...], decisions: Decisions, progress: Progress
) -> MergePlan:
    merged, steps, found = basis.ours, list[Merged](), Described()
    with garbage_left_alone():
        for copy in progress.track(basis.theirs, _("Comparing")):
            steps.append(put_together(merged, copy, decisions))
            merged = steps[-1].copy
        kept = kept_blind(steps, basis.acting)
        for step in steps:
            found.add(told(described(step, decisions), step, kept))
        order = ReadingOrder((merged, basis.ours, *basis.theirs))
        differences = order.of(found.differences, lambda each: (each.table, each.row_id))
        united = order.of(found.united, lambda each: (each.table, each.kept))
        reanchored = order.of(found.reanchored, lambda each: (each.table, each.row_id))
        unplaced = order.of(found.unplaced, lambda each: (each.table, each.row_id))
    known = basis.ours.knows
    if kept:  # how many private memos there are would tell of others' work in the round
        files = tuple(replace(file, private_memos_left_out=0) for file in files)
    return MergePlan(
        files=files,
        differences=tuple(differences),
        numbers=tuple(numbers_of(found.differences, found.united)),
        conflicts=tuple(found.conflicts),
        questions=tuple(found.questions),
        united=tuple(united),
        reanchored=tuple(reanchored),
        unplaced=tuple(unplaced),
        decisions=decisions,
        is_known_already=all(
            copy.knows.whole <= known.whole
            and copy.knows.partly.keys() <= known.whole | known.partly.keys()
            for copy in basis.theirs
        ),
        is_whole=not kept,
        basis=basis,
        merged=merged,
    )


def _with_newcomer(ours: Copy, coder_id: str | None, name: str) -> Copy:
    """The open project as it will be when the step begins: who acts comes in with it."""
    if coder_id is None or coder_id in ours.rows["coder"]:
        return ours
    row: StoredRow = {"name": name, "kind": CoderKind.PERSON.value, "id": coder_id}
    versions = RowVersions(is_there=True, existence=DECIDED, common=DECIDED)
    return replace(
        ours,
        rows={**ours.rows, "coder": {**ours.rows["coder"], coder_id: row}},
        versions={**ours.versions, "coder": {**ours.versions["coder"], coder_id: versions}},
    )
