"""Half-open stretches of text, in Unicode code points."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """The characters ``start <= position < end`` of one text."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: {self.start}–{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def __bool__(self) -> bool:
        return self.end > self.start

    def overlaps(self, other: "Span") -> bool:
        """Whether both have at least one character in common."""
        return self.start < other.end and other.start < self.end

    def touches(self, other: "Span") -> bool:
        """Whether both overlap or stand end to end."""
        return self.start <= other.end and other.start <= self.end

    def encloses(self, other: "Span") -> bool:
        """Whether the other lies wholly inside this one."""
        return self.start <= other.start and other.end <= self.end

    def intersection(self, other: "Span") -> "Span":
        """What both have in common; an empty span when that is nothing."""
        start = max(self.start, other.start)
        return Span(start, max(start, min(self.end, other.end)))

    def shifted(self, distance: int) -> "Span":
        """The same length, ``distance`` characters further on."""
        return Span(self.start + distance, self.end + distance)

    def of(self, text: str) -> str:
        """The characters of ``text`` that this span covers."""
        return text[self.start : self.end]


def united(spans: Iterable[Span]) -> list[Span]:
    """Overlapping spans made one, in order. Spans that merely touch stay apart."""
    result: list[Span] = []
    for span in sorted(spans):
        if not span:
            continue
        if result and result[-1].overlaps(span):
            result[-1] = Span(result[-1].start, max(result[-1].end, span.end))
        else:
            result.append(span)
    return result


def intersections(spans: Iterable[Span], others: Iterable[Span]) -> list[Span]:
    """What two sets of spans have in common, in order; each set is united first."""
    left, right = united(spans), united(others)
    result: list[Span] = []
    i = j = 0
    while i < len(left) and j < len(right):
        if common := left[i].intersection(right[j]):
            result.append(common)
        if left[i].end < right[j].end:
            i += 1
        else:
            j += 1
    return result


def without(spans: Iterable[Span], removed: Iterable[Span]) -> list[Span]:
    """What stays of ``spans`` (united) when the characters of ``removed`` are taken away."""
    result: list[Span] = []
    holes = united(removed)
    starts = [hole.start for hole in holes]
    for span in united(spans):
        position = span.start
        first = max(0, bisect_right(starts, span.start) - 1)
        for hole in holes[first:]:
            if hole.start >= span.end:
                break
            if hole.start > position:
                result.append(Span(position, hole.start))
            position = max(position, hole.end)
        if position < span.end:
            result.append(Span(position, span.end))
    return result


def total_length(spans: Sequence[Span]) -> int:
    """Characters covered by spans that do not overlap."""
    return sum(len(span) for span in spans)
