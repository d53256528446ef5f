"""Reading sources, texts, speakers and turns."""

from collections import Counter
from dataclasses import dataclass
from difflib import get_close_matches
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from qualcoder_sts.foundation.names import folded, in_natural_order
from qualcoder_sts.language.words import count_words
from qualcoder_sts.project.errors import RowMissingError
from qualcoder_sts.project.tables import CodedSegment, Source, Speaker, SpeakerTurn, Text
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
    turns: int


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


def speakers_of(session: Session, source_id: UUID) -> list[SpeakerRow]:
    """A source's speakers, by first appearance."""
    turns = turns_of(session, source_id)
    counts = Counter(turn.speaker_id for turn in turns)
    first = {speaker_id: place for place, speaker_id in enumerate(counts)}
    speakers = session.scalars(select(Speaker).where(Speaker.source_id == source_id))
    rows = [
        SpeakerRow(one.id, one.label, one.role, one.participant_id, counts[one.id])
        for one in speakers
    ]
    return sorted(rows, key=lambda row: (first.get(row.id, len(first)), row.label))


def words_by_source(session: Session) -> dict[UUID, int]:
    """How many words each source's text has, labels and all."""
    query = select(Source.id, Text.content).join(Text, Text.hash == Source.text_hash)
    return {source_id: count_words(text) for source_id, text in session.execute(query)}


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
