"""Saying which sources a coder has finished."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from qualcoder_sts.coding.errors import SegmentOutsideTextError
from qualcoder_sts.coding.finished import has_finished
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.project.errors import RowMissingError
from qualcoder_sts.project.history.recording import describe
from qualcoder_sts.project.tables import Coder, FinishedMark, Text
from qualcoder_sts.transcripts.operations.sources import existing_source, set_lead_coder


def mark_finished(session: Session, source_id: UUID, *, coder_id: UUID, lead: bool = False) -> UUID:
    """Say that a coder has finished a source; once is enough.

    With ``lead`` this coder's coding of the source is the one that counts.
    """
    source = existing_source(session, source_id)
    if session.get(Coder, coder_id) is None:
        raise RowMissingError("coder")
    describe(session, _("Mark “%s” as finished") % source.name)
    mark = _mark(session, source_id, coder_id)
    if mark is None:
        mark = FinishedMark(source_id=source_id, coder_id=coder_id)
        session.add(mark)
        session.flush()
    if lead:
        set_lead_coder(session, source_id, coder_id)
    return mark.id


def mark_finished_up_to(
    session: Session, source_id: UUID, position: int, *, coder_id: UUID
) -> UUID:
    """Say that a coder has finished a source from its beginning up to a position.

    It takes the place of what the coder said so before; whether the whole source is finished is
    another question. Raises ``SegmentOutsideTextError``.
    """
    source = existing_source(session, source_id)
    if session.get(Coder, coder_id) is None:
        raise RowMissingError("coder")
    length = len(session.get_one(Text, source.text_hash).content)
    if not 0 < position <= length:
        raise SegmentOutsideTextError(0, position, length)
    describe(session, _("Mark the beginning of “%s” as finished") % source.name)
    ranges = _ranges(session, source_id, coder_id)
    mark = ranges[0] if ranges else FinishedMark(source_id=source_id, coder_id=coder_id)
    for other in ranges[1:]:
        session.delete(other)
    mark.start, mark.end = 0, position
    session.add(mark)
    session.flush()
    return mark.id


def unmark_finished_up_to(session: Session, source_id: UUID, *, coder_id: UUID) -> None:
    """Take back that a coder has finished the beginning of a source."""
    source = existing_source(session, source_id)
    describe(session, _("Mark the beginning of “%s” as not finished") % source.name)
    for mark in _ranges(session, source_id, coder_id):
        session.delete(mark)


def unmark_finished(session: Session, source_id: UUID, *, coder_id: UUID) -> None:
    """Say that a coder still works on a source.

    A finished beginning stays so, unless it is all of the source.
    """
    source = existing_source(session, source_id)
    describe(session, _("Mark “%s” as not finished") % source.name)
    if (mark := _mark(session, source_id, coder_id)) is not None:
        session.delete(mark)
        session.flush()
    if has_finished(session, source_id, coder_id):
        for mark in _ranges(session, source_id, coder_id):
            session.delete(mark)


def _ranges(session: Session, source_id: UUID, coder_id: UUID) -> Sequence[FinishedMark]:
    """One, as a rule, that begins at 0; but for what was written before the beginning since."""
    query = select(FinishedMark).where(
        FinishedMark.source_id == source_id,
        FinishedMark.coder_id == coder_id,
        FinishedMark.start.is_not(None),
    )
    return session.scalars(query.order_by(FinishedMark.start, FinishedMark.id)).all()


def _mark(session: Session, source_id: UUID, coder_id: UUID) -> FinishedMark | None:
    return session.scalar(
        select(FinishedMark).where(
            FinishedMark.source_id == source_id,
            FinishedMark.coder_id == coder_id,
            FinishedMark.start.is_(None),
        )
    )
