"""The row of a code in the tree: its name, the key it is pinned to, and how often it is applied."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QTreeView

from qualcoder_sts.ui.models.codes import CountedCode, count_in_all, outdated_sign, own_count
from qualcoder_sts.ui.models.tree import ROW_ROLE
from qualcoder_sts.ui.widgets.key_caps import NameWithKey
from qualcoder_sts.ui.widgets.swatches import SWATCH_SIZE

Index = QModelIndex | QPersistentModelIndex

_GAP = 6
_SIDE = 6
_BESIDE_NAME = SWATCH_SIZE + 20

_ROLES = (QPalette.ColorRole.Link, QPalette.ColorRole.Text, QPalette.ColorRole.PlaceholderText)


class CodeCells(NameWithKey):
    """A name that is too long for its line goes on in the next one; the figures stand at the right.

    Of the three figures only the code's own is plain: quiet are those with the codes below, in
    colour those to be looked at again.
    """

    def key_of(self, index: Index) -> str:
        """The digit a code is pinned to."""
        row = index.data(ROW_ROLE)
        return str(row.digit) if isinstance(row, CountedCode) and row.digit is not None else ""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As high as the lines of its name."""
        size = super().sizeHint(option, index)
        self.initStyleOption(option, index)
        room = self._name_width(option, index)
        name = QFontMetrics(option.font).boundingRect(
            QRect(0, 0, max(60, room), 1000), Qt.TextFlag.TextWordWrap, option.text
        )
        one_line = option.fontMetrics.lineSpacing()
        lines = max(1, round(name.height() / one_line))
        return QSize(size.width(), size.height() + (lines - 1) * one_line)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The ground of the whole row, the name, and the figures from the right."""
        style, view = option.widget.style(), option.widget
        whole = QStyleOptionViewItem(option)
        self.initStyleOption(whole, index)
        panel = QStyle.PrimitiveElement.PE_PanelItemViewItem
        style.drawPrimitive(panel, whole, painter, view)
        parts = _parts(index)
        name = QStyleOptionViewItem(option)
        name.rect = QRect(option.rect).adjusted(0, 0, -_width(parts, option.fontMetrics), 0)
        super().paint(painter, name, index)
        room = QRect(option.rect).adjusted(0, 0, -_SIDE, 0)
        painter.save()
        painter.setFont(option.font)
        for words, role in reversed(list(zip(parts, _ROLES, strict=True))):
            if words:
                painter.setPen(option.palette.color(role))
                sides = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
                painter.drawText(room, sides, words)
                room.setRight(room.right() - option.fontMetrics.horizontalAdvance(words) - _GAP)
        painter.restore()

    def _name_width(self, option: QStyleOptionViewItem, index: Index) -> int:
        view = option.widget
        if not isinstance(view, QTreeView):
            return 200
        depth, above = 1, index.parent()
        while above.isValid():
            depth, above = depth + 1, above.parent()
        key = 24 if self.key_of(index) else 0
        taken = depth * view.indentation() + _BESIDE_NAME + key
        return view.viewport().width() - taken - _width(_parts(index), option.fontMetrics)


def _parts(index: Index) -> tuple[str, str, str]:
    row = index.data(ROW_ROLE)
    if not isinstance(row, CountedCode):
        return "", "", ""
    return outdated_sign(row), own_count(row), count_in_all(row)


def _width(parts: tuple[str, str, str], metrics: QFontMetrics) -> int:
    words = [part for part in parts if part]
    return sum(metrics.horizontalAdvance(part) + _GAP for part in words) + _SIDE
