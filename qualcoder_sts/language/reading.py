"""Reading a source: its sentences with their words and lemmas."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from qualcoder_sts.foundation.progress import SILENT, Progress
from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.language.sentences import sentence_spans

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

# spaCy refuses a text of more than a million characters. Much shorter pieces cost no time, need
# less memory, and can be stopped in between.
LONGEST_PIECE = 20_000
_PIECES_AT_A_TIME = 256


@dataclass(frozen=True, slots=True)
class Word:
    """A word, where it stands in the source's text, and its lemma; never punctuation."""

    start: int
    end: int
    lemma: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a turn with its words; a sentence may have none."""

    span: Span
    words: tuple[Word, ...]


def read_sentences(
    pipeline: "Language", text: str, turns: Iterable[Span], progress: Progress = SILENT
) -> Iterator[Sentence]:
    """The sentences of a source, in order; none reaches from one turn into the next.

    ``turns`` are what was said, without speakers' labels, in the order of the text. Positions are
    those of the whole text. Progress counts characters; may raise ``Cancelled``.
    """
    by_turn = [sentence_spans(text, turn) for turn in turns]
    words = _words(pipeline, text, by_turn, progress)
    word = next(words, None)
    for span in chain.from_iterable(by_turn):
        inside: list[Word] = []
        while word is not None and word.start < span.end:
            inside.append(word)
            word = next(words, None)
        yield Sentence(span, tuple(inside))


def pieces(text: str, sentences: Sequence[Span]) -> Iterator[Span]:
    """Stretches of a turn that are short enough for spaCy, cut between sentences if possible."""
    start = end = None
    for sentence in sentences:
        if start is not None and end is not None and sentence.end - start > LONGEST_PIECE:
            yield from _cut(text, start, end)
            start = None
        start = sentence.start if start is None else start
        end = sentence.end
    if start is not None and end is not None:
        yield from _cut(text, start, end)


def _cut(text: str, start: int, end: int) -> Iterator[Span]:
    """A sentence without end, cut at white space or, where there is none, anywhere."""
    while end - start > LONGEST_PIECE:
        space = text.rfind(" ", start + 1, start + LONGEST_PIECE)
        cut = space if space > 0 else start + LONGEST_PIECE
        yield Span(start, cut)
        start = cut
    yield Span(start, end)


def _words(
    pipeline: "Language", text: str, by_turn: Sequence[Sequence[Span]], progress: Progress
) -> Iterator[Word]:
    stretches = (piece for turn in by_turn for piece in pieces(text, turn))
    given = ((piece.of(text), piece) for piece in stretches)
    # The sentences are known already.
    known = [name for name in pipeline.pipe_names if name == "sentence_rules"]
    lemmas: dict[tuple[int, int], str] = {}
    for doc, piece in pipeline.pipe(
        given, as_tuples=True, batch_size=_PIECES_AT_A_TIME, disable=known
    ):
        progress.check()
        progress.report(piece.end, len(text), "")
        yield from _words_of(doc, piece.start, lemmas)


def _words_of(doc: "Doc", offset: int, lemmas: dict[tuple[int, int], str]) -> Iterator[Word]:
    for token in doc:
        key = (token.orth, token.lemma)
        lemma = lemmas.get(key)
        if lemma is None:
            has_letters = any(character.isalnum() for character in token.text)
            lemma = lemmas[key] = token.lemma_.lower() or token.lower_ if has_letters else ""
        if lemma:
            start = offset + token.idx
            yield Word(start, start + len(token), lemma)
