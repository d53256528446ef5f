"""Reading coded segments and finished marks."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from qualcoder_sts.memos.queries import memos_by_row
from qualcoder_sts.project.tables import Code, CodedSegment, Coder, FinishedMark, Source
from qualcoder_sts.project.tables.coding import SegmentOrigin


@dataclass(frozen=True, slots=True)
class SegmentRow:
    """A coded segment of a source; positions are code points in its text."""

    id: UUID
    source_id: UUID
    start: int
    end: int
    code_id: UUID
    code: str
    colour: str
    coder_id: UUID
    coder: str
    weight: int | None
    key_quote: bool
    origin: SegmentOrigin
    created_at: datetime
    memo: str


@dataclass(frozen=True, slots=True)
class FinishedRow:
    """A coder has finished a source; ``lead`` says whether this coder's layer is the source's."""

    source_id: UUID
    source: str
    coder: str
    at: datetime
    lead: bool


def segments_of(session: Session, source_id: UUID) -> list[SegmentRow]:
    """All segments of a source, by place."""
    query = (
        select(CodedSegment, Code.name, Code.colour, Coder.name)
        .join(Code, Code.id == CodedSegment.code_id)
        .join(Coder, Coder.id == CodedSegment.coder_id)
        .where(CodedSegment.source_id == source_id)
        .order_by(CodedSegment.start, CodedSegment.end, CodedSegment.created_at, CodedSegment.id)
    )
    memos = memos_by_row(session, CodedSegment.__tablename__)
    return [
        SegmentRow(
            id=segment.id,
            source_id=segment.source_id,
            start=segment.start,
            end=segment.end,
            code_id=segment.code_id,
            code=code,
            colour=colour,
            coder_id=segment.coder_id,
            coder=coder,
            weight=segment.weight,
            key_quote=segment.key_quote,
            origin=segment.origin,
            created_at=segment.created_at,
            memo="\n\n".join(one.content for one in memos.get(segment.id, [])),
        )
        for segment, code, colour, coder in session.execute(query).all()
    ]


def finished_marks(session: Session) -> list[FinishedRow]:
    """Who has finished which source, by source."""
    query = (
        select(FinishedMark, Source, Coder)
        .join(Source, Source.id == FinishedMark.source_id)
        .join(Coder, Coder.id == FinishedMark.coder_id)
        .where(FinishedMark.start.is_(None))
        .order_by(Source.name, FinishedMark.at)
    )
    found = session.execute(query).all()
    return [
        FinishedRow(
            source_id=source.id,
            source=source.name,
            coder=coder.name,
            at=mark.at,
            lead=source.lead_coder_id == coder.id,
        )
        for mark, source, coder in found
    ]


def segment_count(session: Session) -> int:
    """How many segments the project has."""
    return session.scalar(select(func.count()).select_from(CodedSegment)) or 0
