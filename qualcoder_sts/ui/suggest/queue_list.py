"""The queue as a list: code and how sure, the quote, and in one line why."""

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from qualcoder_sts.foundation.translation import _
from qualcoder_sts.ui.suggest.queue_model import QUEUED_ROLE, Heading, Queued
from qualcoder_sts.ui.widgets.names import named
from qualcoder_sts.ui.widgets.quote_lines import quote_font, quote_lines
from qualcoder_sts.ui.widgets.swatches import SWATCH_SIZE, swatch

Index = QModelIndex | QPersistentModelIndex
_SIDE, _ABOVE, _BETWEEN, _GAP = 10, 7, 2, 8
_MOST_QUOTE_LINES = 2


class QueueList(QListView):
    """Suggestions one below the other; Return and a double click go to the passage."""

    def __init__(self, model: QAbstractItemModel) -> None:
        super().__init__()
        named(self, _("Suggestions"))
        self.setObjectName("passages")
        self.setModel(model)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setItemDelegate(_QueueLines(self))
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        # Many rows are measured bit by bit, while the window goes on.
        self.setLayoutMode(QListView.LayoutMode.Batched)

    def keyboardSearch(self, search: str) -> None:
        """Letters decide here; they do not look for a row that begins with them."""


class _QueueLines(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """All suggestions are alike; no text is measured."""
        line = option.fontMetrics.lineSpacing()
        if not index.flags() & Qt.ItemFlag.ItemIsSelectable:
            return QSize(80, line + 2 * _ABOVE)
        height = _MOST_QUOTE_LINES * QFontMetrics(quote_font()).lineSpacing()
        return QSize(80, height + 2 * line + 2 * _BETWEEN + 2 * _ABOVE)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The ground, then the lines."""
        entry = index.data(QUEUED_ROLE)
        self.initStyleOption(option, index)
        option.text = ""
        style, view = option.widget.style(), option.widget
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, view)
        room = QRect(option.rect).adjusted(_SIDE, _ABOVE, -_SIDE, -_ABOVE)
        painter.save()
        if isinstance(entry, Heading):
            _paint_heading(painter, option, entry, room)
        elif isinstance(entry, Queued):
            _paint_suggestion(painter, option, entry, room)
        painter.restore()


def _paint_heading(
    painter: QPainter, option: QStyleOptionViewItem, heading: Heading, room: QRect
) -> None:
    painter.setPen(option.palette.color(QPalette.ColorRole.PlaceholderText))
    painter.setFont(_strong(option.font))
    _draw_both(painter, room, heading.words, f"{heading.count}")


def _paint_suggestion(
    painter: QPainter, option: QStyleOptionViewItem, entry: Queued, room: QRect
) -> None:
    text = option.palette.color(QPalette.ColorRole.Text)
    quiet = option.palette.color(QPalette.ColorRole.PlaceholderText)
    line = option.fontMetrics.lineSpacing()
    top = QRect(room.left(), room.top(), room.width(), line)
    sign = QRect(top.left(), top.center().y() - SWATCH_SIZE // 2, SWATCH_SIZE, SWATCH_SIZE)
    painter.drawPixmap(sign, swatch(entry.colour).pixmap(SWATCH_SIZE * 2))
    painter.setFont(_strong(option.font))
    painter.setPen(text)
    _draw_both(painter, top.adjusted(SWATCH_SIZE + 6, 0, 0, 0), entry.row.code, entry.how_sure)
    metrics = QFontMetrics(quote_font())
    painter.setFont(quote_font())
    height = top.bottom() + 1 + _BETWEEN
    for words in _quoted(entry, room.width()):
        painter.drawText(room.left(), height + metrics.ascent(), words)
        height += metrics.lineSpacing()
    painter.setFont(option.font)
    painter.setPen(quiet)
    shown = option.fontMetrics.elidedText(entry.why, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room.left(), height + _BETWEEN + option.fontMetrics.ascent(), shown)


def _draw_both(painter: QPainter, room: QRect, words: str, at_end: str) -> None:
    """Words that give way, and at the end of the line words that do not."""
    metrics = painter.fontMetrics()
    width = min(metrics.horizontalAdvance(f"{at_end} "), room.width() * 2 // 3)
    middle = Qt.AlignmentFlag.AlignVCenter
    elide = Qt.TextElideMode.ElideRight
    shown = metrics.elidedText(words, elide, room.width() - width - _GAP)
    painter.drawText(room, middle | Qt.AlignmentFlag.AlignLeft, shown)
    font = QFont(painter.font())
    font.setWeight(QFont.Weight.Normal)
    painter.setFont(font)
    shown = metrics.elidedText(at_end, elide, width)
    painter.drawText(room, middle | Qt.AlignmentFlag.AlignRight, shown)


def _quoted(entry: Queued, width: int) -> list[str]:
    return quote_lines(f"“{' '.join(entry.row.text.split())}”", width, _MOST_QUOTE_LINES)


def _strong(font: QFont) -> QFont:
    strong = QFont(font)
    strong.setWeight(QFont.Weight.DemiBold)
    return strong
