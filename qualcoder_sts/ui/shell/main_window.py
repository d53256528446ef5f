"""The one window: rail of places, docks, the place in front, notices, status."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QDockWidget,
    QLabel,
    QMainWindow,
    QMenu,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from qualcoder_sts.foundation.translation import _
from qualcoder_sts.ui.actions import Actions
from qualcoder_sts.ui.jobs import Jobs
from qualcoder_sts.ui.shell.places import Place, PlaceRail
from qualcoder_sts.ui.shell.project_places import ProjectPlaces
from qualcoder_sts.ui.shell.start_page import StartPage
from qualcoder_sts.ui.shell.status import StatusBar
from qualcoder_sts.ui.theme.apply import ThemeChoice
from qualcoder_sts.ui.theme.theme import Theme
from qualcoder_sts.ui.widgets.names import named
from qualcoder_sts.ui.widgets.notice_bar import NoticeBar

MENUS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "project",
        (
            "new_project",
            "open_project",
            "open_sample",
            "",
            "import_files",
            "import_folder",
            "",
            "close_project",
            "quit",
        ),
    ),
    ("edit", ("undo", "redo")),
    ("code", ("apply_code", "remove_segment", "", "add_code")),
    ("view", ("zoom_in", "zoom_out")),
    ("analyse", ("save_chart", "write_report")),
)


class MainWindow(QMainWindow):
    """Shows the start page or the open project; decides nothing itself."""

    files_dropped = Signal(object)
    """``Path``s dropped on the window."""
    closing = Signal()

    def __init__(self, actions: Actions, jobs: Jobs, themes: ThemeChoice) -> None:
        super().__init__()
        named(self, "qualcoder-sts")
        self.setWindowTitle("qualcoder-sts")
        self.setAcceptDrops(True)
        self.resize(1280, 800)
        self._actions = actions
        self.start_page = StartPage(actions)
        self.notices = NoticeBar()
        self.status = StatusBar(jobs)
        self.setStatusBar(self.status)
        self._rail = PlaceRail(themes.theme, self)
        self._rail.chosen.connect(self.show_place)
        self.addToolBar(Qt.ToolBarArea.LeftToolBarArea, self._rail)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.start_page)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._pages, 1)
        column.addWidget(self.notices)
        self.setCentralWidget(inside)
        self._places: ProjectPlaces | None = None
        self._docks: list[QDockWidget] = []
        self._lay_out_menus()
        themes.changed.connect(self._set_theme)
        self.show_start()

    def show_start(self) -> None:
        """Show what can be opened."""
        self._pages.setCurrentWidget(self.start_page)
        self._rail.hide()
        self.setWindowTitle("qualcoder-sts")
        self.status.show_project(None, read_only=False)
        self._actions.enable_for(project=False, transcript=False)

    def show_project(
        self, places: ProjectPlaces, name: str, coder: str, *, read_only: bool
    ) -> None:
        """Show a project that has been opened."""
        self._places = places
        for page in (places.transcripts, places.chart):
            self._pages.addWidget(page)
        for title, panel, area in places.docks():
            self._docks.append(self._add_dock(title, panel, area))
        self.resizeDocks([self._docks[0], self._docks[-1]], [300, 290], Qt.Orientation.Horizontal)
        self.resizeDocks(self._docks[:2], [260, 420], Qt.Orientation.Vertical)
        self._rail.show()
        self.setWindowTitle(f"{name} — qualcoder-sts")
        self.status.show_project(coder, read_only=read_only)
        self._actions.enable_for(project=True, transcript=True)
        self.show_place(Place.CODE)

    def forget_project(self) -> None:
        """Take everything of the project out of the window."""
        if self._places is None:
            return
        for dock in self._docks:
            self.removeDockWidget(dock)
            dock.deleteLater()
        self._docks.clear()
        for page in (self._places.transcripts, self._places.chart):
            self._pages.removeWidget(page)
            page.deleteLater()
        self._places = None
        self.show_start()

    def show_place(self, place: Place) -> None:
        """Bring a place to the front."""
        if self._places is None:
            return
        is_code = place is Place.CODE
        self._pages.setCurrentWidget(self._places.transcripts if is_code else self._places.chart)
        for dock in self._docks:
            dock.setVisible(is_code)
        if not is_code:
            self._places.chart.reload()
        self._rail.show_place(place)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let the application close the project first."""
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

    def _lay_out_menus(self) -> None:
        titles = {
            "project": _("&Project"),
            "edit": _("&Edit"),
            "code": _("&Code"),
            "view": _("&View"),
            "analyse": _("&Analyse"),
        }
        for menu_id, action_ids in MENUS:
            menu = self.menuBar().addMenu(titles[menu_id])
            _fill_menu(menu, [self._actions[one] if one else None for one in action_ids])

    def _add_dock(self, title: str, panel: QWidget, area: Qt.DockWidgetArea) -> QDockWidget:
        dock = named(QDockWidget(title, self), title)
        dock.setObjectName(f"dock {panel.objectName()}")
        dock.setFeatures(QDockWidget.DockWidgetFeature.DockWidgetMovable)
        heading = QLabel(title.upper())
        heading.setContentsMargins(12, 10, 12, 6)
        heading.setForegroundRole(heading.palette().ColorRole.PlaceholderText)
        font = heading.font()
        font.setPointSizeF(font.pointSizeF() * 0.85)
        font.setLetterSpacing(font.SpacingType.AbsoluteSpacing, 0.8)
        font.setWeight(font.Weight.DemiBold)
        heading.setFont(font)
        dock.setTitleBarWidget(heading)
        dock.setWidget(panel)
        self.addDockWidget(area, dock)
        return dock

    def _set_theme(self, theme: Theme) -> None:
        self._rail.set_theme(theme)


def _fill_menu(menu: QMenu, actions: Sequence[QAction | None]) -> None:
    """Put actions into a menu; None stands for a line between them."""
    menu.setToolTipsVisible(True)
    for action in actions:
        if action is None:
            menu.addSeparator()
        else:
            menu.addAction(action)
