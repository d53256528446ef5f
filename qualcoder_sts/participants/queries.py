"""Reading participants, sessions and attributes."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from qualcoder_sts.foundation.names import folded, in_natural_order
from qualcoder_sts.participants.errors import ParticipantUnknownError
from qualcoder_sts.project.tables import (
    Attribute,
    AttributeValue,
    FieldSession,
    Membership,
    Memo,
    Participant,
    RosterEntry,
    Source,
    SourceParticipant,
    Speaker,
    SpeakerTurn,
)
from qualcoder_sts.project.tables.participants import (
    Attendance,
    AttributeBearer,
    AttributeKind,
    ParticipantKind,
)


@dataclass(frozen=True, slots=True)
class ParticipantRow:
    """A participant. ``display`` tells P3 of one session from P3 of another."""

    id: UUID
    name: str
    display: str
    kind: ParticipantKind
    sessions: tuple[str, ...]
    sources: tuple[str, ...]
    groups: tuple[str, ...]
    attributes: dict[str, str]


@dataclass(frozen=True, slots=True)
class AttributeRow:
    """An attribute of participants or of sources."""

    id: UUID
    name: str
    kind: AttributeKind
    bearer: AttributeBearer


@dataclass(frozen=True, slots=True)
class RosterRow:
    """Somebody on a session's roster."""

    id: UUID
    session_id: UUID
    participant_id: UUID
    name: str
    label: str
    present: bool
    speaks: bool
    note: str


@dataclass(frozen=True, slots=True)
class SessionRow:
    """An interview or focus group that took place."""

    id: UUID
    name: str
    group: str
    place: str
    date: str


@dataclass(frozen=True, slots=True)
class ParticipantBelongings:
    """What hangs on participants, and is unlinked or goes when they are deleted."""

    speakers: int
    sessions: int
    values: int
    memos: int
    members: int


def list_participants(session: Session) -> list[ParticipantRow]:
    """All participants, in the order of their sessions and labels."""
    participants = list(session.scalars(select(Participant).order_by(Participant.name)))
    sessions = _sessions_by_participant(session)
    sources = _sources_by_participant(session)
    groups = _groups_by_person(session)
    values = _values_by_participant(session)
    rows = [
        ParticipantRow(
            id=one.id,
            name=one.name,
            display=one.name,
            kind=one.kind,
            sessions=tuple(sorted(sessions[one.id])),
            sources=tuple(sorted(sources[one.id])),
            groups=tuple(sorted(groups[one.id])),
            attributes=values[one.id],
        )
        for one in participants
    ]
    return sorted(
        told_apart(rows),
        key=lambda row: (
            tuple(map(in_natural_order, row.sessions)),
            row.kind,
            in_natural_order(row.name),
        ),
    )


def told_apart(rows: Sequence[ParticipantRow]) -> list[ParticipantRow]:
    """The same people; those of one name show a session before it."""
    named = Counter(folded(row.name) for row in rows)
    return [
        replace(row, display=f"{row.sessions[0]} {row.name}")
        if named[folded(row.name)] > 1 and row.sessions
        else row
        for row in rows
    ]


def find_participant(session: Session, name: str) -> ParticipantRow:
    """The participant of this name, or ``session/name``; raises ``ParticipantUnknownError``."""
    wanted = folded(name)
    matching = [
        row
        for row in list_participants(session)
        if wanted in {folded(row.name), folded(row.display)}
        or any(wanted == folded(f"{attended}/{row.name}") for attended in row.sessions)
    ]
    if len(matching) != 1:
        raise ParticipantUnknownError(name, many=bool(matching))
    return matching[0]


def list_attributes(session: Session) -> list[AttributeRow]:
    """All attributes in their order."""
    query = select(Attribute).order_by(Attribute.rank, Attribute.id)
    return [AttributeRow(one.id, one.name, one.kind, one.bearer) for one in session.scalars(query)]


def values_by_source(session: Session) -> dict[UUID, dict[str, str]]:
    """What is known of each source, by the names of the attributes."""
    found: dict[UUID, dict[str, str]] = defaultdict(dict)
    query = (
        select(AttributeValue.source_id, Attribute.name, AttributeValue.value)
        .join(Attribute, Attribute.id == AttributeValue.attribute_id)
        .where(AttributeValue.source_id.is_not(None))
    )
    for source_id, name, value in session.execute(query).all():
        if source_id is not None:
            found[source_id][name] = value
    return dict(found)


