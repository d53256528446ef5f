"""Everything the window shows of one open project, built and wired together."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from qualcoder_sts.analysis.retrieval import RetrievedSegment
from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.ui.actions.actions import Actions
from qualcoder_sts.ui.analysis.analyse_place import AnalysePlace
from qualcoder_sts.ui.analysis.chart_place import ChartPlace
from qualcoder_sts.ui.analysis.retrieval_view import RetrievalView
from qualcoder_sts.ui.codebook.codebook_panel import CodebookPanel
from qualcoder_sts.ui.coding.coding_place import CodingPlace
from qualcoder_sts.ui.coding.inspector import Inspector
from qualcoder_sts.ui.operations import Operations
from qualcoder_sts.ui.participants.participants_page import ParticipantsPage
from qualcoder_sts.ui.theme.apply import ThemeChoice
from qualcoder_sts.ui.transcripts.sources_panel import SourcesPanel

Page = TypeVar("Page", bound=QWidget)


@dataclass(frozen=True, slots=True)
class DockRow:
    """A panel beside the transcript; without a title it heads its parts itself."""

    name: str
    title: str
    panel: QWidget
    area: Qt.DockWidgetArea


@dataclass(slots=True)
class TabPage(Generic[Page]):
    """A table or list that is shown in a tab among the transcripts, by the action ``show_…``.

    ``deeds`` are actions that bring the page to the front and do something there.
    """

    name: str
    title: str
    make: Callable[[], Page]
    deeds: Mapping[str, Callable[[Page], object]] = field(default_factory=dict)
    made: Page | None = None

    def widget(self) -> Page:
        """The page itself."""
        if self.made is None:
            self.made = self.make()
            self.made.setObjectName(self.name)
        return self.made


@dataclass(frozen=True, slots=True)
class ProjectPlaces:
    """The panels and places of an open project. Panels know nothing of one another."""

    sources: SourcesPanel
    codebook: CodebookPanel
    coding: CodingPlace
    inspector: Inspector
    analyse: AnalysePlace
    tab_pages: tuple[TabPage[Any], ...] = ()

    def deeds(self) -> dict[str, Callable[[], object]]:
        """What actions do in the panels and places, by their ids."""
        return {
            **self.sources.deeds(),
            **self.codebook.deeds(),
            **self.coding.deeds(),
            **self.analyse.deeds(),
            **{f"show_{page.name}": partial(self.show_page, page) for page in self.tab_pages},
            **{
                action_id: partial(self._act_on_page, page, deed)
                for page in self.tab_pages
                for action_id, deed in page.deeds.items()
            },
        }

    def show_page(self, page: TabPage[Page]) -> Page:
        """Show a page among the open transcripts; it is built when it is first wanted."""
        widget = page.widget()
        self.coding.tabs.show_page(widget, page.title)
        return widget

    def _act_on_page(self, page: TabPage[Page], deed: Callable[[Page], object]) -> None:
        deed(self.show_page(page))

    def docks(self) -> tuple[DockRow, ...]:
        """The panels around the transcript."""
        left, right = Qt.DockWidgetArea.LeftDockWidgetArea, Qt.DockWidgetArea.RightDockWidgetArea
        return (
            DockRow("sources", _("Sources"), self.sources, left),
            DockRow("codebook", _("Codebook"), self.codebook, left),
            DockRow("inspector", "", self.inspector, right),
        )

    def pages(self) -> tuple[QWidget, ...]:
        """What fills the middle of the window."""
        return (self.coding, self.analyse)

    def focus_order(self) -> tuple[QWidget, ...]:
        """The controls from left to right and from the top down."""
        return (
            *self.sources.focus_order(),
            *self.codebook.focus_order(),
            *self.coding.focus_order(),
            self.inspector,
        )


def build_places(operations: Operations, actions: Actions, themes: ThemeChoice) -> ProjectPlaces:
    """Build the places of a project and connect what they tell one another."""
    coding = CodingPlace(operations, actions, themes)
    places = ProjectPlaces(
        sources=SourcesPanel(operations, actions),
        codebook=CodebookPanel(operations, actions),
        coding=coding,
        inspector=Inspector(operations, themes),
        analyse=AnalysePlace(
            ChartPlace(operations, actions), RetrievalView(operations, actions, themes), actions
        ),
        tab_pages=(participants_page(operations, actions, coding),),
    )
    for dock in places.docks():
        dock.panel.setObjectName(dock.name)
    places.sources.chosen.connect(places.coding.open)
    places.coding.current_changed.connect(places.sources.show_current)
    places.coding.segments_changed.connect(places.inspector.show_segments)
    places.codebook.applied.connect(places.coding.applying.apply)
    places.codebook.current_changed.connect(places.inspector.show_code)
    _connect_analyse(places, actions)
    return places


def participants_page(
    operations: Operations, actions: Actions, coding: CodingPlace
) -> TabPage[ParticipantsPage]:
    """People, groups and sources with their attributes."""

    def make() -> ParticipantsPage:
        page = ParticipantsPage(operations, actions)
        page.source_wanted.connect(coding.open)
        return page

    return TabPage(
        "participants",
        _("Participants"),
        make,
        {
            "add_participant": ParticipantsPage.add_person,
            "add_group": ParticipantsPage.add_group,
            "add_attribute": ParticipantsPage.add_attribute,
            "import_attributes": lambda page: page.files.ask(),
            "unite_participants": ParticipantsPage.unite,
        },
    )


def _connect_analyse(places: ProjectPlaces, actions: Actions) -> None:
    to_transcripts = actions["place_code"].trigger

    def open_passage(quote: RetrievedSegment) -> None:
        to_transcripts()
        view = places.coding.open(quote.source_id)
        view.select(Span(quote.end, quote.end))
        view.scroll_to(quote.start)
        view.activate_segment(quote.id)

    analyse = places.analyse
    for wanted in (analyse.chart.transcripts_wanted, analyse.quotes.transcripts_wanted):
        wanted.connect(to_transcripts)
    analyse.quotes.passage_wanted.connect(open_passage)
    places.codebook.quotes_wanted.connect(analyse.show_quotes_of)
