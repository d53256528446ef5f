"""Telling how far work has come, and stopping it."""

import time
from collections.abc import Callable, Iterable, Iterator, Sized
from typing import TypeVar

from qualcoder_sts.foundation.errors import QualcoderError
from qualcoder_sts.foundation.translation import _

Item = TypeVar("Item")

# A report more often than this is seen by nobody and slows the work.
SECONDS_BETWEEN_REPORTS = 0.1


class Cancelled(QualcoderError):  # noqa: N818 - what the user asked for is no error
    """The user asked to stop; whatever was being written is taken back."""

    def __init__(self) -> None:
        super().__init__(_("Stopped. Nothing was changed."))


class Progress:
    """Given to work that takes time. This one tells nobody; see ``ReportedProgress``."""

    def report(self, done: int, total: int | None, what: str) -> None:
        """Say how far the work is. ``total`` is None when it is not known."""

    def check(self) -> None:
        """Raise ``Cancelled`` when the user asked to stop."""

    def track(self, items: Iterable[Item], what: str = "") -> Iterator[Item]:
        """Hand on the items one by one, reporting and checking in between."""
        total = len(items) if isinstance(items, Sized) else None
        for done, item in enumerate(items):
            self.check()
            self.report(done, total, what)
            yield item
        self.check()
        if total is not None:
            self.report(total, total, what)


class ReportedProgress(Progress):
    """Progress that somebody watches and may cancel from another thread."""

    def __init__(
        self,
        show: Callable[[int, int | None, str], None],
        is_cancelled: Callable[[], bool] = lambda: False,
    ) -> None:
        self._show = show
        self._is_cancelled = is_cancelled
        self._last_report = 0.0

    def report(self, done: int, total: int | None, what: str) -> None:
        """Show the state, at most ten times a second; the last state is always shown."""
        now = time.monotonic()
        if done == total or now - self._last_report >= SECONDS_BETWEEN_REPORTS:
            self._last_report = now
            self._show(done, total, what)

    def check(self) -> None:
        """Raise ``Cancelled`` when the user asked to stop."""
        if self._is_cancelled():
            raise Cancelled


SILENT = Progress()
