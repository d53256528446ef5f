"""Reading sources, texts, speakers and turns."""

import json
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from difflib import get_close_matches
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from qualcoder_sts.foundation.names import folded, in_natural_order
from qualcoder_sts.language.words import count_words
from qualcoder_sts.project.errors import RowMissingError
from qualcoder_sts.project.tables import (
    CodedSegment,
    FieldSession,
    Memo,
    Original,
    Participant,
    Project,
    Source,
    Speaker,
    SpeakerTurn,
    Text,
)
from qualcoder_sts.project.tables.transcripts import Method, SpeakerRole
from qualcoder_sts.transcripts.errors import SourceUnknownError

METHOD_ORDER = {method: place for place, method in enumerate(Method)}


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source, without its text."""

    id: UUID
    name: str
    method: Method
    text_hash: str
    session_id: UUID | None
    lead_coder_id: UUID | None
    format: str
    encoding: str
    language: str
    date: str
    segments: int


@dataclass(frozen=True, slots=True)
class TurnRow:
    """A speaker turn; positions are code points in the source's text."""

    id: UUID
    start: int
    speech_start: int
    end: int
    speaker_id: UUID
    label: str
    role: SpeakerRole
    cue_start_ms: int | None
    cue_end_ms: int | None


@dataclass(frozen=True, slots=True)
class SpeakerRow:
    """A speaker of a source."""

    id: UUID
    label: str
    role: SpeakerRole
    participant_id: UUID | None
    participant: str
    turns: int
    words: int


@dataclass(frozen=True, slots=True)
class SourceDetails:
    """What else is known of a source; ``has_original`` tells whether its file was kept."""

    source: SourceRow
    session: str
    words: int
    speakers: int
    turns: int
    imported_at: datetime
    original_name: str
    has_original: bool


@dataclass(frozen=True, slots=True)
class SourceBelongings:
    """What goes with some sources when they are deleted."""

    turns: int
    segments: int
    coders: int
    memos: int


@dataclass(frozen=True, slots=True)
class Transcript:
    """A source with its text and turns."""

    source: SourceRow
    text: str
    turns: tuple[TurnRow, ...]


def list_sources(session: Session) -> list[SourceRow]:
    """All sources by method and name."""
    counts: dict[UUID, int] = dict(
        session.execute(
            select(CodedSegment.source_id, func.count()).group_by(CodedSegment.source_id)
        ).all()
    )
    rows = [_as_row(source, counts.get(source.id, 0)) for source in session.scalars(select(Source))]
    return sorted(
        rows, key=lambda row: (METHOD_ORDER[row.method], in_natural_order(row.name), row.id)
    )


def find_source(session: Session, name: str) -> SourceRow:
    """The source of this name; raises ``SourceUnknownError``."""
    rows = list_sources(session)
    exact = [row for row in rows if row.name == name]
    if found := exact or [row for row in rows if folded(row.name) == folded(name)]:
        return found[0]
    raise SourceUnknownError(name, get_close_matches(name, [row.name for row in rows], 1))


def read_transcript(session: Session, source_id: UUID) -> Transcript:
    """A source with its text and turns; raises ``RowMissingError``."""
    found = session.execute(
        select(Source, Text.content)
        .join(Text, Text.hash == Source.text_hash)
        .where(Source.id == source_id)
    ).one_or_none()
    if found is None:
        raise RowMissingError("source")
    source, text = found
    segments = session.scalar(select(func.count()).where(CodedSegment.source_id == source_id))
    return Transcript(_as_row(source, segments or 0), text, tuple(turns_of(session, source_id)))


def turns_of(session: Session, source_id: UUID) -> list[TurnRow]:
    """A source's turns in their order."""
    turn = SpeakerTurn
    query = (
        select(
            turn.id,
            turn.start,
            turn.speech_start,
            turn.end,
            Speaker.id,
            Speaker.label,
            Speaker.role,
            turn.cue_start_ms,
            turn.cue_end_ms,
        )
        .join(Speaker, Speaker.id == turn.speaker_id)
        .where(turn.source_id == source_id)
        .order_by(turn.start, turn.end)
    )
    return [TurnRow(*values) for values in session.execute(query)]


class Said(NamedTuple):
    """Who says what stands where: as much of a turn as a list of places needs."""

    start: int
    speech_start: int
    end: int
    label: str
    role: str


def packed_speech(session: Session, source_ids: Collection[UUID]) -> dict[UUID, str]:
    """The turns of sources as ``unpacked_speech`` reads them: few of thousands are looked at."""
    turn = SpeakerTurn
    packed = func.json_group_array(
        func.json_array(turn.start, turn.speech_start, turn.end, Speaker.label, Speaker.role)
    )
    query = (
        select(turn.source_id, packed)
        .join(Speaker, Speaker.id == turn.speaker_id)
        .where(turn.source_id.in_(source_ids))
        .group_by(turn.source_id)
    )
    return dict(session.execute(query).all())


