"""Applying codes to text and changing what was applied."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID, uuid4

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from qualcoder_sts.codebook.operations import existing_code
from qualcoder_sts.coding.errors import (
    CodeNotCodableError,
    SegmentNotDivisibleError,
    SegmentOutsideTextError,
    SegmentsNotJoinableError,
    WeightOutOfRangeError,
)
from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.project.errors import RowMissingError
from qualcoder_sts.project.history.recording import describe
from qualcoder_sts.project.tables import Code, CodedSegment, Coder, Memo, Source, Text
from qualcoder_sts.project.tables.coding import SegmentOrigin


@dataclass(frozen=True, slots=True)
class NewSegment:
    """A span of a source that is to get a code."""

    source_id: UUID
    span: Span
    code_id: UUID
    coder_id: UUID
    weight: int | None = None
    key_quote: bool = False
    origin: SegmentOrigin = SegmentOrigin.MANUAL


def apply_code(
    session: Session,
    source_id: UUID,
    span: Span,
    code_id: UUID,
    *,
    coder_id: UUID,
    origin: SegmentOrigin = SegmentOrigin.MANUAL,
) -> UUID:
    """Apply a code to a span of a source.

    The same coder applying the same code to the same span once more changes nothing and gives the
    segment that is there.
    """
    code = existing_code(session, code_id)
    describe(session, f"Apply “{code.name}”")
    return apply_codes(session, [NewSegment(source_id, span, code_id, coder_id, origin=origin)])[0]


def apply_codes(session: Session, wanted: Sequence[NewSegment]) -> list[UUID]:
    """Apply many codes in one step; the keys come back in the order of what was wanted."""
    describe(session, f"Apply {len(wanted)} codes")
    codes = {code_id: _codable(session, code_id) for code_id in {one.code_id for one in wanted}}
    coders = {one.coder_id for one in wanted}
    if session.scalar(select(func.count()).where(Coder.id.in_(coders))) != len(coders):
        raise RowMissingError("coder")
    lengths = {source_id: _text(session, source_id) for source_id in {w.source_id for w in wanted}}
    known = _known(session, wanted)
    keys: list[UUID] = []
    for one in wanted:
        text_hash, length = lengths[one.source_id]
        _refuse_outside(one.span, length)
        key = (one.source_id, one.span.start, one.span.end, one.code_id, one.coder_id)
        if key not in known:
            known[key] = _new_segment(one, text_hash, codes[one.code_id])
            session.add(known[key])
        keys.append(known[key].id)
    session.flush()
    return keys


def remove_segments(session: Session, segment_ids: Sequence[UUID]) -> None:
    """Remove segments with their memos."""
    segments = [existing_segment(session, segment_id) for segment_id in segment_ids]
    if len(segments) == 1:
        name = existing_code(session, segments[0].code_id).name
        describe(session, f"Remove a segment of “{name}”")
    else:
        describe(session, f"Remove {len(segments)} segments")
    for segment in segments:
        session.delete(segment)


def resize_segment(session: Session, segment_id: UUID, span: Span) -> None:
    """Move a segment's start and end."""
    segment = existing_segment(session, segment_id)
    _refuse_outside(span, _text(session, segment.source_id)[1])
    describe(session, f"Resize a segment of “{existing_code(session, segment.code_id).name}”")
    segment.start, segment.end = span.start, span.end


def split_segment(session: Session, segment_id: UUID, position: int) -> UUID:
    """Make two segments of one; the second is new, memos stay with the first."""
    segment = existing_segment(session, segment_id)
    if not segment.start < position < segment.end:
        raise SegmentNotDivisibleError
    describe(session, f"Split a segment of “{existing_code(session, segment.code_id).name}”")
    rest = CodedSegment(
        source_id=segment.source_id,
        text_hash=segment.text_hash,
        start=position,
        end=segment.end,
        code_id=segment.code_id,
        coder_id=segment.coder_id,
        weight=segment.weight,
        origin=segment.origin,
        definition_version=segment.definition_version,
    )
    segment.end = position
    session.add(rest)
    session.flush()
    return rest.id


def join_segments(session: Session, segment_ids: Sequence[UUID]) -> UUID:
    """Make one segment of several, from the first one's start to the last one's end.

    The first one stays; memos of the others become its own.
    """
    segments = [existing_segment(session, segment_id) for segment_id in dict.fromkeys(segment_ids)]
    if len({(one.source_id, one.code_id, one.coder_id) for one in segments}) != 1:
        raise SegmentsNotJoinableError
    segments.sort(key=lambda one: (one.start, one.end))
    first, others = segments[0], segments[1:]
    describe(session, f"Join {len(segments)} segments")
    first.end = max(one.end for one in segments)
    first.key_quote = any(one.key_quote for one in segments)
    for other in others:
        fold_into(session, other, first)
    return first.id


