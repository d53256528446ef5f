"""Who has finished which source: the one answer to it, whoever asks."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias
from uuid import UUID

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from qualcoder_sts.foundation.spans import Span, without
from qualcoder_sts.project.tables import FinishedMark, Source, Text

_OF_EVERYBODY = text("SELECT * FROM main.finished_mark ORDER BY at, id")


@dataclass(frozen=True, slots=True)
class FinishedSource:
    """A coder has finished a whole source; ``at`` is when the last of it was."""

    source_id: UUID
    coder_id: UUID
    at: datetime


_Marks: TypeAlias = Mapping[tuple[UUID, UUID], list[FinishedMark]]


def finished_sources(session: Session) -> list[FinishedSource]:
    """All of them, in the order in which they were finished.

    A source is finished when that was said of all of it, or of ranges that leave nothing out but
    white space.
    """
    marks = session.scalars(select(FinishedMark).order_by(FinishedMark.at, FinishedMark.id))
    return _finished(session, _by_source_and_coder(marks))


def has_finished(session: Session, source_id: UUID, coder_id: UUID | None) -> bool:
    """Whether a coder has finished a whole source."""
    finished = finished_sources(session)
    return any((one.source_id, one.coder_id) == (source_id, coder_id) for one in finished)


def finished_or_not(session: Session) -> frozenset[tuple[UUID, UUID]]:
    """Which coder has finished which source, as (source, coder): what everybody may know.

    It looks past what a blind round hides.
    """
    marks = session.scalars(select(FinishedMark).from_statement(_OF_EVERYBODY))
    found = _finished(session, _by_source_and_coder(marks))
    return frozenset((one.source_id, one.coder_id) for one in found)


def read_of(marks: Iterable[FinishedMark], length: int) -> list[Span]:
    """The ranges of a text of this length that these marks speak of."""
    return [
        Span(0, length)
        if mark.start is None or mark.end is None
        else Span(min(mark.start, length), min(mark.end, length))
        for mark in marks
    ]


def _by_source_and_coder(marks: Iterable[FinishedMark]) -> _Marks:
    found: dict[tuple[UUID, UUID], list[FinishedMark]] = defaultdict(list)
    for mark in marks:
        found[mark.source_id, mark.coder_id].append(mark)
    return found


def _finished(session: Session, marks: _Marks) -> list[FinishedSource]:
    said_of_all = {key: [m for m in own if m.start is None] for key, own in marks.items()}
    # Texts are large: they are looked at only where ranges decide.
    in_ranges = {source_id for (source_id, _coder), whole in said_of_all.items() if not whole}
    texts = _texts(session, in_ranges)
    found = []
    for (source_id, coder_id), own in marks.items():
        whole = said_of_all[source_id, coder_id]
        if whole or _leave_nothing(own, texts[source_id]):
            at = max(mark.at for mark in whole or own)
            found.append(FinishedSource(source_id, coder_id, at))
    return sorted(found, key=lambda one: (one.at, one.source_id, one.coder_id))


def _texts(session: Session, source_ids: Iterable[UUID]) -> dict[UUID, str]:
    query = select(Source.id, Text.content).join(Text, Text.hash == Source.text_hash)
    return dict(session.execute(query.where(Source.id.in_(source_ids))).all())


def _leave_nothing(marks: Iterable[FinishedMark], content: str) -> bool:
    left = without([Span(0, len(content))], read_of(marks, len(content)))
    return not any(span.of(content).strip() for span in left)
