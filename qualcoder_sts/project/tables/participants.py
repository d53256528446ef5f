"""People, groups, sessions with their rosters, attributes. Written by ``participants``."""

from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from qualcoder_sts.project.tables.base import Base, HistoryRow, choice


class ParticipantKind(StrEnum):
    """Whether a participant is one person or a group of them."""

    PERSON = "person"
    GROUP = "group"


class AttributeKind(StrEnum):
    """What an attribute's values are."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    YES_NO = "yes-no"


class AttributeBearer(StrEnum):
    """What an attribute describes."""

    PARTICIPANT = "participant"
    SOURCE = "source"


class Attendance(StrEnum):
    """Whether somebody on a roster was there."""

    PRESENT = "present"
    ABSENT = "absent"


class Participant(HistoryRow, Base):
    """A person, or a focus group as a whole."""

    __tablename__ = "participant"

    name: Mapped[str]
    kind: Mapped[ParticipantKind] = mapped_column(
        choice(ParticipantKind), default=ParticipantKind.PERSON
    )


class Membership(HistoryRow, Base):
    """A person belongs to a group."""

    __tablename__ = "membership"

    group_id: Mapped[UUID] = mapped_column(
        ForeignKey("participant.id", ondelete="CASCADE"), index=True
    )
    person_id: Mapped[UUID] = mapped_column(
        ForeignKey("participant.id", ondelete="CASCADE"), index=True
    )


class FieldSession(HistoryRow, Base):
    """An interview or focus group that took place; its transcript and field notes point here."""

    __tablename__ = "field_session"

    name: Mapped[str]
    group_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("participant.id", ondelete="SET NULL"), index=True
    )
    place: Mapped[str] = mapped_column(default="")
    date: Mapped[str] = mapped_column(default="")  # ISO 8601, as precise as it is known


class RosterEntry(HistoryRow, Base):
    """Somebody who attended a session, whether or not they spoke."""

    __tablename__ = "roster_entry"

    session_id: Mapped[UUID] = mapped_column(
        ForeignKey("field_session.id", ondelete="CASCADE"), index=True
    )
    participant_id: Mapped[UUID] = mapped_column(
        ForeignKey("participant.id", ondelete="CASCADE"), index=True
    )
    label: Mapped[str]  # how the session's transcript calls them; may repeat in other sessions
    attendance: Mapped[Attendance] = mapped_column(choice(Attendance), default=Attendance.PRESENT)
    note: Mapped[str] = mapped_column(default="")


class Attribute(HistoryRow, Base):
    """A variable of participants or of sources."""

    __tablename__ = "attribute"

    name: Mapped[str]
    kind: Mapped[AttributeKind] = mapped_column(choice(AttributeKind), default=AttributeKind.TEXT)
    bearer: Mapped[AttributeBearer] = mapped_column(choice(AttributeBearer))
    rank: Mapped[str]


class AttributeValue(HistoryRow, Base):
    """One attribute's value for one participant or one source, as text in a canonical form."""

    __tablename__ = "attribute_value"
    __table_args__ = (
        CheckConstraint("(participant_id IS NULL) <> (source_id IS NULL)", "one_bearer"),
    )

    attribute_id: Mapped[UUID] = mapped_column(
        ForeignKey("attribute.id", ondelete="CASCADE"), index=True
    )
    participant_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("participant.id", ondelete="CASCADE"), index=True
    )
    source_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("source.id", ondelete="CASCADE"), index=True
    )
    value: Mapped[str]
