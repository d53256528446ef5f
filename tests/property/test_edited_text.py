"""A text while it is edited equals the text made at once."""

from hypothesis import given
from hypothesis import strategies as st

from qualcoder_sts.foundation.edited_text import EditedText
from qualcoder_sts.foundation.spans import Span

PIECES = ["word", " ", "\n", "🙂", "e\u0301", "\u00a0", "\t", "x", ". "]
texts = st.lists(st.sampled_from(PIECES), max_size=25).map("".join)


@st.composite
def edited_texts(draw):
    edited = EditedText(draw(texts))
    expected = edited.original
    for _ in range(draw(st.integers(0, 8))):
        ends = sorted(draw(st.tuples(*[st.integers(0, len(expected))] * 2)))
        replacement = draw(texts)[:6]
        edited.replace(ends[0], ends[1], replacement)
        expected = expected[: ends[0]] + replacement + expected[ends[1] :]
    assert edited.text == expected
    return edited


@given(edited_texts())
def test_the_edits_so_far_make_the_present_text(edited):
    assert edited.edits.applied_to(edited.original) == edited.text


@given(edited_texts(), st.data())
def test_what_was_kept_is_found_where_it_came_from(edited, data):
    length = len(edited.original)
    ends = sorted(data.draw(st.tuples(*[st.integers(0, length)] * 2)))
    span = Span(*ends)
    moved = edited.moved(span)
    if not span or moved is None:
        return
    assert 0 <= moved.start <= moved.end <= len(edited.text)
    origin = edited.origin(moved)
    # All the segment's own characters that are left lie where the segment is looked for.
    for kept in edited.edits.kept(span):
        assert origin.start <= kept.start
        assert kept.end <= origin.end


@given(edited_texts(), st.data())
def test_what_covers_a_place_now_is_found_by_where_that_came_from(edited, data):
    def span_in(length):
        return Span(*sorted(data.draw(st.tuples(*[st.integers(0, length)] * 2))))

    segment, seen = span_in(len(edited.original)), span_in(len(edited.text))
    moved = edited.moved(segment) if segment else None
    if moved is not None and moved.overlaps(seen):
        origin = edited.origin(seen)
        assert segment.start < origin.end
        assert origin.start < segment.end


@given(edited_texts())
def test_putting_everything_back_leaves_no_edit(edited):
    edited.replace(0, len(edited.text), edited.original)
    assert edited.text == edited.original
    assert not edited.is_changed
    if whole := Span(0, len(edited.original)):
        assert edited.moved(whole) == whole


def test_typing_and_taking_back():
    edited = EditedText("We sit together.")
    for i, letter in enumerate("down "):
        edited.replace(7 + i, 7 + i, letter)
    assert [(e.start, e.end, e.replacement) for e in edited.edits] == [(7, 7, "down ")]
    assert edited.moved(Span(3, 15)) == Span(3, 20)
    assert edited.moved(Span(7, 15)) == Span(12, 20)
    assert edited.origin(Span(8, 10)) == Span(7, 7)
    assert edited.origin(Span(12, 20)) == Span(7, 15)
    edited.replace(7, 12, "")
    assert not edited.is_changed
