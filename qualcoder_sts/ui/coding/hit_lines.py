"""Hits one below the other, with what was found in one column so that it can be skimmed."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from qualcoder_sts.coding.searching import SearchHit
from qualcoder_sts.ui.coding.hits_model import HIT_ROLE

_SPEAKER, _GAP, _LONGEST_MATCH = 96, 10, 160
_BEFORE_SHARE = 0.42


class HitLines(QStyledItemDelegate):
    """Speaker, what stands before, what was found in bold, what comes after."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """All lines are alike; no text is measured."""
        del index
        return QSize(200, QFontMetrics(option.font).height() + 10)

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
        self._paint_words(painter, option, hit, words)
        painter.restore()

    def _paint_words(
        self, painter: QPainter, option: QStyleOptionViewItem, hit: SearchHit, room: QRect
    ) -> None:
        metrics = QFontMetrics(option.font)
        quiet = option.palette.color(QPalette.ColorRole.PlaceholderText)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setPen(quiet)
        speaker = QRect(room.left(), room.top(), _SPEAKER, room.height())
        elide = Qt.TextElideMode
        shown = metrics.elidedText(hit.speaker, elide.ElideRight, _SPEAKER - _GAP)
        painter.drawText(speaker, middle, shown)
        room = room.adjusted(_SPEAKER, 0, 0, 0)
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
