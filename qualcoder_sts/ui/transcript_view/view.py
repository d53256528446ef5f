"""The coding view: the text with both its margins, and what other places ask of it."""

from collections.abc import Iterable
from uuid import UUID

from PySide6.QtCore import QPoint, QRect, QRectF, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QTextCursor
from PySide6.QtWidgets import QWidget

from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.ui.theme.fonts import READING_POINTS, interface_scale, reading_font
from qualcoder_sts.ui.theme.theme import Theme
from qualcoder_sts.ui.transcript_view.code_drops import CodeDrops
from qualcoder_sts.ui.transcript_view.editing import TextEditing
from qualcoder_sts.ui.transcript_view.page import Page
from qualcoder_sts.ui.transcript_view.parts import Parts
from qualcoder_sts.ui.transcript_view.rows import SegmentRow, TranscriptRow
from qualcoder_sts.ui.widgets.leads_focus import LeadsFocus

SMALLEST_ZOOM, LARGEST_ZOOM = 0.6, 3.0
_ZOOM_STEP = 1.1
# Longer texts wait for the end of a resize: laying them out takes too long for every step of it.
_LONG_TEXT = 200_000
_RESIZE_PAUSE_MS = 80


class TranscriptView(LeadsFocus):
    """Shows one transcript with its coded segments. All positions are code points.

    ``selectionChanged(Span | None)``: what is selected, in whole characters.
    ``segmentActivated(SegmentRow | None)``: which segment was selected, by click or by call.
    ``contextMenuRequested(tuple[SegmentRow, ...], QPoint)``: the segments under the pointer or
    caret, the shortest first, and where on the screen the menu belongs.
    ``turnMenuRequested(int, QPoint)``: the position beside which the left margin was asked.
    ``suggestionClicked(UUID)``: a passage with a dotted line was clicked.
    ``segmentResized(UUID, Span)``: ends were moved, and are shown so already.
    """

    selectionChanged = Signal(object)
    segmentActivated = Signal(object)
    contextMenuRequested = Signal(object, QPoint)
    turnMenuRequested = Signal(int, QPoint)
    segmentResized = Signal(object, object)
    zoomChanged = Signal(float)
    suggestionClicked = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._zoom = 1.0
        self._scale = interface_scale()
        self._parts = Parts(theme, self)
        self._text = self._parts.text
        self.ends = self._text.ends
        self.found = self._text.found
        self.suggested = self._text.suggested
        self.finished = self._text.finished
        self.editing = TextEditing(self._parts, self)
        # While the text is edited, nothing is coded in it.
        self.code_drops = CodeDrops(self._text, lambda: None if self.editing.is_on else self._page)
        self._resize_pause = QTimer(self)
        self._resize_pause.setSingleShot(True)
        self._resize_pause.setInterval(_RESIZE_PAUSE_MS)
        self._resize_pause.timeout.connect(self._arrange)
        self._connect()
        self.lead_focus(self._text)

    def _connect(self) -> None:
        self.editing.switched.connect(self._arrange)
        self._text.selectionChanged.connect(self._tell_selection)
        self._text.clicked.connect(self._clicked)
        self._text.suggestion_clicked.connect(self.suggestionClicked)
        self._text.menu_wanted.connect(self.contextMenuRequested)
        self._text.zoom_wanted.connect(self.zoom_by)
        self._text.ends.moved.connect(self._put)
        self._text.ends.settled.connect(self.segmentResized)
        self._parts.stripes.clicked.connect(self._clicked)
        self._parts.stripes.menu_wanted.connect(self.contextMenuRequested)
        self._parts.speakers.menu_wanted.connect(self.turnMenuRequested)

    @property
    def _page(self) -> Page | None:
        return self._parts.page

    @property
    def row(self) -> TranscriptRow | None:
        """The transcript that is shown."""
        return None if self._page is None else self._page.row

    @property
    def zoom(self) -> float:
        """The size of the letters, 1.0 as they come."""
        return self._zoom

    def show_transcript(self, row: TranscriptRow, segments: Iterable[SegmentRow] = ()) -> None:
        """Show a text from its beginning; segments given here are there at the first paint."""
        self._show(row, segments)
        self._text.verticalScrollBar().setValue(0)
        self.selectionChanged.emit(None)

    def show_again(self, row: TranscriptRow, segments: Iterable[SegmentRow]) -> None:
        """Show the same text as it is after a change; what stood at the top stays there."""
        if self._page is None:
            self.show_transcript(row, segments)
            return
        top, caret, active = self._parts.top_position(), self.caret_position(), self._page.active_id
        self._show(row, segments)
        page = self._shown()
        page.active_id = active if active is not None and active in page.index else None
        length = len(row.text)
        self.select(Span(min(caret, length), min(caret, length)))
        self._parts.put_on_top(min(top, length))

    def add_segment(self, segment: SegmentRow) -> None:
        """Show one more segment."""
        self._put(segment)

    def update_segment(self, segment: SegmentRow) -> None:
        """Show a segment as it is now: other ends, another code, another colour."""
        self._put(segment)

    def remove_segment(self, segment_id: UUID) -> None:
        """Show a segment no more."""
        page = self._shown()
        was_active = page.active_id == segment_id
        before = page.index.get(segment_id)
        page.remove(segment_id)
        self._parts.repaint_beside(before)
        if was_active:
            self.segmentActivated.emit(None)

    def segments(self) -> tuple[SegmentRow, ...]:
        """All segments that are shown."""
        return () if self._page is None else tuple(self._page.index)

    def current_segments(self) -> tuple[SegmentRow, ...]:
        """Segments the selection touches, or those at the caret; the active one comes first."""
        page = self._page
        if page is None:
            return ()
        span = self.selected_span()
        if span is not None:
            rows = page.index.touching(span.start, span.end)
        else:
            rows = page.index.at(self.caret_position())
        active = page.active
        if active is None or (span is not None and active not in rows):
            return tuple(rows)
        return (active, *(row for row in rows if row.id != active.id))

    def active_segment(self) -> SegmentRow | None:
        """The segment with the outline."""
        return None if self._page is None else self._page.active

    def activate_segment(self, segment_id: UUID | None) -> None:
        """Outline a segment, or none."""
        page = self._shown()
        if segment_id is not None and segment_id not in page.index:
            segment_id = None
        if page.active_id == segment_id:
            return
        before = page.active
        page.active_id = segment_id
        self._parts.repaint_beside(before, page.active)
        self.segmentActivated.emit(page.active)

    def selected_span(self) -> Span | None:
        """What is selected, in whole characters; None when that is nothing."""
        return None if self._page is None else self._page.span_of(self._text.textCursor())

    def caret_position(self) -> int:
        """Where the caret stands."""
        page = self._shown()
        return page.positions.to_code_points(self._text.textCursor().position())

    def place_of(self, span: Span | None) -> QRect:
        """Where on the screen a passage stands, as far as it is in view; None means the caret."""
        if span is None:
            caret = self._text.cursorRect()
            return QRect(self._text.viewport().mapToGlobal(caret.topLeft()), caret.size())
        page, top = self._shown(), self._text.scroll_height
        area = self._text.viewport().rect()
        lines = page.geometry.rectangles_between(span.start, span.end, top, top + area.height())
        place = QRectF()
        for line in lines:
            place = place.united(line.translated(0, -top))
        seen = place.toAlignedRect().intersected(area)
        return QRect(self._text.viewport().mapToGlobal(seen.topLeft()), seen.size())

    def select(self, span: Span | None) -> None:
        """Select a span, in whole characters, and bring it into view; None clears."""
        page = self._shown()
        cursor = self._text.textCursor()
        if span is None:
            cursor.clearSelection()
        else:
            whole = page.positions.snapped(span)
            cursor.setPosition(page.positions.to_units(whole.start))
            cursor.setPosition(page.positions.to_units(whole.end), QTextCursor.MoveMode.KeepAnchor)
        self._text.setTextCursor(cursor)

    def scroll_to(self, position: int) -> None:
        """Bring a position to the upper third of the view, unless it is in full view already."""
        self._parts.bring_into_view(position)

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._parts.set_theme(theme)

    def set_zoom(self, factor: float) -> None:
        """Set the size of the letters; what stood at the top stays there."""
        factor = max(SMALLEST_ZOOM, min(LARGEST_ZOOM, factor))
        is_same = factor == self._zoom and self._scale == interface_scale()
        # Another size is another document, which would not know what can be undone.
        if is_same or self.editing.is_on:
            return
        self._zoom, self._scale = factor, interface_scale()
        self._parts.set_zoom(factor)
        if (page := self._page) is not None:
            top, caret = self._parts.top_position(), self._text.textCursor()
            self._show(page.row, tuple(page.index))
            self._shown().active_id = page.active_id
            cursor = self._text.textCursor()
            cursor.setPosition(caret.anchor())
            cursor.setPosition(caret.position(), QTextCursor.MoveMode.KeepAnchor)
            self._text.setTextCursor(cursor)
            self._parts.put_on_top(top)
        self.zoomChanged.emit(factor)

    def zoom_by(self, steps: int) -> None:
        """Larger letters, or smaller ones with a negative number."""
        self.set_zoom(self._zoom * _ZOOM_STEP**steps)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange the parts; a long text waits until the window rests."""
        super().resizeEvent(event)
        is_long = self._page is not None and len(self._page.row.text) > _LONG_TEXT
        if is_long and self.isVisible() and event.oldSize().isValid():
            # The width alone lays the lines out anew.
            self._text.resize(self._text.width(), self.height())
            self._resize_pause.start()
        else:
            self._arrange()

    def _show(self, row: TranscriptRow, segments: Iterable[SegmentRow]) -> None:
        font = reading_font(READING_POINTS * self._zoom)
        self._parts.show_page(Page(row, segments, font, self._parts.theme), self._area())

    def _put(self, segment: SegmentRow) -> None:
        page = self._shown()
        before = page.index.get(segment.id)
        page.put(segment)
        self._parts.repaint_beside(before, segment)

    def _shown(self) -> Page:
        if self._page is None:
            raise ValueError("no transcript is shown")
        return self._page

    def _arrange(self) -> None:
        self._resize_pause.stop()
        bar = self.editing.bar
        bar.setGeometry(0, 0, self.width(), bar.sizeHint().height())
        self._parts.arrange(self._area())

    def _area(self) -> QRect:
        """Where the text and its margins are."""
        above = 0 if self.editing.bar.isHidden() else self.editing.bar.sizeHint().height()
        return self.rect().adjusted(0, above, 0, 0)

    def _tell_selection(self) -> None:
        self.selectionChanged.emit(self.selected_span())

    def _clicked(self, segments: tuple[SegmentRow, ...]) -> None:
        """The shortest segment under the click; clicking again goes on to the next."""
        if self._page is None:
            return
        ids = [segment.id for segment in segments]
        active = self._page.active_id
        if not ids:
            self.activate_segment(None)
        elif active in ids:
            self.activate_segment(ids[(ids.index(active) + 1) % len(ids)])
        else:
            self.activate_segment(ids[0])
