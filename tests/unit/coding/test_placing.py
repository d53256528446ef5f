import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcoder_sts.coding.placing import Unplaced, occurrences, place_quote
from qualcoder_sts.foundation.spans import Span

TEXT = "We met. 😀 Yes.\nWe met again. Yes."


@pytest.mark.parametrize(
    ("quote", "where", "span"),
    [
        ("met again", {}, Span(18, 27)),
        ("😀", {}, Span(8, 9)),
        ("Yes.\nWe", {}, Span(10, 17)),
        ("  met again\n", {}, Span(18, 27)),
        # Offsets and quote together.
        ("We met", {"start": 15, "end": 21}, Span(15, 21)),
        ("", {"start": 15, "end": 21}, Span(15, 21)),
        # Offsets that another program counted otherwise: the quote decides when it can.
        ("met again", {"start": 20, "end": 28}, Span(18, 27)),
        ("met again", {"start": 500, "end": 509}, Span(18, 27)),
        # The start alone tells which.
        ("Yes.", {"start": 29}, Span(29, 33)),
        # The row before stood behind the first one.
        ("Yes.", {"after": 20}, Span(29, 33)),
    ],
)
def test_placed(quote, where, span):
    assert place_quote(TEXT, quote, **where) == span
    assert TEXT[15:21] == "We met"


@pytest.mark.parametrize(
    ("quote", "where", "reason"),
    [
        ("", {}, "it has neither a quote nor offsets"),
        ("", {"start": 3}, "it has neither a quote nor offsets"),
        ("never", {}, "the quote does not stand in the text"),
        ("we met", {}, "the quote does not stand in the text"),
        ("Yes.", {}, "the quote stands 2 times; give start and end"),
        ("Yes.", {"after": 0}, "the quote stands 2 times; give start and end"),
        ("Yes.", {"after": 30}, "the quote stands 2 times; give start and end"),
        ("Yes.", {"start": 3}, "the quote stands 2 times; give start and end"),
        ("Yes.", {"start": 3, "end": 7}, "quote and offsets do not agree"),
        ("", {"start": 3, "end": 99}, "there is no place from 3 to 99 in the text"),
        ("", {"start": 5, "end": 5}, "there is no place from 5 to 5 in the text"),
        ("", {"start": -1, "end": 5}, "there is no place from -1 to 5 in the text"),
        ("Yes.", {"start": 98, "end": 99}, "there is no place from 98 to 99 in the text"),
    ],
)
def test_unplaced(quote, where, reason):
    assert place_quote(TEXT, quote, **where) == Unplaced(reason)


def test_occurrences_may_overlap():
    assert occurrences("aaa", "aa") == [Span(0, 2), Span(1, 3)]
    assert occurrences("aaa", "") == []


@given(st.text("ab \n😀", max_size=30), st.data())
def test_a_place_always_has_the_quote(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    place = place_quote(text, text[start:end], start=start, end=end)
    if start < end:
        assert place == Span(start, end)
    by_quote = place_quote(text, text[start:end])
    if isinstance(by_quote, Span):
        assert by_quote.of(text) == text[start:end]
        assert by_quote == Span(start, end)
