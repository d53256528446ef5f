import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcoder_sts.foundation.text_alignment import replacements
from qualcoder_sts.foundation.text_edits import edits_between

PIECES = st.lists(st.sampled_from("abcdefgh"), max_size=40)
LONG = st.lists(st.sampled_from("ab"), max_size=300)


def rebuilt(old, new):
    """The new sequence from the old one and what was replaced."""
    result, position = [], 0
    for part in replacements(old, new):
        assert part.old_start >= position, "out of order"
        assert part.old_end > part.old_start or part.new_end > part.new_start
        result += old[position : part.old_start] + new[part.new_start : part.new_end]
        position = part.old_end
    return result + old[position:]


@given(PIECES, PIECES)
def test_one_becomes_the_other(old, new):
    assert rebuilt(old, new) == new


@given(LONG, LONG)
def test_long_and_without_anything_unique(old, new):
    assert rebuilt(old, new) == new


@given(PIECES, PIECES, PIECES)
def test_what_stands_before_and_after_is_left_alone(before, old, after):
    parts = list(replacements([*before, *old, *after], [*before, "new", *after]))
    assert all(part.old_start >= len(before) for part in parts)
    assert all(part.old_end <= len(before) + len(old) for part in parts)


def test_a_moved_piece_is_found_at_one_place():
    parts = list(replacements(list("abcdef"), list("abxcdef")))
    assert [(part.old_start, part.old_end) for part in parts] == [(2, 2)]


def talk(words, between):
    chance = random.Random(7)
    common = ["the", "and", "I", "you", "to", "it"] * 40
    rare = [f"word{number}" for number in range(2000)]
    turns = []
    while words > 0:
        count = min(words, chance.randint(5, 60))
        turns.append("P1: " + " ".join(chance.choice(common + rare) for _ in range(count)))
        words -= count
    return between.join(turns)


@pytest.mark.timeout(60)  # comparing all with all would take minutes
@pytest.mark.parametrize("between", ["\n", "\n\n", " "], ids=["lines", "blank lines", "one line"])
@pytest.mark.parametrize("edits", [2, 400])
def test_a_hundred_thousand_words(between, edits):
    old = talk(100_000, between)
    words = old.split(" ")
    chance = random.Random(8)
    words[0], words[-1] = "Well,", "then."
    for _ in range(edits - 2):
        words[chance.randrange(len(words))] += chance.choice([" more words", "s", ","])
    new = " ".join(words)
    found = edits_between(old, new)
    assert found.applied_to(old) == new
    assert len(list(found)) <= edits
    assert sum(len(edit.replacement) + edit.end - edit.start for edit in found) < 30 * edits


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("ab " * 50_000, "ba " * 50_000),
        ("\n" * 50_000, "x" + "\n" * 40_000 + "y"),
        (talk(50_000, " "), talk(50_000, " ")[::-1]),
    ],
    ids=["two words", "blank lines", "all new"],
)
@pytest.mark.timeout(60)
def test_the_worst_ends(old, new):
    assert edits_between(old, new).applied_to(old) == new
