"""Taking the snapshot: a few bulk queries, and everything in frozen rows."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import String, select, type_coerce
from sqlalchemy.orm import Session

from qualcoder_sts.analysis.request import Scope
from qualcoder_sts.analysis.rules import METHOD_ORDER
from qualcoder_sts.analysis.talk import Stretch, Talk, Voice, in_order
from qualcoder_sts.coding.finished import finished_sources, read_of
from qualcoder_sts.coding.layer import Finished, Layer, layer_of_coder, layer_of_record
from qualcoder_sts.foundation.spans import Span, united
from qualcoder_sts.participants.queries import ParticipantRow, list_participants
from qualcoder_sts.project.tables.coding import FinishedMark
from qualcoder_sts.project.tables.participants import (
    Attendance,
    FieldSession,
    Membership,
    ParticipantKind,
    RosterEntry,
)
from qualcoder_sts.project.tables.project import Coder, CoderKind
from qualcoder_sts.project.tables.transcripts import (
    Method,
    Source,
    SourceParticipant,
    Speaker,
    SpeakerRole,
    SpeakerTurn,
    Text,
)
from qualcoder_sts.transcripts.document import Turn
from qualcoder_sts.transcripts.speakers.speech import speech_spans

# Methods whose text somebody speaks, or answers with.
TALK_METHODS = frozenset({Method.INTERVIEW, Method.FOCUS_GROUP, Method.SURVEY})
# Methods whose source as a whole may belong to one person, who then says all that is said.
ONE_PERSON_METHODS = frozenset({Method.INTERVIEW, Method.SURVEY})


@dataclass(frozen=True, slots=True)
class LoadedTurn:
    """One speaker turn; ``number`` counts the source's turns from one."""

    number: int
    span: Span
    speech_start: int
    label: str
    role: SpeakerRole
    person_id: UUID | None
    cue_start_ms: int | None


@dataclass(frozen=True)
class LoadedSource:
    """One source with its turns."""

    id: UUID
    name: str
    method: Method
    text: str
    lead_coder_id: UUID | None
    session_id: UUID | None
    turns: tuple[LoadedTurn, ...]
    people: tuple[UUID, ...]  # whom the source as a whole belongs to


@dataclass(frozen=True, slots=True)
class FinishedPart:
    """What one coder has finished of a source, none overlapping, and when that was last said."""

    coder_id: UUID
    spans: tuple[Span, ...]
    at: datetime


@dataclass(frozen=True)
class Attended:
    """Who attended a session, and which group met."""

    group_id: UUID
    roster: frozenset[UUID]


def load_people(session: Session) -> dict[UUID, ParticipantRow]:
    """All persons, in the order in which lists show them."""
    return {row.id: row for row in list_participants(session) if row.kind is ParticipantKind.PERSON}


def load_sources(
    session: Session, scope: Scope, people: Mapping[UUID, ParticipantRow]
) -> tuple[LoadedSource, ...]:
    """The sources in scope, by method and name."""
    query = select(
        Source.id,
        Source.name,
        Source.method,
        Text.content,
        Source.lead_coder_id,
        Source.session_id,
    ).join(Text, Text.hash == Source.text_hash)
    rows = [
        row
        for row in session.execute(query).all()
        if (scope.methods is None or row.method in scope.methods)
        and (scope.source_ids is None or row.id in scope.source_ids)
    ]
    rows.sort(key=lambda row: (METHOD_ORDER.index(row.method), row.name.casefold(), row.id.int))
    turns = _load_turns(session, people)
    belongs: dict[UUID, list[UUID]] = defaultdict(list)
    for link in session.execute(
        select(SourceParticipant.source_id, SourceParticipant.participant_id)
    ):
        if link.participant_id in people:
            belongs[link.source_id].append(link.participant_id)
    return tuple(
        LoadedSource(
            id=row.id,
            name=row.name,
            method=row.method,
            text=row.content,
            lead_coder_id=row.lead_coder_id,
            session_id=row.session_id,
            turns=tuple(turns.get(row.id, ())),
            people=tuple(sorted(set(belongs[row.id]))),
        )
        for row in rows
    )


def _load_turns(
    session: Session, people: Mapping[UUID, ParticipantRow]
) -> dict[UUID, list[LoadedTurn]]:
    # Ids as text: making objects of them costs more than the rest of these queries.
    speakers = {
        row.key: row
        for row in session.execute(
            select(
                type_coerce(Speaker.id, String).label("key"),
                Speaker.source_id,
                Speaker.label,
                Speaker.role,
                Speaker.participant_id,
            )
        )
    }
    query = select(
        type_coerce(SpeakerTurn.speaker_id, String),
        SpeakerTurn.start,
        SpeakerTurn.speech_start,
        SpeakerTurn.end,
        SpeakerTurn.cue_start_ms,
    ).order_by(SpeakerTurn.source_id, SpeakerTurn.start, SpeakerTurn.end)
    turns: dict[UUID, list[LoadedTurn]] = defaultdict(list)
    for speaker_key, start, speech_start, end, cue_start_ms in session.execute(query).all():
        speaker = speakers[speaker_key]
        in_source = turns[speaker.source_id]
        person_id = speaker.participant_id
        in_source.append(
            LoadedTurn(
                number=len(in_source) + 1,
                span=Span(start, end),
                speech_start=speech_start,
                label=speaker.label,
                role=speaker.role,
                person_id=person_id if person_id in people else None,
                cue_start_ms=cue_start_ms,
            )
        )
    return turns


