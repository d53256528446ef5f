"""Two coders' disagreements, settled; and the layer of record that follows."""

import pytest

from qualcoder_sts.analysis.queries import frequency_table
from qualcoder_sts.analysis.request import FrequencyRequest
from qualcoder_sts.analysis.retrieval import RetrievalRequest, retrieve_segments
from qualcoder_sts.analysis.rules import Rule
from qualcoder_sts.coding.consensus import disagreements, double_coded, how_far, pairs_of_coders
from qualcoder_sts.coding.disagreements import Coded, Relation
from qualcoder_sts.coding.errors import (
    DisagreementsOpenError,
    NotDoubleCodedError,
    SettledElsewhereError,
)
from qualcoder_sts.coding.operations.consensus import (
    Closing,
    Pair,
    Settlement,
    as_first,
    as_joined,
    as_left_out,
    as_second,
    close_agreed,
    close_double_coding,
    existing_consensus,
    reopen_double_coding,
    settle_disagreement,
)
from qualcoder_sts.coding.operations.contributors import set_contributor
from qualcoder_sts.coding.operations.finished import mark_finished, unmark_finished
from qualcoder_sts.coding.operations.segments import mark_key_quote, remove_segments, weigh_segment
from qualcoder_sts.coding.operations.texts import edit_text
from qualcoder_sts.coding.queries import segments_of
from qualcoder_sts.memos.operations import Target, write_memo
from qualcoder_sts.participants.queries import list_participants
from qualcoder_sts.project.coders import add_coder, list_coders
from qualcoder_sts.project.tables.coding import ConsensusOutcome
from qualcoder_sts.transcripts.operations.sources import set_lead_coder


@pytest.fixture
def pair(workspace, source, coder, other_coder):
    for by in (coder, other_coder):
        workspace.run(mark_finished, source, coder_id=by)
    return Pair(source, coder, other_coder)


@pytest.fixture
def both_coded(pair, coded, coder, other_coder):
    """An agreement, an overlap to propose, one that is not, other codes, and one alone."""
    coded("It was hard.")
    coded("It was hard. ", by=other_coder)  # a space more is no disagreement
    coded("We cried together, and we laughed", "Fear")
    coded("We cried together", "Fear", by=other_coder)
    coded("My team met on Fridays", "Trust")
    coded("team met on Fridays. Yes. Cafe\u0301 and cake", "Peers", by=other_coder)
    coded("How was it", "Peers")
    return pair


@pytest.fixture
def found(workspace, both_coded):
    def read():
        return workspace.read(
            disagreements, both_coded.source_id, both_coded.first_id, both_coded.second_id
        )

    return read


@pytest.fixture
def one(found):
    """The disagreement of a kind."""

    def find(relation):
        return next(each for each in found() if each.compared.relation is relation)

    return find


@pytest.fixture
def settle(workspace, both_coded, coder):
    def carry_out(disagreement, settlement, reason="Read aloud, this is what is meant."):
        return workspace.run(
            settle_disagreement,
            both_coded,
            disagreement.compared,
            settlement,
            reason=reason,
            decided_by=coder,
        )

    return carry_out


@pytest.fixture
def agreed_on(workspace, source, text_of):
    """What the consensus has in the source: words and codes."""

    def read():
        text = text_of(source)
        return [
            (text[row.start : row.end], row.code)
            for row in workspace.read(segments_of, source)
            if row.coder == "Consensus"
        ]

    return read


def test_what_was_found(found):
    assert [each.compared.relation for each in found()] == [
        Relation.ONLY_FIRST,
        Relation.AGREE,
        Relation.OVERLAP,
        Relation.DIFFERENT_CODE,
    ]
    assert how_far(found()).open == 2
    assert how_far(found()).proposed == 1
    assert how_far(found()).agreed == 1


def test_only_what_both_have_finished_is_compared(workspace, source, coder, other_coder, refused):
    assert workspace.read(double_coded) == []
    workspace.run(mark_finished, source, coder_id=coder)
    pair = Pair(source, coder, other_coder)
    refused(NotDoubleCodedError, "by both", close_double_coding, pair, decided_by=coder)
    workspace.run(mark_finished, source, coder_id=other_coder)
    (row,) = workspace.read(double_coded)
    assert (row.source, set(row.coder_ids), row.closed) == ("I-01", {coder, other_coder}, False)
    assert [number for _one, _other, number in workspace.read(pairs_of_coders)] == [1]


