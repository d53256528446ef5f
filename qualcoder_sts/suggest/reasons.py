"""What speaks for a suggestion: terms found, words of the definition, passages coded before.

And why something is not suggested.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.suggest.features import Vectors, dense
from qualcoder_sts.suggest.labels import Labels
from qualcoder_sts.suggest.material import (
    Hidden,
    HiddenBecause,
    Material,
    Reason,
    ReasonKind,
)
from qualcoder_sts.suggest.preparing import Prepared
from qualcoder_sts.suggest.proposing import SHOWN_FROM, Hit

if TYPE_CHECKING:
    from numpy.typing import NDArray

MOST_PASSAGES = 2
MOST_WORDS = 4
_NEAR_ENOUGH = 0.1  # cosine; below it two passages have little in common
_LONGEST_PASSAGE = 300


@dataclass(frozen=True)
class Grounds:
    """All that reasons are found in."""

    material: Material
    prepared: Prepared
    labels: Labels


def reasons_for(hit: Hit, grounds: Grounds) -> tuple[Reason, ...]:
    """Terms and name, then the two nearest coded passages, then words of the definition."""
    return (
        *_terms(hit, grounds),
        *_nearest(hit, grounds),
        *_definition(hit, grounds),
    )


def hidden_in(
    chances: "NDArray[np.float64]", crowded: "NDArray[np.bool_]", grounds: Grounds
) -> Iterator[Hidden]:
    """What would be suggested were it not for an excluded term, a rejection or likelier codes.

    ``chances`` are nothing where no suggestions were asked for.
    """
    material, corpus, labels = grounds.material, grounds.prepared.corpus, grounds.labels
    found = grounds.prepared.found
    suppressed = found.suppressed()[corpus.unit_sentences]
    unshown = (suppressed | labels.rejected | crowded) & ~labels.touched
    unshown &= chances >= SHOWN_FROM
    for unit, code in np.argwhere(unshown).tolist():
        place = corpus.units[unit]
        phrases = found.of(place.sentence, code, excluding=True)
        because = HiddenBecause.CROWDED if crowded[unit, code] else HiddenBecause.REJECTED
        because = HiddenBecause.EXCLUDED if phrases else because
        yield Hidden(
            material.sources[place.source].id,
            corpus.span(unit),
            material.codes[code].id,
            because,
            phrases[0].text if phrases else "",
        )


def _terms(hit: Hit, grounds: Grounds) -> list[Reason]:
    units = (grounds.prepared.corpus.units[unit] for unit in hit.units)
    phrases = [one for unit in units for one in grounds.prepared.found.of(unit.sentence, hit.code)]
    return [Reason(one.kind, one.text) for one in dict.fromkeys(phrases)]


def _nearest(hit: Hit, grounds: Grounds) -> list[Reason]:
    coded = np.flatnonzero(grounds.labels.coded[:, hit.code])
    sentence = grounds.prepared.features.sentence
    nearness = _cosines(sentence[coded], sentence[[hit.best]]) if len(coded) else np.zeros(0)
    best = [
        place for place in np.argsort(-nearness, kind="stable") if nearness[place] >= _NEAR_ENOUGH
    ]
    reasons: dict[str, Reason] = {}
    for place in best:
        reason = _passage(int(coded[place]), grounds)
        reasons.setdefault(reason.text, reason)
        if len(reasons) == MOST_PASSAGES:
            break
    return list(reasons.values())


def _passage(unit: int, grounds: Grounds) -> Reason:
    source = grounds.material.sources[grounds.prepared.corpus.units[unit].source]
    span = grounds.prepared.corpus.span(unit)
    text = Span(span.start, min(span.end, span.start + _LONGEST_PASSAGE)).of(source.text)
    return Reason(ReasonKind.CODED, text, source.id, source.name, span.start, span.end)


def _definition(hit: Hit, grounds: Grounds) -> list[Reason]:
    """The words a unit shares with the definition, the rarest first; nothing where it is far."""
    prepared = grounds.prepared
    if prepared.features.nearness[hit.best, hit.code] <= 1:
        return []
    unit = prepared.corpus.units[hit.best]
    text = grounds.material.sources[unit.source].text
    said = {word.lemma: word for word in prepared.corpus.sentences[unit.sentence].words}
    of_codes = prepared.definition_words
    shared = [lemma for lemma in said if lemma in of_codes[hit.code]]
    shared.sort(key=lambda lemma: sum(lemma in words for words in of_codes))
    words = [text[said[lemma].start : said[lemma].end] for lemma in shared[:MOST_WORDS]]
    return [Reason(ReasonKind.DEFINITION, ", ".join(words))]


def _cosines(rows: Vectors, one: Vectors) -> "NDArray[np.float64]":
    """How near rows of length one are to another such row."""
    return dense(rows @ one.T).ravel()
