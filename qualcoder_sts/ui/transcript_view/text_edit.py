"""The text itself: a stock read-only text edit with colours painted under its letters."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QCursor,
    QFocusEvent,
    QHelpEvent,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QToolTip, QWidget

from qualcoder_sts.foundation.translation import _
from qualcoder_sts.ui.theme.apply import palette_of
from qualcoder_sts.ui.theme.theme import Theme
from qualcoder_sts.ui.transcript_view.cards import hover_card
from qualcoder_sts.ui.transcript_view.ends import HANDLE_REACH, MovingEnds
from qualcoder_sts.ui.transcript_view.grounds import PlacedLine
from qualcoder_sts.ui.transcript_view.page import Page
from qualcoder_sts.ui.transcript_view.rows import SegmentRow
from qualcoder_sts.ui.widgets.names import named

_SCROLL_STEP_MS = 30
_MODIFIERS = {Qt.Key.Key_Alt, Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Meta}


class TranscriptText(QTextEdit):
    """Shows a ``Page``. Segments never touch its document.

    So screen readers, the caret, copying and right-to-left text work as everywhere.
    """

    clicked = Signal(object)
    """The segments under a click, the shortest first, as a tuple."""
    menu_wanted = Signal(object, QPoint)
    zoom_wanted = Signal(int)
    scrolled = Signal(int)
    resized = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, _("Transcript"))
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # A bar that comes and goes would change the column's width and lay everything out again.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setCursorWidth(2)
        self._theme = theme
        self.setPalette(palette_of(theme))
        self._page: Page | None = None
        self._pressed_at = QPoint()
        self.ends = MovingEnds(self)
        self._beyond = QTimer(self)
        self._beyond.setInterval(_SCROLL_STEP_MS)
        self._beyond.timeout.connect(self._scroll_while_dragging)
        self.viewport().setMouseTracking(True)

    def show_page(self, page: Page) -> None:
        """Show another text."""
        self.ends.settle()
        before, self._page = self._page, page
        self.ends.set_page(page)
        self.setFont(page.document.defaultFont())
        # Told beforehand, the width is laid out once and not twice.
        page.document.setTextWidth(self.viewport().width())
        self.setDocument(page.document)
        page.document.documentLayout().documentSizeChanged.connect(page.forget_places)
        if before is not None:
            before.document.deleteLater()

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._theme = theme
        self.setPalette(palette_of(theme))
        # Where the application has a style sheet, the viewport keeps the palette it began with.
        self.viewport().setPalette(palette_of(theme))
        self.viewport().update()

    def set_margins(self, left: int, right: int) -> None:
        """Leave room beside the text; the bar stays at the far right."""
        self.setViewportMargins(left, 0, right, 0)

    @property
    def scroll_height(self) -> int:
        """How far the document is scrolled."""
        return self.verticalScrollBar().value()

    def segments_at(self, point: QPoint) -> tuple[SegmentRow, ...]:
        """The segments under a point of the viewport, the shortest first."""
        if self._page is None:
            return ()
        position = self._page.geometry.position_at(self._in_document(point))
        return () if position is None else tuple(self._page.index.at(position))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Grounds, then Qt's own letters and caret, then what dims and outlines them."""
        if self._page is None:
            super().paintEvent(event)
            return
        clip = event.rect()
        top = float(clip.top() + self.scroll_height)
        bottom = float(clip.bottom() + 1 + self.scroll_height)
        lines = list(self._page.grounds.between(top, bottom))
        self._painted(lambda painter: self._fill(painter, lines))
        super().paintEvent(event)
        dimmed = [rect.translated(placed.origin) for placed in lines for rect in placed.line.dimmed]
        if dimmed and self._theme.text_dimmed != self._theme.text:
            self._painted(lambda painter: self._dim(painter, dimmed))
        active = self._page.active
        if active is not None:
            self._painted(lambda painter: self._outline(painter, active, top, bottom))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A new width puts every line elsewhere."""
        super().resizeEvent(event)
        if self._page is not None and event.size().width() != event.oldSize().width():
            self._page.forget_places()
        self.resized.emit()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """The margins go along."""
        super().scrollContentsBy(dx, dy)
        self.scrolled.emit(dy)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the end under the pointer, or remember where, to tell a click from a selection."""
        self._pressed_at = event.position().toPoint()
        end = self.ends.end_at(self._in_document(self._pressed_at))
        if end is not None and event.button() == Qt.MouseButton.LeftButton:
            self.ends.take(end)
            self._beyond.start()
            event.accept()
            return
        self.ends.settle()
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """An end that is held goes along; over one that is not, the pointer says so."""
        point = event.position().toPoint()
        if self.ends.is_held:
            self.ends.drag_to(self._in_document(point))
            event.accept()
            return
        super().mouseMoveEvent(event)
        is_free = not event.buttons()
        over = is_free and self.ends.end_at(self._in_document(point)) is not None
        shape = Qt.CursorShape.SizeHorCursor if over else Qt.CursorShape.IBeamCursor
        if self.viewport().cursor().shape() != shape:
            self.viewport().setCursor(shape)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click without a selection selects the segment under it; an end that is held stays."""
        if self.ends.is_held:
            self._let_go()
            event.accept()
            return
        super().mouseReleaseEvent(event)
        point = event.position().toPoint()
        moved = (point - self._pressed_at).manhattanLength() > 3
        is_left = event.button() == Qt.MouseButton.LeftButton
        if is_left and not moved and not self.textCursor().hasSelection():
            self.clicked.emit(self.segments_at(point))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape puts ends back; any other key means that they are where they should be."""
        if event.key() == Qt.Key.Key_Escape and self.ends.is_moving:
            self._beyond.stop()
            self.ends.restore()
            event.accept()
            return
        if event.key() not in _MODIFIERS and not self.ends.is_held:
            self.ends.settle()
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Whoever leaves has done with the ends."""
        self._let_go()
        super().focusOutEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """The same for a transcript that goes out of sight."""
        self._let_go()
        super().hideEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The place's own menu in place of Qt's; by key it comes up at the caret."""
        point = event.pos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            point = self.cursorRect().bottomLeft()
            segments = self._segments_at_caret()
        else:
            segments = self.segments_at(point)
        self.menu_wanted.emit(segments, self.viewport().mapToGlobal(point))
        event.accept()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """With Ctrl the wheel changes the size of the letters."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if steps := event.angleDelta().y() // 120:
                self.zoom_wanted.emit(steps)
            event.accept()
        else:
            super().wheelEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """The card of the segments under a resting pointer."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            card = hover_card(self.segments_at(event.pos()), self._theme)
            if card:
                QToolTip.showText(event.globalPos(), card, self.viewport())
            else:
                QToolTip.hideText()
            return True
        return super().viewportEvent(event)

    def createMimeDataFromSelection(self) -> QMimeData:
        """Plain text from the model: quick, with its no-break spaces, and without U+2029."""
        data = QMimeData()
        span = None if self._page is None else self._page.span_of(self.textCursor())
        if self._page is not None and span is not None:
            data.setText(span.of(self._page.text))
        return data

    def _segments_at_caret(self) -> tuple[SegmentRow, ...]:
        if self._page is None:
            return ()
        position = self._page.positions.to_code_points(self.textCursor().position())
        return tuple(self._page.index.at(position))

    def _in_document(self, point: QPoint) -> QPointF:
        return QPointF(point.x(), point.y() + self.scroll_height)

    def _painted(self, paint: Callable[[QPainter], object]) -> None:
        painter = QPainter(self.viewport())
        painter.translate(0, -self.scroll_height)
        paint(painter)
        painter.end()

    def _fill(self, painter: QPainter, lines: list[PlacedLine]) -> None:
        for placed in lines:
            for fill in placed.line.grounds:
                painter.fillRect(fill.rect.translated(placed.origin), fill.colour)

    def _dim(self, painter: QPainter, rectangles: list[QRectF]) -> None:
        """Letters become at most as strong as dimmed ones; paper, grounds and selection stay.

        Formats would cost time at every opening and a layout of all at every change of theme.
        """
        mode = QPainter.CompositionMode
        darken, lighten = mode.CompositionMode_Darken, mode.CompositionMode_Lighten
        painter.setCompositionMode(darken if self._theme.is_dark else lighten)
        colour = QColor(self._theme.text_dimmed)
        for rect in rectangles:
            painter.fillRect(rect, colour)

    def _outline(self, painter: QPainter, segment: SegmentRow, top: float, bottom: float) -> None:
        assert self._page is not None
        path = QPainterPath()
        for rect in self._page.geometry.rectangles_between(
            segment.start, segment.end, top - HANDLE_REACH, bottom + HANDLE_REACH
        ):
            path.addRoundedRect(rect.adjusted(-0.5, -0.5, 0.5, 0.5), 2, 2)
        if path.isEmpty():
            return
        colour = QColor(self._theme.ink(segment.colour))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colour, 1.4))
        painter.drawPath(path)
        self.ends.paint(painter, colour)

    def _let_go(self) -> None:
        self._beyond.stop()
        self.ends.release()

    def _scroll_while_dragging(self) -> None:
        """An end that is dragged over the edge takes the text along."""
        point = self.viewport().mapFromGlobal(QCursor.pos())
        height = self.viewport().height()
        beyond = min(0, point.y()) + max(0, point.y() - height)
        if beyond:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + beyond)
            self.ends.drag_to(self._in_document(point))
