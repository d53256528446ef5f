"""What is painted under the letters, and what over them; in the heights of the document."""

from collections.abc import Iterable
from uuid import UUID

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from qualcoder_sts.ui.theme.theme import Theme
from qualcoder_sts.ui.transcript_view.ends import HANDLE_REACH
from qualcoder_sts.ui.transcript_view.grounds import PlacedLine
from qualcoder_sts.ui.transcript_view.page import Page
from qualcoder_sts.ui.transcript_view.suggested import DottedLine

_FOUND_STRENGTH = 0.16
# Whole pixels: what is smoothed would be paler than its colour.
_DOT, _DOT_OF_CURRENT = 2, 3
_LANE = 3.0
_CURRENT_STRENGTH = 0.12


def fill_grounds(painter: QPainter, lines: Iterable[PlacedLine]) -> None:
    """The colours of what is coded."""
    for placed in lines:
        for fill in placed.line.grounds:
            painter.fillRect(fill.rect.translated(placed.origin), fill.colour)


def mark_found(painter: QPainter, rectangles: Iterable[QRectF], theme: Theme) -> None:
    """A veil and a line below what a search found, over whatever colour it has."""
    accent, veil = QColor(theme.accent), QColor(theme.accent)
    veil.setAlphaF(_FOUND_STRENGTH)
    for rect in rectangles:
        painter.fillRect(rect, veil)
        painter.fillRect(QRectF(rect.left(), rect.bottom() - 2, rect.width(), 2), accent)


def underline_suggested(
    painter: QPainter, lines: Iterable[DottedLine], theme: Theme, current_id: UUID | None
) -> None:
    """Dotted lines in the colours of their codes; the current one stronger, on a veil."""
    painter.save()
    for line in lines:
        colour = QColor(theme.ink(line.row.colour))
        is_current = line.row.id == current_id
        if is_current:
            veil = QColor(colour)
            veil.setAlphaF(_CURRENT_STRENGTH)
            painter.fillRect(line.rect, veil)
        width = _DOT_OF_CURRENT if is_current else _DOT
        pen = QPen(colour, width, Qt.PenStyle.CustomDashLine, Qt.PenCapStyle.FlatCap)
        pen.setDashPattern([1, 1.5])
        painter.setPen(pen)
        height = round(line.rect.bottom()) + line.lane * _LANE
        painter.drawLine(QLineF(line.rect.left(), height, line.rect.right(), height))
    painter.restore()


def dim(painter: QPainter, lines: Iterable[PlacedLine], theme: Theme) -> None:
    """Letters become at most as strong as dimmed ones; paper, grounds and selection stay.

    Formats would cost time at every opening and a layout of all at every change of theme.
    """
    if theme.text_dimmed == theme.text:
        return
    mode = QPainter.CompositionMode
    darken, lighten = mode.CompositionMode_Darken, mode.CompositionMode_Lighten
    painter.setCompositionMode(darken if theme.is_dark else lighten)
    colour = QColor(theme.text_dimmed)
    for placed in lines:
        for rect in placed.line.dimmed:
            painter.fillRect(rect.translated(placed.origin), colour)
    painter.setCompositionMode(mode.CompositionMode_SourceOver)


def outline_active(
    painter: QPainter, page: Page, theme: Theme, top: float, bottom: float
) -> QColor | None:
    """The frame of the segment that is selected, in the colour returned; None when not in view."""
    segment = page.active
    if segment is None:
        return None
    path = QPainterPath()
    for rect in page.geometry.rectangles_between(
        segment.start, segment.end, top - HANDLE_REACH, bottom + HANDLE_REACH
    ):
        path.addRoundedRect(rect.adjusted(-0.5, -0.5, 0.5, 0.5), 2, 2)
    if path.isEmpty():
        return None
    colour = QColor(theme.ink(segment.colour))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour, 1.4))
    painter.drawPath(path)
    return colour
