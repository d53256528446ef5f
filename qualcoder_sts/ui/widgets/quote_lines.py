"""Quotes in lists: a few lines in the reading face, cut where they are longer."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics, QTextLayout, QTextOption

from qualcoder_sts.ui.theme.fonts import READING_POINTS, reading_font

MOST_LINES = 3
_LEAST_WIDTH = 40
_MOST_CHARACTERS = 600


def quote_font() -> QFont:
    """The face of transcripts, a little smaller."""
    return reading_font(READING_POINTS - 1)


def quote_lines(words: str, width: int, most: int = MOST_LINES) -> list[str]:
    """The words broken into lines; what goes beyond the last one is elided."""
    font, width = quote_font(), max(_LEAST_WIDTH, width)
    layout = QTextLayout(words[:_MOST_CHARACTERS], font)
    layout.setTextOption(QTextOption(Qt.AlignmentFlag.AlignLeft))
    lines: list[str] = []
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        start = line.textStart()
        if len(lines) == most - 1:
            rest = words[start:].strip()
            lines.append(QFontMetrics(font).elidedText(rest, Qt.TextElideMode.ElideRight, width))
            break
        lines.append(words[start : start + line.textLength()].rstrip())
    layout.endLayout()
    return lines
