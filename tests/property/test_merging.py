"""The laws of merging, on copies whose histories are made up: every kind of step, undo included.

Copies of one project drift apart. Whatever was done to them: merging twice changes nothing, merge,
undo and merge again is merge, A with B and B with A agree where nobody had to decide, and nothing
of either side is missing.
"""

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing, suppress
from enum import Enum
from itertools import permutations
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qualcoder_sts.codebook import operations as codebook
from qualcoder_sts.coding.operations import codes, segments, texts
from qualcoder_sts.foundation.errors import QualcoderError
from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.memos import operations as memos
from qualcoder_sts.merge.applying import apply_merge
from qualcoder_sts.merge.declarations import BOOKKEEPING
from qualcoder_sts.merge.plan import MergePlan, Take, decided_alike
from qualcoder_sts.merge.planning import decide, plan_merge
from qualcoder_sts.participants import operations as participants
from qualcoder_sts.project.checking import check_project
from qualcoder_sts.project.history.replay import HistoryRows, history_rows
from qualcoder_sts.project.history.trail import audit_trail
from qualcoder_sts.project.opening import create_project, open_project
from qualcoder_sts.project.workspace import Workspace
from qualcoder_sts.transcripts.operations import importing, sources
from tests.property.operations import (
    ACTING,
    ON_CODES,
    ON_LITERATURE,
    ON_MEMOS,
    ON_PEOPLE,
    ON_SEGMENTS,
    ON_SOURCES,
    ON_TEAM,
    Hands,
    Operation,
    Row,
    Rows,
    a_target,
    edited,
    operation,
    prepared,
)

THOROUGH = os.environ.get("HYPOTHESIS_PROFILE") == "thorough"
SETTINGS = settings(
    max_examples=400 if THOROUGH else 25,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    print_blob=True,
)
CODERS = ("Anna", "Bert", "Cleo")
TAKES = st.sampled_from([Take.OURS, Take.THEIRS])


class Action(Enum):
    """What happens to a copy."""

    WORK = "work"
    CONTEST = "contest"
    IMPORT = "import"
    EDIT = "edit"
    UNDO = "undo"
    REDO = "redo"
    UNDO_EARLIER = "undo earlier"
    MERGE = "merge"


HAPPENS = (
    *[Action.WORK] * 7, *[Action.CONTEST] * 7, Action.IMPORT, *[Action.EDIT] * 2,
    *[Action.UNDO] * 2, Action.REDO, Action.UNDO_EARLIER, *[Action.MERGE] * 2,
)  # fmt: skip
LIVES = st.lists(st.tuples(st.sampled_from(HAPPENS), st.integers(0, 2)), min_size=6, max_size=40)
WORK = (
    ON_CODES, ON_SEGMENTS, ON_SEGMENTS, ON_TEAM, ON_SOURCES, ON_PEOPLE, ON_LITERATURE, ON_MEMOS,
)  # fmt: skip
CODE, SEGMENT = Row("code"), Row("coded_segment")
CONTESTED = (
    operation(codebook.rename_code, CODE, st.sampled_from(["Trust", "Fear", "Hope", "Joy"])),
    operation(codebook.add_code, st.sampled_from(["Fear", "Hope", "Joy"])),
    operation(codebook.move_code, CODE, Row("code", optional=True)),
    operation(codebook.define_code, CODE, st.builds(codebook.Definition, st.sampled_from("abc"))),
    operation(codes.delete_code, CODE),
    operation(codes.merge_codes, CODE, CODE),
    operation(segments.apply_code, Row("source"), st.just(Span(3, 12)), CODE, coder_id=ACTING),
    operation(segments.apply_code, Row("source"), st.just(Span(30, 44)), CODE, coder_id=ACTING),
    operation(segments.remove_segments, Rows("coded_segment")),
    operation(segments.resize_segment, SEGMENT, st.sampled_from([Span(2, 9), Span(3, 14)])),
    operation(segments.weigh_segment, SEGMENT, st.sampled_from([None, 10, 90])),
    operation(segments.recode_segment, SEGMENT, CODE),
    operation(sources.delete_source, Row("source")),
    operation(participants.delete_participant, Row("participant")),
    operation(
        memos.write_memo, st.sampled_from(["Why?", "How?"]), coder_id=ACTING, target=a_target
    ),
)
PASSAGES = st.tuples(st.integers(0, 90), st.integers(0, 40)).map(
    lambda place: Span(place[0], place[0] + place[1])
)


