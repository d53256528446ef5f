"""The right margin: a stripe for each coded segment, with the name of its code."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import cast
from uuid import UUID

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QDrag,
    QHelpEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QApplication, QToolTip

from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.ui.models.dragging import DraggedPassage, carry_passage
from qualcoder_sts.ui.theme.theme import Theme
from qualcoder_sts.ui.transcript_view.cards import hover_card
from qualcoder_sts.ui.transcript_view.columns import StripeWidths
from qualcoder_sts.ui.transcript_view.margin import Margin
from qualcoder_sts.ui.transcript_view.page import Page
from qualcoder_sts.ui.transcript_view.rows import SegmentRow
from qualcoder_sts.ui.transcript_view.stripes import (
    Crowd,
    Stripe,
    VisibleStripes,
    free_lanes,
    stacked_names,
    visible_stripes,
)
from qualcoder_sts.ui.transcript_view.text_edit import TranscriptText

_LEFT = 10
_EDGE = 4
_STRIPE = 3
_NAME_GAP = 6
_LANE_SAMPLE = "Collegial…"
_CROWD_SAMPLE = "+00"
_WIDEST_LANE = 1.5
_BAR_STEP = 7
_FEWEST_BARS, _MOST_BARS = 3, 5
_FULL_LANES = 2  # from so many on every stripe has its name beside it
FEWEST_LANES, MOST_LANES = 3, 5


@dataclass(frozen=True, slots=True)
class CodeColours:
    """What a code's colour is as a stripe and as a name."""

    stripe: QColor
    ink: QColor