def test_identical_spans_are_closed_by_themselves(done, unchanged, both_coded, found, agreed_on,
                                                  coder, source):  # fmt: skip
    everything = ([source], both_coded.first_id, both_coded.second_id)
    closing = done(close_agreed, *everything, decided_by=coder,
                   label="Take 1 passage both coders agree on into the consensus")  # fmt: skip
    assert closing == Closing(closed=1, proposed=1, open=2)
    assert agreed_on() == [("It was hard.", "Trust")]
    (decided,) = next(each for each in found() if each.is_settled).decided
    assert (decided.outcome, decided.reason, decided.by) == (
        ConsensusOutcome.APPLIED, "Both coded it alike.", "Ana Ruiz",
    )  # fmt: skip
    assert unchanged(close_agreed, *everything, decided_by=coder) == Closing(0, 1, 2)


@pytest.mark.parametrize(
    ("way", "words"),
    [
        (as_first, ["We cried together, and we laughed"]),
        (as_second, ["We cried together"]),
        (as_joined, ["We cried together, and we laughed"]),
        (lambda *_: as_left_out(), []),
    ],
)
def test_a_disagreement_is_settled(one, settle, agreed_on, both_coded, way, words):
    overlap = one(Relation.OVERLAP)
    settle(overlap, way(overlap.compared, both_coded))
    assert agreed_on() == [(each, "Fear") for each in words]
    again = one(Relation.OVERLAP)
    assert again.is_settled
    (decided,) = again.decided
    assert decided.outcome is (ConsensusOutcome.APPLIED if words else ConsensusOutcome.LEFT_OUT)
    assert decided.reason == "Read aloud, this is what is meant."


def test_settling_is_one_step(done, one, both_coded, coder):
    overlap = one(Relation.OVERLAP).compared
    done(settle_disagreement, both_coded, overlap, as_first(overlap, both_coded), reason="So.",
         decided_by=coder, label="Settle “Fear” in “I-01”")  # fmt: skip


def test_of_different_codes_one_is_taken(one, settle, agreed_on, both_coded):
    different = one(Relation.DIFFERENT_CODE)
    settle(different, as_second(different.compared, both_coded))
    assert agreed_on() == [("team met on Fridays. Yes. Cafe\u0301 and cake", "Peers")]
    outcomes = {each.outcome for each in one(Relation.DIFFERENT_CODE).decided}
    assert outcomes == {ConsensusOutcome.APPLIED, ConsensusOutcome.LEFT_OUT}


def test_another_code_on_another_span(one, settle, agreed_on, codes, source, span_of):
    different = one(Relation.DIFFERENT_CODE)
    settle(different, Settlement((Coded(span_of(source, "on Fridays"), codes["Fear"]),)))
    assert agreed_on() == [("on Fridays", "Fear")]
    assert one(Relation.DIFFERENT_CODE).is_settled
    settle(different, as_left_out())
    assert agreed_on() == [], "what was decided first is taken back"


def test_deciding_anew_replaces_what_was_decided(one, settle, agreed_on, both_coded, rows_of):
    overlap = one(Relation.OVERLAP)
    settle(overlap, as_first(overlap.compared, both_coded))
    settle(overlap, as_second(overlap.compared, both_coded), reason="Shorter says it.")
    assert agreed_on() == [("We cried together", "Fear")]
    assert [row["reason"] for row in rows_of("consensus_decision")] == ["Shorter says it."]


def test_what_has_changed_meanwhile_is_not_settled(
    refused, workspace, one, both_coded, source, coder
):
    alone = one(Relation.ONLY_FIRST).compared
    row = next(row for row in workspace.read(segments_of, source) if row.code == "Peers")
    workspace.run(remove_segments, [row.id])
    refused(
        SettledElsewhereError, "Look at the passage again", settle_disagreement, both_coded, alone,
        as_left_out(), reason="", decided_by=coder,
    )  # fmt: skip


def test_a_coder_who_codes_on_opens_the_disagreement_again(one, settle, coded, found, both_coded):
    overlap = one(Relation.OVERLAP)
    settle(overlap, as_first(overlap.compared, both_coded))
    coded("and we laughed.", "Fear")
    assert not one(Relation.OVERLAP).is_settled


