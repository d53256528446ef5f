"""Cells on a ground of their own, as a model gives it."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QBrush, QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem


class ShadedCells(QStyledItemDelegate):
    """Paints the ground first: a style sheet leaves what a model says of it out."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """The ground, and the cell on it; a chosen cell has that of the choice."""
        ground = index.data(Qt.ItemDataRole.BackgroundRole)
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if isinstance(ground, QColor) and not is_chosen:
            painter.fillRect(option.rect, QBrush(ground))
        super().paint(painter, option, index)
