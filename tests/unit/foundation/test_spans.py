from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcoder_sts.foundation.spans import Span, intersections, total_length, united, without

SPAN = st.tuples(st.integers(0, 30), st.integers(0, 12)).map(lambda t: Span(t[0], t[0] + t[1]))
SPANS = st.lists(SPAN, max_size=8)


def positions(spans):
    return {position for span in spans for position in range(span.start, span.end)}


def test_a_span_is_half_open():
    span = Span(2, 5)
    assert len(span) == 3
    assert span.of("abcdefg") == "cde"
    assert not Span(2, 2)
    assert span.shifted(3) == Span(5, 8)


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 2)])
def test_what_is_no_span(start, end):
    with pytest.raises(ValueError, match="not a span"):
        Span(start, end)


@given(SPAN, SPAN)
def test_two_spans(left, right):
    common = positions([left]) & positions([right])
    assert positions([left.intersection(right)]) == common
    if left and right:
        assert left.overlaps(right) == bool(common)
        assert left.touches(right) == (
            bool(common) or left.end == right.start or right.end == left.start
        )
        assert left.encloses(right) == (common == positions([right]))
    assert left.overlaps(right) == right.overlaps(left)


@given(SPANS)
def test_united(spans):
    result = united(spans)
    assert positions(result) == positions(spans)
    assert result == sorted(result)
    assert all(result)
    for before, after in pairwise(result):
        assert before.end <= after.start
    assert total_length(result) == len(positions(spans))


def test_touching_spans_stay_apart():
    assert united([Span(3, 5), Span(0, 3)]) == [Span(0, 3), Span(3, 5)]


@given(SPANS, SPANS)
def test_intersections(left, right):
    result = intersections(left, right)
    assert positions(result) == positions(left) & positions(right)
    assert result == sorted(result)
    assert intersections(right, left) == result


@given(SPANS, SPANS)
def test_without(spans, removed):
    result = without(spans, removed)
    assert positions(result) == positions(spans) - positions(removed)
    assert result == sorted(result)
    assert all(result)
