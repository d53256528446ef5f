"""What a selection grows to."""

from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcoder_sts.coding.units import CodingUnit, unit_around
from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.language.words import word_spans
from qualcoder_sts.project.tables.transcripts import SpeakerRole
from qualcoder_sts.transcripts import queries
from qualcoder_sts.ui.transcript_view.passages import grown, sentence_at
from qualcoder_sts.ui.transcript_view.rows import TurnRow

SAID = (
    "P3: Honestly? When they capped us at twenty, I could breathe. Dr. Ito left.\nM: And then? 🙂"
)
TURNS = (
    TurnRow(0, 4, SAID.index("\n"), "P3"),
    TurnRow(SAID.index("M:"), SAID.index("And"), len(SAID), "M", interviewer=True),
)


def place(words):
    start = SAID.index(words)
    return Span(start, start + len(words))


def steps(span, text=SAID, turns=TURNS):
    found = []
    while (larger := grown(text, turns, span)) is not None:
        found.append(larger.of(text))
        span = larger
    return found


def test_word_sentence_turn():
    caret = place("capped").start + 2
    turn = SAID[4 : SAID.index("\n")]
    assert steps(Span(caret, caret))[:2] == [
        "capped",
        "When they capped us at twenty, I could breathe.",
    ]
    assert steps(Span(caret, caret))[-1] == turn


@pytest.mark.parametrize("caret", [0, 1, 3])
def test_labels_are_left_out(caret):
    assert steps(Span(caret, caret))[0] == "Honestly"
    assert steps(Span(0, 6))[-1] == SAID[4 : SAID.index("\n")]


def test_part_of_a_word_grows_to_the_words_it_touches():
    span = Span(place("they").start + 2, place("capped").start + 2)
    assert steps(span)[0] == "they capped"


def test_beside_a_word_the_next_one_is_taken():
    comma = place(",").end
    assert grown(SAID, TURNS, Span(comma, comma)).of(SAID) == "I"


def test_over_two_turns_whole_sentences_then_both_turns():
    span = Span(place("left").start, place("And").end)
    assert steps(span)[-1] == SAID[4:]


def test_without_turns_the_paragraph_is_the_turn():
    caret = place("then").start
    assert steps(Span(caret, caret), turns=())[-1] == "M: And then? 🙂"


def test_right_to_left_sentences():
    text = "שלום עולם. מה שלומך היום? طيب."
    caret = text.index("שלומך")
    assert steps(Span(caret, caret), text, ())[:2] == ["שלומך", "מה שלומך היום?"]


NOTED = (
    "P1: [sighs] Dr. Ito left at 10.30 a.m. on Monday. “Not again!” we said… and so on. [laughs]\n"
    "I: (pause) Why?\n"
    "P2: No. [inaudible] Nothing helped\nbut that. One more thing? yes"
)


def test_sentences_are_those_of_coding_by_sentence():
    rows = [
        TurnRow(start, NOTED.index(":", start) + 2, end, NOTED[start : NOTED.index(":", start)])
        for start, end in [
            (0, NOTED.index("\nI:")),
            (NOTED.index("I:"), NOTED.index("\nP2")),
            (NOTED.index("P2"), len(NOTED)),
        ]
    ]
    turns = [
        queries.TurnRow(
            uuid4(), row.start, row.speech_start, row.end, uuid4(), row.speaker,
            SpeakerRole.PARTICIPANT, None, None,
        )
        for row in rows
    ]  # fmt: skip
    words = [word for row in rows for word in words_in(NOTED, row.speech_start, row.end)]
    assert len(words) == 31
    for word in words:
        sentence = unit_around(NOTED, turns, word, CodingUnit.SENTENCE)
        turn = unit_around(NOTED, turns, word, CodingUnit.TURN)
        assert sentence_at(NOTED, rows, word.start) == sentence
        larger = [word]
        while (following := grown(NOTED, rows, larger[-1])) is not None:
            larger.append(following)
        assert sentence in larger
        assert larger[-1] == turn


def words_in(text, start, end):
    return [span for span in word_spans(text) if start <= span.start and span.end <= end]


PIECES = ["word ", "a. ", "\n", "🙂", "e\u0301 ", "? ", "שלום ", " ", "it's ", "P1: "]


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join), st.data())
def test_growing_always_holds_more_and_comes_to_an_end(text, data):
    ends = data.draw(st.tuples(*[st.integers(0, len(text))] * 2))
    span = Span(min(ends), max(ends))
    for _ in range(6):
        larger = grown(text, (), span)
        if larger is None:
            return
        assert len(larger) > 0
        assert larger.end <= len(text)
        span = larger
    pytest.fail("it grows for ever")
