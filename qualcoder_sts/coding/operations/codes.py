"""Merging, splitting and deleting codes, with what becomes of their segments."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, func, or_, select, true, update
from sqlalchemy.orm import Session

from qualcoder_sts.codebook.operations import add_code, existing_code, move_code
from qualcoder_sts.codebook.queries import code_tree
from qualcoder_sts.coding.errors import CodeMergedIntoItselfError, CodeNotCodableError
from qualcoder_sts.coding.operations.folding import Fold, fold_segments
from qualcoder_sts.coding.operations.segments import existing_segments
from qualcoder_sts.foundation.errors import joined
from qualcoder_sts.foundation.names import folded, tidied, with_free_number
from qualcoder_sts.foundation.ranks import ranks_after
from qualcoder_sts.foundation.spans import Span, united
from qualcoder_sts.foundation.translation import _, ngettext
from qualcoder_sts.project.blindness import blindness_of_step
from qualcoder_sts.project.history.recording import describe
from qualcoder_sts.project.merged_away import merge_away
from qualcoder_sts.project.tables import (
    Code,
    CodedSegment,
    ConsensusDecision,
    Finding,
    Memo,
    MemoLink,
    SuggestionDecision,
)


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
    memos: int  # on the code itself, that go over to the other
    findings: int  # of the literature, that do so too


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a segment stands: the layer is source and coder."""

    layer: tuple[UUID, UUID]
    span: Span


def belongings(session: Session, code_id: UUID) -> CodeBelongings:
    """What would go with a code if it were deleted."""
    codes = [row.id for row in code_tree(session).subtree(existing_code(session, code_id).id)]
    of_codes = CodedSegment.code_id.in_(codes) & _may_be_told(session)
    counted_segments = select(func.count(), func.count(CodedSegment.coder_id.distinct()))
    segments, coders = session.execute(counted_segments.where(of_codes)).one()
    memos = select(func.count()).where(
        Memo.target_id.in_(select(CodedSegment.id).where(of_codes))
        | Memo.target_id.in_(select(Code.id).where(Code.id.in_(codes)))
        | Memo.target_id.in_(select(Finding.id).where(Finding.code_id.in_(codes)))
    )
    findings = select(func.count()).where(Finding.code_id.in_(codes))
    return CodeBelongings(
        codes=len(codes) - 1,
        segments=segments,
        coders=coders,
        memos=session.scalar(memos) or 0,
        findings=session.scalar(findings) or 0,
    )


def merge_effect(session: Session, code_id: UUID, into_id: UUID) -> MergeEffect:
    """What ``merge_codes`` would do; raises what it would raise."""
    _refuse_merge(session, code_id, into_id)
    there = _places(session, into_id)
    taken = {(place.layer, place.span) for place in there}
    spans: dict[tuple[UUID, UUID], list[Span]] = defaultdict(list)
    for place in there:
        spans[place.layer].append(place.span)
    covered = {layer: united(of_layer) for layer, of_layer in spans.items()}
    moving = _places(session, code_id)
    already = overlapping = 0
    for place in moving:
        if (place.layer, place.span) in taken:
            already += 1
        else:
            overlapping += _overlaps_any(place.span, covered.get(place.layer, []))
            taken.add((place.layer, place.span))
    return MergeEffect(
        segments=len(moving),
        already_coded=already,
        overlapping=overlapping,
        codes=_count(session, Code.parent_id == code_id),
        memos=_count(session, Memo.target_id == code_id),
        findings=_count(session, Finding.code_id == code_id),
    )


def merge_codes(session: Session, code_id: UUID, into_id: UUID) -> MergeEffect:
    """Make one code part of another: it goes, everything that stood on it stays.

    Its segments, findings, decisions, memos and the codes below it go over to the other code. Where
    one coder has both codes on the very same span, one segment remains, with the memos of both.
    Segments that merely overlap stay apart, as each was marked: counting unites them where passages
    are counted.
    """
    effect = merge_effect(session, code_id, into_id)
    code, into = existing_code(session, code_id), existing_code(session, into_id)
    label = _("Merge code “%(code)s” into “%(into)s”")
    told = _("Merged code “%(code)s” into “%(into)s”.")
    names = {"code": code.name, "into": into.name}
    describe(session, label % names, told=told % names)
    _give_segments(session, _segments(session, code_id), into)
    _move_children(session, code_id, into_id)
    for table in (Memo, MemoLink):
        session.execute(
            update(table)
            .where(table.target_table == Code.__tablename__, table.target_id == code_id)
            .values(target_id=into_id)
        )
    for about_code in (Finding, ConsensusDecision):
        session.execute(
            update(about_code).where(about_code.code_id == code_id).values(code_id=into_id)
        )
    # What was rejected under the one's wording is not rejected under that of the other.
    session.execute(
        update(SuggestionDecision)
        .where(SuggestionDecision.code_id == code_id)
        .values(code_id=into_id, definition_version=0)
    )
    session.flush()
    merge_away(session, code, into)
    return effect


def split_code(session: Session, code_id: UUID, into_id: UUID, segment_ids: Sequence[UUID]) -> None:
    """Give some of a code's segments to another code; segments of other codes stay as they are."""
    code, into = existing_code(session, code_id), existing_code(session, into_id)
    segments = [one for one in existing_segments(session, segment_ids) if one.code_id == code_id]
    if segments and not into.codable:
        raise CodeNotCodableError(into.name)
    if code_id == into_id:
        return
    words = ngettext(
        "Split code “%(code)s”: %(n)s segment to “%(into)s”",
        "Split code “%(code)s”: %(n)s segments to “%(into)s”",
        len(segments),
    )
    told = {"code": code.name, "n": f"{len(segments):,}", "into": into.name}
    describe(session, words % told)
    _give_segments(session, segments, into)


