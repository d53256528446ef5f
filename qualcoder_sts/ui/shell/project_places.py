"""Everything the window shows of one open project, built and wired together."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from qualcoder_sts.foundation.translation import _
from qualcoder_sts.ui.actions.actions import Actions
from qualcoder_sts.ui.analysis.chart_place import ChartPlace
from qualcoder_sts.ui.codebook.codebook_panel import CodebookPanel
from qualcoder_sts.ui.coding.coding_place import CodingPlace
from qualcoder_sts.ui.coding.inspector import Inspector
from qualcoder_sts.ui.operations import Operations
from qualcoder_sts.ui.theme.apply import ThemeChoice
from qualcoder_sts.ui.transcripts.sources_panel import SourcesPanel


@dataclass(frozen=True, slots=True)
class DockRow:
    """A panel beside the transcript; without a title it heads its parts itself."""

    name: str
    title: str
    panel: QWidget
    area: Qt.DockWidgetArea


@dataclass(slots=True)
class TabPage:
    """A table or list that is shown in a tab among the transcripts, by the action ``show_…``."""

    name: str
    title: str
    make: Callable[[], QWidget]
    made: QWidget | None = None

    def widget(self) -> QWidget:
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
    chart: ChartPlace
    tab_pages: tuple[TabPage, ...] = ()

    def deeds(self) -> dict[str, Callable[[], object]]:
        """What actions do in the panels and places, by their ids."""
        return {
            **self.codebook.deeds(),
            **self.coding.deeds(),
            **self.chart.deeds(),
            **{f"show_{page.name}": partial(self.show_page, page) for page in self.tab_pages},
        }

    def show_page(self, page: TabPage) -> None:
        """Show a page among the open transcripts; it is built when it is first wanted."""
        self.coding.tabs.show_page(page.widget(), page.title)

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
        return (self.coding, self.chart)

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
    places = ProjectPlaces(
        sources=SourcesPanel(operations, actions),
        codebook=CodebookPanel(operations, actions),
        coding=CodingPlace(operations, actions, themes),
        inspector=Inspector(operations, themes),
        chart=ChartPlace(operations, actions),
    )
    for dock in places.docks():
        dock.panel.setObjectName(dock.name)
    places.sources.chosen.connect(places.coding.open)
    places.coding.current_changed.connect(places.sources.show_current)
    places.coding.segments_changed.connect(places.inspector.show_segments)
    places.codebook.applied.connect(places.coding.applying.apply)
    places.codebook.current_changed.connect(places.inspector.show_code)
    places.chart.transcripts_wanted.connect(actions["place_code"].trigger)
    return places
