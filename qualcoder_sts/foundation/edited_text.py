"""A text while somebody edits it: what was changed so far, and where everything stands now."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property

from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.foundation.text_edits import TextEdit, TextEdits


@dataclass(frozen=True, slots=True)
class _Piece:
    """Characters of the original, and those that stand in their place now."""

    start: int
    end: int
    new_start: int
    new_end: int

    def shifted(self, distance: int) -> "_Piece":
        return _Piece(self.start, self.end, self.new_start + distance, self.new_end + distance)


class EditedText:
    """One text; edits that touch become one, and what was put back is no edit any more.

    The cost of an edit depends on how many there are and not on what stands in the text.
    """

    def __init__(self, original: str) -> None:
        self.original = original
        self.text = original
        self._pieces: list[_Piece] = []

    @property
    def is_changed(self) -> bool:
        """Whether the text is another one now."""
        return bool(self._pieces)

    @cached_property
    def edits(self) -> TextEdits:
        """All edits so far, in positions of the original."""
        return TextEdits(
            [
                TextEdit(piece.start, piece.end, self.text[piece.new_start : piece.new_end])
                for piece in self._pieces
            ]
        )

    def replace(self, start: int, end: int, replacement: str) -> None:
        """The characters ``start <= position < end`` of the present text become others."""
        grown = len(replacement) - (end - start)
        first = bisect_left(self._pieces, start, key=lambda piece: piece.new_end)
        after = bisect_right(self._pieces, end, key=lambda piece: piece.new_start)
        piece = self._united(first, after, Span(start, end))
        piece = _Piece(piece.start, piece.end, piece.new_start, piece.new_end + grown)
        self.text = self.text[:start] + replacement + self.text[end:]
        now = self.text[piece.new_start : piece.new_end]
        is_back = now == self.original[piece.start : piece.end]
        following = self._pieces[after:]
        if grown:
            following = [one.shifted(grown) for one in following]
        self._pieces[first:] = [*([] if is_back else [piece]), *following]
        self.__dict__.pop("edits", None)

    def moved(self, span: Span) -> Span | None:
        """Where a span of the original stands now; None when nothing of it is left."""
        return self.edits.moved(span)

    def origin(self, span: Span) -> Span:
        """The stretch of the original that a span of the present text came from.

        Where it touches what was edited, all that stood there belongs to it.
        """
        return Span(self._origin_of(span.start, 0), self._origin_of(span.end, 1))

    def _united(self, first: int, after: int, span: Span) -> _Piece:
        """A span of the present text and the edits it touches, made one."""
        if first == after:
            shift = self._shift_before(first)
            return _Piece(span.start - shift, span.end - shift, span.start, span.end)
        left, right = self._pieces[first], self._pieces[after - 1]
        start, end = min(span.start, left.new_start), max(span.end, right.new_end)
        return _Piece(
            left.start - (left.new_start - start), right.end + (end - right.new_end), start, end
        )

    def _shift_before(self, number: int) -> int:
        if number == 0:
            return 0
        before = self._pieces[number - 1]
        return before.new_end - before.end

    def _origin_of(self, position: int, side: int) -> int:
        """Where a position came from; inside an edit, its start (side 0) or its end (side 1)."""
        number = bisect_left(self._pieces, position, key=lambda piece: piece.new_end)
        if number < len(self._pieces):
            piece = self._pieces[number]
            if piece.new_start <= position <= piece.new_end:
                return piece.end if side else piece.start
        return position - self._shift_before(number)
