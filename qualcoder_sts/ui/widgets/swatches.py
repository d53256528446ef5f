"""The sign of a code's colour in lists."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap

_SIZE = 12
_SHARPNESS = 2  # pixels drawn for each one shown, for dense screens


def swatch(colour: str) -> QIcon:
    """A small rounded square in a colour given as ``#rrggbb``."""
    pixmap = QPixmap(_SIZE * _SHARPNESS, _SIZE * _SHARPNESS)
    pixmap.setDevicePixelRatio(_SHARPNESS)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    painter.drawRoundedRect(QRectF(1, 1, _SIZE - 2, _SIZE - 2), 2.5, 2.5)
    painter.end()
    return QIcon(pixmap)
