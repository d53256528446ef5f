"""Everything that can be computed before it is known what was coded."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from qualcoder_sts.foundation.progress import Progress
from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.suggest.corpus import SuggestCorpus, read_corpus
from qualcoder_sts.suggest.errors import NothingToReadError
from qualcoder_sts.suggest.features import (
    Encoder,
    Features,
    Vectors,
    features_of,
    tfidf_vectors,
)
from qualcoder_sts.suggest.material import KeptVectors, Material, SourceText
from qualcoder_sts.suggest.reading import pipeline_for
from qualcoder_sts.suggest.terms import FoundTerms, find_terms, lemmas_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

TIER_A = "terms-tfidf-1"
"""Stands where an encoder's hash would; it grows when the same texts give other suggestions."""

_STORED = np.dtype("<f4")


@dataclass(frozen=True)
class Prepared:
    """Sentences, terms and features; ``fresh`` are vectors that the project does not have yet."""

    corpus: SuggestCorpus
    found: FoundTerms
    features: Features
    definition_words: tuple[frozenset[str], ...]  # by code, lemmas that say something
    model_hash: str
    fresh: tuple[KeptVectors, ...] = ()


def prepare(
    progress: Progress,
    material: Material,
    pipeline: str | None = None,
    encoder: Encoder | None = None,
    kept: Sequence[KeptVectors] = (),
) -> Prepared:
    """Read the texts, find the terms, give every unit its features.

    Raises ``NothingToReadError`` and ``Cancelled``.
    """
    corpus = read_corpus(material, pipeline, progress)
    if not corpus.units:
        raise NothingToReadError
    languages = [
        material.sources[place].language or material.language for place in corpus.source_of
    ]
    found = find_terms(material.codes, corpus.sentences, languages, pipeline)
    reading = pipeline_for(material.language, pipeline)
    definitions = lemmas_of(reading, (code.definition for code in material.codes))
    small = reading.Defaults.stop_words
    fresh: Sequence[KeptVectors] = ()
    if encoder is None:
        lemmas = [[word.lemma for word in one.words] for one in corpus.sentences]
        vectors, of_codes = tfidf_vectors(lemmas, definitions)
    else:
        of_texts = _VectorsOfTexts(encoder, kept)
        vectors = _encoded(progress, material, corpus, of_texts)
        fresh = of_texts.fresh
        of_codes = encoder.vectors([code.definition for code in material.codes])
    return Prepared(
        corpus=corpus,
        found=found,
        features=features_of(corpus, vectors, of_codes, found),
        definition_words=tuple(
            frozenset(word for word in lemmas if word[0].isalpha() and word not in small)
            for lemmas in definitions
        ),
        model_hash=TIER_A if encoder is None else encoder.hash,
        fresh=tuple(fresh),
    )


class _VectorsOfTexts:
    """An encoder's vectors, from what the project kept where that is whole."""

    def __init__(self, encoder: Encoder, kept: Sequence[KeptVectors]) -> None:
        self._encoder = encoder
        own = (one for one in kept if one.model_hash == encoder.hash)
        self._kept = {(one.text_hash, one.sentences): one for one in own}
        self.fresh: list[KeptVectors] = []

    def of(self, source: SourceText, spans: Sequence[Span]) -> "NDArray[np.float32]":
        where = _hash_of(spans)
        found = self._kept.get((source.text_hash, where))
        if found is not None and (rows := _rows(found, len(spans))) is not None:
            return rows
        rows = self._encoder.vectors([span.of(source.text) for span in spans])
        content = rows.astype(_STORED).tobytes()
        own = KeptVectors(source.text_hash, self._encoder.hash, where, len(spans), content)
        self.fresh.append(own)
        return rows


def _encoded(
    progress: Progress, material: Material, corpus: SuggestCorpus, vectors: _VectorsOfTexts
) -> Vectors:
    """The vectors of all sentences, source by source."""
    blocks: list[NDArray[np.float32]] = []
    first = 0
    for place, source in enumerate(progress.track(material.sources, _("Comparing the sentences"))):
        behind = first + corpus.source_of.count(place)
        if behind > first:
            spans = [sentence.span for sentence in corpus.sentences[first:behind]]
            blocks.append(vectors.of(source, spans))
        first = behind
    return np.concatenate(blocks)


def _rows(kept: KeptVectors, count: int) -> "NDArray[np.float32] | None":
    """What the project kept, if it is whole."""
    if kept.count != count or not kept.content or len(kept.content) % (_STORED.itemsize * count):
        return None
    return np.frombuffer(kept.content, dtype=_STORED).reshape(count, -1).astype(np.float32)


def _hash_of(spans: Sequence[Span]) -> str:
    places = " ".join(f"{span.start}-{span.end}" for span in spans)
    return hashlib.sha256(places.encode()).hexdigest()
