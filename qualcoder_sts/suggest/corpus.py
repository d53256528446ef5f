"""The sentences of a project's sources, and which of them stand near which."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

import numpy as np

from qualcoder_sts.foundation.progress import SILENT, Progress
from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.language.reading import Sentence, read_sentences
from qualcoder_sts.suggest.material import Material, SaidTurn, SourceText
from qualcoder_sts.suggest.reading import pipeline_for

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from scipy.sparse import csr_array

NEIGHBOURS = 4
_TEXTS_REMEMBERED = 256


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence that may get a code: a participant's, or of a text that nobody speaks.

    Places, not keys: of its source among the sources, of its turn in the source, and of the
    sentence among all sentences. ``question`` are those of the interviewer's last turn.
    """

    source: int
    turn: int
    sentence: int
    question: range


@dataclass(frozen=True)
class SuggestCorpus:
    """All sentences, questions too, with the units among them; in the order of the sources."""

    sentences: tuple[Sentence, ...]
    source_of: tuple[int, ...]  # by sentence
    units: tuple[Unit, ...]

    @cached_property
    def unit_sentences(self) -> "NDArray[np.intp]":
        """Where each unit's sentence stands among the sentences."""
        return np.array([unit.sentence for unit in self.units], dtype=np.intp)

    @cached_property
    def unit_sources(self) -> "NDArray[np.intp]":
        """Each unit's source."""
        return np.array([unit.source for unit in self.units], dtype=np.intp)

    @cached_property
    def near(self) -> "csr_array":
        """Units × units: 1/(1 + distance) for up to four before and behind in the same source."""
        count = len(self.units)
        rows, columns, weights = [], [], []
        for distance in range(1, NEIGHBOURS + 1):
            first = np.arange(max(0, count - distance))
            first = first[self.unit_sources[first] == self.unit_sources[first + distance]]
            rows += [first, first + distance]
            columns += [first + distance, first]
            weights.append(np.full(2 * len(first), 1 / (1 + distance)))
        return _sparse(rows, columns, weights, (count, count))

    @cached_property
    def in_turn(self) -> "csr_array":
        """The neighbours that stand in the same turn, the weights of each unit's making one."""
        near = self.near.tocoo()
        turns = np.array([(unit.source, unit.turn) for unit in self.units])
        same = (turns[near.row] == turns[near.col]).all(axis=1)
        rows, columns, weights = near.row[same], near.col[same], near.data[same]
        sums = np.bincount(rows, weights, minlength=len(self.units))
        return _sparse([rows], [columns], [weights / sums[rows]], near.shape)

    @cached_property
    def asked(self) -> "csr_array":
        """Units × sentences: 1 for every sentence of the interviewer's last turn before a unit."""
        rows = [np.full(len(unit.question), place) for place, unit in enumerate(self.units)]
        columns = [np.asarray(unit.question) for unit in self.units]
        weights = [np.ones(len(unit.question)) for unit in self.units]
        return _sparse(rows, columns, weights, (len(self.units), len(self.sentences)))

    def span(self, unit: int) -> Span:
        """Where a unit stands in its source's text."""
        return self.sentences[self.units[unit].sentence].span


def read_corpus(
    material: Material, pipeline: str | None = None, progress: Progress = SILENT
) -> SuggestCorpus:
    """The sentences with words of every source; may raise ``Cancelled``."""
    sentences: list[Sentence] = []
    source_of: list[int] = []
    units: list[Unit] = []
    for place, source in enumerate(progress.track(material.sources, _("Reading the texts"))):
        language = source.language or material.language
        question = range(0)
        for turn, said in _by_turn(
            source, _sentences(source.text, source.turns, language, pipeline)
        ):
            numbers = range(len(sentences), len(sentences) + len(said))
            sentences += said
            source_of += [place] * len(said)
            if source.turns[turn].is_question:
                question = numbers
            else:
                units += [Unit(place, turn, number, question) for number in numbers]
    return SuggestCorpus(tuple(sentences), tuple(source_of), tuple(units))


@lru_cache(maxsize=_TEXTS_REMEMBERED)
def _sentences(
    text: str, turns: tuple[SaidTurn, ...], language: str, pipeline: str | None
) -> tuple[Sentence, ...]:
    """A text's sentences; remembered, because texts stay while codes and terms change."""
    spans = [span for turn in turns for span in turn.spans]
    reading = pipeline_for(language, pipeline)
    return tuple(one for one in read_sentences(reading, text, spans) if one.words)


def _by_turn(
    source: SourceText, sentences: Sequence[Sentence]
) -> Iterator[tuple[int, Sequence[Sentence]]]:
    """The sentences of each turn that has any, by the turn's place."""
    first = 0
    for turn, said in enumerate(source.turns):
        if not said.spans:
            continue
        behind = first
        while behind < len(sentences) and sentences[behind].span.start < said.spans[-1].end:
            behind += 1
        if behind > first:
            yield turn, sentences[first:behind]
        first = behind


def _sparse(
    rows: Sequence["NDArray[np.intp]"],
    columns: Sequence["NDArray[np.intp]"],
    weights: Sequence["NDArray[np.float64]"],
    shape: tuple[int, int],
) -> "csr_array":
    from scipy.sparse import csr_array  # noqa: PLC0415 - the window starts without it

    if not weights:
        return csr_array(shape)
    places = (np.concatenate(rows), np.concatenate(columns))
    return csr_array((np.concatenate(weights), places), shape=shape)
