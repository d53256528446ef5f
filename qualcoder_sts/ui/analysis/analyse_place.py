"""The Analyse place: several views of the coding, one of them in front."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from qualcoder_sts.foundation.translation import _
from qualcoder_sts.project.tables.transcripts import Method
from qualcoder_sts.ui.actions.actions import Actions
from qualcoder_sts.ui.operations import Operations
from qualcoder_sts.ui.theme.apply import ThemeChoice
from qualcoder_sts.ui.widgets.controls import tool_button_for
from qualcoder_sts.ui.widgets.leads_focus import LeadsFocus
from qualcoder_sts.ui.widgets.names import named

if TYPE_CHECKING:
    from qualcoder_sts.ui.analysis.chart_place import ChartPlace
    from qualcoder_sts.ui.analysis.retrieval_view import RetrievalView

LEAST_WIDTH = 480


@dataclass(frozen=True, slots=True)
class _View:
    """A view, the action that brings it to the front, and those done in it."""

    action_id: str
    widget: Callable[[], "ChartPlace | RetrievalView"]
    tools: tuple[str, ...]


class AnalysePlace(LeadsFocus):
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
        super().__init__(parent)
        named(self, _("Analyse"))
        self._operations = operations
        self._actions = actions
        self._themes = themes
        of_chart = ("save_chart", "write_report")
        of_quotes = ("copy_quotes", "quotes_to_word", "quotes_to_table")
        self._of_chart = _View("show_theme_frequency", lambda: self.chart, of_chart)
        self._of_quotes = _View("show_quotes", lambda: self.quotes, of_quotes)
        self._views = (self._of_chart, self._of_quotes)
        self._front = self._of_chart
        self._pages = QStackedWidget()
        self._tools: dict[str, QWidget] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 20, 12)
        column.setSpacing(14)
        column.addLayout(self._head())
        column.addWidget(self._pages, 1)
        self._mark_front()

    @cached_property
    def chart(self) -> "ChartPlace":
        """How often themes occur."""
        from qualcoder_sts.ui.analysis.chart_place import ChartPlace  # noqa: PLC0415 - see class

        chart = ChartPlace(self._operations, self._actions)
        chart.quotes_wanted.connect(self._show_counted)
        chart.transcripts_wanted.connect(self.transcripts_wanted)
        chart.saved.connect(self.told)
        self._pages.addWidget(chart)
        return chart

    @cached_property
    def quotes(self) -> "RetrievalView":
        """What people said."""
        from qualcoder_sts.ui.analysis.retrieval_view import (  # noqa: PLC0415 - see class
            RetrievalView,
        )

        quotes = RetrievalView(self._operations, self._actions, self._themes)
        quotes.transcripts_wanted.connect(self.transcripts_wanted)
        quotes.passage_wanted.connect(self.passage_wanted)
        quotes.told.connect(self.told)
        self._pages.addWidget(quotes)
        return quotes

    def minimumSizeHint(self) -> QSize:
        """Less than it needs: the places share a stack, and the others shall not pay for it."""
        return QSize(LEAST_WIDTH, super().minimumSizeHint().height())

    def reload(self) -> None:
        """Show what is in front as the project is now."""
        front = self._front.widget()
        self._pages.setCurrentWidget(front)
        self.lead_focus(front)
        if self._front is self._of_chart:
            self.chart.reload()
        else:
            self.quotes.reload_when_stale()

    def deeds(self) -> dict[str, Callable[[], object]]:
        """What actions do here, by their ids."""
        in_views = {
            tool: partial(self._do, view, tool) for view in self._views for tool in view.tools
        }
        return {
            **in_views,
            **{view.action_id: partial(self._come_to, view) for view in self._views},
        }

    def show_quotes_of(self, code_id: UUID) -> None:
        """Come to the front with the quotes of one code."""
        self.quotes.show_code(code_id)
        self._come_to(self._of_quotes)

    def _show_counted(self, code_id: UUID, method: Method) -> None:
        self.quotes.text.clear()
        self.quotes.filters.choose_counted(code_id, method)
        self._come_to(self._of_quotes)

    def _do(self, view: _View, tool: str) -> None:
        view.widget().deeds()[tool]()

    def _come_to(self, view: _View) -> None:
        self._front = view
        self._mark_front()
        if self.isVisible():
            self.reload()
        self._actions["place_analyse"].trigger()

    def _mark_front(self) -> None:
        self._actions.check(self._front.action_id)
        for view in self._views:
            for tool in view.tools:
                self._tools[tool].setVisible(view is self._front)

    def _head(self) -> QHBoxLayout:
        title = QLabel(_("Analyse"))
        font = title.font()
        font.setPointSizeF(font.pointSizeF() * 1.4)
        font.setWeight(font.Weight.DemiBold)
        title.setFont(font)
        head = QHBoxLayout()
        head.setSpacing(4)
        head.addWidget(title)
        head.addSpacing(18)
        for view in self._views:
            switch = tool_button_for(self._actions[view.action_id])
            switch.setObjectName("viewSwitch")
            head.addWidget(switch, 0, Qt.AlignmentFlag.AlignVCenter)
        head.addStretch()
        for view in self._views:
            for tool in view.tools:
                button = tool_button_for(self._actions[tool])
                button.setObjectName("placeButton")
                self._tools[tool] = button
                head.addWidget(button)
        return head
