"""Who codes what; rounds opened and closed."""

import json
from uuid import uuid4

import pytest

from qualcoder_sts.codebook.operations import add_code
from qualcoder_sts.codebook.versions import list_versions
from qualcoder_sts.coding.errors import (
    NobodyToAssignError,
    RoundClosedError,
    RoundNameMissingError,
    RoundNotYoursError,
    RoundTooSmallError,
    RoundUnfinishedError,
    SourceInOpenRoundError,
)
from qualcoder_sts.coding.operations.consensus import existing_consensus
from qualcoder_sts.coding.operations.finished import mark_finished
from qualcoder_sts.coding.operations.rounds import (
    Agreed,
    Assigned,
    NewRound,
    assign_sources,
    close_round,
    note_on_round,
    open_round,
    unassign_sources,
)
from qualcoder_sts.coding.rounds import (
    SampleWanted,
    assigned_sources,
    coders_who_code,
    draw_sample,
    kept_results,
    list_rounds,
)
from qualcoder_sts.participants.operations import add_attribute, set_attribute_value
from qualcoder_sts.participants.queries import list_participants
from qualcoder_sts.project.errors import RowMissingError
from qualcoder_sts.project.tables.participants import AttributeBearer
from qualcoder_sts.transcripts.operations.sources import set_lead_coder


@pytest.fixture
def sources(add_source, codes):
    talk = "I: Well?\nMaria: It was {} and more.\nI: Oh?\nMaria: Yes, it was.\n"
    return [add_source(f"I-0{number}", talk.format(number))
            for number in range(1, 5)]  # fmt: skip


@pytest.fixture
def both(coder, other_coder):
    return lambda sources: frozenset(
        Assigned(source, by) for source in sources for by in (coder, other_coder)
    )


@pytest.fixture
def opened(workspace, sources, both, coder):
    """An open round over the first two sources."""
    wanted = NewRound("Pilot", both(sources[:2]))
    return workspace.run(open_round, wanted, opened_by=coder).value


def who_codes(workspace):
    return [(one.source, one.coder) for one in workspace.read(assigned_sources)]


def test_sources_are_assigned_and_taken_back(done, unchanged, workspace, sources, coder):
    done(assign_sources, sources[:1], coder, label="Assign “I-01” to “Ana Ruiz”")
    done(assign_sources, sources[:2], coder, label="Assign 2 sources to “Ana Ruiz”")
    assert who_codes(workspace) == [("I-01", "Ana Ruiz"), ("I-02", "Ana Ruiz")]
    unchanged(assign_sources, sources[:2], coder)
    done(unassign_sources, sources[1:2], coder, label="Take “I-02” from “Ana Ruiz”")
    assert who_codes(workspace) == [("I-01", "Ana Ruiz")]


def test_a_consensus_codes_nothing(refused, workspace, sources, coder, both):
    consensus = workspace.run(existing_consensus).value
    refused(NobodyToAssignError, "Consensus", assign_sources, sources, consensus)
    with_it = NewRound("Pilot", both(sources) | {Assigned(sources[0], consensus)})
    refused(NobodyToAssignError, "Consensus", open_round, with_it, opened_by=coder)
    assert [name for _key, name in workspace.read(coders_who_code)] == ["Ana Ruiz", "Tomasz Lind"]


def test_a_round_is_opened_with_the_codebook_as_it_is(done, workspace, sources, both, coder):
    wanted = NewRound(" Pilot ", both(sources[:2]), note="First try.")
    key = done(open_round, wanted, opened_by=coder, label="Open round “Pilot”")
    (row,) = workspace.read(list_rounds)
    assert (row.id, row.name, row.opened_by, row.version) == (key, "Pilot", "Ana Ruiz", 1)
    assert (row.blind, row.suggestions_off, row.note, row.is_open) == (
        True, True, "First try.", True,
    )  # fmt: skip
    assert (row.seed, row.sample_percent) == (None, None)
    assert [(one.coder, one.assigned, one.finished) for one in row.members] == [
        ("Ana Ruiz", 2, 0), ("Tomasz Lind", 2, 0),
    ]  # fmt: skip
    (version,) = workspace.read(list_versions)
    assert (version.id, version.name) == (row.version_id, "Pilot")


def test_an_unchanged_codebook_is_not_frozen_twice(workspace, sources, both, coder):
    for number in (1, 2):
        wanted = NewRound(f"Round {number}", both(sources[number : number + 1]))
        workspace.run(open_round, wanted, opened_by=coder)
    assert [one.number for one in workspace.read(list_versions)] == [1]
    workspace.run(add_code, "Later")
    workspace.run(open_round, NewRound("Round 3", both(sources[3:])), opened_by=coder)
    assert [one.version for one in workspace.read(list_rounds)] == [2, 1, 1]


