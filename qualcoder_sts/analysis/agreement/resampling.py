"""How sure a coefficient is: the middle of many resamples of the sources, or their range."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from qualcoder_sts.analysis.agreement.coefficients import Numbers
from qualcoder_sts.analysis.agreement.table import FEWEST_TO_RESAMPLE, Interval

# As many replicates as these are computed at once: many codes and sources need memory.
_AT_ONCE = 200
_MIDDLE = (2.5, 97.5)


@dataclass(frozen=True, slots=True)
class Intervals:
    """An interval for every code, and one for all together; None where there is none."""

    by_code: tuple[Interval | None, ...]
    of_all: Interval | None


def intervals_of(
    leading: Callable[[Numbers], Numbers],
    *,
    sources: int,
    seed: int,
    replicates: int,
) -> Intervals:
    """From what computes the coefficient for any choices of sources, that of all codes the last.

    From ten sources on they are drawn with replacement, as many as there are, again and again.
    """
    resampled = sources >= FEWEST_TO_RESAMPLE
    draws = _draws(sources, seed, replicates) if resampled else iter([np.eye(sources)])
    values = np.concatenate([leading(times) for times in draws])
    found = [_interval(each, resampled=resampled) for each in values.T]
    return Intervals(tuple(found[:-1]), found[-1])


def _draws(sources: int, seed: int, replicates: int) -> Iterator[Numbers]:
    chance = np.random.default_rng(seed)
    shares = np.full(sources, 1 / sources)
    for done in range(0, max(replicates, 1), _AT_ONCE):
        number = min(_AT_ONCE, replicates - done)
        yield chance.multinomial(sources, shares, size=number).astype(np.float64)


def _interval(values: Numbers, *, resampled: bool) -> Interval | None:
    defined = values[~np.isnan(values)]
    if resampled and len(defined):
        low, high = np.percentile(defined, _MIDDLE)
        return Interval(float(low), float(high), len(values) - len(defined))
    if len(defined) > 1:
        return Interval(float(defined.min()), float(defined.max()))
    return None