def unpacked_speech(packed: str) -> list[Said]:
    """The turns in their order."""
    return sorted(Said(*values) for values in json.loads(packed))


def speakers_of(session: Session, source_id: UUID) -> list[SpeakerRow]:
    """A source's speakers, by first appearance, with the words of their turns without labels."""
    turns = turns_of(session, source_id)
    counts = Counter(turn.speaker_id for turn in turns)
    words = _words_by_speaker(session, source_id, turns)
    first = {speaker_id: place for place, speaker_id in enumerate(counts)}
    query = (
        select(Speaker, Participant.name)
        .outerjoin(Participant, Participant.id == Speaker.participant_id)
        .where(Speaker.source_id == source_id)
    )
    rows = [
        SpeakerRow(
            one.id, one.label, one.role, one.participant_id, name or "", counts[one.id],
            words[one.id],
        )
        for one, name in session.execute(query)
    ]  # fmt: skip
    return sorted(rows, key=lambda row: (first.get(row.id, len(first)), row.label))


def source_details(session: Session, source_id: UUID) -> SourceDetails:
    """What is known of a source; raises ``RowMissingError``."""
    transcript = read_transcript(session, source_id)
    source = session.get_one(Source, source_id)
    took_place = source.session_id and session.get(FieldSession, source.session_id)
    return SourceDetails(
        source=transcript.source,
        session=took_place.name if took_place else "",
        words=count_words(transcript.text),
        speakers=len({turn.speaker_id for turn in transcript.turns}),
        turns=len(transcript.turns),
        imported_at=source.imported_at,
        original_name=source.original_name,
        has_original=source.original_hash is not None,
    )


def original_content(session: Session, source_id: UUID) -> bytes:
    """The bytes of the file a source was imported from; raises ``RowMissingError``."""
    content = session.scalar(
        select(Original.content)
        .join(Source, Source.original_hash == Original.hash)
        .where(Source.id == source_id)
    )
    if content is None:
        raise RowMissingError("original file")
    return content


def source_belongings(session: Session, source_ids: Sequence[UUID]) -> SourceBelongings:
    """What goes with some sources."""
    turns = select(func.count()).where(SpeakerTurn.source_id.in_(source_ids))
    segments = select(func.count(), func.count(CodedSegment.coder_id.distinct())).where(
        CodedSegment.source_id.in_(source_ids)
    )
    inside = select(CodedSegment.id).where(CodedSegment.source_id.in_(source_ids))
    memos = select(func.count()).where(
        or_(Memo.target_id.in_(source_ids), Memo.target_id.in_(inside))
    )
    number, coders = session.execute(segments).one()
    return SourceBelongings(
        turns=session.scalar(turns) or 0,
        segments=number,
        coders=coders,
        memos=session.scalar(memos) or 0,
    )


def text_lengths(session: Session) -> dict[UUID, int]:
    """How many characters each source's text has."""
    query = select(Source.id, func.length(Text.content)).join(Text, Text.hash == Source.text_hash)
    return dict(session.execute(query).all())


def source_languages(session: Session) -> dict[UUID, str]:
    """The language of each source; one that has none of its own is in the project's."""
    of_project = session.scalar(select(Project.language)) or ""
    rows = session.execute(select(Source.id, Source.language))
    return {source_id: language or of_project for source_id, language in rows}


def words_by_source(session: Session) -> dict[UUID, int]:
    """How many words each source's text has, labels and all."""
    query = select(Source.id, Text.content).join(Text, Text.hash == Source.text_hash)
    return {source_id: count_words(text) for source_id, text in session.execute(query)}


def _words_by_speaker(session: Session, source_id: UUID, turns: Sequence[TurnRow]) -> Counter[UUID]:
    text = session.scalar(
        select(Text.content)
        .join(Source, Source.text_hash == Text.hash)
        .where(Source.id == source_id)
    )
    words: Counter[UUID] = Counter()
    for turn in turns:
        words[turn.speaker_id] += count_words((text or "")[turn.speech_start : turn.end])
    return words


def _as_row(source: Source, segments: int) -> SourceRow:
    return SourceRow(
        id=source.id,
        name=source.name,
        method=source.method,
        text_hash=source.text_hash,
        session_id=source.session_id,
        lead_coder_id=source.lead_coder_id,
        format=source.format,
        encoding=source.encoding,
        language=source.language,
        date=source.date,
        segments=segments,
    )
