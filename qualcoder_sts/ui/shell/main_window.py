"""The one window: rail of places, docks, the place in front, notices, status."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QDockWidget,
    QMainWindow,
    QStackedWidget,
    QTabBar,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from qualcoder_sts.foundation.translation import _
from qualcoder_sts.ui.actions.actions import Actions
from qualcoder_sts.ui.actions.rows import Needs
from qualcoder_sts.ui.jobs import Jobs
from qualcoder_sts.ui.shell.menus import fill_menu_bar
from qualcoder_sts.ui.shell.places import Place, PlaceRail
from qualcoder_sts.ui.shell.project_places import DockRow, ProjectPlaces
from qualcoder_sts.ui.shell.start_page import StartPage
from qualcoder_sts.ui.shell.status import StatusBar
from qualcoder_sts.ui.theme.apply import ThemeChoice
from qualcoder_sts.ui.theme.fonts import interface_scale
from qualcoder_sts.ui.theme.theme import Theme
from qualcoder_sts.ui.widgets.headings import panel_heading
from qualcoder_sts.ui.widgets.names import named
from qualcoder_sts.ui.widgets.notice_bar import NoticeBar

TITLE = "qualcoder-sts"
LEFT_WIDTH, RIGHT_WIDTH = 276, 266
PANEL_SHARE = 0.17  # of a wide window: names of sources and codes are then read in full
LEAST_SIZE = 360, 240
SOURCES_HEIGHT, CODEBOOK_HEIGHT = 280, 420


@dataclass(frozen=True, slots=True)
class ShownProject:
    """What the window says of an open project."""

    name: str
    coder: str
    read_only: bool


class MainWindow(QMainWindow):
    """Shows the start page or the open project; decides nothing itself."""

    files_dropped = Signal(object)
    """``Path``s dropped on the window."""
    closing = Signal()
    emptied = Signal()
    """The project that was shown is going."""

    def __init__(self, actions: Actions, jobs: Jobs, themes: ThemeChoice) -> None:
        super().__init__()
        named(self, TITLE)
        self.setAcceptDrops(True)
        # Qt's own menu there would hide the rail and the docks for good.
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setTabPosition(Qt.DockWidgetArea.AllDockWidgetAreas, QTabWidget.TabPosition.North)
        self.resize(1280, 800)
        self.may_close: Callable[[], bool] = lambda: True
        self.place = Place.CODE
        self._panels = b""
        self._shows_panels = True
        self._scale = interface_scale()
        self._actions = actions
        self._places: ProjectPlaces | None = None
        self._docks: list[QDockWidget] = []
        self._in_front: list[QDockWidget] = []  # those last seen, of several in one place
        self.start_page = StartPage(actions)
        self.notices = NoticeBar()
        self.status = StatusBar(jobs)
        self.setStatusBar(self.status)
        self.rail = PlaceRail(actions, themes.theme, self)
        is_mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        areas = Qt.ToolBarArea
        self.addToolBar(areas.RightToolBarArea if is_mirrored else areas.LeftToolBarArea, self.rail)
        self._pages = QStackedWidget()
        # Otherwise the widest of all pages, shown or not, would push the panels together.
        self._pages.setMinimumSize(*LEAST_SIZE)
        self._pages.addWidget(self.start_page)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._pages, 1)
        column.addWidget(self.notices)
        self.setCentralWidget(inside)
        fill_menu_bar(self.menuBar(), actions)
        named(self.menuBar(), _("Menu bar"))
        themes.changed.connect(self._set_theme)
        self.show_start()

    def show_start(self) -> None:
        """Show what can be opened."""
        self._pages.setCurrentWidget(self.start_page)
        self.rail.hide()
        self.setWindowTitle(TITLE)
        self.status.show_nothing_open()
        self._actions.show_read_only(False)
        self._actions.show_present(dict.fromkeys(set(Needs) - {Needs.NOTHING}, False))

    def show_project(self, places: ProjectPlaces, shown: ShownProject, panels: bytes = b"") -> None:
        """Show a project that has been opened; ``panels`` is how the docks stood the last time."""
        self._places = places
        for page in places.pages():
            self._pages.addWidget(page)
        self._docks = [self._add_dock(row) for row in places.docks()]
        self._put_together(places)
        if not panels or not self.restoreState(panels):
            # Heights hold only once the docks have been laid out.
            QTimer.singleShot(0, self._size_docks)
        self._order_focus(places)
        self.rail.show()
        # In a window title [*] stands for Qt's own sign of unsaved changes.
        self.setWindowTitle(f"{shown.name.replace('[*]', '[*][*]')} — {TITLE}")
        self.status.show_project(shown.name, shown.coder, read_only=shown.read_only)
        self._actions.show_read_only(shown.read_only)
        self._actions.show_present({Needs.PROJECT: True})
        places.coding.current_changed.connect(self._tell_front)
        places.coding.crowded.connect(self._offer_room)
        self.show_panels(True)
        self.show_place(Place.CODE)
        places.sources.setFocus()

    def forget_project(self) -> None:
        """Take everything of the project out of the window."""
        if self._places is None:
            return
        self.emptied.emit()
        self.notices.hide()
        for dock in self._docks:
            self.removeDockWidget(dock)
            dock.setObjectName("")  # it is still there when the next one is restored by its name
            dock.deleteLater()
        self._docks.clear()
        self._in_front.clear()
        for page in self._places.pages():
            self._pages.removeWidget(page)
            page.hide()
            page.deleteLater()
        self._places = None
        self.show_start()

    def show_place(self, place: Place) -> None:
        """Bring a place to the front."""
        if self._places is None:
            return
        self._panels = self.panels()
        self._pages.setCurrentWidget(self._places.page_of(place))
        self.place = place
        self._show_docks()
        self.rail.show_place(place)
        self._tell_front()
        if place is Place.ANALYSE:
            self._places.analyse.reload()
        elif place is Place.TEAM:
            self._places.team.place.reload()
        self.focus_front()

    def go_to(self, panel: str) -> None:
        """Bring a panel to the front by its name, and the focus into it."""
        if self._places is None:
            return
        self.show_place(Place.CODE)
        for dock, row in zip(self._docks, self._places.docks(), strict=True):
            if row.name == panel:
                self.show_panels(True)
                dock.raise_()
                row.panel.setFocus()

    def show_panels(self, on: bool) -> None:
        """Show the panels on both sides of the transcripts, or leave the room to these."""
        self._panels = self.panels()
        self._shows_panels = on
        self._show_docks()
        self._actions.check("only_text", on=not on)

    def toggle_panels(self) -> None:
        """Hide the panels, or show them again."""
        if self._places is not None:
            self.show_panels(not self._shows_panels)
            self.show_place(Place.CODE)

    def focus_front(self) -> None:
        """Give the focus to what is in front."""
        if self._places is None:
            self.start_page.setFocus()
        elif self.place is Place.CODE:
            self._places.coding.focus_front()
        else:
            self._places.page_of(self.place).setFocus()

    def panels(self) -> bytes:
        """How the docks stand, or stood when they were last seen."""
        is_seen = self.place is Place.CODE and self._shows_panels
        return bytes(self.saveState().data()) if is_seen else self._panels

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask whether it may be, then let the application close the project first."""
        if not self.may_close():
            event.ignore()
            return
        self.closing.emit()
        super().closeEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped anywhere."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Hand dropped files on."""
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.files_dropped.emit(paths)

    def _add_dock(self, row: DockRow) -> QDockWidget:
        dock = QDockWidget(row.tab or row.title, self)
        named(dock, row.title or row.panel.accessibleName())
        dock.setObjectName(f"dock {row.name}")
        dock.setFeatures(QDockWidget.DockWidgetFeature.DockWidgetMovable)
        head = QWidget()
        if row.title:
            head = panel_heading(row.title)
            head.setContentsMargins(12, 10, 12, 6)
        dock.setTitleBarWidget(head)
        dock.setWidget(row.panel)
        self.addDockWidget(_as_read(row.area, self.layoutDirection()), dock)
        return dock

    def _put_together(self, places: ProjectPlaces) -> None:
        """Panels with tabs share one place; the first of them is in front."""
        tabbed = [dock for dock, row in zip(self._docks, places.docks(), strict=True) if row.tab]
        for dock in tabbed[1:]:
            self.tabifyDockWidget(tabbed[0], dock)
        for dock in tabbed:
            # Qt only moves what is behind out of sight; Tab would still lead there.
            dock.visibilityChanged.connect(dock.widget().setEnabled)
        tabbed[0].raise_()
        only_own = Qt.FindChildOption.FindDirectChildrenOnly
        for bar in self.findChildren(QTabBar, options=only_own):
            named(bar, _("Panels in one place"))

    def _size_docks(self) -> None:
        if not self._docks:
            return
        sources, codebook, inspector = self._docks[:3]
        scale = interface_scale()
        share = round(self.width() * PANEL_SHARE)
        widths = [max(share, round(least * scale)) for least in (LEFT_WIDTH, RIGHT_WIDTH)]
        heights = [SOURCES_HEIGHT, CODEBOOK_HEIGHT]
        self.resizeDocks([sources, inspector], widths, Qt.Orientation.Horizontal)
        self.resizeDocks([sources, codebook], heights, Qt.Orientation.Vertical)

    def _order_focus(self, places: ProjectPlaces) -> None:
        """Tab goes from left to right, as one reads."""
        order = [*self.rail.buttons(), *places.focus_order()]
        for first, second in pairwise(order):
            self.setTabOrder(first, second)

    def _show_docks(self) -> None:
        is_shown = self.place is Place.CODE and self._shows_panels
        in_front = [dock for dock in self._docks if not dock.visibleRegion().isEmpty()]
        self._in_front = in_front or self._in_front
        for dock in self._docks:
            dock.setVisible(is_shown)
        # Qt would bring the first of several panels in one place to the front.
        for dock in self._in_front if is_shown else ():
            dock.raise_()

    def _tell_front(self) -> None:
        """What is covered by another place is not in front: no key does anything to it."""
        if self._places is None:
            return
        is_code, tabs = self.place is Place.CODE, self._places.coding.tabs
        has_transcript = is_code and tabs.current_view() is not None
        self._actions.show_present(
            {Needs.TRANSCRIPT: has_transcript, Needs.TAB: is_code and tabs.count() > 0}
        )

    def _offer_room(self) -> None:
        """Two transcripts stand closely between the panels."""
        if self._shows_panels:
            hide = self._actions["only_text"]
            words = _("Two transcripts have little room between the panels.")
            self.notices.show_notice(words, _("Hide the panels"), hide.trigger)

    def _set_theme(self, theme: Theme) -> None:
        self.rail.set_theme(theme)
        if self._scale != interface_scale():
            self._scale = interface_scale()
            QTimer.singleShot(0, self._size_docks)


def _as_read(area: Qt.DockWidgetArea, direction: Qt.LayoutDirection) -> Qt.DockWidgetArea:
    """The side of a panel where one reads from left to right, or its mirror image."""
    areas = Qt.DockWidgetArea
    if direction is Qt.LayoutDirection.LeftToRight:
        return area
    return (
        areas.RightDockWidgetArea if area is areas.LeftDockWidgetArea else areas.LeftDockWidgetArea
    )
