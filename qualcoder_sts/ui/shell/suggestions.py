"""Suggestions among the other panels: the queue on the right, marks in the transcripts, pages."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.ui.actions.actions import Actions
from qualcoder_sts.ui.coding.coding_place import CodingPlace
from qualcoder_sts.ui.operations import Operations
from qualcoder_sts.ui.shell.tab_page import TabPage
from qualcoder_sts.ui.suggest.marking import SuggestionMarks
from qualcoder_sts.ui.suggest.suggester import Suggester
from qualcoder_sts.ui.suggest.suggestions_panel import SuggestionsPanel

if TYPE_CHECKING:
    from qualcoder_sts.ui.suggest.check_page import CheckPage
    from qualcoder_sts.ui.suggest.comparison_page import ComparisonPage
    from qualcoder_sts.ui.suggest.hidden_page import HiddenPage


@dataclass(frozen=True, slots=True)
class Suggestions:
    """All that has to do with suggestions in an open project."""

    suggester: Suggester
    panel: SuggestionsPanel
    marks: SuggestionMarks
    pages: tuple[TabPage[Any], ...]

    def deeds(self) -> dict[str, Callable[[], object]]:
        """What actions do here, by their ids."""
        return {**self.panel.deeds(), **self.marks.deeds()}


def build_suggestions(operations: Operations, actions: Actions, coding: CodingPlace) -> Suggestions:
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

    def make_comparison() -> "ComparisonPage":
        from qualcoder_sts.ui.suggest.comparison_page import (  # noqa: PLC0415 - see TabPage
            ComparisonPage,
        )

        page = ComparisonPage(operations, actions, suggester)
        page.passage_wanted.connect(coding.show_passage)
        return page

    def make_hidden() -> "HiddenPage":
        from qualcoder_sts.ui.suggest.hidden_page import HiddenPage  # noqa: PLC0415 - see TabPage

        page = HiddenPage(operations, suggester)
        page.passage_wanted.connect(coding.show_passage)
        return page

    def make_check() -> "CheckPage":
        from qualcoder_sts.ui.suggest.check_page import CheckPage  # noqa: PLC0415 - see TabPage

        return CheckPage(operations)

    pages = (
        TabPage("compare_suggestion", _("Compare"), make_comparison),
        TabPage("hidden_suggestions", _("Hidden suggestions"), make_hidden),
        TabPage("suggestion_check", _("Suggestion check"), make_check),
    )
    return Suggestions(suggester, panel, marks, pages)
