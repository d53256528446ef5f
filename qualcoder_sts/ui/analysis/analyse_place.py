"""The Analyse place: several views of the coding, one of them in front."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from qualcoder_sts.foundation.translation import _
from qualcoder_sts.project.tables.transcripts import Method
from qualcoder_sts.ui.actions.actions import Actions
from qualcoder_sts.ui.operations import Operations
from qualcoder_sts.ui.theme.apply import ThemeChoice
from qualcoder_sts.ui.widgets.place_of_views import PlaceOfViews, PlaceView

if TYPE_CHECKING:
    from qualcoder_sts.ui.analysis.chart_place import ChartPlace
    from qualcoder_sts.ui.analysis.retrieval_view import RetrievalView


class AnalysePlace(PlaceOfViews):
    """Shows the chart of themes or the quotes behind it; each is built when it is first wanted."""

    transcripts_wanted = Signal()
    """To go on, something must be done where transcripts are read."""
    passage_wanted = Signal(object)
    """A ``RetrievedSegment`` to be shown in its transcript."""
    told = Signal(str)
    """A sentence on what was done."""

    def __init__(
        self,
        operations: Operations,
        actions: Actions,
        themes: ThemeChoice,
        parent: QWidget | None = None,
    ) -> None:
        self._operations = operations
        self._actions = actions
        self._themes = themes
        self._of_chart = PlaceView(
            "show_theme_frequency", self._made_chart, _tools("save_chart", "write_report")
        )
        self._of_quotes = PlaceView(
            "show_quotes",
            self._made_quotes,
            _tools("copy_quotes", "quotes_to_word", "quotes_to_table"),
        )
        views = (self._of_chart, self._of_quotes)
        super().__init__(_("Analyse"), "place_analyse", views, actions, parent)

    @property
    def chart(self) -> "ChartPlace":
        """How often themes occur."""
        return self.page(self._of_chart)

    @property
    def quotes(self) -> "RetrievalView":
        """What people said."""
        return self.page(self._of_quotes)

    def reload(self) -> None:
        """Show what is in front as the project is now."""
        super().reload()
        if self.front is self._of_chart:
            self.chart.reload()
        else:
            self.quotes.reload_when_stale()

    def do(self, view: PlaceView[Any], deed: Callable[[Any], object]) -> None:
        """Do something in a view; whoever writes a report from elsewhere goes on there."""
        deed(self.page(view))

    def show_quotes_of(self, code_id: UUID) -> None:
        """Come to the front with the quotes of one code."""
        self.quotes.show_code(code_id)
        self.come_to(self._of_quotes)

    def _show_counted(self, code_id: UUID, method: Method) -> None:
        self.quotes.text.clear()
        self.quotes.filters.choose_counted(code_id, method)
        self.come_to(self._of_quotes)

    def _made_chart(self) -> "ChartPlace":
        from qualcoder_sts.ui.analysis.chart_place import ChartPlace  # noqa: PLC0415 - see class

        chart = ChartPlace(self._operations, self._actions)
        chart.quotes_wanted.connect(self._show_counted)
        chart.transcripts_wanted.connect(self.transcripts_wanted)
        chart.saved.connect(self.told)
        return chart

    def _made_quotes(self) -> "RetrievalView":
        from qualcoder_sts.ui.analysis.retrieval_view import (  # noqa: PLC0415 - see class
            RetrievalView,
        )

        quotes = RetrievalView(self._operations, self._actions, self._themes)
        quotes.transcripts_wanted.connect(self.transcripts_wanted)
        quotes.passage_wanted.connect(self.passage_wanted)
        quotes.told.connect(self.told)
        return quotes


def _tools(*action_ids: str) -> dict[str, Callable[["ChartPlace | RetrievalView"], object]]:
    """Actions that the view itself knows how to do."""
    return {action_id: partial(_do, action_id) for action_id in action_ids}


def _do(action_id: str, view: "ChartPlace | RetrievalView") -> None:
    view.deeds()[action_id]()