def value_count(session: Session, attribute_id: UUID) -> int:
    """How many values an attribute has."""
    query = select(func.count()).where(AttributeValue.attribute_id == attribute_id)
    return session.scalar(query) or 0


def list_sessions(session: Session) -> list[SessionRow]:
    """All interviews and focus groups that took place, by name."""
    query = select(FieldSession, Participant.name).outerjoin(
        Participant, Participant.id == FieldSession.group_id
    )
    rows = [
        SessionRow(one.id, one.name, group or "", one.place, one.date)
        for one, group in session.execute(query).all()
    ]
    return sorted(rows, key=lambda row: in_natural_order(row.name))


def roster(session: Session, session_id: UUID) -> list[RosterRow]:
    """Who attended a session, also those who said nothing."""
    speaking = set(
        session.scalars(
            select(Speaker.participant_id)
            .join(Source, Source.id == Speaker.source_id)
            .where(
                Source.session_id == session_id,
                select(SpeakerTurn.id).where(SpeakerTurn.speaker_id == Speaker.id).exists(),
            )
        )
    )
    query = (
        select(RosterEntry, Participant.name)
        .join(Participant, Participant.id == RosterEntry.participant_id)
        .where(RosterEntry.session_id == session_id)
    )
    rows = [
        RosterRow(
            entry.id,
            entry.session_id,
            entry.participant_id,
            name,
            entry.label,
            entry.attendance is Attendance.PRESENT,
            entry.participant_id in speaking,
            entry.note,
        )
        for entry, name in session.execute(query).all()
    ]
    return sorted(rows, key=lambda row: (in_natural_order(row.label), in_natural_order(row.name)))


def participant_belongings(
    session: Session, participant_ids: Sequence[UUID]
) -> ParticipantBelongings:
    """What hangs on some participants."""

    def count(column: InstrumentedAttribute[UUID] | InstrumentedAttribute[UUID | None]) -> int:
        return session.scalar(select(func.count()).where(column.in_(participant_ids))) or 0

    return ParticipantBelongings(
        speakers=count(Speaker.participant_id),
        sessions=count(RosterEntry.participant_id) + count(FieldSession.group_id),
        values=count(AttributeValue.participant_id),
        memos=count(Memo.target_id),
        members=count(Membership.group_id),
    )


def _sessions_by_participant(session: Session) -> dict[UUID, set[str]]:
    found: dict[UUID, set[str]] = defaultdict(set)
    attended = select(RosterEntry.participant_id, FieldSession.name).join(
        FieldSession, FieldSession.id == RosterEntry.session_id
    )
    as_group = select(FieldSession.group_id, FieldSession.name)
    for query in (attended, as_group):
        for participant_id, name in session.execute(query).all():
            if participant_id is not None:
                found[participant_id].add(name)
    return found


def _sources_by_participant(session: Session) -> dict[UUID, set[str]]:
    found: dict[UUID, set[str]] = defaultdict(set)
    as_speaker = select(Speaker.participant_id, Source.name).join(
        Source, Source.id == Speaker.source_id
    )
    as_whole = select(SourceParticipant.participant_id, Source.name).join(
        Source, Source.id == SourceParticipant.source_id
    )
    for query in (as_speaker, as_whole):
        for participant_id, name in session.execute(query).all():
            if participant_id is not None:
                found[participant_id].add(name)
    return found


def _groups_by_person(session: Session) -> dict[UUID, set[str]]:
    found: dict[UUID, set[str]] = defaultdict(set)
    query = select(Membership.person_id, Participant.name).join(
        Participant, Participant.id == Membership.group_id
    )
    for person_id, name in session.execute(query).all():
        found[person_id].add(name)
    return found


def _values_by_participant(session: Session) -> dict[UUID, dict[str, str]]:
    found: dict[UUID, dict[str, str]] = defaultdict(dict)
    query = (
        select(AttributeValue.participant_id, Attribute.name, AttributeValue.value)
        .join(Attribute, Attribute.id == AttributeValue.attribute_id)
        .where(AttributeValue.participant_id.is_not(None))
        .order_by(Attribute.rank)
    )
    for participant_id, name, value in session.execute(query).all():
        if participant_id is not None:
            found[participant_id][name] = value
    return found
