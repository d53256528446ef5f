"""Which segments touch which part of a text: buckets by paragraph, changed piece by piece."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from uuid import UUID

from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.ui.transcript_view.rows import SegmentRow

# What Qt begins a new paragraph at, one position each; carriage returns never reach it.
_PARAGRAPH_END = re.compile("[\n\u2029\ufdd0\ufdd1]")
# A paragraph without a break is cut, so that a change in it costs no more than elsewhere.
_LONGEST_BUCKET = 2048


@dataclass(frozen=True, slots=True)
class ColouredSpan:
    """Characters that all lie in the same segments, in the order of their beginnings."""

    start: int
    end: int
    segments: tuple[SegmentRow, ...]


def paragraph_starts(text: str) -> list[int]:
    """Where paragraphs begin, in code points; the first begins at 0."""
    return [0, *(match.end() for match in _PARAGRAPH_END.finditer(text))]


def coloured_spans(segments: Iterable[SegmentRow], within: Span) -> list[ColouredSpan]:
    """The text between any two neighbouring ends of segments, where there is a segment."""
    ordered = sorted(segments, key=_reading_order)
    cuts = {within.start, within.end}
    for segment in ordered:
        cuts.add(max(segment.start, within.start))
        cuts.add(min(segment.end, within.end))
    borders = sorted(cuts)
    spans: list[ColouredSpan] = []
    open_segments: list[SegmentRow] = []
    next_segment = 0
    for start, end in pairwise(borders):
        open_segments = [segment for segment in open_segments if segment.end > start]
        while next_segment < len(ordered) and ordered[next_segment].start <= start:
            if ordered[next_segment].end > start:
                open_segments.append(ordered[next_segment])
            next_segment += 1
        if open_segments:
            spans.append(ColouredSpan(start, end, tuple(open_segments)))
    return spans


class SegmentIndex:
    """The segments of one text, by id and by place."""

    def __init__(self, text: str, segments: Iterable[SegmentRow] = ()) -> None:
        self._length = len(text)
        self.paragraphs = paragraph_starts(text)
        self._starts = _bucket_starts(self.paragraphs, len(text))
        self._buckets: dict[int, list[SegmentRow]] = {}
        self._spans: dict[int, list[ColouredSpan]] = {}
        self._rows: dict[UUID, SegmentRow] = {}
        for segment in segments:
            self._rows[segment.id] = segment
        for segment in self._rows.values():
            for bucket in self._buckets_of(segment.start, segment.end):
                self._buckets.setdefault(bucket, []).append(segment)

    def __len__(self) -> int:
        return len(self._rows)

    def __contains__(self, segment_id: UUID) -> bool:
        return segment_id in self._rows

    def __iter__(self) -> Iterator[SegmentRow]:
        return iter(self._rows.values())

    def get(self, segment_id: UUID) -> SegmentRow | None:
        """The segment of that id, if it is here."""
        return self._rows.get(segment_id)

    def add(self, segment: SegmentRow) -> None:
        """Take a segment in; one of the same id is replaced. Outside the text it is cut off."""
        self.remove(segment.id)
        self._rows[segment.id] = segment
        for bucket in self._buckets_of(segment.start, segment.end):
            self._buckets.setdefault(bucket, []).append(segment)
            self._spans.pop(bucket, None)

    def remove(self, segment_id: UUID) -> SegmentRow | None:
        """Take a segment out and hand it back; None when it is not here."""
        segment = self._rows.pop(segment_id, None)
        if segment is not None:
            for bucket in self._buckets_of(segment.start, segment.end):
                kept = [row for row in self._buckets[bucket] if row is not segment]
                self._buckets[bucket] = kept
                self._spans.pop(bucket, None)
        return segment

    def touching(self, start: int, end: int) -> list[SegmentRow]:
        """Segments with a character between the two positions, in reading order."""
        # By identity: hashing rows or their ids for each frame would take most of its time.
        found: dict[int, SegmentRow] = {}
        for bucket in self._buckets_of(start, end):
            for row in self._buckets.get(bucket, ()):
                if row.start < end and start < row.end:
                    found[id(row)] = row
        return sorted(found.values(), key=_reading_order)

    def at(self, position: int) -> list[SegmentRow]:
        """Segments that hold the character at a position, the shortest first."""
        rows = self.touching(position, position + 1)
        return sorted(rows, key=lambda row: (row.end - row.start, row.start, row.id))

    def spans_between(self, start: int, end: int) -> Iterator[ColouredSpan]:
        """The coloured spans of a stretch of text, cut to it."""
        for bucket in self._buckets_of(start, end):
            spans = self._spans_of(bucket)
            first = bisect_right(spans, start, key=lambda span: span.end)
            for span in spans[first:]:
                if span.start >= end:
                    break
                yield ColouredSpan(max(span.start, start), min(span.end, end), span.segments)

    def _spans_of(self, bucket: int) -> list[ColouredSpan]:
        spans = self._spans.get(bucket)
        if spans is None:
            rows = self._buckets.get(bucket)
            within = Span(self._starts[bucket], self._end_of(bucket))
            spans = coloured_spans(rows, within) if rows else []
            self._spans[bucket] = spans
        return spans

    def _buckets_of(self, start: int, end: int) -> range:
        first = bisect_right(self._starts, max(start, 0)) - 1
        return range(first, max(first + 1, bisect_left(self._starts, end)))

    def _end_of(self, bucket: int) -> int:
        following = bucket + 1
        return self._starts[following] if following < len(self._starts) else self._length


def _reading_order(segment: SegmentRow) -> tuple[int, int, UUID]:
    return segment.start, -segment.end, segment.id


def _bucket_starts(paragraphs: list[int], length: int) -> list[int]:
    starts: list[int] = []
    for start, end in zip(paragraphs, [*paragraphs[1:], length], strict=True):
        starts.extend(range(start, max(end, start + 1), _LONGEST_BUCKET))
    return starts