def test_what_cannot_be_opened(refused, opened, sources, both, coder):
    def refuse(error, words, name, assigned):
        refused(error, words, open_round, NewRound(name, assigned), opened_by=coder)

    refuse(RoundNameMissingError, "needs a name", "  ", both(sources[2:]))
    refuse(RoundTooSmallError, "two coders", "Two", frozenset())
    refuse(RoundTooSmallError, "two coders", "Two", frozenset({Assigned(sources[2], coder)}))
    refuse(SourceInOpenRoundError, "“I-02” is being coded in the round “Pilot”", "Two",
           both(sources[1:]))  # fmt: skip
    refuse(RowMissingError, "source", "Two", both([uuid4()]))


def test_coders_may_share_the_sources(workspace, sources, coder, other_coder):
    third = workspace.act_as("Nadia Osei")
    pairs = {(0, coder), (0, other_coder), (1, other_coder), (1, third)}
    assigned = frozenset(Assigned(sources[place], by) for place, by in pairs)
    workspace.run(open_round, NewRound("Pairs", assigned), opened_by=third)
    (row,) = workspace.read(list_rounds)
    assert [one.assigned for one in row.members] == [1, 1, 2]


def test_closing_before_everybody_has_finished_asks(refused, done, workspace, opened, sources,
                                                    coder, other_coder):  # fmt: skip
    workspace.run(mark_finished, sources[0], coder_id=coder)
    refused(RoundUnfinishedError, "1 of 4", close_round, opened, closed_by=coder)
    for source in sources[:2]:
        for by in (coder, other_coder):
            workspace.run(mark_finished, source, coder_id=by)
    done(close_round, opened, closed_by=coder, label="Close round “Pilot”")
    refused(RoundClosedError, "closed already", close_round, opened, closed_by=coder)


def test_results_are_kept_with_the_round(done, workspace, opened, coder):
    table = json.dumps({"pooled": 0.67})
    results = [Agreed("turn", table), Agreed("sentence", "{}")]
    done(close_round, opened, closed_by=coder, unfinished=True, results=results,
         label="Close round “Pilot”")  # fmt: skip
    kept = {one.unit: one.content for one in workspace.read(kept_results)}
    assert kept == {"turn": table, "sentence": "{}"}


def test_who_opened_it_closes_it_or_who_leads(refused, workspace, opened, sources, other_coder):
    def close(**more):
        return (close_round, opened), {"closed_by": other_coder, "unfinished": True, **more}

    arguments, named = close()
    refused(RoundNotYoursError, "by Ana Ruiz, who opened it", *arguments, **named)
    refused(RoundNotYoursError, "Ana Ruiz", *arguments, **{**named, "closed_by": None})
    workspace.run(set_lead_coder, sources[0], other_coder)
    refused(RoundNotYoursError, "Ana Ruiz", *arguments, **named)
    workspace.run(set_lead_coder, sources[1], other_coder)
    workspace.run(*arguments, **named)
    assert not workspace.read(list_rounds)[0].is_open


def test_a_note_can_be_changed(done, workspace, opened):
    done(note_on_round, opened, "Two codes were unclear.",
         label="Change the note on round “Pilot”")  # fmt: skip
    assert workspace.read(list_rounds)[0].note == "Two codes were unclear."


def test_a_sample_is_part_of_the_rounds_record(workspace, sources, both, coder):
    sample = workspace.read(draw_sample, SampleWanted(50, seed=3))
    assert len(sample.source_ids) == 2
    assert workspace.read(draw_sample, SampleWanted(50, seed=3)) == sample
    wanted = NewRound("Drawn", both(sample.source_ids), sample=sample)
    workspace.run(open_round, wanted, opened_by=coder)
    (row,) = workspace.read(list_rounds)
    assert (row.seed, row.sample_percent, row.shares) == (3, 50, sample.shares)
    assert set(row.source_ids) == set(sample.source_ids)


def test_a_sample_within_the_values_of_an_attribute(workspace, sources):
    kind = workspace.run(add_attribute, "Kind", bearer=AttributeBearer.SOURCE).value
    for source, value in zip(sources, ("mainstream", "mainstream", "refugees"), strict=False):
        workspace.run(set_attribute_value, kind, value, source_id=source)
    sample = workspace.read(draw_sample, SampleWanted(50, seed=3, attribute="Kind"))
    assert [(one.stratum, one.drawn, one.of) for one in sample.shares] == [
        (("interview",), 1, 1),
        (("interview", "mainstream"), 1, 2),
        (("interview", "refugees"), 0, 1),
    ]


def test_people_s_values_stand_for_their_sources(workspace, sources):
    kind = workspace.run(add_attribute, "Role").value
    for person in workspace.read(list_participants):
        workspace.run(set_attribute_value, kind, "manager", participant_id=person.id)
    sample = workspace.read(draw_sample, SampleWanted(25, seed=3, attribute="Role"))
    assert {one.stratum[1:] for one in sample.shares} <= {("manager",), ()}
    assert ("manager",) in {one.stratum[1:] for one in sample.shares}
