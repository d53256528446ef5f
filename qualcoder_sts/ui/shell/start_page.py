"""What is shown while no project is open."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QPalette
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from qualcoder_sts.foundation.translation import _
from qualcoder_sts.ui.actions.actions import Actions, as_words
from qualcoder_sts.ui.theme.fonts import reading_font
from qualcoder_sts.ui.widgets.controls import push_button
from qualcoder_sts.ui.widgets.headings import panel_heading
from qualcoder_sts.ui.widgets.names import named

MOST_RECENT = 6
WIDTH = 480


class StartPage(QWidget):
    """New, open, the sample study, and the projects opened last."""

    recent_chosen = Signal(object)
    """The ``Path`` of a project to open."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, _("Start"))
        title = QLabel(_("Code interviews and focus groups, and set them beside the literature"))
        title.setFont(reading_font(20))
        title.setWordWrap(True)
        title.setFixedWidth(WIDTH)
        title.setMinimumHeight(title.heightForWidth(WIDTH))
        privacy = QLabel(_("Everything stays in one file on this computer. Nothing is sent."))
        privacy.setWordWrap(True)
        privacy.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._column = QVBoxLayout()
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        for part in (title, privacy):
            self._column.addWidget(part)
        self._column.addSpacing(16)
        for action_id in ("open_sample", "new_project", "open_project"):
            button = _button_for(actions[action_id])
            if action_id == "open_sample":
                button.setObjectName("mainButton")
            self._column.addWidget(button)
        self._recent = QVBoxLayout()
        self._recent.setSpacing(0)
        self._column.addSpacing(20)
        self._column.addLayout(self._recent)
        inside = QFrame()
        inside.setFixedWidth(WIDTH)
        inside.setLayout(self._column)
        page = QVBoxLayout(self)
        page.addStretch(2)
        page.addWidget(inside, 0, Qt.AlignmentFlag.AlignHCenter)
        page.addStretch(3)

    def show_recent(self, projects: Sequence[Path]) -> None:
        """List the projects opened last that are still there."""
        while (item := self._recent.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        there = [project for project in projects if project.is_file()][:MOST_RECENT]
        if there:
            heading = panel_heading(_("Opened last"))
            heading.setContentsMargins(8, 0, 8, 4)
            self._recent.addWidget(heading)
        for project in there:
            self._recent.addWidget(self._recent_button(project))

    def _recent_button(self, project: Path) -> QPushButton:
        button = push_button(project.stem, str(project))
        metrics = button.fontMetrics()
        name = metrics.elidedText(project.stem, Qt.TextElideMode.ElideMiddle, WIDTH // 2)
        room = WIDTH - metrics.horizontalAdvance(f"{name} — ") - 24
        folder = metrics.elidedText(str(project.parent), Qt.TextElideMode.ElideMiddle, room)
        button.setText(as_words(f"{name} — {folder}"))
        button.setObjectName("recentProject")
        button.setFlat(True)
        button.clicked.connect(lambda: self.recent_chosen.emit(project))
        return button


def _button_for(action: QAction) -> QPushButton:
    button = push_button(action.text(), action.statusTip())
    button.setMinimumHeight(36)
    button.clicked.connect(action.trigger)
    return button
