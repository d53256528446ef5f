import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.language.sentences import sentence_spans, sentences_around


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("One. Two! Three?", ["One.", "Two!", "Three?"]),
        ("“Not today.” She left.", ["“Not today.”", "She left."]),
        (
            "Dr. Ruiz came at 10.30 a.m. with us. Yes.",
            ["Dr. Ruiz came at 10.30 a.m. with us.", "Yes."],
        ),
        ("Říkal to dr. Novák. Ano.", ["Říkal to dr. Novák.", "Ano."]),
        ("No. Never. Room No. 5, Nr. 7.", ["No.", "Never.", "Room No. 5, Nr. 7."]),
        ("Tea, talk, etc. Then home.", ["Tea, talk, etc.", "Then home."]),
        ("Tea, etc. and talk.", ["Tea, etc. and talk."]),
        ("I … well. J. Smith said so.", ["I … well.", "J. Smith said so."]),
        ("wait... and then? no", ["wait... and then? no"]),
        ("One line\nanother line", ["One line", "another line"]),
        ("  Café 😀. Über uns.  ", ["Café 😀.", "Über uns."]),
        ("今日は。明日？", ["今日は。", "明日？"]),
        ("هل تعبت؟ نعم.", ["هل تعبت؟", "نعم."]),
        ("वह थक गई। अब ठीक है।", ["वह थक गई।", "अब ठीक है।"]),
        ("", []),
        (" \n ", []),
    ],
)
def test_sentences(text, sentences):
    assert [span.of(text) for span in sentence_spans(text)] == sentences


def test_only_a_stretch():
    text = "P1: One. Two."
    assert [span.of(text) for span in sentence_spans(text, Span(4, len(text)))] == ["One.", "Two."]


def test_a_long_text_takes_no_time():
    text = "This is a sentence of some words. " * 30_000
    assert len(sentence_spans(text)) == 30_000


PIECES = ["word ", "Dr. ", "a. ", "B", "\n", "🙂", "? ", " ", "…", "”", "P1: "]


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=30).map("".join), st.data())
def test_around_a_span_as_in_the_whole_stretch(text, data):
    outer = spans(data, 0, len(text))
    inner = spans(data, outer.start, outer.end)
    touched = [one for one in sentence_spans(text, outer) if one.overlaps(inner)]
    found = sentences_around(text, inner, outer)
    if touched:
        assert found == Span(touched[0].start, touched[-1].end)


def test_between_two_sentences_the_one_before():
    text = "One.  Two.\n\nThree."
    whole = Span(0, len(text))
    for caret, sentence in [(4, "One."), (5, "One."), (6, "Two."), (10, "Two.")]:
        assert sentences_around(text, Span(caret, caret), whole).of(text) == sentence


def spans(data, first, last):
    ends = data.draw(st.tuples(*[st.integers(first, last)] * 2))
    return Span(min(ends), max(ends))
