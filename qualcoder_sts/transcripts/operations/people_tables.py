"""Tables on who speaks and who was there, as people keep them beside their transcripts.

    speakers.csv    source, speaker, same as, role          what speaker detection could not know
    rosters.csv     session, participant, attendance, note, same person as

``same as`` joins a misspelt label to the right one; ``same person as`` names somebody of another
session as ``session/participant``. Who is on a roster and never speaks has no label in the text.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from qualcoder_sts.foundation.errors import QualcoderError
from qualcoder_sts.foundation.names import folded
from qualcoder_sts.foundation.tables import Table
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.participants.operations import add_participant, add_to_group, add_to_roster
from qualcoder_sts.participants.queries import find_participant
from qualcoder_sts.project.history.recording import describe
from qualcoder_sts.project.tables import FieldSession, RosterEntry
from qualcoder_sts.project.tables.log import ChangeKind
from qualcoder_sts.project.tables.participants import Attendance
from qualcoder_sts.project.tables.transcripts import SpeakerRole
from qualcoder_sts.transcripts.operations.speakers import (
    join_speakers,
    set_speaker_role,
    unite_participants,
)
from qualcoder_sts.transcripts.queries import find_source, speakers_of

Choice = TypeVar("Choice", bound=StrEnum)


class UnfitRowError(QualcoderError):
    """A row of such a table that fits nothing in the project."""

    def __init__(self, why: str) -> None:
        super().__init__(why)


@dataclass(frozen=True, slots=True)
class UnfitRow:
    """The row as the spreadsheet numbers it, and why it fits nothing."""

    row: int
    reason: str


def correct_speakers(session: Session, table: Table, *, name: str = "") -> tuple[UnfitRow, ...]:
    """Join speakers and give them roles as a table says; the rows that fit nothing."""
    label = _("Correct speakers from “%s”") % name if name else _("Correct speakers")
    describe(session, label, kind=ChangeKind.IMPORT)
    unfit = []
    for number, row in _rows(table, ("source", "speaker", "same as", "role")):
        try:
            _correct(session, row)
        except QualcoderError as error:
            unfit.append(UnfitRow(number, str(error)))
    return tuple(unfit)


def import_rosters(session: Session, table: Table, *, name: str = "") -> tuple[UnfitRow, ...]:
    """Complete the rosters of sessions as a table says; the rows that fit nothing."""
    label = _("Import rosters from “%s”") % name if name else _("Import rosters")
    describe(session, label, kind=ChangeKind.IMPORT)
    unfit = []
    columns = ("session", "participant", "attendance", "note", "same person as")
    for number, row in _rows(table, columns):
        try:
            _seat(session, row)
        except QualcoderError as error:
            unfit.append(UnfitRow(number, str(error)))
    return tuple(unfit)


def _correct(session: Session, row: dict[str, str]) -> None:
    source = find_source(session, row["source"])
    speaker_id = _speaker(session, source.id, row["speaker"])
    if row["role"]:
        set_speaker_role(session, speaker_id, _choice(SpeakerRole, row["role"]))
    if row["same as"]:
        join_speakers(session, _speaker(session, source.id, row["same as"]), speaker_id)


def _speaker(session: Session, source_id: UUID, label: str) -> UUID:
    for speaker in speakers_of(session, source_id):
        if folded(speaker.label) == folded(label):
            return speaker.id
    raise UnfitRowError(_("no speaker is called “%s” there.") % label)


def _seat(session: Session, row: dict[str, str]) -> None:
    took_place = _session(session, row["session"])
    attendance = _choice(Attendance, row["attendance"] or Attendance.PRESENT)
    same = row["same person as"]
    known = find_participant(session, same).id if same else None
    entry = _entry(session, took_place.id, row["participant"])
    label = row["participant"] if entry is None else entry.label
    person_id = add_participant(session, label) if entry is None else entry.participant_id
    add_to_roster(
        session, took_place.id, person_id, label=label, attendance=attendance, note=row["note"]
    )
    if took_place.group_id is not None and attendance is Attendance.PRESENT:
        add_to_group(session, took_place.group_id, person_id)
    if known is not None:
        unite_participants(session, known, person_id)


def _session(session: Session, name: str) -> FieldSession:
    wanted = folded(name)
    for took_place in session.scalars(select(FieldSession)):
        if folded(took_place.name) == wanted:
            return took_place
    raise UnfitRowError(_("there is no interview or group “%s”.") % name)


def _entry(session: Session, session_id: UUID, label: str) -> RosterEntry | None:
    entries = session.scalars(select(RosterEntry).where(RosterEntry.session_id == session_id))
    return next((entry for entry in entries if folded(entry.label) == folded(label)), None)


def _choice(choices: type[Choice], written: str) -> Choice:
    try:
        return choices(folded(written))
    except ValueError:
        known = ", ".join(f"“{choice.value}”" for choice in choices)
        why = _("“%(value)s” is not one of %(known)s.")
        raise UnfitRowError(why % {"value": written, "known": known}) from None


def _rows(table: Table, names: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    places = {name: table.column(name) for name in names}
    for number, cells in table.numbered_rows():
        yield (
            number,
            {name: "" if at is None else cells[at].strip() for name, at in places.items()},
        )
