"""Krippendorff's alpha for unitizing (1995, 2004): where passages begin and end, and how long.

The compared text of all sources lies end to end, and each coder cuts it into passages of a code and
the gaps between them; gaps end where a source ends. Passages that touch stay two. All sums are kept
for each code and source, so that sources can be left out or counted several times.
"""

from dataclasses import dataclass

import numpy as np

from qualcoder_sts.analysis.agreement.coefficients import Numbers, quotient
from qualcoder_sts.analysis.agreement.passages import Integers, Passages


@dataclass(frozen=True)
class Unitizing:
    """The sums that alpha is made of, by code and source.

    ``apart`` are the squared distances over ordered pairs of coders; ``passages`` their number,
    ``cubes`` Σ(2l³ − 3l² + l), ``squares`` Σ l(l − 1). ``in_gaps`` (codes, sources, sources)
    is Σ l²·Σ(g − l + 1) over the passages of one source and the gaps of another at least as long.
    """

    coders: int
    lengths: Numbers
    apart: Numbers
    passages: Numbers
    cubes: Numbers
    squares: Numbers
    in_gaps: Numbers

    def observed(self, times: Numbers) -> Numbers:
        """Do of every code; ``times`` (…, sources) says how often each counts."""
        pairs = self.coders * (self.coders - 1) * self._length(times) ** 2
        return quotient(times @ self.apart.T, pairs)

    def expected(self, times: Numbers) -> Numbers:
        """De of every code."""
        length = self._length(times)
        number = times @ self.passages.T
        in_gaps = np.einsum("...s,cst,...t->...c", times, self.in_gaps, times, optimize=True)
        above = (number - 1) / 3 * (times @ self.cubes.T) + in_gaps
        ways = self.coders * length * (self.coders * length - 1) - times @ self.squares.T
        return quotient(2 * above, length * ways)

    def alpha(self, times: Numbers) -> Numbers:
        """1 − Do / De of every code."""
        return 1 - quotient(self.observed(times), self.expected(times))

    def alpha_of_all(self, times: Numbers) -> Numbers:
        """1 − ΣDo / ΣDe over the codes; a code that nobody used has nothing to add."""
        observed, expected = self.observed(times), self.expected(times)
        return 1 - quotient(observed.sum(axis=-1), expected.sum(axis=-1))

    def _length(self, times: Numbers) -> Numbers:
        return np.asarray(times @ self.lengths)[..., None]


def unitize(passages: Passages) -> Unitizing:
    """Compare where the passages of every code lie."""
    shape = (passages.codes, len(passages.line.lengths))
    place = passages.code * shape[1] + passages.source
    length = (passages.end - passages.start).astype(np.float64)

    def summed(values: Numbers) -> Numbers:
        sums = np.bincount(place, values, minlength=shape[0] * shape[1])
        return sums.astype(np.float64).reshape(shape)

    return Unitizing(
        coders=passages.coders,
        lengths=passages.line.lengths.astype(np.float64),
        apart=summed(_distances(passages)),
        passages=summed(np.ones_like(length)),
        cubes=summed(2 * length**3 - 3 * length**2 + length),
        squares=summed(length * (length - 1)),
        in_gaps=_in_gaps(passages, place),
    )


def _distances(passages: Passages) -> Numbers:
    """Each passage's share of the squared distances over ordered pairs of coders.

    To an overlapping passage that of both beginnings and both ends; inside the other's gap that of
    its whole length, once in either order.
    """
    # A stretch of its own for every code, so that one search finds the partners of all.
    stride = int(passages.line.lengths.sum()) + 1
    start = passages.code * stride + passages.start
    end = passages.code * stride + passages.end
    distances: Numbers = np.zeros(len(start))
    of_coder = [np.flatnonzero(passages.coder == coder) for coder in range(passages.coders)]
    for own in of_coder:
        for others in of_coder:
            if own is others:
                continue
            first = np.searchsorted(end[others], start[own], side="right")
            after = np.searchsorted(start[others], end[own], side="left")
            met = np.maximum(after - first, 0)
            alone = own[met == 0]
            distances[alone] += 2.0 * (end[alone] - start[alone]) ** 2
            each = np.repeat(np.arange(len(own)), met)
            partner = others[first[each] + np.arange(len(each)) - (np.cumsum(met) - met)[each]]
            one = own[each]
            apart = (start[one] - start[partner]) ** 2 + (end[one] - end[partner]) ** 2
            distances += np.bincount(one, apart, minlength=len(distances))
    return distances


def _in_gaps(passages: Passages, place: Integers) -> Numbers:
    """In how many ways passages could lie in gaps, weighted by their squared length."""
    sources = len(passages.line.lengths)
    gap_place, gap = _gaps(passages)
    stride = int(passages.line.lengths.sum()) + 1
    key = gap_place * stride + gap
    order = np.argsort(key)
    key, reached = key[order], np.concatenate([[0.0], np.cumsum(gap[order], dtype=np.float64)])
    length = passages.end - passages.start
    result = np.zeros((sources, passages.codes * sources))
    for source in range(sources):
        among = passages.code * sources + source
        first = np.searchsorted(key, among * stride + length, side="left")
        after = np.searchsorted(key, (among + 1) * stride, side="left")
        ways = reached[after] - reached[first] + (after - first) * (1.0 - length)
        result[source] = np.bincount(place, length * (length * ways), minlength=result.shape[1])
    return np.moveaxis(result.reshape(sources, passages.codes, sources), 0, -1)


def _gaps(passages: Passages) -> tuple[Integers, Integers]:
    """Of every gap of any coder its code and source in one number, and its length."""
    line = passages.line
    stride = int(line.lengths.sum()) + 1
    groups = np.arange(passages.codes * passages.coders)
    group = passages.code * passages.coders + passages.coder
    # A gap begins where a source begins or a passage ends, and ends at the next of the opposites.
    begins = np.add.outer(groups * stride, line.borders).ravel()
    ends = np.add.outer(groups * stride, line.borders + line.lengths).ravel()
    begins = np.sort(np.concatenate([begins, group * stride + passages.end]))
    ends = np.sort(np.concatenate([ends, group * stride + passages.start]))
    real = ends > begins
    found, position = np.divmod(begins[real], stride)
    code = found // passages.coders
    return code * len(line.lengths) + line.source_at(position), (ends - begins)[real]
