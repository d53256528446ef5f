"""From features and labels to the probability that a unit carries a code.

Per code a logistic regression, blended with what the definition and the terms say by themselves:

    logit p = w · regression + (1 − w) · (logit prior + 0.8 · z + 0.3 · terms)

with n the code's coded units, N those read so far (``Labels.seen``), w = n / (n + 6),
prior = (n + 1) / (N + 20) between .002 and .5, and z how near the unit is to the definition
(``Features.nearness``). The regression's constant is moved by logit prior − logit of the share of
coded ones among the units it saw (King & Zeng 2001, *Logistic regression in rare events data*,
section 4.1): where text is coded before it is read to the end, few units say no.

People code passages, not sentences: four tenths of the result are the mean of the neighbours in the
same turn. Formula and numbers are this program's own, measured on interviews coded by people.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_array, hstack, issparse
from sklearn.linear_model import LogisticRegression
from threadpoolctl import threadpool_limits

from qualcoder_sts.foundation.progress import SILENT, Progress
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.suggest.features import Features
from qualcoder_sts.suggest.labels import Labels

if TYPE_CHECKING:
    from numpy.typing import NDArray

STRENGTH = 2.0  # scikit-learn's C: how little the weights are held back
HALF_LEARNT = 6  # codings of a code at which both halves of the blend weigh the same
PRIOR_UNITS = 20
LEAST_PRIOR, LARGEST_PRIOR = 0.002, 0.5
DEFINITION_WEIGHT, TERM_WEIGHT = 0.8, 0.3
NEIGHBOUR_SHARE = 0.4

_UNCERTAIN = 1e-6
# Of the solvers, for vectors and for words: their usual tolerances, a third and a hundredth of
# these, take longer and rank alike.
_NEAR_ENOUGH, _MOST_ROUNDS = 3e-4, 1_000
_NEAR_ENOUGH_FOR_WORDS = 1e-2


@dataclass(frozen=True)
class Learnt:
    """The regressions of all codes: logit = shared · ``shared`` + own columns · ``own`` + constant.

    A code that could not be learnt has ``weight`` 0 in the blend.
    """

    shared: "NDArray[np.float64]"  # width × codes
    own: "NDArray[np.float64]"  # codes × own columns
    constant: "NDArray[np.float64]"
    weight: "NDArray[np.float64]"
    prior: "NDArray[np.float64]"

    @property
    def is_learnt(self) -> "NDArray[np.bool_]":
        """By code: whether there was something to learn."""
        return np.asarray(self.weight > 0)


def learn(features: Features, labels: Labels, progress: Progress = SILENT) -> Learnt:
    """Fit one regression for each code that has coded units and others to tell them from."""
    codes, _units, own = features.of_codes.shape
    width = features.shared.shape[1]
    shared, mine, constant = np.zeros((width, codes)), np.zeros((codes, own)), np.zeros(codes)
    coded = (labels.coded & labels.known).sum(axis=0)
    can_learn = coded > 0
    rows = np.flatnonzero(labels.known.any(axis=1))
    columns = _Columns(features, rows)
    # Threads would wait for one another longer than they compute, four times as long in all; and
    # with one the last digits, and what is suggested, are the same on every computer.
    with threadpool_limits(limits=1):
        for code in progress.track(range(codes), _("Learning from the coding")):
            known, is_coded = labels.known[rows, code], labels.coded[rows, code]
            can_learn[code] &= bool((known & ~is_coded).any())
            if can_learn[code]:
                found = columns.solver().fit(
                    columns.of(code), is_coded, sample_weight=known.astype(float)
                )
                shared[:, code], mine[code] = found.coef_[0, :width], found.coef_[0, width:]
                constant[code] = found.intercept_[0]
    weight = np.where(can_learn, coded / (coded + HALF_LEARNT), 0.0)
    prior = prior_of(coded, int(labels.seen.sum()))
    share = np.where(can_learn, coded / np.maximum(labels.known.sum(axis=0), 1), prior)
    constant += logit_of(prior) - logit_of(share)
    return Learnt(shared, mine, constant, weight, prior)


def prior_of(coded: "NDArray[np.intp]", units: int) -> "NDArray[np.float64]":
    """How likely a code is before anything is known of a unit."""
    return np.clip((coded + 1) / (units + PRIOR_UNITS), LEAST_PRIOR, LARGEST_PRIOR)


def probabilities(features: Features, learnt: Learnt) -> "NDArray[np.float64]":
    """Units × codes."""
    regression = _regression(features, learnt)
    said = DEFINITION_WEIGHT * features.nearness + TERM_WEIGHT * features.keywords
    cold = logit_of(learnt.prior) + said
    alone = chance_of(learnt.weight * regression + (1 - learnt.weight) * cold)
    around = np.asarray(features.in_turn @ alone)
    return np.asarray(alone + NEIGHBOUR_SHARE * (around - features.has_turn * alone))


def regression_alone(features: Features, learnt: Learnt) -> "NDArray[np.float64]":
    """Units × codes, without blending; of a code that could not be learnt, the prior."""
    regression = _regression(features, learnt)
    return chance_of(np.where(learnt.is_learnt, regression, logit_of(learnt.prior)))


def _regression(features: Features, learnt: Learnt) -> "NDArray[np.float64]":
    shared = np.asarray(features.shared @ learnt.shared.astype(np.float32), dtype=np.float64)
    own = np.einsum("cuk,ck->uc", features.of_codes, learnt.own)
    return np.asarray(shared + own + learnt.constant)


def logit_of(chance: "NDArray[np.float64]") -> "NDArray[np.float64]":
    """The logarithm of the odds."""
    return np.asarray(np.log(chance / (1 - chance)))


def chance_of(logit: "NDArray[np.float64]") -> "NDArray[np.float64]":
    """The probability, never quite 0 or 1."""
    limit = -np.log(_UNCERTAIN)
    return np.asarray(1 / (1 + np.exp(-np.clip(logit, -limit, limit))))


class _Columns:
    """The columns of one code's regression: the shared ones and its own.

    Of sparse ones only the own columns' values change from code to code: copying the shared ones
    each time would take as long as learning.
    """

    def __init__(self, features: Features, rows: "NDArray[np.intp]") -> None:
        self._own = features.of_codes[:, rows].astype(np.float64)
        shared = features.shared[rows]
        if issparse(shared):
            places = np.ones((len(rows), self._own.shape[2]))
            self._all = csr_array(hstack([shared, csr_array(places)], format="csr"), dtype=float)
            self._all.sort_indices()
            # The solver counts in 32 bits.
            self._all.indices = self._all.indices.astype(np.int32)
            self._all.indptr = self._all.indptr.astype(np.int32)
            ends = self._all.indptr[1:]
            self._places = ends[:, None] - np.arange(places.shape[1], 0, -1)
        else:
            self._all = np.hstack([shared, self._own[0]]).astype(np.float32)
            self._places = None

    def solver(self) -> LogisticRegression:
        """The quickest one for these columns."""
        if self._places is not None:
            return LogisticRegression(
                C=STRENGTH, solver="liblinear", tol=_NEAR_ENOUGH_FOR_WORDS, random_state=0
            )
        return LogisticRegression(C=STRENGTH, tol=_NEAR_ENOUGH, max_iter=_MOST_ROUNDS)

    def of(self, code: int) -> "csr_array | NDArray[np.float32]":
        """The features of the rows as this code's regression sees them; valid until the next."""
        if self._places is not None:
            self._all.data[self._places] = self._own[code]
        else:
            self._all[:, self._all.shape[1] - self._own.shape[2] :] = self._own[code]
        return self._all
