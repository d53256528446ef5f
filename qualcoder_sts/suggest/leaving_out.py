"""Scoring every part of the material by what was learnt from the others, and the figures of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from qualcoder_sts.foundation.progress import Progress
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.suggest.calibrating import calibration_of, parted, turns_of
from qualcoder_sts.suggest.errors import TooLittleToCheckError
from qualcoder_sts.suggest.features import Encoder, Features, tfidf_vectors
from qualcoder_sts.suggest.figures import (
    BaselineCheck,
    CheckOptions,
    CodeCheck,
    SuggestionCheck,
)
from qualcoder_sts.suggest.labels import Labels, labels_of, without
from qualcoder_sts.suggest.learning import learn, probabilities, regression_alone
from qualcoder_sts.suggest.material import KeptVectors, Material
from qualcoder_sts.suggest.measures import average_precision, decisions, looked_at, ranking
from qualcoder_sts.suggest.preparing import Prepared, prepare
from qualcoder_sts.suggest.proposing import QUEUED_FROM, SHOWN_FROM

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True)
class Compared:
    """Units of the finished sources × codes: scores, each from what the other parts teach.

    ``blended`` puts in order, ``chances`` are the same calibrated. ``coded`` and ``known`` are the
    coding as ``Labels`` has it.
    """

    blended: "NDArray[np.float64]"
    chances: "NDArray[np.float64]"
    tfidf: "NDArray[np.float64]"
    keywords: "NDArray[np.float64]"
    coded: "NDArray[np.bool_]"
    known: "NDArray[np.bool_]"
    parts: int
    sources: int
    model_hash: str


def leave_out(
    progress: Progress,
    material: Material,
    options: CheckOptions,
    encoder: Encoder | None,
    kept: Sequence[KeptVectors],
) -> Compared:
    """Leave out one part after the other; raises ``TooLittleToCheckError``."""
    prepared = prepare(progress, material, options.pipeline, encoder, kept)
    labels = labels_of(material, prepared.corpus)
    read = np.array([source.is_read for source in material.sources])
    units = np.flatnonzero(read[prepared.corpus.unit_sources])
    parts = _parts(prepared, units, options)
    if len(parts) < 2 or not labels.coded[units].any():
        raise TooLittleToCheckError(int(read.sum()), int(labels.coded[units].any(axis=1).sum()))
    features, plain = prepared.features, _words_alone(prepared)
    blended, tfidf = np.zeros(labels.coded.shape), np.zeros(labels.coded.shape)
    learnt_of = np.zeros(labels.coded.shape, dtype=bool)
    for part in progress.track(parts, _("Checking part by part")):
        others = without(labels, part)
        learnt = learn(features, others)
        blended[part], learnt_of[part] = probabilities(features, learnt)[part], learnt.is_learnt
        tfidf[part] = regression_alone(plain, learn(plain, others))[part]
    chances = _calibrated(blended, parts, labels, learnt_of)
    suppressed = prepared.found.suppressed()[prepared.corpus.unit_sentences]
    return Compared(
        blended=np.where(suppressed, 0.0, blended)[units],
        chances=np.where(suppressed, 0.0, chances)[units],
        tfidf=tfidf[units],
        keywords=np.asarray(features.keywords[units], dtype=float),
        coded=labels.coded[units],
        known=labels.known[units],
        parts=len(parts),
        sources=int(read.sum()),
        model_hash=prepared.model_hash,
    )


def _calibrated(
    blended: "NDArray[np.float64]",
    parts: "Sequence[NDArray[np.intp]]",
    labels: Labels,
    learnt_of: "NDArray[np.bool_]",
) -> "NDArray[np.float64]":
    """Each part by the curve of the others, all of which were left out as well."""
    chances = blended.copy()
    says = labels.known & learnt_of
    for part in parts:
        others = np.concatenate([other for other in parts if other is not part])
        curve = calibration_of(blended[others], labels.coded[others], says[others])
        chances[part] = np.where(learnt_of[part], curve.of(blended[part]), blended[part])
    return chances


def _parts(
    prepared: Prepared, units: "NDArray[np.intp]", options: CheckOptions
) -> "list[NDArray[np.intp]]":
    """The units of each part: of a source or, in folds, of turns."""
    corpus = prepared.corpus
    if options.folds is None:
        sources = corpus.unit_sources[units].tolist()
        count = len(set(sources))
        return parted(units, sources, range(count), count)
    turns = turns_of(units, corpus)
    shuffled = np.random.default_rng(options.seed).permutation(len(set(turns)))
    return parted(units, turns, shuffled.tolist(), options.folds)


def _words_alone(prepared: Prepared) -> Features:
    """What a plain TF-IDF regression sees: nothing but the sentence's own words."""
    corpus = prepared.corpus
    lemmas = [[word.lemma for word in one.words] for one in corpus.sentences]
    vectors, _definitions = tfidf_vectors(lemmas, [])
    own = vectors[corpus.unit_sentences]
    nothing = np.zeros((prepared.found.codes, len(corpus.units), 0), dtype=np.float32)
    return Features(own, nothing, own, prepared.features.in_turn)


