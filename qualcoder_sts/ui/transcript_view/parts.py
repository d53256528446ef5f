"""The widgets of the coding view side by side, and which part of the text they show."""

from PySide6.QtCore import QPoint, QRect, QRectF
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QWidget

from qualcoder_sts.ui.theme.fonts import READING_POINTS, reading_font
from qualcoder_sts.ui.theme.theme import Theme
from qualcoder_sts.ui.transcript_view import overview
from qualcoder_sts.ui.transcript_view.columns import shared_out
from qualcoder_sts.ui.transcript_view.edited_page import EditedPage
from qualcoder_sts.ui.transcript_view.ends import HANDLE_REACH
from qualcoder_sts.ui.transcript_view.page import Page
from qualcoder_sts.ui.transcript_view.rows import SegmentRow
from qualcoder_sts.ui.transcript_view.speaker_margin import SpeakerMargin
from qualcoder_sts.ui.transcript_view.stripe_margin import StripeMargin
from qualcoder_sts.ui.transcript_view.text_edit import TranscriptText

_SAMPLE = "People say what they carried home from the week, and somebody listens to them."


class Parts:
    """The text with a margin on either side and a strip with the whole of it at the far right."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        self.text = TranscriptText(theme, parent)
        self.speakers = SpeakerMargin(self.text, theme)
        self.stripes = StripeMargin(self.text, theme)
        self.overview = overview.Overview(self.text, theme)
        self.theme = theme
        self._page: Page | None = None
        self._zoom = 1.0
        # What stood at the top before the parts were arranged, until somebody scrolls.
        self._kept_top: int | None = None
        self.text.scrolled.connect(self._forget_top)
        self.text.finished.changed.connect(self._describe)
        self.overview.wanted.connect(self.put_in_middle)

    @property
    def page(self) -> Page | None:
        """What is shown."""
        return self._page

    def show_page(self, page: Page, area: QRect) -> None:
        """Show another text; its column is measured before it is laid out."""
        self._page, self._kept_top = page, None
        for margin in (self.speakers, self.stripes, self.overview):
            margin.set_page(page)
        self.arrange(area)
        self._describe()
        self.text.show_page(page)
        self._kept_top = None

    def edit_page(self, page: EditedPage) -> None:
        """Let the text that is shown be written in: nothing of it is laid out anew."""
        self._page = page
        for margin in (self.speakers, self.stripes, self.overview):
            margin.set_page(page)
        self.text.edit_page(page)

    def repaint(self) -> None:
        """Anything may stand elsewhere now."""
        for part in (self.text.viewport(), self.speakers, self.stripes):
            part.update()
        self.overview.refresh()

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self.theme = theme
        if self._page is not None:
            self._page.grounds.set_theme(theme)
        for part in (self.text, self.speakers, self.stripes, self.overview):
            part.set_theme(theme)

    def set_zoom(self, factor: float) -> None:
        """Margins grow with the text; a page of that size is to be shown next."""
        self._zoom = factor
        self.speakers.set_zoom(factor)
        self.stripes.set_zoom(factor)

    def arrange(self, area: QRect) -> None:
        """Give the text its column and the margins the rest, in the middle of a wide window."""
        # A window that is rearranged passes through widths in which nothing can be read.
        if self._kept_top is None:
            self._kept_top = self.top_position()
        top, width = self._kept_top, self.text.viewport().width()
        bar = self.text.verticalScrollBar().sizeHint().width()
        room = max(0, area.width() - bar - overview.WIDTH)
        shares = shared_out(
            room,
            self.speakers.wanted_width(),
            self.speakers.least_width(),
            self._character_width(),
            self.stripes.widths(),
        )
        before_text = shares.spare + shares.left
        after_text = max(0, room - before_text - shares.text)
        self.text.setGeometry(area)
        # Room beside the text; the bar stays at the far right.
        self.text.setViewportMargins(before_text, 0, after_text + overview.WIDTH, 0)
        height = area.height()
        self.speakers.setGeometry(0, 0, before_text, height)
        self.stripes.setGeometry(before_text + shares.text, 0, after_text, height)
        self.overview.setGeometry(room, 0, overview.WIDTH, height)
        if top and self.text.viewport().width() != width:
            self.put_on_top(top)
        self._kept_top = top

    def top_position(self) -> int:
        """The first character that is seen, to find it again after a new layout."""
        page, text = self._page, self.text
        if page is None or not text.scroll_height or text.document() is not page.document:
            return 0
        # A little below the edge, where a line that is only just cut off is no longer.
        cursor = text.cursorForPosition(QPoint(0, 8))
        return page.positions.to_code_points(cursor.position())

    def put_on_top(self, position: int) -> None:
        """Scroll until a position stands on the first line."""
        if self._page is not None:
            place = self._page.geometry.line_place(position)
            self.text.verticalScrollBar().setValue(round(place.top))

    def put_in_middle(self, position: int) -> None:
        """Scroll until a position stands in the middle of the view."""
        if self._page is not None:
            place = self._page.geometry.line_place(position)
            middle = (place.top + place.bottom - self.text.viewport().height()) / 2
            self.text.verticalScrollBar().setValue(round(middle))

    def bring_into_view(self, position: int) -> None:
        """Scroll a position to the upper third, unless it is in full view already."""
        if self._page is None:
            return
        place = self._page.geometry.line_place(position)
        bar, height = self.text.verticalScrollBar(), self.text.viewport().height()
        if not (bar.value() <= place.top and place.bottom <= bar.value() + height):
            bar.setValue(round(place.top - height / 3))

    def repaint_beside(self, *segments: SegmentRow | None) -> None:
        """Paint only what some segments cover on the screen."""
        if self._page is None:
            return
        self.overview.refresh()
        scrolled, size = self.text.scroll_height, self.text.viewport().size()
        for segment in segments:
            seen = None
            if segment is not None:
                seen = self._page.geometry.heights(
                    segment.start, segment.end, scrolled, scrolled + size.height()
                )
            if seen is None:
                continue
            top, bottom = seen.top - scrolled, seen.bottom - scrolled
            around = QRectF(0, top, size.width(), bottom - top)
            rect = around.adjusted(0, -HANDLE_REACH, 0, HANDLE_REACH).toAlignedRect()
            self.text.viewport().update(rect)
            self.stripes.refresh(top, bottom)

    def _describe(self) -> None:
        if self._page is not None:
            words = (self._page.row.name, self.text.finished.words(self._page))
            self.text.setAccessibleDescription(", ".join(filter(None, words)))

    def _forget_top(self) -> None:
        self._kept_top = None

    def _character_width(self) -> float:
        metrics = QFontMetricsF(reading_font(READING_POINTS * self._zoom))
        return metrics.horizontalAdvance(_SAMPLE) / len(_SAMPLE)
