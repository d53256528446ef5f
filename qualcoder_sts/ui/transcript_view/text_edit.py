"""The text itself: a stock read-only text edit with colours painted under its letters."""

from PySide6.QtCore import QEvent, QKeyCombination, QMimeData, QPoint, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QCursor,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QToolTip, QWidget

from qualcoder_sts.foundation.translation import _
from qualcoder_sts.transcripts.readers.normalise import normalise
from qualcoder_sts.ui.models.dragging import DraggedPassage, carry_passage
from qualcoder_sts.ui.theme.apply import palette_of
from qualcoder_sts.ui.theme.theme import Theme
from qualcoder_sts.ui.transcript_view.cards import hover_card
from qualcoder_sts.ui.transcript_view.edited_page import EditedPage
from qualcoder_sts.ui.transcript_view.ends import MovingEnds
from qualcoder_sts.ui.transcript_view.finished_end import FinishedEnd
from qualcoder_sts.ui.transcript_view.found import FoundPlaces
from qualcoder_sts.ui.transcript_view.layers import (
    dim,
    fill_grounds,
    mark_found,
    outline_active,
    underline_suggested,
)
from qualcoder_sts.ui.transcript_view.page import Page
from qualcoder_sts.ui.transcript_view.rows import SegmentRow, SuggestedRow
from qualcoder_sts.ui.transcript_view.suggested import SuggestedPlaces
from qualcoder_sts.ui.widgets.names import named

_SCROLL_STEP_MS = 30
_EDIT_KEYS = QKeyCombination(Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_E)
_MODIFIERS = {Qt.Key.Key_Alt, Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Meta}