def split_off_code(session: Session, code_id: UUID, segment_ids: Sequence[UUID], name: str) -> UUID:
    """Give some of a code's segments to a new code that stands right behind it."""
    code = existing_code(session, code_id)
    number = len(set(segment_ids))
    words = ngettext(
        "Split code “%(code)s”: %(n)s segment to new code “%(into)s”",
        "Split code “%(code)s”: %(n)s segments to new code “%(into)s”",
        number,
    )
    told = {"code": code.name, "n": f"{number:,}", "into": tidied(name)}
    describe(session, words % told)
    siblings = [row.id for row in code_tree(session).children(code.parent_id)]
    behind = next(iter(siblings[siblings.index(code_id) + 1 :]), None)
    into_id = add_code(session, name, parent_id=code.parent_id)
    move_code(session, into_id, code.parent_id, before_id=behind)
    split_code(session, code_id, into_id, segment_ids)
    return into_id


def delete_code(session: Session, code_id: UUID) -> CodeBelongings:
    """Delete a code with all below it, their segments, findings and memos; tells what went."""
    code = existing_code(session, code_id)
    gone = belongings(session, code_id)
    what = _in_words(code.name, gone)
    describe(session, _("Delete %s") % what, told=_("Deleted %s.") % what)
    session.delete(code)
    return gone


def _in_words(name: str, gone: CodeBelongings) -> str:
    """The code with what goes along: ``code “Trust” with 2 codes below it and 31 segments``."""
    with_it = []
    if gone.codes:
        words = ngettext("%s code below it", "%s codes below it", gone.codes)
        with_it.append(words % f"{gone.codes:,}")
    if gone.segments:
        words = ngettext("%s segment", "%s segments", gone.segments)
        with_it.append(words % f"{gone.segments:,}")
    if not with_it:
        return _("code “%s”") % name
    return _("code “%(name)s” with %(what)s") % {"name": name, "what": joined(with_it)}


def _refuse_merge(session: Session, code_id: UUID, into_id: UUID) -> None:
    code, into = existing_code(session, code_id), existing_code(session, into_id)
    if into_id in {row.id for row in code_tree(session).subtree(code_id)}:
        raise CodeMergedIntoItselfError(code.name)
    has_segments = select(CodedSegment.id).where(CodedSegment.code_id == code_id).limit(1)
    if not into.codable and session.scalar(has_segments) is not None:
        raise CodeNotCodableError(into.name)


def _count(session: Session, condition: ColumnElement[bool]) -> int:
    return session.scalar(select(func.count()).where(condition)) or 0


def _places(session: Session, code_id: UUID) -> list[_Place]:
    one = CodedSegment
    query = select(one.source_id, one.coder_id, one.start, one.end).where(
        one.code_id == code_id, _may_be_told(session)
    )
    return [
        _Place((source_id, coder_id), Span(start, end))
        for source_id, coder_id, start, end in session.execute(query)
    ]


def _may_be_told(session: Session) -> ColumnElement[bool]:
    """Segments that the coder of the step may hear of, who may code in a blind round."""
    blindness = blindness_of_step(session)
    if not blindness.sources:
        return true()
    return or_(
        CodedSegment.coder_id == blindness.coder_id,
        CodedSegment.source_id.not_in(blindness.sources),
    )


def _overlaps_any(span: Span, apart: list[Span]) -> bool:
    """Whether a span overlaps one of those that are in order and apart from each other."""
    before_end = bisect_left(apart, span.end, key=lambda other: other.start)
    return before_end > 0 and apart[before_end - 1].overlaps(span)


def _give_segments(session: Session, segments: Sequence[CodedSegment], into: Code) -> None:
    """Recode segments; those whose place another of that code has already go into it."""
    present = _segments(session, into.id)
    there = {(s.source_id, s.coder_id, s.start, s.end): s for s in present}
    folds: list[Fold] = []
    for segment in segments:
        place = (segment.source_id, segment.coder_id, segment.start, segment.end)
        kept = there.setdefault(place, segment)
        if kept is not segment:
            folds.append(Fold(segment, kept))
        else:
            segment.code_id = into.id
            segment.definition_version = into.definition_version
    fold_segments(session, folds)


def _move_children(session: Session, code_id: UUID, into_id: UUID) -> None:
    children = list(
        session.scalars(select(Code).where(Code.parent_id == code_id).order_by(Code.rank, Code.id))
    )
    # The code itself goes: standing below the other one, it takes nobody's name.
    siblings = select(Code).where(Code.parent_id == into_id, Code.id != code_id)
    taken = {folded(sibling.name) for sibling in session.scalars(siblings)}
    last = session.scalar(select(func.max(Code.rank)).where(Code.parent_id == into_id))
    for child, rank in zip(children, ranks_after(last, len(children)), strict=True):
        name = with_free_number(child.name, taken)
        taken.add(folded(name))
        child.name, child.parent_id, child.rank = name, into_id, rank
    session.flush()


def _segments(session: Session, code_id: UUID) -> list[CodedSegment]:
    query = select(CodedSegment).where(CodedSegment.code_id == code_id)
    return list(session.scalars(query.order_by(CodedSegment.start, CodedSegment.id)))
