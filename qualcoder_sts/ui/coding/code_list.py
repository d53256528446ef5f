"""The list in the quick-code box: colour, name with the typed letters bold, key, category."""

from collections.abc import Collection, Mapping, Sequence
from itertools import groupby
from uuid import UUID

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QIcon, QPainter, QPalette
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from qualcoder_sts.foundation.translation import _
from qualcoder_sts.ui.coding.code_choices import CodeChoice
from qualcoder_sts.ui.widgets.key_caps import cap_size, draw_cap
from qualcoder_sts.ui.widgets.names import named
from qualcoder_sts.ui.widgets.swatches import SWATCH_SIZE, swatch

MOST_ROWS = 8
_SIDE, _GAP = 8, 10
_LEAST_NAME = 150
_CHOICE = Qt.ItemDataRole.UserRole


class CodeList(QListWidget):
    """Shows choices; the focus stays with the field above it."""

    def __init__(self) -> None:
        super().__init__()
        named(self, _("Codes that fit"))
        self.digits: Mapping[UUID, int] = {}
        self.marked: Collection[UUID] = ()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_CodeLine(self))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def show_choices(self, choices: Sequence[CodeChoice]) -> None:
        """Show these, the first one chosen, in as much height as they need."""
        self.clear()
        for choice in choices:
            item = QListWidgetItem(choice.words)
            item.setData(_CHOICE, choice)
            if choice.code is not None:
                item.setIcon(swatch(choice.code.colour))
                item.setToolTip(choice.code.path_text)
            self.addItem(item)
        self.setCurrentRow(0)
        height = self.sizeHintForRow(0) if choices else 0
        self.setFixedHeight(height * min(MOST_ROWS, len(choices)))
        self.setVisible(bool(choices))

    def choice(self) -> CodeChoice | None:
        """The one that is chosen now."""
        found = self.currentIndex().data(_CHOICE)
        return found if isinstance(found, CodeChoice) else None


class _CodeLine(QStyledItemDelegate):
    """Paints one choice."""

    def __init__(self, codes: CodeList) -> None:
        super().__init__(codes)
        self._codes = codes

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """A line with air above and below."""
        size = super().sizeHint(option, index)
        return QSize(size.width(), QFontMetrics(option.font).height() + 12)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """The ground of the row, then its parts from both sides."""
        choice: CodeChoice = index.data(_CHOICE)
        ground = QStyleOptionViewItem(option)
        self.initStyleOption(ground, index)
        ground.text, ground.icon = "", QIcon()
        ground.widget.style().drawControl(
            QStyle.ControlElement.CE_ItemViewItem, ground, painter, ground.widget
        )
        painter.save()
        room: QRect = option.rect.adjusted(_SIDE, 0, -_SIDE, 0)
        if choice.code is not None:
            top = room.top() + (room.height() - SWATCH_SIZE) // 2
            icon: QIcon = index.data(Qt.ItemDataRole.DecorationRole)
            icon.paint(painter, QRect(room.left(), top, SWATCH_SIZE, SWATCH_SIZE))
        room.setLeft(room.left() + SWATCH_SIZE + _GAP)
        room.setRight(self._paint_right(painter, option, choice, room))
        self._paint_name(painter, option, choice, room)
        painter.restore()

    def _paint_right(
        self, painter: QPainter, option: QStyleOptionViewItem, choice: CodeChoice, room: QRect
    ) -> int:
        """Category, key and mark at the right; says how far the name may reach."""
        palette, right = option.palette, room.right()
        is_marked = choice.code is not None and choice.code.id in self._codes.marked
        if is_marked:
            painter.setPen(palette.color(QPalette.ColorRole.Link))
            right = _write_right(painter, option.font, "✓", room, right)
        metrics = QFontMetrics(option.font)
        most = max(40, min(room.width() - _LEAST_NAME, room.width() // 2))
        words = metrics.elidedText(choice.beside, Qt.TextElideMode.ElideRight, most)
        painter.setPen(palette.color(QPalette.ColorRole.PlaceholderText))
        right = _write_right(painter, option.font, words, room, right)
        digit = None if choice.code is None else self._codes.digits.get(choice.code.id)
        if digit is not None:
            size = cap_size(str(digit), option.font)
            place = QRect(right - size.width(), room.top(), size.width(), room.height())
            draw_cap(painter, place, str(digit), palette, option.font)
            right = place.left() - _GAP
        return right

    def _paint_name(
        self, painter: QPainter, option: QStyleOptionViewItem, choice: CodeChoice, room: QRect
    ) -> None:
        role = QPalette.ColorRole.Text if choice.code is not None else QPalette.ColorRole.Link
        painter.setPen(option.palette.color(role))
        words = QFontMetrics(option.font).elidedText(
            choice.words, Qt.TextElideMode.ElideRight, room.width()
        )
        left = room.left()
        bold = QFont(option.font)
        bold.setWeight(QFont.Weight.Bold)
        letters = set(choice.letters)
        for is_typed, run in groupby(enumerate(words), key=lambda pair: pair[0] in letters):
            piece = "".join(letter for _place, letter in run)
            font = bold if is_typed else option.font
            painter.setFont(font)
            rest = QRect(left, room.top(), room.right() - left, room.height())
            painter.drawText(rest, Qt.AlignmentFlag.AlignVCenter, piece)
            left += QFontMetrics(font).horizontalAdvance(piece)


def _write_right(painter: QPainter, font: QFont, words: str, room: QRect, right: int) -> int:
    """Write words that end at ``right``; says where the next ones may end."""
    if not words:
        return right
    painter.setFont(font)
    width = QFontMetrics(font).horizontalAdvance(words)
    place = QRect(right - width, room.top(), width, room.height())
    painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, words)
    return place.left() - _GAP
