"""The passages that each coder gave each code, on one line of compared characters.

The compared text of all sources lies end to end: participants' text without white space, as far as
all coders have finished it. Positions here count its characters.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from qualcoder_sts.foundation.spans import Span

Integers = NDArray[np.int64]

# No white space stands behind this one (an ideographic space).
_LAST_SPACE = 0x3000


@dataclass(frozen=True)
class Segments:
    """Segments as they are stored, one entry each: numbers of source, coder and code, and ends.

    ``coder`` is the place among those compared, not the same person in every source.
    """

    source: Integers
    coder: Integers
    code: Integers
    start: Integers
    end: Integers

    def only(self, wanted: NDArray[np.bool_]) -> "Segments":
        """Some of them."""
        return Segments(
            self.source[wanted],
            self.coder[wanted],
            self.code[wanted],
            self.start[wanted],
            self.end[wanted],
        )


@dataclass(frozen=True)
class Line:
    """The compared text of all sources, end to end.

    ``before`` holds for every place in every text, one text after the other, how many compared
    characters stand before it; ``offsets`` where a text begins in it. ``lengths`` are the compared
    characters of each source.
    """

    before: Integers
    offsets: Integers
    lengths: Integers

    @cached_property
    def borders(self) -> Integers:
        """Where each source begins on the line."""
        return np.cumsum(self.lengths) - self.lengths

    def source_at(self, position: Integers) -> Integers:
        """The source that holds each position."""
        return np.searchsorted(self.borders, position, side="right") - 1


@dataclass(frozen=True)
class Passages:
    """United segments by code, coder and place; none of one coder and code overlaps another."""

    line: Line
    code: Integers
    coder: Integers
    start: Integers
    end: Integers
    codes: int
    coders: int

    @cached_property
    def source(self) -> Integers:
        """The source of each passage."""
        return self.line.source_at(self.start)


def line_of(texts: Sequence[str], compared: Sequence[Sequence[Span]]) -> Line:
    """Lay the compared spans of all texts end to end."""
    counted = [_counted(text, spans) for text, spans in zip(texts, compared, strict=True)]
    flags = np.concatenate(counted) if counted else np.zeros(0, dtype=bool)
    sizes = np.array([len(each) for each in counted], dtype=np.int64)
    return Line(
        before=np.cumsum(flags, dtype=np.int64) - flags,
        offsets=np.cumsum(sizes) - sizes,
        lengths=np.array([np.count_nonzero(each) for each in counted], dtype=np.int64),
    )


def passages_of(segments: Segments, line: Line, *, codes: int, coders: int) -> Passages:
    """Unite each coder's overlapping segments of a code, and lay them on the line."""
    start = line.offsets[segments.source] + segments.start
    end = line.offsets[segments.source] + segments.end
    group = segments.code * coders + segments.coder
    # A stretch of its own for every coder and code, so that one pass unites them all.
    stride = len(line.before) + 1
    order = np.argsort(group * stride + start, kind="stable")
    starts, ends = (group * stride + start)[order], (group * stride + end)[order]
    reached = np.maximum.accumulate(ends) if len(ends) else ends
    opens = np.ones(len(starts), dtype=bool)
    opens[1:] = starts[1:] >= reached[:-1]
    closes = np.append(opens[1:], True)[: len(opens)]
    united, start = np.divmod(starts[opens], stride)
    end = reached[closes] % stride
    first, last = line.before[start], line.before[end]
    said = last > first
    code, coder = np.divmod(united[said], coders)
    return Passages(line, code, coder, first[said], last[said], codes=codes, coders=coders)


def letters_in(text: str, spans: Sequence[Span]) -> int:
    """How many characters of some spans are compared: all but white space."""
    return int(np.count_nonzero(_counted(text, spans)))


def _counted(text: str, spans: Sequence[Span]) -> NDArray[np.bool_]:
    """Which characters are compared; one place more than the text has, for its end."""
    inside = np.zeros(len(text) + 1, dtype=bool)
    for span in spans:
        inside[span.start : span.end] = True
    letters = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    inside[:-1] &= ~_white_space()[np.minimum(letters, _LAST_SPACE + 1)]
    return inside


@lru_cache(maxsize=1)
def _white_space() -> NDArray[np.bool_]:
    """Whether each character up to the last white space, and the one after it, is white space."""
    return np.array([chr(point).isspace() for point in range(_LAST_SPACE + 2)])
