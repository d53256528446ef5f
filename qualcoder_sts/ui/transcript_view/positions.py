"""The one place that knows that Qt counts UTF-16 units and the project code points."""

import re
import unicodedata
from bisect import bisect_left

import regex

from qualcoder_sts.foundation.spans import Span

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")
_GRAPHEME = regex.compile(r"\X")
# How far back to look for a plain border before reading the whole paragraph.
_NEAR = 200


class TextPositions:
    """Both countings of one text, and the borders of what a reader sees as one character."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._keep(_astral_positions(text))

    def edit(self, start: int, end: int, replacement: str) -> None:
        """Some characters became others; the rest of the text is not read again."""
        self._text = self._text[:start] + replacement + self._text[end:]
        new = [start + position for position in _astral_positions(replacement)]
        if not self._astral and not new:
            return
        first, after = bisect_left(self._astral, start), bisect_left(self._astral, end)
        grown = len(replacement) - (end - start)
        following = [position + grown for position in self._astral[after:]]
        self._keep([*self._astral[:first], *new, *following])

    def _keep(self, astral: list[int]) -> None:
        self._astral = astral
        # The first unit of each astral character: each one before it has shifted it by one.
        self._units = [position + i for i, position in enumerate(astral)]

    def to_units(self, position: int) -> int:
        """UTF-16 units before a code point position."""
        if not self._astral:
            return position
        return position + bisect_left(self._astral, position)

    def to_code_points(self, units: int) -> int:
        """Code points before a UTF-16 position; one inside a pair counts as before the pair."""
        if not self._units:
            return units
        return units - bisect_left(self._units, units)

    def span_of_units(self, start: int, end: int) -> Span:
        """The characters, as a reader sees them, that a stretch of UTF-16 units touches."""
        first, last = self.to_code_points(start), self.to_code_points(end)
        if end > start and self.to_units(last) < end:
            last += 1
        return self.snapped(Span(first, last))

    def snapped(self, span: Span) -> Span:
        """The span grown until both ends stand between characters as a reader sees them."""
        start = self.border_before(span.start)
        if not span:
            return Span(start, start)
        return Span(start, self.border_after(span.end))

    def border_before(self, position: int) -> int:
        """The position itself, or the start of the character it would cut."""
        return self._borders(position)[0]

    def border_after(self, position: int) -> int:
        """The position itself, or the end of the character it would cut."""
        return self._borders(position)[1]

    def _borders(self, position: int) -> tuple[int, int]:
        text = self._text
        position = max(0, min(position, len(text)))
        if position in (0, len(text)) or text[position - 1 : position + 1].isascii():
            return position, position
        for cluster in _GRAPHEME.finditer(text, self._safe_start(position)):
            if cluster.start() == position:
                break
            if cluster.end() > position:
                return cluster.start(), cluster.end()
        return position, position

    def _safe_start(self, position: int) -> int:
        """A border at or before the position, near if there is one.

        Before an ASCII character there always is one, except after a character that joins what
        follows it (those are of category Cf).
        """
        text = self._text
        for start in range(position, max(0, position - _NEAR), -1):
            if text[start].isascii() and unicodedata.category(text[start - 1]) != "Cf":
                return start
        return text.rfind("\n", 0, position) + 1


def _astral_positions(text: str) -> list[int]:
    if text.isascii() or len(text.encode("utf-16-le", "surrogatepass")) == 2 * len(text):
        return []
    return [match.start() for match in _ASTRAL.finditer(text)]
