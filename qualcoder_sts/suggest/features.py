"""What is known of each unit: what it says, what stands around it, what was asked before.

For any vectors of sentences: TF-IDF of their lemmas (tier A) or an encoder's (tiers B and C).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeAlias

import numpy as np
from scipy.sparse import csr_array, hstack, issparse
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.preprocessing import normalize

from qualcoder_sts.foundation.progress import SILENT, Progress
from qualcoder_sts.suggest.corpus import SuggestCorpus
from qualcoder_sts.suggest.terms import FoundTerms

if TYPE_CHECKING:
    from numpy.typing import NDArray

Vectors: TypeAlias = "NDArray[np.float32] | csr_array"

MOST_TERMS = 3
"""More different terms of a code than these in one sentence say nothing more."""
_LARGEST_Z = 4.0
"""Sentences of two words can be many deviations away from the mean."""


class Encoder(Protocol):
    """A language model that gives sentences vectors. Goes to the worker process: picklable."""

    @property
    def hash(self) -> str:
        """Which model it is, exactly: vectors of different hashes are never mixed."""

    def vectors(
        self, sentences: Sequence[str], progress: Progress = SILENT
    ) -> "NDArray[np.float32]":
        """Sentences × dimensions, each row of length one; may raise ``Cancelled``."""


@dataclass(frozen=True)
class Features:
    """What the regressions see.

    ``shared`` (units × three times the vectors' width) is the same for every code: the sentence,
    the mean of its neighbours, the interviewer's last question. ``of_codes`` (codes × units ×
    six) is how near each of the three is to the code's definition, and how many of its terms
    stand in each. ``sentence`` are the units' own vectors. ``in_turn`` (units × units) gives the
    neighbours in the same turn their weights, which sum up to one.
    """

    shared: Vectors
    of_codes: "NDArray[np.float32]"
    sentence: Vectors
    in_turn: csr_array

    @property
    def has_turn(self) -> "NDArray[np.float64]":
        """Units × 1: one where a unit has neighbours in its turn, else nothing."""
        return np.asarray(self.in_turn.sum(axis=1), dtype=float)[:, None]

    @property
    def nearness(self) -> "NDArray[np.float32]":
        """Units × codes: how near the sentence is to the definition, as z over the project."""
        return self.of_codes[:, :, 0].T

    @property
    def keywords(self) -> "NDArray[np.float32]":
        """Units × codes: different terms of the code in the sentence, at most three."""
        return self.of_codes[:, :, 3].T


def tfidf_vectors(
    sentences: Sequence[Sequence[str]], definitions: Sequence[Sequence[str]]
) -> tuple[Vectors, Vectors]:
    """TF-IDF of lemmas for sentences and definitions, with the logarithm of frequencies.

    A lemma counts that stands in at least two of them. Seen are all of the project's texts, coded
    or not, as they are when suggestions are made.
    """
    texts = [*sentences, *definitions]
    vectorizer = TfidfVectorizer(
        analyzer=list, sublinear_tf=True, min_df=2 if len(texts) > 1 else 1, dtype=np.float32
    )
    try:
        rows = csr_array(vectorizer.fit_transform(texts))
    except ValueError:  # no lemma stands twice
        rows = csr_array((len(texts), 1), dtype=np.float32)
    return rows[: len(sentences)], rows[len(sentences) :]


def features_of(
    corpus: SuggestCorpus, vectors: Vectors, definitions: Vectors, found: FoundTerms
) -> Features:
    """Features of every unit; ``vectors`` are those of all sentences, ``definitions`` of codes."""
    sentence = vectors[corpus.unit_sentences]
    blocks = (sentence, _unit_length(corpus.near @ sentence), _unit_length(corpus.asked @ vectors))
    near = [_z(dense(block @ definitions.T)) for block in blocks]
    of_codes = _of_codes(near, _terms(corpus, found))
    return Features(_beside(blocks), of_codes, sentence, corpus.in_turn)


def _terms(corpus: SuggestCorpus, found: FoundTerms) -> "list[NDArray[np.float64]]":
    """Units × codes: terms in the sentence, around it, in the question before it."""
    counts = np.minimum(found.counts(), MOST_TERMS)
    in_sentence = counts[corpus.unit_sentences]
    weights = np.maximum(corpus.near.sum(axis=1), 1e-9)
    around = np.asarray(corpus.near @ in_sentence) / weights[:, None]
    return [in_sentence, around, np.minimum(corpus.asked @ counts, MOST_TERMS)]


def _of_codes(
    near: "Sequence[NDArray[np.float64]]", terms: "Sequence[NDArray[np.float64]]"
) -> "NDArray[np.float32]":
    columns = np.stack([*near, *terms]).astype(np.float32)
    return np.ascontiguousarray(columns.transpose(2, 1, 0))


def _z(values: "NDArray[np.float64]") -> "NDArray[np.float64]":
    """Each column in standard deviations from its mean; nothing where all are the same."""
    deviations = values.std(axis=0)
    spread = np.where(deviations > 1e-9, deviations, np.inf)
    z: NDArray[np.float64] = (values - values.mean(axis=0)) / spread
    return np.clip(z, -_LARGEST_Z, _LARGEST_Z)


def _unit_length(rows: Vectors) -> Vectors:
    normed = normalize(rows)
    return csr_array(normed).astype(np.float32) if issparse(normed) else normed.astype(np.float32)


def _beside(blocks: Sequence[Vectors]) -> Vectors:
    if issparse(blocks[0]):
        return csr_array(hstack(blocks, format="csr", dtype=np.float32))
    return np.hstack(blocks)


def dense(product: Vectors) -> "NDArray[np.float64]":
    """A product of vectors as plain numbers."""
    return np.asarray(product if isinstance(product, np.ndarray) else product.toarray(), float)
