"""Thin bars in the cells of a list, for how far something is."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

_LENGTH, _HEIGHT, _RIGHT = 34, 4, 6


class ProgressBars(QStyledItemDelegate):
    """Paints a bar where the model has a figure from 0 to 1 under ``role``; else the text."""

    def __init__(self, role: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._role = role

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """The cell as usual, and the bar on it."""
        super().paint(painter, option, index)
        share = index.data(self._role)
        if not isinstance(share, float):
            return
        rect = option.rect
        palette = option.palette
        if option.direction == Qt.LayoutDirection.RightToLeft:
            left = float(rect.left() + _RIGHT)
        else:
            left = float(rect.right() - _RIGHT - _LENGTH)
        bar = QRectF(left, rect.center().y() - _HEIGHT / 2 + 0.5, _LENGTH, _HEIGHT)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(palette.color(QPalette.ColorRole.Midlight))
        painter.drawRoundedRect(bar, _HEIGHT / 2, _HEIGHT / 2)
        if share > 0:
            # A beginning is seen, however small.
            done = QRectF(bar)
            done.setWidth(max(_HEIGHT, _LENGTH * share))
            painter.setBrush(palette.color(QPalette.ColorRole.Accent))
            painter.drawRoundedRect(done, _HEIGHT / 2, _HEIGHT / 2)
        painter.restore()

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Room for a bar, or for the text where there is one."""
        size = super().sizeHint(option, index)
        return QSize(max(size.width(), _LENGTH + 2 * _RIGHT), size.height())
