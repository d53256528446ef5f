"""How speakers are marked in a file: found automatically, not at all, or by somebody's pattern."""

from dataclasses import replace
from enum import StrEnum

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from qualcoder_sts.foundation.errors import QualcoderError
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.transcripts.decisions import ImportSettings
from qualcoder_sts.transcripts.speakers.custom import SpeakerPattern
from qualcoder_sts.ui.widgets.names import named

EXAMPLE = r"(?P<label>P\d+|Moderator):"
_TYPING_PAUSE_MS = 350


class Marking(StrEnum):
    """The ways of telling who speaks."""

    AUTOMATIC = "automatic"
    NONE = "none"
    PATTERN = "pattern"


class SpeakerMarking(QWidget):
    """A choice of three; a pattern is tried while it is typed, and a bad one says why."""

    decided = Signal(object)
    """A function from ``ImportSettings`` to those that hold from now on."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.choice = named(QComboBox(), _("How speakers are marked"))
        for marking, words in (
            (Marking.AUTOMATIC, _("Found automatically")),
            (Marking.NONE, _("Not at all")),
            (Marking.PATTERN, _("By my own pattern")),
        ):
            self.choice.addItem(words, marking)
        self.pattern = named(QLineEdit(), _("Pattern for speakers"))
        self.pattern.setPlaceholderText(EXAMPLE)
        self.pattern.setToolTip(
            _(
                "A regular expression for the beginning of a line. Its part (?P<label>…) is the "
                "speaker, an optional part (?P<time>…) a time; speech begins where it ends."
            )
        )
        self.sentence = QLabel()
        self.sentence.setObjectName("warning")
        self.sentence.setWordWrap(True)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_TYPING_PAUSE_MS)
        self._pause.timeout.connect(self._try_pattern)
        self.choice.activated.connect(self._take_choice)
        self.pattern.textEdited.connect(self._restart_pause)
        self.pattern.returnPressed.connect(self._try_pattern)
        lead = QLabel(_("Speakers are"))
        lead.setBuddy(self.choice)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(lead)
        row.addWidget(self.choice)
        row.addWidget(self.pattern, 1)
        row.addStretch(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self.sentence)
        self._show_parts()

    def show_settings(self, settings: ImportSettings) -> None:
        """Show how it is set for a file; a pattern that is being typed stays."""
        if self._pause.isActive():
            return
        marking = _marking_of(settings)
        is_typing = self.pattern.hasFocus() and self.choice.currentData() == Marking.PATTERN
        if not is_typing:
            self.choice.setCurrentIndex(list(Marking).index(marking))
            self.pattern.setText(settings.labels.expression if settings.labels else "")
            self.sentence.clear()
        self._show_parts()

    def _take_choice(self) -> None:
        marking = Marking(self.choice.currentData())
        self.sentence.clear()
        self._show_parts()
        if marking is Marking.PATTERN:
            self.pattern.setFocus()
            if not self.pattern.text():
                self.pattern.setText(EXAMPLE)
                self.pattern.selectAll()
            self._try_pattern()
            return
        finds = marking is Marking.AUTOMATIC
        self.decided.emit(lambda settings: replace(settings, find_speakers=finds, labels=None))

    def _restart_pause(self) -> None:
        self._pause.start()

    def _try_pattern(self) -> None:
        self._pause.stop()
        try:
            pattern = SpeakerPattern(self.pattern.text())
        except QualcoderError as error:
            self.sentence.setText(str(error))
            self._show_parts()
            return
        self.sentence.clear()
        self._show_parts()
        self.decided.emit(lambda settings: replace(settings, find_speakers=True, labels=pattern))

    def _show_parts(self) -> None:
        self.pattern.setVisible(self.choice.currentData() == Marking.PATTERN)
        self.sentence.setVisible(bool(self.sentence.text()))


def _marking_of(settings: ImportSettings) -> Marking:
    if settings.labels is not None:
        return Marking.PATTERN
    return Marking.AUTOMATIC if settings.find_speakers else Marking.NONE
