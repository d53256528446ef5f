"""Everything the window shows of one open project, built and wired together."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from qualcoder_sts.foundation.translation import _
from qualcoder_sts.ui.actions.actions import Actions
from qualcoder_sts.ui.analysis.analyse_place import AnalysePlace
from qualcoder_sts.ui.codebook.codebook_panel import CodebookPanel
from qualcoder_sts.ui.coding.coding_place import CodingPlace
from qualcoder_sts.ui.coding.inspector import Inspector
from qualcoder_sts.ui.coding.pinned import PinnedCodes
from qualcoder_sts.ui.memos.at_hand import AtHand
from qualcoder_sts.ui.operations import Operations
from qualcoder_sts.ui.shell.codebook_pages import codebook_pages
from qualcoder_sts.ui.shell.leading import connect_analyse, way_to_subjects
from qualcoder_sts.ui.shell.memo_page import memos_page
from qualcoder_sts.ui.shell.people_pages import participants_page, speakers_page
from qualcoder_sts.ui.shell.places import Place
from qualcoder_sts.ui.shell.search_page import search_page
from qualcoder_sts.ui.shell.suggestions import Suggestions, build_suggestions
from qualcoder_sts.ui.shell.tab_page import Page, TabPage
from qualcoder_sts.ui.shell.team import Team, build_team
from qualcoder_sts.ui.shell.trail_page import trail_page
from qualcoder_sts.ui.theme.apply import ThemeChoice
from qualcoder_sts.ui.transcripts.sources_panel import SourcesPanel
from qualcoder_sts.ui.transcripts.turn_deeds import TurnDeeds


@dataclass(frozen=True, slots=True)
class DockRow:
    """A panel beside the transcript; without a title it heads its parts itself.

    Panels with a ``tab`` share one place, where the tabs choose between them.
    """

    name: str
    title: str
    panel: QWidget
    area: Qt.DockWidgetArea
    tab: str = ""


@dataclass(frozen=True, slots=True)
class ProjectPlaces:
    """The panels and places of an open project. Panels know nothing of one another."""

    sources: SourcesPanel
    codebook: CodebookPanel
    coding: CodingPlace
    inspector: Inspector
    suggestions: Suggestions
    analyse: AnalysePlace
    team: Team
    turns: TurnDeeds
    tab_pages: tuple[TabPage[Any], ...]
    to_transcripts: Callable[[], object]
    """Brings the Code place to the front, where the pages are."""

    def deeds(self) -> dict[str, Callable[[], object]]:
        """What actions do in the panels and places, by their ids."""
        return {
            **self.sources.deeds(),
            **self.codebook.deeds(),
            **self.coding.deeds(),
            **self.analyse.deeds(),
            **self.team.deeds(),
            **self.turns.deeds(),
            **{f"show_{page.name}": partial(self.show_page, page) for page in self.tab_pages},
            **{
                action_id: partial(self._act_on_page, page, deed)
                for page in self.tab_pages
                for action_id, deed in page.deeds.items()
            },
            # Behind those of the pages: one of them is shown for what is selected.
            **self.suggestions.deeds(),
        }

    def show_page(self, page: TabPage[Page]) -> Page:
        """Show a page among the open transcripts; it is built when it is first wanted."""
        widget = page.widget()
        self.to_transcripts()
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
            DockRow("inspector", "", self.inspector, right, _("Passage")),
            DockRow("suggestions", "", self.suggestions.panel, right, _("Suggestions")),
        )

    def pages(self) -> tuple[QWidget, ...]:
        """What fills the middle of the window."""
        return tuple(self.page_of(place) for place in Place)

    def page_of(self, place: Place) -> QWidget:
        """What fills the middle of the window in a place."""
        pages = {
            Place.CODE: self.coding,
            Place.ANALYSE: self.analyse,
            Place.TEAM: self.team.place,
        }
        return pages[place]

    def focus_order(self) -> tuple[QWidget, ...]:
        """The controls from left to right and from the top down."""
        return (
            *self.sources.focus_order(),
            *self.codebook.focus_order(),
            *self.coding.focus_order(),
            self.inspector,
            *self.suggestions.panel.focus_order(),
        )


def build_places(operations: Operations, actions: Actions, themes: ThemeChoice) -> ProjectPlaces:
    """Build the places of a project and connect what they tell one another."""
    pinned = PinnedCodes(operations, operations)
    coding = CodingPlace(operations, actions, themes, pinned)
    codebook = CodebookPanel(operations, actions)
    inspector = Inspector(operations, actions)
    at_hand = AtHand()
    participants = participants_page(operations, actions, coding, at_hand)
    go = way_to_subjects(operations, actions, coding, codebook=codebook, participants=participants)
    speakers = speakers_page(operations, actions, coding)
    suggestions = build_suggestions(operations, actions, coding, codebook)
    places = ProjectPlaces(
        sources=SourcesPanel(operations, actions),
        codebook=codebook,
        coding=coding,
        inspector=inspector,
        suggestions=suggestions,
        analyse=AnalysePlace(operations, actions, themes),
        team=build_team(operations, actions, themes),
        turns=TurnDeeds(operations, actions, coding.current_view, coding),
        tab_pages=(
            participants,
            speakers,
            search_page(operations, coding),
            *codebook_pages(operations, actions, themes, coding, codebook),
            memos_page(
                operations, actions, themes, coding, codebook=codebook, at_hand=at_hand, go=go
            ),
            trail_page(operations, themes, coding),
            *suggestions.pages,
        ),
        to_transcripts=actions["place_code"].trigger,
    )
    connect_analyse(places.analyse, coding, codebook, actions)
    for dock in places.docks():
        dock.panel.setObjectName(dock.name)
    places.sources.speakers_wanted.connect(
        lambda source_id: places.show_page(speakers).show_source(source_id)
    )
    _connect_panels(places, actions)
    _connect_codebook(places, pinned)
    return places


def _connect_panels(places: ProjectPlaces, actions: Actions) -> None:
    """What the sources, the transcripts and the inspector tell one another."""
    coding, inspector = places.coding, places.inspector
    places.sources.chosen.connect(coding.open)
    coding.tabs.view_made.connect(places.turns.watch)
    coding.current_changed.connect(places.sources.show_current)
    coding.passage_changed.connect(inspector.show_passage)
    for asked in (coding.changing.memo_wanted, coding.changing.weight_wanted):
        # The inspector may be behind the suggestions; the rest of what is asked follows below.
        asked.connect(lambda _segment_id: actions["go_to_inspector"].trigger())
    coding.changing.memo_wanted.connect(inspector.write_memo)
    coding.changing.weight_wanted.connect(inspector.weigh)
    inspector.segment_chosen.connect(coding.choose_segment)
    inspector.transcript_wanted.connect(coding.focus_front)


def _connect_codebook(places: ProjectPlaces, pinned: PinnedCodes) -> None:
    """What is applied, pinned and chosen in the tree of codes."""
    codebook, coding = places.codebook, places.coding
    codebook.applied.connect(coding.applying.apply)
    codebook.passage_dropped.connect(
        lambda code_id, passage: coding.applying.apply_dropped((code_id,), passage)
    )
    codebook.pin_wanted.connect(pinned.pin)
    codebook.alone_wanted.connect(coding.filter.show_only_code)
    codebook.alone_wanted.connect(lambda _code_id: places.to_transcripts())
    pinned.changed.connect(lambda: codebook.show_pinned(pinned.codes()))
    codebook.show_pinned(pinned.codes())
    codebook.current_changed.connect(places.inspector.show_code)
