"""Coded segments and what is decided about them. Written by ``coding``."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from qualcoder_sts.project.tables.base import Base, HistoryRow, choice, utc_now


class SegmentOrigin(StrEnum):
    """How a segment came about."""

    MANUAL = "manual"
    IMPORT = "import"
    SEARCH = "search"
    SPEAKER = "speaker"
    SUGGESTION = "suggestion accepted"
    CONSENSUS = "consensus"


class Verdict(StrEnum):
    """What a coder made of a suggestion."""

    ACCEPTED = "accepted"
    ADJUSTED = "adjusted"
    REJECTED = "rejected"


class ConsensusOutcome(StrEnum):
    """How a disagreement ended."""

    APPLIED = "applied"
    LEFT_OUT = "left out"


class CodedSegment(HistoryRow, Base):
    """One coder's application of one code to a span of a source's text.

    ``start`` and ``end`` are code points in the text with ``text_hash``, which is always the
    source's present text: it stands here so that a copy of the row explains itself.
    """

    __tablename__ = "coded_segment"
    __table_args__ = (
        CheckConstraint('0 <= "start" AND "start" < "end"', "span"),
        CheckConstraint("weight BETWEEN 0 AND 100", "weight"),
    )

    source_id: Mapped[UUID] = mapped_column(ForeignKey("source.id", ondelete="CASCADE"), index=True)
    text_hash: Mapped[str] = mapped_column(ForeignKey("text.hash"))
    start: Mapped[int]
    end: Mapped[int]
    code_id: Mapped[UUID] = mapped_column(ForeignKey("code.id", ondelete="CASCADE"), index=True)
    coder_id: Mapped[UUID] = mapped_column(ForeignKey("coder.id"), index=True)
    weight: Mapped[int | None]
    key_quote: Mapped[bool] = mapped_column(default=False)
    origin: Mapped[SegmentOrigin] = mapped_column(
        choice(SegmentOrigin), default=SegmentOrigin.MANUAL
    )
    definition_version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime] = mapped_column(default=utc_now)


class Contributor(HistoryRow, Base):
    """A correction of who contributes to a segment; without one the speakers' words decide."""

    __tablename__ = "contributor"

    segment_id: Mapped[UUID] = mapped_column(
        ForeignKey("coded_segment.id", ondelete="CASCADE"), index=True
    )
    participant_id: Mapped[UUID] = mapped_column(
        ForeignKey("participant.id", ondelete="CASCADE"), index=True
    )
    contributes: Mapped[bool]


class FinishedMark(HistoryRow, Base):
    """A coder has finished a source, or the range of it given by ``start`` and ``end``."""

    __tablename__ = "finished_mark"
    __table_args__ = (
        CheckConstraint('("start" IS NULL) = ("end" IS NULL) AND "start" < "end"', "span"),
    )

    source_id: Mapped[UUID] = mapped_column(ForeignKey("source.id", ondelete="CASCADE"), index=True)
    coder_id: Mapped[UUID] = mapped_column(ForeignKey("coder.id"), index=True)
    start: Mapped[int | None]
    end: Mapped[int | None]
    at: Mapped[datetime] = mapped_column(default=utc_now)


class ConsensusDecision(HistoryRow, Base):
    """How one disagreement between coders was settled, by whom and why."""

    __tablename__ = "consensus_decision"

    source_id: Mapped[UUID] = mapped_column(ForeignKey("source.id", ondelete="CASCADE"), index=True)
    text_hash: Mapped[str] = mapped_column(ForeignKey("text.hash"))
    start: Mapped[int]
    end: Mapped[int]
    code_id: Mapped[UUID] = mapped_column(ForeignKey("code.id", ondelete="CASCADE"), index=True)
    coder_id: Mapped[UUID] = mapped_column(ForeignKey("coder.id"))  # the consensus
    decided_by_id: Mapped[UUID] = mapped_column(ForeignKey("coder.id"))
    outcome: Mapped[ConsensusOutcome] = mapped_column(choice(ConsensusOutcome))
    reason: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime] = mapped_column(default=utc_now)


class SuggestionDecision(HistoryRow, Base):
    """What a coder decided about a suggestion, with all that it rested on."""

    __tablename__ = "suggestion_decision"

    source_id: Mapped[UUID] = mapped_column(ForeignKey("source.id", ondelete="CASCADE"), index=True)
    text_hash: Mapped[str] = mapped_column(ForeignKey("text.hash"))
    start: Mapped[int]
    end: Mapped[int]
    code_id: Mapped[UUID] = mapped_column(ForeignKey("code.id", ondelete="CASCADE"), index=True)
    coder_id: Mapped[UUID] = mapped_column(ForeignKey("coder.id"), index=True)
    verdict: Mapped[Verdict] = mapped_column(choice(Verdict))
    score_thousandths: Mapped[int | None]
    reasons: Mapped[str] = mapped_column(default="")  # JSON
    model_hash: Mapped[str] = mapped_column(default="")
    definition_version: Mapped[int]
    at: Mapped[datetime] = mapped_column(default=utc_now)
