"""Every coefficient of every code from the same counts, for any choices of sources.

``times`` (choices, sources) says how often each source counts: once, not at all, or as a resample
has it.
"""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from qualcoder_sts.analysis.agreement.coefficients import (
    Numbers,
    brennan_prediger,
    cohen_expected,
    cohen_kappa,
    dice,
    gwet_ac1,
    holsti,
    jaccard,
    kappa_max,
    percent,
    pooled,
    quotient,
    scott_pi,
)
from qualcoder_sts.analysis.agreement.judgements import Judgements
from qualcoder_sts.analysis.agreement.ratings import (
    fleiss_expected,
    fleiss_kappa,
    fleiss_observed,
    krippendorff_alpha,
)
from qualcoder_sts.analysis.agreement.table import Cells, Coefficient, Figures, WhyUndefined
from qualcoder_sts.analysis.agreement.unitizing import Unitizing


class UnitCounts:
    """How often how many coders, and which of two, gave each code to a unit of each source."""

    def __init__(self, judgements: Judgements) -> None:
        self.units = judgements.units
        self._coders = judgements.coded.shape[1]
        self._numbers = judgements.by_number()
        coded = np.arange(self._coders + 1.0)
        self._ratings = np.stack([coded, self._coders - coded], axis=-1)
        self._tables = judgements.of_two(0, 1) if self._coders == 2 else self._of_pairs()

    def figures(self, times: Numbers) -> list[tuple[Figures, ...]]:
        """Every code's agreement, for each choice of sources."""
        tables, numbers = self._summed(self._tables, times), self._summed(self._numbers, times)
        values = self._values(tables, numbers)
        used = numbers[..., 1:].sum(axis=-1) > 0
        units = numbers.sum(axis=-1)
        return [
            tuple(
                _figures(
                    {coefficient: float(each[place]) for coefficient, each in values.items()},
                    _why(used=bool(used[place]), units=float(units[place])),
                    self._cells(tables[place]),
                )
                for place in ((choice, code) for code in range(numbers.shape[1]))
            )
            for choice in range(len(numbers))
        ]

    def figures_of_all(self, times: Numbers) -> list[Figures]:
        """All codes together: kappa pooled, the rest from the cells of those that were used."""
        numbers = self._summed(self._numbers, times)
        used = numbers[..., 1:].sum(axis=-1) > 0
        tables = (self._summed(self._tables, times) * used[..., None, None]).sum(axis=1)
        kappa = Coefficient.KAPPA if self._coders == 2 else Coefficient.FLEISS
        values = {
            Coefficient.DICE: dice(tables),
            Coefficient.JACCARD: jaccard(tables),
            Coefficient.PERCENT: percent(tables),
            kappa: self.leading(times)[:, -1],
        }
        return [
            _figures(
                {coefficient: float(each[choice]) for coefficient, each in values.items()},
                _why(used=bool(used[choice].any()), units=float(numbers[choice].sum())),
                self._cells(tables[choice]),
            )
            for choice in range(len(numbers))
        ]

    def leading(self, times: Numbers) -> Numbers:
        """Kappa of every code, and pooled as the last (choices, codes + 1)."""
        if self._coders == 2:
            tables = self._summed(self._tables, times)
            observed, expected = percent(tables), cohen_expected(tables)
        else:
            numbers = self._summed(self._numbers, times)
            observed = fleiss_observed(self._ratings, numbers)
            expected = fleiss_expected(self._ratings, numbers)
        by_code = quotient(observed - expected, 1 - expected)
        return np.column_stack([by_code, pooled(observed, expected)])

    def _values(self, tables: Numbers, numbers: Numbers) -> dict[Coefficient, Numbers]:
        values = {
            Coefficient.DICE: dice(tables),
            Coefficient.JACCARD: jaccard(tables),
            Coefficient.PERCENT: percent(tables),
            Coefficient.BRENNAN_PREDIGER: brennan_prediger(tables),
            Coefficient.AC1: gwet_ac1(tables),
            Coefficient.ALPHA_NOMINAL: krippendorff_alpha(self._ratings, numbers),
        }
        if self._coders > 2:
            return {Coefficient.FLEISS: fleiss_kappa(self._ratings, numbers), **values}
        units = tables.sum(axis=(-2, -1))
        agreeing = np.asarray(np.trace(tables, axis1=-2, axis2=-1))
        return {
            **values,
            Coefficient.KAPPA: cohen_kappa(tables),
            Coefficient.KAPPA_MAX: kappa_max(tables),
            Coefficient.SCOTT_PI: scott_pi(tables),
            Coefficient.HOLSTI: holsti(agreeing, units, units),
        }

    def _of_pairs(self) -> Numbers:
        """Tables over all pairs of more than two coders; who of a pair coded alone is no matter."""
        coded, not_coded = self._ratings[:, 0], self._ratings[:, 1]
        both = self._numbers @ (coded * (coded - 1) / 2)
        one = self._numbers @ (coded * not_coded / 2)
        neither = self._numbers @ (not_coded * (not_coded - 1) / 2)
        return np.stack([both, one, one, neither], axis=-1).reshape(*both.shape, 2, 2)

    def _cells(self, table: Numbers) -> Cells | None:
        if self._coders > 2:
            return None
        return Cells(*(round(float(number)) for number in table.ravel()))

    @staticmethod
    def _summed(counts: Numbers, times: Numbers) -> Numbers:
        """Counts (sources, codes, …) of the chosen sources together."""
        return np.tensordot(times, counts, axes=1)


