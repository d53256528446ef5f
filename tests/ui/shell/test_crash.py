import sys
import threading

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QMessageBox, QWidget

from qualcoder_sts.foundation.crash_log import log_folder
from qualcoder_sts.ui.crash import CrashReporter


@pytest.fixture
def reporter(qtbot, settings):
    window = QWidget()
    qtbot.addWidget(window)
    before = (sys.excepthook, threading.excepthook)
    made = CrashReporter()
    made.watch(window)
    yield made
    made.stop()
    assert (sys.excepthook, threading.excepthook) == before
    made.deleteLater()


@pytest.fixture
def boxes(monkeypatch):
    """The boxes that were shown; each stays open until the next turn of the event loop."""
    shown = []

    def stay(box):
        shown.append(box)
        from PySide6.QtCore import QEventLoop

        loop = QEventLoop()
        QTimer.singleShot(50, loop.quit)
        loop.exec()

    monkeypatch.setattr(QMessageBox, "exec", stay)
    return shown


def report(message):
    error = ZeroDivisionError(message)
    sys.excepthook(type(error), error, error.__traceback__)


def test_what_nobody_foresaw_is_logged_and_shown_once(reporter, boxes, qtbot):
    report("first")
    report("second")
    qtbot.waitUntil(lambda: len(boxes) == 1)
    logs = sorted(log_folder().glob("crash *.log"))
    assert len(logs) == 2
    assert "ZeroDivisionError: first" in logs[0].read_text(encoding="utf-8")
    qtbot.waitUntil(lambda: not reporter._shown)
    assert len(boxes) == 1
    assert boxes[0].detailedText() == "ZeroDivisionError: first"


def test_an_error_in_another_thread_is_shown_too(reporter, boxes, qtbot):
    def fail():
        raise LookupError("elsewhere")

    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: len(boxes) == 1)
    qtbot.waitUntil(lambda: not reporter._shown)
    assert "elsewhere" in boxes[0].detailedText()
