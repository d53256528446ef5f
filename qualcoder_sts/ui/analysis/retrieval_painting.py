"""How a quote looks in the list: what was said in the reading face, who and where below it."""

from collections.abc import Mapping
from uuid import UUID

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from qualcoder_sts.analysis.retrieval import RetrievedSegment
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.ui.analysis.retrieval_model import ROW_ROLE, Heading, RetrievalModel
from qualcoder_sts.ui.theme.fonts import plain_font, reading_font
from qualcoder_sts.ui.theme.theme import Theme

SIDE, ABOVE, BETWEEN = 16, 11, 5
STRIPE = 3
MOST_LINES = 14
HEADING_HEIGHT = 40
USUAL_HEIGHT = 78
"""The height of a row nobody has looked at yet."""

Index = QModelIndex | QPersistentModelIndex


class QuotePainter(QStyledItemDelegate):
    """Draws headings and quotes; knows how high each of them is at a width."""

    def __init__(self, model: RetrievalModel, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self.theme = theme
        self.colours: Mapping[UUID, str] = {}
        self.with_context = False
        self._quote_font = reading_font(11.5)
        self._place_font = plain_font(8.8)
        self._heading_font = plain_font(10.0)
        self._heading_font.setWeight(QFont.Weight.DemiBold)

    def height_of(self, row: Heading | RetrievedSegment, width: int) -> int:
        """How high a row is."""
        if isinstance(row, Heading):
            return HEADING_HEIGHT
        parts = self._parts(row, width)
        inside = sum(_height(part) for part in parts) + BETWEEN * (len(parts) - 1)
        return round(inside) + 2 * ABOVE

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """The size of a row at the width it is shown with."""
        width = option.rect.width()
        return QSize(width, self.height_of(index.data(ROW_ROLE), width))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        row = index.data(ROW_ROLE)
        painter.save()
        if isinstance(row, Heading):
            self._paint_heading(painter, option.rect, row)
        else:
            self._paint_quote(painter, option, row)
        painter.restore()

    def _paint_heading(self, painter: QPainter, place: QRect, heading: Heading) -> None:
        theme = self.theme
        painter.fillRect(place, QColor(theme.window))
        inside = place.adjusted(SIDE, 0, -SIDE, 0)
        painter.setFont(self._place_font)
        painter.setPen(QColor(theme.text_quiet))
        painter.drawText(inside, _aligned(Qt.AlignmentFlag.AlignRight), heading.figures)
        taken = painter.fontMetrics().horizontalAdvance(heading.figures) + SIDE
        painter.setFont(self._heading_font)
        painter.setPen(QColor(theme.text))
        room = inside.adjusted(0, 0, -taken, 0)
        elided = painter.fontMetrics().elidedText(
            heading.title, Qt.TextElideMode.ElideMiddle, room.width()
        )
        painter.drawText(room, _aligned(Qt.AlignmentFlag.AlignLeft), elided)

    def _paint_quote(
        self, painter: QPainter, option: QStyleOptionViewItem, row: RetrievedSegment
    ) -> None:
        theme, place = self.theme, option.rect
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.fillRect(place, QColor(theme.accent_surface if is_chosen else theme.paper))
        painter.setPen(QPen(QColor(theme.hairline), 1))
        painter.drawLine(place.bottomLeft(), place.bottomRight())
        stripe = QRectF(place.left() + 4, place.top() + ABOVE, STRIPE, place.height() - 2 * ABOVE)
        painter.fillRect(stripe, QColor(theme.stripe(self.colours.get(row.code_id, theme.text))))
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(theme.accent), 1))
            painter.drawRect(place.adjusted(0, 0, -1, -1))
        top = float(place.top() + ABOVE)
        inks = (theme.text, theme.text_quiet, theme.text_quiet)
        for part, ink in zip(self._parts(row, place.width()), inks, strict=False):
            painter.setPen(QColor(ink))
            part.draw(painter, QPointF(place.left() + SIDE, top))
            top += _height(part) + BETWEEN

    def _parts(self, row: RetrievedSegment, width: int) -> list[QTextLayout]:
        """The quote, who and where, and the memo, each broken into lines."""
        room = max(80, width - 2 * SIDE)
        parts = [
            self._quote(row, room),
            _broken(self._model.place_words(row), self._place_font, room, 3),
        ]
        if row.memo:
            italic = QFont(self._place_font)
            italic.setItalic(True)
            parts.append(_broken(_("Memo: %s") % _joined(row.memo), italic, room, 2))
        return parts

    def _quote(self, row: RetrievedSegment, room: int) -> QTextLayout:
        said = f"“{_joined(row.text)}”"
        if not self.with_context:
            return _broken(said, self._quote_font, room, MOST_LINES)
        before, after = _joined(row.before()), _joined(row.after())
        quiet = QTextLayout.FormatRange()
        quiet.start, quiet.length = 0, len(before)
        quiet.format.setForeground(QColor(self.theme.text_quiet))
        rest = QTextLayout.FormatRange()
        words = f"{before} {said} {after}"
        rest.start = _utf16(words) - _utf16(after)
        rest.length = _utf16(after)
        quiet.length = _utf16(before)
        rest.format = quiet.format
        return _broken(words, self._quote_font, room, MOST_LINES + 6, [quiet, rest])


def _broken(
    words: str,
    font: QFont,
    width: int,
    most: int,
    formats: list[QTextLayout.FormatRange] | None = None,
) -> QTextLayout:
    """A text in lines of a width; ``…`` stands for what does not fit into the last of them."""
    layout = QTextLayout(words, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    if formats:
        layout.setFormats(formats)
    top = 0.0
    layout.beginLayout()
    for _number in range(most):
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        line.setPosition(QPointF(0, top))
        top += line.height() * 1.12
    layout.endLayout()
    last = layout.lineAt(max(0, layout.lineCount() - 1))
    end = last.textStart() + last.textLength() if layout.lineCount() else 0
    if end < _utf16(words):
        # Room for the sign is made by taking some letters back.
        return _broken(f"{_cut(words, end - 3)} …", font, width, most, formats)
    return layout


def _height(layout: QTextLayout) -> float:
    count = layout.lineCount()
    last = layout.lineAt(count - 1)
    return float(last.y() + last.height()) if count else 0.0


def _joined(text: str) -> str:
    """In one paragraph: turns of speech stand behind one another."""
    return " ".join(text.split())


def _cut(text: str, units: int) -> str:
    """The first so many of Qt's units of a text, no letter halved."""
    encoded = text.encode("utf-16-le")[: 2 * max(0, units)]
    return encoded.decode("utf-16-le", errors="ignore").rstrip()


def _utf16(text: str) -> int:
    return len(text) + sum(character > "\uffff" for character in text)


def _aligned(side: Qt.AlignmentFlag) -> Qt.AlignmentFlag:
    return side | Qt.AlignmentFlag.AlignVCenter
