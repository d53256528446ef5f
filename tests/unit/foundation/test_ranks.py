import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcoder_sts.foundation.ranks import rank_between, ranks_after, ranks_to_insert


@given(st.lists(st.floats(min_value=0, max_value=1), min_size=1, max_size=60))
def test_inserting_anywhere_keeps_the_order(places):
    ranks: list[str] = []
    for place in places:
        index = int(place * len(ranks))
        before = ranks[index - 1] if index else None
        after = ranks[index] if index < len(ranks) else None
        ranks.insert(index, rank_between(before, after))
    assert ranks == sorted(ranks)
    assert len(set(ranks)) == len(ranks)


@given(st.lists(st.booleans(), max_size=200))
def test_always_room_at_both_ends(at_the_front):
    ranks = [rank_between(None, None)]
    for front in at_the_front:
        if front:
            ranks.insert(0, rank_between(None, ranks[0]))
        else:
            ranks.append(rank_between(ranks[-1], None))
    assert ranks == sorted(set(ranks))


@given(st.integers(0, 2000), st.booleans())
def test_many_at_once_are_in_order_and_leave_room(count, with_before):
    before = rank_between(None, None) if with_before else None
    ranks = ranks_after(before, count)
    assert ranks == sorted(set(ranks))
    assert len(ranks) == count
    for low, high in zip([before, *ranks], ranks, strict=False):
        assert (low or "") < rank_between(low, high) < high


def test_no_room_is_an_error():
    with pytest.raises(ValueError, match="no rank"):
        rank_between("b", "a")


def test_what_is_inserted_among_equal_ranks_parts_them():
    assert ranks_to_insert([], []) == [rank_between(None, None)]
    new, *moved = ranks_to_insert(["i"], ["i", "i", "r"])
    assert "i" < new < moved[0] < moved[1] < "r"
    assert len(moved) == 2