class StripeMargin(Margin):
    """Stripes keep their lanes while scrolling; what finds no lane is counted as ``+n``."""

    clicked = Signal(object)
    menu_wanted = Signal(object, QPoint)

    def __init__(self, text: TranscriptText, theme: Theme) -> None:
        super().__init__(_("Codes beside the text"), text, theme)
        self._colours: dict[str, CodeColours] = {}
        self._stacked_for: VisibleStripes | None = None
        self._stacked_tops: dict[UUID, float] = {}
        self._pressed_at = QPoint()

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._colours.clear()
        super().set_theme(theme)

    def set_zoom(self, factor: float) -> None:
        """Letters grow with those of the text."""
        super().set_zoom(factor)
        advance = self._metrics.horizontalAdvance
        self._elided: dict[tuple[str, int], str] = {}
        self._name_height = self._metrics.height()
        self._crowd_width = round(advance(_CROWD_SAMPLE)) + _NAME_GAP
        self._name_width = round(advance(_LANE_SAMPLE))
        self._lane_width = self._name_width + _STRIPE + 2 * _NAME_GAP
        self._fit_lanes()

    def widths(self) -> StripeWidths:
        """How wide the margin would be with less and more of the codes' names."""
        around = _LEFT + self._crowd_width
        bars = around + _FEWEST_BARS * _BAR_STEP
        return StripeWidths(
            bars=bars,
            narrow=bars + _NAME_GAP + self._name_width,
            fair=around + _FULL_LANES * self._lane_width,
            wide=around + 4 * self._lane_width,
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is room, names have more of it."""
        super().resizeEvent(event)
        self._fit_lanes()

    def set_page(self, page: Page) -> None:
        """Show the stripes of another text."""
        super().set_page(page)
        self._fit_lanes()

    def refresh(self, top: float, bottom: float) -> None:
        """Segments between two heights of the view came, went or changed."""
        before = (self._lane_step, self._lanes_shown)
        self._fit_lanes()
        if self._names_stacked or before != (self._lane_step, self._lanes_shown):
            self.update()
            return
        # A name may have more or less room beside it now, and may stand just beyond its stripe.
        reach = 2 * self._name_height
        self.update(QRectF(0, top - reach, self.width(), bottom - top + 2 * reach).toAlignedRect())

    def _fit_lanes(self) -> None:
        """Names beside their stripes; in less room below one another; in still less none."""
        room = self.width() - _LEFT - self._crowd_width
        used = MOST_LANES if self._page is None else self._page.lanes.count
        fitting = room // self._lane_width
        self._names_stacked = fitting < _FULL_LANES
        if not self._names_stacked:
            self._lanes_shown = min(fitting, MOST_LANES, max(used, FEWEST_LANES))
            widest = round(self._lane_width * _WIDEST_LANE)
            self._lane_step = max(self._lane_width, min(widest, room // self._lanes_shown))
            return
        self._lane_step = _BAR_STEP
        bars = min(_MOST_BARS, max(used, 1))
        for_bars = room - self._name_width - _NAME_GAP
        if for_bars < _FEWEST_BARS * _BAR_STEP:
            for_bars = room
        self._lanes_shown = max(1, min(bars, for_bars // _BAR_STEP))

    def follow(self, dy: int) -> None:
        """Names that stay at the top of the view are painted anew there."""
        super().follow(dy)
        if self._names_stacked:
            self.update()
            return
        strip = round(2 * self._name_height) + abs(dy)
        self.update(0, 0, self.width(), strip)

    def stripes_between(self, top: float, bottom: float) -> VisibleStripes:
        """What is shown between two heights of the document."""
        assert self._page is not None
        if self._names_stacked:
            # Where a name stands depends on all those above it.
            top, bottom = min(top, self._view_top), max(bottom, self._view_bottom)
        reach = 2 * self._name_height
        return visible_stripes(
            self._page,
            top - reach,
            bottom + reach,
            lanes=self._lanes_shown,
            name_height=self._name_height,
            view_top=self._text.scroll_height + 2.0,
        )

    def name_rect(self, stripe: Stripe, shown: VisibleStripes) -> QRectF:
        """Where the name of a stripe may stand without meeting another."""
        if self._names_stacked:
            return self._stacked_rect(stripe, shown)
        left = self._lane_left(stripe.lane) + _STRIPE + _NAME_GAP
        lanes = self._lanes_shown
        free = free_lanes(stripe, shown.stripes, self._name_height, lanes)
        if stripe.lane + free >= lanes:
            right = self.width() - self._crowd_width
        else:
            right = self._lane_left(stripe.lane + free) - _NAME_GAP
        return QRectF(left, stripe.name_top, right - left, self._name_height)

    def _stacked_rect(self, stripe: Stripe, shown: VisibleStripes) -> QRectF:
        if self._stacked_for is not shown:
            self._stacked_for = shown
            self._stacked_tops = stacked_names(shown.stripes, self._name_height, self._view_top)
        top = self._stacked_tops.get(stripe.segment.id)
        left = self._lane_left(self._lanes_shown) + _NAME_GAP - _BAR_STEP + _STRIPE
        if top is None or self.width() - self._crowd_width - left < self._name_width:
            return QRectF()
        name = QRectF(left, top, self.width() - _EDGE - left, self._name_height)
        if any(name.intersects(self._crowd_rect(crowd)) for crowd in shown.crowds):
            name.setRight(self.width() - self._crowd_width)
        return name

    def paintEvent(self, event: QPaintEvent) -> None:
        """The stripes that are seen, and nothing else."""
        # Not the rectangle around all of it: after scrolling that would be the whole margin.
        for clip in cast("Iterable[QRect]", event.region()):
            painter = self._begin(clip)
            if self._page is not None and len(self._page.index):
                top = clip.top() + self._text.scroll_height
                self._paint(painter, self.stripes_between(top, top + clip.height()))
            painter.end()

    def _paint(self, painter: QPainter, shown: VisibleStripes) -> None:
        for stripe in shown.stripes:
            self._paint_stripe(painter, stripe, shown)
        painter.setFont(self._font)
        painter.setPen(QColor(self._theme.text_quiet))
        for crowd in shown.crowds:
            painter.drawText(
                self._crowd_rect(crowd), Qt.AlignmentFlag.AlignLeft, f"+{len(crowd.segments)}"
            )

    def event(self, event: QEvent) -> bool:
        """The card of a stripe, or the list of a crowd, under a resting pointer."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            card = hover_card(self.segments_at(event.pos()), self._theme)
            QToolTip.showText(event.globalPos(), card, self)
            return True
        return super().event(event)

    def segments_at(self, point: QPoint) -> tuple[SegmentRow, ...]:
        """The segments whose stripe, name or crowd is under a point."""
        if self._page is None:
            return ()
        height = point.y() + self._text.scroll_height
        shown = self.stripes_between(height, height)
        for crowd in shown.crowds:
            if self._crowd_rect(crowd).contains(point.x(), height):
                return crowd.segments
        for stripe in shown.stripes:
            left = self._lane_left(stripe.lane)
            on_stripe = left - 4 <= point.x() <= left + _STRIPE + 4
            if on_stripe and stripe.top <= height <= stripe.bottom:
                return (stripe.segment,)
            if self.name_rect(stripe, shown).contains(point.x(), height):
                return (stripe.segment,)
        return ()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on a stripe or its name selects its segment."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed_at = event.position().toPoint()
            self.clicked.emit(self.segments_at(self._pressed_at))
            event.accept()
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The passage of a stripe can be dragged to a code, to apply that one as well."""
        moved = (event.position().toPoint() - self._pressed_at).manhattanLength()
        is_held = bool(event.buttons() & Qt.MouseButton.LeftButton)
        if is_held and self._page is not None and moved >= QApplication.startDragDistance():
            for segment in self.segments_at(self._pressed_at)[:1]:
                data = QMimeData()
                span = Span(segment.start, segment.end)
                carry_passage(data, DraggedPassage(self._page.row.source_id, span))
                drag = QDrag(self)
                drag.setMimeData(data)
                drag.exec(Qt.DropAction.CopyAction)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu of a stripe is that of its segment."""
        self.menu_wanted.emit(self.segments_at(event.pos()), event.globalPos())
        event.accept()

    def _paint_stripe(self, painter: QPainter, stripe: Stripe, shown: VisibleStripes) -> None:
        segment = stripe.segment
        is_active = self._page is not None and self._page.active_id == segment.id
        colours = self._colours_of(segment.colour)
        left = self._lane_left(stripe.lane)
        top, bottom = max(stripe.top, self._view_top - 9), min(stripe.bottom, self._view_bottom + 9)
        width = _STRIPE + 1 if is_active else _STRIPE
        painter.fillRect(QRectF(left, top, width, bottom - top), colours.stripe)
        rect = self.name_rect(stripe, shown)
        if rect.isEmpty():
            return
        painter.setFont(self._bold if is_active else self._font)
        painter.setPen(colours.ink)
        name = self._short_name(segment.code_name, round(rect.width()), bold=is_active)
        painter.drawText(QPointF(rect.left(), rect.top() + self._metrics.ascent()), name)

    def _colours_of(self, colour: str) -> CodeColours:
        found = self._colours.get(colour)
        if found is None:
            found = CodeColours(QColor(self._theme.stripe(colour)), QColor(self._theme.ink(colour)))
            self._colours[colour] = found
        return found

    def _short_name(self, name: str, width: int, *, bold: bool) -> str:
        if bold:
            return self._bold_metrics.elidedText(name, Qt.TextElideMode.ElideRight, width)
        short = self._elided.get((name, width))
        if short is None:
            short = self._metrics.elidedText(name, Qt.TextElideMode.ElideRight, width)
            self._elided[name, width] = short
        return short

    @property
    def _view_top(self) -> float:
        return float(self._text.scroll_height)

    @property
    def _view_bottom(self) -> float:
        return float(self._text.scroll_height + self.height())

    def _lane_left(self, lane: int) -> int:
        return _LEFT + lane * self._lane_step

    def _crowd_rect(self, crowd: Crowd) -> QRectF:
        width = self._crowd_width
        return QRectF(self.width() - width, crowd.top, width, self._name_height)
