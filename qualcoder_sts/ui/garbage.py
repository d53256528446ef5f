"""When Python looks for garbage: when nobody waits for the window.

Most of what is let go is freed at once, by counting references. Only rings of objects wait for
the garbage collector, and a full look through all objects stops the window for 60 to 200 ms.
"""

import gc

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication

NEVER = 1_000_000_000
QUIET_MS = 1_000
MOST_MS_BETWEEN = 300_000


class UnseenCollection(QObject):
    """Looks through everything when the user turns to another program or closed the project.

    Else, every five minutes, only through what was made since; ``gc.freeze`` sets the rest aside.
    """

    def __init__(self, qt: QGuiApplication) -> None:
        super().__init__(qt)
        youngest, middle, _oldest = gc.get_threshold()
        gc.set_threshold(youngest, middle, NEVER)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self.collect_all)
        self._often = QTimer(self)
        self._often.setInterval(MOST_MS_BETWEEN)
        self._often.timeout.connect(self.collect_new)
        self._often.start()
        qt.applicationStateChanged.connect(self._follow)
        self.collect_new()

    def collect_new(self) -> None:
        """Look through what was made since the last time."""
        gc.collect()
        gc.freeze()

    def collect_soon(self) -> None:
        """Look through everything as soon as what was closed is gone."""
        self._soon.start(0)

    def collect_all(self) -> None:
        """Look through everything."""
        gc.unfreeze()
        self.collect_new()

    def _follow(self, state: Qt.ApplicationState) -> None:
        if state is Qt.ApplicationState.ApplicationActive:
            self._soon.stop()
        else:
            self._soon.start(QUIET_MS)
