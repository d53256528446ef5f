"""What both margins have in common: they go along with the text beside them."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QWheelEvent
from PySide6.QtWidgets import QWidget

from qualcoder_sts.ui.theme.fonts import PLAIN_POINTS, plain_font
from qualcoder_sts.ui.theme.theme import Theme
from qualcoder_sts.ui.transcript_view.page import Page
from qualcoder_sts.ui.transcript_view.text_edit import TranscriptText
from qualcoder_sts.ui.widgets.names import named

SIZE = 0.9
"""The size of the letters in the margins beside the program's own."""


class Margin(QWidget):
    """A strip of paper beside the text."""

    def __init__(self, name: str, text: TranscriptText, theme: Theme) -> None:
        super().__init__(text)
        named(self, name)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._text = text
        self._theme = theme
        self._page: Page | None = None
        self.set_zoom(1.0)
        text.scrolled.connect(self.follow)

    def set_page(self, page: Page) -> None:
        """Show the margin of another text."""
        self._page = page
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._theme = theme
        self.update()

    def set_zoom(self, factor: float) -> None:
        """Letters grow with those of the text."""
        self._font = plain_font(PLAIN_POINTS * SIZE * factor)
        self._bold = QFont(self._font)
        self._bold.setWeight(QFont.Weight.DemiBold)
        self._metrics = QFontMetricsF(self._font)
        self._bold_metrics = QFontMetricsF(self._bold)
        self.setFont(self._font)
        self.update()

    def follow(self, dy: int) -> None:
        """The text was scrolled: what is still there is moved, only the rest is painted."""
        self.scroll(0, dy)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Turning the wheel over the margin scrolls the text."""
        self._text.verticalScrollBar().event(event)

    def _begin(self, clip: QRect) -> QPainter:
        """A painter in the document's heights that keeps to the clip, the paper laid."""
        painter = QPainter(self)
        painter.setClipRect(clip)
        painter.fillRect(clip, QColor(self._theme.paper))
        painter.translate(0, -self._text.scroll_height)
        return painter