def talk_of(source: LoadedSource) -> Talk:
    """Who says what in a source.

    A study's text counts whole. Text outside the turns of a transcript is nobody's.
    """
    stretches: list[Stretch] = []
    if source.turns and source.method is not Method.LITERATURE:
        only_person = _only_person(source)
        for turn in source.turns:
            said = Turn(turn.span, turn.speech_start, turn.label)
            voice, person = _voice(turn, only_person)
            stretches += [Stretch(span, voice, person) for span in speech_spans(source.text, said)]
    elif source.method in TALK_METHODS:
        whole = Turn(Span(0, len(source.text)), 0, "")
        person = source.people[0] if _belongs_to_one(source) else None
        voice = Voice.UNATTRIBUTED if person is None else Voice.PERSON
        stretches += [Stretch(span, voice, person) for span in speech_spans(source.text, whole)]
    elif stripped := source.text.strip():
        start = source.text.index(stripped)
        stretches.append(Stretch(Span(start, start + len(stripped)), Voice.TEXT))
    return Talk(source.text, in_order(stretches))


def _voice(turn: LoadedTurn, only_person: UUID | None) -> tuple[Voice, UUID | None]:
    if turn.role is SpeakerRole.INTERVIEWER:
        return Voice.INTERVIEWER, None
    person = turn.person_id
    if person is None and turn.role is SpeakerRole.PARTICIPANT:
        person = only_person
    if person is None or turn.role is SpeakerRole.UNATTRIBUTED:
        return Voice.UNATTRIBUTED, None
    return Voice.PERSON, person


def _belongs_to_one(source: LoadedSource) -> bool:
    return len(source.people) == 1 and source.method in ONE_PERSON_METHODS


def _only_person(source: LoadedSource) -> UUID | None:
    """Whom a single participant's label without a link stands for: the source's one person."""
    labels = {turn.label for turn in source.turns if turn.role is SpeakerRole.PARTICIPANT}
    return source.people[0] if len(labels) == 1 and _belongs_to_one(source) else None


def load_layers(
    session: Session, sources: tuple[LoadedSource, ...], coder_id: UUID | None
) -> dict[UUID, Layer]:
    """Whose coding counts in each source: the layer of record, or one coder's."""
    consensus = frozenset(
        session.scalars(select(Coder.id).where(Coder.kind == CoderKind.CONSENSUS))
    )
    finished: dict[UUID, list[Finished]] = defaultdict(list)
    for one in finished_sources(session):
        finished[one.source_id].append(Finished(one.coder_id, one.at))
    return {
        source.id: layer_of_record(finished[source.id], source.lead_coder_id, consensus)
        if coder_id is None
        else layer_of_coder(finished[source.id], coder_id)
        for source in sources
    }


def load_finished(session: Session, lengths: Mapping[UUID, int]) -> dict[UUID, list[FinishedPart]]:
    """What each coder has finished, at once or range by range, of sources of these lengths."""
    marks: dict[UUID, dict[UUID, list[FinishedMark]]] = {source_id: {} for source_id in lengths}
    for mark in session.scalars(select(FinishedMark).order_by(FinishedMark.at, FinishedMark.id)):
        if mark.source_id in marks:
            marks[mark.source_id].setdefault(mark.coder_id, []).append(mark)
    return {
        source_id: [
            FinishedPart(
                coder_id=coder_id,
                spans=tuple(united(read_of(own, lengths[source_id]))),
                at=max(mark.at for mark in own),
            )
            for coder_id, own in of_coder.items()
        ]
        for source_id, of_coder in marks.items()
    }


def load_sessions(session: Session, people: Mapping[UUID, ParticipantRow]) -> dict[UUID, Attended]:
    """Who attended each session; without a roster the group's members did."""
    members: dict[UUID, set[UUID]] = defaultdict(set)
    for row in session.execute(select(Membership.group_id, Membership.person_id)):
        members[row.group_id].add(row.person_id)
    rosters: dict[UUID, set[UUID]] = defaultdict(set)
    has_roster = set()
    for entry in session.execute(
        select(RosterEntry.session_id, RosterEntry.participant_id, RosterEntry.attendance)
    ):
        has_roster.add(entry.session_id)
        if entry.attendance is Attendance.PRESENT:
            rosters[entry.session_id].add(entry.participant_id)
    attended = {}
    for met in session.execute(select(FieldSession.id, FieldSession.group_id)):
        group_id = met.group_id or met.id
        present = rosters[met.id] if met.id in has_roster else members.get(group_id, set())
        attended[met.id] = Attended(group_id, frozenset(present & people.keys()))
    return attended
