"""What has been done, told without stopping anybody: ``12 segments removed — Undo``."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QHideEvent, QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from qualcoder_sts.foundation.translation import _
from qualcoder_sts.ui.widgets.controls import push_button
from qualcoder_sts.ui.widgets.names import named

SECONDS_SHOWN = 8.0
MOST_SHOWN = 3
_LOOK_AGAIN_MS = 1500


class NoticeBar(QFrame):
    """The last few notices, the newest at the foot.

    They go by themselves, but never under the pointer or the focus.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, _("Notice"))
        self.setObjectName("noticeBar")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._words = ""
        self._notices: list[_Notice] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(14, 6, 8, 6)
        self._column.setSpacing(4)
        self.hide()

    @property
    def words(self) -> str:
        """The sentence that was said last."""
        return self._words

    @property
    def shown(self) -> list[str]:
        """All sentences that can be read now, the newest last."""
        return [notice.words for notice in self._notices]

    @property
    def action_button(self) -> QPushButton:
        """The button of the newest notice, for tab order and tests."""
        return self._notices[-1].button

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

        ``seconds`` of 0 keep the notice until it is closed or another one has come. What is offered
        ``until_next_step`` would afterwards be done to something else; only the newest such offer
        stands.
        """
        for before in tuple(self._notices):
            if before.words == words or (until_next_step and before.until_next_step):
                self._take_out(before)
            else:
                before.stay(before.seconds or SECONDS_SHOWN)
        for oldest in self._notices[: 1 - MOST_SHOWN]:
            self._take_out(oldest)
        notice = _Notice(words, action, act, seconds, until_next_step=until_next_step)
        notice.over.connect(lambda: self._take_out(notice))
        notice.due.connect(lambda: self._take_out_unless_used(notice))
        self._words = words
        self._notices.append(notice)
        self._column.addWidget(notice)
        self.setAccessibleDescription(words)
        self.show()
        self.raise_()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))
        notice.stay(seconds)

    def step_taken(self) -> None:
        """A step was taken: what was offered for the one before it goes."""
        for notice in tuple(self._notices):
            if notice.until_next_step:
                self._take_out(notice)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes the notice that has the focus, or all."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
            return
        focused = [notice for notice in self._notices if notice.is_focused()]
        for notice in focused or tuple(self._notices):
            self._take_out(notice)

    def hideEvent(self, event: QHideEvent) -> None:
        """Notices that are gone offer nothing any more; a window made small keeps them."""
        super().hideEvent(event)
        if not event.spontaneous():
            for notice in tuple(self._notices):
                self._take_out(notice)

    def _take_out(self, notice: "_Notice") -> None:
        if notice not in self._notices:
            return
        self._notices.remove(notice)
        self._column.removeWidget(notice)
        notice.end()
        if not self._notices:
            self.hide()

    def _take_out_unless_used(self, notice: "_Notice") -> None:
        if self.underMouse() or notice.is_focused():
            notice.stay(_LOOK_AGAIN_MS / 1000)
        else:
            self._take_out(notice)


class _Notice(QWidget):
    """One sentence, perhaps with something to do about it."""

    over = Signal()
    """It was closed, or what it offers was done."""
    due = Signal()
    """Its time has passed."""

    def __init__(
        self,
        words: str,
        action: str,
        act: Callable[[], object] | None,
        seconds: float = 0,
        *,
        until_next_step: bool = False,
    ) -> None:
        super().__init__()
        self.words = words
        self.seconds = seconds
        self.until_next_step = until_next_step
        self._act = act
        label = QLabel(words)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        # Without a parent it would come up as a window of its own for a moment.
        self.button = QPushButton(action, self)
        self.button.setAutoDefault(False)
        self.button.setVisible(act is not None)
        if act is not None:
            named(self.button, action)
        self.button.clicked.connect(self._do)
        self._close = push_button(_("Close"), _("Hide this notice"))
        self._close.clicked.connect(self.over)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(label, 1)
        row.addWidget(self.button)
        row.addWidget(self._close)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.due)

    def stay(self, seconds: float) -> None:
        """Stay for so long, or with 0 until it is closed."""
        self._timer.stop()
        if seconds > 0:
            self._timer.start(round(seconds * 1000))

    def is_focused(self) -> bool:
        """Whether one of its buttons has the focus."""
        return self.button.hasFocus() or self._close.hasFocus()

    def end(self) -> None:
        """Offer nothing any more, and go."""
        self._act = None
        self._timer.stop()
        self.hide()
        self.deleteLater()

    def _do(self) -> None:
        act = self._act
        self.over.emit()
        if act is not None:
            act()
