"""Passages like a given one, and passages like nothing that is coded: to read next."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

import numpy as np

from qualcoder_sts.foundation.progress import Progress
from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.suggest.corpus import SuggestCorpus
from qualcoder_sts.suggest.features import Encoder, dense
from qualcoder_sts.suggest.labels import labels_of
from qualcoder_sts.suggest.material import KeptVectors, Material
from qualcoder_sts.suggest.preparing import Prepared, prepare

if TYPE_CHECKING:
    from numpy.typing import NDArray

MOST_PASSAGES = 50
FEWEST_WORDS = 6
"""Shorter sentences are near to nothing, and say little."""
_ROWS_AT_A_TIME = 2_000


@dataclass(frozen=True, slots=True)
class FoundPassage:
    """A sentence and how near it is, from 0 to 1: to the passage asked for, or to what is coded."""

    source_id: UUID
    span: Span
    nearness: float


@dataclass(frozen=True, slots=True)
class FoundPassages:
    """What was found, and vectors to keep."""

    passages: tuple[FoundPassage, ...]
    fresh: tuple[KeptVectors, ...] = ()


def find_similar(
    progress: Progress,
    material: Material,
    source_id: UUID,
    span: Span,
    *,
    pipeline: str | None = None,
    encoder: Encoder | None = None,
    kept: Sequence[KeptVectors] = (),
) -> FoundPassages:
    """Participants' sentences like a passage, the nearest first; none that is in it."""
    prepared = prepare(progress, material, pipeline, encoder, kept)
    corpus = prepared.corpus
    place = next((n for n, one in enumerate(material.sources) if one.id == source_id), None)
    inside = np.array(
        [
            unit.source == place and corpus.span(number).overlaps(span)
            for number, unit in enumerate(corpus.units)
        ]
    )
    if not inside.any():
        return FoundPassages((), prepared.fresh)
    sentence = prepared.features.sentence
    nearness = dense(sentence @ sentence[inside].T).max(axis=1)
    may_be = ~inside & (nearness > 0) & _long_enough(corpus)
    return _found(prepared, material, -nearness, nearness, may_be)


def find_unlike(
    progress: Progress,
    material: Material,
    *,
    pipeline: str | None = None,
    encoder: Encoder | None = None,
    kept: Sequence[KeptVectors] = (),
) -> FoundPassages:
    """Sentences of unfinished text that are least like anything coded; none without coding."""
    prepared = prepare(progress, material, pipeline, encoder, kept)
    corpus = prepared.corpus
    labels = labels_of(material, corpus)
    coded = np.flatnonzero(labels.coded.any(axis=1))
    if not len(coded):
        return FoundPassages((), prepared.fresh)
    sentence = prepared.features.sentence
    nearness = np.concatenate(
        [
            dense(sentence[first : first + _ROWS_AT_A_TIME] @ sentence[coded].T).max(axis=1)
            for first in range(0, len(corpus.units), _ROWS_AT_A_TIME)
        ]
    )
    unread = np.array([not material.sources[unit.source].read for unit in corpus.units])
    may_be = _long_enough(corpus) & unread & ~labels.touched.any(axis=1)
    return _found(prepared, material, nearness, nearness, may_be)


def _long_enough(corpus: SuggestCorpus) -> "NDArray[np.bool_]":
    return np.array(
        [len(corpus.sentences[unit.sentence].words) >= FEWEST_WORDS for unit in corpus.units]
    )


def _found(
    prepared: Prepared,
    material: Material,
    order: "NDArray[np.float64]",
    nearness: "NDArray[np.float64]",
    may_be: "NDArray[np.bool_]",
) -> FoundPassages:
    corpus = prepared.corpus
    best = [unit for unit in np.argsort(order, kind="stable").tolist() if may_be[unit]]
    return FoundPassages(
        tuple(
            FoundPassage(
                material.sources[corpus.units[unit].source].id,
                corpus.span(unit),
                round(min(1.0, max(0.0, float(nearness[unit]))), 3),
            )
            for unit in best[:MOST_PASSAGES]
        ),
        prepared.fresh,
    )
