"""Reading coded segments and finished marks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from qualcoder_sts.coding.finished import finished_sources
from qualcoder_sts.memos.queries import memos_by_row
from qualcoder_sts.project.tables import Code, CodedSegment, Coder, FinishedMark, Source, Text
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
    coder_id: UUID
    coder: str
    at: datetime
    lead: bool


def segments_of(
    session: Session, source_id: UUID, *, reader_id: UUID | None = None
) -> list[SegmentRow]:
    """All segments of a source, by place; with the private memos of the coder who reads."""
    return _rows(session, _segments().where(CodedSegment.source_id == source_id), reader_id)


def segments_named(
    session: Session, segment_ids: Sequence[UUID], *, reader_id: UUID | None = None
) -> list[SegmentRow]:
    """Segments by their keys, in that order; those that are gone are left out."""
    found = _rows(session, _segments().where(CodedSegment.id.in_(segment_ids)), reader_id)
    by_id = {row.id: row for row in found}
    return [by_id[segment_id] for segment_id in segment_ids if segment_id in by_id]


def finished_marks(session: Session) -> list[FinishedRow]:
    """Who has finished which source, by source."""
    of_source = select(Source.id, Source.name, Source.lead_coder_id)
    sources = {row.id: row for row in session.execute(of_source)}
    coders = dict(session.execute(select(Coder.id, Coder.name)).all())
    rows = [
        FinishedRow(
            source_id=one.source_id,
            source=sources[one.source_id].name,
            coder_id=one.coder_id,
            coder=coders[one.coder_id],
            at=one.at,
            lead=sources[one.source_id].lead_coder_id == one.coder_id,
        )
        for one in finished_sources(session)
    ]
    return sorted(rows, key=lambda row: row.source)


def finished_up_to(session: Session, coder_id: UUID | None) -> dict[UUID, int]:
    """Up to which position a coder has finished sources of which only the beginning is finished."""
    mark = FinishedMark
    query = (
        select(mark.source_id, func.max(mark.end))
        .where(mark.coder_id == coder_id, mark.start.is_not(None))
        .group_by(mark.source_id)
    )
    ends = session.execute(query).all()
    if not ends:
        return {}
    whole = {one.source_id for one in finished_sources(session, coder_id=coder_id)}
    return {source_id: end for source_id, end in ends if end and source_id not in whole}


def recently_applied(session: Session, coder_id: UUID, *, most: int) -> list[UUID]:
    """The codes a coder applied last by hand, the newest first."""
    latest = func.max(CodedSegment.created_at)
    query = (
        select(CodedSegment.code_id)
        .where(CodedSegment.coder_id == coder_id, CodedSegment.origin == SegmentOrigin.MANUAL)
        .group_by(CodedSegment.code_id)
        .order_by(latest.desc(), CodedSegment.code_id)
        .limit(most)
    )
    return list(session.scalars(query))


def segment_to_join(session: Session, segment_id: UUID) -> SegmentRow | None:
    """The segment that one can be joined with: the next of the same code and coder in its source.

    They overlap, or nothing but white space stands between them; without a next one, the one
    before.
    """
    (row,) = segments_named(session, [segment_id]) or (None,)
    if row is None:
        return None
    text = session.scalar(
        select(Text.content)
        .join(Source, Source.text_hash == Text.hash)
        .where(Source.id == row.source_id)
    )
    same = _segments().where(
        CodedSegment.source_id == row.source_id,
        CodedSegment.code_id == row.code_id,
        CodedSegment.coder_id == row.coder_id,
        CodedSegment.id != segment_id,
    )
    beside = [
        one
        for one in _rows(session, same, None)
        if not (text or "")[min(row.end, one.end) : max(row.start, one.start)].strip()
    ]
    following = [one for one in beside if one.start >= row.start]
    return following[0] if following else (beside[-1] if beside else None)


def coded_up_to(session: Session, coder_id: UUID | None) -> dict[UUID, int]:
    """Where in each source's text a coder's last segment ends, as a code point position."""
    query = (
        select(CodedSegment.source_id, func.max(CodedSegment.end))
        .where(CodedSegment.coder_id == coder_id)
        .group_by(CodedSegment.source_id)
    )
    return dict(session.execute(query).all())


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


def _rows(session: Session, query: _Columns, reader_id: UUID | None) -> list[SegmentRow]:
    found = session.execute(query).all()
    memos = memos_by_row(session, CodedSegment.__tablename__, {values[0] for values in found})
    # Taken apart by place: by name would take twice as long.
    return [
        SegmentRow(
            id=key,
            source_id=source,
            start=start,
            end=end,
            code_id=code,
            code=code_name,
            colour=colour,
            coder_id=coder,
            coder=coder_name,
            weight=weight,
            key_quote=key_quote,
            origin=origin,
            created_at=at,
            memo="\n\n".join(
                one.content for one in memos.get(key, ()) if one.is_open_to(reader_id)
            ),
        )
        for key, source, start, end, code, code_name, colour, coder, coder_name, weight, key_quote,
        origin, at in found
    ]  # fmt: skip