def recode_segment(session: Session, segment_id: UUID, code_id: UUID) -> None:
    """Replace a segment's code by another."""
    segment = existing_segment(session, segment_id)
    code = _codable(session, code_id)
    describe(session, f"Recode “{existing_code(session, segment.code_id).name}” as “{code.name}”")
    twin = _twin(session, segment, code_id)
    if twin is not None:
        fold_into(session, segment, twin)
        return
    segment.code_id = code_id
    segment.definition_version = code.definition_version


def weigh_segment(session: Session, segment_id: UUID, weight: int | None) -> None:
    """Say how much weight a segment has, 0 to 100; None takes the weight away."""
    if weight is not None and not 0 <= weight <= 100:
        raise WeightOutOfRangeError(weight)
    segment = existing_segment(session, segment_id)
    describe(session, "Weigh a segment")
    segment.weight = weight


def mark_key_quote(session: Session, segment_id: UUID, key_quote: bool) -> None:
    """Mark a segment as an illustrative quote, or not."""
    segment = existing_segment(session, segment_id)
    describe(session, "Mark illustrative quote" if key_quote else "Unmark illustrative quote")
    segment.key_quote = key_quote


def existing_segment(session: Session, segment_id: UUID) -> CodedSegment:
    """The segment, which must be there; raises ``RowMissingError``."""
    segment = session.get(CodedSegment, segment_id)
    if segment is None:
        raise RowMissingError("segment")
    return segment


def fold_into(session: Session, gone: CodedSegment, kept: CodedSegment) -> None:
    """Give a segment's memos, mark and weight to another one and delete it."""
    kept.key_quote = kept.key_quote or gone.key_quote
    kept.weight = gone.weight if kept.weight is None else kept.weight
    session.execute(
        update(Memo)
        .where(Memo.target_table == CodedSegment.__tablename__, Memo.target_id == gone.id)
        .values(target_id=kept.id)
    )
    session.delete(gone)
    session.flush()


def _new_segment(wanted: NewSegment, text_hash: str, code: Code) -> CodedSegment:
    if wanted.weight is not None and not 0 <= wanted.weight <= 100:
        raise WeightOutOfRangeError(wanted.weight)
    return CodedSegment(
        id=uuid4(),
        source_id=wanted.source_id,
        text_hash=text_hash,
        start=wanted.span.start,
        end=wanted.span.end,
        code_id=wanted.code_id,
        coder_id=wanted.coder_id,
        weight=wanted.weight,
        key_quote=wanted.key_quote,
        origin=wanted.origin,
        definition_version=code.definition_version,
    )


def _known(
    session: Session, wanted: Sequence[NewSegment]
) -> dict[tuple[UUID, int, int, UUID, UUID], CodedSegment]:
    sources = {one.source_id for one in wanted}
    codes = {one.code_id for one in wanted}
    query = select(CodedSegment).where(
        CodedSegment.source_id.in_(sources), CodedSegment.code_id.in_(codes)
    )
    return {
        (one.source_id, one.start, one.end, one.code_id, one.coder_id): one
        for one in session.scalars(query)
    }


def _twin(session: Session, segment: CodedSegment, code_id: UUID) -> CodedSegment | None:
    """The same coder's segment of another code on the same span, if there is one."""
    return session.scalar(
        select(CodedSegment).where(
            CodedSegment.source_id == segment.source_id,
            CodedSegment.start == segment.start,
            CodedSegment.end == segment.end,
            CodedSegment.coder_id == segment.coder_id,
            CodedSegment.code_id == code_id,
            CodedSegment.id != segment.id,
        )
    )


def _codable(session: Session, code_id: UUID) -> Code:
    code = existing_code(session, code_id)
    if not code.codable:
        raise CodeNotCodableError(code.name)
    return code


def _text(session: Session, source_id: UUID) -> tuple[str, int]:
    """The hash and the length of a source's text."""
    found = session.execute(
        select(Source.text_hash, func.length(Text.content))
        .join(Text, Text.hash == Source.text_hash)
        .where(Source.id == source_id)
    ).one_or_none()
    if found is None:
        raise RowMissingError("source")
    return found.tuple()


def _refuse_outside(span: Span, length: int) -> None:
    if not span or span.end > length:
        raise SegmentOutsideTextError(span.start, span.end, length)
