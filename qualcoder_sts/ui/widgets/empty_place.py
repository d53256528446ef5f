"""What an empty place says: a sentence, and the button for what to do next."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from qualcoder_sts.ui.widgets.controls import push_button
from qualcoder_sts.ui.widgets.leads_focus import LeadsFocus
from qualcoder_sts.ui.widgets.names import named

IN_PANEL, IN_MIDDLE = 240, 360
"""How wide the sentence is where room is scarce, and where it is not."""


class EmptyPlace(LeadsFocus):
    """A sentence in the middle of an empty place with one button below it."""

    def __init__(
        self,
        sentence: str,
        action: str,
        act: Callable[[], object],
        parent: QWidget | None = None,
        *,
        width: int = IN_MIDDLE,
    ) -> None:
        super().__init__(parent)
        named(self, sentence)
        words = QLabel(sentence)
        words.setWordWrap(True)
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        words.setFixedWidth(width)
        words.setMinimumHeight(words.heightForWidth(width))
        words.setForegroundRole(words.palette().ColorRole.PlaceholderText)
        self._button = push_button(action, sentence)
        self._button.clicked.connect(lambda: act())  # noqa: PLW0108 - clicked says more than act wants
        column = QVBoxLayout(self)
        column.setSpacing(12)
        column.addStretch(2)
        column.addWidget(words, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self._button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        self._column = column
        self.lead_focus(self._button)

    def also_offer(self, action: str, act: Callable[[], object]) -> QPushButton:
        """Put another button below the first one."""
        button = push_button(action)
        button.clicked.connect(lambda: act())  # noqa: PLW0108 - as above
        last = self._column.count() - 1
        self._column.insertWidget(last, button, 0, Qt.AlignmentFlag.AlignHCenter)
        return button

    @property
    def button(self) -> QPushButton:
        """The button for what to do next."""
        return self._button
