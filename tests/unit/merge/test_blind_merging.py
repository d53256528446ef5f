"""Whoever codes in an open blind round merges whole files and is told nothing of others' coding."""

import pytest

from qualcoder_sts.coding.operations.rounds import Assigned, NewRound, open_round
from qualcoder_sts.coding.operations.segments import weigh_segment
from qualcoder_sts.merge.errors import BlindConflictError
from qualcoder_sts.project.coders import list_coders
from tests.unit.merge.conftest import ANA, TOMASZ, Team, bring_in


def begin_round(team: Team) -> None:
    """Ana and Tomasz code I-01 blind; Tomasz has a copy with the round."""
    coders = {row.name: row.id for row in team.ana.read(list_coders)}
    source = team.ana.source()
    assigned = frozenset(Assigned(source, coders[name]) for name in (ANA, TOMASZ))
    team.ana.run(open_round, NewRound("Pilot", assigned), opened_by=coders[ANA])
    team.tomasz.merge(team.ana)


def test_a_plan_tells_nothing_of_a_colleagues_coding_in_the_round(team: Team) -> None:
    bring_in(team.tomasz, "I-02")
    begin_round(team)
    team.tomasz.apply("Support", "A kind word")
    team.tomasz.apply("Support", "hard cases", "I-02")
    outcome = team.ana.merge(team.tomasz)
    told = [each for each in outcome.plan.differences if each.table == "coded_segment"]
    assert [each.name for each in told] == ["segment “hard cases” of “Support”"]
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
