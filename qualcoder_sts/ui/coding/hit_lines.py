"""Hits one below the other, with what was found in one column so that it can be skimmed."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from qualcoder_sts.coding.searching import SearchHit
from qualcoder_sts.ui.coding.hits_model import HIT_ROLE, LABEL_ROLE

_SPEAKER, _SOURCE_AND_SPEAKER, _GAP, _LONGEST_MATCH = 96, 190, 10, 160
_BEFORE_SHARE = 0.42


class HitLines(QStyledItemDelegate):
    """Speaker, what stands before, what was found in bold, what comes after."""

    def __init__(self, parent: QObject, *, names_sources: bool = False) -> None:
        super().__init__(parent)
        # In one list of all sources the source stands beside its speaker.
        self._names_sources = names_sources
        self._label_width = _SOURCE_AND_SPEAKER if names_sources else _SPEAKER

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """All lines are alike; no text is measured."""
        del index
        return QSize(200, self.line_height(option.font))

    def line_height(self, font: QFont) -> int:
        """How high every line is."""
        return QFontMetrics(font).height() + 10

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Qt's own row for a source; for a hit its tick, then the words."""
        hit = index.data(HIT_ROLE)
        if hit is None:
            super().paint(painter, option, index)
            return
        ground = QStyleOptionViewItem(option)
        self.initStyleOption(ground, index)
        style = ground.widget.style()
        words: QRect = style.subElementRect(
            QStyle.SubElement.SE_ItemViewItemText, ground, ground.widget
        )
        ground.text = ""
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, ground, painter, ground.widget)
        painter.save()
        words.setRight(option.rect.right() - _GAP)
        self._paint_label(painter, option, index.data(LABEL_ROLE), words)
        self._paint_words(painter, option, hit, words.adjusted(self._label_width, 0, 0, 0))
        painter.restore()

    def _paint_label(
        self, painter: QPainter, option: QStyleOptionViewItem, label: str, room: QRect
    ) -> None:
        width = self._label_width
        painter.setPen(option.palette.color(QPalette.ColorRole.PlaceholderText))
        elide = Qt.TextElideMode.ElideMiddle if self._names_sources else Qt.TextElideMode.ElideRight
        shown = QFontMetrics(option.font).elidedText(label, elide, width - _GAP)
        place = QRect(room.left(), room.top(), width, room.height())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, shown)

    def _paint_words(
        self, painter: QPainter, option: QStyleOptionViewItem, hit: SearchHit, room: QRect
    ) -> None:
        metrics = QFontMetrics(option.font)
        quiet = option.palette.color(QPalette.ColorRole.PlaceholderText)
        middle = Qt.AlignmentFlag.AlignVCenter
        elide = Qt.TextElideMode
        painter.setPen(quiet)
        before = QRect(room)
        before.setWidth(round(room.width() * _BEFORE_SHARE))
        shown = metrics.elidedText(_one_line(hit.before), elide.ElideLeft, before.width())
        painter.drawText(before, middle | Qt.AlignmentFlag.AlignRight, shown)
        bold = QFont(option.font)
        bold.setWeight(QFont.Weight.Bold)
        painter.setFont(bold)
        painter.setPen(option.palette.color(QPalette.ColorRole.Text))
        match = QFontMetrics(bold).elidedText(
            _one_line(hit.text), elide.ElideMiddle, min(_LONGEST_MATCH, room.width())
        )
        after = QRect(room)
        after.setLeft(before.right() + 1)
        painter.drawText(after, middle, match)
        after.setLeft(after.left() + QFontMetrics(bold).horizontalAdvance(match))
        painter.setFont(option.font)
        painter.setPen(quiet)
        shown = metrics.elidedText(_one_line(hit.after), elide.ElideRight, after.width())
        painter.drawText(after, middle, shown)


def _one_line(words: str) -> str:
    """The words with single spaces; one at an end that had white space stays."""
    line = " ".join(words.split())
    if words[:1].isspace():
        line = " " + line
    return line + " " if words[-1:].isspace() else line
