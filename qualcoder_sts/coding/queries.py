"""Reading coded segments and finished marks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, func, select
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
    return _rows(session, _segments().where(CodedSegment.source_id == source_id))


def segments_named(session: Session, segment_ids: Sequence[UUID]) -> list[SegmentRow]:
    """Segments by their keys, in that order; those that are gone are left out."""
    found = _rows(session, _segments().where(CodedSegment.id.in_(segment_ids)))
    by_id = {row.id: row for row in found}
    return [by_id[segment_id] for segment_id in segment_ids if segment_id in by_id]


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


_Columns = Select[
    UUID, UUID, int, int, UUID, str, str, UUID, str, int | None, bool, SegmentOrigin, datetime
]


def _segments() -> _Columns:
    # Columns instead of whole objects: a transcript may have thousands of segments.
    one = CodedSegment
    return (
        select(
            one.id,
            one.source_id,
            one.start,
            one.end,
            one.code_id,
            Code.name,
            Code.colour,
            one.coder_id,
            Coder.name,
            one.weight,
            one.key_quote,
            one.origin,
            one.created_at,
        )
        .join(Code, Code.id == one.code_id)
        .join(Coder, Coder.id == one.coder_id)
        .order_by(one.start, one.end, one.created_at, one.id)
    )


def _rows(session: Session, query: _Columns) -> list[SegmentRow]:
    found = session.execute(query).tuples().all()
    memos = memos_by_row(session, CodedSegment.__tablename__, {values[0] for values in found})
    return [
        SegmentRow(*values, "\n\n".join(one.content for one in memos.get(values[0], ())))
        for values in found
    ]
