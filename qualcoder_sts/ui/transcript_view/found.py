"""What a search found in the text that is shown: painted under the letters, never in the text."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from PySide6.QtCore import QObject, QRectF, Signal

from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.ui.transcript_view.page import Page


class FoundPlaces(QObject):
    """Places in order and apart from one another; cost depends on how many are in view."""

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.show(())

    def show(self, spans: Sequence[Span]) -> None:
        """Show these places instead of those before."""
        self.spans = tuple(spans)
        self._starts = [span.start for span in spans]
        self._ends = [span.end for span in spans]
        self.changed.emit()

    def __len__(self) -> int:
        return len(self.spans)

    def at_or_after(self, position: int) -> int:
        """The number of the first place that begins at or after a position; past all, the first."""
        number = bisect_left(self._starts, position)
        return number if number < len(self.spans) else 0

    def before(self, position: int) -> int:
        """The number of the last place that begins before a position; before all, the last."""
        return (bisect_left(self._starts, position) - 1) % max(1, len(self.spans))

    def rectangles(self, page: Page, top: float, bottom: float) -> Iterator[QRectF]:
        """What to paint between two heights of the document."""
        geometry = page.geometry
        lines = (
            (block, geometry.line_span(block, number))
            for block in (geometry.visible_blocks(top, bottom) if self.spans else ())
            for number in block.line_numbers(top, bottom)
        )
        for block, line in lines:
            first = bisect_right(self._ends, line.start)
            last = bisect_left(self._starts, line.end)
            for span in self.spans[first:last]:
                for rect in geometry.rectangles(block, line, span.start, span.end):
                    yield rect.translated(block.origin)
