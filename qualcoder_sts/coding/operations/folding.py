"""Making one segment of two that say the same: one coder's same code on the same span."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from qualcoder_sts.project.tables import CodedSegment, Contributor, Memo, MemoLink

Item = TypeVar("Item")

AT_A_TIME = 10_000  # keys in one statement; SQLite takes 32,766


@dataclass(frozen=True, slots=True)
class Fold:
    """A segment that goes, and the one that takes over what stood on it."""

    gone: CodedSegment
    kept: CodedSegment


def fold_segments(session: Session, folds: Sequence[Fold]) -> None:
    """Give segments' memos, corrections, marks and weights to others and delete them."""
    kept = {fold.gone.id: fold.kept for fold in folds}
    for fold in folds:
        fold.kept.key_quote = fold.kept.key_quote or fold.gone.key_quote
        if fold.kept.weight is None:
            fold.kept.weight = fold.gone.weight
    for keys in portions(list(kept)):
        memos = session.scalars(select(Memo).where(Memo.target_id.in_(keys)))
        links = session.scalars(select(MemoLink).where(MemoLink.target_id.in_(keys)))
        for row in [*memos, *links]:
            if row.target_id is not None:
                row.target_id = kept[row.target_id].id
        _move_corrections(session, keys, kept)
    session.flush()
    for fold in folds:
        session.delete(fold.gone)
    session.flush()


def fold_twin(session: Session, segment: CodedSegment) -> None:
    """Take in another segment that says the same as this one, if there is one."""
    session.flush()
    twins = session.scalars(
        select(CodedSegment).where(
            CodedSegment.source_id == segment.source_id,
            CodedSegment.start == segment.start,
            CodedSegment.end == segment.end,
            CodedSegment.code_id == segment.code_id,
            CodedSegment.coder_id == segment.coder_id,
            CodedSegment.id != segment.id,
        )
    )
    fold_segments(session, [Fold(twin, segment) for twin in twins])


def portions(items: Sequence[Item]) -> Iterator[Sequence[Item]]:
    """Items in portions that one statement can name."""
    for start in range(0, len(items), AT_A_TIME):
        yield items[start : start + AT_A_TIME]


def _move_corrections(
    session: Session, keys: Sequence[UUID], kept: dict[UUID, CodedSegment]
) -> None:
    """Corrections of who contributes; of two about one person that of the kept segment stands."""
    heirs = {kept[key].id for key in keys}
    query = select(Contributor.segment_id, Contributor.participant_id)
    taken = {
        (segment_id, person_id)
        for segment_id, person_id in session.execute(query.where(Contributor.segment_id.in_(heirs)))
    }
    corrections = select(Contributor).where(Contributor.segment_id.in_(keys))
    for correction in session.scalars(corrections.order_by(Contributor.id)):
        heir = kept[correction.segment_id].id
        if (heir, correction.participant_id) not in taken:
            taken.add((heir, correction.participant_id))
            correction.segment_id = heir
