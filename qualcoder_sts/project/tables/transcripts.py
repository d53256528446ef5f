"""Sources, their texts and speaker turns. Written by ``transcripts``."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from qualcoder_sts.project.tables.base import Base, HistoryRow, choice, utc_now


class Method(StrEnum):
    """How a source came about."""

    INTERVIEW = "interview"
    FOCUS_GROUP = "focus-group"
    FIELD_NOTE = "field-note"
    LITERATURE = "literature"
    DOCUMENT = "document"
    SURVEY = "survey"


class SpeakerRole(StrEnum):
    """Who a speaker label stands for."""

    PARTICIPANT = "participant"
    INTERVIEWER = "interviewer"  # also a moderator, and a survey's question
    UNATTRIBUTED = "unattributed"  # "Unknown female", "Several", crosstalk: nobody in particular


class Text(Base):
    """A text under the hash of its content. Never changed; outside history."""

    __tablename__ = "text"

    hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    content: Mapped[str]


class Original(Base):
    """An imported file's bytes under their hash. Never changed; outside history."""

    __tablename__ = "original"

    hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)


class Source(HistoryRow, Base):
    """One transcript, document or study. Points to its present text."""

    __tablename__ = "source"

    name: Mapped[str]
    method: Mapped[Method] = mapped_column(choice(Method))
    text_hash: Mapped[str] = mapped_column(ForeignKey("text.hash"))
    session_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("field_session.id", ondelete="SET NULL"), index=True
    )
    lead_coder_id: Mapped[UUID | None] = mapped_column(ForeignKey("coder.id", ondelete="SET NULL"))
    date: Mapped[str] = mapped_column(default="")  # ISO 8601, as precise as it is known
    language: Mapped[str] = mapped_column(default="")
    original_hash: Mapped[str | None] = mapped_column(ForeignKey("original.hash"))
    original_name: Mapped[str] = mapped_column(default="")
    format: Mapped[str] = mapped_column(default="")
    encoding: Mapped[str] = mapped_column(default="")
    imported_at: Mapped[datetime] = mapped_column(default=utc_now)


class Speaker(HistoryRow, Base):
    """A speaker label of one source and whom it stands for."""

    __tablename__ = "speaker"

    source_id: Mapped[UUID] = mapped_column(ForeignKey("source.id", ondelete="CASCADE"), index=True)
    label: Mapped[str]
    role: Mapped[SpeakerRole] = mapped_column(choice(SpeakerRole))
    participant_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("participant.id", ondelete="SET NULL"), index=True
    )


class SpeakerTurn(HistoryRow, Base):
    """A stretch of a source's text in which one speaker has the word.

    ``start`` to ``end`` is the whole turn with its label; speech begins at ``speech_start``.
    """

    __tablename__ = "speaker_turn"
    __table_args__ = (
        CheckConstraint(
            '0 <= "start" AND "start" <= speech_start AND speech_start <= "end"', "span"
        ),
    )

    source_id: Mapped[UUID] = mapped_column(ForeignKey("source.id", ondelete="CASCADE"), index=True)
    speaker_id: Mapped[UUID] = mapped_column(
        ForeignKey("speaker.id", ondelete="CASCADE"), index=True
    )
    start: Mapped[int]
    speech_start: Mapped[int]
    end: Mapped[int]
    cue_start_ms: Mapped[int | None]
    cue_end_ms: Mapped[int | None]


class SourceParticipant(HistoryRow, Base):
    """A person a whole source belongs to: a survey's respondent, somebody a note is about."""

    __tablename__ = "source_participant"

    source_id: Mapped[UUID] = mapped_column(ForeignKey("source.id", ondelete="CASCADE"), index=True)
    participant_id: Mapped[UUID] = mapped_column(
        ForeignKey("participant.id", ondelete="CASCADE"), index=True
    )
