"""The sign of a code's colour in lists."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap, QPixmapCache

SWATCH_SIZE = 12
_SHARPNESS = 2  # pixels drawn for each one shown, for dense screens


def swatch(colour: str, size: int = SWATCH_SIZE) -> QIcon:
    """A small rounded square in a colour given as ``#rrggbb``; each is painted once."""
    key, pixmap = f"swatch {colour} {size}", QPixmap()
    if not QPixmapCache.find(key, pixmap):
        pixmap = _painted(colour, size)
        QPixmapCache.insert(key, pixmap)
    return QIcon(pixmap)


def _painted(colour: str, size: int) -> QPixmap:
    pixmap = QPixmap(size * _SHARPNESS, size * _SHARPNESS)
    pixmap.setDevicePixelRatio(_SHARPNESS)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    # A code may be as dark or as light as the paper it is shown on.
    painter.setPen(QPen(QColor(128, 128, 128, 150), 1))
    painter.setBrush(QColor(colour))
    painter.drawRoundedRect(QRectF(1.5, 1.5, size - 3, size - 3), 2.5, 2.5)
    painter.end()
    return pixmap
