"""The Analyse place: several views of the coding, one of them in front."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from qualcoder_sts.foundation.translation import _
from qualcoder_sts.project.tables.transcripts import Method
from qualcoder_sts.ui.actions.actions import Actions
from qualcoder_sts.ui.analysis.chart_place import ChartPlace
from qualcoder_sts.ui.analysis.retrieval_view import RetrievalView
from qualcoder_sts.ui.widgets.controls import tool_button_for
from qualcoder_sts.ui.widgets.names import named

LEAST_WIDTH = 480


@dataclass(frozen=True, slots=True)
class _View:
    """A view, the action that brings it to the front, and those done in it."""

    action_id: str
    widget: QWidget
    tools: tuple[str, ...]


class AnalysePlace(QWidget):
    """Shows the chart of themes or the quotes behind it."""

    def __init__(
        self,
        chart: ChartPlace,
        quotes: RetrievalView,
        actions: Actions,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        named(self, _("Analyse"))
        self._actions = actions
        self.chart, self.quotes = chart, quotes
        self._views = (
            _View("show_theme_frequency", chart, ("save_chart", "write_report")),
            _View("show_quotes", quotes, ("copy_quotes", "quotes_to_word", "quotes_to_table")),
        )
        self._pages = QStackedWidget()
        self._tools: dict[str, QWidget] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 20, 12)
        column.setSpacing(14)
        column.addLayout(self._head())
        column.addWidget(self._pages, 1)
        for view in self._views:
            self._pages.addWidget(view.widget)
        self._bring(self._views[0])
        chart.quotes_wanted.connect(self._show_counted)

    def minimumSizeHint(self) -> QSize:
        """Less than it needs: the places share a stack, and the others shall not pay for it."""
        return QSize(LEAST_WIDTH, super().minimumSizeHint().height())

    def reload(self) -> None:
        """Show what is in front as the project is now."""
        if self._pages.currentWidget() is self.chart:
            self.chart.reload()
        else:
            self.quotes.reload_when_stale()

    def deeds(self) -> dict[str, Callable[[], object]]:
        """What actions do here, by their ids."""
        return {
            **self.chart.deeds(),
            **self.quotes.deeds(),
            **{view.action_id: partial(self._come_to, view) for view in self._views},
        }

    def show_quotes_of(self, code_id: UUID) -> None:
        """Come to the front with the quotes of one code."""
        self.quotes.show_code(code_id)
        self._come_to(self._views[1])

    def _show_counted(self, code_id: UUID, method: Method) -> None:
        self.quotes.text.clear()
        self.quotes.filters.choose_counted(code_id, method)
        self._come_to(self._views[1])

    def _come_to(self, view: _View) -> None:
        self._bring(view)
        self._actions["place_analyse"].trigger()

    def _bring(self, view: _View) -> None:
        self._pages.setCurrentWidget(view.widget)
        self._actions.check(view.action_id)
        for each in self._views:
            for tool in each.tools:
                self._tools[tool].setVisible(each is view)
        if self.isVisible():
            self.reload()

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
