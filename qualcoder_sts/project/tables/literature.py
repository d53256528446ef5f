"""Bibliographic records and their findings. Written by ``literature``."""

from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from qualcoder_sts.project.tables.base import Base, HistoryRow, choice


class ScreeningStatus(StrEnum):
    """How far a record came in the review (PRISMA 2020)."""

    IDENTIFIED = "identified"
    REMOVED = "removed before screening"
    EXCLUDED_AT_SCREENING = "excluded at screening"
    NOT_RETRIEVED = "not retrieved"
    EXCLUDED_AT_ASSESSMENT = "excluded at assessment"
    INCLUDED = "included"


class EvidenceLevel(StrEnum):
    """How well a practice is supported."""

    BEST = "best"
    PROMISING = "promising"
    EMERGING = "emerging"


class Direction(StrEnum):
    """Which way a finding points."""

    SUPPORTS = "supports"
    MIXED = "mixed"
    NO_EFFECT = "no effect"


class Study(HistoryRow, Base):
    """One bibliographic record; with ``source_id`` its text is in the project."""

    __tablename__ = "study"

    source_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("source.id", ondelete="CASCADE"), index=True
    )
    title: Mapped[str]
    authors: Mapped[str] = mapped_column(default="")
    year: Mapped[int | None]
    published_in: Mapped[str] = mapped_column(default="")
    doi: Mapped[str] = mapped_column(default="")
    abstract: Mapped[str] = mapped_column(default="")
    found_in: Mapped[str] = mapped_column(default="")  # the database or search it came from
    status: Mapped[ScreeningStatus] = mapped_column(choice(ScreeningStatus))
    exclusion_reason: Mapped[str] = mapped_column(default="")
    design: Mapped[str] = mapped_column(default="")
    setting: Mapped[str] = mapped_column(default="")
    provider: Mapped[str] = mapped_column(default="")
    client_population: Mapped[str] = mapped_column(default="")
    evidence_level: Mapped[EvidenceLevel | None] = mapped_column(choice(EvidenceLevel))


class Finding(HistoryRow, Base):
    """What a study found about one theme."""

    __tablename__ = "finding"

    study_id: Mapped[UUID] = mapped_column(ForeignKey("study.id", ondelete="CASCADE"), index=True)
    code_id: Mapped[UUID] = mapped_column(ForeignKey("code.id", ondelete="CASCADE"), index=True)
    direction: Mapped[Direction] = mapped_column(choice(Direction))
    statement: Mapped[str] = mapped_column(default="")
