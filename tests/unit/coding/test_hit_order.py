from uuid import UUID

import pytest

from qualcoder_sts.coding.hit_order import HitOrder, in_order
from qualcoder_sts.coding.searching import SearchHit
from qualcoder_sts.foundation.spans import Span


def hit(before, text, after):
    return SearchHit(UUID(int=1), "FG-1", Span(0, len(text)), text, before, after)


HITS = [
    hit("we were so ", "tired", " of it"),
    hit("and very, ", "Tired", ", all of us"),
    hit("I was so ", "tiring", ""),
    hit("", "tired", ". Über uns"),
]


@pytest.mark.parametrize(
    ("order", "numbers"),
    [
        (HitOrder.PLACE, [0, 1, 2, 3]),
        (HitOrder.BEFORE, [3, 2, 0, 1]),  # (), so was, so were, very and
        (HitOrder.AFTER, [2, 1, 0, 3]),  # (), all, of, uber
        (HitOrder.FOUND, [1, 0, 3, 2]),
    ],
)
def test_by_the_words_around(order, numbers):
    assert in_order(HITS, order) == numbers


def test_the_same_words_stay_in_the_order_of_the_texts():
    same = [hit("a ", "b", " c")] * 4
    for order in HitOrder:
        assert in_order(same, order) == [0, 1, 2, 3]


def test_nothing():
    assert in_order([], HitOrder.AFTER) == []
