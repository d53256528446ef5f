"""The status bar: saved state, coder, and background work with its cancel button."""

from functools import partial

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QLabel, QProgressBar, QStatusBar, QWidget

from qualcoder_sts.foundation.translation import _
from qualcoder_sts.ui.jobs import Job, Jobs
from qualcoder_sts.ui.widgets.controls import push_button
from qualcoder_sts.ui.widgets.names import named


class StatusBar(QStatusBar):
    """Says whether all is saved, who codes, and what is going on."""

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, _("Status"))
        self.setSizeGripEnabled(False)
        self._saved = named(QLabel(), _("Saved state"))
        self._saved.setObjectName("saved")
        self._coder = named(QLabel(), _("Coder"))
        self._told = named(QLabel(), _("Where you are"))
        self._what = named(QLabel(), _("Background work"))
        self._bar = named(QProgressBar(), _("Progress"))
        self._bar.setFixedWidth(160)
        self._bar.setTextVisible(False)
        self.cancel = push_button(_("Cancel"), _("Stop the background work"))
        self._job: Job | None = None
        self.cancel.clicked.connect(self._stop)
        self.addWidget(self._saved)
        self.addWidget(self._coder)
        self.addWidget(self._told)
        for part in (self._what, self._bar, self.cancel):
            self.addPermanentWidget(part)
        self._show_work(shown=False)
        jobs.started.connect(self._watch)

    def show_project(self, coder: str | None, *, read_only: bool) -> None:
        """Say who codes, and whether anything can be changed; None says nothing is open."""
        state = _("Read-only") if read_only else _("All changes saved")
        self._saved.setText(f"● {state}" if coder is not None else "")
        self._coder.setText(_("Coder: %s") % coder if coder else "")
        self._told.clear()

    def announce(self, words: str) -> None:
        """Say where in the transcript one has come to, also to a screen reader."""
        self._told.setText(words)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._told, words))

    def _watch(self, job: Job) -> None:
        job.progressed.connect(partial(self._show_progress, job))
        job.ended.connect(partial(self._forget, job))

    def _show_progress(self, job: Job, done: int, total: int | None, what: str) -> None:
        """The first piece of work that tells of itself keeps the bar until it ends."""
        if self._job is None:
            self._job = job
            self.cancel.setEnabled(True)
            self._show_work(shown=True)
        if self._job is job:
            self._what.setText(what)
            self._bar.setMaximum(total or 0)
            self._bar.setValue(done)

    def _forget(self, job: Job) -> None:
        if self._job is job:
            self._job = None
            self._show_work(shown=False)

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self.cancel.setEnabled(False)
            self._what.setText(_("Stopping…"))
            self._bar.setMaximum(0)

    def _show_work(self, *, shown: bool) -> None:
        for part in (self._what, self._bar, self.cancel):
            part.setVisible(shown)
