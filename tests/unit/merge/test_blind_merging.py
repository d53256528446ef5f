"""Whoever codes in an open blind round merges whole files and is told nothing of others' coding."""

from pathlib import Path

import pytest

from qualcoder_sts.codebook.operations import add_code, rename_code
from qualcoder_sts.coding.operations.codes import delete_code
from qualcoder_sts.coding.operations.rounds import Assigned, NewRound, close_round, open_round
from qualcoder_sts.coding.operations.segments import weigh_segment
from qualcoder_sts.coding.rounds import list_rounds
from qualcoder_sts.memos.operations import Target, write_memo
from qualcoder_sts.merge.errors import BlindConflictError
from qualcoder_sts.merge.plan import Difference, MergePlan
from qualcoder_sts.project.coders import list_coders
from tests.unit.merge.conftest import ANA, TOMASZ, Person, Team, bring_in, started


def begin_round(team: Team) -> None:
    """Ana and Tomasz code I-01 blind; Tomasz has a copy with the round."""
    open_blind(team.ana)
    team.tomasz.merge(team.ana)


def open_blind(person: Person) -> None:
    """Somebody has I-01 coded blind by Ana and Tomasz."""
    coders = {row.name: row.id for row in person.read(list_coders)}
    assigned = frozenset(Assigned(person.source(), coders[name]) for name in (ANA, TOMASZ))
    person.run(open_round, NewRound("Pilot", assigned), opened_by=coders[person.name])


def told_of_segments(plan: MergePlan) -> list[Difference]:
    return [each for each in plan.differences if each.table == "coded_segment"]


def test_a_plan_tells_nothing_of_a_colleagues_coding_in_the_round(team: Team) -> None:
    bring_in(team.tomasz, "I-02")
    begin_round(team)
    team.tomasz.apply("Support", "A kind word")
    team.tomasz.apply("Support", "hard cases", "I-02")
    outcome = team.ana.merge(team.tomasz)
    told = told_of_segments(outcome.plan)
    assert [each.name for each in told] == ["segment “hard cases” of “Support”"]
    assert not outcome.plan.is_whole
    numbers = [each for each in outcome.plan.numbers if each.table == "coded_segment"]
    assert [(each.coder, each.new) for each in numbers] == [(TOMASZ, 1)]
    # All of it is there all the same.
    assert len(team.ana.rows()["coded_segment"]) == 2


def test_what_must_not_be_seen_is_not_to_be_decided(team: Team) -> None:
    segment = team.tomasz.apply("Support", "A kind word")
    team.ana.merge(team.tomasz)
    begin_round(team)
    team.ana.run(weigh_segment, segment, 10)
    team.tomasz.run(weigh_segment, segment, 90)
    with pytest.raises(BlindConflictError):
        team.ana.plan(team.tomasz)
    assert len(team.nadia.plan(team.ana, team.tomasz).conflicts) == 1


def test_a_round_that_a_colleague_opened_in_the_copy_counts_as_well(team: Team) -> None:
    open_blind(team.tomasz)
    team.tomasz.apply("Support", "A kind word")
    plan = team.ana.plan(team.tomasz)
    assert told_of_segments(plan) == []
    assert not plan.is_whole
    assert [each.table for each in plan.differences if each.table == "coding_round"]
    # Nadia codes in no round.
    assert len(told_of_segments(team.nadia.plan(team.tomasz))) == 1


def test_a_round_that_comes_with_the_second_copy_hides_what_is_in_the_first(team: Team) -> None:
    team.tomasz.apply("Support", "A kind word")
    open_blind(team.nadia)
    assert len(told_of_segments(team.ana.plan(team.tomasz))) == 1
    assert told_of_segments(team.ana.plan(team.tomasz, team.nadia)) == []


def test_a_round_that_was_closed_here_hides_nothing_that_comes_late(team: Team) -> None:
    begin_round(team)
    team.tomasz.apply("Support", "A kind word")
    (row,) = team.ana.read(list_rounds)
    team.ana.run(close_round, row.id, closed_by=team.ana.id, unfinished=True)
    plan = team.ana.plan(team.tomasz)
    assert len(told_of_segments(plan)) == 1
    assert plan.is_whole


def test_sources_and_coders_with_other_keys_in_the_copy_are_kept_blind_too(
    tmp_path: Path,
) -> None:
    """Whichever of two projects that began apart has the smaller keys."""
    for number in range(4):
        ana, tomasz = (started(tmp_path, name, f"{name} {number}") for name in (ANA, TOMASZ))
        for person in (ana, tomasz):
            with person.opened() as workspace:
                for name in (ANA, TOMASZ):
                    workspace.act_as(name)
            person.run(add_code, "Support")
            bring_in(person)
        open_blind(ana if number % 2 else tomasz)
        tomasz.apply("Support", "A kind word")
        assert told_of_segments(ana.plan(tomasz)) == []
        ana.apply("Support", "hard cases")
        assert [each.coder for each in told_of_segments(tomasz.plan(ana))] == []


def test_how_much_hangs_on_a_deleted_code_is_not_told(team: Team) -> None:
    begin_round(team)
    team.ana.run(delete_code, team.ana.code("Workload"))
    assert team.ana.plan(team.tomasz).conflicts == ()
    team.tomasz.apply("Workload", "Fewer families")
    with pytest.raises(BlindConflictError):
        team.ana.plan(team.tomasz)
    (conflict,) = team.nadia.plan(team.ana, team.tomasz).conflicts
    assert "1 new entry hangs on it" in (conflict.ours.words, conflict.theirs.words)[1]


def test_how_many_private_memos_stay_out_is_not_told(team: Team) -> None:
    begin_round(team)
    target = Target("source", team.tomasz.source())
    team.tomasz.run(write_memo, "Hm", coder_id=team.tomasz.id, target=target, private=True)
    (file,) = team.ana.plan(team.tomasz).files
    assert file.private_memos_left_out == 0
    (file,) = team.nadia.plan(team.tomasz).files
    assert file.private_memos_left_out == 1


def test_labels_of_steps_are_not_told(team: Team) -> None:
    """They may say how many segments were moved."""
    begin_round(team)
    for person, words in ((team.ana, "Help"), (team.tomasz, "Aid")):
        person.run(rename_code, person.code("Support"), words)
    (conflict,) = team.ana.plan(team.tomasz).conflicts
    assert (conflict.theirs.coder, conflict.theirs.step) == (TOMASZ, "")
    (conflict,) = team.nadia.plan(team.ana, team.tomasz).conflicts
    assert conflict.theirs.step