def test_weights_marks_memos_and_corrections_come_along(
    workspace, one, settle, both_coded, source, coder, other_coder
):
    rows = {row.coder_id: row for row in workspace.read(segments_of, source) if row.code == "Fear"}
    workspace.run(weigh_segment, rows[coder].id, 60)
    workspace.run(weigh_segment, rows[other_coder].id, 81)
    workspace.run(mark_key_quote, rows[other_coder].id, True)
    for content, private in (("Both at once.", False), ("Not for others.", True)):
        target = Target("coded_segment", rows[other_coder].id)
        workspace.run(write_memo, content, coder_id=other_coder, target=target, private=private)
    person = workspace.read(list_participants)[0].id
    workspace.run(set_contributor, rows[coder].id, person, False)
    overlap = one(Relation.OVERLAP)
    settle(overlap, as_joined(overlap.compared, both_coded))
    (agreed,) = (row for row in workspace.read(segments_of, source) if row.coder == "Consensus")
    assert (agreed.weight, agreed.key_quote, agreed.memo) == (70, True, "Both at once.")
    assert str(agreed.origin) == "consensus"
    settle(overlap, as_first(overlap.compared, both_coded))
    (agreed,) = (row for row in workspace.read(segments_of, source) if row.coder == "Consensus")
    assert (agreed.weight, agreed.key_quote, agreed.memo) == (60, False, "")


def test_double_coding_is_closed_when_all_is_settled(
    refused, done, workspace, both_coded, found, settle, coder, source
):
    refused(DisagreementsOpenError, "3 passages", close_double_coding, both_coded, decided_by=coder)
    for each in found():
        if each.compared.relation is not Relation.AGREE:
            settle(each, as_first(each.compared, both_coded))
    far = done(close_double_coding, both_coded, decided_by=coder,
               label="Close double coding of “I-01”")  # fmt: skip
    assert (far.settled, far.open) == (4, 0)
    assert [row.closed for row in workspace.read(double_coded)] == [True]
    done(reopen_double_coding, source, label="Reopen double coding of “I-01”")
    assert [row.closed for row in workspace.read(double_coded)] == [False]


def test_the_layer_of_record_follows(workspace, both_coded, found, settle, coder, source, codes):
    def counted():
        request = FrequencyRequest(rule=Rule.SEGMENTS)
        rows = workspace.read(frequency_table, request).rows
        return {row.path[-1]: row.count for row in rows if row.code_id != codes["Organizational"]}

    def quotes():
        request = RetrievalRequest(layer_of_record=True)
        found = workspace.read(retrieve_segments, request)
        return [(row.path[-1], row.coder) for row in found]

    workspace.run(set_lead_coder, source, coder)
    for each in found():
        is_alone = each.compared.relation is Relation.ONLY_FIRST
        settle(each, as_left_out() if is_alone else as_second(each.compared, both_coded))
    assert counted() == {"Trust": 2, "Fear": 1, "Peers": 0}, "the question counts for nobody"
    assert {name for _code, name in quotes()} == {"Ana Ruiz"}
    workspace.run(close_double_coding, both_coded, decided_by=coder)
    assert counted() == {"Trust": 1, "Fear": 1, "Peers": 1}
    assert sorted(quotes()) == [("Fear", "Consensus"), ("Peers", "Consensus"),
                                ("Trust", "Consensus")]  # fmt: skip
    workspace.undo()
    assert {name for _code, name in quotes()} == {"Ana Ruiz"}


def test_decisions_go_with_the_text(done, workspace, one, settle, both_coded, source, text_of):
    overlap = one(Relation.OVERLAP)
    settle(overlap, as_first(overlap.compared, both_coded))
    done(edit_text, source, "A note before.\n" + text_of(source), label="Edit text of “I-01”")
    assert one(Relation.OVERLAP).is_settled


def test_the_name_of_the_consensus_may_be_taken(workspace):
    workspace.run(add_coder, "Consensus")
    workspace.run(existing_consensus)
    workspace.run(existing_consensus)
    names = [(row.name, str(row.kind)) for row in workspace.read(list_coders)]
    assert ("Consensus 2", "consensus") in names
    assert len(names) == 3


def test_who_takes_the_mark_back_is_not_compared(workspace, both_coded, other_coder, source):
    workspace.run(unmark_finished, source, coder_id=other_coder)
    assert workspace.read(double_coded) == []
