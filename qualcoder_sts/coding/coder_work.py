"""How far each coder has come."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from qualcoder_sts.coding.finished import finished_sources
from qualcoder_sts.project.tables import CodedSegment, Coder, Source
from qualcoder_sts.project.tables.project import CoderKind


@dataclass(frozen=True, slots=True)
class CoderWork:
    """What one coder has done: segments, the sources they are in, the sources finished.

    ``last_at`` is when the newest segment was applied; None without one.
    """

    id: UUID
    name: str
    kind: CoderKind
    segments: int
    sources: int
    finished: int
    last_at: datetime | None


@dataclass(frozen=True, slots=True)
class TeamWork:
    """What all coders have done, by name, and how many sources there are to code."""

    coders: tuple[CoderWork, ...]
    sources: int

    @property
    def people_at_work(self) -> int:
        """How many persons have coded something."""
        return sum(row.kind is CoderKind.PERSON and row.segments > 0 for row in self.coders)


def team_work(session: Session) -> TeamWork:
    """Who coded what so far."""
    one = CodedSegment
    coded = select(
        one.coder_id,
        func.count(),
        func.count(one.source_id.distinct()),
        func.max(one.created_at),
    ).group_by(one.coder_id)
    by_coder = {
        coder_id: (segments, sources, last_at)
        for coder_id, segments, sources, last_at in session.execute(coded).all()
    }
    finished = Counter(one.coder_id for one in finished_sources(session))
    rows = []
    for coder in session.scalars(select(Coder).order_by(func.lower(Coder.name), Coder.id)):
        segments, sources, last_at = by_coder.get(coder.id, (0, 0, None))
        rows.append(
            CoderWork(
                coder.id, coder.name, coder.kind, segments, sources, finished[coder.id], last_at
            )
        )
    return TeamWork(tuple(rows), session.scalar(select(func.count()).select_from(Source)) or 0)
