"""How many units each set of coders gave a code: what all coefficients but one are made of."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from qualcoder_sts.analysis.agreement.coefficients import Numbers
from qualcoder_sts.analysis.agreement.passages import Integers, Line, Passages
from qualcoder_sts.foundation.spans import Span


@dataclass(frozen=True)
class Units:
    """Sentences or turns on the line of compared characters, in order, none overlapping another."""

    start: Integers
    end: Integers
    source: Integers


@dataclass(frozen=True)
class Judgements:
    """Entries say: ``times`` units of a source got a code from the coders of ``coded``, no others.

    ``coded`` is a table (entries, coders). Units that nobody gave a code have no entry; ``units``
    counts all of each source.
    """

    source: Integers
    code: Integers
    coded: NDArray[np.bool_]
    times: Integers
    units: Integers
    codes: int

    def of_two(self, first: int, second: int) -> Numbers:
        """Tables [[both, only first], [only second, neither]] of every source and code."""
        pattern = np.where(self.coded[:, first], 0, 2) + np.where(self.coded[:, second], 0, 1)
        cells = self._counted(pattern, 4)
        cells[..., 3] = self.units[:, None] - cells[..., :3].sum(axis=-1)
        return cells.reshape(*cells.shape[:2], 2, 2)

    def by_number(self) -> Numbers:
        """How many units got a code from none, one, two, … of m coders (sources, codes, m + 1)."""
        numbers = self._counted(self.coded.sum(axis=1), self.coded.shape[1] + 1)
        numbers[..., 0] = self.units[:, None] - numbers[..., 1:].sum(axis=-1)
        return numbers

    def _counted(self, kind: Integers, kinds: int) -> Numbers:
        shape = (len(self.units), self.codes, kinds)
        place = (self.source * self.codes + self.code) * kinds + kind
        size = shape[0] * shape[1] * kinds
        return np.bincount(place, self.times, minlength=size).astype(np.float64).reshape(shape)


def units_on(line: Line, spans: Sequence[Sequence[Span]]) -> Units:
    """The units of all sources; what of them is not compared falls away, empty ones wholly."""
    source = np.repeat(np.arange(len(spans)), [len(each) for each in spans])
    ends = np.array(
        [(span.start, span.end) for each in spans for span in each], dtype=np.int64
    ).reshape(-1, 2)
    start = line.before[line.offsets[source] + ends[:, 0]]
    end = line.before[line.offsets[source] + ends[:, 1]]
    # Where two turns claim the same words, the first keeps them.
    start[1:] = np.maximum(start[1:], np.maximum.accumulate(end)[:-1])
    said = end > start
    return Units(start[said], end[said], source[said])


def judge_characters(passages: Passages) -> Judgements:
    """Every character is a unit; runs of them coded alike are found without looking at each."""
    place = np.concatenate([passages.start, passages.end])
    code = np.tile(passages.code, 2)
    change = np.zeros((len(place), passages.coders), dtype=np.int32)
    coder = np.tile(passages.coder, 2)
    change[np.arange(len(place)), coder] = np.repeat([1, -1], len(passages.start))
    order = np.lexsort((place, code))
    place, code = place[order], code[order]
    coded = np.cumsum(change[order], axis=0) > 0
    length = np.diff(place, append=0)
    said = coded.any(axis=1) & (length > 0)
    return Judgements(
        source=passages.line.source_at(place[said]),
        code=code[said],
        coded=coded[said],
        times=length[said],
        units=passages.line.lengths,
        codes=passages.codes,
    )


def judge_units(passages: Passages, units: Units) -> Judgements:
    """A unit has a code from a coder when at least half of its characters have."""
    first = np.searchsorted(units.end, passages.start, side="right")
    after = np.searchsorted(units.start, passages.end, side="left")
    touched = np.maximum(after - first, 0)
    each = np.repeat(np.arange(len(first)), touched)
    unit = first[each] + np.arange(len(each)) - (np.cumsum(touched) - touched)[each]
    start = np.maximum(units.start[unit], passages.start[each])
    inside = np.minimum(units.end[unit], passages.end[each]) - start
    key = (passages.code[each] * len(units.start) + unit) * passages.coders + passages.coder[each]
    keys, which = np.unique(key, return_inverse=True)
    covered = np.bincount(which, inside, minlength=len(keys))
    judged, coder = np.divmod(keys, passages.coders)
    unit = judged % max(len(units.start), 1)
    enough = 2 * covered >= (units.end - units.start)[unit]
    found, row = np.unique(judged[enough], return_inverse=True)
    coded = np.zeros((len(found), passages.coders), dtype=bool)
    coded[row, coder[enough]] = True
    code, unit = np.divmod(found, max(len(units.start), 1))
    return Judgements(
        source=units.source[unit],
        code=code,
        coded=coded,
        times=np.ones(len(found), dtype=np.int64),
        units=np.bincount(units.source, minlength=len(passages.line.lengths)),
        codes=passages.codes,
    )
