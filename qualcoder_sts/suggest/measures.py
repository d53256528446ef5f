"""How good a ranking of codes is, against what people coded.

Rows are units (sentences), columns codes; ``scores`` orders, ``coded`` is the truth, and cells
that ``known`` leaves out say nothing. Averages over nothing are None, never 0 or 1.

- *Average precision* of a unit: the mean, over its codes, of the precision at the code's rank,
  AP = (1/R) Σ_r P(r)·rel(r); MAP its mean over coded units (Manning, Raghavan & Schütze 2008,
  *Introduction to Information Retrieval*, section 8.4).
- *P@1*: the share of coded units whose first code is one of theirs.
- *Precision*, *recall* and *F1* = 2TP/(2TP + FP + FN) of everything at or above a threshold;
  micro: over all cells, macro: the mean over codes that were used (section 13.6 there).
- *rev80* (this program's own): all cells ranked together, how many are looked at until 80 % of the
  true ones are found, for each one found: 1 is perfect, chance gives cells / true cells.

Equal scores are put in an order by ``seed``.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Scores: TypeAlias = NDArray[np.float64]
    Truth: TypeAlias = NDArray[np.bool_]

FOUND_SHARE = 0.8


@dataclass(frozen=True, slots=True)
class Ranking:
    """How well scores rank: means over coded units, and the work until 80 % are found."""

    map: float | None
    p_at_1: float | None
    rev80: float | None


@dataclass(frozen=True, slots=True)
class Decisions:
    """How good it is to take everything at or above a threshold."""

    precision: float | None
    recall: float | None
    micro_f1: float | None
    macro_f1: float | None


def ranking(scores: "Scores", coded: "Truth", known: "Truth", *, seed: int = 0) -> Ranking:
    """MAP, P@1 and rev80."""
    coded = coded & known
    mixed = _without_ties(np.where(known, scores, -np.inf), seed)
    units = coded.any(axis=1)
    if not units.any():
        return Ranking(None, None, None)
    order = np.argsort(-mixed[units], axis=1, kind="stable")
    hits = np.take_along_axis(coded[units], order, axis=1)
    places = np.arange(1, coded.shape[1] + 1)
    precisions = np.cumsum(hits, axis=1) / places
    means = (precisions * hits).sum(axis=1) / hits.sum(axis=1)
    return Ranking(
        float(means.mean()),
        float(hits[:, 0].mean()),
        looked_at(mixed[known], coded[known]),
    )


def looked_at(scores: "Scores", coded: "Truth") -> float | None:
    """rev80 of cells without ties: those looked at, for each true one found."""
    found = int(np.ceil(FOUND_SHARE * coded.sum()))
    if found == 0:
        return None
    hits = coded[np.argsort(-scores, kind="stable")]
    return float((np.searchsorted(np.cumsum(hits), found) + 1) / found)


def average_precision(scores: "Scores", coded: "Truth", *, seed: int = 0) -> float | None:
    """Of one code over units: the mean precision at the ranks of the units that carry it."""
    if not coded.any():
        return None
    order = np.argsort(-_without_ties(scores, seed), kind="stable")
    hits = coded[order]
    precisions = np.cumsum(hits) / np.arange(1, len(hits) + 1)
    return float(precisions[hits].mean())


def decisions(taken: "Truth", coded: "Truth", known: "Truth") -> Decisions:
    """Precision, recall and F1 of the cells that are ``taken``."""
    taken, coded = taken & known, coded & known
    right = (taken & coded).sum(axis=0)
    both = taken.sum(axis=0) + coded.sum(axis=0)
    used = coded.any(axis=0)
    return Decisions(
        precision=_share(right.sum(), taken.sum()),
        recall=_share(right.sum(), coded.sum()),
        micro_f1=_share(2 * right.sum(), both.sum()) if used.any() else None,
        macro_f1=float((2 * right[used] / both[used]).mean()) if used.any() else None,
    )


def _share(part: int, whole: int) -> float | None:
    return float(part / whole) if whole else None


def _without_ties(scores: "Scores", seed: int) -> "Scores":
    """Ranks in place of scores, equal ones in a random order that the seed decides."""
    chance = np.random.default_rng(seed).permutation(scores.size)
    order = np.lexsort((chance, scores.ravel()))
    ranks = np.empty(scores.size)
    ranks[order] = np.arange(scores.size)
    return ranks.reshape(scores.shape)
