"""Writing memos."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from uuid import UUID

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from qualcoder_sts.foundation.translation import _
from qualcoder_sts.project.errors import Kind, RowMissingError
from qualcoder_sts.project.history.recording import describe
from qualcoder_sts.project.kind_words import kind_word
from qualcoder_sts.project.tables import Coder, Memo, MemoLink
from qualcoder_sts.project.tables.base import Base, HistoryRow, utc_now
from qualcoder_sts.project.tables.memos import MemoKind

# What is gone when a memo cannot be written on it.
_KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        "attribute": "attribute",
        "code": "code",
        "coded_segment": "segment",
        "coder": "coder",
        "field_session": "session",
        "memo": "memo",
        "participant": "participant",
        "roster_entry": "entry of the roster",
        "source": "source",
        "speaker": "speaker",
        "speaker_turn": "turn",
        "study": "study",
    }
)


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
    # Others read the audit trail: the title of a private memo is not for them.
    named = "" if private else title
    about = "" if target is None else _in_words(session, target)
    describe(session, _written_in_words(named, about))
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
    describe(session, _("Edit %s") % _called(memo))
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
    called = _called(memo)
    describe(session, _("Delete %s") % called, told=_("Deleted %s.") % called)
    session.delete(memo)


def link_memo(session: Session, memo_id: UUID, target: Target) -> UUID:
    """Say that a memo speaks of a further row; once is enough."""
    memo = _existing_memo(session, memo_id)
    words = _("Link %(memo)s to %(what)s")
    describe(session, words % {"memo": _called(memo), "what": _in_words(session, target)})
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
    describe(session, _("Take a link away from %s") % _called(memo))
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
    is_entry = memo.target_id is None
    if memo.title and not memo.private:
        return (_("journal entry “%s”") if is_entry else _("memo “%s”")) % memo.title
    return _("journal entry") if is_entry else _("memo")


def _written_in_words(title: str, about: str) -> str:
    told = {"title": title, "what": about}
    if not about:
        words = _("Write journal entry “%(title)s”") if title else _("Write journal entry")
    elif title:
        words = _("Write memo “%(title)s” on %(what)s")
    else:
        words = _("Write memo on %(what)s")
    return words % told


def _in_words(session: Session, target: Target) -> str:
    """What a memo is about; raises ``RowMissingError`` when that is not there."""
    row = None
    table = Base.metadata.tables.get(target.table)
    for mapper in Base.registry.mappers:
        if mapper.local_table is table and issubclass(mapper.class_, HistoryRow):
            row = session.get(mapper.class_, target.id)
    if row is None:
        raise RowMissingError(_KINDS.get(target.table, "something"))
    name = getattr(row, "name", "") or getattr(row, "title", "")
    if not name:
        return _("a %s") % kind_word(target.table)
    return _("%(kind)s “%(name)s”") % {"kind": kind_word(target.table), "name": name}
