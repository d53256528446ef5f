"""What has been done, told without stopping anybody: ``12 segments removed — Undo``."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleEvent, QHideEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from qualcoder_sts.foundation.translation import _
from qualcoder_sts.ui.widgets.controls import push_button
from qualcoder_sts.ui.widgets.names import named

SECONDS_SHOWN = 8.0


class NoticeBar(QFrame):
    """One notice at a time; goes away by itself, but never under the pointer or the focus."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, _("Notice"))
        self.setObjectName("noticeBar")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._words = QLabel()
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setWordWrap(True)
        self._act: Callable[[], object] | None = None
        self._until_next_step = False
        self._button = QPushButton()
        self._button.setAutoDefault(False)
        self._button.clicked.connect(self._do)
        self._close = push_button(_("Close"), _("Hide this notice"))
        self._close.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 6, 8, 6)
        row.addWidget(self._words, 1)
        row.addWidget(self._button)
        row.addWidget(self._close)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._hide_unless_used)
        self.hide()

    @property
    def words(self) -> str:
        """The sentence that is shown."""
        return self._words.text()

    @property
    def action_button(self) -> QPushButton:
        """The button of the notice, for tab order and tests."""
        return self._button

    def show_notice(
        self,
        words: str,
        action: str = "",
        act: Callable[[], object] | None = None,
        seconds: float = SECONDS_SHOWN,
        *,
        until_next_step: bool = False,
    ) -> None:
        """Say what happened, and offer one thing to do about it.

        ``seconds`` of 0 keep the notice until it is closed or another one comes. What is offered
        ``until_next_step`` would afterwards be done to something else.
        """
        self._until_next_step = until_next_step
        self._words.setText(words)
        self._act = act
        self._button.setVisible(act is not None)
        if act is not None:
            self._button.setText(action)
            named(self._button, action)
        self.setAccessibleDescription(words)
        self.show()
        self.raise_()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))
        self._timer.stop()
        if seconds > 0:
            self._timer.start(round(seconds * 1000))

    def step_taken(self) -> None:
        """A step was taken: what was offered for the one before it goes."""
        if self._until_next_step:
            self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes the notice."""
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Once the pointer has left, the notice may go."""
        super().leaveEvent(event)
        if self.isVisible() and self._timer.property("overdue"):
            self._timer.start(1500)

    def hideEvent(self, event: QHideEvent) -> None:
        """A notice that is gone offers nothing any more."""
        super().hideEvent(event)
        self._timer.stop()
        self._timer.setProperty("overdue", False)
        self._act = None

    def _do(self) -> None:
        act = self._act
        self.hide()
        if act is not None:
            act()

    def _hide_unless_used(self) -> None:
        focused = self._button.hasFocus() or self._close.hasFocus()
        if self.underMouse() or focused:
            self._timer.setProperty("overdue", True)
            if focused:
                self._timer.start(1500)
        else:
            self.hide()
