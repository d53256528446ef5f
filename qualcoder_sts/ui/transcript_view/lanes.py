"""Which lane of the margin the stripe of a segment runs in, so that no two names meet."""

from bisect import bisect_right
from collections.abc import Iterable
from heapq import heappop, heappush
from uuid import UUID

from qualcoder_sts.ui.transcript_view.index import SegmentIndex
from qualcoder_sts.ui.transcript_view.rows import SegmentRow

# About one visual line: on the same line two stripes must not share a lane.
CHARACTERS_OF_A_LINE = 90


class Lanes:
    """Lanes from 0 on; given once, kept when others come and go."""

    def __init__(self, index: SegmentIndex) -> None:
        self._index = index
        self._lane_of: dict[UUID, int] = {}
        self._count = 0
        self._give_all(index)

    @property
    def count(self) -> int:
        """How many lanes have been needed so far."""
        return self._count

    def of(self, segment_id: UUID) -> int:
        """The lane of a segment."""
        return self._lane_of[segment_id]

    def add(self, segment: SegmentRow) -> int:
        """Give a segment, already in the index, the lowest lane that is free beside it."""
        start, end = self._reach(segment)
        taken = {
            self._lane_of[other.id]
            for other in self._index.touching(*self._within_paragraphs(start, end))
            if other.id != segment.id and other.id in self._lane_of
        }
        lane = 0
        while lane in taken:
            lane += 1
        self._lane_of[segment.id] = lane
        self._count = max(self._count, lane + 1)
        return lane

    def remove(self, segment_id: UUID) -> None:
        """Free the lane of a segment."""
        self._lane_of.pop(segment_id, None)

    def _give_all(self, segments: Iterable[SegmentRow]) -> None:
        free: list[int] = []
        busy: list[tuple[int, int]] = []
        reaches = [(*self._reach(segment), segment.id) for segment in segments]
        for start, end, segment_id in sorted(reaches):
            while busy and busy[0][0] <= start:
                heappush(free, heappop(busy)[1])
            if free:
                lane = heappop(free)
            else:
                lane, self._count = self._count, self._count + 1
            self._lane_of[segment_id] = lane
            heappush(busy, (end, lane))

    def _reach(self, segment: SegmentRow) -> tuple[int, int]:
        """The segment widened to the line it may end on, within its paragraphs."""
        starts = self._index.paragraphs
        first = starts[bisect_right(starts, segment.start) - 1]
        following = bisect_right(starts, max(segment.start, segment.end - 1))
        end = segment.end + CHARACTERS_OF_A_LINE
        if following < len(starts):
            end = min(end, starts[following])
        return max(first, segment.start), end

    def _within_paragraphs(self, start: int, end: int) -> tuple[int, int]:
        """The stretch whose segments could share a line with one from ``start`` to ``end``."""
        starts = self._index.paragraphs
        first = starts[bisect_right(starts, start) - 1]
        return max(first, start - CHARACTERS_OF_A_LINE), end
