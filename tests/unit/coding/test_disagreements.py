"""Two coders' passages side by side."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcoder_sts.coding.disagreements import Coded, Relation, compare
from qualcoder_sts.foundation.spans import Span, united

TRUST, FEAR, PEERS = (UUID(int=number) for number in (1, 2, 3))


def coded(start: int, end: int, code: UUID = TRUST) -> Coded:
    return Coded(Span(start, end), code)


def relations(first: list[Coded], second: list[Coded]) -> list[Relation]:
    return [each.relation for each in compare(first, second)]


def test_identical_spans_agree() -> None:
    assert relations([coded(0, 10)], [coded(0, 10)]) == [Relation.AGREE]


def test_what_only_one_coded() -> None:
    assert relations([coded(0, 10)], []) == [Relation.ONLY_FIRST]
    assert relations([], [coded(0, 10)]) == [Relation.ONLY_SECOND]
    assert relations([coded(0, 10)], [coded(10, 20)]) == [
        Relation.ONLY_FIRST,
        Relation.ONLY_SECOND,
    ], "spans that touch have nothing in common"


@pytest.mark.parametrize(
    ("other", "proposed"),
    [((0, 20), True), ((0, 21), False), ((5, 15), True), ((6, 16), False), ((9, 12), False)],
)
def test_at_least_half_of_both_is_proposed(other: tuple[int, int], proposed: bool) -> None:
    (one,) = compare([coded(0, 10)], [coded(*other)])
    assert (one.relation, one.is_proposed) == (Relation.OVERLAP, proposed)
    assert one.disputed == (coded(0, max(10, other[1])),)


def test_overlapping_spans_of_one_coder_are_united_first() -> None:
    assert relations([coded(0, 6), coded(4, 10)], [coded(0, 10)]) == [Relation.AGREE]


def test_several_spans_that_hang_together_are_one_disagreement() -> None:
    (one,) = compare([coded(0, 10), coded(12, 20)], [coded(5, 15)])
    assert (len(one.first), len(one.second)) == (2, 1)
    assert one.disputed == (coded(0, 20),)
    assert not one.is_proposed


def test_different_codes_on_one_passage_are_one_disagreement() -> None:
    (one,) = compare([coded(0, 10)], [coded(2, 30, FEAR)])
    assert one.relation is Relation.DIFFERENT_CODE
    assert set(one.disputed) == {coded(0, 10), coded(2, 30, FEAR)}
    assert relations([coded(0, 10)], [coded(8, 30, FEAR)]) == [
        Relation.ONLY_FIRST,
        Relation.ONLY_SECOND,
    ], "two characters in common are no passage"


def test_an_agreed_code_is_no_counterpart_of_a_further_one() -> None:
    found = relations([coded(0, 10), coded(0, 10, FEAR)], [coded(0, 10)])
    assert found == [Relation.AGREE, Relation.ONLY_FIRST]


def test_each_passage_finds_one_counterpart_that_shares_most() -> None:
    found = compare([coded(0, 10)], [coded(0, 6, FEAR), coded(0, 9, PEERS)])
    assert [each.relation for each in found] == [Relation.ONLY_SECOND, Relation.DIFFERENT_CODE]
    assert found[1].second == (coded(0, 9, PEERS),)


spans = st.builds(lambda start, length: Span(start, start + length), st.integers(0, 60),
                  st.integers(1, 15))  # fmt: skip
codings = st.lists(st.builds(Coded, spans, st.sampled_from([TRUST, FEAR, PEERS])), max_size=12)


@given(codings, codings)
def test_nothing_is_lost_and_nothing_counted_twice(first: list[Coded], second: list[Coded]) -> None:
    found = compare(first, second)
    for given_, side in ((first, "first"), (second, "second")):
        for code in (TRUST, FEAR, PEERS):
            whole = united(one.span for one in given_ if one.code_id == code)
            told = [c.span for each in found for c in getattr(each, side) if c.code_id == code]
            assert sorted(told) == whole


@given(codings, codings)
def test_the_other_way_round_it_is_the_mirror_image(
    first: list[Coded], second: list[Coded]
) -> None:
    mirrored = {
        Relation.ONLY_FIRST: Relation.ONLY_SECOND,
        Relation.ONLY_SECOND: Relation.ONLY_FIRST,
    }
    one = compare(first, second)
    other = compare(second, first)
    assert sorted(mirrored.get(each.relation, each.relation) for each in one) == sorted(
        each.relation for each in other
    )
    disputed = {each.disputed[:1] for each in one if each.relation is Relation.OVERLAP}
    assert disputed == {each.disputed[:1] for each in other if each.relation is Relation.OVERLAP}


@given(codings)
def test_a_coder_agrees_with_herself(own: list[Coded]) -> None:
    assert {each.relation for each in compare(own, own)} <= {Relation.AGREE}
