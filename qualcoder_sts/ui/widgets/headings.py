"""Small headings over parts of a panel."""

from PySide6.QtGui import QFont, QPalette
from PySide6.QtWidgets import QLabel

_SHARE = 0.85
_SPACING = 0.8


def panel_heading(words: str = "") -> QLabel:
    """A quiet heading in small spaced capitals."""
    heading = QLabel(words)
    heading.setForegroundRole(QPalette.ColorRole.PlaceholderText)
    heading.setWordWrap(True)
    font = heading.font()
    font.setPointSizeF(font.pointSizeF() * _SHARE)
    font.setCapitalization(QFont.Capitalization.AllUppercase)
    font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, _SPACING)
    font.setWeight(QFont.Weight.DemiBold)
    heading.setFont(font)
    return heading
