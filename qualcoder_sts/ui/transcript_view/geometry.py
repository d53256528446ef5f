"""Where characters stand on the paper: visible paragraphs, lines, rectangles of spans.

All coordinates are those of the document: the top of the text is 0, whatever is scrolled.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from typing import cast
from unicodedata import bidirectional

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QGlyphRun,
    QTextBlock,
    QTextDocument,
    QTextLayout,
    QTextLine,
)

from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.ui.transcript_view.positions import TextPositions

_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\u200f\u202b\u202e\u2067\ufb1d-\ufdff\ufe70-\ufeff"
    "\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
# Above and below the letters a ground reaches this share of their height further.
_GROUND_MARGIN = 0.02
# Pixels within which walking from paragraph to paragraph beats asking where a height is.
_NEAR = 1200


@dataclass(frozen=True, slots=True)
class VisibleBlock:
    """One paragraph on the screen: its ``span``, with the line break, and where its lines begin."""

    number: int
    span: Span
    block: QTextBlock
    layout: QTextLayout
    rect: QRectF
    origin: QPointF

    @property
    def start(self) -> int:
        """Its first character."""
        return self.span.start

    @property
    def end(self) -> int:
        """Behind its line break."""
        return self.span.end

    def line_numbers(self, top: float, bottom: float) -> range:
        """Those of its lines that are between two heights; found by halving."""
        layout, offset = self.layout, self.origin.y()
        count = layout.lineCount()
        if self.rect.top() >= top and self.rect.bottom() <= bottom:
            return range(count)
        lines = range(count)
        first = bisect_left(lines, top - offset, key=lambda i: layout.lineAt(i).rect().bottom())
        last = bisect_right(lines, bottom - offset, key=lambda i: layout.lineAt(i).rect().top())
        return range(first, max(first, last))


@dataclass(frozen=True, slots=True)
class LineSpan:
    """The characters of one line, in code points, and the line.

    ``letters`` is what of it may be filled: the height of its letters, and not the space it was
    broken at, which hangs over its end.
    """

    start: int
    end: int
    line: QTextLine
    letters: QRectF
    is_mixed: bool


@dataclass(frozen=True, slots=True)
class LinePlace:
    """Top and bottom of the letters of one line."""

    top: float
    bottom: float


class TextGeometry:
    """Asks the layout of one document.

    Of what it was told only the places of lines are kept, until ``forget_places``.
    """

    def __init__(self, document: QTextDocument, positions: TextPositions, text: str) -> None:
        self._document = document
        self._positions = positions
        self._text = text
        self._is_plain = text.isascii()
        self._found_last = 0
        self._places: dict[int, LinePlace] = {}
        self._seen: list[VisibleBlock] = []
        self._seen_between: tuple[float, float] | None = None

    def take_text(self, text: str) -> None:
        """The document's text was edited, and the positions with it."""
        self._text = text
        self._is_plain = text.isascii()
        self.forget_places()

    def visible_blocks(self, top: float, bottom: float) -> list[VisibleBlock]:
        """The paragraphs between two heights, from the top down."""
        # The text and its margins ask for the same ones in turn.
        if (top, bottom) != self._seen_between:
            self._seen = self._find_visible(top, bottom)
            self._seen_between = (top, bottom)
        return self._seen

    def _find_visible(self, top: float, bottom: float) -> list[VisibleBlock]:
        layout = self._document.documentLayout()
        block = self._first_block(layout, top)
        found: list[VisibleBlock] = []
        while block.isValid():
            rect = layout.blockBoundingRect(block)
            if rect.top() > bottom:
                break
            if rect.bottom() >= top:
                found.append(self._visible(block, rect))
            block = block.next()
        return found

    def block_of(self, position: int) -> VisibleBlock:
        """The paragraph of a position; lays the text out down to there if need be."""
        block = self._document.findBlock(self._positions.to_units(position))
        if not block.isValid():
            block = self._document.lastBlock()
        return self._visible(block, self._document.documentLayout().blockBoundingRect(block))

    def line_span(self, block: VisibleBlock, number: int) -> LineSpan:
        """One line of a paragraph with its characters."""
        line = block.layout.lineAt(number)
        units = block.block.position() + line.textStart()
        start = self._positions.to_code_points(units)
        end = self._positions.to_code_points(units + line.textLength())
        natural, letters = line.naturalTextRect(), letters_rect(line)
        letters.setLeft(natural.left())
        letters.setRight(natural.right())
        is_mixed = not self._is_plain and _RIGHT_TO_LEFT.search(self._text, start, end) is not None
        return LineSpan(start, end, line, letters, is_mixed)

    def line_place(self, position: int, block: VisibleBlock | None = None) -> LinePlace:
        """The height of the line a position stands on."""
        place = self._places.get(position)
        if place is None:
            place = self._line_place(position, self.block_of(position) if block is None else block)
            self._places[position] = place
        return place

    def forget_places(self) -> None:
        """Lines are no longer where they were."""
        self._places.clear()
        self._seen_between = None

    def _line_place(self, position: int, block: VisibleBlock) -> LinePlace:
        units = self._positions.to_units(position) - block.block.position()
        line = block.layout.lineForTextPosition(units)
        if not line.isValid():
            return LinePlace(block.rect.top(), block.rect.bottom())
        rect = letters_rect(line)
        return LinePlace(block.origin.y() + rect.top(), block.origin.y() + rect.bottom())

    def rectangles(self, block: VisibleBlock, line: LineSpan, start: int, end: int) -> list[QRectF]:
        """What to fill for some characters of a line; relative to the origin of the paragraph."""
        if start <= line.start and end >= line.end:
            return [line.letters] if line.end > line.start else []
        first = self._positions.to_units(max(start, line.start)) - block.block.position()
        last = self._positions.to_units(min(end, line.end)) - block.block.position()
        if last <= first:
            return []
        if line.is_mixed:
            runs = line.line.glyphRuns(first, last - first)
            pieces = joined(piece for run in runs for piece in _glyph_places(run))
        else:
            left = line.letters.left() if start <= line.start else _x_of(line.line, first)
            right = line.letters.right() if end >= line.end else _x_of(line.line, last)
            pieces = [QRectF(left, 0, right - left, 1)]
        letters = line.letters
        found: list[QRectF] = []
        for piece in pieces:
            left, right = max(piece.left(), letters.left()), min(piece.right(), letters.right())
            if right > left:
                found.append(QRectF(left, letters.top(), right - left, letters.height()))
        return found

    def rectangles_between(self, start: int, end: int, top: float, bottom: float) -> list[QRectF]:
        """The visible rectangles of a span, in document coordinates."""
        found: list[QRectF] = []
        for block in self.visible_blocks(top, bottom):
            if block.start >= end:
                break
            for number in block.line_numbers(top, bottom):
                line = self.line_span(block, number)
                if line.start < end and start < line.end:
                    found.extend(
                        rect.translated(block.origin)
                        for rect in self.rectangles(block, line, start, end)
                    )
        return found

    def characters_between(self, top: float, bottom: float) -> Span | None:
        """The characters on the lines between two heights; of one endless paragraph only those."""
        blocks = self.visible_blocks(top, bottom)
        if not blocks:
            return None
        first, last = blocks[0], blocks[-1]
        above, below = first.line_numbers(top, bottom), last.line_numbers(top, bottom)
        # Between two paragraphs no line is seen.
        start = self.line_span(first, above[0]).start if above else first.start
        end = self.line_span(last, below[-1]).end if below else last.end
        return Span(start, max(start, end))

    def heights(self, start: int, end: int, top: float, bottom: float) -> LinePlace | None:
        """From where to where a span is seen between two heights; None when it is not."""
        blocks = self.visible_blocks(top, bottom)
        if not blocks or start >= blocks[-1].end:
            return None
        if end <= blocks[0].start:
            return None
        if start >= blocks[0].start:
            top = max(top, self.line_place(start).top)
        if end <= blocks[-1].end:
            bottom = min(bottom, self.line_place(max(start, end - 1)).bottom)
        return LinePlace(top, bottom) if bottom >= top else None

    def position_at(self, point: QPointF) -> int | None:
        """The character under a point; None beside the text."""
        layout = self._document.documentLayout()
        units = layout.hitTest(point, Qt.HitTestAccuracy.ExactHit)
        return None if units < 0 else self._positions.to_code_points(units)

    def caret_at(self, point: QPointF) -> int:
        """The position between two characters that is nearest to a point."""
        units = self._document.documentLayout().hitTest(point, Qt.HitTestAccuracy.FuzzyHit)
        return self._positions.to_code_points(max(0, units))

    def caret_rect(self, position: int, *, at_end: bool = False) -> QRectF:
        """A line of no width where something begins; or, ``at_end``, where it ends.

        An end stands beside its last character: behind words of the other direction the caret
        would be drawn elsewhere.
        """
        character = self._positions.border_before(position - 1) if at_end else position
        block = self.block_of(character)
        units = self._positions.to_units(character) - block.block.position()
        line = block.layout.lineForTextPosition(units)
        if not line.isValid():
            return QRectF(block.rect.left(), block.rect.top(), 0, block.rect.height())
        line_span = self.line_span(block, line.lineNumber())
        if line_span.is_mixed:
            x = self._mixed_edge(block, line_span, character, at_end=at_end)
        else:
            x = _x_of(line, units, QTextLine.Edge.Trailing if at_end else QTextLine.Edge.Leading)
        letters = line_span.letters
        x = max(letters.left(), min(x, letters.right()))
        return QRectF(x, letters.top(), 0, letters.height()).translated(block.origin)

    def _mixed_edge(
        self, block: VisibleBlock, line: LineSpan, character: int, *, at_end: bool
    ) -> float:
        """The side of a character it begins or ends at: Qt's caret jumps between directions."""
        after = self._positions.border_after(character + 1)
        pieces = self.rectangles(block, line, character, after)
        if not pieces:
            return _x_of(line.line, self._positions.to_units(character) - block.block.position())
        is_right_to_left = bidirectional(self._text[character]) in {"R", "AL"}
        if at_end is is_right_to_left:
            return min(piece.left() for piece in pieces)
        return max(piece.right() for piece in pieces)

    def _visible(self, block: QTextBlock, rect: QRectF) -> VisibleBlock:
        layout = block.layout()
        start = self._positions.to_code_points(block.position())
        end = self._positions.to_code_points(block.position() + block.length())
        origin = layout.position()
        return VisibleBlock(block.blockNumber(), Span(start, end), block, layout, rect, origin)

    def _first_block(self, layout: QAbstractTextDocumentLayout, top: float) -> QTextBlock:
        """Found from the one found last when that is near; asking the layout takes far longer."""
        block = self._document.findBlockByNumber(self._found_last)
        if not block.isValid():
            block = self._document.begin()
        if abs(layout.blockBoundingRect(block).top() - top) > _NEAR:
            units = layout.hitTest(QPointF(0, top), Qt.HitTestAccuracy.FuzzyHit)
            block = self._document.findBlock(max(0, units))
        # Before the first layout the hit is anything; between two paragraphs it may be either.
        while block.previous().isValid() and layout.blockBoundingRect(block).top() > top:
            block = block.previous()
        while block.next().isValid() and layout.blockBoundingRect(block).bottom() < top:
            block = block.next()
        self._found_last = block.blockNumber()
        return block


