"""Everything the window shows of one open project, built and wired together."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from qualcoder_sts.foundation.translation import _
from qualcoder_sts.ui.actions import Actions
from qualcoder_sts.ui.analysis.chart_place import ChartPlace
from qualcoder_sts.ui.codebook.codebook_panel import CodebookPanel
from qualcoder_sts.ui.coding.inspector import Inspector
from qualcoder_sts.ui.coding.transcript_tabs import TranscriptTabs
from qualcoder_sts.ui.operations import Operations
from qualcoder_sts.ui.theme.apply import ThemeChoice
from qualcoder_sts.ui.transcripts.sources_panel import SourcesPanel


@dataclass(frozen=True, slots=True)
class ProjectPlaces:
    """The panels and places of an open project. Panels know nothing of one another."""

    sources: SourcesPanel
    codebook: CodebookPanel
    transcripts: TranscriptTabs
    inspector: Inspector
    chart: ChartPlace

    def docks(self) -> tuple[tuple[str, QWidget, Qt.DockWidgetArea], ...]:
        """The panels around the transcript: title, panel, side."""
        left, right = Qt.DockWidgetArea.LeftDockWidgetArea, Qt.DockWidgetArea.RightDockWidgetArea
        return (
            (_("Sources"), self.sources, left),
            (_("Codebook"), self.codebook, left),
            (_("Selected passage"), self.inspector, right),
        )


def build_places(operations: Operations, actions: Actions, themes: ThemeChoice) -> ProjectPlaces:
    """Build the places of a project and connect what they tell one another."""
    places = ProjectPlaces(
        sources=SourcesPanel(operations, actions),
        codebook=CodebookPanel(operations),
        transcripts=TranscriptTabs(operations, actions, themes),
        inspector=Inspector(operations),
        chart=ChartPlace(operations, actions),
    )
    for name, panel in (
        ("sources", places.sources),
        ("codebook", places.codebook),
        ("inspector", places.inspector),
    ):
        panel.setObjectName(name)
    places.sources.chosen.connect(places.transcripts.open)
    places.transcripts.current_changed.connect(places.sources.show_current)
    places.transcripts.segments_changed.connect(places.inspector.show_segments)
    places.codebook.applied.connect(places.transcripts.apply)
    places.codebook.current_changed.connect(places.inspector.show_code)
    return places
