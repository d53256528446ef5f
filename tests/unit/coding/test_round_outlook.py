"""What is missing in a round, and what it would keep if it were closed now."""

import json
from itertools import product

import pytest

from qualcoder_sts.analysis.agreement.of_round import agreement_of_round
from qualcoder_sts.analysis.agreement.record import kept_agreement
from qualcoder_sts.coding.operations.finished import mark_finished
from qualcoder_sts.coding.operations.rounds import Assigned, NewRound, close_round, open_round
from qualcoder_sts.coding.round_outlook import kept_sentence, missing_sentence, outlook
from qualcoder_sts.coding.rounds import kept_results, list_rounds
from qualcoder_sts.project.coders import add_coder


@pytest.fixture
def sources(add_source, codes):
    talk = "I: Well?\nMaria: It was {} and more.\nI: Oh?\nMaria: Yes, it was.\n"
    return [add_source(f"I-0{number}", talk.format(number)) for number in range(1, 6)]


@pytest.fixture
def third(workspace):
    return workspace.run(add_coder, "Nadia Osei").value.id


@pytest.fixture
def begin(workspace, coder):
    def opened(*assigned):
        wanted = NewRound("Pilot", frozenset(Assigned(*each) for each in assigned), blind=False)
        workspace.run(open_round, wanted, opened_by=coder)

    return opened


@pytest.fixture
def finish(workspace):
    def mark(coder_id, *source_ids):
        for source_id in source_ids:
            workspace.run(mark_finished, source_id, coder_id=coder_id)

    return mark


@pytest.fixture
def row(workspace):
    return lambda: workspace.read(list_rounds)[0]


def sentences(row):
    found = outlook(row)
    return missing_sentence(found), kept_sentence(found)


def test_two_coders(begin, finish, row, sources, coder, other_coder):
    begin(*product(sources, (coder, other_coder)))
    missing, kept = sentences(row())
    assert missing == ("Still to finish: Ana Ruiz (5 sources); Tomasz Lind (5 sources).")
    assert "by two of them: closed now, the round keeps no figures" in kept
    finish(coder, *sources)
    finish(other_coder, *sources[:2])
    assert sentences(row()) == (
        "Still to finish: Tomasz Lind (I-03, I-04, I-05).",
        "Closed now, its figures rest on 2 of 5 sources.",
    )
    finish(other_coder, *sources[2:])
    assert sentences(row())[0] == "Everybody has finished."


def test_three_coders_of_whom_pairs_have_finished(
    begin, finish, row, sources, coder, other_coder, third
):
    begin(*product(sources[:3], (coder, other_coder, third)))
    finish(coder, *sources[:2])
    finish(other_coder, sources[0])
    finish(third, sources[1])
    found = outlook(row())
    assert [(pair.first, pair.second, pair.sources) for pair in found.pairs] == [
        ("Ana Ruiz", "Nadia Osei", 1),
        ("Ana Ruiz", "Tomasz Lind", 1),
    ]
    assert "by pair only (Ana Ruiz and Nadia Osei: 1 source; Ana Ruiz and Tomasz" in kept_sentence(
        found
    )
    finish(third, sources[0])
    assert outlook(row()).pairs == ()
    assert outlook(row()).comparable == 1


def test_where_coders_share_the_sources_out_two_are_enough(
    begin, finish, row, sources, coder, other_coder, third
):
    begin((sources[0], coder), (sources[0], other_coder), (sources[1], coder), (sources[1], third))
    finish(coder, *sources[:2])
    finish(third, sources[1])
    assert sentences(row()) == (
        "Still to finish: Tomasz Lind (I-01).",
        "Closed now, its figures rest on 1 of 2 sources.",
    )


def test_it_keeps_what_the_outlook_says(
    workspace, begin, finish, row, sources, coded, coder, other_coder, third
):
    """By pair, each over the sources that both have finished; for every unit."""
    begin(*product(sources[:3], (coder, other_coder, third)))
    for by in (coder, other_coder, third):
        for source in sources[:2]:
            coded("It was", by=by, source_id=source)
    finish(coder, *sources[:2])
    finish(other_coder, sources[0])
    finish(third, sources[1])
    results = workspace.read(agreement_of_round, row())
    workspace.run(close_round, row().id, closed_by=coder, unfinished=True, results=results)
    kept = [each for each in workspace.read(kept_results) if each.unit == "turn"]
    found = {kept_agreement(each.content).coders: json.loads(each.content) for each in kept}
    assert {pair: record["sources"] for pair, record in found.items()} == {
        ("Ana Ruiz", "Nadia Osei"): ["I-02"],
        ("Ana Ruiz", "Tomasz Lind"): ["I-01"],
    }
    assert all(kept_agreement(each.content).by_pair for each in kept)
    assert kept_agreement(kept[0].content).sources_in_scope == 3
    assert len(workspace.read(kept_results)) == 8


def test_figures_of_all_stand_alone(
    workspace, begin, finish, row, sources, coder, other_coder, third
):
    begin(*product(sources[:2], (coder, other_coder, third)))
    for by in (coder, other_coder, third):
        finish(by, sources[0])
    kept = [kept_agreement(each.content) for each in workspace.read(agreement_of_round, row())]
    assert len(kept) == 4
    assert {len(each.coders) for each in kept} == {3}
    assert not any(each.by_pair for each in kept)


def test_what_nobody_has_finished_keeps_nothing(workspace, begin, row, sources, coder,
                                                other_coder, third):  # fmt: skip
    begin(*product(sources[:2], (coder, other_coder, third)))
    assert workspace.read(agreement_of_round, row()) == ()
