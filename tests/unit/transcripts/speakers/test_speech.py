"""What is a participant's own word."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcoder_sts.foundation.spans import Span, total_length
from qualcoder_sts.transcripts.document import Turn
from qualcoder_sts.transcripts.speakers.speech import is_sound, notes_in, speech_spans


def said(speech: str) -> list[str]:
    text = f"P1: {speech}\nI: Next?"
    turn = Turn(Span(0, 4 + len(speech)), 4, "P1")
    return [span.of(text) for span in speech_spans(text, turn)]


@pytest.mark.parametrize(
    ("speech", "expected"),
    [
        ("Well, I try.", ["Well, I try."]),
        ("  Well. \n\n  I try. ", ["Well. \n\n  I try."]),
        ("I [laughs] try [crosstalk 00:10] it [inaudible]", ["I", "try", "it"]),
        ("She [my director] said", ["She", "said"]),
        ("[a [b] c] so", ["so"]),
        ("so [not closed", ["so [not closed"]),
        ("[00:12:31] so (00:12) we (06.46) went #00:12:31-5# on", ["so", "we", "went", "on"]),
        ("[00:12:31 - 00:12:40] so", ["so"]),
        ("so (laughs) and (laughing out loud) and (all laugh) on", ["so", "and", "and", "on"]),
        ("so (pause) (…) (...) (.) (2.5) (3 sec) (4) on", ["so", "on"]),
        ("so (inaudible 00:12) (unverständlich) (rires) (risas) on", ["so", "on"]),
        ("(lidt utydeligt, der bliver afbrudt, 07.01) ja", ["ja"]),
        ("so (unclear) on", ["so", "on"]),
        ("I was (and it was unclear to me) there", ["I was (and it was unclear to me) there"]),
        ("in (2019) with my sons (both of them)", ["in (2019) with my sons (both of them)"]),
        ("we met at 10:30 or 12:15", ["we met at 10:30 or 12:15"]),
        ("one\n00:12:31\ntwo", ["one", "two"]),
        ("one\nEnd of Tape 1 – Side A\n\nTape 1 – Side B\ntwo", ["one", "two"]),
        ("one\n-----\ntwo", ["one", "two"]),
        ("one\nEnd of the day, that was it\ntwo", ["one\nEnd of the day, that was it\ntwo"]),
        ("[laughs]", []),
        ("", []),
    ],
)
def test_speech_without_notes(speech: str, expected: list[str]) -> None:
    assert said(speech) == expected


def test_notes_are_what_speech_leaves_out() -> None:
    text = "P1: I [laughs] try (pause) it."
    assert [note.of(text) for note in notes_in(text, Span(0, len(text)))] == ["[laughs]", "(pause)"]
    assert notes_in(text, Span(0, 8)) == []


def test_sounds() -> None:
    assert is_sound("laughing")
    assert is_sound("all laugh")
    assert not is_sound("manager")


PIECES = st.lists(
    st.sampled_from(
        ["word", " ", "\n", "[", "]", "(", ")", "[inaudible]", "(laughs)", "00:12", "😀"]
    )
)


@given(PIECES, PIECES, PIECES)
def test_speech_and_notes_lie_inside_and_apart(a: list[str], b: list[str], c: list[str]) -> None:
    before, inside, after = "".join(a), "".join(b), "".join(c)
    text = before + inside + after
    turn = Turn(Span(len(before), len(before + inside)), len(before), "P1")
    speech = speech_spans(text, turn)
    notes = notes_in(text, turn.span)
    assert all(turn.span.encloses(span) and span for span in speech)
    assert all(span.of(text) == span.of(text).strip() for span in speech)
    together = sorted([*speech, *notes])
    assert all(x.end <= y.start for x, y in pairwise(together))
    white = sum(character.isspace() for character in inside)
    assert len(inside) - white <= total_length(together) <= len(inside)


@pytest.mark.timeout(60)  # it takes some tenths of a second
def test_a_long_text_with_many_notes() -> None:
    """400,000 words in 10,000 turns, with notes."""
    speech = "Well I [laughs] think that (I mean) it is so (pause) and on we go " * 3
    text = (speech.strip() + "\n") * 10_000
    length = len(text) // 10_000
    turns = [Turn(Span(i * length, (i + 1) * length - 1), i * length, "P") for i in range(10_000)]
    count = sum(len(speech_spans(text, turn)) for turn in turns)
    assert count == 70_000


@pytest.mark.timeout(60)  # each with each would be hours
def test_many_open_brackets_do_not_hang() -> None:
    text = "[(" * 20_000
    assert speech_spans(text, Turn(Span(0, len(text)), 0, "P")) == [Span(0, len(text))]
