"""Writing memos."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from qualcoder_sts.project.errors import RowMissingError
from qualcoder_sts.project.history.recording import describe
from qualcoder_sts.project.tables import Memo, MemoLink
from qualcoder_sts.project.tables.base import utc_now
from qualcoder_sts.project.tables.memos import MemoKind


@dataclass(frozen=True, slots=True)
class Target:
    """A row that a memo is about: the table's name and the row's key."""

    table: str
    id: UUID


def write_memo(
    session: Session,
    content: str,
    *,
    coder_id: UUID,
    target: Target | None = None,
    title: str = "",
    kind: MemoKind = MemoKind.ANALYTIC,
    private: bool = False,
) -> UUID:
    """Write a memo on something; on nothing, a journal entry."""
    what = "Write journal entry" if target is None else "Write memo"
    describe(session, f"{what} “{title}”" if title else what)
    memo = Memo(
        target_table=None if target is None else target.table,
        target_id=None if target is None else target.id,
        coder_id=coder_id,
        kind=kind,
        title=title,
        content=content,
        private=private,
    )
    session.add(memo)
    session.flush()
    return memo.id


def edit_memo(session: Session, memo_id: UUID, content: str, *, title: str | None = None) -> None:
    """Word a memo anew."""
    memo = _existing_memo(session, memo_id)
    describe(session, "Edit memo")
    title = memo.title if title is None else title
    if (memo.content, memo.title) != (content, title):
        memo.content, memo.title, memo.changed_at = content, title, utc_now()


def delete_memo(session: Session, memo_id: UUID) -> None:
    """Delete a memo and its links."""
    memo = _existing_memo(session, memo_id)
    describe(session, "Delete memo")
    session.delete(memo)


def link_memo(session: Session, memo_id: UUID, target: Target) -> UUID:
    """Say that a memo speaks of a further row."""
    _existing_memo(session, memo_id)
    describe(session, "Link memo")
    link = MemoLink(memo_id=memo_id, target_table=target.table, target_id=target.id)
    session.add(link)
    session.flush()
    return link.id


def _existing_memo(session: Session, memo_id: UUID) -> Memo:
    memo = session.get(Memo, memo_id)
    if memo is None:
        raise RowMissingError("memo")
    return memo
