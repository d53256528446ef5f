"""From probabilities to suggestions: what is shown, as which span, and how sure.

Thresholds are this program's own, measured on interviews coded by people.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.project.tables.suggest import Band
from qualcoder_sts.suggest.corpus import SuggestCorpus
from qualcoder_sts.suggest.material import Material
from qualcoder_sts.suggest.preparing import Prepared
from qualcoder_sts.suggest.terms import FoundTerms

if TYPE_CHECKING:
    from numpy.typing import NDArray

SHOWN_FROM = 0.15
QUEUED_FROM = 0.30
STRONG_FROM = 0.50
MOST_PER_SENTENCE = 3
CODINGS_TO_LEARN = 5
"""With fewer codings of a code a suggestion rests on its definition and terms."""
CODINGS_FOR_PERCENTAGE = 200
SOURCES_FOR_PERCENTAGE = 3

_CLAUSE_END = re.compile(r"[,;:]\s|\s[–—]\s|—|\s-\s")
_SHORTEST_CLAUSE = 10  # characters


@dataclass(frozen=True, slots=True)
class Hit:
    """Units that follow one another in a turn and may carry one code; ``best`` the likeliest."""

    code: int
    units: range
    best: int
    probability: float


@dataclass(frozen=True, slots=True)
class Spans:
    """The span of a hit, and those offered beside it."""

    span: Span
    shorter: Span | None
    longer: Span | None


def hits_in(
    chances: "NDArray[np.float64]", corpus: SuggestCorpus, may_show: "NDArray[np.bool_]"
) -> list[Hit]:
    """The hits of every code in the order of the text: at most three codes in a sentence.

    ``may_show`` (units × codes) leaves out what is coded already, excluded, rejected or not asked
    for. Neighbouring units of a turn become one hit.
    """
    shown = may_show & (chances >= SHOWN_FROM) & ~crowded_out(chances, may_show)
    hits = [
        hit
        for code in range(chances.shape[1])
        for hit in _runs(code, np.flatnonzero(shown[:, code]), chances[:, code], corpus)
    ]
    return sorted(hits, key=lambda hit: (hit.units.start, hit.code))


def crowded_out(
    chances: "NDArray[np.float64]", may_show: "NDArray[np.bool_]"
) -> "NDArray[np.bool_]":
    """What gives way to three likelier codes in its sentence."""
    allowed = np.where(may_show, chances, -1.0)
    order = np.argsort(-allowed, axis=1, kind="stable")[:, MOST_PER_SENTENCE:]
    crowded = np.zeros(chances.shape, dtype=bool)
    np.put_along_axis(crowded, order, values=True, axis=1)
    return crowded & may_show


def _runs(
    code: int, units: "NDArray[np.intp]", chances: "NDArray[np.float64]", corpus: SuggestCorpus
) -> Iterator[Hit]:
    run: list[int] = []
    for unit in [*units.tolist(), None]:
        if run and (unit is None or not _follows(corpus, run[-1], unit)):
            best = max(run, key=lambda one: (chances[one], -one))
            yield Hit(code, range(run[0], run[-1] + 1), best, float(chances[best]))
            run = []
        if unit is not None:
            run.append(unit)


def _follows(corpus: SuggestCorpus, before: int, unit: int) -> bool:
    one, other = corpus.units[before], corpus.units[unit]
    return unit == before + 1 and (one.source, one.turn) == (other.source, other.turn)


def spans_of(hit: Hit, prepared: Prepared, material: Material) -> Spans:
    """The hit itself, the clause or sentence that speaks most for it, and the whole turn."""
    corpus, found = prepared.corpus, prepared.found
    first, last = corpus.span(hit.units[0]), corpus.span(hit.units[-1])
    span = Span(first.start, last.end)
    unit = corpus.units[hit.best]
    source = material.sources[unit.source]
    said = source.turns[unit.turn].spans
    turn = Span(min(said[0].start, span.start), max(said[-1].end, span.end))
    shorter = corpus.span(hit.best)
    if len(hit.units) == 1:
        shorter = _clause(source.text, span, _places_of_terms(hit, corpus, found))
    return Spans(span, None if shorter == span else shorter, None if turn == span else turn)


def _places_of_terms(hit: Hit, corpus: SuggestCorpus, found: FoundTerms) -> list[Span]:
    sentence = corpus.units[hit.best].sentence
    words = corpus.sentences[sentence].words
    return [
        Span(words[place].start, words[place].end) for place in found.words_of(sentence, hit.code)
    ]


def _clause(text: str, sentence: Span, terms: Sequence[Span]) -> Span:
    """The clause that holds all terms found; the sentence where there is none such."""
    if not terms:
        return sentence
    ends = [match.start() for match in _CLAUSE_END.finditer(text, sentence.start, sentence.end)]
    starts = [match.end() for match in _CLAUSE_END.finditer(text, sentence.start, sentence.end)]
    start = max([sentence.start, *(one for one in starts if one <= terms[0].start)])
    end = min([sentence.end, *(one for one in ends if one >= terms[-1].end)])
    clause = Span(start, end)
    return clause if len(clause) >= _SHORTEST_CLAUSE else sentence


def band_of(probability: float, codings: int) -> Band:
    """How sure a suggestion is, in words."""
    if codings < CODINGS_TO_LEARN:
        return Band.DEFINITION_ONLY
    if probability >= STRONG_FROM:
        return Band.STRONG
    return Band.LIKELY if probability >= QUEUED_FROM else Band.POSSIBLE


def percentages_allowed(material: Material) -> bool:
    """Whether enough was coded for a probability to be shown as a number."""
    sources = {segment.source_id for segment in material.coded}
    enough = len(material.coded) >= CODINGS_FOR_PERCENTAGE
    return enough and len(sources) >= SOURCES_FOR_PERCENTAGE
