"""The speakers of a source and the roster of its session, as rows of two tables."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt

from qualcoder_sts.foundation.translation import _
from qualcoder_sts.participants.queries import RosterRow
from qualcoder_sts.project.tables.transcripts import SpeakerRole
from qualcoder_sts.transcripts.queries import SpeakerRow
from qualcoder_sts.ui.models.tree import Column, Node, TreeModel

Role = Qt.ItemDataRole


@dataclass(frozen=True, slots=True)
class CountedSpeaker:
    """A speaker with their share of the words that are spoken."""

    speaker: SpeakerRow
    share: float


def role_name(role: SpeakerRole) -> str:
    """Who a speaker stands for."""
    return {
        SpeakerRole.PARTICIPANT: _("Participant"),
        SpeakerRole.INTERVIEWER: _("Interviewer, moderator"),
        SpeakerRole.UNATTRIBUTED: _("Nobody in particular"),
    }[role]


def speaker_nodes(speakers: Sequence[SpeakerRow]) -> list[Node[CountedSpeaker]]:
    """The rows of all speakers."""
    words = sum(speaker.words for speaker in speakers) or 1
    return [
        Node(CountedSpeaker(speaker, speaker.words / words), speaker.id) for speaker in speakers
    ]


def speaker_model(parent: QObject | None = None) -> TreeModel[CountedSpeaker]:
    """An empty table; fill it with ``show_tree(speaker_nodes(…))``."""
    columns = [
        Column(_("Speaker"), _label),
        Column(_("Stands for"), _stands_for),
        Column(_("Person"), _person),
        Column(_("Turns"), _figure(lambda row: row.speaker.turns)),
        Column(_("Words"), _figure(lambda row: row.speaker.words)),
        Column(_("Share"), _share),
    ]
    return TreeModel(columns, parent)


def roster_nodes(entries: Sequence[RosterRow]) -> list[Node[RosterRow]]:
    """The rows of a roster."""
    return [Node(entry, entry.id) for entry in entries]


def roster_model(parent: QObject | None = None) -> TreeModel[RosterRow]:
    """An empty table; fill it with ``show_tree(roster_nodes(…))``."""
    columns = [
        Column(_("Person"), _text(lambda row: row.name)),
        Column(_("Called"), _text(lambda row: row.label)),
        Column(_("Attendance"), _text(attendance_words)),
        Column(_("Note"), _text(lambda row: row.note)),
    ]
    return TreeModel(columns, parent)


def attendance_words(row: RosterRow) -> str:
    """Whether somebody was there, and said anything."""
    if not row.present:
        return _("absent")
    return _("present") if row.speaks else _("present, silent")


def _label(row: CountedSpeaker, role: Role) -> object:
    if role == Role.AccessibleTextRole:
        stands_for = role_name(row.speaker.role)
        turns = _("%d turns") % row.speaker.turns
        return ", ".join(filter(None, (row.speaker.label, stands_for, row.speaker.participant,
                                       turns)))  # fmt: skip
    return row.speaker.label if role in {Role.DisplayRole, Role.ToolTipRole} else None


def _stands_for(row: CountedSpeaker, role: Role) -> object:
    return role_name(row.speaker.role) if role in {Role.DisplayRole, Role.ToolTipRole} else None


def _person(row: CountedSpeaker, role: Role) -> object:
    return row.speaker.participant if role in {Role.DisplayRole, Role.ToolTipRole} else None


def _figure(
    figure: Callable[[CountedSpeaker], int],
) -> Callable[[CountedSpeaker, Role], object]:
    def data(row: CountedSpeaker, role: Role) -> object:
        if role == Role.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return f"{figure(row):,}" if role == Role.DisplayRole else None

    return data


def _share(row: CountedSpeaker, role: Role) -> object:
    if role == Role.TextAlignmentRole:
        return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
    if role == Role.ToolTipRole:
        return _("Of all words that are spoken here")
    return _("%d %%") % round(row.share * 100) if role == Role.DisplayRole else None


def _text(words: Callable[[RosterRow], str]) -> Callable[[RosterRow, Role], object]:
    def data(row: RosterRow, role: Role) -> object:
        return words(row) if role in {Role.DisplayRole, Role.ToolTipRole} else None

    return data
