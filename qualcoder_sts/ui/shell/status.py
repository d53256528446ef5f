"""The status bar: project, coder, saved state, last step, the transcript in front, work."""

from PySide6.QtCore import QTimer, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QLabel, QProgressBar, QStatusBar, QWidget

from qualcoder_sts.foundation.translation import _
from qualcoder_sts.ui.jobs import Job, Jobs
from qualcoder_sts.ui.widgets.controls import push_button
from qualcoder_sts.ui.widgets.cut_label import CutLabel
from qualcoder_sts.ui.widgets.names import named

SECONDS_ANNOUNCED = 8
_PADDING = 8  # as in the style of the window


class StatusBar(QStatusBar):
    """Says whether all is saved, who codes, what was done last, and what is going on."""

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, _("Status"))
        self.setSizeGripEnabled(False)
        self._saved = named(QLabel(), _("Saved state"))
        self._saved.setObjectName("saved")
        self._project = _short_label(_("Project"), 240)
        self._coder = _short_label(_("Coder"), 220)
        self._round = _short_label(_("Round of double coding"), 420)
        self._step = _short_label(_("Last step"), 340)
        self._told = _short_label(_("Transcript in front"), 420)
        self._facts = ""
        self._passing = QTimer(self)
        self._passing.setSingleShot(True)
        self._passing.setInterval(SECONDS_ANNOUNCED * 1000)
        self._passing.timeout.connect(self._show_facts_again)
        self._what = named(QLabel(), _("Background work"))
        self._bar = named(QProgressBar(), _("Progress"))
        self._bar.setFixedWidth(120)
        self._bar.setTextVisible(False)
        self.cancel = push_button(_("Cancel"), _("Stop the background work"))
        self.cancel.setObjectName("cancelWork")
        self._job: Job | None = None
        self.cancel.clicked.connect(self._stop)
        shown: tuple[QLabel, ...] = (
            self._saved,
            self._project,
            self._coder,
            self._round,
            self._step,
            self._told,
        )
        for label in shown:
            self.addWidget(label)
        for part in (self._what, self._bar, self.cancel):
            self.addPermanentWidget(part)
        self._show_work(shown=False)
        jobs.started.connect(self._watch)

    def show_project(self, name: str, coder: str, *, read_only: bool) -> None:
        """Say what is open, who codes, and whether anything can be changed."""
        state = _("Read-only") if read_only else _("All changes saved")
        self._saved.setText(f"● {state}")
        _show(self._project, name)
        _show(self._coder, _("Coder: %s") % coder if coder else "")

    def show_nothing_open(self) -> None:
        """No project is open."""
        self._saved.clear()
        self._passing.stop()
        self._facts = ""
        for label in (self._project, self._coder, self._round, self._step, self._told):
            _show(label, "")

    def show_round(self, words: str, meaning: str) -> None:
        """Say in which round the person at work codes; nothing outside rounds."""
        _show(self._round, words)
        self._round.setToolTip(meaning)

    def show_step(self, step: str | None) -> None:
        """Say what undo would take back."""
        _show(self._step, _("Undo: %s") % step if step else "")

    def show_facts(self, words: str) -> None:
        """Say what the transcript in front holds."""
        self._facts = words
        if not self._passing.isActive():
            self._show_facts_again()

    def announce(self, words: str) -> None:
        """Say something in passing, in the place of the facts; aloud where a screen reader runs."""
        _show(self._told, words)
        self._passing.start()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._told, words))

    def _show_facts_again(self) -> None:
        _show(self._told, self._facts)

    def _watch(self, job: Job) -> None:
        job.progressed.connect(self._show_progress)
        job.ended.connect(self._forget_ended)

    @Slot(object, object, str)
    def _show_progress(self, done: int, total: int | None, what: str) -> None:
        """The first piece of work that tells of itself keeps the bar until it ends."""
        job = self.sender()
        if self._job is None and isinstance(job, Job):
            self._job = job
            self.cancel.setEnabled(True)
            self._show_work(shown=True)
        if self._job is job:
            self._what.setText(what)
            self._bar.setMaximum(total or 0)
            self._bar.setValue(done)

    @Slot(object)
    def _forget_ended(self, job: Job) -> None:
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


def _short_label(name: str, most: int) -> QLabel:
    label = named(CutLabel(most=most, padding=_PADDING), name)
    label.hide()
    return label


def _show(label: QLabel, words: str) -> None:
    """Show another line; without words the label takes no room."""
    label.setText(words)
    label.setAccessibleDescription(words)
    label.setVisible(bool(words))
