"""Noting what is open in a project, and opening it again the next time."""

from collections.abc import Iterator, Sequence
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.transcripts.queries import list_sources
from qualcoder_sts.ui.coding.open_transcripts import source_of
from qualcoder_sts.ui.operations import Operations
from qualcoder_sts.ui.shell.places import Place
from qualcoder_sts.ui.shell.project_places import ProjectPlaces
from qualcoder_sts.ui.shell.window_memory import OpenedTabs
from qualcoder_sts.ui.transcript_view.view import TranscriptView

MOST_TABS = 12  # more are found again in the list of sources


def opened_tabs(places: ProjectPlaces, place: Place) -> OpenedTabs:
    """What is open now."""
    tabs = places.coding.tabs
    pages = tabs.pages()
    names = {page.name for page in places.tab_pages}
    found: list[UUID | str] = []
    front, at = -1, {}
    for page in pages:
        tab = _tab_of(page)
        if tab is None or (isinstance(tab, str) and tab not in names):
            continue
        if page is tabs.currentWidget():
            front = len(found)
        if isinstance(page, TranscriptView) and isinstance(tab, UUID):
            at[tab] = page.caret_position()
        found.append(tab)
    return OpenedTabs(tuple(found), front, place.value, at)


class Reopening(QObject):
    """Opens what was open, one tab at a time, so that the window stays at hand meanwhile."""

    over = Signal()
    """Everything is open again; comes as well where nothing was."""

    def __init__(self, operations: Operations, places: ProjectPlaces, opened: OpenedTabs) -> None:
        super().__init__(operations)
        self._places = places
        there = {source.id for source in operations.read(list_sources)}
        pages = {page.name for page in places.tab_pages}
        wanted = [tab for tab in opened.tabs if tab in there or tab in pages][:MOST_TABS]
        self._front = _front_of(opened, wanted)
        self._at = opened.at
        self._left: Iterator[UUID | str] = iter(wanted)
        self._next = QTimer(self)
        self._next.setInterval(0)
        self._next.timeout.connect(self._open_next)
        self._next.start()

    def _open_next(self) -> None:
        tab = next(self._left, None)
        if tab is None:
            self._next.stop()
            if self._front is not None:
                self._open(self._front)
            self.over.emit()
            return
        self._open(tab)

    def _open(self, tab: UUID | str) -> None:
        if isinstance(tab, str):
            page = next((page for page in self._places.tab_pages if page.name == tab), None)
            if page is not None:
                # Whoever was in Analyse stays there.
                self._places.coding.tabs.show_page(page.widget(), page.title)
            return
        view = self._places.coding.open(tab)
        if view is not None and view.row is not None and (position := self._at.get(tab)):
            position = min(position, len(view.row.text))
            view.select(Span(position, position))
            view.scroll_to(position)


def _tab_of(page: QWidget | None) -> UUID | str | None:
    if isinstance(page, TranscriptView):
        return source_of(page)
    return None if page is None else page.objectName()


def _front_of(opened: OpenedTabs, wanted: Sequence[UUID | str]) -> UUID | str | None:
    """What was in front, if it can still be opened."""
    if not 0 <= opened.front < len(opened.tabs):
        return None
    front = opened.tabs[opened.front]
    return front if front in wanted else None
