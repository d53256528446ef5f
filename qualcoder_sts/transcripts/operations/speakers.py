"""Correcting who speaks."""

from uuid import UUID

from sqlalchemy import func, select, update
from sqlalchemy.orm import InstrumentedAttribute, Session

from qualcoder_sts.foundation.names import folded, tidied
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.participants.errors import NameMissingError, ParticipantsNotUnitedError
from qualcoder_sts.participants.operations import (
    add_participant,
    existing_participant,
    existing_person,
)
from qualcoder_sts.project.errors import RowMissingError
from qualcoder_sts.project.history.recording import describe
from qualcoder_sts.project.merged_away import merge_away
from qualcoder_sts.project.tables import (
    AttributeValue,
    Contributor,
    FieldSession,
    Membership,
    Memo,
    MemoLink,
    RosterEntry,
    Source,
    SourceParticipant,
    Speaker,
    SpeakerTurn,
)
from qualcoder_sts.project.tables.participants import Attendance
from qualcoder_sts.project.tables.transcripts import SpeakerRole
from qualcoder_sts.transcripts.errors import (
    SpeakerHasTurnsError,
    SpeakerJoinedToItselfError,
    SpeakerLabelTakenError,
    SpeakersOfOtherSourceError,
)
from qualcoder_sts.transcripts.operations.people import give_person, seat, take_person
from qualcoder_sts.transcripts.operations.sources import existing_source

# What says who a row is about, and what may be said of one participant only once.
_ONCE_FOR_EACH = (
    (AttributeValue.participant_id, AttributeValue.attribute_id),
    (RosterEntry.participant_id, RosterEntry.session_id),
    (SourceParticipant.participant_id, SourceParticipant.source_id),
    (Contributor.participant_id, Contributor.segment_id),
    (Membership.person_id, Membership.group_id),
    (Membership.group_id, Membership.person_id),
)
_POINTERS = (
    *(person for person, _ in _ONCE_FOR_EACH),
    Speaker.participant_id,
    FieldSession.group_id,
    Memo.target_id,
    MemoLink.target_id,
)


def rename_speaker(session: Session, speaker_id: UUID, label: str) -> None:
    """Give a speaker another label, on the roster too. The text keeps what was written there."""
    speaker = existing_speaker(session, speaker_id)
    label = _free_label(session, speaker.source_id, label, itself=speaker_id)
    words = _("Rename speaker “%(old)s” to “%(new)s”")
    describe(session, words % {"old": speaker.label, "new": label})
    source = session.get_one(Source, speaker.source_id)
    session.execute(
        update(RosterEntry)
        .where(
            RosterEntry.session_id == source.session_id,
            RosterEntry.participant_id == speaker.participant_id,
            RosterEntry.label == speaker.label,
        )
        .values(label=label)
    )
    speaker.label = label


def set_speaker_role(session: Session, speaker_id: UUID, role: SpeakerRole) -> None:
    """Say whether a speaker is a participant, the interviewer, or nobody in particular.

    A speaker who becomes a participant gets a person of their own on the session's roster;
    one who ceases to be one is taken off it.
    """
    speaker = existing_speaker(session, speaker_id)
    words = {
        SpeakerRole.PARTICIPANT: _("Make speaker “%s” a participant"),
        SpeakerRole.INTERVIEWER: _("Make speaker “%s” an interviewer"),
        SpeakerRole.UNATTRIBUTED: _("Make speaker “%s” nobody in particular"),
    }
    describe(session, words[role] % speaker.label)
    speaker.role = role
    if role is SpeakerRole.PARTICIPANT and speaker.participant_id is None:
        give_person(session, speaker)
    elif role is not SpeakerRole.PARTICIPANT:
        take_person(session, speaker)


def link_speaker(session: Session, speaker_id: UUID, participant_id: UUID) -> None:
    """Say that a speaker is this person, whom another source may know already.

    The person takes the place on the roster of the one the speaker was until now, who goes when
    the project knows nothing else of them.
    """
    speaker = existing_speaker(session, speaker_id)
    person = existing_person(session, participant_id)
    words = _("Link speaker “%(label)s” to “%(name)s”")
    describe(session, words % {"label": speaker.label, "name": person.name})
    speaker.role = SpeakerRole.PARTICIPANT
    if speaker.participant_id == participant_id:
        return
    take_person(session, speaker)
    speaker.participant_id = participant_id
    session.flush()
    seat(session, speaker, participant_id)


def link_speaker_to_new(session: Session, speaker_id: UUID, name: str) -> UUID:
    """Say that a speaker is somebody of whom the project knows nothing yet."""
    speaker = existing_speaker(session, speaker_id)
    words = _("Link speaker “%(label)s” to “%(name)s”")
    describe(session, words % {"label": speaker.label, "name": tidied(name)})
    person_id = add_participant(session, name)
    link_speaker(session, speaker_id, person_id)
    return person_id


