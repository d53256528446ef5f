"""Codes and frozen codebook versions. Written by ``codebook``."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from qualcoder_sts.project.tables.base import Base, HistoryRow, utc_now


class Code(HistoryRow, Base):
    """A code of the hierarchical codebook; a category is a code that is not codable.

    The name and the five texts after it are the six fields of MacQueen et al. (1998).
    """

    __tablename__ = "code"

    parent_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("code.id", ondelete="CASCADE"), index=True
    )
    rank: Mapped[str]  # orders siblings; see ``foundation.ranks``
    name: Mapped[str]
    brief_definition: Mapped[str] = mapped_column(default="")
    full_definition: Mapped[str] = mapped_column(default="")
    when_to_use: Mapped[str] = mapped_column(default="")
    when_not_to_use: Mapped[str] = mapped_column(default="")
    examples: Mapped[str] = mapped_column(default="")
    terms: Mapped[str] = mapped_column(default="")  # one a line, for suggestions
    colour: Mapped[str] = mapped_column(default="#777777")
    codable: Mapped[bool] = mapped_column(default=True)
    definition_version: Mapped[int] = mapped_column(default=1)  # grows when the wording changes


class CodebookVersion(HistoryRow, Base):
    """The codebook as it stood when it was frozen; ``content`` is JSON."""

    __tablename__ = "codebook_version"

    number: Mapped[int]
    name: Mapped[str]
    note: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime] = mapped_column(default=utc_now)
    content: Mapped[str]
