"""What was not foreseen: written to a log, shown once, with the log at hand."""

import sys
import threading
from types import TracebackType

from PySide6.QtCore import QObject, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QMessageBox, QWidget

from qualcoder_sts.foundation.crash_log import log_folder, write_crash_log
from qualcoder_sts.foundation.translation import _


class CrashReporter(QObject):
    """Catches what nobody else did, from any thread."""

    _happened = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._window: QWidget | None = None
        self._shown = False
        self._before = (sys.excepthook, threading.excepthook)
        self._happened.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def watch(self, window: QWidget) -> None:
        """From now on report what goes wrong in this window."""
        self._window = window
        self._before = (sys.excepthook, threading.excepthook)
        sys.excepthook = self._report
        threading.excepthook = lambda args: self._report(
            args.exc_type, args.exc_value or args.exc_type(), args.exc_traceback
        )

    def stop(self) -> None:
        """Leave errors to whoever caught them before."""
        self._window = None
        sys.excepthook, threading.excepthook = self._before

    def _report(
        self,
        kind: type[BaseException],
        error: BaseException,
        traceback: TracebackType | None,
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, traceback)
            return
        write_crash_log(error.with_traceback(traceback))
        self._happened.emit(f"{kind.__name__}: {error}")

    def _show(self, what: str) -> None:
        if self._shown or self._window is None:
            return
        self._shown = True
        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setWindowTitle(_("Something went wrong"))
        box.setText(
            _(
                "The program met an error that it did not foresee. Every step before it is saved "
                "in your project."
            )
        )
        box.setInformativeText(
            _("What happened is written to the log, which holds no text of your transcripts.")
        )
        box.setDetailedText(what)
        box.setAccessibleName(box.windowTitle())
        show_log = box.addButton(_("Show the log"), QMessageBox.ButtonRole.ActionRole)
        box.addButton(QMessageBox.StandardButton.Close)
        box.exec()
        if box.clickedButton() is show_log:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(log_folder())))
        box.deleteLater()
        self._shown = False