def unite_participants(session: Session, kept_id: UUID, gone_id: UUID) -> None:
    """Say that two participants are one; values of the kept one win where both have one.

    Speakers, sessions, sources, groups, corrections and memos of the other become the kept one's.
    """
    kept = existing_participant(session, kept_id)
    gone = existing_participant(session, gone_id)
    if kept_id == gone_id or kept.kind is not gone.kind:
        raise ParticipantsNotUnitedError(kept.name, gone.name)
    label = _("Unite participants “%(kept)s” and “%(gone)s”")
    told = _("United participants “%(kept)s” and “%(gone)s”.")
    names = {"kept": kept.name, "gone": gone.name}
    describe(session, label % names, told=told % names)
    _combine_rosters(session, kept_id, gone_id)
    for person, once in _ONCE_FOR_EACH:
        _drop_what_both_have(session, person, once, kept_id, gone_id)
    for pointer in _POINTERS:
        session.execute(update(pointer.class_).where(pointer == gone_id).values({pointer: kept_id}))
    merge_away(session, gone, kept)


def join_speakers(session: Session, kept_id: UUID, gone_id: UUID) -> None:
    """Make two speakers of one source one, for example a label that was misspelt once."""
    kept, gone = existing_speaker(session, kept_id), existing_speaker(session, gone_id)
    if kept_id == gone_id:
        raise SpeakerJoinedToItselfError(kept.label)
    if kept.source_id != gone.source_id:
        raise SpeakersOfOtherSourceError
    label = _("Join speakers “%(kept)s” and “%(gone)s”")
    told = _("Joined speakers “%(kept)s” and “%(gone)s”.")
    names = {"kept": kept.label, "gone": gone.label}
    describe(session, label % names, told=told % names)
    session.execute(
        update(SpeakerTurn).where(SpeakerTurn.speaker_id == gone_id).values(speaker_id=kept_id)
    )
    for table in (Memo, MemoLink):
        session.execute(update(table).where(table.target_id == gone_id).values(target_id=kept_id))
    take_person(session, gone)
    merge_away(session, gone, kept)


def add_speaker(session: Session, source_id: UUID, label: str, role: SpeakerRole) -> UUID:
    """Add a speaker nobody recognised, to whom turns can then be given."""
    source = existing_source(session, source_id)
    label = _free_label(session, source_id, label)
    words = _("Add speaker “%(label)s” to “%(source)s”")
    describe(session, words % {"label": label, "source": source.name})
    speaker = Speaker(source_id=source_id, label=label, role=role)
    session.add(speaker)
    session.flush()
    if role is SpeakerRole.PARTICIPANT:
        give_person(session, speaker)
    return speaker.id


def remove_speaker(session: Session, speaker_id: UUID) -> None:
    """Remove a speaker to whom no turn belongs any more, with their place on the roster."""
    speaker = existing_speaker(session, speaker_id)
    turns = select(func.count()).where(SpeakerTurn.speaker_id == speaker_id)
    if number := session.scalar(turns):
        raise SpeakerHasTurnsError(speaker.label, number)
    words, told = _("Remove speaker “%s”"), _("Removed speaker “%s”.")
    describe(session, words % speaker.label, told=told % speaker.label)
    take_person(session, speaker)
    session.delete(speaker)


def existing_speaker(session: Session, speaker_id: UUID) -> Speaker:
    """The speaker, who must be there; raises ``RowMissingError``."""
    speaker = session.get(Speaker, speaker_id)
    if speaker is None:
        raise RowMissingError("speaker")
    return speaker


def _free_label(
    session: Session, source_id: UUID, label: str, *, itself: UUID | None = None
) -> str:
    """The label tidied up, when no other speaker of the source has it."""
    label = tidied(label)
    if not label:
        raise NameMissingError("speaker")
    others = select(Speaker.label).where(Speaker.source_id == source_id, Speaker.id != itself)
    if folded(label) in {folded(other) for other in session.scalars(others)}:
        raise SpeakerLabelTakenError(label)
    return label


def _combine_rosters(session: Session, kept_id: UUID, gone_id: UUID) -> None:
    """What two entries of one roster say of the same person, in the one that stays."""
    entries = select(RosterEntry).where(RosterEntry.participant_id.in_([kept_id, gone_id]))
    stays: dict[UUID, RosterEntry] = {}
    goes: list[RosterEntry] = []
    for entry in session.scalars(entries):
        if entry.participant_id == kept_id:
            stays[entry.session_id] = entry
        else:
            goes.append(entry)
    for entry in goes:
        if (other := stays.get(entry.session_id)) is not None:
            if entry.attendance is Attendance.PRESENT:
                other.attendance = Attendance.PRESENT
            notes = dict.fromkeys(note for note in (other.note, entry.note) if note)
            other.note = "\n".join(notes)


def _drop_what_both_have(
    session: Session,
    person: InstrumentedAttribute[UUID] | InstrumentedAttribute[UUID | None],
    once: InstrumentedAttribute[UUID],
    kept_id: UUID,
    gone_id: UUID,
) -> None:
    kept_keys = select(once).where(person == kept_id)
    for row in session.scalars(select(person.class_).where(person == gone_id, once.in_(kept_keys))):
        session.delete(row)
    session.flush()
