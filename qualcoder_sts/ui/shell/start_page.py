"""What is shown while no project is open."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from qualcoder_sts.foundation.translation import _
from qualcoder_sts.ui.actions import Actions
from qualcoder_sts.ui.theme.fonts import reading_font
from qualcoder_sts.ui.widgets.controls import push_button
from qualcoder_sts.ui.widgets.names import named

MOST_RECENT = 6
WIDTH = 460


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
        privacy.setForegroundRole(privacy.palette().ColorRole.PlaceholderText)
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
        self._recent.setSpacing(2)
        self._column.addSpacing(16)
        self._column.addLayout(self._recent)
        inside = QFrame()
        inside.setFixedWidth(WIDTH)
        inside.setLayout(self._column)
        page = QVBoxLayout(self)
        page.addStretch(2)
        page.addWidget(inside, 0, Qt.AlignmentFlag.AlignHCenter)
        page.addStretch(3)

    def show_recent(self, projects: Sequence[Path]) -> None:
        """List the projects opened last."""
        while (item := self._recent.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        there = [project for project in projects if project.is_file()][:MOST_RECENT]
        if there:
            self._recent.addWidget(QLabel(_("Opened last")))
        for project in there:
            button = push_button(project.stem, str(project))
            button.setFlat(True)
            button.setStyleSheet("text-align: left; padding: 4px 6px;")
            button.clicked.connect(lambda _on, project=project: self.recent_chosen.emit(project))
            self._recent.addWidget(button)


def _button_for(action: QAction) -> QWidget:
    button = push_button(action.text(), action.toolTip())
    button.setMinimumHeight(36)
    button.clicked.connect(action.trigger)
    return button
