"""From what a regression believes to how often it is right.

A regression is surer of the text it was fitted to than of other text: of what it has not seen and
thinks unlikely, about twice as much carries the code, and of what it is sure of, half as much. So
every part of the finished text is left out in turn and scored by what the others teach, and one
curve for all codes is fitted to how often these units carried the code:

    logit p' = low · ln p − high · ln (1 − p) + shift        low, high ≥ 0

(Kull, Silva Filho & Flach 2017, *Beta calibration*, AISTATS, section 4). The order of suggestions
stays as it was.
"""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from sklearn.linear_model import LogisticRegression

from qualcoder_sts.foundation.progress import SILENT, Progress
from qualcoder_sts.suggest.corpus import SuggestCorpus
from qualcoder_sts.suggest.features import Features
from qualcoder_sts.suggest.labels import Labels, without
from qualcoder_sts.suggest.learning import chance_of, learn, probabilities

if TYPE_CHECKING:
    from numpy.typing import NDArray

PARTS = 3
FEWEST_CODED = 50
"""Codings among what was left out; fewer say too little about a curve."""
_NEARLY_FREE = 1e6  # scikit-learn's C: three numbers need no holding back
_UNCERTAIN = 1e-6


@dataclass(frozen=True, slots=True)
class Calibration:
    """A curve; as it comes, nothing is changed."""

    low: float = 1.0
    high: float = 1.0
    shift: float = 0.0

    def of(self, chances: "NDArray[np.float64]") -> "NDArray[np.float64]":
        """The calibrated ones."""
        low, high = _ends(chances)
        return chance_of(self.low * low + self.high * high + self.shift)


def calibration_of(
    chances: "NDArray[np.float64]", coded: "NDArray[np.bool_]", known: "NDArray[np.bool_]"
) -> Calibration:
    """The curve for chances of units that were left out; none where they say too little."""
    truth = coded[known]
    if truth.sum() < FEWEST_CODED or truth.all():
        return Calibration()
    columns = np.stack(_ends(chances[known]), axis=1)
    # What would let the curve fall somewhere is left out, as in the paper.
    for wanted in ([True, True], [True, False], [False, True]):
        slopes = np.zeros(2)
        found = LogisticRegression(C=_NEARLY_FREE).fit(columns[:, wanted], truth)
        slopes[wanted] = found.coef_[0]
        if (slopes[wanted] > 0).all():
            return Calibration(float(slopes[0]), float(slopes[1]), float(found.intercept_[0]))
    return Calibration()


def calibrate(
    features: Features, labels: Labels, corpus: SuggestCorpus, progress: Progress = SILENT
) -> Calibration:
    """Leave out a third of the finished text after the other, whole sources where there are enough.

    May raise ``Cancelled``.
    """
    read = np.flatnonzero(labels.read)
    if (labels.coded & labels.known)[read].sum() < FEWEST_CODED:
        return Calibration()
    chances = np.zeros(labels.coded.shape)
    learnt_of = np.zeros(labels.coded.shape, dtype=bool)
    for part in shared_out(read, corpus, PARTS):
        learnt = learn(features, without(labels, part), progress)
        chances[part] = probabilities(features, learnt)[part]
        learnt_of[part] = learnt.is_learnt
    known = labels.known[read] & learnt_of[read]
    return calibration_of(chances[read], labels.coded[read], known)


def shared_out(
    units: "NDArray[np.intp]", corpus: SuggestCorpus, parts: int
) -> "list[NDArray[np.intp]]":
    """Units in so many parts: whole sources or, where there are fewer of them, whole turns."""
    sources = corpus.unit_sources[units].tolist()
    if len(set(sources)) >= parts:
        return parted(units, sources, range(len(set(sources))), parts)
    turns = turns_of(units, corpus)
    return parted(units, turns, range(len(set(turns))), parts)


def turns_of(units: "NDArray[np.intp]", corpus: SuggestCorpus) -> list[tuple[int, int]]:
    """Each unit's turn."""
    return [(corpus.units[unit].source, corpus.units[unit].turn) for unit in units.tolist()]


def parted(
    units: "NDArray[np.intp]", groups: Sequence[Hashable], order: Iterable[int], parts: int
) -> "list[NDArray[np.intp]]":
    """Units shared out so that no group is divided; ``order`` numbers the groups as they come."""
    numbers = dict(zip(dict.fromkeys(groups), order, strict=True))
    part_of = np.array([numbers[group] % parts for group in groups], dtype=np.intp)
    shared = [units[part_of == part] for part in range(parts)]
    return [part for part in shared if len(part)]


def _ends(chances: "NDArray[np.float64]") -> "tuple[NDArray[np.float64], NDArray[np.float64]]":
    """What tells small chances apart, and what tells large ones."""
    within = np.clip(chances, _UNCERTAIN, 1 - _UNCERTAIN)
    return np.log(within), -np.log1p(-within)
