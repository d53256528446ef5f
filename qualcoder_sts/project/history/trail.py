"""The audit trail: who did what, when, and what it changed."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from qualcoder_sts.project.tables.log import Change, ChangeKind, ChangeSet
from qualcoder_sts.project.tables.project import Coder


@dataclass(frozen=True, slots=True)
class TrailEntry:
    """One step of the audit trail. ``rows`` counts the recorded row changes."""

    id: UUID
    number: int
    at: datetime
    coder: str
    label: str
    reason: str
    kind: ChangeKind
    refers_to: UUID | None
    rows: int


@dataclass(frozen=True, slots=True)
class TrailFilter:
    """What to show of the audit trail; None shows all."""

    coder: str | None = None
    kind: ChangeKind | None = None
    code_id: UUID | None = None
    since: datetime | None = None
    until: datetime | None = None
    newest: int | None = None


def audit_trail(session: Session, only: TrailFilter | None = None) -> list[TrailEntry]:
    """The steps of this file that fit the filter, the oldest first."""
    only = only or TrailFilter()
    rows = select(func.count()).where(Change.change_set_id == ChangeSet.id).scalar_subquery()
    query = (
        select(ChangeSet, Coder.name, rows)
        .outerjoin(Coder, Coder.id == ChangeSet.coder_id)
        .where(ChangeSet.applied)
        .order_by(ChangeSet.number.desc())
    )
    if only.coder is not None:
        query = query.where(Coder.name == only.coder)
    if only.kind is not None:
        query = query.where(ChangeSet.kind == only.kind)
    if only.since is not None:
        query = query.where(ChangeSet.at >= only.since)
    if only.until is not None:
        query = query.where(ChangeSet.at < only.until)
    if only.code_id is not None:
        query = query.where(ChangeSet.id.in_(_steps_about_code(only.code_id)))
    if only.newest is not None:
        query = query.limit(only.newest)
    entries = [
        TrailEntry(
            id=step.id,
            number=step.number,
            at=step.at,
            coder=coder or "",
            label=step.label,
            reason=step.reason,
            kind=step.kind,
            refers_to=step.refers_to,
            rows=count,
        )
        for step, coder, count in session.execute(query).all()
    ]
    return entries[::-1]


def _steps_about_code(code_id: UUID) -> Select[UUID]:
    of_row = func.coalesce(Change.after, Change.before)
    return select(Change.change_set_id).where(
        or_(
            Change.row_id == code_id,
            func.json_extract(of_row, "$.code_id") == code_id.hex,
        )
    )
