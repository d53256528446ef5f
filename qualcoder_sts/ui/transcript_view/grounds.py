"""What is painted under and over the letters of each line; kept until the line changes."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor

from qualcoder_sts.foundation.spans import Span, without
from qualcoder_sts.ui.theme.theme import Theme
from qualcoder_sts.ui.transcript_view.geometry import TextGeometry, VisibleBlock
from qualcoder_sts.ui.transcript_view.index import SegmentIndex
from qualcoder_sts.ui.transcript_view.rows import SegmentRow
from qualcoder_sts.ui.transcript_view.turns import SpokenTurns

MOST_BANDS = 3
"""So many overlapping codes are seen as bands in a line; the margin names them all."""


@dataclass(frozen=True, slots=True)
class Fill:
    """A rectangle of one colour."""

    rect: QRectF
    colour: QColor


@dataclass(frozen=True, slots=True)
class PaintedLine:
    """Grounds of the coded characters and places of the dimmed ones, from the block's origin.

    ``start`` and ``end`` are the characters of the line.
    """

    start: int
    end: int
    grounds: tuple[Fill, ...]
    dimmed: tuple[QRectF, ...]


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """A painted line and the origin of its paragraph."""

    origin: QPointF
    line: PaintedLine


class Grounds:
    """Painted lines by paragraph and line."""

    def __init__(
        self,
        index: SegmentIndex,
        geometry: TextGeometry,
        turns: SpokenTurns,
        theme: Theme,
    ) -> None:
        self._index = index
        self._geometry = geometry
        self._turns = turns
        self._theme = theme
        self._lines: dict[int, dict[int, PaintedLine]] = {}
        self._tints: dict[str, QColor] = {}

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours from now on."""
        self._theme = theme
        self._tints.clear()
        self._lines.clear()

    def forget_all(self) -> None:
        """The lines are no longer where they were."""
        self._lines.clear()

    def forget(self, segment: SegmentRow) -> None:
        """A segment came, changed or went: only its own lines are asked again."""
        starts = self._index.paragraphs
        first = bisect_right(starts, segment.start) - 1
        last = bisect_right(starts, max(segment.start, segment.end - 1))
        for number in list(self._lines) if last - first > len(self._lines) else range(first, last):
            lines = self._lines.get(number)
            if lines is not None:
                self._lines[number] = {
                    i: line
                    for i, line in lines.items()
                    if line.end <= segment.start or segment.end <= line.start
                }

    def between(self, top: float, bottom: float) -> Iterator[PlacedLine]:
        """The painted lines between two heights of the document."""
        for block in self._geometry.visible_blocks(top, bottom):
            lines = self._lines.setdefault(block.number, {})
            for number in block.line_numbers(top, bottom):
                line = lines.get(number)
                if line is None:
                    line = lines[number] = self._painted(block, number)
                if line.grounds or line.dimmed:
                    yield PlacedLine(block.origin, line)

    def _painted(self, block: VisibleBlock, number: int) -> PaintedLine:
        line = self._geometry.line_span(block, number)
        grounds: list[Fill] = []
        coloured = list(self._index.spans_between(line.start, line.end))
        for span in coloured:
            for rect in self._geometry.rectangles(block, line, span.start, span.end):
                grounds.extend(self._bands(rect, span.segments))
        dimmed: list[QRectF] = []
        if stepping_back := self._turns.stepping_back_in(Span(line.start, line.end)):
            # What is coded is never dimmed: on a ground it would be hard to read.
            coded = [Span(span.start, span.end) for span in coloured]
            for rest in without(stepping_back, coded):
                dimmed.extend(self._geometry.rectangles(block, line, rest.start, rest.end))
        return PaintedLine(line.start, line.end, tuple(grounds), tuple(dimmed))

    def _bands(self, rect: QRectF, segments: Sequence[SegmentRow]) -> Iterator[Fill]:
        """One above the other; of many, those that begin last, because they say most."""
        if len(segments) == 1:
            yield Fill(rect, self._tint(segments[0].colour))
            return
        shown = segments[-MOST_BANDS:]
        height = rect.height() / len(shown)
        for i, segment in enumerate(shown):
            top = rect.top() + i * height
            yield Fill(QRectF(rect.left(), top, rect.width(), height), self._tint(segment.colour))

    def _tint(self, colour: str) -> QColor:
        tint = self._tints.get(colour)
        if tint is None:
            tint = self._tints[colour] = QColor(self._theme.tint(colour))
        return tint
