"""Coders' passages side by side."""

from itertools import combinations
from random import Random
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcoder_sts.coding.disagreements import Coded, Relation, compare
from qualcoder_sts.foundation.spans import Span, united

TRUST, FEAR, PEERS = (UUID(int=number) for number in (1, 2, 3))
AGREE = (Relation.AGREE, (0, 1))
FIRST, SECOND = (Relation.ONLY_SOME, (0,)), (Relation.ONLY_SOME, (1,))


def coded(start: int, end: int, code: UUID = TRUST) -> Coded:
    return Coded(Span(start, end), code)


def relations(*sides: list[Coded]) -> list[tuple[Relation, tuple[int, ...]]]:
    """How they relate, and who has coded something there."""
    return [(each.relation, each.coded_by) for each in compare(*sides)]


def test_identical_spans_agree() -> None:
    assert relations([coded(0, 10)], [coded(0, 10)]) == [AGREE]


def test_what_only_one_coded() -> None:
    assert relations([coded(0, 10)], []) == [FIRST]
    assert relations([], [coded(0, 10)]) == [SECOND]
    assert relations([coded(0, 10)], [coded(10, 20)]) == [FIRST, SECOND], (
        "spans that touch have nothing in common"
    )


@pytest.mark.parametrize(
    ("other", "proposed"),
    [((0, 20), True), ((0, 21), False), ((5, 15), True), ((6, 16), False), ((9, 12), False)],
)
def test_at_least_half_of_both_is_proposed(other: tuple[int, int], proposed: bool) -> None:
    (one,) = compare([coded(0, 10)], [coded(*other)])
    assert (one.relation, one.is_proposed) == (Relation.OVERLAP, proposed)
    assert one.disputed == (coded(0, max(10, other[1])),)


def test_overlapping_spans_of_one_coder_are_united_first() -> None:
    assert relations([coded(0, 6), coded(4, 10)], [coded(0, 10)]) == [AGREE]


def test_several_spans_that_hang_together_are_one_disagreement() -> None:
    (one,) = compare([coded(0, 10), coded(12, 20)], [coded(5, 15)])
    assert [len(side) for side in one.sides] == [2, 1]
    assert one.disputed == (coded(0, 20),)
    assert not one.is_proposed


def test_different_codes_on_one_passage_are_one_disagreement() -> None:
    (one,) = compare([coded(0, 10)], [coded(2, 30, FEAR)])
    assert one.relation is Relation.DIFFERENT_CODE
    assert set(one.disputed) == {coded(0, 10), coded(2, 30, FEAR)}
    assert relations([coded(0, 10)], [coded(8, 30, FEAR)]) == [FIRST, SECOND], (
        "two characters in common are no passage"
    )


def test_an_agreed_code_is_no_counterpart_of_a_further_one() -> None:
    found = relations([coded(0, 10), coded(0, 10, FEAR)], [coded(0, 10)])
    assert found == [AGREE, FIRST]


def test_each_passage_finds_one_counterpart_that_shares_most() -> None:
    found = compare([coded(0, 10)], [coded(0, 6, FEAR), coded(0, 9, PEERS)])
    assert [each.relation for each in found] == [Relation.ONLY_SOME, Relation.DIFFERENT_CODE]
    assert found[1].sides[1] == (coded(0, 9, PEERS),)


spans = st.builds(lambda start, length: Span(start, start + length), st.integers(0, 60),
                  st.integers(1, 15))  # fmt: skip
codings = st.lists(st.builds(Coded, spans, st.sampled_from([TRUST, FEAR, PEERS])), max_size=12)


several = st.lists(codings, min_size=2, max_size=4)


@given(several)
def test_nothing_is_lost_and_nothing_counted_twice(sides: list[list[Coded]]) -> None:
    found = compare(*sides)
    for place, side in enumerate(sides):
        for code in (TRUST, FEAR, PEERS):
            whole = united(one.span for one in side if one.code_id == code)
            told = [c.span for each in found for c in each.sides[place] if c.code_id == code]
            assert sorted(told) == whole


@given(several, st.randoms())
def test_in_whatever_order_they_are_named_it_is_the_same(
    sides: list[list[Coded]], random: Random
) -> None:
    order = random.sample(range(len(sides)), len(sides))
    turned = compare(*(sides[place] for place in order))
    expected = {
        (each.relation, tuple(each.sides[place] for place in order)) for each in compare(*sides)
    }
    assert {(each.relation, each.sides) for each in turned} == expected


@given(codings, st.integers(2, 4))
def test_who_codes_alike_agrees(own: list[Coded], coders: int) -> None:
    assert {each.relation for each in compare(*[own] * coders)} <= {Relation.AGREE}


@given(several)
def test_all_agree_where_every_two_do(sides: list[list[Coded]]) -> None:
    alike = [
        {each.disputed + each.sides[0] for each in compare(*group) if each.relation is AGREE[0]}
        for group in (sides, *combinations(sides, 2))
    ]
    assert alike[0] == set.intersection(*alike[1:])


@given(several)
def test_what_two_have_in_dispute_lies_in_what_all_have(sides: list[list[Coded]]) -> None:
    of_all = [each for one in compare(*sides) for each in one.disputed]
    for pair in combinations(sides, 2):
        for one in compare(*pair):
            assert all(any(a.holds(each) for a in of_all) for each in one.disputed)


@given(several)
def test_nobody_and_no_code_is_twice_in_a_disagreement(sides: list[list[Coded]]) -> None:
    for one in compare(*sides):
        codes = [each.code_id for each in one.disputed]
        assert len(codes) == len(set(codes))
        for side in one.sides:
            assert len({each.code_id for each in side}) <= 1


def test_of_three_it_is_told_who_did_not() -> None:
    both = [coded(0, 10)]
    assert relations(both, both, both) == [(Relation.AGREE, (0, 1, 2))]
    assert relations(both, [], both) == [(Relation.ONLY_SOME, (0, 2))]
    (one,) = compare(both, both, [coded(0, 14)])
    assert (one.relation, one.is_proposed, one.apart) == (Relation.OVERLAP, True, (2,))
    (one,) = compare(both, [coded(3, 13)], [coded(6, 16)])
    assert (one.is_proposed, one.apart) == (False, ()), "all three share less than half"
    assert one.disputed == (coded(0, 16),)


def test_two_against_one_are_one_disagreement() -> None:
    (one,) = compare([coded(0, 10)], [coded(0, 10)], [coded(1, 12, FEAR)])
    assert (one.relation, one.coded_by, one.apart) == (Relation.DIFFERENT_CODE, (0, 1, 2), (2,))
    assert set(one.disputed) == {coded(0, 10), coded(1, 12, FEAR)}


def test_three_codes_on_one_passage_are_one_disagreement() -> None:
    (one,) = compare([coded(0, 10)], [coded(0, 9, FEAR)], [coded(1, 10, PEERS)])
    assert (one.relation, one.apart) == (Relation.DIFFERENT_CODE, ())
    assert len(one.disputed) == 3


def test_two_passages_of_one_code_stay_two_disagreements() -> None:
    """The third coder's passage covers both; it stands beside the one it shares more with."""
    found = compare([coded(0, 10)], [coded(12, 20)], [coded(0, 20, FEAR)])
    assert [(each.relation, each.coded_by) for each in found] == [
        (Relation.DIFFERENT_CODE, (0, 2)),
        (Relation.ONLY_SOME, (1,)),
    ]
