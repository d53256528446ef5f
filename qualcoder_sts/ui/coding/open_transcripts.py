"""What is open, one tab each: transcripts, kept as the project is, and pages of other panels."""

from collections.abc import Callable, Iterable
from uuid import UUID

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QTabBar, QVBoxLayout, QWidget

from qualcoder_sts.coding import queries
from qualcoder_sts.coding.queries import segments_named, segments_of
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.project.changes import Changes
from qualcoder_sts.transcripts.queries import list_sources, read_transcript
from qualcoder_sts.ui.coding.shown_coding import ShownCoding
from qualcoder_sts.ui.coding.tab_sides import TabSides
from qualcoder_sts.ui.operations import Operations
from qualcoder_sts.ui.theme.apply import ThemeChoice
from qualcoder_sts.ui.theme.theme import Theme
from qualcoder_sts.ui.transcript_view.rows import SegmentRow
from qualcoder_sts.ui.transcript_view.view import TranscriptView
from qualcoder_sts.ui.view_rows import shown_segment, shown_transcript
from qualcoder_sts.ui.widgets.names import named

MOST_SINGLE_SEGMENTS = 500  # more are quicker read with the whole transcript
TURN_TABLES = ("speaker", "speaker_turn")
COLOUR_TABLES = ("code", "coder", "memo")


