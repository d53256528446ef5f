"""Reading memos."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from qualcoder_sts.project.tables import Coder, Memo
from qualcoder_sts.project.tables.memos import MemoKind

MOST_NAMED = 500  # more rows are quicker found by reading all memos of the table


@dataclass(frozen=True, slots=True)
class MemoRow:
    """A memo; without a target it is a journal entry."""

    id: UUID
    target_table: str | None
    target_id: UUID | None
    coder_id: UUID
    coder: str
    kind: MemoKind
    title: str
    content: str
    private: bool
    created_at: datetime
    changed_at: datetime

    def is_open_to(self, coder_id: UUID | None) -> bool:
        """Whether a coder may see it: a private memo is its own coder's."""
        return not self.private or self.coder_id == coder_id


def memos_on(session: Session, table: str, row_id: UUID) -> list[MemoRow]:
    """The memos on one row, the oldest first."""
    return _rows(session, _memos().where(Memo.target_table == table, Memo.target_id == row_id))


def memos_by_row(
    session: Session, table: str, row_ids: Collection[UUID] | None = None
) -> dict[UUID, list[MemoRow]]:
    """The memos on some rows of a table, or on all of them, by row, the oldest first."""
    query = _memos().where(Memo.target_table == table)
    if row_ids is not None and len(row_ids) <= MOST_NAMED:
        query = query.where(Memo.target_id.in_(row_ids))
    found: dict[UUID, list[MemoRow]] = defaultdict(list)
    for memo in _rows(session, query):
        if memo.target_id is not None:
            found[memo.target_id].append(memo)
    return found


def journal(session: Session) -> list[MemoRow]:
    """The journal entries, the oldest first."""
    return _rows(session, _memos().where(Memo.target_id.is_(None)))


def every_memo(session: Session) -> list[MemoRow]:
    """All memos and journal entries, the oldest first."""
    return _rows(session, _memos())


def _memos() -> Select[Memo, str]:
    return (
        select(Memo, Coder.name)
        .join(Coder, Coder.id == Memo.coder_id)
        .order_by(Memo.created_at, Memo.id)
    )


def _rows(session: Session, query: Select[Memo, str]) -> list[MemoRow]:
    return [
        MemoRow(
            id=memo.id,
            target_table=memo.target_table,
            target_id=memo.target_id,
            coder_id=memo.coder_id,
            coder=coder,
            kind=memo.kind,
            title=memo.title,
            content=memo.content,
            private=memo.private,
            created_at=memo.created_at,
            changed_at=memo.changed_at,
        )
        for memo, coder in session.execute(query).all()
    ]