def rows_of(path: Path) -> HistoryRows:
    with closing(sqlite3.connect(path)) as connection:
        return history_rows(lambda sql: connection.execute(sql).fetchall())


def planned(workspace: Workspace, others: Sequence[Path], take: Take | None) -> MergePlan:
    """A plan with everything decided for one side; with None, as far as it goes by itself."""
    plan = plan_merge(workspace, others, with_private_memos=True)
    for _round in range(20):
        if take is None or not plan.open_conflicts:
            return plan
        plan = decide(plan, decided_alike(plan, take))
    raise AssertionError("deciding brings up conflicts without end")


def merge(path: Path, others: Sequence[Path], coder: str, take: Take | None = None) -> MergePlan:
    """Merge files into a project; nothing is written while a conflict is open."""
    with open_project(path, coder=coder, backups=None) as workspace:
        plan = planned(workspace, others, take)
        if not plan.open_conflicts:
            workspace.run(apply_merge, plan)
    return plan


class Team:
    """Three copies of one project, each with its coder."""

    def __init__(self, folder: Path, data: st.DataObject) -> None:
        self.folder, self.data = folder, data
        self.paths = [folder / f"{coder}.qsts" for coder in CODERS]
        self.scratch = 0
        self._begin()

    def _begin(self) -> None:
        first = self.paths[0]
        with create_project(first, "Study", coder=CODERS[0]) as workspace:
            for coder in CODERS:
                workspace.act_as(coder)
            workspace.run(importing.import_sources, [prepared(self.folder, 0)])
            code = workspace.run(codebook.add_code, "Trust").value
            workspace.run(codebook.add_code, "Fear")
            source = UUID(hex=next(iter(rows_of(first)["source"])))
            for coder in CODERS:
                own = workspace.act_as(coder)
                workspace.run(segments.apply_code, source, Span(3, 12), code, coder_id=own)
            target = memos.Target("code", code)
            workspace.run(memos.write_memo, "Why?", coder_id=workspace.coder_id, target=target)
        for path in self.paths[1:]:
            shutil.copyfile(first, path)

    def live(self, what: Action, who: int) -> None:
        """Something that happens to one of the copies."""
        with self.opened(who) as workspace, suppress(QualcoderError):
            match what:
                case Action.WORK:
                    choices = self.data.draw(st.sampled_from(WORK))
                    self.carry_out(who, workspace, self.data.draw(st.sampled_from(choices)))
                case Action.CONTEST:
                    self.carry_out(who, workspace, self.data.draw(st.sampled_from(CONTESTED)))
                case Action.IMPORT:
                    number = self.data.draw(st.integers(0, 2))
                    workspace.run(importing.import_sources, [prepared(self.folder, number)])
                case Action.EDIT:
                    self.edit_a_text(who, workspace)
                case Action.UNDO:
                    workspace.undo()
                case Action.REDO:
                    workspace.redo()
                case Action.UNDO_EARLIER:
                    steps = workspace.read(audit_trail)
                    number = self.data.draw(st.integers(0, len(steps) - 1))
                    workspace.undo_step(steps[number].id)
        if what is Action.MERGE:
            self.merge_for_good(who)

    def edit_a_text(self, who: int, workspace: Workspace) -> None:
        hands = self.hands(who, workspace)
        source = hands.row("source")
        new = st.sampled_from(["", "x", "It was", "\nP1: No.\n", "😀"])
        workspace.run(texts.edit_text, source, edited(hands, source, PASSAGES, new))

    def merge_for_good(self, who: int) -> None:
        them = (who + self.data.draw(st.integers(1, 2))) % 3
        ours, theirs = self.paths[who], self.paths[them]
        before = rows_of(ours), rows_of(theirs)
        plan = merge(ours, [theirs], CODERS[who], self.data.draw(TAKES))
        assert check_project(ours) == ()
        nothing_is_missing(before, rows_of(ours), plan)
        assert rows_of(theirs) == before[1]

    # What must hold.

    def twice_is_once(self, who: int, them: int) -> None:
        mine = self.copy_of(who)
        merge(mine, [self.paths[them]], CODERS[who], self.data.draw(TAKES))
        once = rows_of(mine)
        again = merge(mine, [self.paths[them]], CODERS[who])
        assert again.open_conflicts == ()
        assert again.differences == ()
        assert again.is_known_already
        assert rows_of(mine) == once

    def undone_and_done_again(self, who: int, them: int) -> None:
        mine, take = self.copy_of(who), self.data.draw(TAKES)
        before, steps = rows_of(mine), steps_in(mine)
        merge(mine, [self.paths[them]], CODERS[who], take)
        if steps_in(mine) == steps:
            return  # there was nothing to merge
        merged = rows_of(mine)
        with open_project(mine, coder=CODERS[who], backups=None) as workspace:
            workspace.undo()
            assert rows_of(mine) == before
            workspace.redo()
            assert rows_of(mine) == merged
            workspace.undo()
        merge(mine, [self.paths[them]], CODERS[who], take)
        assert rows_of(mine) == merged
        assert check_project(mine) == ()

    def both_ways_agree(self, who: int, them: int) -> None:
        mine, theirs = self.copy_of(who), self.copy_of(them)
        my_plan = merge(mine, [self.paths[them]], CODERS[who])
        their_plan = merge(theirs, [self.paths[who]], CODERS[them])
        assert bool(my_plan.conflicts) == bool(their_plan.conflicts)
        if not my_plan.conflicts:
            assert rows_of(mine) == rows_of(theirs)

    def any_order_agrees(self) -> None:
        results: list[HistoryRows] = []
        for first, *others in permutations(range(3)):
            path = self.copy_of(first)
            for other in others:
                if merge(path, [self.paths[other]], CODERS[first]).conflicts:
                    return
            at_once = self.copy_of(first)
            merge(at_once, [self.paths[other] for other in others], CODERS[first])
            results += [rows_of(path), rows_of(at_once)]
        assert all(result == results[0] for result in results)

    # The hands.

    def opened(self, who: int) -> Workspace:
        return open_project(self.paths[who], coder=CODERS[who], backups=None)

    def copy_of(self, who: int) -> Path:
        self.scratch += 1
        path = self.folder / f"{CODERS[who]} {self.scratch}.qsts"
        shutil.copyfile(self.paths[who], path)
        return path

    def carry_out(self, who: int, workspace: Workspace, chosen: Operation) -> None:
        arguments, named = self.hands(who, workspace).arguments(chosen)
        workspace.run(chosen.function, *arguments, **named)

    def hands(self, who: int, workspace: Workspace) -> Hands:
        return Hands(self.paths[who], self.data, workspace.coder_id)


