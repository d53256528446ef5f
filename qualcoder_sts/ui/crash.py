"""What was not foreseen: written to a log, shown once, with the log at hand."""

import sys
import threading
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from qualcoder_sts.foundation.crash_log import write_crash_log
from qualcoder_sts.ui.crash_dialog import CrashDialog


class CrashReporter(QObject):
    """Catches what nobody else did, from any thread."""

    _happened = Signal(str, object)

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
        log = write_crash_log(error.with_traceback(traceback))
        if sys.__stderr__ is not None:  # as in a program without a console
            sys.__stderr__.write(f"{kind.__name__}: {error}\n{log}\n")
        self._happened.emit(f"{kind.__name__}: {error}", log)

    def _show(self, what: str, log: Path) -> None:
        """One dialog at a time: a mistake in painting comes again with every picture."""
        if self._shown or self._window is None:
            return
        self._shown = True
        dialog = CrashDialog(what, log, self._window)
        dialog.finished.connect(self._forget)
        dialog.open()

    def _forget(self) -> None:
        self._shown = False
