"""Small caps of keys, as a hint beside what they do."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QLabel, QStyle, QStyledItemDelegate, QStyleOptionViewItem

_SHARE = 0.8
_SIDE, _ABOVE = 5, 1


def cap_size(key: str, font: QFont) -> QSize:
    """How large the cap of a key is beside letters of this font."""
    metrics = QFontMetrics(_smaller(font))
    height = metrics.height() + 2 * _ABOVE
    return QSize(max(height, metrics.horizontalAdvance(key) + 2 * _SIDE), height)


def draw_cap(painter: QPainter, rect: QRect, key: str, palette: QPalette, font: QFont) -> None:
    """Draw the cap of a key at the left of a rectangle, in the middle of its height."""
    size = cap_size(key, font)
    top = rect.top() + (rect.height() - size.height()) // 2
    cap = QRectF(rect.left() + 0.5, top + 0.5, size.width() - 1, size.height() - 1)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(palette.color(QPalette.ColorRole.Mid), 1))
    painter.setBrush(palette.color(QPalette.ColorRole.Base))
    painter.drawRoundedRect(cap, 3, 3)
    painter.setFont(_smaller(font))
    painter.setPen(palette.color(QPalette.ColorRole.PlaceholderText))
    painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, key)
    painter.restore()


class KeyCap(QLabel):
    """The cap of one key; a sign only, screen readers are told of keys elsewhere."""

    def __init__(self, key: str) -> None:
        super().__init__()
        self._key = key

    def sizeHint(self) -> QSize:
        """As large as its cap."""
        return cap_size(self._key, self.font())

    def minimumSizeHint(self) -> QSize:
        """A cap is never cut off."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Nothing but the cap."""
        painter = QPainter(self)
        draw_cap(painter, self.rect(), self._key, self.palette(), self.font())
        painter.end()


class NameWithKey(QStyledItemDelegate):
    """Qt's own cell and, right after its words, the cap of a key."""

    def key_of(self, _index: QModelIndex | QPersistentModelIndex) -> str:
        """The key of a row; empty where it has none."""
        return ""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """The cell, and the cap where the words leave room."""
        super().paint(painter, option, index)
        if not (key := self.key_of(index)):
            return
        self.initStyleOption(option, index)
        style = option.widget.style()
        words: QRect = style.subElementRect(
            QStyle.SubElement.SE_ItemViewItemText, option, option.widget
        )
        advance = option.fontMetrics.horizontalAdvance(option.text)
        size = cap_size(key, option.font)
        left = min(words.left() + advance + 12, words.right() - size.width())
        place = QRect(left, option.rect.top(), size.width(), option.rect.height())
        draw_cap(painter, place, key, option.palette, option.font)


def _smaller(font: QFont) -> QFont:
    small = QFont(font)
    small.setPointSizeF(font.pointSizeF() * _SHARE)
    return small
