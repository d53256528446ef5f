"""The audit trail: who did what, when, and what it changed."""

import json
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, String, func, or_, select, type_coerce
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
    """What to show of the audit trail; None shows all. ``until`` is the first moment left out.

    ``code_id`` finds the steps that changed the code, what is coded with it, or memos on it.
    """

    coder: str | None = None
    kind: ChangeKind | None = None
    code_id: UUID | None = None
    since: datetime | None = None
    until: datetime | None = None
    newest: int | None = None


def audit_trail(session: Session, only: TrailFilter | None = None) -> list[TrailEntry]:
    """The steps of this file that fit the filter, the oldest first."""
    only = only or TrailFilter()
    names = _coder_names(session)
    entries = [
        TrailEntry(
            id=step.id,
            number=step.number,
            at=step.at,
            coder=names.get(step.coder_id, "") if step.coder_id is not None else "",
            label=step.label,
            reason=step.reason,
            kind=step.kind,
            refers_to=step.refers_to,
            rows=count,
        )
        for step, count in session.execute(_query(only, names)).all()
    ]
    return entries[::-1]


def _query(only: TrailFilter, names: dict[UUID, str]) -> Select[ChangeSet, int]:
    rows = select(func.count()).where(Change.change_set_id == ChangeSet.id).scalar_subquery()
    query = select(ChangeSet, rows).where(ChangeSet.applied).order_by(ChangeSet.number.desc())
    if only.coder is not None:
        wanted = [coder_id for coder_id, name in names.items() if name == only.coder]
        query = query.where(ChangeSet.coder_id.in_(wanted))
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
    return query


def _coder_names(session: Session) -> dict[UUID, str]:
    """Every coder's name, also of those whom an undo has taken away: the trail outlives them."""
    query = select(Change.row_id, func.coalesce(Change.after, Change.before)).where(
        Change.table_name == Coder.__tablename__
    )
    names = {
        row_id: str(json.loads(content)["name"])
        for row_id, content in session.execute(query.order_by(Change.number)).all()
    }
    return names | {coder.id: coder.name for coder in session.scalars(select(Coder))}


def _steps_about_code(code_id: UUID) -> Select[UUID]:
    # A segment that a merge gave to another code is found by what it was before.
    mentions = [
        func.json_extract(row, path) == type_coerce(code_id.hex, String)
        for row in (Change.before, Change.after)
        for path in ("$.code_id", "$.target_id")
    ]
    return select(Change.change_set_id).where(or_(Change.row_id == code_id, *mentions))
