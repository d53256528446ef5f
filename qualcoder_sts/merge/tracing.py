"""Where a row came from: who made it, and by which merge and out of which file it came here."""

import json
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from qualcoder_sts.project.history.row_words import RowWords
from qualcoder_sts.project.tables import Brought, Change, ChangeSet
from qualcoder_sts.project.tables.log import ChangeKind, RowOperation


@dataclass(frozen=True, slots=True)
class RowTrace:
    """The step that made a row; ``file`` and ``merged_at`` where it came with a merge."""

    coder: str
    at: datetime
    step: str
    file: str = ""
    merged_at: datetime | None = None


def trace_row(session: Session, table: str, row_id: UUID) -> RowTrace | None:
    """Who made a row and how it came here; None for one that was never here."""
    made = session.execute(
        select(Change.origin, ChangeSet)
        .join(ChangeSet, ChangeSet.id == Change.change_set_id)
        .where(
            ChangeSet.applied,
            Change.table_name == table,
            Change.row_id == row_id,
            Change.operation == RowOperation.INSERT,
        )
        .order_by(Change.number.desc())
        .limit(1)
    ).first()
    if made is None:
        return None
    origin, step = made
    if step.kind is not ChangeKind.MERGE:
        return RowTrace(_name(session, step.coder_id), step.at, step.label)
    first = UUID(hex=json.loads(origin or "{}").get("id", step.id.hex))
    its = session.get(ChangeSet, first) or step
    file = session.scalar(
        select(func.min(Brought.file)).where(
            Brought.merge_id == step.id, Brought.change_set_id == its.id
        )
    )
    return RowTrace(_name(session, its.coder_id), its.at, its.label, file or "", step.at)


def _name(session: Session, coder_id: UUID | None) -> str:
    return "" if coder_id is None else RowWords(session).called("coder", coder_id.hex)
