"""Adding, renaming, uniting and deleting participants and groups."""

from collections.abc import Sequence
from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QDialog, QMenu, QWidget

from qualcoder_sts.foundation.translation import _, ngettext
from qualcoder_sts.participants.operations import (
    add_participant,
    add_people_to_group,
    delete_participants,
    remove_from_group,
    rename_participant,
)
from qualcoder_sts.participants.queries import (
    ParticipantBelongings,
    ParticipantRow,
    list_participants,
    participant_belongings,
)
from qualcoder_sts.project.tables.participants import ParticipantKind
from qualcoder_sts.transcripts.operations.speakers import unite_participants
from qualcoder_sts.ui.actions.actions import as_words
from qualcoder_sts.ui.operations import Operations
from qualcoder_sts.ui.participants.uniting import UniteDialog
from qualcoder_sts.ui.widgets.questions import agreed, asked_name


class PeopleDeeds:
    """Asks and does; ``window`` is what the questions stand over."""

    def __init__(self, operations: Operations, window: QWidget) -> None:
        self._operations = operations
        self._window = window

    def ask_new(self, kind: ParticipantKind = ParticipantKind.PERSON) -> UUID | None:
        """Ask for a name and add somebody, or a group."""
        if self._operations.refuse_when_read_only():
            return None
        is_group = kind is ParticipantKind.GROUP
        title = _("New group") if is_group else _("New participant")
        label = _("Name of the group") if is_group else _("Name or pseudonym")
        name = asked_name(self._window, title, label, _("Add"))
        outcome = name and self._operations.run(add_participant, name, kind=kind)
        return outcome.value if outcome else None

    def fill_menu(self, menu: QMenu, ids: Sequence[UUID]) -> None:
        """Offer what can be done with the chosen ones."""
        people = self._operations.read(list_participants)
        chosen = [row for row in people if row.id in ids]
        if len(chosen) == 1:
            menu.addAction(_("Rename…"), lambda: self.ask_rename(chosen[0]))
        if len(chosen) <= 2:
            menu.addAction(_("The same person as…"), lambda: self.ask_unite(ids))
        persons = [row.id for row in chosen if row.kind is ParticipantKind.PERSON]
        groups = [row for row in people if row.kind is ParticipantKind.GROUP]
        if persons and groups:
            belong = menu.addMenu(_("Member of"))
            for group in groups:
                self._offer_group(belong, group, [row for row in chosen if row.id in persons])
        menu.addSeparator()
        menu.addAction(_("Delete…"), lambda: self.ask_delete(chosen))
        for action in menu.actions():
            action.setEnabled(not self._operations.workspace.read_only)

    def ask_rename(self, row: ParticipantRow) -> None:
        """Ask for another name; what transcripts call the person stays."""
        title, label = _("Rename the participant"), _("New name or pseudonym")
        name = asked_name(self._window, title, label, _("Rename"), row.name)
        if name and name != row.name:
            self._operations.run(rename_participant, row.id, name)

    def ask_unite(self, ids: Sequence[UUID]) -> None:
        """Ask who is the same person as whom, show what it does, and unite them."""
        if self._operations.refuse_when_read_only() or not ids:
            return
        people = self._operations.read(list_participants)
        kind = next((row.kind for row in people if row.id == ids[0]), None)
        alike = [row for row in people if row.kind is kind]
        other = ids[1] if len(ids) > 1 else None
        dialog = UniteDialog(self._operations, self._window, alike, ids[0], other)
        is_done = dialog.exec() == QDialog.DialogCode.Accepted
        kept, gone = dialog.kept_id, dialog.gone_id
        dialog.deleteLater()
        if is_done and kept is not None and gone is not None:
            self._operations.run(unite_participants, kept, gone)

    def ask_delete(self, rows: Sequence[ParticipantRow]) -> None:
        """Delete participants; with something hanging on them only after asking."""
        if not rows or self._operations.refuse_when_read_only():
            return
        ids = [row.id for row in rows]
        hanging = belongings_words(self._operations.read(participant_belongings, ids))
        many = ngettext("%d participant", "%d participants", len(rows)) % len(rows)
        who = f"“{rows[0].display}”" if len(rows) == 1 else many
        question = _("Delete %(who)s? %(hanging)s Undo brings all of it back.")
        words = question % {"who": who, "hanging": hanging}
        if not hanging or agreed(self._window, _("Delete participants"), words, _("Delete")):
            self._operations.run(delete_participants, ids)

    def _offer_group(
        self, menu: QMenu, group: ParticipantRow, people: Sequence[ParticipantRow]
    ) -> None:
        are_members = all(group.name in person.groups for person in people)
        operation = remove_from_group if are_members else add_people_to_group
        ids = [person.id for person in people]
        choice = menu.addAction(
            as_words(group.name), partial(self._operations.run, operation, group.id, ids)
        )
        choice.setCheckable(True)
        choice.setChecked(are_members)


def belongings_words(hanging: ParticipantBelongings) -> str:
    """What is unlinked and what goes, in sentences; empty when there is nothing."""
    sentences = []
    if number := hanging.speakers:
        words = ngettext(
            "%d speaker in the transcripts stays, as nobody in particular's.",
            "%d speakers in the transcripts stay, as nobody in particular's.",
            number,
        )
        sentences.append(words % number)
    parts = [
        (hanging.values, ngettext("%d value", "%d values", hanging.values)),
        (hanging.memos, ngettext("%d memo", "%d memos", hanging.memos)),
        (hanging.sessions, ngettext("%d place on a roster", "%d places on rosters",
                                    hanging.sessions)),
        (hanging.members, ngettext("%d membership", "%d memberships", hanging.members)),
    ]  # fmt: skip
    if gone := ", ".join(words % number for number, words in parts if number):
        sentences.append(_("With it goes: %s.") % gone)
    return " ".join(sentences)