class TranscriptText(QTextEdit):
    """Shows a ``Page``. Segments never touch its document.

    So screen readers, the caret, copying and right-to-left text work as everywhere.
    """

    clicked = Signal(object)
    """The segments under a click, the shortest first, as a tuple."""
    suggestion_clicked = Signal(object)
    """The ``UUID`` of the first suggestion under a click."""
    menu_wanted = Signal(object, QPoint)
    zoom_wanted = Signal(int)
    scrolled = Signal(int)
    escaped = Signal()
    """Escape was pressed while the text is being edited."""
    resized = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, _("Transcript"))
        self.setUndoRedoEnabled(False)
        self.setAcceptRichText(False)
        self.set_writable(writable=False)
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
        self.found = FoundPlaces(self)
        self.found.changed.connect(self.viewport().update)
        self.suggested = SuggestedPlaces(self)
        self.suggested.changed.connect(self.viewport().update)
        self.finished = FinishedEnd(self)
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

    def edit_page(self, page: EditedPage) -> None:
        """Let the text that is shown be written in."""
        self._page = page
        page.document.documentLayout().documentSizeChanged.connect(page.forget_places)
        self.ends.set_page(page)
        self.found.show(())
        self.suggested.show(())
        self.finished.show(None)
        self.set_writable(writable=True)

    def set_writable(self, *, writable: bool) -> None:
        """Let the text be written in, or only be read, selected and copied."""
        flags = Qt.TextInteractionFlag
        reading = flags.TextSelectableByMouse | flags.TextSelectableByKeyboard
        self.setTextInteractionFlags(reading | flags.TextEditable if writable else reading)

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

    def suggested_at(self, point: QPoint) -> list[SuggestedRow]:
        """The suggestions under a point of the viewport, in the order of the text."""
        if self._page is None:
            return []
        position = self._page.geometry.position_at(self._in_document(point))
        return [] if position is None else self.suggested.touching(position, position + 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Grounds, then Qt's own letters and caret, then what dims and outlines them."""
        if self._page is None:
            super().paintEvent(event)
            return
        clip = event.rect()
        top = float(clip.top() + self.scroll_height)
        bottom = float(clip.bottom() + 1 + self.scroll_height)
        lines = list(self._page.grounds.between(top, bottom))
        painter = self._painter()
        fill_grounds(painter, lines)
        mark_found(painter, self.found.rectangles(self._page, top, bottom), self._theme)
        painter.end()
        super().paintEvent(event)
        painter = self._painter()
        dim(painter, lines, self._theme)
        dotted = self.suggested.lines(self._page, top, bottom)
        underline_suggested(painter, dotted, self._theme, self.suggested.current_id)
        colour = outline_active(painter, self._page, self._theme, top, bottom)
        if colour is not None:
            self.ends.paint(painter, colour)
        painter.end()

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
        if is_left and not moved and self.isReadOnly() and not self.textCursor().hasSelection():
            self.clicked.emit(self.segments_at(point))
            if suggested := self.suggested_at(point):
                self.suggestion_clicked.emit(suggested[0].id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape puts ends back; any other key means that they are where they should be."""
        if event.key() == Qt.Key.Key_Escape and (self.ends.is_moving or not self.isReadOnly()):
            self._beyond.stop()
            if not self.ends.restore():
                self.escaped.emit()
            event.accept()
            return
        if self._begins_a_line(event):
            self.textCursor().insertBlock()
            self.ensureCursorVisible()
            event.accept()
            return
        if event.key() not in _MODIFIERS and not self.ends.is_held:
            self.ends.settle()
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The place's own menu in place of Qt's; by key it comes up at the caret."""
        if not self.isReadOnly():
            super().contextMenuEvent(event)
            return
        point = event.pos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            point = self.cursorRect().bottomLeft()
            segments = self._segments_at_caret()
        else:
            self._take_caret_to(point)
            segments = self.segments_at(point)
        self.menu_wanted.emit(segments, self.viewport().mapToGlobal(point))
        event.accept()

    def _take_caret_to(self, point: QPoint) -> None:
        """A menu acts where it was asked for, or on all that is selected there."""
        chosen, here = self.textCursor(), self.cursorForPosition(point)
        if not chosen.selectionStart() <= here.position() <= chosen.selectionEnd():
            self.setTextCursor(here)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """With Ctrl the wheel changes the size of the letters."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if steps := event.angleDelta().y() // 120:
                self.zoom_wanted.emit(steps)
            event.accept()
        else:
            super().wheelEvent(event)

    def event(self, event: QEvent) -> bool:
        """Whoever leaves has done with the ends; and Ctrl+E is for the window.

        Qt would take it for the end of the line, as some systems have it.
        """
        if event.type() in {QEvent.Type.FocusOut, QEvent.Type.Hide}:
            self._let_go()
        is_override = event.type() == QEvent.Type.ShortcutOverride and self.isReadOnly()
        if is_override and isinstance(event, QKeyEvent) and event.keyCombination() == _EDIT_KEYS:
            event.ignore()
            return True
        return super().event(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """The card of the segments under a resting pointer."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            segments, suggested = self.segments_at(event.pos()), self.suggested_at(event.pos())
            card = hover_card(segments, self._theme, suggested)
            if card:
                QToolTip.showText(event.globalPos(), card, self.viewport())
            else:
                QToolTip.hideText()
            return True
        return super().viewportEvent(event)

    def createMimeDataFromSelection(self) -> QMimeData:
        """Plain text from the model: quick, with its no-break spaces, and without U+2029.

        Where it came from goes along, so that it can be dropped on a code.
        """
        data = QMimeData()
        span = None if self._page is None else self._page.span_of(self.textCursor())
        if self._page is not None and span is not None:
            data.setText(span.of(self._page.text))
            # While the text is edited, its positions are none of the project's.
            if self.isReadOnly():
                carry_passage(data, DraggedPassage(self._page.row.source_id, span))
        return data

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Plain text alone, as it would be when it had been imported."""
        if source.hasText():
            self.textCursor().insertText(normalise(source.text()))
            self.ensureCursorVisible()

    def _begins_a_line(self, event: QKeyEvent) -> bool:
        """Shift+Return too is a new line: a text knows no others."""
        is_return = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        with_shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        return is_return and bool(with_shift) and not self.isReadOnly()

    def _segments_at_caret(self) -> tuple[SegmentRow, ...]:
        if self._page is None:
            return ()
        position = self._page.positions.to_code_points(self.textCursor().position())
        return tuple(self._page.index.at(position))

    def _in_document(self, point: QPoint) -> QPointF:
        return QPointF(point.x(), point.y() + self.scroll_height)

    def _painter(self) -> QPainter:
        painter = QPainter(self.viewport())
        painter.translate(0, -self.scroll_height)
        return painter

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
