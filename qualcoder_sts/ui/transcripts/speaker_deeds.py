"""Renaming, joining and linking speakers, and saying whom they stand for."""

from collections.abc import Callable, Sequence
from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QDialog, QMenu, QWidget

from qualcoder_sts.foundation.translation import _
from qualcoder_sts.participants.queries import list_participants
from qualcoder_sts.project.tables.participants import ParticipantKind
from qualcoder_sts.project.tables.transcripts import SpeakerRole
from qualcoder_sts.transcripts.operations.speakers import (
    add_speaker,
    join_speakers,
    link_speaker,
    link_speaker_to_new,
    remove_speaker,
    rename_speaker,
    set_speaker_role,
)
from qualcoder_sts.transcripts.operations.turns import NewSpeaker
from qualcoder_sts.transcripts.queries import SpeakerRow, speakers_of
from qualcoder_sts.ui.actions.actions import as_words
from qualcoder_sts.ui.models.speakers import role_name
from qualcoder_sts.ui.operations import Operations
from qualcoder_sts.ui.transcripts.choosing_person import asked_person
from qualcoder_sts.ui.widgets.questions import AskedRow, NameAndKindDialog, asked_name


class SpeakerDeeds:
    """Asks and does; ``window`` is what the questions stand over."""

    def __init__(self, operations: Operations, window: QWidget) -> None:
        self._operations = operations
        self._window = window
        self.joined: Callable[[UUID], object] = lambda _speaker_id: None
        """Gets the speaker that stays when two are joined."""

    def fill_menu(self, menu: QMenu, speaker: SpeakerRow, others: Sequence[SpeakerRow]) -> None:
        """Offer what can be done with a speaker; ``others`` speak in the same source."""
        before = len(menu.actions())
        menu.addAction(_("Rename “%s”…") % speaker.label, lambda: self.ask_rename(speaker))
        self.fill_roles(menu.addMenu(_("“%s” stands for") % speaker.label), speaker)
        if others:
            self.fill_joins(menu.addMenu(_("Join “%s” with") % speaker.label), speaker, others)
        menu.addAction(_("“%s” is the person…") % speaker.label, lambda: self.ask_person(speaker))
        if not speaker.turns:
            menu.addAction(_("Remove “%s”") % speaker.label, lambda: self.remove(speaker))
        for action in menu.actions()[before:]:
            action.setEnabled(not self._operations.workspace.read_only)

    def fill_roles(self, menu: QMenu, speaker: SpeakerRow) -> None:
        """Offer whom a speaker stands for."""
        for role in SpeakerRole:
            choice = menu.addAction(role_name(role), partial(self.set_role, speaker, role))
            choice.setCheckable(True)
            choice.setChecked(role is speaker.role)

    def fill_joins(self, menu: QMenu, speaker: SpeakerRow, others: Sequence[SpeakerRow]) -> None:
        """Offer the speakers a speaker may really be."""
        for other in others:
            menu.addAction(as_words(other.label), partial(self.join, other, speaker))

    def ask_rename(self, speaker: SpeakerRow) -> None:
        """Ask for another label; the text keeps what was written there."""
        title, label = _("Rename the speaker"), _("New label of the speaker")
        name = asked_name(self._window, title, label, _("Rename"), speaker.label)
        if name and name != speaker.label:
            self._operations.run(rename_speaker, speaker.id, name)

    def set_role(self, speaker: SpeakerRow, role: SpeakerRole) -> None:
        """Say whom a speaker stands for."""
        if role is not speaker.role:
            self._operations.run(set_speaker_role, speaker.id, role)

    def join(self, kept: SpeakerRow, gone: SpeakerRow) -> None:
        """Make two speakers one, under the first one's label."""
        if self._operations.run(join_speakers, kept.id, gone.id) is not None:
            self.joined(kept.id)

    def remove(self, speaker: SpeakerRow) -> None:
        """Remove a speaker without turns."""
        self._operations.run(remove_speaker, speaker.id)

    def ask_person(self, speaker: SpeakerRow) -> None:
        """Ask which person a speaker is."""
        if self._operations.refuse_when_read_only():
            return
        everybody = self._operations.read(list_participants)
        people = [
            row
            for row in everybody
            if row.kind is ParticipantKind.PERSON and row.id != speaker.participant_id
        ]
        title = _("Which person is “%s”?") % speaker.label
        choice = asked_person(self._window, title, _("Link"), people)
        if isinstance(choice, UUID):
            self._operations.run(link_speaker, speaker.id, choice)
        elif choice:
            self._operations.run(link_speaker_to_new, speaker.id, choice)

    def ask_new(self, source_id: UUID) -> None:
        """Ask for a speaker nobody recognised, and add them."""
        if (new := self.asked_speaker()) is not None:
            self._operations.run(add_speaker, source_id, new.label, new.role)

    def asked_speaker(self) -> NewSpeaker | None:
        """The new speaker somebody typed; None when the question was closed."""
        if self._operations.refuse_when_read_only():
            return None
        dialog = NewSpeakerDialog(self._window)
        is_given = dialog.exec() == QDialog.DialogCode.Accepted
        speaker = dialog.speaker
        dialog.deleteLater()
        return speaker if is_given and speaker.label else None

    def speakers(self, source_id: UUID) -> list[SpeakerRow]:
        """Who speaks in a source."""
        return self._operations.read(speakers_of, source_id)


class NewSpeakerDialog(NameAndKindDialog):
    """A label, and whom it stands for."""

    def __init__(self, parent: QWidget) -> None:
        label = AskedRow(_("&Label"), _("As the transcript calls them, such as P3."))
        super().__init__(parent, _("New speaker"), label, AskedRow(_("&Stands for")))
        for role in SpeakerRole:
            self.kinds.addItem(role_name(role), role.value)

    @property
    def speaker(self) -> NewSpeaker:
        """Who is described."""
        return NewSpeaker(self.name, SpeakerRole(self.kinds.currentData()))
