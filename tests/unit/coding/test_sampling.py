"""A share of the sources, drawn in fair parts."""

from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from qualcoder_sts.coding.sampling import Drawable, draw, shares

INTERVIEWS = [Drawable(UUID(int=number), ("interview",)) for number in range(1, 16)]
GROUPS = [Drawable(UUID(int=number), ("focus-group",)) for number in range(101, 105)]


def test_each_part_gives_its_share() -> None:
    drawn = draw([*INTERVIEWS, *GROUPS], 33, seed=7)
    assert len(drawn) == 7  # 33 of 100 of 19, rounded up
    counted = {one.stratum: (one.drawn, one.of) for one in shares([*INTERVIEWS, *GROUPS], drawn)}
    assert counted == {("focus-group",): (2, 4), ("interview",): (5, 15)}


def test_the_same_seed_draws_the_same_whatever_the_order() -> None:
    drawn = draw(INTERVIEWS, 40, seed=7)
    assert draw(INTERVIEWS[::-1], 40, seed=7) == drawn
    assert draw([*GROUPS, *INTERVIEWS], 40, seed=7)[2:] == drawn
    assert {tuple(draw(INTERVIEWS, 40, seed=seed)) for seed in range(5)} != {tuple(drawn)}


def test_a_lot_is_the_same_in_every_version() -> None:
    # A sample that was drawn once must be drawn the same when it is checked years later.
    assert [key.int for key in draw(INTERVIEWS, 20, seed=2026)] == [4, 6, 3]


candidates = st.lists(
    st.builds(Drawable, st.uuids(), st.tuples(st.sampled_from("abc"))),
    max_size=40,
    unique_by=lambda one: one.source_id,
)


@given(candidates, st.integers(0, 100), st.integers(0, 10))
def test_no_part_is_further_from_its_share_than_one(
    given_: list[Drawable], percent: int, seed: int
) -> None:
    drawn = draw(given_, percent, seed)
    assert len(drawn) == len(set(drawn)) == -(-len(given_) * percent // 100)
    for share in shares(given_, drawn):
        assert abs(share.drawn - share.of * percent / 100) < 1