def letters_rect(line: QTextLine) -> QRectF:
    """The height of the letters of a line, without the space between lines."""
    height = line.ascent() + line.descent()
    margin = height * _GROUND_MARGIN
    return QRectF(line.x(), line.y() - margin, line.width(), height + 2 * margin)


def joined(pieces: Iterable[QRectF]) -> list[QRectF]:
    """Pieces of a line that touch made one, from left to right."""
    result: list[QRectF] = []
    for piece in sorted(pieces, key=QRectF.left):
        if result and piece.left() <= result[-1].right() + 0.5:
            result[-1] = result[-1].united(piece)
        else:
            result.append(piece)
    return result


def _glyph_places(run: QGlyphRun) -> list[QRectF]:
    """The advance of each glyph as a rectangle of height 1.

    In a line of mixed direction a stretch of text is not one stretch of paper, so that the way
    from one cursor position to another says nothing.
    """
    advances = run.rawFont().advancesForGlyphIndexes(run.glyphIndexes())
    return [
        QRectF(place.x(), 0, advance.x(), 1)
        for place, advance in zip(run.positions(), advances, strict=True)
    ]


def _x_of(line: QTextLine, units: int, edge: QTextLine.Edge = QTextLine.Edge.Leading) -> float:
    # The bindings hand back the place and the position it was found for; the stubs say neither.
    return float(cast("tuple[float, int]", line.cursorToX(units, edge))[0])
