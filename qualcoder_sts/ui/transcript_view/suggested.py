"""Passages that may carry a code: a dotted line below their words, never in the text itself."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from uuid import UUID

from PySide6.QtCore import QObject, QRectF, Signal

from qualcoder_sts.ui.transcript_view.page import Page
from qualcoder_sts.ui.transcript_view.rows import SuggestedRow

MOST_LINES = 3
"""So many suggestions have a line of their own below the same words; others share the last."""


@dataclass(frozen=True, slots=True)
class DottedLine:
    """What is painted below a piece of a line; ``lane`` counts from the letters downwards."""

    rect: QRectF
    row: SuggestedRow
    lane: int


class SuggestedPlaces(QObject):
    """Suggestions of the text that is shown; cost depends on how many are in view."""

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.current_id: UUID | None = None
        self.show(())

    def show(self, rows: Sequence[SuggestedRow]) -> None:
        """Show these instead of those before."""
        self.rows = tuple(sorted(rows, key=lambda row: (row.start, -row.end, row.id)))
        self._starts = [row.start for row in self.rows]
        # The furthest end so far: before the first that reaches a place, none does.
        self._reach = list(accumulate((row.end for row in self.rows), max))
        self._lanes = _lanes(self.rows)
        self.changed.emit()

    def choose(self, suggestion_id: UUID | None) -> None:
        """Show one as the one that is being decided about."""
        if suggestion_id != self.current_id:
            self.current_id = suggestion_id
            self.changed.emit()

    def touching(self, start: int, end: int) -> list[SuggestedRow]:
        """Those that have a character in common with a span, in the order of the text."""
        return [self.rows[number] for number in self._touching(start, end)]

    def lines(self, page: Page, top: float, bottom: float) -> Iterator[DottedLine]:
        """What to paint between two heights of the document."""
        geometry = page.geometry
        lines = (
            (block, geometry.line_span(block, number))
            for block in (geometry.visible_blocks(top, bottom) if self.rows else ())
            for number in block.line_numbers(top, bottom)
        )
        for block, line in lines:
            for place in self._touching(line.start, line.end):
                row, lane = self.rows[place], self._lanes[place]
                for rect in geometry.rectangles(block, line, row.start, row.end):
                    yield DottedLine(rect.translated(block.origin), row, lane)

    def _touching(self, start: int, end: int) -> Iterator[int]:
        first = bisect_right(self._reach, start)
        last = bisect_left(self._starts, end)
        return (number for number in range(first, last) if self.rows[number].end > start)


def _lanes(rows: Sequence[SuggestedRow]) -> list[int]:
    """The lowest lane that is free, for each in the order of the text."""
    lanes: list[int] = []
    taken_until = [0] * MOST_LINES
    for row in rows:
        free = (lane for lane, end in enumerate(taken_until) if end <= row.start)
        lane = next(free, MOST_LINES - 1)
        taken_until[lane] = max(taken_until[lane], row.end)
        lanes.append(lane)
    return lanes
