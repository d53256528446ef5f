"""The project itself, its coders, and saved queries. Written by ``project`` and ``analysis``."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy.orm import Mapped, mapped_column

from qualcoder_sts.project.tables.base import Base, HistoryRow, choice, utc_now


class CoderKind(StrEnum):
    """Who stands behind a coder."""

    PERSON = "person"
    CONSENSUS = "consensus"


class Project(HistoryRow, Base):
    """What the study is. One row."""

    __tablename__ = "project"

    name: Mapped[str]
    description: Mapped[str] = mapped_column(default="")
    language: Mapped[str] = mapped_column(default="en")
    created_at: Mapped[datetime] = mapped_column(default=utc_now)


class Coder(HistoryRow, Base):
    """Somebody who codes, or the agreed result of several (a consensus)."""

    __tablename__ = "coder"

    name: Mapped[str]
    kind: Mapped[CoderKind] = mapped_column(choice(CoderKind), default=CoderKind.PERSON)


class SavedQuery(HistoryRow, Base):
    """A query kept under a name; ``definition`` is JSON."""

    __tablename__ = "saved_query"

    name: Mapped[str]
    definition: Mapped[str]
