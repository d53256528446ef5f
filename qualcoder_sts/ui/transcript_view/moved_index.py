"""The segments at the places they have come to while their text is edited."""

from collections.abc import Iterator
from uuid import UUID

from qualcoder_sts.foundation.edited_text import EditedText
from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.ui.transcript_view.index import (
    ColouredSpan,
    SegmentIndex,
    coloured_spans,
)
from qualcoder_sts.ui.transcript_view.rows import SegmentRow, moved_to


class MovedIndex(SegmentIndex):
    """Moves only the segments that are asked for: typing costs as much as is seen.

    Segments of which nothing is left are not found any more, unless what took them away is undone.
    """

    def __init__(self, index: SegmentIndex, edited: EditedText) -> None:
        super().__init__("")
        self._original = index
        self._edited = edited
        self._moved: dict[UUID, SegmentRow | None] = {}

    def forget_places(self) -> None:
        """The text was edited."""
        self._moved.clear()

    def __len__(self) -> int:
        return len(self._original)

    def __contains__(self, segment_id: UUID) -> bool:
        return self.get(segment_id) is not None

    def __iter__(self) -> Iterator[SegmentRow]:
        return (moved for row in self._original if (moved := self._moved_row(row)) is not None)

    def get(self, segment_id: UUID) -> SegmentRow | None:
        """The segment of that id, if something of it is left."""
        row = self._original.get(segment_id)
        return None if row is None else self._moved_row(row)

    def touching(self, start: int, end: int) -> list[SegmentRow]:
        """Segments with a character between the two positions, in reading order."""
        origin = self._edited.origin(Span(start, max(start, end)))
        moved = [self._moved_row(row) for row in self._original.touching(origin.start, origin.end)]
        return [row for row in moved if row is not None and row.start < end and start < row.end]

    def spans_between(self, start: int, end: int) -> Iterator[ColouredSpan]:
        """The coloured spans of a stretch of text, cut to it."""
        yield from coloured_spans(self.touching(start, end), Span(start, end))

    def _moved_row(self, row: SegmentRow) -> SegmentRow | None:
        if row.id not in self._moved:
            place = self._edited.moved(Span(row.start, row.end))
            self._moved[row.id] = None if place is None else moved_to(row, place)
        return self._moved[row.id]
