"""The laws of merging, on copies whose histories are made up: every kind of step, undo included.

Copies of one project drift apart. Whatever was done to them and however it is decided: merging
twice changes nothing and asks nothing, merge, undo and merge again is merge, A with B and B with A
agree, what was decided holds, and nothing of either side is missing.
"""

import shutil
import sqlite3
import tempfile
from collections import Counter
from contextlib import closing
from itertools import permutations, product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcoder_sts.merge.plan import EXISTENCE, Conflict, MergePlan, Take
from qualcoder_sts.project.checking import check_project
from qualcoder_sts.project.history.replay import HistoryRows
from qualcoder_sts.project.opening import create_project, open_project
from tests.property.beginnings import CODERS, rows_of
from tests.property.examples import IS_THOROUGH, ONE_EXAMPLE, SEEDS, try_out
from tests.property.hands import MOSTLY, keys_from
from tests.property.outcomes import nothing_is_missing, what_was_decided_holds
from tests.property.team import (
    LIVES,
    LIVES_APART,
    Action,
    Team,
    alike,
    as_drawn,
    as_in,
    merge,
    mirrored,
)

# What came up in all examples so far: conflicts and decisions, questions and answers, words gone.
CAME_UP: Counter[object] = Counter()
MUST_COME_UP = {
    *product(("changed on both sides", "deleted here", "deleted there"), (Take.OURS, Take.THEIRS)),
    "made apart", "taken", *Take,
    "code", "coder", "participant", "study", True, False,
    "unplaced", "re-anchored", "united", "any order",
}  # fmt: skip


def merge_for_good(team: Team, who: int) -> None:
    them = (who + team.data.draw(st.integers(1, 2))) % 3
    ours, theirs = team.paths[who], team.paths[them]
    before = rows_of(ours), rows_of(theirs)
    plan = merge(ours, [theirs], CODERS[who], as_drawn(team.data))
    note_what_came_up(plan)
    after = rows_of(ours)
    assert check_project(ours) == ()
    nothing_is_missing(before, after, plan)
    what_was_decided_holds(plan, after)
    assert rows_of(theirs) == before[1]


def note_what_came_up(plan: MergePlan) -> None:
    for conflict in plan.conflicts:
        if conflict.decision is not None:
            kind, take = kind_of(conflict), conflict.decision.take
            CAME_UP.update([kind, take, (kind, take)])
    for question in plan.questions:
        if question.is_answered:
            CAME_UP.update([question.table, question.is_same])
    CAME_UP["unplaced"] += len(plan.unplaced)
    CAME_UP["re-anchored"] += len(plan.reanchored)
    CAME_UP["united"] += len(plan.united)


def kind_of(conflict: Conflict) -> str:
    if conflict.field == EXISTENCE:
        return "deleted here" if conflict.ours.is_deleted else "deleted there"
    kinds = [kind for kind in ("taken", "circle") if f" {kind}" in conflict.id]
    return next(iter(kinds), "made apart" if conflict.base is None else "changed on both sides")


def twice_is_once(team: Team, who: int, them: int) -> None:
    mine = team.copy_of(who)
    note_what_came_up(merge(mine, [team.paths[them]], CODERS[who], as_drawn(team.data)))
    once = rows_of(mine)
    again = merge(mine, [team.paths[them]], CODERS[who])
    assert again.conflicts == again.questions == again.differences == ()
    assert again.is_known_already
    assert rows_of(mine) == once


def undone_and_done_again(team: Team, who: int, them: int) -> None:
    mine = team.copy_of(who)
    before, steps = rows_of(mine), steps_in(mine)
    plan = merge(mine, [team.paths[them]], CODERS[who], as_drawn(team.data))
    note_what_came_up(plan)
    if steps_in(mine) == steps:
        return  # there was nothing to merge
    merged = rows_of(mine)
    with open_project(mine, coder=CODERS[who], backups=None) as workspace:
        workspace.undo()
        assert rows_of(mine) == before
        workspace.redo()
        assert rows_of(mine) == merged
        workspace.undo()
    again = merge(mine, [team.paths[them]], CODERS[who], as_in(plan))
    assert [each.id for each in again.conflicts] == [each.id for each in plan.conflicts]
    assert rows_of(mine) == merged
    assert check_project(mine) == ()


