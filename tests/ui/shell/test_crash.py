"""What nobody foresaw: written down, shown once, and the work goes on."""

import sys
import threading

import pytest
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QWidget

from qualcoder_sts.codebook.operations import add_code
from qualcoder_sts.foundation.crash_log import log_folder
from qualcoder_sts.ui.crash import CrashReporter
from qualcoder_sts.ui.crash_dialog import CrashDialog


@pytest.fixture
def reporter(qtbot, settings):
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    before = (sys.excepthook, threading.excepthook)
    made = CrashReporter()
    made.watch(window)
    yield made
    made.stop()
    assert (sys.excepthook, threading.excepthook) == before
    made.deleteLater()


def dialogs(window):
    return [one for one in window.findChildren(CrashDialog) if one.isVisible()]


def report(message):
    error = ZeroDivisionError(message)
    sys.excepthook(type(error), error, error.__traceback__)


def test_it_is_logged_each_time_and_shown_once(reporter, qtbot):
    window = reporter._window
    report("first")
    report("second")
    qtbot.waitUntil(lambda: len(dialogs(window)) == 1)
    logs = sorted(log_folder().glob("crash *.log"))
    assert len(logs) == 2
    assert "ZeroDivisionError: first" in logs[0].read_text(encoding="utf-8")
    (dialog,) = dialogs(window)
    assert "ZeroDivisionError: first" in dialog.noted.toPlainText()
    dialog.go_on.click()
    qtbot.waitUntil(lambda: not dialogs(window))
    report("third")
    qtbot.waitUntil(lambda: len(dialogs(window)) == 1)


def test_the_text_is_copied_and_the_folder_opened(reporter, qtbot, monkeypatch):
    report("first")
    qtbot.waitUntil(lambda: len(dialogs(reporter._window)) == 1)
    (dialog,) = dialogs(reporter._window)
    dialog.copy.click()
    assert "ZeroDivisionError: first" in QGuiApplication.clipboard().text()
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    dialog.folder.click()
    assert opened[0].toLocalFile() == str(log_folder())
    assert dialog.isVisible()


def test_an_error_in_another_thread_is_shown_too(reporter, qtbot):
    def fail():
        raise LookupError("elsewhere")

    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: len(dialogs(reporter._window)) == 1)
    (dialog,) = dialogs(reporter._window)
    assert "LookupError: elsewhere" in dialog.noted.toPlainText()


def test_the_work_goes_on(qtbot, settings, make_application, small, monkeypatch):
    """An action that breaks takes nothing with it: the step before is saved, the next one works."""
    shown = []
    monkeypatch.setattr(CrashReporter, "_show", lambda _, what, _log: shown.append(what))
    application = make_application(small)
    project = application.project
    project.operations.run(add_code, "Sleep")

    def broken():
        raise RuntimeError("a mistake in the program")

    application.actions.offer({"about": broken})
    with qtbot.captureExceptions():
        application.actions["about"].trigger()
    sys.excepthook(RuntimeError, RuntimeError("a mistake in the program"), None)
    qtbot.waitUntil(lambda: bool(shown))
    project.operations.run(add_code, "Rest")
    qtbot.waitUntil(
        lambda: {"Sleep", "Rest"} <= {code.name for code in project.places.codebook._codes}
    )
