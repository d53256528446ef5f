"""Coefficients for any number of coders, from how many of them gave each category.

``ratings`` is an array (units, k): how many coders gave a unit each category. ``times`` (…, units)
says how often such a unit occurs; all but its last dimension are kept.
"""

from collections.abc import Sequence
from enum import StrEnum

import numpy as np

from qualcoder_sts.analysis.agreement.coefficients import Numbers, quotient


class Metric(StrEnum):
    """How far apart two values are, for Krippendorff's alpha."""

    NOMINAL = "nominal"
    ORDINAL = "ordinal"
    INTERVAL = "interval"
    RATIO = "ratio"


def fleiss_observed(ratings: Numbers, times: Numbers) -> Numbers:
    """The mean share of pairs of coders who agree on a unit; all units have as many coders."""
    coders = ratings.sum(axis=-1)
    agreeing = quotient((ratings**2).sum(axis=-1) - coders, coders * (coders - 1))
    return quotient(times @ agreeing, times.sum(axis=-1))


def fleiss_expected(ratings: Numbers, times: Numbers) -> Numbers:
    """Agreement by chance when all coders share one distribution (Fleiss 1971)."""
    given = times @ ratings
    shares = quotient(given, given.sum(axis=-1)[..., None])
    return np.asarray((shares**2).sum(axis=-1))


def fleiss_kappa(ratings: Numbers, times: Numbers) -> Numbers:
    """Fleiss' (1971) kappa."""
    observed, expected = fleiss_observed(ratings, times), fleiss_expected(ratings, times)
    return quotient(observed - expected, 1 - expected)


def krippendorff_alpha(
    ratings: Numbers,
    times: Numbers,
    values: Sequence[float] = (),
    metric: Metric = Metric.NOMINAL,
) -> Numbers:
    """Krippendorff's (2011) alpha: 1 − Do / De from the matrix of coincidences.

    Units with fewer than two values are left out. ``values`` are what the categories mean, in
    rising order, for interval and ratio data.
    """
    given = ratings.sum(axis=-1)
    paired, often = ratings[given > 1], times[..., given > 1]
    pairs = paired[:, :, None] * paired[:, None, :] - _diagonals(paired)
    pairs /= (given[given > 1] - 1)[:, None, None]
    observed = np.tensordot(often, pairs, axes=1)
    number = observed.sum(axis=-1)
    expected = number[..., :, None] * number[..., None, :] - _diagonals(number)
    expected = quotient(expected, (number.sum(axis=-1) - 1)[..., None, None])
    distance = _distances(number, values, metric)
    disagreement = (observed * distance).sum(axis=(-2, -1))
    return 1 - quotient(disagreement, (expected * distance).sum(axis=(-2, -1)))


def _diagonals(rows: Numbers) -> Numbers:
    """Each row as the diagonal of a matrix."""
    return rows[..., :, None] * np.eye(rows.shape[-1])


def _distances(number: Numbers, values: Sequence[float], metric: Metric) -> Numbers:
    """The squared distance of every two categories; in ordinal data their numbers decide."""
    if metric is Metric.NOMINAL:
        return 1 - np.eye(number.shape[-1])
    if metric is Metric.ORDINAL:
        place = np.cumsum(number, axis=-1) - number / 2
        return np.asarray((place[..., :, None] - place[..., None, :]) ** 2)
    meant = np.asarray(values, dtype=np.float64)
    apart = (meant[:, None] - meant[None, :]) ** 2
    if metric is Metric.INTERVAL:
        return np.asarray(apart)
    sums = (meant[:, None] + meant[None, :]) ** 2
    return np.divide(apart, sums, out=np.zeros_like(apart), where=sums != 0)
