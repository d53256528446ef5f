"""The audit trail: who did what, when, and what it changed."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, String, func, or_, select, type_coerce
from sqlalchemy.orm import Session

from qualcoder_sts.project.history.rows import StoredRow
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

    ``code_id`` finds the steps that changed the code, what is coded with it, or memos on it;
    ``tables`` those that changed a row of one of them; ``text`` those whose words hold it.
    ``before`` is the number of a step: with ``newest`` it leads from one portion to the next.
    """

    coder: str | None = None
    kind: ChangeKind | None = None
    code_id: UUID | None = None
    since: datetime | None = None
    until: datetime | None = None
    tables: frozenset[str] | None = None
    text: str = ""
    before: int | None = None
    newest: int | None = None


@dataclass(frozen=True, slots=True)
class RowChange:
    """What one step made of one row; its content as it is stored, None where it was not there."""

    step_id: UUID
    at: datetime
    coder: str
    label: str
    row_id: UUID
    before: StoredRow | None
    after: StoredRow | None


def changes_of_rows(session: Session, table: str, row_ids: Iterable[UUID]) -> list[RowChange]:
    """Every change of these rows that was carried out here, the oldest first."""
    query = (
        select(Change, ChangeSet)
        .join(ChangeSet, ChangeSet.id == Change.change_set_id)
        .where(ChangeSet.applied, Change.table_name == table, Change.row_id.in_(list(row_ids)))
        .order_by(Change.number)
    )
    names = _coder_names(session)
    return [
        RowChange(
            step_id=step.id,
            at=step.at,
            coder=names.get(step.coder_id, "") if step.coder_id is not None else "",
            label=step.label,
            row_id=change.row_id,
            before=None if change.before is None else json.loads(change.before),
            after=None if change.after is None else json.loads(change.after),
        )
        for change, step in session.execute(query).all()
    ]


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


def count_steps(session: Session, only: TrailFilter) -> int:
    """How many steps fit a filter, whatever portion it asks for."""
    every = replace(only, before=None, newest=None)
    query = _query(every, _coder_names(session)).with_only_columns(ChangeSet.id).order_by(None)
    return session.scalar(select(func.count()).select_from(query.subquery())) or 0


def coders_of_steps(session: Session) -> list[str]:
    """The names of everybody who took a step, also of those who are gone."""
    names = _coder_names(session)
    took = session.scalars(select(ChangeSet.coder_id).distinct())
    return sorted({names[each] for each in took if each in names}, key=str.casefold)


def _query(only: TrailFilter, names: dict[UUID, str]) -> Select[ChangeSet, int]:
    rows = select(func.count()).where(Change.change_set_id == ChangeSet.id).scalar_subquery()
    query = select(ChangeSet, rows).where(ChangeSet.applied).order_by(ChangeSet.number.desc())
    if only.tables is not None:
        # Not EXISTS: SQLite would look through all rows of the table for each step.
        touching = select(Change.change_set_id).where(Change.table_name.in_(only.tables))
        query = query.where(ChangeSet.id.in_(touching))
    if only.text.strip():
        query = query.where(ChangeSet.label.icontains(only.text.strip(), autoescape=True))
    if only.before is not None:
        query = query.where(ChangeSet.number < only.before)
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
