"""Suggestions among the other panels: the queue on the right, marks in the transcripts, pages."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.ui.actions.actions import Actions
from qualcoder_sts.ui.codebook.codebook_panel import CodebookPanel
from qualcoder_sts.ui.coding.coding_place import CodingPlace
from qualcoder_sts.ui.operations import Operations
from qualcoder_sts.ui.shell.suggestion_pages import (
    exploring_pages,
    find_similar,
    similar_page,
    suggestion_pages,
)
from qualcoder_sts.ui.shell.tab_page import TabPage
from qualcoder_sts.ui.suggest.marking import SuggestionMarks
from qualcoder_sts.ui.suggest.suggester import Suggester
from qualcoder_sts.ui.suggest.suggestions_panel import SuggestionsPanel


@dataclass(frozen=True, slots=True)
class Suggestions:
    """All that has to do with suggestions in an open project."""

    suggester: Suggester
    panel: SuggestionsPanel
    marks: SuggestionMarks
    pages: tuple[TabPage[Any], ...]
    find_similar: Callable[[], None]

    def deeds(self) -> dict[str, Callable[[], object]]:
        """What actions do here, by their ids."""
        return {
            **self.panel.deeds(),
            **self.marks.deeds(),
            "show_similar": self.find_similar,
        }


def build_suggestions(
    operations: Operations, actions: Actions, coding: CodingPlace, codebook: CodebookPanel
) -> Suggestions:
    """Build them and connect them with the transcripts."""
    suggester = Suggester(operations)
    panel = SuggestionsPanel(operations, actions, suggester)
    marks = SuggestionMarks(operations, suggester, coding.tabs.views, coding.current_view)
    coding.tabs.view_made.connect(marks.watch)
    coding.tabs.followed.connect(marks.mark_all)
    marks.announced.connect(coding.announced)
    panel.told.connect(coding.wanted)

    def show_passage(source_id: UUID, span: Span, takes_focus: bool) -> None:
        coding.show_passage(source_id, span)
        if takes_focus:
            coding.focus_front()
        else:
            panel.queue.setFocus()

    panel.passage_wanted.connect(show_passage)
    similar = similar_page(operations, coding, codebook)
    pages = (
        *suggestion_pages(operations, actions, coding, suggester),
        *exploring_pages(operations, coding, codebook),
        similar,
    )
    return Suggestions(suggester, panel, marks, pages, partial(find_similar, coding, similar))