class OpenTranscripts(QWidget):
    """Opens, shows and closes transcripts and pages; knows nothing of coding.

    What a ``QTabWidget`` has as well is named as there.
    """

    current_view_changed = Signal()
    view_made = Signal(object)
    """A ``TranscriptView`` that has just been opened."""
    followed = Signal()
    """Everything that is open shows the project as it is after a step."""
    zoom_changed = Signal(float)
    """How large transcripts are shown from now on, 1.0 as they come."""

    def __init__(
        self, operations: Operations, themes: ThemeChoice, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        named(self, _("Open transcripts"))
        self._operations = operations
        self._themes = themes
        self._zoom = 1.0
        self.sides = TabSides()
        self.shown = ShownCoding()
        # Transcripts that nobody sees, whose coding is read when somebody does.
        self._behind: set[TranscriptView] = set()
        self.may_close: Callable[[TranscriptView], bool] = lambda _view: True
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.sides)
        self.sides.turned.connect(self._catch_up_seen)
        self.sides.front_changed.connect(self._show_current)
        operations.changed.connect(self._follow)
        themes.changed.connect(self._set_theme)

    def showEvent(self, event: QShowEvent) -> None:
        """What happened while another place was in front."""
        super().showEvent(event)
        self._catch_up_seen()

    def count(self) -> int:
        """How many transcripts and pages are open."""
        return len(self.pages())

    def pages(self) -> list[QWidget]:
        """The transcripts and pages from left to right."""
        return self.sides.pages()

    def currentWidget(self) -> QWidget | None:
        """The transcript or page in front."""
        return self.sides.front_page()

    def setCurrentWidget(self, page: QWidget) -> None:
        """Bring something that is open to the front."""
        self.sides.bring(page)

    def tabBar(self) -> QTabBar:
        """The tabs of the side in front."""
        return self.sides.front_bar()

    def open(self, source_id: UUID) -> TranscriptView:
        """Bring a source to the front; one that is open already is not opened again.

        Raises ``RowMissingError`` where it is gone meanwhile.
        """
        view = self.view_of(source_id) or self._new_view(source_id)
        self.sides.bring(view)
        self._catch_up(view)  # also where the place is not in front yet
        view.setFocus()
        return view

    def current_view(self) -> TranscriptView | None:
        """The transcript in front."""
        view = self.currentWidget()
        return view if isinstance(view, TranscriptView) else None

    def current_source(self) -> UUID | None:
        """The source in front."""
        view = self.current_view()
        return None if view is None else source_of(view)

    def view_of(self, source_id: UUID) -> TranscriptView | None:
        """The view of a source, if it is open."""
        return next((view for view in self.views() if source_of(view) == source_id), None)

    def views(self) -> list[TranscriptView]:
        """What is open, in the order of the tabs."""
        return [page for page in self.pages() if isinstance(page, TranscriptView)]

    def ask_to_close(self, view: TranscriptView) -> None:
        """Close one transcript, unless what was written in it would be lost."""
        if self.may_close(view):
            self.close_view(view)

    def close_view(self, view: TranscriptView) -> None:
        """Close one transcript."""
        self.sides.remove(view)
        self._behind.discard(view)
        view.deleteLater()
        self._focus_front()

    def show_again(self, view: TranscriptView) -> None:
        """Show a transcript and its segments as they are in the project now."""
        if (source_id := source_of(view)) is None:
            return
        transcript = self._operations.read(read_transcript, source_id)
        view.show_again(shown_transcript(transcript), self._segments_of(source_id))
        view.set_zoom(self._zoom)

    def show_page(self, page: QWidget, title: str) -> None:
        """Bring a page to the front, in a tab of its own; whoever made it keeps it."""
        if page not in self.pages():
            self.sides.add(page, title, lambda: self.close_page(page))
        self.sides.bring(page)
        page.setFocus()

    def close_page(self, page: QWidget) -> None:
        """Take a page out of the tabs."""
        self.sides.remove(page)
        page.hide()
        self._focus_front()

    def close_current(self) -> None:
        """Close what is in front."""
        if (view := self.current_view()) is not None:
            self.ask_to_close(view)
        elif (page := self.currentWidget()) is not None:
            self.close_page(page)

    def zoom_by(self, steps: int) -> None:
        """Show transcripts larger or smaller: the one in front now, others when they are next."""
        if (view := self.current_view()) is not None:
            view.zoom_by(steps)

    def set_zoom(self, zoom: float) -> None:
        """Show transcripts in this size, 1.0 as they come."""
        self._zoom = zoom
        if (view := self.current_view()) is not None:
            view.set_zoom(zoom)

    def show_only(self, shown: ShownCoding) -> None:
        """Show only some of the coding in all transcripts, open ones and later ones."""
        if shown == self.shown:
            return
        self.shown = shown
        for view in self.views():
            if not view.editing.is_on:
                self._show_coding(view)
        self.followed.emit()

    def _segments_of(self, source_id: UUID) -> list[SegmentRow]:
        return self._those_shown(
            self._operations.read(segments_of, source_id, reader_id=self._reader)
        )

    def _those_shown(self, rows: Iterable[queries.SegmentRow]) -> list[SegmentRow]:
        return [shown_segment(row) for row in rows if self.shown.shows(row)]

    @property
    def _reader(self) -> UUID | None:
        """Who reads: private memos of others are not shown."""
        return self._operations.workspace.coder_id

    def _new_view(self, source_id: UUID) -> TranscriptView:
        transcript = self._operations.read(read_transcript, source_id)
        view = TranscriptView(self._themes.theme)
        view.set_zoom(self._zoom)
        view.show_transcript(shown_transcript(transcript), self._segments_of(source_id))
        view.zoomChanged.connect(self._keep_zoom)
        self.view_made.emit(view)
        self.sides.add(view, transcript.source.name, lambda: self.ask_to_close(view))
        return view

    def _focus_front(self) -> None:
        if (front := self.currentWidget()) is not None:
            front.setFocus()

    @Slot()
    def _show_current(self) -> None:
        if (view := self.current_view()) is not None:
            view.set_zoom(self._zoom)
        self.current_view_changed.emit()

    @Slot(float)
    def _keep_zoom(self, zoom: float) -> None:
        if zoom != self._zoom:
            self._zoom = zoom
            self.zoom_changed.emit(zoom)

    def _follow(self, changes: Changes) -> None:
        if changes.touches("source"):
            self._follow_sources(changes)
        for view in self.views():
            # A text that is being edited is shown anew when that is over.
            if source_of(view) in changes.ids("source") or view.editing.is_on:
                continue
            if changes.touches(*TURN_TABLES):
                self.show_again(view)
            elif changes.touches(*COLOUR_TABLES) or changes.touches("coded_segment"):
                self._show_segments(view, changes)
        self.followed.emit()

    def _show_segments(self, view: TranscriptView, changes: Changes) -> None:
        """Show segments as they are now; after a small step only those it touched."""
        touched = changes.ids("coded_segment")
        if (source_id := source_of(view)) is None:
            return
        if changes.touches(*COLOUR_TABLES) or len(touched) > MOST_SINGLE_SEGMENTS:
            self._show_coding(view)
            return
        there = self._operations.read(segments_named, list(touched), reader_id=self._reader)
        here = self._those_shown(row for row in there if row.source_id == source_id)
        _show_differences(view, here, [row for row in view.segments() if row.id in touched])

    def _show_coding(self, view: TranscriptView) -> None:
        """Show all coding as it is now; where nobody sees the transcript, when somebody does."""
        self._behind.add(view)
        if view.isVisible():
            self._catch_up(view)

    def _catch_up(self, view: TranscriptView) -> None:
        source_id = source_of(view)
        if view in self._behind and source_id is not None and not view.editing.is_on:
            _show_differences(view, self._segments_of(source_id), view.segments())
        self._behind.discard(view)

    @Slot()
    def _catch_up_seen(self) -> None:
        for view in [view for view in self._behind if view.isVisible()]:
            self._catch_up(view)

    def _follow_sources(self, changes: Changes) -> None:
        there = {source.id: source for source in self._operations.read(list_sources)}
        for view in self.views():
            source_id = source_of(view)
            if source_id not in changes.ids("source"):
                continue
            if source_id not in there:
                self.close_view(view)
            else:
                self.sides.retitle(view, there[source_id].name)
                if not view.editing.is_on:
                    self.show_again(view)

    def _set_theme(self, theme: Theme) -> None:
        for view in self.views():
            view.set_theme(theme)
        if (front := self.current_view()) is not None:
            front.set_zoom(self._zoom)  # the whole interface may have become larger


def source_of(view: TranscriptView) -> UUID | None:
    """The source a view shows."""
    return None if view.row is None else view.row.source_id


def _show_differences(
    view: TranscriptView, wanted: Iterable[SegmentRow], shown: Iterable[SegmentRow]
) -> None:
    """Change only what changed: the cost of a step does not grow with the transcript."""
    before = {segment.id: segment for segment in shown}
    for segment in wanted:
        old = before.pop(segment.id, None)
        if old is None:
            view.add_segment(segment)
        elif old != segment:
            view.update_segment(segment)
    for segment_id in before:
        view.remove_segment(segment_id)
