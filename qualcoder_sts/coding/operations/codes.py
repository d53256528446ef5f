"""Merging, splitting and deleting codes, with what becomes of their segments."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from qualcoder_sts.codebook.operations import existing_code
from qualcoder_sts.codebook.queries import code_tree
from qualcoder_sts.coding.errors import CodeMergedIntoItselfError, CodeNotCodableError
from qualcoder_sts.coding.operations.segments import (
    existing_segment,
    fold_into,
    recode_segment,
)
from qualcoder_sts.foundation.ranks import ranks_after
from qualcoder_sts.project.history.recording import describe
from qualcoder_sts.project.tables import Code, CodedSegment, Finding, Memo, MemoLink


@dataclass(frozen=True, slots=True)
class CodeBelongings:
    """What stands on a code and all codes below it."""

    codes: int  # below the code itself
    segments: int
    coders: int
    memos: int
    findings: int


@dataclass(frozen=True, slots=True)
class MergeEffect:
    """What merging one code into another does."""

    segments: int  # that take the other code
    already_coded: int  # of those: on a span the same coder has coded with the other code too
    overlapping: int  # of those: overlap one of the other code's by the same coder, and stay apart
    codes: int  # that move below the other code


def belongings(session: Session, code_id: UUID) -> CodeBelongings:
    """What would go with a code if it were deleted."""
    codes = [row.id for row in code_tree(session).subtree(code_id)]
    of_codes = CodedSegment.code_id.in_(codes)
    segments = select(CodedSegment.id).where(of_codes)
    memos = select(func.count()).where(
        Memo.target_id.in_(segments) | Memo.target_id.in_(select(Code.id).where(Code.id.in_(codes)))
    )
    return CodeBelongings(
        codes=len(codes) - 1,
        segments=session.scalar(select(func.count()).where(of_codes)) or 0,
        coders=session.scalar(select(func.count(CodedSegment.coder_id.distinct())).where(of_codes))
        or 0,
        memos=session.scalar(memos) or 0,
        findings=session.scalar(select(func.count()).where(Finding.code_id.in_(codes))) or 0,
    )


def merge_effect(session: Session, code_id: UUID, into_id: UUID) -> MergeEffect:
    """What ``merge_codes`` would do."""
    moving = _segments(session, code_id)
    there = _segments(session, into_id)
    same = {(s.source_id, s.coder_id, s.start, s.end) for s in there}
    already = [s for s in moving if (s.source_id, s.coder_id, s.start, s.end) in same]
    overlapping = [
        s
        for s in moving
        if s not in already
        and any(
            s.source_id == t.source_id
            and s.coder_id == t.coder_id
            and s.start < t.end
            and t.start < s.end
            for t in there
        )
    ]
    below = select(func.count()).where(Code.parent_id == code_id)
    return MergeEffect(len(moving), len(already), len(overlapping), session.scalar(below) or 0)


def merge_codes(session: Session, code_id: UUID, into_id: UUID) -> MergeEffect:
    """Make one code part of another: it goes, everything that stood on it stays.

    Its segments, findings, memos and the codes below it go over to the other code. Where one coder
    has both codes on the very same span, one segment remains, with the memos of both. Segments that
    merely overlap stay apart, as each was marked: counting unites them where passages are counted.
    """
    code, into = existing_code(session, code_id), existing_code(session, into_id)
    if into_id in {row.id for row in code_tree(session).subtree(code_id)}:
        raise CodeMergedIntoItselfError(code.name)
    effect = merge_effect(session, code_id, into_id)
    if effect.segments and not into.codable:
        raise CodeNotCodableError(into.name)
    describe(session, f"Merge code “{code.name}” into “{into.name}”")
    there = {(s.source_id, s.coder_id, s.start, s.end): s for s in _segments(session, into_id)}
    for segment in _segments(session, code_id):
        twin = there.get((segment.source_id, segment.coder_id, segment.start, segment.end))
        if twin is not None:
            fold_into(session, segment, twin)
        else:
            segment.code_id = into_id
    _move_children(session, code_id, into_id)
    for table in (Memo, MemoLink):
        session.execute(
            update(table)
            .where(table.target_table == Code.__tablename__, table.target_id == code_id)
            .values(target_id=into_id)
        )
    session.execute(update(Finding).where(Finding.code_id == code_id).values(code_id=into_id))
    session.flush()
    session.delete(code)
    return effect


def split_code(session: Session, code_id: UUID, into_id: UUID, segment_ids: Sequence[UUID]) -> None:
    """Give some of a code's segments to another code."""
    code, into = existing_code(session, code_id), existing_code(session, into_id)
    describe(session, f"Split code “{code.name}”: {len(segment_ids)} segments to “{into.name}”")
    for segment_id in segment_ids:
        if existing_segment(session, segment_id).code_id == code_id:
            recode_segment(session, segment_id, into_id)


def delete_code(session: Session, code_id: UUID) -> CodeBelongings:
    """Delete a code with all below it, their segments, findings and memos; tells what went."""
    code = existing_code(session, code_id)
    gone = belongings(session, code_id)
    describe(session, f"Delete code “{code.name}” with {gone.segments} segments")
    session.delete(code)
    return gone


def _move_children(session: Session, code_id: UUID, into_id: UUID) -> None:
    children = list(
        session.scalars(select(Code).where(Code.parent_id == code_id).order_by(Code.rank, Code.id))
    )
    taken = {name.casefold() for name in _names_below(session, into_id)}
    last = session.scalar(select(func.max(Code.rank)).where(Code.parent_id == into_id))
    for child, rank in zip(children, ranks_after(last, len(children)), strict=True):
        name, number = child.name, 2
        while name.casefold() in taken:
            name, number = f"{child.name} ({number})", number + 1
        taken.add(name.casefold())
        child.name, child.parent_id, child.rank = name, into_id, rank
    session.flush()


def _names_below(session: Session, code_id: UUID) -> list[str]:
    return list(session.scalars(select(Code.name).where(Code.parent_id == code_id)))


def _segments(session: Session, code_id: UUID) -> list[CodedSegment]:
    query = select(CodedSegment).where(CodedSegment.code_id == code_id)
    return list(session.scalars(query.order_by(CodedSegment.start, CodedSegment.id)))
