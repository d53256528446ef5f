import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.ui.transcript_view.positions import TextPositions

PIECES = ["a", "b ", ". ", "\n", "é", "e\u0301", "🙂", "\U0001f469\u200d\U0001f467", "🇳🇱", "🇩🇪"]
PIECES += ["한", "\u1112\u1161\u11ab", "नि", "क्ष", "ش", "\u0600", "\u00a0", "𝒳", "\u200d", "👍🏽"]
PIECES += ["ก็", "、", "字"]
texts = st.lists(st.sampled_from(PIECES), max_size=60).map("".join)


def units_before(text, position):
    return len(text[:position].encode("utf-16-le")) // 2


@given(texts)
def test_code_points_and_units_there_and_back(text):
    positions = TextPositions(text)
    for position in range(len(text) + 1):
        units = units_before(text, position)
        assert positions.to_units(position) == units
        assert positions.to_code_points(units) == position


@given(texts)
def test_half_a_pair_counts_as_before_it(text):
    positions = TextPositions(text)
    for position, character in enumerate(text):
        if ord(character) > 0xFFFF:
            assert positions.to_code_points(units_before(text, position) + 1) == position


@given(texts, st.data())
def test_ends_are_snapped_to_what_a_reader_sees_as_one_character(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    borders = {0, len(text)} | {match.end() for match in regex.finditer(r"\X", text)}
    snapped = TextPositions(text).snapped(Span(start, end))
    assert snapped.start == max(border for border in borders if border <= start)
    if end > start:
        assert snapped.end == min(border for border in borders if border >= end)
    else:
        assert not snapped


def test_a_long_run_of_flags_is_counted_from_its_beginning():
    text = "🇳🇱" * 300
    assert TextPositions(text).snapped(Span(401, 403)) == Span(400, 404)


def test_a_far_border_is_found_without_reading_the_whole_text():
    text = "word " * 200_000 + "e\u0301" + " word" * 10
    assert TextPositions(text).border_before(1_000_001) == 1_000_000


@pytest.mark.parametrize(("start", "end"), [(1, 2), (2, 3), (1, 3)])
def test_half_surrogates_become_the_whole_character(start, end):
    assert TextPositions("a🙂b").span_of_units(start, end) == Span(1, 2)


def test_nothing_stays_nothing():
    assert TextPositions("a🙂b").span_of_units(3, 3) == Span(2, 2)
    assert TextPositions("").snapped(Span(0, 0)) == Span(0, 0)