def numbers_of(
    material: Material, compared: Compared, options: CheckOptions, *, tier: str
) -> SuggestionCheck:
    """All figures of the check."""
    coded, known, seed = compared.coded, compared.known, options.seed
    ranked = ranking(compared.blended, coded, known, seed=seed)
    at = {
        f"{threshold:.2f}": decisions(compared.chances >= threshold, coded, known)
        for threshold in (SHOWN_FROM, QUEUED_FROM)
    }
    queued = at[f"{QUEUED_FROM:.2f}"]
    return SuggestionCheck(
        tier=tier,
        model=compared.model_hash,
        seed=seed,
        split="sources" if options.folds is None else "folds",
        folds=compared.parts,
        single_coded=options.single_coded,
        sources=compared.sources,
        units=len(coded),
        coded_units=int(coded.any(axis=1).sum()),
        codings=int(coded.sum()),
        codes=int(coded.any(axis=0).sum()),
        map=ranked.map,
        p_at_1=ranked.p_at_1,
        micro_f1=queued.micro_f1,
        macro_f1=queued.macro_f1,
        precision={threshold: one.precision for threshold, one in at.items()},
        recall={threshold: one.recall for threshold, one in at.items()},
        rev80=ranked.rev80,
        per_code=tuple(
            _of_code(code.path, compared, place, seed) for place, code in enumerate(material.codes)
        ),
        baselines=_baselines(compared, seed),
    )


def _of_code(path: str, compared: Compared, place: int, seed: int) -> CodeCheck:
    known = compared.known[:, place]
    scores, coded = compared.blended[known, place], compared.coded[known, place]
    alone = (scores[:, None], coded[:, None], np.ones((len(scores), 1), dtype=bool))
    is_queued = compared.chances[known, place][:, None] >= QUEUED_FROM
    queued = decisions(is_queued, alone[1], alone[2])
    return CodeCheck(
        code=path,
        coded=int(coded.sum()),
        precision=queued.precision,
        recall=queued.recall,
        f1=queued.micro_f1,
        average_precision=average_precision(scores, coded, seed=seed),
        rev80=looked_at(scores, coded),
    )


def _baselines(compared: Compared, seed: int) -> dict[str, BaselineCheck]:
    chance = np.random.default_rng(seed).random(compared.coded.shape)
    taken = {
        "random": (chance, None),
        "keywords": (compared.keywords, compared.keywords > 0),
        "tfidf": (compared.tfidf, compared.tfidf >= QUEUED_FROM),
    }
    checks = {}
    for name, (scores, chosen) in taken.items():
        ranked = ranking(scores, compared.coded, compared.known, seed=seed)
        chosen_well = None if chosen is None else decisions(chosen, compared.coded, compared.known)
        checks[name] = BaselineCheck(
            ranked.map,
            ranked.p_at_1,
            ranked.rev80,
            None if chosen_well is None else chosen_well.micro_f1,
            None if chosen_well is None else chosen_well.macro_f1,
        )
    return checks
