"""Everything that can be computed before it is known what was coded."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from qualcoder_sts.foundation.progress import Progress
from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.suggest.corpus import SuggestCorpus, read_corpus
from qualcoder_sts.suggest.errors import NothingToReadError
from qualcoder_sts.suggest.features import (
    Encoder,
    Features,
    Vectors,
    features_of,
    tfidf_vectors,
)
from qualcoder_sts.suggest.material import TIER_A, KeptVectors, Material, SourceText
from qualcoder_sts.suggest.reading import pipeline_for
from qualcoder_sts.suggest.terms import FoundTerms, find_terms, lemmas_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

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
    fresh: tuple[KeptVectors, ...] = ()
    if encoder is None:
        lemmas = [[word.lemma for word in one.words] for one in corpus.sentences]
        vectors, of_codes = tfidf_vectors(lemmas, definitions)
    else:
        vectors, fresh = _encoded(progress, material, corpus, encoder, kept)
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
        fresh=fresh,
    )


def _encoded(
    progress: Progress,
    material: Material,
    corpus: SuggestCorpus,
    encoder: Encoder,
    kept: Sequence[KeptVectors],
) -> tuple[Vectors, tuple[KeptVectors, ...]]:
    """The vectors of all sentences, and those of texts that the project has none of yet."""
    own = {(one.text_hash, one.sentences): one for one in kept if one.model_hash == encoder.hash}
    texts = list(_sentences_by_source(material, corpus))
    places = [_hash_of(spans) for _source, spans in texts]
    found = [
        _rows(own.get((source.text_hash, where)), len(spans))
        for (source, spans), where in zip(texts, places, strict=True)
    ]
    unknown = {
        number: [span.of(source.text) for span in spans]
        for number, (source, spans) in enumerate(texts)
        if found[number] is None
    }
    fresh: list[KeptVectors] = []
    for number, rows in _computed(progress, encoder, unknown):
        content, where = rows.astype(_STORED).tobytes(), places[number]
        text_hash = texts[number][0].text_hash
        fresh.append(KeptVectors(text_hash, encoder.hash, where, len(rows), content))
        found[number] = rows
    return np.concatenate([rows for rows in found if rows is not None]), tuple(fresh)


def _computed(
    progress: Progress, encoder: Encoder, texts: Mapping[int, Sequence[str]]
) -> "Iterator[tuple[int, NDArray[np.float32]]]":
    """The vectors of several texts' sentences; in one go, so that progress counts sentences."""
    said = [sentence for sentences in texts.values() for sentence in sentences]
    if not said:
        return
    ends = np.cumsum([len(sentences) for sentences in texts.values()])
    yield from zip(texts, np.split(encoder.vectors(said, progress), ends[:-1]), strict=True)


def _sentences_by_source(
    material: Material, corpus: SuggestCorpus
) -> Iterator[tuple[SourceText, list[Span]]]:
    first = 0
    for place, source in enumerate(material.sources):
        behind = first + corpus.source_of.count(place)
        if behind > first:
            yield source, [sentence.span for sentence in corpus.sentences[first:behind]]
        first = behind


def _rows(kept: KeptVectors | None, count: int) -> "NDArray[np.float32] | None":
    """What the project kept, if it is whole."""
    if kept is None or kept.count != count:
        return None
    if not kept.content or len(kept.content) % (_STORED.itemsize * count):
        return None
    return np.frombuffer(kept.content, dtype=_STORED).reshape(count, -1).astype(np.float32)


def _hash_of(spans: Sequence[Span]) -> str:
    places = " ".join(f"{span.start}-{span.end}" for span in spans)
    return hashlib.sha256(places.encode()).hexdigest()
