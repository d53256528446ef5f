"""Who has finished which source: the one answer to it, whoever asks."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from uuid import UUID

from sqlalchemy import MetaData, func, select
from sqlalchemy.orm import Session, aliased

from qualcoder_sts.foundation.spans import Span, without
from qualcoder_sts.project.tables import FinishedMark, Source, Text


@dataclass(frozen=True, slots=True)
class FinishedSource:
    """A coder has finished a whole source; ``at`` is when the last of it was."""

    source_id: UUID
    coder_id: UUID
    at: datetime


def finished_sources(
    session: Session, *, source_id: UUID | None = None, coder_id: UUID | None = None
) -> list[FinishedSource]:
    """All of them, or of one source or coder, in the order in which they were finished.

    A source is finished when that was said of all of it, or of ranges that leave nothing out but
    white space.
    """
    return _finished(session, FinishedMark, source_id, coder_id)


def has_finished(session: Session, source_id: UUID, coder_id: UUID | None) -> bool:
    """Whether a coder has finished a whole source."""
    if coder_id is None:
        return False
    return bool(finished_sources(session, source_id=source_id, coder_id=coder_id))


def finished_or_not(session: Session) -> frozenset[tuple[UUID, UUID]]:
    """Which coder has finished which source, as (source, coder): what everybody may know.

    It looks past what a blind round hides.
    """
    found = _finished(session, _behind_the_views(), None, None)
    return frozenset((one.source_id, one.coder_id) for one in found)


def read_of(marks: Iterable[FinishedMark], length: int) -> list[Span]:
    """The ranges of a text of this length that these marks speak of."""
    return [
        Span(0, length)
        if mark.start is None or mark.end is None
        else Span(min(mark.start, length), min(mark.end, length))
        for mark in marks
    ]


@cache
def _behind_the_views() -> type[FinishedMark]:
    table = FinishedMark.metadata.tables[FinishedMark.__tablename__]
    return aliased(FinishedMark, table.to_metadata(MetaData(), schema="main"), adapt_on_names=True)


def _finished(
    session: Session, mark: type[FinishedMark], source_id: UUID | None, coder_id: UUID | None
) -> list[FinishedSource]:
    asked = [
        *(() if source_id is None else (mark.source_id == source_id,)),
        *(() if coder_id is None else (mark.coder_id == coder_id,)),
    ]
    said_of_all = (
        select(mark.source_id, mark.coder_id, func.max(mark.at))
        .where(mark.start.is_(None), *asked)
        .group_by(mark.source_id, mark.coder_id)
    )
    found = [FinishedSource(*row) for row in session.execute(said_of_all)]
    known = {(one.source_id, one.coder_id) for one in found}
    in_ranges: dict[tuple[UUID, UUID], list[FinishedMark]] = defaultdict(list)
    for one in session.scalars(select(mark).where(mark.start.is_not(None), *asked)):
        if (one.source_id, one.coder_id) not in known:
            in_ranges[one.source_id, one.coder_id].append(one)
    # Texts are large: they are looked at only where ranges decide.
    texts = _texts(session, {source for source, _coder in in_ranges})
    found += [
        FinishedSource(source, coder, max(one.at for one in own))
        for (source, coder), own in in_ranges.items()
        if _leave_nothing(own, texts[source])
    ]
    return sorted(found, key=lambda one: (one.at, one.source_id, one.coder_id))


def _texts(session: Session, source_ids: Collection[UUID]) -> dict[UUID, str]:
    if not source_ids:
        return {}
    query = select(Source.id, Text.content).join(Text, Text.hash == Source.text_hash)
    return dict(session.execute(query.where(Source.id.in_(source_ids))).all())


def _leave_nothing(marks: Sequence[FinishedMark], content: str) -> bool:
    left = without([Span(0, len(content))], read_of(marks, len(content)))
    return not any(span.of(content).strip() for span in left)