def steps_in(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        return int(connection.execute("SELECT count(*) FROM change_set").fetchone()[0])


def nothing_is_missing(
    before: tuple[HistoryRows, HistoryRows], after: HistoryRows, plan: MergePlan
) -> None:
    """Every row of both is there, is another's, was deleted on purpose, or is in the report."""
    said = {each.row_id.hex for each in plan.unplaced}
    said |= {each.row_id.hex for each in plan.differences if each.what.value == "deleted"}
    deleted = {conflict.row_id.hex for conflict in plan.conflicts if conflict.field == "existence"}
    known = plan.basis.ours.versions, plan.basis.theirs[0].versions
    aliases = {row[2]: row[3] for row in aliases_in(after)}
    for side in before:
        for table, rows in side.items():
            for row_id in rows.keys() - after[table].keys() - said - deleted:
                if table in BOOKKEEPING or aliases.get(row_id) is not None:
                    continue
                # Deleted in the other copy, by a step in its log; or it hung on what was.
                gone = [its[table].get(row_id) for its in known]
                assert any(each is not None and not each.is_there for each in gone) or (
                    deleted or said
                ), (table, row_id)


def aliases_in(after: HistoryRows) -> Iterator[tuple[str, ...]]:
    for row in after["alias"].values():
        _key, table, other, same, *_rest = map(str, row)
        yield _key, table, other, same


@SETTINGS
@given(st.data(), LIVES)
def test_the_laws_of_merging_hold(data: st.DataObject, lives: list[tuple[Action, int]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        team = Team(Path(folder), data)
        for what, who in lives:
            team.live(what, who)
        who, other = data.draw(st.integers(0, 2)), data.draw(st.integers(1, 2))
        pair = who, (who + other) % 3
        team.twice_is_once(*pair)
        team.undone_and_done_again(*pair)
        team.both_ways_agree(*pair)
        team.any_order_agrees()
        assert [check_project(path) for path in team.paths] == [()] * 3


@pytest.mark.parametrize("take", [Take.OURS, Take.THEIRS])
def test_a_copy_of_nothing_new_changes_nothing(take: Take, tmp_path: Path) -> None:
    first, second = tmp_path / "a.qsts", tmp_path / "b.qsts"
    create_project(first, "Study", coder="Anna").close()
    shutil.copyfile(first, second)
    plan = merge(first, [second], "Anna", take)
    assert plan.is_known_already
    assert plan.differences == ()
