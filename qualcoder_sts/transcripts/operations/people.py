"""The session a transcript comes from, and the persons its speakers stand for."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import exists, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from qualcoder_sts.foundation.names import folded, tidied
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.participants.operations import (
    add_participant,
    add_session,
    add_to_group,
    add_to_roster,
    existing_person,
)
from qualcoder_sts.project.errors import RowMissingError
from qualcoder_sts.project.history.recording import describe
from qualcoder_sts.project.tables import (
    AttributeValue,
    Contributor,
    FieldSession,
    Memo,
    Participant,
    RosterEntry,
    Source,
    SourceParticipant,
    Speaker,
)
from qualcoder_sts.project.tables.participants import ParticipantKind
from qualcoder_sts.project.tables.transcripts import Method, SpeakerRole

if TYPE_CHECKING:  # what decides about files knows every reader, and the start needs none
    from qualcoder_sts.transcripts.decisions import PersonLink

METHODS_WITH_SESSIONS = frozenset({Method.INTERVIEW, Method.FOCUS_GROUP})


def set_up_session(session: Session, source: Source) -> None:
    """Give an interview or focus group its session, group and persons, as far as it lacks them."""
    if source.method not in METHODS_WITH_SESSIONS:
        return
    if source.session_id is None:
        source.session_id = add_session(session, source.name)
    took_place = session.get_one(FieldSession, source.session_id)
    if source.method is Method.FOCUS_GROUP and took_place.group_id is None:
        took_place.group_id = add_participant(session, source.name, kind=ParticipantKind.GROUP)
    session.flush()
    speakers = session.scalars(select(Speaker).where(Speaker.source_id == source.id))
    for speaker in speakers.all():
        if speaker.role is SpeakerRole.PARTICIPANT and speaker.participant_id is None:
            speaker.participant_id = add_participant(session, speaker.label)
        if speaker.participant_id is not None:
            seat(session, speaker, speaker.participant_id)


def link_people(
    session: Session, speakers: Iterable[Speaker], links: "Mapping[str, PersonLink]"
) -> None:
    """Link speakers with the persons they were said to be; the others wait for one of their own."""
    for speaker in speakers:
        link = links.get(speaker.label)
        if link is None:
            continue
        if link.id is not None:
            speaker.participant_id = existing_person(session, link.id).id
        elif link.by_name:
            speaker.participant_id = _only_person_named(session, speaker.label)
    session.flush()


def _only_person_named(session: Session, name: str) -> UUID | None:
    """The person of that name, unless several have it."""
    people = session.execute(
        select(Participant.id, Participant.name).where(Participant.kind == ParticipantKind.PERSON)
    )
    named = [person_id for person_id, other in people if folded(other) == folded(name)]
    return named[0] if len(named) == 1 else None


def seat(session: Session, speaker: Speaker, person_id: UUID) -> None:
    """Put a speaker's person on the roster of the session, and into the group that met."""
    source = session.get_one(Source, speaker.source_id)
    if source.session_id is None:
        return
    add_to_roster(session, source.session_id, person_id, label=speaker.label)
    took_place = session.get_one(FieldSession, source.session_id)
    if took_place.group_id is not None:
        add_to_group(session, took_place.group_id, person_id)


def seat_person(session: Session, session_id: UUID, person: UUID | str) -> UUID:
    """Say that somebody was in a session, known or of a new name, though no speaker is theirs.

    They become a member of the group that met. Tells which entry of the roster is theirs.
    """
    took_place = session.get(FieldSession, session_id)
    if took_place is None:
        raise RowMissingError("session")
    if isinstance(person, str):
        name = tidied(person)
        words = _("Add “%(name)s” to the roster of “%(session)s”")
        describe(session, words % {"name": name, "session": took_place.name})
        person = add_participant(session, name)
    known = existing_person(session, person)
    entry_id = add_to_roster(session, session_id, person, label=known.name)
    if took_place.group_id is not None:
        add_to_group(session, took_place.group_id, person)
    return entry_id


def give_person(session: Session, speaker: Speaker) -> None:
    """Give a speaker a person of their own."""
    speaker.participant_id = add_participant(session, speaker.label)
    session.flush()
    seat(session, speaker, speaker.participant_id)
    if session.get_one(Source, speaker.source_id).method is Method.SURVEY:
        session.add(
            SourceParticipant(source_id=speaker.source_id, participant_id=speaker.participant_id)
        )
        session.flush()


def take_person(session: Session, speaker: Speaker) -> None:
    """Unlink a speaker's person and take them off the session's roster.

    Nothing happens to the roster while another speaker of the session is the same person. Somebody
    whom nothing else in the project knows goes with the link.
    """
    person_id = speaker.participant_id
    if person_id is None:
        return
    speaker.participant_id = None
    session.flush()
    source = session.get_one(Source, speaker.source_id)
    sources = [source.id]
    if source.session_id is not None:
        of_session = select(Source.id).where(Source.session_id == source.session_id)
        sources = list(session.scalars(of_session))
    speaks_there = select(Speaker.id).where(
        Speaker.participant_id == person_id, Speaker.source_id.in_(sources)
    )
    if session.scalar(speaks_there.limit(1)) is None:
        _unseat(session, source, person_id)
    remove_unknown(session, [person_id])


def _unseat(session: Session, source: Source, person_id: UUID) -> None:
    entries = select(RosterEntry).where(
        RosterEntry.participant_id == person_id, RosterEntry.session_id == source.session_id
    )
    links = select(SourceParticipant).where(
        SourceParticipant.participant_id == person_id, SourceParticipant.source_id == source.id
    )
    for row in [*session.scalars(entries), *session.scalars(links)]:
        session.delete(row)
    session.flush()


def remove_unknown(session: Session, participant_ids: Iterable[UUID]) -> None:
    """Remove those participants about whom nothing else in the project says anything."""
    for participant_id in participant_ids:
        participant = session.get(Participant, participant_id)
        if participant is not None and not _is_known(session, participant_id):
            session.delete(participant)
    session.flush()


def _is_known(session: Session, participant_id: UUID) -> bool:
    # Memberships do not count: belonging to a group follows from having sat in it.
    says_something: list[InstrumentedAttribute[UUID] | InstrumentedAttribute[UUID | None]] = [
        Speaker.participant_id,
        RosterEntry.participant_id,
        AttributeValue.participant_id,
        SourceParticipant.participant_id,
        Contributor.participant_id,
        FieldSession.group_id,
        Memo.target_id,
    ]
    return any(
        session.scalar(select(exists().where(column == participant_id)))
        for column in says_something
    )
