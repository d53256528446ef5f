"""Somebody at the keyboard, for tests: keys go to what has the focus, as from a real keyboard."""

import pytest
from PySide6.QtCore import QCoreApplication, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QMenu

from qualcoder_sts.ui.shell.main_window import MainWindow

NONE, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
Key = Qt.Key

MOST_STEPS = 80
PATIENCE_MS = 10_000


class Hands:
    """Somebody at the keyboard."""

    def __init__(self, qtbot):
        self._qtbot = qtbot

    @property
    def focus(self):
        """What a key goes to: as in Qt, whatever pops up comes first."""
        self.wait(lambda: _in_reach() is not None)
        return _in_reach()

    @property
    def name(self):
        focus = self.focus
        return focus.accessibleName() or getattr(focus, "text", str)()

    def wait(self, condition):
        self._qtbot.waitUntil(condition, timeout=PATIENCE_MS)

    def press(self, key, modifier=NONE, times=1):
        """Press and let go; what a key opened gets to see only that it is let go."""
        for _ in range(times):
            QTest.keyPress(self.focus, key, modifier)
            QTest.keyRelease(self.focus, key, modifier)

    def type(self, words):
        for letter in words:
            QTest.keyClicks(self.focus, letter)

    def tab_to(self, name, *, back=False):
        """Walk with Tab to what a screen reader would call so."""
        passed = []
        while self.name != name:
            passed.append(self.name)
            assert len(passed) < MOST_STEPS, f"no way to “{name}” but {passed}"
            self.press(Key.Key_Backtab if back else Key.Key_Tab, SHIFT if back else NONE)
        return len(passed)

    def pick(self, *names):
        """Walk down a menu that is open, and into the menus in it, and take the last name."""
        for name in names:
            for _ in range(MOST_STEPS):
                menu = QApplication.activePopupWidget()
                assert isinstance(menu, QMenu), "no menu is open"
                action = menu.activeAction()
                if action is not None and plain(action).startswith(name):
                    break
                self.press(Key.Key_Down)
            else:
                pytest.fail(f"no “{name}” in the menu")
            self.press(Key.Key_Return if name == names[-1] else Key.Key_Right)

    def menu_key(self):
        """The key for the context menu; the system makes an event of its own of it."""
        focus = self.focus
        cursor = focus.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle)
        place = cursor.center() if cursor.isValid() else QPoint()
        target = focus.viewport() if isinstance(focus, QAbstractItemView) else focus
        reason = QContextMenuEvent.Reason.Keyboard
        event = QContextMenuEvent(reason, place, target.mapToGlobal(place))
        QCoreApplication.sendEvent(target, event)

    def then(self, deed):
        """Do something as soon as what the next key opens is there and waits for an answer."""
        _Answer(deed)


class _Answer(QObject):
    """Whatever happens, nothing stays open: it would wait for somebody for ever."""

    def __init__(self, deed):
        super().__init__(QApplication.instance())
        self._deed = deed
        self._before = self._in_front()
        self._looks = 0
        self._timer = QTimer(self)
        self._timer.setInterval(5)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    @staticmethod
    def _in_front():
        popup = QApplication.activePopupWidget()
        if popup is not None:
            return popup
        modal = QApplication.activeModalWidget()
        return modal if modal is not None and modal.isActiveWindow() else None

    def _look(self):
        self._looks += 1
        front = self._in_front()
        if (front is None or front is self._before) and self._looks < PATIENCE_MS / 5:
            return
        self._timer.stop()
        try:
            assert front is not None, "nothing was asked"
            self._deed()
        except BaseException:
            for widget in (QApplication.activePopupWidget(), QApplication.activeModalWidget()):
                if widget is not None:
                    widget.close()
            raise
        finally:
            self.deleteLater()


def _in_reach():
    popup = QApplication.activePopupWidget()
    if popup is not None:
        return popup.focusWidget() or popup
    active = QApplication.activeWindow()
    if active is None or not active.isVisible():
        _give_back_the_focus()
        return None
    return QApplication.focusWidget() or active


def _give_back_the_focus():
    """What a window manager does when a dialog has closed; without a screen there is none."""
    windows = [one for one in QApplication.topLevelWidgets() if one.isVisible()]
    front = QApplication.activeModalWidget() or next(
        (one for one in windows if isinstance(one, MainWindow)), None
    )
    if front is not None:
        front.activateWindow()


def plain(action):
    return action.text().replace("&", "")
