import subprocess
import sys
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcoder_sts.foundation.progress import Cancelled, Progress, ReportedProgress
from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.language.pipeline import load_pipeline
from qualcoder_sts.language.reading import LONGEST_PIECE, Sentence, Word, read_sentences
from qualcoder_sts.language.sentences import sentence_spans


@pytest.fixture(scope="module")
def english():
    return load_pipeline("en")


def test_sentences_hold_their_words_where_they_stand_in_the_source(english):
    text = "P1: We left 😀. It hurt!\nI: Why?"
    sentences = list(read_sentences(english, text, [Span(4, 23), Span(27, 31)]))
    assert sentences == [
        Sentence(
            Span(4, 14),
            (Word(4, 6, "we"), Word(7, 11, "leave")),
        ),
        Sentence(Span(15, 23), (Word(15, 17, "it"), Word(18, 22, "hurt"))),
        Sentence(Span(27, 31), (Word(27, 30, "why"),)),
    ]
    assert text[4:14] == "We left 😀."


def test_labels_and_what_lies_between_turns_are_not_read(english):
    text = "MODERATOR: Yes.\n[Tape ends]\nP1: No."
    sentences = list(read_sentences(english, text, [Span(11, 15), Span(32, 35)]))
    assert [one.span.of(text) for one in sentences] == ["Yes.", "No."]


def test_no_sentence_reaches_into_the_next_turn(english):
    text = "we were so and then they"
    sentences = list(read_sentences(english, text, [Span(0, 10), Span(11, 24)]))
    assert [one.span for one in sentences] == [Span(0, 10), Span(11, 24)]


@pytest.mark.parametrize(
    "text",
    [
        "We worked hard. " * 80_000,
        "worked " * 200_000,
        "w" * 1_100_000,
    ],
    ids=["sentences", "one sentence", "one word"],
)
def test_a_turn_longer_than_spacy_takes(english, text):
    assert len(text) > english.max_length
    sentences = list(read_sentences(english, text, [Span(0, len(text))]))
    assert [one.span for one in sentences] == sentence_spans(text)
    words = [word for one in sentences for word in one.words]
    assert all(first.end <= second.start for first, second in pairwise(words))
    assert {word.lemma for word in words} <= {"we", "work", "hard"} or "www" in words[0].lemma
    assert text.count("worked") == sum(word.lemma == "work" for word in words)


class PieceLengths:
    """Stands for a pipeline and remembers what it was given."""

    def __init__(self, nlp):
        self.nlp, self.lengths, self.pipe_names = nlp, [], nlp.pipe_names

    def pipe(self, texts, **kept):
        texts = list(texts)
        self.lengths += [len(text) for text, _ in texts]
        return self.nlp.pipe(texts, **kept)


def test_pieces_stay_short(english):
    text = "Some words. " * 10_000 + "and " * 10_000
    seen = PieceLengths(english)
    list(read_sentences(seen, text, [Span(0, len(text))]))
    assert max(seen.lengths) <= LONGEST_PIECE


def test_progress_counts_characters_and_cancels(english):
    text = "Some words here. " * 20_000
    reports = []
    watched = ReportedProgress(lambda done, total, _: reports.append((done, total)))
    list(read_sentences(english, text, [Span(0, len(text))], watched))
    assert reports
    assert all(done <= total == len(text) for done, total in reports)
    with pytest.raises(Cancelled):
        list(
            read_sentences(
                english, text, [Span(0, len(text))], ReportedProgress(print, lambda: True)
            )
        )


@given(st.lists(st.text(max_size=40), max_size=6))
def test_words_lie_in_their_sentences_and_sentences_in_their_turns(parts):
    text = "\n".join(parts)
    turns, start = [], 0
    for part in parts:
        turns.append(Span(start, start + len(part)))
        start += len(part) + 1
    for sentence in read_sentences(load_once(), text, turns, Progress()):
        assert any(turn.encloses(sentence.span) for turn in turns)
        for word in sentence.words:
            assert sentence.span.encloses(Span(word.start, word.end))
            assert word.lemma == word.lemma.lower()


def load_once(_kept=[]):  # noqa: B006
    if not _kept:
        _kept.append(load_pipeline("xx"))
    return _kept[0]


def test_spacy_is_imported_when_first_needed():
    code = (
        "import sys; import qualcoder_sts.language.reading, qualcoder_sts.language.pipeline;"
        "assert 'spacy' not in sys.modules"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
