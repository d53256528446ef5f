"""Pages in tabs, on one side or on two beside each other."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QSplitter, QTabBar, QTabWidget, QWidget

from qualcoder_sts.foundation.translation import _
from qualcoder_sts.ui.actions.actions import as_words
from qualcoder_sts.ui.widgets.controls import tool_button
from qualcoder_sts.ui.widgets.names import named


@dataclass(frozen=True, slots=True)
class _Tab:
    """What stands on a tab, and what its cross does."""

    title: str
    close: Callable[[], None]


class TabSides(QSplitter):
    """The second side is there for as long as it has a page; one of the sides is in front."""

    front_changed = Signal()
    turned = Signal()
    """Another page is to be seen on one of the sides, in front or not."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        self._tabs: dict[QWidget, _Tab] = {}
        self._sides: list[QTabWidget] = []
        self._front = self._new_side()
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._follow_focus)

    def pages(self) -> list[QWidget]:
        """All pages from left to right."""
        found = [side.widget(index) for side in self._sides for index in range(side.count())]
        return [page for page in found if page is not None]

    def front_page(self) -> QWidget | None:
        """The page in front on the side in front."""
        return self._front.currentWidget()

    def front_bar(self) -> QTabBar:
        """The tabs of the side in front."""
        return self._front.tabBar()

    def bring(self, page: QWidget) -> None:
        """Bring a page, and its side, to the front."""
        if (side := self._side_of(page)) is not None:
            side.setCurrentWidget(page)
            self._put_in_front(side)

    def add(self, page: QWidget, title: str, close: Callable[[], None]) -> None:
        """Add a page on the side in front."""
        self._tabs[page] = _Tab(title, close)
        self._put(page, self._front)

    def retitle(self, page: QWidget, title: str) -> None:
        """Write another title on a tab."""
        self._tabs[page] = _Tab(title, self._tabs[page].close)
        if (side := self._side_of(page)) is not None:
            side.setTabText(side.indexOf(page), as_words(title))
            side.setTabToolTip(side.indexOf(page), title)

    def remove(self, page: QWidget) -> None:
        """Take a page out; a side that has no other goes with it."""
        if (side := self._side_of(page)) is not None:
            side.removeTab(side.indexOf(page))
            del self._tabs[page]
            self._join_if_empty(side)

    def move_across(self) -> bool:
        """Move the page in front to the other side; whether there was another to set it beside."""
        page, before = self.front_page(), self._front
        if page is None or len(self._tabs) < 2:
            return False
        others = [side for side in self._sides if side is not before]
        target = others[0] if others else self._new_side()
        before.removeTab(before.indexOf(page))
        self._put(page, target)
        target.setCurrentWidget(page)
        self._put_in_front(target)
        self._join_if_empty(before)
        self.setSizes([1000] * len(self._sides))
        page.setFocus()
        return True

    def least_width(self) -> int:
        """How wide the narrowest side is when all are alike."""
        return self.width() // len(self._sides)

    def _put(self, page: QWidget, side: QTabWidget) -> None:
        tab = self._tabs[page]
        index = side.addTab(page, as_words(tab.title))
        side.setTabToolTip(index, tab.title)
        closing = tool_button("×", _("Close this tab"))
        named(closing, _("Close %s") % tab.title)
        closing.clicked.connect(tab.close)
        side.tabBar().setTabButton(index, QTabBar.ButtonPosition.RightSide, closing)
        # Otherwise what is opened last would be reached last, after the panel on the right.
        self.setTabOrder(side.tabBar(), closing)
        _order_focus(closing, page)

    def _new_side(self) -> QTabWidget:
        side = named(QTabWidget(), _("Open transcripts"))
        side.setDocumentMode(True)
        side.setMovable(True)
        side.setElideMode(Qt.TextElideMode.ElideMiddle)
        # It would hand the focus to its bar, from where Tab began again: a ring without a way out.
        side.setFocusProxy(None)  # type: ignore[arg-type]
        side.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        bar = named(side.tabBar(), _("Open transcripts"))
        bar.setObjectName("openPages")  # wide enough to be told apart; arrows lead to the rest
        bar.setDrawBase(False)
        bar.setExpanding(False)
        bar.setUsesScrollButtons(True)
        side.currentChanged.connect(lambda _index: self._tell(side))
        side.tabBarClicked.connect(lambda _index: self._put_in_front(side))
        self._sides.append(side)
        self.addWidget(side)
        return side

    def _join_if_empty(self, side: QTabWidget) -> None:
        if side.count() or len(self._sides) == 1:
            return
        self._sides.remove(side)
        side.hide()
        side.deleteLater()
        if self._front is side:
            self._put_in_front(self._sides[0])
        self._mark()

    def _side_of(self, page: QWidget) -> QTabWidget | None:
        return next((side for side in self._sides if side.indexOf(page) >= 0), None)

    def _put_in_front(self, side: QTabWidget) -> None:
        if side is not self._front and side in self._sides:
            self._front = side
            self._mark()
            self.front_changed.emit()

    def _mark(self) -> None:
        """Of two sides the one in front has the coloured tab."""
        for side in self._sides:
            side.tabBar().setProperty("behind", side is not self._front)
            side.tabBar().style().polish(side.tabBar())
            side.tabBar().update()

    def _tell(self, side: QTabWidget) -> None:
        self.turned.emit()
        if side is self._front:
            self.front_changed.emit()

    def _follow_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        for side in self._sides:
            if now is not None and side.isAncestorOf(now):
                self._put_in_front(side)
                return


def _order_focus(before: QWidget, page: QWidget) -> None:
    """Let Tab go on from a widget to all controls of a page, in the page's own order."""
    controls, widget = [before], page.nextInFocusChain()
    while widget is not None and widget is not page:
        takes_tab = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
        if takes_tab and widget.focusProxy() is None and page.isAncestorOf(widget):
            controls.append(widget)
        widget = widget.nextInFocusChain()
    for first, second in pairwise(controls):
        QWidget.setTabOrder(first, second)
