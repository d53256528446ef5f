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
from itertools import permutations
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from qualcoder_sts.codebook import operations as codebook
from qualcoder_sts.coding.operations import segments, texts
from qualcoder_sts.foundation.errors import QualcoderError
from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.memos import operations as memos
from qualcoder_sts.merge.applying import apply_merge
from qualcoder_sts.merge.plan import MergePlan, Take, decided_alike
from qualcoder_sts.merge.planning import decide, plan_merge
from qualcoder_sts.project.checking import check_project
from qualcoder_sts.project.history.replay import HistoryRows, history_rows
from qualcoder_sts.project.history.trail import audit_trail
from qualcoder_sts.project.opening import create_project, open_project
from qualcoder_sts.project.workspace import Workspace
from qualcoder_sts.transcripts.operations import importing
from tests.property.test_history import (
    ACTING,
    ON_CODES,
    ON_MEMOS,
    ON_SEGMENTS,
    ON_SOURCES,
    TARGET,
    Operation,
    Row,
    Rows,
    prepared,
)

THOROUGH = os.environ.get("HYPOTHESIS_PROFILE") == "thorough"
SETTINGS = settings(
    max_examples=300 if THOROUGH else 12,
    stateful_step_count=40 if THOROUGH else 20,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
CODERS = ("Anna", "Bert", "Cleo")
TABLES_OF_TARGETS = ("code", "coded_segment", "source", "memo")


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


class Team(RuleBasedStateMachine):
    """Three copies of one project, each with its coder."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.paths = [self.folder / f"{coder}.qsts" for coder in CODERS]
        self.scratch = 0

    @initialize()
    def give_everybody_a_copy(self) -> None:
        first = self.paths[0]
        with create_project(first, "Study", coder=CODERS[0]) as workspace:
            for coder in CODERS:
                workspace.act_as(coder)
            workspace.run(importing.import_sources, [prepared(self.folder, 0)])
            code = workspace.run(codebook.add_code, "Trust").value
            source = UUID(hex=next(iter(rows_of(first)["source"])))
            for coder in CODERS:
                own = workspace.act_as(coder)
                workspace.run(segments.apply_code, source, Span(3, 12), code, coder_id=own)
            target = memos.Target("code", code)
            workspace.run(memos.write_memo, "Why?", coder_id=workspace.coder_id, target=target)
        for path in self.paths[1:]:
            shutil.copyfile(first, path)

    # What people do.

    @rule(who=st.integers(0, 2), data=st.data())
    def work_on_codes(self, who: int, data: st.DataObject) -> None:
        self.carry_out(who, data, ON_CODES)

    @rule(who=st.integers(0, 2), data=st.data())
    def work_on_segments(self, who: int, data: st.DataObject) -> None:
        self.carry_out(who, data, ON_SEGMENTS)

    @rule(who=st.integers(0, 2), data=st.data())
    def code_some_more(self, who: int, data: st.DataObject) -> None:
        self.carry_out(who, data, ON_SEGMENTS[:3])

    @rule(who=st.integers(0, 2), data=st.data())
    def work_on_sources(self, who: int, data: st.DataObject) -> None:
        self.carry_out(who, data, ON_SOURCES)

    @rule(who=st.integers(0, 2), data=st.data())
    def work_on_memos(self, who: int, data: st.DataObject) -> None:
        self.carry_out(who, data, ON_MEMOS)

    @rule(who=st.integers(0, 2), number=st.integers(0, 2))
    def import_one(self, who: int, number: int) -> None:
        with self.opened(who) as workspace:
            workspace.run(importing.import_sources, [prepared(self.folder, number)])

    @rule(
        who=st.integers(0, 2),
        data=st.data(),
        start=st.integers(0, 60),
        length=st.integers(0, 12),
        new=st.sampled_from(["", "x", "It was", "\nP1: No.\n", "😀"]),
    )
    def edit_a_text(self, who: int, data: st.DataObject, start: int, length: int, new: str) -> None:
        source = self.row(who, data, "source")
        with closing(sqlite3.connect(self.paths[who])) as connection:
            found = connection.execute(
                "SELECT content FROM text JOIN source ON text_hash = hash WHERE source.id = ?",
                (source.hex,),
            ).fetchone()
        old = found[0] if found else ""
        with self.opened(who) as workspace, suppress(QualcoderError):
            new_text = old[:start] + new + old[start + length :]
            workspace.run(texts.edit_text, source, new_text)

    @rule(who=st.integers(0, 2), times=st.integers(1, 3))
    def undo(self, who: int, times: int) -> None:
        with self.opened(who) as workspace, suppress(QualcoderError):
            for _time in range(times):
                workspace.undo()

    @rule(who=st.integers(0, 2), times=st.integers(1, 3))
    def redo(self, who: int, times: int) -> None:
        with self.opened(who) as workspace, suppress(QualcoderError):
            for _time in range(times):
                workspace.redo()

    @rule(who=st.integers(0, 2), number=st.integers(0, 60))
    def undo_an_earlier_step(self, who: int, number: int) -> None:
        with self.opened(who) as workspace, suppress(QualcoderError):
            steps = workspace.read(audit_trail)
            workspace.undo_step(steps[number % len(steps)].id)

    @rule(who=st.integers(0, 2), other=st.integers(1, 2), take=st.sampled_from(list(Take)[:2]))
    def merge_for_good(self, who: int, other: int, take: Take) -> None:
        ours, theirs = self.paths[who], self.paths[(who + other) % 3]
        before = rows_of(ours), rows_of(theirs)
        plan = merge(ours, [theirs], CODERS[who], take)
        assert check_project(ours) == ()
        nothing_is_missing(before, rows_of(ours), plan)
        assert rows_of(theirs) == before[1]

    # What must hold.

    @rule(who=st.integers(0, 2), other=st.integers(1, 2), take=st.sampled_from(list(Take)[:2]))
    def twice_is_once(self, who: int, other: int, take: Take) -> None:
        mine, theirs = self.copy_of(who), self.paths[(who + other) % 3]
        merge(mine, [theirs], CODERS[who], take)
        once = rows_of(mine)
        again = merge(mine, [theirs], CODERS[who])
        assert again.open_conflicts == ()
        assert again.differences == ()
        assert again.is_known_already
        assert rows_of(mine) == once

    @rule(who=st.integers(0, 2), other=st.integers(1, 2), take=st.sampled_from(list(Take)[:2]))
    def undone_and_done_again(self, who: int, other: int, take: Take) -> None:
        mine, theirs = self.copy_of(who), self.paths[(who + other) % 3]
        before, steps = rows_of(mine), steps_in(mine)
        merge(mine, [theirs], CODERS[who], take)
        if steps_in(mine) == steps:
            return  # there was nothing to merge
        merged = rows_of(mine)
        with open_project(mine, coder=CODERS[who], backups=None) as workspace:
            workspace.undo()
            assert rows_of(mine) == before
            workspace.redo()
            assert rows_of(mine) == merged
            workspace.undo()
        merge(mine, [theirs], CODERS[who], take)
        assert rows_of(mine) == merged
        assert check_project(mine) == ()

    @rule(who=st.integers(0, 2), other=st.integers(1, 2))
    def both_ways_agree(self, who: int, other: int) -> None:
        them = (who + other) % 3
        mine, theirs = self.copy_of(who), self.copy_of(them)
        my_plan = merge(mine, [self.paths[them]], CODERS[who])
        their_plan = merge(theirs, [self.paths[who]], CODERS[them])
        assert bool(my_plan.conflicts) == bool(their_plan.conflicts)
        if not my_plan.conflicts:
            assert rows_of(mine) == rows_of(theirs)

    @rule()
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

    def teardown(self) -> None:
        findings = [check_project(path) for path in self.paths]
        shutil.rmtree(self.folder)
        assert findings == [()] * 3

    # The hands.

    def opened(self, who: int) -> Workspace:
        return open_project(self.paths[who], coder=CODERS[who], backups=None)

    def copy_of(self, who: int) -> Path:
        self.scratch += 1
        path = self.folder / f"{CODERS[who]} {self.scratch}.qsts"
        shutil.copyfile(self.paths[who], path)
        return path

    def carry_out(self, who: int, data: st.DataObject, choices: Sequence[Operation]) -> None:
        chosen = data.draw(st.sampled_from(choices), label="operation")
        with self.opened(who) as workspace:
            arguments = [self.value(who, workspace, data, each) for each in chosen.arguments]
            named = {name: self.value(who, workspace, data, each) for name, each in chosen.named}
            with suppress(QualcoderError):
                workspace.run(chosen.function, *arguments, **named)

    def value(self, who: int, workspace: Workspace, data: st.DataObject, argument: Any) -> Any:
        if argument is ACTING:
            return workspace.coder_id
        if argument is TARGET:
            table = data.draw(st.sampled_from(TABLES_OF_TARGETS))
            return memos.Target(table, self.row(who, data, table))
        if isinstance(argument, Row):
            if argument.optional and data.draw(st.booleans()):
                return None
            return self.row(who, data, argument.table)
        if isinstance(argument, Rows):
            count = data.draw(st.integers(0, 3))
            return [self.row(who, data, argument.table) for _ in range(count)]
        return data.draw(argument)

    def row(self, who: int, data: st.DataObject, table: str) -> UUID:
        with closing(sqlite3.connect(self.paths[who])) as connection:
            found = connection.execute(f'SELECT id FROM "{table}" ORDER BY rowid').fetchall()
        number = data.draw(st.integers(0, 20))
        return UUID(hex=found[number % len(found)][0]) if found else UUID(int=number)


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
                if table == "alias" or aliases.get(row_id) is not None:
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


def test_the_laws_of_merging_hold() -> None:
    run_state_machine_as_test(Team, settings=SETTINGS)  # type: ignore[no-untyped-call]


@pytest.mark.parametrize("take", [Take.OURS, Take.THEIRS])
def test_a_copy_of_nothing_new_changes_nothing(take: Take, tmp_path: Path) -> None:
    first, second = tmp_path / "a.qsts", tmp_path / "b.qsts"
    create_project(first, "Study", coder="Anna").close()
    shutil.copyfile(first, second)
    plan = merge(first, [second], "Anna", take)
    assert plan.is_known_already
    assert plan.differences == ()