def both_ways_agree(team: Team, who: int, them: int) -> None:
    """Decided alike, whoever's file the other's is merged into."""
    mine, theirs = team.copy_of(who), team.copy_of(them)
    my_plan = merge(mine, [team.paths[them]], CODERS[who], as_drawn(team.data))
    note_what_came_up(my_plan)
    if any(is_renamed(each) for each in my_plan.conflicts):
        return  # what is written is the name of theirs, which from there is the other one
    their_plan = merge(theirs, [team.paths[who]], CODERS[them], mirrored(my_plan))
    assert len(my_plan.conflicts) == len(their_plan.conflicts)
    assert rows_of(mine) == rows_of(theirs)


def is_renamed(conflict: Conflict) -> bool:
    is_written = conflict.decision is not None and conflict.decision.take is Take.WRITTEN
    return is_written and kind_of(conflict) == "taken"


def any_order_agrees(team: Team) -> None:
    results: list[HistoryRows] = []
    for first, *others in permutations(range(3)):
        path = team.copy_of(first)
        for other in others:
            if merge(path, [team.paths[other]], CODERS[first]).conflicts:
                return
        at_once = team.copy_of(first)
        merge(at_once, [team.paths[other] for other in others], CODERS[first])
        results += [rows_of(path), rows_of(at_once)]
    assert all(result == results[0] for result in results)
    CAME_UP["any order"] += 1


def everybody_is_there(team: Team) -> bool:
    """Whoever was renamed or undone comes in anew with a merge, each time with another key."""
    rows = [rows_of(path)["coder"].values() for path in team.paths]
    return all(
        any(coder in row for row in of_copy) for coder, of_copy in zip(CODERS, rows, strict=True)
    )


def steps_in(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        return int(connection.execute("SELECT count(*) FROM change_set").fetchone()[0])


@ONE_EXAMPLE
@given(SEEDS, st.data(), MOSTLY.flatmap(lambda is_full: LIVES if is_full else LIVES_APART))
def the_laws_hold(seed: int, data: st.DataObject, lives: list[tuple[Action, int]]) -> None:
    with keys_from(seed), tempfile.TemporaryDirectory() as folder:
        team = Team(Path(folder), data)
        for what, who in lives:
            if what is Action.MERGE:
                merge_for_good(team, who)
            else:
                team.live(what, who)
        who, other = data.draw(st.integers(0, 2)), data.draw(st.integers(1, 2))
        pair = who, (who + other) % 3
        twice_is_once(team, *pair)
        if everybody_is_there(team):
            undone_and_done_again(team, *pair)
            both_ways_agree(team, *pair)
            any_order_agrees(team)
        assert [check_project(path) for path in team.paths] == [()] * 3


@pytest.mark.timeout(0 if IS_THOROUGH else 900)
def test_the_laws_of_merging_hold() -> None:
    CAME_UP.clear()
    try_out(the_laws_hold, range(30), thorough=1000)
    assert {each for each in MUST_COME_UP if not CAME_UP[each]} == set()


@pytest.mark.parametrize("take", [Take.OURS, Take.THEIRS])
def test_a_copy_of_nothing_new_changes_nothing(take: Take, tmp_path: Path) -> None:
    first, second = tmp_path / "a.qsts", tmp_path / "b.qsts"
    create_project(first, "Study", coder="Anna").close()
    shutil.copyfile(first, second)
    plan = merge(first, [second], "Anna", alike(take))
    assert plan.is_known_already
    assert plan.differences == ()
