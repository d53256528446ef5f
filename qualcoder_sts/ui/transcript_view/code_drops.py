"""Dropping codes on a text: on the selection, on a segment, else on the sentence under them."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QDragMoveEvent, QDropEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.ui.models.dragging import carried_codes
from qualcoder_sts.ui.transcript_view.page import Page
from qualcoder_sts.ui.transcript_view.passages import sentence_at
from qualcoder_sts.ui.transcript_view.text_edit import TranscriptText
from qualcoder_sts.ui.widgets.names import named

_COMING = {QEvent.Type.DragEnter, QEvent.Type.DragMove}
_EDGE, _SCROLL_STEP, _SCROLL_PAUSE_MS = 28, 14, 40


@dataclass(frozen=True, slots=True)
class DroppedCodes:
    """Codes, and the passage they are to be applied to."""

    code_ids: tuple[UUID, ...]
    span: Span


class CodeDrops(QObject):
    """Watches a text for codes that are dragged over it, and shows what they would be put on."""

    dropped = Signal(object)
    """``DroppedCodes``."""

    def __init__(self, text: TranscriptText, page: Callable[[], Page | None]) -> None:
        super().__init__(text)
        self.allowed = True
        self._text = text
        self._page = page
        self._target = _Target(text.viewport())
        self._point = QPoint()
        self._scrolling = QTimer(self)
        self._scrolling.setInterval(_SCROLL_PAUSE_MS)
        self._scrolling.timeout.connect(self._scroll)
        text.viewport().setAcceptDrops(True)
        text.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Codes are taken; whatever else is dragged goes on to the window."""
        kind = event.type()
        if kind == QEvent.Type.DragLeave:
            self._end()
        elif kind in _COMING and isinstance(event, QDragMoveEvent):
            self._follow(event)
            return True
        elif kind == QEvent.Type.Drop and isinstance(event, QDropEvent):
            self._take(event)
            return True
        return super().eventFilter(watched, event)

    def passage_at(self, point: QPoint) -> Span | None:
        """What a code would be put on at a point of the viewport."""
        if (page := self._page()) is None:
            return None
        height = point.y() + self._text.scroll_height
        position = page.geometry.position_at(QRectF(point.x(), height, 0, 0).topLeft())
        if position is None:
            return None
        selected = page.span_of(self._text.textCursor())
        if selected is not None and selected.start <= position < selected.end:
            return selected
        for segment in page.index.at(position):
            return Span(segment.start, segment.end)
        return sentence_at(page.text, page.row.turns, position)

    def _follow(self, event: QDragMoveEvent) -> None:
        self._point = event.position().toPoint()
        codes = carried_codes(event.mimeData()) if self.allowed else ()
        span = self.passage_at(self._point) if codes else None
        self._show(span)
        near = min(self._point.y(), self._text.viewport().height() - self._point.y()) < _EDGE
        if codes and near:
            self._scrolling.start()
        else:
            self._scrolling.stop()
        if span is None:
            event.ignore()
        else:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    def _take(self, event: QDropEvent) -> None:
        codes = carried_codes(event.mimeData()) if self.allowed else ()
        span = self.passage_at(event.position().toPoint()) if codes else None
        self._end()
        if span is None:
            event.ignore()
            return
        # A copy: whoever began the drag must not take the codes away.
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.dropped.emit(DroppedCodes(codes, span))

    def _show(self, span: Span | None) -> None:
        page = self._page()
        if page is None or span is None:
            self._target.hide()
            return
        top, size = self._text.scroll_height, self._text.viewport().size()
        lines = page.geometry.rectangles_between(span.start, span.end, top, top + size.height())
        self._target.show_lines([line.translated(0, -top) for line in lines])

    def _scroll(self) -> None:
        bar = self._text.verticalScrollBar()
        up = self._point.y() < self._text.viewport().height() // 2
        bar.setValue(bar.value() + (-_SCROLL_STEP if up else _SCROLL_STEP))
        self._show(self.passage_at(self._point))

    def _end(self) -> None:
        self._scrolling.stop()
        self._target.hide()


class _Target(QWidget):
    """Marks lines of the text above its letters, and lets the mouse through."""

    def __init__(self, viewport: QWidget) -> None:
        super().__init__(viewport)
        named(self, _("What a dropped code is put on"))
        self._viewport = viewport
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._lines: list[QRectF] = []
        self.hide()

    def show_lines(self, lines: list[QRectF]) -> None:
        """Mark these, in places of the viewport."""
        self._lines = lines
        self.setGeometry(self._viewport.rect())
        self.show()
        self.raise_()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A frame in the accent colour with a breath of it inside."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        accent = self.palette().accent().color()
        inside = QColor(accent)
        inside.setAlpha(36)
        painter.setPen(QPen(accent, 1.6))
        painter.setBrush(inside)
        for line in self._lines:
            painter.drawRoundedRect(line.adjusted(-1, 0, 1, 0), 3, 3)
        painter.end()
