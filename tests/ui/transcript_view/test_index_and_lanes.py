from bisect import bisect_right
from itertools import pairwise
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.ui.transcript_view.index import SegmentIndex, coloured_spans, paragraph_starts
from qualcoder_sts.ui.transcript_view.lanes import CHARACTERS_OF_A_LINE, Lanes
from qualcoder_sts.ui.transcript_view.rows import SegmentRow

TEXT = ("x" * 130 + "\n") * 4 + "\n\n" + "y" * 5000 + "\n" + "z" * 40


def row(number, start, end):
    return SegmentRow(UUID(int=number), start, end, "Code", "#5bb0a4")


@st.composite
def segments(draw, most=25):
    rows = []
    for number in range(draw(st.integers(0, most))):
        start = draw(st.integers(0, len(TEXT) - 1))
        rows.append(row(number, start, min(len(TEXT), start + draw(st.integers(1, 900)))))
    return rows


def test_paragraphs_begin_where_qt_begins_them():
    assert paragraph_starts("") == [0]
    assert paragraph_starts("a\nb\n") == [0, 2, 4]
    assert paragraph_starts("a\u2028b\u2029c") == [0, 4]


@given(segments(), st.integers(0, len(TEXT)), st.integers(1, 700))
def test_what_touches_a_stretch(rows, start, length):
    index = SegmentIndex(TEXT, rows)
    end = start + length
    expected = {r.id for r in rows if r.start < end and start < r.end}
    assert {r.id for r in index.touching(start, end)} == expected
    assert {r.id for r in index.at(start)} == {r.id for r in rows if r.start <= start < r.end}


@given(segments())
def test_the_shortest_comes_first_at_a_position(rows):
    index = SegmentIndex(TEXT, rows)
    for r in rows:
        lengths = [found.end - found.start for found in index.at(r.start)]
        assert lengths == sorted(lengths)


@given(segments(), st.integers(0, len(TEXT) - 1), st.integers(1, 700))
def test_coloured_spans_say_of_every_character_what_it_is_coded_with(rows, start, length):
    end = min(len(TEXT), start + length)
    spans = list(SegmentIndex(TEXT, rows).spans_between(start, end))
    assert all(a.end <= b.start for a, b in pairwise(spans))
    said = {}
    for span in spans:
        assert start <= span.start < span.end <= end
        for position in range(span.start, span.end):
            said[position] = {r.id for r in span.segments}
    for position in range(start, end):
        expected = {r.id for r in rows if r.start <= position < r.end}
        assert said.get(position, set()) == expected


@given(segments(), segments(), st.data())
def test_changing_an_index_equals_making_it_anew(rows, others, data):
    index = SegmentIndex(TEXT, rows)
    list(index.spans_between(0, len(TEXT)))
    now = {r.id: r for r in rows}
    for other in others:
        index.add(other)
        now[other.id] = other
    for segment_id in data.draw(st.lists(st.sampled_from(sorted(now)), unique=True)) if now else ():
        index.remove(segment_id)
        del now[segment_id]
    fresh = SegmentIndex(TEXT, now.values())
    assert list(index.spans_between(0, len(TEXT))) == list(fresh.spans_between(0, len(TEXT)))
    assert set(index) == set(fresh)
    assert index.remove(UUID(int=10**6)) is None


def test_spans_of_one_stretch():
    a, b = row(1, 0, 10), row(2, 5, 15)
    found = coloured_spans([b, a], Span(2, 12))
    assert [(s.start, s.end, s.segments) for s in found] == [
        (2, 5, (a,)), (5, 10, (a, b)), (10, 12, (b,)),
    ]  # fmt: skip


def on_one_line(a, b):
    """Whether two segments could have characters on the same visual line."""
    starts = paragraph_starts(TEXT)
    first, second = sorted((a, b), key=lambda r: r.start)
    if second.start < first.end:
        return True
    same = bisect_right(starts, first.end - 1) == bisect_right(starts, second.start)
    return same and second.start < first.end + CHARACTERS_OF_A_LINE


def check_lanes(index, lanes):
    rows = list(index)
    for i, a in enumerate(rows):
        assert 0 <= lanes.of(a.id) < lanes.count
        for b in rows[i + 1 :]:
            if on_one_line(a, b):
                assert lanes.of(a.id) != lanes.of(b.id)


@given(segments(), segments(most=8), st.data())
def test_two_stripes_on_a_line_never_share_a_lane(rows, others, data):
    index = SegmentIndex(TEXT, rows)
    lanes = Lanes(index)
    check_lanes(index, lanes)
    for other in others:
        moved = SegmentRow(UUID(int=1000 + other.id.int), other.start, other.end, "New", "#123456")
        index.add(moved)
        lanes.add(moved)
    check_lanes(index, lanes)
    if rows:
        gone = data.draw(st.sampled_from(rows))
        index.remove(gone.id)
        lanes.remove(gone.id)
        check_lanes(index, lanes)


def test_segments_in_different_paragraphs_share_the_first_lane():
    index = SegmentIndex(TEXT, [row(1, 100, 130), row(2, 131, 140)])
    lanes = Lanes(index)
    assert lanes.of(UUID(int=1)) == lanes.of(UUID(int=2)) == 0
