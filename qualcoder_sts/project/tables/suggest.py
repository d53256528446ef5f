"""What the suggester has computed and can compute again: caches. Written by ``suggest``.

None of these tables is recorded in the log: what a coder decides about a suggestion is, in
``suggestion_decision``.
"""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from qualcoder_sts.project.tables.base import Base, choice, utc_now


class Band(StrEnum):
    """How much speaks for a suggestion, in words."""

    STRONG = "strong"
    LIKELY = "likely"
    POSSIBLE = "possible"
    DEFINITION_ONLY = "from the definition only"


class OpenSuggestion(Base):
    """A suggestion for one coder that nobody has decided about yet.

    ``coder_id`` has no foreign key: who asks for suggestions need not have coded here before.
    """

    __tablename__ = "open_suggestion"
    __table_args__ = (CheckConstraint('0 <= "start" AND "start" < "end"', "span"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    source_id: Mapped[UUID] = mapped_column(ForeignKey("source.id", ondelete="CASCADE"), index=True)
    text_hash: Mapped[str] = mapped_column(ForeignKey("text.hash"))
    start: Mapped[int]
    end: Mapped[int]
    shorter_start: Mapped[int | None]
    shorter_end: Mapped[int | None]
    longer_start: Mapped[int | None]
    longer_end: Mapped[int | None]
    code_id: Mapped[UUID] = mapped_column(ForeignKey("code.id", ondelete="CASCADE"), index=True)
    coder_id: Mapped[UUID] = mapped_column(index=True)
    score_thousandths: Mapped[int]
    has_percentage: Mapped[bool]
    band: Mapped[Band] = mapped_column(choice(Band))
    reasons: Mapped[str]  # JSON
    model_hash: Mapped[str]
    definition_version: Mapped[int]
    at: Mapped[datetime] = mapped_column(default=utc_now)


class SentenceVectors(Base):
    """The vectors of a text's sentences by one language model.

    ``content`` holds ``count`` rows of 32-bit floats, little-endian. ``sentences`` is the hash of
    where the sentences stand: turns can be corrected without the text changing.
    """

    __tablename__ = "sentence_vectors"

    text_hash: Mapped[str] = mapped_column(ForeignKey("text.hash"), primary_key=True)
    model_hash: Mapped[str] = mapped_column(primary_key=True)
    sentences: Mapped[str]
    count: Mapped[int]
    content: Mapped[bytes] = mapped_column(LargeBinary)


CACHES = (OpenSuggestion, SentenceVectors)
