"""Writing memos."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from qualcoder_sts.project.errors import RowMissingError
from qualcoder_sts.project.history.recording import describe
from qualcoder_sts.project.tables import Coder, Memo, MemoLink
from qualcoder_sts.project.tables.base import Base, HistoryRow, utc_now
from qualcoder_sts.project.tables.memos import MemoKind

# How the audit trail calls what a memo is about, where the table's name does not say it.
_WORDS = {
    "coded_segment": "segment",
    "field_session": "session",
    "speaker_turn": "turn",
    "roster_entry": "roster entry",
}


@dataclass(frozen=True, slots=True)
class Target:
    """A row that a memo is about: the table's name and the row's key."""

    table: str
    id: UUID


@dataclass(frozen=True, slots=True)
class NewMemo:
    """A memo that comes with something else."""

    target: Target
    content: str
    coder_id: UUID


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
    if session.get(Coder, coder_id) is None:
        raise RowMissingError("coder")
    what = "Write journal entry" if target is None else "Write memo"
    about = "" if target is None else f" on {_in_words(session, target)}"
    # Others read the audit trail: the title of a private memo is not for them.
    named = f"{what} “{title}”" if title and not private else what
    describe(session, f"{named}{about}")
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


def write_memos(session: Session, memos: Sequence[NewMemo]) -> None:
    """Write many memos on rows that are known to be there, as a part of another step."""
    rows = [
        {
            "target_table": memo.target.table,
            "target_id": memo.target.id,
            "coder_id": memo.coder_id,
            "content": memo.content,
        }
        for memo in memos
    ]
    if rows:
        session.execute(insert(Memo), rows)


def edit_memo(
    session: Session,
    memo_id: UUID,
    content: str,
    *,
    title: str | None = None,
    kind: MemoKind | None = None,
    private: bool | None = None,
) -> None:
    """Word a memo anew; None leaves title, kind and privacy as they are."""
    memo = _existing_memo(session, memo_id)
    describe(session, f"Edit {_called(memo)}")
    wanted = (
        content,
        memo.title if title is None else title,
        memo.kind if kind is None else kind,
        memo.private if private is None else private,
    )
    if (memo.content, memo.title, memo.kind, memo.private) != wanted:
        memo.content, memo.title, memo.kind, memo.private = wanted
        memo.changed_at = utc_now()


def keep_memo_on(
    session: Session, target: Target, content: str, *, coder_id: UUID, private: bool | None = None
) -> None:
    """Have a coder's memo on a row say this: it is written, worded anew, or deleted when empty.

    Where the coder has several memos on the row, it is the oldest. ``private`` of None leaves that
    as it is.
    """
    own = session.scalar(
        select(Memo)
        .where(
            Memo.target_table == target.table,
            Memo.target_id == target.id,
            Memo.coder_id == coder_id,
        )
        .order_by(Memo.created_at, Memo.id)
        .limit(1)
    )
    if own is None:
        if content:
            write_memo(session, content, coder_id=coder_id, target=target, private=bool(private))
    elif content:
        edit_memo(session, own.id, content, private=private)
    else:
        delete_memo(session, own.id)


def delete_memo(session: Session, memo_id: UUID) -> None:
    """Delete a memo and its links."""
    memo = _existing_memo(session, memo_id)
    describe(session, f"Delete {_called(memo)}")
    session.delete(memo)


def link_memo(session: Session, memo_id: UUID, target: Target) -> UUID:
    """Say that a memo speaks of a further row; once is enough."""
    memo = _existing_memo(session, memo_id)
    describe(session, f"Link {_called(memo)} to {_in_words(session, target)}")
    link = session.scalar(
        select(MemoLink)
        .where(
            MemoLink.memo_id == memo_id,
            MemoLink.target_table == target.table,
            MemoLink.target_id == target.id,
        )
        .limit(1)
    )
    if link is None:
        link = MemoLink(memo_id=memo_id, target_table=target.table, target_id=target.id)
        session.add(link)
        session.flush()
    return link.id


def unlink_memo(session: Session, memo_id: UUID, target: Target) -> None:
    """Take away what ``link_memo`` said."""
    memo = _existing_memo(session, memo_id)
    describe(session, f"Take a link away from {_called(memo)}")
    links = select(MemoLink).where(
        MemoLink.memo_id == memo_id,
        MemoLink.target_table == target.table,
        MemoLink.target_id == target.id,
    )
    for link in session.scalars(links):
        session.delete(link)


def _existing_memo(session: Session, memo_id: UUID) -> Memo:
    memo = session.get(Memo, memo_id)
    if memo is None:
        raise RowMissingError("memo")
    return memo


def _called(memo: Memo) -> str:
    kind = "journal entry" if memo.target_id is None else "memo"
    return f"{kind} “{memo.title}”" if memo.title and not memo.private else kind


def _in_words(session: Session, target: Target) -> str:
    """What a memo is about; raises ``RowMissingError`` when that is not there."""
    word = _WORDS.get(target.table, target.table.replace("_", " "))
    row = None
    table = Base.metadata.tables.get(target.table)
    for mapper in Base.registry.mappers:
        if mapper.local_table is table and issubclass(mapper.class_, HistoryRow):
            row = session.get(mapper.class_, target.id)
    if row is None:
        raise RowMissingError(word)
    name = getattr(row, "name", "") or getattr(row, "title", "")
    return f"{word} “{name}”" if name else f"a {word}"
