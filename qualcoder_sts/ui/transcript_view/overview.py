"""The whole transcript in a narrow strip: what is coded, found, finished, and in view."""

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from qualcoder_sts.foundation.translation import _
from qualcoder_sts.ui.theme.theme import Theme
from qualcoder_sts.ui.transcript_view.page import Page
from qualcoder_sts.ui.transcript_view.text_edit import TranscriptText
from qualcoder_sts.ui.widgets.names import named

WIDTH = 12

_LANES, _LANE_WIDTH, _SIDE = 3, 3, 2
_LEAST_HEIGHT = 2.0
_STRENGTH = 0.7  # beside the text it is a map, not a sign
_FOUND_HEIGHT = 2
_PAUSE_MS = 120


class Overview(QWidget):
    """Its picture is painted when the coding has changed and the window rests, never by scrolling.

    Heights are shares of the text's characters: how high the text stands is known only where it
    has been laid out.
    """

    wanted = Signal(int)
    """The position that was pointed at."""

    def __init__(self, text: TranscriptText, theme: Theme) -> None:
        super().__init__(text)
        named(self, _("The whole transcript"), _("Where coding stands; click to go there"))
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._text = text
        self._theme = theme
        self._page: Page | None = None
        self._picture = QPixmap()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._paint_anew)
        text.scrolled.connect(lambda _dy: self.update())
        text.found.changed.connect(self.refresh)
        text.finished.changed.connect(self.refresh)

    def set_page(self, page: Page) -> None:
        """Show another text."""
        self._page = page
        self.refresh()

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._theme = theme
        self.refresh()

    def refresh(self) -> None:
        """Something was coded, or is no longer: paint it in a moment."""
        self._pause.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another height is another picture."""
        super().resizeEvent(event)
        self.refresh()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The picture, and the outline of what is in view."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self._theme.paper))
        if not self._picture.isNull():
            painter.drawPixmap(0, 0, self._picture)
        if (seen := self._seen()) is not None:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(self._theme.control_border), 1))
            painter.drawRoundedRect(seen, 2, 2)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to the place that is pointed at."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._point_at(event.position().y())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Dragging goes along."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._point_at(event.position().y())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Turning the wheel over the strip scrolls the text."""
        self._text.verticalScrollBar().event(event)

    def _point_at(self, height: float) -> None:
        if self._page is not None and self.height() > 0:
            share = max(0.0, min(1.0, height / self.height()))
            self.wanted.emit(round(share * len(self._page.text)))

    def _seen(self) -> QRectF | None:
        page = self._page
        if page is None or not page.text or self._text.document() is not page.document:
            return None
        top = float(self._text.scroll_height)
        seen = page.geometry.characters_between(top, top + self._text.viewport().height())
        if seen is None or len(seen) >= len(page.text):
            return None
        per_character = self.height() / len(page.text)
        height = max(8.0, len(seen) * per_character)
        begin = min(seen.start * per_character, self.height() - height)
        return QRectF(0.5, begin + 0.5, self.width() - 1, height - 1)

    def _paint_anew(self) -> None:
        ratio = self.devicePixelRatioF()
        self._picture = QPixmap(self.size() * ratio)
        self._picture.setDevicePixelRatio(ratio)
        self._picture.fill(QColor(self._theme.paper))
        if self._page is not None and self._page.text:
            painter = QPainter(self._picture)
            painter.setOpacity(_STRENGTH)
            self._paint_segments(painter, self._page)
            painter.setOpacity(1)
            self._paint_found(painter, self._page)
            self._paint_finished(painter, self._page)
            painter.end()
        self.update()

    def _paint_segments(self, painter: QPainter, page: Page) -> None:
        per_character = self.height() / len(page.text)
        colours: dict[str, QColor] = {}
        for segment in page.index:
            colour = colours.get(segment.colour)
            if colour is None:
                colour = colours[segment.colour] = QColor(self._theme.stripe(segment.colour))
            left = _SIDE + page.lanes.of(segment.id) % _LANES * _LANE_WIDTH
            height = max(_LEAST_HEIGHT, (segment.end - segment.start) * per_character)
            top = segment.start * per_character
            painter.fillRect(QRectF(left, top, _LANE_WIDTH - 0.5, height), colour)

    def _paint_found(self, painter: QPainter, page: Page) -> None:
        """A line across the strip for each height at which something was found."""
        per_character = self.height() / len(page.text)
        heights = {int(span.start * per_character) for span in self._text.found.spans}
        colour = QColor(self._theme.accent)
        for top in heights:
            painter.fillRect(0, top, self.width(), _FOUND_HEIGHT, colour)

    def _paint_finished(self, painter: QPainter, page: Page) -> None:
        """A hairline across the strip where what is finished ends."""
        if (position := self._text.finished.position) is not None:
            top = min(self.height() - 1, round(position * self.height() / len(page.text)))
            painter.fillRect(0, top, self.width(), 1, QColor(self._theme.text_quiet))
