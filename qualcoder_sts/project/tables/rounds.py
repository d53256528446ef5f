"""Who codes which source, and rounds of double coding. Written by ``coding``."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from qualcoder_sts.project.tables.base import Base, HistoryRow, utc_now


class CodingRound(HistoryRow, Base):
    """Several coders code the same sources with one codebook, until the round is closed."""

    __tablename__ = "coding_round"

    name: Mapped[str]
    opened_by_id: Mapped[UUID] = mapped_column(ForeignKey("coder.id"))
    opened_at: Mapped[datetime] = mapped_column(default=utc_now)
    closed_at: Mapped[datetime | None]
    codebook_version_id: Mapped[UUID] = mapped_column(ForeignKey("codebook_version.id"))
    seed: Mapped[int | None]
    sample: Mapped[str] = mapped_column(default="")  # JSON
    blind: Mapped[bool] = mapped_column(default=True)
    suggestions_off: Mapped[bool] = mapped_column(default=True)
    note: Mapped[str] = mapped_column(default="")


class Assignment(HistoryRow, Base):
    """A coder is to code a source; within a round, or as part of their ordinary work."""

    __tablename__ = "assignment"

    round_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("coding_round.id", ondelete="CASCADE"), index=True
    )
    source_id: Mapped[UUID] = mapped_column(ForeignKey("source.id", ondelete="CASCADE"), index=True)
    coder_id: Mapped[UUID] = mapped_column(ForeignKey("coder.id"))


class RoundResult(HistoryRow, Base):
    """How far a round's coders agreed, as it was worked out at the time; ``content`` is JSON."""

    __tablename__ = "round_result"

    round_id: Mapped[UUID] = mapped_column(
        ForeignKey("coding_round.id", ondelete="CASCADE"), index=True
    )
    unit: Mapped[str]
    content: Mapped[str]
    at: Mapped[datetime] = mapped_column(default=utc_now)
