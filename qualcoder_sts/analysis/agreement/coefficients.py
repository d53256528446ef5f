"""Coefficients for two coders, from a table of how often each pair of categories was given.

A table is an array (…, k, k): rows the first coder's categories, columns the second's, all further
dimensions kept. For one code k is two and the table [[a, b], [c, d]]: both, only the first, only
the second, neither. What is not defined is NaN.
"""

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]


def quotient(above: Numbers, below: Numbers) -> Numbers:
    """Division that is NaN where there is nothing to divide by."""
    nowhere = np.full(np.broadcast(above, below).shape, np.nan)
    return np.asarray(np.divide(above, below, out=nowhere, where=below != 0))


def dice(table: Numbers) -> Numbers:
    """Positive agreement (Dice 1945): 2a / (2a + b + c)."""
    both, differing = _both_and_differing(table)
    return quotient(2 * both, 2 * both + differing)


def jaccard(table: Numbers) -> Numbers:
    """What both coded, of what either coded: a / (a + b + c)."""
    both, differing = _both_and_differing(table)
    return quotient(both, both + differing)


def percent(table: Numbers) -> Numbers:
    """Observed agreement Po: the share of units given the same category."""
    return quotient(np.trace(table, axis1=-2, axis2=-1), table.sum(axis=(-2, -1)))


def holsti(agreeing: Numbers, first: Numbers, second: Numbers) -> Numbers:
    """Holsti (1969): 2M / (N1 + N2), N1 and N2 being the decisions of each coder."""
    return quotient(2 * agreeing, first + second)


def cohen_expected(table: Numbers) -> Numbers:
    """Agreement by chance when each coder keeps their own shares (Cohen 1960)."""
    first, second = _shares(table)
    return np.asarray((first * second).sum(axis=-1))


def cohen_kappa(table: Numbers) -> Numbers:
    """Cohen's (1960) kappa: (Po − Pe) / (1 − Pe)."""
    return _beyond_chance(percent(table), cohen_expected(table))


def kappa_max(table: Numbers) -> Numbers:
    """The highest kappa that the two coders' shares leave possible."""
    first, second = _shares(table)
    return _beyond_chance(np.minimum(first, second).sum(axis=-1), cohen_expected(table))


def brennan_prediger(table: Numbers) -> Numbers:
    """Brennan and Prediger's (1981) S: every category equally likely by chance."""
    expected = np.full(table.shape[:-2], 1 / table.shape[-1])
    return _beyond_chance(percent(table), expected)


def scott_pi(table: Numbers) -> Numbers:
    """Scott's (1955) pi: both coders share one distribution by chance."""
    first, second = _shares(table)
    return _beyond_chance(percent(table), (((first + second) / 2) ** 2).sum(axis=-1))


def gwet_ac1(table: Numbers) -> Numbers:
    """Gwet's (2008) AC1: chance counts only for units that are hard to judge."""
    first, second = _shares(table)
    share = (first + second) / 2
    expected = (share * (1 - share)).sum(axis=-1) / (table.shape[-1] - 1)
    return _beyond_chance(percent(table), expected)


def pooled(observed: Numbers, expected: Numbers) -> Numbers:
    """Pooled kappa (De Vries et al. 2008) over the last dimension, codes weighing equally.

    (mean Po − mean Pe) / (1 − mean Pe); a code nobody used has Po = Pe = 1 and changes nothing.
    """
    return quotient((observed - expected).sum(axis=-1), (1 - expected).sum(axis=-1))


def _both_and_differing(table: Numbers) -> tuple[Numbers, Numbers]:
    return table[..., 0, 0], table[..., 0, 1] + table[..., 1, 0]


def _shares(table: Numbers) -> tuple[Numbers, Numbers]:
    """How often each coder gave each category, as shares."""
    of = table.sum(axis=(-2, -1))[..., None]
    return quotient(table.sum(axis=-1), of), quotient(table.sum(axis=-2), of)


def _beyond_chance(observed: Numbers, expected: Numbers) -> Numbers:
    return quotient(observed - expected, 1 - expected)