class PassageCounts:
    """Where the passages of each code lie in each source: only alpha for unitizing says it."""

    def __init__(self, unitizing: Unitizing) -> None:
        self._unitizing = unitizing

    @property
    def units(self) -> Numbers:
        """How much of each source is compared."""
        return self._unitizing.lengths

    def figures(self, times: Numbers) -> list[tuple[Figures, ...]]:
        """Every code's agreement, for each choice of sources."""
        found = zip(self._unitizing.alpha(times), self._used(times), strict=True)
        return [tuple(map(_alpha, values, used)) for values, used in found]

    def figures_of_all(self, times: Numbers) -> list[Figures]:
        """All codes together."""
        values = self._unitizing.alpha_of_all(times)
        return [
            _alpha(value, used.any()) for value, used in zip(values, self._used(times), strict=True)
        ]

    def leading(self, times: Numbers) -> Numbers:
        """Alpha of every code, and of all together as the last (choices, codes + 1)."""
        return np.column_stack([self._unitizing.alpha(times), self._unitizing.alpha_of_all(times)])

    def _used(self, times: Numbers) -> NDArray[np.bool_]:
        return times @ self._unitizing.passages.T > 0


def _figures(
    values: Mapping[Coefficient, float], why: WhyUndefined, cells: Cells | None = None
) -> Figures:
    """Values that are defined, and for the others why they are not."""
    defined = {each: value for each, value in values.items() if not np.isnan(value)}
    return Figures(defined, {each: why for each in values if each not in defined}, cells)


def together(units: Figures, passages: Figures) -> Figures:
    """The figures by units, and where passages lie.

    A code that has passages and no unit was used, but never for half of one.
    """
    undefined = {**units.undefined, **passages.undefined}
    if not passages.undefined:
        undefined = {
            coefficient: WhyUndefined.TOO_LITTLE if why is WhyUndefined.NOBODY else why
            for coefficient, why in undefined.items()
        }
    return Figures({**units.values, **passages.values}, undefined, units.cells)


def _alpha(value: Numbers, used: np.bool_) -> Figures:
    return _figures({Coefficient.ALPHA_UNITIZING: float(value)}, _why(used=bool(used), units=1))


def _why(*, used: bool, units: float) -> WhyUndefined:
    """Why something is undefined, where it is."""
    if not units:
        return WhyUndefined.NOTHING
    return WhyUndefined.EVERYWHERE if used else WhyUndefined.NOBODY
