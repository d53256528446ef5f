"""What is shown while no project is open."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from qualcoder_sts.foundation.translation import _
from qualcoder_sts.ui.actions.actions import Actions
from qualcoder_sts.ui.shell.recent_project import RecentProject
from qualcoder_sts.ui.theme.fonts import reading_font
from qualcoder_sts.ui.widgets.controls import push_button
from qualcoder_sts.ui.widgets.headings import panel_heading
from qualcoder_sts.ui.widgets.names import named

MOST_RECENT = 6
WIDTH = 500
WAYS = ("open_sample", "new_project", "open_project")


class StartPage(QWidget):
    """New, open, the sample study, and the projects opened last."""

    recent_chosen = Signal(object)
    """The ``Path`` of a project to open."""
    recent_forgotten = Signal(object)
    """The ``Path`` of a project that is not to be listed any more."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, _("Start"))
        title = QLabel(_("Code interviews and focus groups, and set them beside the literature"))
        title.setFont(reading_font(19))
        title.setWordWrap(True)
        privacy = QLabel(_("Everything stays in one file on this computer. Nothing is sent."))
        privacy.setWordWrap(True)
        privacy.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for part in (title, privacy):
            column.addWidget(part)
        column.addSpacing(16)
        self._buttons = {way: _button_for(actions[way]) for way in WAYS}
        for button in self._buttons.values():
            column.addWidget(button)
        self._hint = QLabel(
            _("New here? The sample study is a small finished project to look around in.")
        )
        self._hint.setWordWrap(True)
        self._hint.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        column.addWidget(self._hint)
        self._recent = QVBoxLayout()
        self._recent.setSpacing(0)
        column.addSpacing(20)
        column.addLayout(self._recent)
        inside = QFrame()
        inside.setFixedWidth(WIDTH)
        inside.setLayout(column)
        # Stretches and no alignment: a widget that is aligned is not asked for its height by width.
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(inside)
        across.addStretch(1)
        page = QVBoxLayout(self)
        page.addStretch(2)
        page.addLayout(across)
        page.addStretch(3)

    def show_recent(self, projects: Sequence[Path]) -> None:
        """List the projects opened last, those that are gone as well; they can be let go."""
        while (item := self._recent.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        # Who has worked here before comes back to that; who has not begins with the sample.
        self._hint.setVisible(not projects)
        self._stress("open_project" if projects else "open_sample")
        if projects:
            heading = panel_heading(_("Opened last"))
            heading.setContentsMargins(8, 0, 8, 4)
            self._recent.addWidget(heading)
        for project in projects[:MOST_RECENT]:
            row = RecentProject(project, project.is_file())
            row.chosen.connect(self.recent_chosen)
            row.forgotten.connect(self.recent_forgotten)
            self._recent.addWidget(row)

    def _stress(self, main: str) -> None:
        """Let one of the buttons stand out."""
        for way, button in self._buttons.items():
            button.setObjectName("mainButton" if way == main else "")
            button.style().unpolish(button)
            button.style().polish(button)


def _button_for(action: QAction) -> QPushButton:
    button = push_button(action.text(), action.statusTip())
    button.setMinimumHeight(36)
    button.clicked.connect(action.trigger)
    return button
