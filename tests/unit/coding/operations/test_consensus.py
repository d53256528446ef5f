"""Coders' disagreements, settled; and the layer of record that follows."""

from functools import partial
from itertools import combinations

import pytest

from qualcoder_sts.analysis.queries import frequency_table
from qualcoder_sts.analysis.request import FrequencyRequest
from qualcoder_sts.analysis.retrieval import RetrievalRequest, retrieve_segments
from qualcoder_sts.analysis.rules import Rule
from qualcoder_sts.codebook.queries import code_tree
from qualcoder_sts.coding.consensus import disagreements, double_coded, how_far, pairs_of_coders
from qualcoder_sts.coding.disagreements import Coded, Relation
from qualcoder_sts.coding.errors import (
    DisagreementsOpenError,
    NotDoubleCodedError,
    SettledElsewhereError,
)
from qualcoder_sts.coding.operations.consensus import (
    Closing,
    Comparison,
    Settlement,
    as_coded_by,
    as_joined,
    as_left_out,
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
    return Comparison(source, (coder, other_coder))


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
        return workspace.read(disagreements, both_coded.source_id, both_coded.coder_ids)

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
        Relation.ONLY_SOME,
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
    pair = Comparison(source, (coder, other_coder))
    refused(
        NotDoubleCodedError, "by all coders compared", close_double_coding, pair, decided_by=coder
    )
    workspace.run(mark_finished, source, coder_id=other_coder)
    (row,) = workspace.read(double_coded)
    assert (row.source, set(row.coder_ids), row.closed) == ("I-01", {coder, other_coder}, False)
    assert [number for _one, _other, number in workspace.read(pairs_of_coders)] == [1]


def test_identical_spans_are_closed_by_themselves(done, unchanged, both_coded, found, agreed_on,
                                                  coder, source):  # fmt: skip
    closing = done(close_agreed, [both_coded], decided_by=coder,
                   label="Take 1 passage all coders agree on into the consensus")  # fmt: skip
    assert closing == Closing(closed=1, proposed=1, open=2)
    assert agreed_on() == [("It was hard.", "Trust")]
    (decided,) = next(each for each in found() if each.is_settled).decided
    assert (decided.outcome, decided.reason, decided.by) == (
        ConsensusOutcome.APPLIED, "Both coded it alike.", "Ana Ruiz",
    )  # fmt: skip
    assert unchanged(close_agreed, [both_coded], decided_by=coder) == Closing(0, 1, 2)


@pytest.mark.parametrize(
    ("way", "words"),
    [
        (partial(as_coded_by, 0), ["We cried together, and we laughed"]),
        (partial(as_coded_by, 1), ["We cried together"]),
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
    done(settle_disagreement, both_coded, overlap, as_coded_by(0, overlap, both_coded),
         reason="So.", decided_by=coder, label="Settle “Fear” in “I-01”")  # fmt: skip


def test_of_different_codes_one_is_taken(one, settle, agreed_on, both_coded):
    different = one(Relation.DIFFERENT_CODE)
    settle(different, as_coded_by(1, different.compared, both_coded))
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
    settle(overlap, as_coded_by(0, overlap.compared, both_coded))
    settle(overlap, as_coded_by(1, overlap.compared, both_coded), reason="Shorter says it.")
    assert agreed_on() == [("We cried together", "Fear")]
    assert [row["reason"] for row in rows_of("consensus_decision")] == ["Shorter says it."]


def test_what_has_changed_meanwhile_is_not_settled(
    refused, workspace, one, both_coded, source, coder
):
    alone = one(Relation.ONLY_SOME).compared
    row = next(row for row in workspace.read(segments_of, source) if row.code == "Peers")
    workspace.run(remove_segments, [row.id])
    refused(
        SettledElsewhereError, "Look at the passage again", settle_disagreement, both_coded, alone,
        as_left_out(), reason="", decided_by=coder,
    )  # fmt: skip


def test_a_coder_who_codes_on_opens_the_disagreement_again(one, settle, coded, found, both_coded):
    overlap = one(Relation.OVERLAP)
    settle(overlap, as_coded_by(0, overlap.compared, both_coded))
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
    settle(overlap, as_coded_by(0, overlap.compared, both_coded))
    (agreed,) = (row for row in workspace.read(segments_of, source) if row.coder == "Consensus")
    assert (agreed.weight, agreed.key_quote, agreed.memo) == (60, False, "")


def test_double_coding_is_closed_when_all_is_settled(
    refused, done, workspace, both_coded, found, settle, coder, source
):
    refused(DisagreementsOpenError, "3 passages", close_double_coding, both_coded, decided_by=coder)
    for each in found():
        if each.compared.relation is not Relation.AGREE:
            settle(each, as_coded_by(0, each.compared, both_coded))
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
        is_alone = each.compared.relation is Relation.ONLY_SOME
        settle(each, as_left_out() if is_alone else as_coded_by(1, each.compared, both_coded))
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
    settle(overlap, as_coded_by(0, overlap.compared, both_coded))
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


@pytest.fixture
def three(workspace, both_coded, coded, source, coder, other_coder):
    """The same with a third: she agrees, goes further, sides with the second, and adds one."""
    third = workspace.run(add_coder, "Nadia Osei").value.id
    coded("It was hard.", by=third)
    coded("We cried together, and we", "Fear", by=third)
    coded("team met on Fridays. Yes. Cafe\u0301 and cake", "Peers", by=third)
    coded("Oh?", "Peers", by=third)
    workspace.run(mark_finished, source, coder_id=third)
    return Comparison(source, (coder, other_coder, third))


@pytest.fixture
def of(workspace, source):
    """The disagreement about a code, and whether it is settled, when these coders are compared."""

    def find(comparison, code, *relations):
        found = workspace.read(disagreements, source, comparison.coder_ids)
        return next(
            each
            for each in found
            if any(one.code_id == code for one in each.compared.disputed)
            and (not relations or each.compared.relation in relations)
        )

    return find


def test_three_are_set_side_by_side(workspace, three, source):
    found = workspace.read(disagreements, source, three.coder_ids)
    assert [(each.compared.relation, each.compared.coded_by) for each in found] == [
        (Relation.ONLY_SOME, (0,)),
        (Relation.AGREE, (0, 1, 2)),
        (Relation.OVERLAP, (0, 1, 2)),
        (Relation.ONLY_SOME, (2,)),
        (Relation.DIFFERENT_CODE, (0, 1, 2)),
    ]
    assert found[4].compared.apart == (0,)
    (row,) = workspace.read(double_coded)
    assert set(row.coder_ids) == set(three.coder_ids)


def test_what_three_disagree_about_is_settled_once_for_all(
    workspace, done, three, of, codes, coder, agreed_on, refused
):
    """Then every two of them have nothing left to decide, and the source can be closed."""
    done(close_agreed, [three], decided_by=coder,
         label="Take 1 passage all coders agree on into the consensus")  # fmt: skip
    refused(DisagreementsOpenError, "4 passages", close_double_coding, three, decided_by=coder)
    found = workspace.read(disagreements, three.source_id, three.coder_ids)
    for each in found:
        if not each.is_settled:
            settlement = as_coded_by(2, each.compared, three)
            done(settle_disagreement, three, each.compared, settlement, reason="Two of three.",
                 decided_by=coder, label=label_of(workspace, each))  # fmt: skip
    assert agreed_on() == [
        ("It was hard.", "Trust"),
        ("We cried together, and we", "Fear"),
        ("Oh?", "Peers"),
        ("team met on Fridays. Yes. Cafe\u0301 and cake", "Peers"),
    ]
    for pair in combinations(three.coder_ids, 2):
        assert all(each.is_settled for each in workspace.read(disagreements, three.source_id, pair))
    done(close_double_coding, three, decided_by=coder, label="Close double coding of “I-01”")
    layer = workspace.read(retrieve_segments, RetrievalRequest(layer_of_record=True))
    assert {row.coder for row in layer} == {"Consensus"}
    reason = workspace.read(disagreements, three.source_id, three.coder_ids)[1].decided[0].reason
    assert reason == "All coded it alike."


def label_of(workspace, disagreement):
    names = {row.id: row.name for row in workspace.read(code_tree)}
    told = ", ".join(names[one.code_id] for one in disagreement.compared.disputed)
    return f"Settle “{told}” in “I-01”"


def test_a_decision_of_all_replaces_those_of_two(
    workspace, three, of, codes, coder, agreed_on, rows_of
):
    """The pair had settled a shorter passage; of it nothing is left, in decisions or segments."""
    pair = Comparison(three.source_id, three.coder_ids[1:])
    short = of(pair, codes["Fear"])
    settling = {"reason": "Both.", "decided_by": coder}
    workspace.run(
        settle_disagreement, pair, short.compared, as_joined(short.compared, pair), **settling
    )
    assert agreed_on() == [("We cried together, and we", "Fear")]
    whole = of(three, codes["Fear"])
    assert not whole.is_settled, "the first coder went further"
    workspace.run(settle_disagreement, three, whole.compared, as_left_out(), **settling)
    assert agreed_on() == []
    assert len(rows_of("consensus_decision")) == 1
    assert of(pair, codes["Fear"]).is_settled
    workspace.run(
        settle_disagreement, pair, short.compared, as_coded_by(0, short.compared, pair), **settling
    )
    assert agreed_on() == [("We cried together", "Fear")]
    assert not of(three, codes["Fear"]).is_settled, "all are to look at it again"
    assert len(rows_of("consensus_decision")) == 1


def test_memos_and_weights_of_all_three_come_along(workspace, three, of, codes, coder, source):
    rows = {row.coder_id: row for row in workspace.read(segments_of, source) if row.code == "Fear"}
    for coder_id, weight in zip(three.coder_ids, (30, 60, 90), strict=True):
        workspace.run(weigh_segment, rows[coder_id].id, weight)
    whole = of(three, codes["Fear"]).compared
    workspace.run(
        settle_disagreement, three, whole, as_joined(whole, three), reason="", decided_by=coder
    )
    (agreed,) = (row for row in workspace.read(segments_of, source) if row.coder == "Consensus")
    assert agreed.weight == 60


def test_pairs_stay_a_choice(workspace, three):
    assert len(workspace.read(pairs_of_coders)) == 3
    assert [row.source for row in workspace.read(double_coded, three.coder_ids[:2])] == ["I-01"]
