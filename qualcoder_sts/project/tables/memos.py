"""Memos on anything, and the journal. Written by ``memos``."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from qualcoder_sts.project.tables.base import Base, HistoryRow, choice, utc_now


class MemoKind(StrEnum):
    """What a memo is for."""

    ANALYTIC = "analytic"
    METHOD = "method"
    REFLEXIVE = "reflexive"
    TEAM = "team"


class Memo(HistoryRow, Base):
    """A note of a coder on one row of any history table; on nothing, a journal entry.

    ``target_id`` has no foreign key: a trigger on every history table takes memos along.
    """

    __tablename__ = "memo"
    __table_args__ = (
        CheckConstraint("(target_table IS NULL) = (target_id IS NULL)", "whole_target"),
    )

    target_table: Mapped[str | None]
    target_id: Mapped[UUID | None] = mapped_column(index=True)
    coder_id: Mapped[UUID] = mapped_column(ForeignKey("coder.id"), index=True)
    kind: Mapped[MemoKind] = mapped_column(choice(MemoKind), default=MemoKind.ANALYTIC)
    title: Mapped[str] = mapped_column(default="")
    content: Mapped[str]
    private: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(default=utc_now)
    changed_at: Mapped[datetime] = mapped_column(default=utc_now)


class MemoLink(HistoryRow, Base):
    """A further row that a memo speaks of."""

    __tablename__ = "memo_link"

    memo_id: Mapped[UUID] = mapped_column(ForeignKey("memo.id", ondelete="CASCADE"), index=True)
    target_table: Mapped[str]
    target_id: Mapped[UUID] = mapped_column(index=True)
