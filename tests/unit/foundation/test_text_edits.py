from hypothesis import given
from hypothesis import strategies as st

from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.foundation.text_edits import TextEdit, TextEdits, edits_between

TEXT = "The team met. We cried. Then we went home."


def moved(text, span, edits):
    edits = TextEdits(edits)
    new = edits.applied_to(text)
    place = edits.moved(span)
    return None if place is None else place.of(new)


def span_of(text, part):
    start = text.index(part)
    return Span(start, start + len(part))


def test_insertion_before_moves_a_segment():
    assert moved(TEXT, span_of(TEXT, "We cried."), [TextEdit(0, 0, "Well. ")]) == "We cried."


def test_insertion_inside_is_taken_in():
    at = TEXT.index("cried")
    assert moved(TEXT, span_of(TEXT, "We cried."), [TextEdit(at, at, "all ")]) == "We all cried."


def test_insertion_at_either_edge_stays_outside():
    span = span_of(TEXT, "We cried.")
    edits = [TextEdit(span.start, span.start, "Oh. "), TextEdit(span.end, span.end, " Ah.")]
    assert moved(TEXT, span, edits) == "We cried."


def test_replacement_over_an_edge_keeps_what_was_inside():
    start = TEXT.index("met. We")
    assert (
        moved(TEXT, span_of(TEXT, "We cried."), [TextEdit(start, start + 7, "sat down. You")])
        == " cried."
    )


def test_a_corrected_first_or_last_word_stays_in_the_segment():
    start = TEXT.index("We")
    edit = [TextEdit(start, start + 2, "They")]
    assert moved(TEXT, span_of(TEXT, "We cried."), edit) == "They cried."
    at = TEXT.index("cried.")
    edit = [TextEdit(at, at + 6, "wept!")]
    assert moved(TEXT, span_of(TEXT, "We cried."), edit) == "We wept!"


def test_a_segment_whose_text_goes_is_lost():
    assert moved(TEXT, span_of(TEXT, "We cried."), [TextEdit(0, len(TEXT), "Gone")]) is None


@st.composite
def texts_and_edits(draw):
    text = draw(st.text(max_size=60))
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8)))
    edits = []
    for start, end in zip(cuts[::2], cuts[1::2], strict=False):
        if not edits or start > edits[-1].end:
            edits.append(TextEdit(start, end, draw(st.text(max_size=6))))
    return text, edits


@given(texts_and_edits(), st.data())
def test_a_span_keeps_exactly_the_characters_that_survive(text_and_edits, data):
    text, edits = text_and_edits
    start = data.draw(st.integers(0, len(text)))
    span = Span(start, data.draw(st.integers(start, len(text))))
    survives = [
        position
        for position in range(span.start, span.end)
        if not any(edit.start <= position < edit.end for edit in edits)
    ]
    all_edits = TextEdits(edits)
    place = all_edits.moved(span)
    if survives:
        new_places = [
            position
            + sum(
                len(edit.replacement) - (edit.end - edit.start)
                for edit in edits
                if edit.start <= position
            )
            for position in survives
        ]
        assert place is not None
        assert place.start <= new_places[0]
        assert new_places[-1] < place.end
        new = all_edits.applied_to(text)
        assert [new[p] for p in new_places] == [text[p] for p in survives]
        if not any(span.start < e.end and e.start < span.end for e in edits):
            assert place.of(new) == span.of(text)


@given(st.text(max_size=80), st.text(max_size=80))
def test_edits_found_between_two_texts_turn_one_into_the_other(old, new):
    assert edits_between(old, new).applied_to(old) == new


@given(st.text(alphabet="ab \n", max_size=60), st.text(alphabet="ab \n", max_size=60))
def test_edits_found_between_similar_texts_turn_one_into_the_other(old, new):
    assert edits_between(old, new).applied_to(old) == new


def test_a_changed_word_is_a_small_edit():
    old = "one two three\nfour five six\n" * 50
    new = old.replace("five", "cinq", 1)
    (edit,) = edits_between(old, new)
    assert edit.end - edit.start <= 4
