"""Coding everything that somebody says: who, where, with which code."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from qualcoder_sts.coding.speakers import SpokenAmount, code_speakers, spoken_amount
from qualcoder_sts.foundation.progress import Progress
from qualcoder_sts.foundation.translation import _, ngettext
from qualcoder_sts.project.tables.transcripts import SpeakerRole
from qualcoder_sts.transcripts.queries import SourceRow, SpeakerRow, list_sources, speakers_of
from qualcoder_sts.ui.coding.code_button import CodeButton
from qualcoder_sts.ui.operations import Operations
from qualcoder_sts.ui.widgets.headings import panel_heading
from qualcoder_sts.ui.widgets.names import named
from qualcoder_sts.ui.widgets.tick_list import TickList


@dataclass(frozen=True, slots=True)
class Voice:
    """Speakers of one label in the chosen sources; ``turns`` are those of all of them."""

    label: str
    role: SpeakerRole
    speaker_ids: tuple[UUID, ...]
    turns: int


class SpeakerCoding(QDialog):
    """Sources on the left, their speakers on the right, what would be coded below."""

    def __init__(
        self,
        operations: Operations,
        parent: QWidget,
        *,
        source_id: UUID | None = None,
        label: str = "",
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Code everything a speaker says"))
        self.setAccessibleName(self.windowTitle())
        self.resize(640, 460)
        self._operations = operations
        self._speakers: dict[UUID, list[SpeakerRow]] = {}
        self._wanted = {label} if label else set[str]()
        self._offered: list[Voice] = []
        self.sources = TickList(_("Sources"))
        self.voices = TickList(_("Speakers"))
        self.code = CodeButton(operations)
        self._amount = QLabel()
        self._amount.setWordWrap(True)
        self._amount.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        buttons = QDialogButtonBox()
        self._done = buttons.addButton(_("Apply the code"), QDialogButtonBox.ButtonRole.AcceptRole)
        self._done.setObjectName("mainButton")
        cancel = buttons.addButton(_("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        for button in (self._done, cancel):
            named(button, button.text())
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self._lay_out(buttons)
        self._fill_sources(operations.read(list_sources), source_id)
        self._fill_voices()
        self.sources.changed.connect(self._fill_voices)
        self.voices.changed.connect(self._choose_voices)
        self.code.chosen.connect(self._count)

    def speaker_ids(self) -> list[UUID]:
        """The speakers that are ticked, in all ticked sources."""
        return [
            speaker_id
            for voice in self.voices.ticked()
            if isinstance(voice, Voice)
            for speaker_id in voice.speaker_ids
        ]

    def _lay_out(self, buttons: QDialogButtonBox) -> None:
        lists = QHBoxLayout()
        lists.setSpacing(16)
        for title, widget in ((_("In"), self.sources), (_("What is said by"), self.voices)):
            column = QVBoxLayout()
            column.setSpacing(6)
            column.addWidget(panel_heading(title))
            column.addWidget(widget)
            lists.addLayout(column)
        below = QHBoxLayout()
        below.setSpacing(10)
        below.addWidget(self.code)
        below.addWidget(self._amount, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 14)
        column.setSpacing(12)
        column.addLayout(lists, 1)
        column.addLayout(below)
        column.addWidget(buttons)

    def _fill_sources(self, rows: Iterable[SourceRow], chosen: UUID | None) -> None:
        named_sources = []
        for row in rows:
            self._speakers[row.id] = self._operations.read(speakers_of, row.id)
            if self._speakers[row.id]:
                named_sources.append((row.name, row.id))
        self.sources.show_entries(named_sources, {chosen})

    def _fill_voices(self) -> None:
        chosen = [key for key in self.sources.ticked() if isinstance(key, UUID)]
        self._offered = voices_of([self._speakers[source_id] for source_id in chosen])
        self.voices.show_entries(
            [(_described(voice), voice) for voice in self._offered],
            {voice for voice in self._offered if voice.label in self._wanted},
        )
        self._count()

    def _choose_voices(self) -> None:
        """Who was chosen stays so when other sources are ticked."""
        shown = {voice.label for voice in self._offered}
        ticked = {voice.label for voice in self.voices.ticked() if isinstance(voice, Voice)}
        self._wanted = (self._wanted - shown) | ticked
        self._count()

    def _count(self) -> None:
        speakers = self.speaker_ids()
        amount = self._operations.read(spoken_amount, speakers) if speakers else None
        self._amount.setText(_in_words(amount))
        is_whole = amount is not None and amount.turns > 0 and self.code.code_id is not None
        self._done.setEnabled(is_whole)


def ask_speaker_coding(
    operations: Operations, parent: QWidget, *, source_id: UUID | None, label: str
) -> None:
    """Ask who is to be coded, and do it in one step."""
    if operations.refuse_when_read_only():
        return
    dialog = SpeakerCoding(operations, parent, source_id=source_id, label=label)
    is_agreed = dialog.exec() == QDialog.DialogCode.Accepted
    speakers, code_id = dialog.speaker_ids(), dialog.code.code_id
    dialog.deleteLater()
    coder_id = operations.workspace.coder_id
    if not is_agreed or code_id is None or coder_id is None:
        return
    workspace = operations.workspace

    def work(_progress: Progress) -> None:
        workspace.run(code_speakers, speakers, code_id, coder_id=coder_id)

    operations.write_long(work, lambda _nothing: None)


def _described(voice: Voice) -> str:
    turns = ngettext("%d turn", "%d turns", voice.turns) % voice.turns
    words = f"{voice.label}  ({turns})"
    if voice.role is SpeakerRole.INTERVIEWER:
        words = f"{words} · {_('interviewer')}"
    return words


def voices_of(of_sources: Iterable[Iterable[SpeakerRow]]) -> list[Voice]:
    """The speakers of some sources, those of one label and role together, most turns first."""
    together: dict[tuple[str, SpeakerRole], list[SpeakerRow]] = {}
    for rows in of_sources:
        for row in rows:
            together.setdefault((row.label, row.role), []).append(row)
    voices = [
        Voice(label, role, tuple(row.id for row in rows), sum(row.turns for row in rows))
        for (label, role), rows in together.items()
    ]
    order = {SpeakerRole.PARTICIPANT: 0, SpeakerRole.UNATTRIBUTED: 1, SpeakerRole.INTERVIEWER: 2}
    return sorted(voices, key=lambda voice: (order[voice.role], -voice.turns, voice.label))


def _in_words(amount: SpokenAmount | None) -> str:
    if amount is None:
        return _("Tick the sources and who speaks in them.")
    if not amount.turns:
        return _("Those who are ticked say nothing that could be coded.")
    turns = ngettext("%s turn", "%s turns", amount.turns) % f"{amount.turns:,}"
    words = ngettext("%s word", "%s words", amount.words) % f"{amount.words:,}"
    sources = ngettext("%d source", "%d sources", amount.sources) % amount.sources
    return _("%(turns)s, %(words)s in %(sources)s will get the code.") % {
        "turns": turns,
        "words": words,
        "sources": sources,
    }
