"""A place of the rail with several views, one of them in front."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from qualcoder_sts.ui.actions.actions import Actions
from qualcoder_sts.ui.widgets.controls import tool_button_for
from qualcoder_sts.ui.widgets.leads_focus import LeadsFocus
from qualcoder_sts.ui.widgets.names import named

LEAST_WIDTH = 480


Page = TypeVar("Page", bound=QWidget)


@dataclass(slots=True)
class PlaceView(Generic[Page]):
    """A view of a place, and the action that brings it to the front.

    ``make`` imports what it builds: start-up pays nothing for views that nobody opens. ``tools``
    are the actions done in it, each with its function; their buttons stand above it. ``deeds`` are
    further ones that need no button there.
    """

    action_id: str
    make: Callable[[], Page]
    tools: Mapping[str, Callable[[Page], object]] = field(default_factory=dict)
    deeds: Mapping[str, Callable[[Page], object]] = field(default_factory=dict)
    made: Page | None = None

    def widget(self) -> Page:
        """The view itself."""
        if self.made is None:
            self.made = self.make()
        return self.made


class PlaceOfViews(LeadsFocus):
    """Shows one of its views; each is built when it is first wanted.

    ``action_id`` is the action that comes to the place.
    """

    def __init__(
        self,
        title: str,
        action_id: str,
        views: Sequence[PlaceView[Any]],
        actions: Actions,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        named(self, title)
        self._action_id = action_id
        self._actions = actions
        self._views = tuple(views)
        self._front = self._views[0]
        self._pages = QStackedWidget()
        self._tools: dict[str, QWidget] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 20, 12)
        column.setSpacing(14)
        column.addLayout(self._head(title))
        column.addWidget(self._pages, 1)
        self._mark_front()

    def minimumSizeHint(self) -> QSize:
        """Less than it needs: the places share a stack, and the others shall not pay for it."""
        return QSize(LEAST_WIDTH, super().minimumSizeHint().height())

    def reload(self) -> None:
        """Show what is in front; a view reads the project when it is shown."""
        front = self.page(self._front)
        self._pages.setCurrentWidget(front)
        self.lead_focus(front)

    @property
    def front(self) -> PlaceView[Any]:
        """The view that is in front."""
        return self._front

    def page(self, view: PlaceView[Page]) -> Page:
        """A view's page, which belongs to this place from the beginning."""
        page = view.widget()
        if self._pages.indexOf(page) < 0:
            self._pages.addWidget(page)
        return page

    def deeds(self) -> dict[str, Callable[[], object]]:
        """What actions do here, by their ids."""
        in_views = {
            action_id: partial(self.do, view, deed)
            for view in self._views
            for action_id, deed in {**view.tools, **view.deeds}.items()
        }
        return {
            **in_views,
            **{view.action_id: partial(self.come_to, view) for view in self._views},
        }

    def come_to(self, view: PlaceView[Any]) -> None:
        """Bring a view to the front."""
        self._front = view
        self._mark_front()
        if self.isVisible():
            self.reload()
        self._actions[self._action_id].trigger()

    def do(self, view: PlaceView[Page], deed: Callable[[Page], object]) -> None:
        """Do something in a view, which comes to the front for it."""
        self.come_to(view)
        deed(self.page(view))

    def _mark_front(self) -> None:
        self._actions.check(self._front.action_id)
        for view in self._views:
            for tool in view.tools:
                self._tools[tool].setVisible(view is self._front)

    def _head(self, words: str) -> QHBoxLayout:
        title = QLabel(words)
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
