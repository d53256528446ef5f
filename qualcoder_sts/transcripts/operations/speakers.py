"""Correcting who speaks."""

from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from qualcoder_sts.participants.operations import add_participant, add_to_roster
from qualcoder_sts.project.errors import RowMissingError
from qualcoder_sts.project.history.recording import describe
from qualcoder_sts.project.tables import (
    AttributeValue,
    Membership,
    Participant,
    RosterEntry,
    Source,
    SourceParticipant,
    Speaker,
    SpeakerTurn,
)
from qualcoder_sts.project.tables.transcripts import SpeakerRole
from qualcoder_sts.transcripts.errors import SpeakersOfOtherSourceError, TurnNotDivisibleError


def rename_speaker(session: Session, speaker_id: UUID, label: str) -> None:
    """Give a speaker another label. The text keeps what was written there."""
    speaker = _existing_speaker(session, speaker_id)
    label = " ".join(label.split()) or speaker.label
    describe(session, f"Rename speaker “{speaker.label}” to “{label}”")
    speaker.label = label


def set_speaker_role(session: Session, speaker_id: UUID, role: SpeakerRole) -> None:
    """Say whether a speaker is a participant, the interviewer, or nobody in particular.

    A speaker who becomes a participant gets a person of their own on the session's roster;
    one who ceases to be one is taken off it.
    """
    speaker = _existing_speaker(session, speaker_id)
    describe(session, f"Make “{speaker.label}” {role.value}")
    speaker.role = role
    if role is SpeakerRole.PARTICIPANT and speaker.participant_id is None:
        _give_person(session, speaker)
    elif role is not SpeakerRole.PARTICIPANT and speaker.participant_id is not None:
        _take_person(session, speaker)


def link_speaker(session: Session, speaker_id: UUID, participant_id: UUID) -> None:
    """Say that a speaker is this person, whom another source may know already."""
    speaker = _existing_speaker(session, speaker_id)
    if session.get(Participant, participant_id) is None:
        raise RowMissingError("participant")
    describe(session, f"Link speaker “{speaker.label}” to a participant")
    speaker.participant_id = participant_id
    speaker.role = SpeakerRole.PARTICIPANT


def unite_participants(session: Session, kept_id: UUID, gone_id: UUID) -> None:
    """Say that two participants are one person; values of the kept one win where both have one."""
    kept = session.get(Participant, kept_id)
    gone = session.get(Participant, gone_id)
    if kept is None or gone is None or kept_id == gone_id:
        raise RowMissingError("participant")
    describe(session, f"Unite participants “{kept.name}” and “{gone.name}”")
    _drop_what_both_have(session, kept_id, gone_id)
    for column in (
        Speaker.participant_id,
        RosterEntry.participant_id,
        AttributeValue.participant_id,
        SourceParticipant.participant_id,
        Membership.person_id,
    ):
        session.execute(update(column.class_).where(column == gone_id).values({column: kept_id}))
    session.delete(gone)


def join_speakers(session: Session, kept_id: UUID, gone_id: UUID) -> None:
    """Make two speakers of one source one, for example a label that was misspelt once."""
    kept, gone = _existing_speaker(session, kept_id), _existing_speaker(session, gone_id)
    if kept.source_id != gone.source_id:
        raise SpeakersOfOtherSourceError
    describe(session, f"Join speakers “{kept.label}” and “{gone.label}”")
    session.execute(
        update(SpeakerTurn).where(SpeakerTurn.speaker_id == gone_id).values(speaker_id=kept_id)
    )
    _take_person(session, gone)
    session.delete(gone)


def give_turn(session: Session, turn_id: UUID, speaker_id: UUID) -> None:
    """Say that somebody else of the same source speaks in a turn."""
    turn, speaker = _existing_turn(session, turn_id), _existing_speaker(session, speaker_id)
    if turn.source_id != speaker.source_id:
        raise SpeakersOfOtherSourceError
    describe(session, f"Give a turn to “{speaker.label}”")
    turn.speaker_id = speaker_id


def divide_turn(session: Session, turn_id: UUID, position: int, speaker_id: UUID) -> UUID:
    """Let another speaker of the source go on from ``position`` to the turn's end."""
    turn, speaker = _existing_turn(session, turn_id), _existing_speaker(session, speaker_id)
    if turn.source_id != speaker.source_id:
        raise SpeakersOfOtherSourceError
    if not turn.speech_start < position < turn.end:
        raise TurnNotDivisibleError
    describe(session, f"Divide a turn between two speakers, “{speaker.label}” the second")
    rest = SpeakerTurn(
        source_id=turn.source_id,
        speaker_id=speaker_id,
        start=position,
        speech_start=position,
        end=turn.end,
    )
    turn.end = position
    session.add(rest)
    session.flush()
    return rest.id


def add_speaker(session: Session, source_id: UUID, label: str, role: SpeakerRole) -> UUID:
    """Add a speaker nobody recognised, to whom turns can then be given."""
    speaker = Speaker(source_id=source_id, label=" ".join(label.split()), role=role)
    describe(session, f"Add speaker “{speaker.label}”")
    session.add(speaker)
    session.flush()
    if role is SpeakerRole.PARTICIPANT:
        _give_person(session, speaker)
    return speaker.id


def _give_person(session: Session, speaker: Speaker) -> None:
    speaker.participant_id = add_participant(session, speaker.label)
    source = session.get_one(Source, speaker.source_id)
    if source.session_id is not None:
        add_to_roster(session, source.session_id, speaker.participant_id, label=speaker.label)
    session.flush()


def _take_person(session: Session, speaker: Speaker) -> None:
    """Unlink a speaker's person; somebody whom nothing else knows goes with the link."""
    person_id = speaker.participant_id
    if person_id is None:
        return
    speaker.participant_id = None
    session.flush()
    speaks_elsewhere = select(Speaker.id).where(Speaker.participant_id == person_id).limit(1)
    described = select(AttributeValue.id).where(AttributeValue.participant_id == person_id).limit(1)
    if session.scalar(speaks_elsewhere) is None and session.scalar(described) is None:
        session.delete(session.get_one(Participant, person_id))


def _drop_what_both_have(session: Session, kept_id: UUID, gone_id: UUID) -> None:
    for person, key in (
        (AttributeValue.participant_id, AttributeValue.attribute_id),
        (RosterEntry.participant_id, RosterEntry.session_id),
        (SourceParticipant.participant_id, SourceParticipant.source_id),
        (Membership.person_id, Membership.group_id),
    ):
        table = person.class_
        kept_keys = set(session.scalars(select(key).where(person == kept_id)))
        for row in session.scalars(select(table).where(person == gone_id, key.in_(kept_keys))):
            session.delete(row)
    session.flush()


def _existing_speaker(session: Session, speaker_id: UUID) -> Speaker:
    speaker = session.get(Speaker, speaker_id)
    if speaker is None:
        raise RowMissingError("speaker")
    return speaker


def _existing_turn(session: Session, turn_id: UUID) -> SpeakerTurn:
    turn = session.get(SpeakerTurn, turn_id)
    if turn is None:
        raise RowMissingError("turn")
    return turn
