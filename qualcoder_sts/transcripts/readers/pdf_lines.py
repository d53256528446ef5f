"""Lines of text with their places on a PDF page."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pdfminer.layout import LTComponent, LTPage, LTTextLine

# Glyphs that stand for several letters in print; in text they keep searches from finding words.
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_LIGATURE = re.compile("[ﬀ-ﬆ]")
_UNKNOWN_GLYPH = re.compile(r"\(cid:\d+\)")


@dataclass(frozen=True, slots=True)
class Line:
    """A line, or the part of one in a column; places in points from the page's lower left."""

    text: str
    left: float
    right: float
    bottom: float
    top: float

    @property
    def height(self) -> float:
        """The height of the line's letters, which goes with the size of their type."""
        return self.top - self.bottom

    @property
    def middle(self) -> float:
        """Half-way up the line."""
        return (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class Page:
    """A page with its lines in no particular order; ``outside`` counts those off the paper."""

    number: int
    width: float
    height: float
    lines: tuple[Line, ...]
    is_picture: bool = False
    outside: int = 0


def page_of(layout: "LTPage", number: int) -> Page:
    """What pdfminer found on a page."""
    from pdfminer.layout import LTFigure, LTImage  # noqa: PLC0415

    shown: list[Line] = []
    outside = 0
    for line in map(_line, _text_lines(layout)):
        if not line.text:
            continue
        if -line.height < line.bottom < layout.height and -1 < line.left < layout.width:
            shown.append(line)
        else:
            # Numbers of a list that runs on off the page are no loss worth a remark.
            outside += not line.text.isdigit()
    has_text = bool(shown) or outside > 0
    is_picture = not has_text and any(isinstance(part, LTImage | LTFigure) for part in layout)
    return Page(number, layout.width, layout.height, tuple(shown), is_picture, outside)


def _text_lines(container: "LTComponent") -> "Iterator[LTTextLine]":
    from pdfminer.layout import LTContainer, LTTextLine  # noqa: PLC0415

    # An explicit stack: figures can be nested as deep as a file's author likes.
    waiting = [container]
    while waiting:
        part = waiting.pop()
        if isinstance(part, LTTextLine):
            yield part
        elif isinstance(part, LTContainer):
            waiting += reversed(list(part))


def _line(part: "LTTextLine") -> Line:
    text = _UNKNOWN_GLYPH.sub("\ufffd", part.get_text())
    text = _LIGATURE.sub(lambda match: _LIGATURES[match.group()], text)
    return Line(" ".join(text.split()), part.x0, part.x1, part.y0, part.y1)
