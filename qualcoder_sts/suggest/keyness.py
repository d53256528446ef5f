"""Words that mark what was coded with a code: offered to the researcher as terms.

Log-odds ratio with an informative Dirichlet prior (Monroe, Colaresi & Quinn 2008, *Fightin' Words*,
Political Analysis 16, equations 16, 20 and 22): with y the uses of a word in a code's sentences or
in the others, n all words there, the prior a = a0 · the word's share of all text,

    δ = log((y₁ + a) / (n₁ + a0 − y₁ − a)) − log((y₂ + a) / (n₂ + a0 − y₂ − a))
    z = δ / √(1 / (y₁ + a) + 1 / (y₂ + a))

Words are single lemmas and pairs of neighbours that stand in at least two sources.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING
from uuid import UUID

import numpy as np
from scipy.sparse import csr_array
from sklearn.feature_extraction.text import CountVectorizer

from qualcoder_sts.foundation.progress import Progress
from qualcoder_sts.language.reading import Sentence
from qualcoder_sts.suggest.corpus import SuggestCorpus, read_corpus
from qualcoder_sts.suggest.labels import labels_of
from qualcoder_sts.suggest.material import Material
from qualcoder_sts.suggest.reading import pipeline_for
from qualcoder_sts.suggest.terms import lemmas_of, words_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

PRIOR = 500.0
FEWEST_SOURCES = 2
LEAST_Z = 1.96
MOST_TERMS = 12
_NOTHING_ELSE = 1e-9  # where one word is all there is


@dataclass(frozen=True, slots=True)
class KeyTerm:
    """A word or pair of words as people say it most often, and how much it marks a code.

    ``uses`` and ``sources`` are those among the code's sentences, ``elsewhere`` the uses in others.
    """

    code_id: UUID
    term: str
    z: float
    uses: int
    sources: int
    elsewhere: int


def key_terms(
    progress: Progress, material: Material, pipeline: str | None = None
) -> tuple[KeyTerm, ...]:
    """Terms to offer for every code that was coded, the most telling first.

    Left out is what is a term of the code already, and small words. May raise ``Cancelled``.
    """
    corpus = read_corpus(material, pipeline, progress)
    labels = labels_of(material, corpus)
    if not corpus.units or not labels.coded.any():
        return ()
    reading = pipeline_for(material.language, pipeline)
    counted = _counted(material, corpus, frozenset(reading.Defaults.stop_words))
    found: list[KeyTerm] = []
    for place, code in enumerate(progress.track(material.codes)):
        own = [code.name, *code.terms, *code.excluded]
        known = {" ".join(one) for one in (*lemmas_of(reading, own), *words_of(reading, own))}
        coded = labels.coded[:, place]
        if coded.any():
            found += _of_code(code.id, counted, coded, labels.seen & ~coded, known)
    return tuple(found)


@dataclass(frozen=True)
class _Counted:
    """Units × words: how often each word and pair stands in each unit."""

    material: Material
    corpus: SuggestCorpus
    counts: csr_array
    words: tuple[str, ...]
    small: frozenset[str]


def _counted(material: Material, corpus: SuggestCorpus, small: frozenset[str]) -> _Counted:
    vectorizer = CountVectorizer(analyzer=_lemmas_and_pairs)
    said = [corpus.sentences[unit.sentence] for unit in corpus.units]
    counts = csr_array(vectorizer.fit_transform(said))
    return _Counted(material, corpus, counts, tuple(vectorizer.get_feature_names_out()), small)


def _of_code(
    code_id: UUID,
    counted: _Counted,
    coded: "NDArray[np.bool_]",
    others: "NDArray[np.bool_]",
    known: set[str],
) -> Iterator[KeyTerm]:
    uses, elsewhere = _uses(counted.counts[coded]), _uses(counted.counts[others])
    numbers = log_odds(uses, elsewhere)
    sources = _sources(counted.counts, counted.corpus, coded)
    may_be = (numbers >= LEAST_Z) & (sources >= FEWEST_SOURCES)
    best = [one for one in np.argsort(-numbers, kind="stable").tolist() if may_be[one]]
    telling = [one for one in best if _says_something(counted.words[one], counted.small, known)][
        :MOST_TERMS
    ]
    shown = _as_said({counted.words[one] for one in telling}, counted, coded)
    for one in telling:
        yield KeyTerm(
            code_id,
            shown[counted.words[one]],
            round(float(numbers[one]), 2),
            int(uses[one]),
            int(sources[one]),
            int(elsewhere[one]),
        )


def _uses(counts: csr_array) -> "NDArray[np.float64]":
    return np.asarray(counts.sum(axis=0), dtype=float)


def log_odds(
    here: "NDArray[np.float64]", elsewhere: "NDArray[np.float64]", prior: float = PRIOR
) -> "NDArray[np.float64]":
    """The z of every word, from its uses here and elsewhere; 0 for one that is used nowhere."""
    total = here + elsewhere
    share = total / max(total.sum(), 1)
    weight = np.where(total > 0, prior * share, 1.0)
    sums = (here.sum(), elsewhere.sum())
    odds = [
        np.log((uses + weight) / np.maximum(words + prior - uses - weight, _NOTHING_ELSE))
        for uses, words in zip((here, elsewhere), sums, strict=True)
    ]
    variance = 1 / (here + weight) + 1 / (elsewhere + weight)
    return np.where(total > 0, (odds[0] - odds[1]) / np.sqrt(variance), 0.0)


def _lemmas_and_pairs(sentence: Sentence) -> list[str]:
    lemmas = [word.lemma for word in sentence.words]
    return lemmas + [f"{one} {other}" for one, other in pairwise(lemmas)]


def _sources(
    counts: csr_array, corpus: SuggestCorpus, coded: "NDArray[np.bool_]"
) -> "NDArray[np.intp]":
    """In how many sources each word stands among the coded units."""
    present = [
        np.asarray((counts[coded & (corpus.unit_sources == source)] > 0).sum(axis=0)) > 0
        for source in np.unique(corpus.unit_sources[coded])
    ]
    return np.asarray(np.sum(present, axis=0))


def _says_something(word: str, small: frozenset[str], known: set[str]) -> bool:
    parts = word.split(" ")
    is_plain = all(part[0].isalpha() for part in parts)
    return is_plain and word not in known and parts[0] not in small and parts[-1] not in small


def _as_said(wanted: set[str], counted: _Counted, coded: "NDArray[np.bool_]") -> dict[str, str]:
    """The form in which each word is used most often among the coded units."""
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    for unit in np.flatnonzero(coded).tolist():
        place = counted.corpus.units[unit]
        text = counted.material.sources[place.source].text
        for word, form in _forms(counted.corpus.sentences[place.sentence], text):
            if word in wanted:
                forms[word][form] += 1
    return {word: min(uses, key=lambda form: (-uses[form], form)) for word, uses in forms.items()}


def _forms(sentence: Sentence, text: str) -> Iterator[tuple[str, str]]:
    words: Sequence[tuple[str, str]] = [
        (word.lemma, text[word.start : word.end].lower()) for word in sentence.words
    ]
    yield from words
    for (one, form), (other, next_form) in pairwise(words):
        yield f"{one} {other}", f"{form} {next_form}"
