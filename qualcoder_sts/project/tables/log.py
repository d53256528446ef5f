"""The change log, and what merging needs beside it. Written by ``project.history`` and ``merge``.

Of these tables only ``alias`` and ``merged_away`` are recorded in the log.
"""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from qualcoder_sts.project.tables.base import Base, HistoryRow, choice


class ChangeKind(StrEnum):
    """What kind of step a change set is."""

    EDIT = "edit"
    UNDO = "undo"
    REDO = "redo"
    IMPORT = "import"
    MERGE = "merge"
    UPGRADE = "upgrade"


class RowOperation(StrEnum):
    """What happened to one row."""

    INSERT = "insert"
    UPDATE = "update"
    DELETE = "delete"


class ChangeSet(Base):
    """One step of the audit trail: what one operation did, when and by whom.

    ``number`` orders the steps of this file. ``applied`` is false for a colleague's step that a
    merge has made known here without carrying it out.
    """

    __tablename__ = "change_set"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(unique=True)
    # No foreign key: the trail outlives the coder.
    coder_id: Mapped[UUID | None] = mapped_column(index=True)
    at: Mapped[datetime]
    label: Mapped[str]
    reason: Mapped[str] = mapped_column(default="")
    kind: Mapped[ChangeKind] = mapped_column(choice(ChangeKind))
    refers_to: Mapped[UUID | None] = mapped_column(index=True)
    program_version: Mapped[str]
    applied: Mapped[bool] = mapped_column(default=True)


class Change(Base):
    """One row's content before and after, as JSON of its columns as they are stored.

    ``origin`` is JSON ``{column: change set}`` for values that a merge took over: they keep the
    version they had where they came from.
    """

    __tablename__ = "change"
    __table_args__ = (Index("ix_change_row", "table_name", "row_id"),)

    number: Mapped[int] = mapped_column(primary_key=True)
    change_set_id: Mapped[UUID] = mapped_column(ForeignKey("change_set.id"), index=True)
    table_name: Mapped[str] = mapped_column(String(40))
    row_id: Mapped[UUID]
    operation: Mapped[RowOperation] = mapped_column(choice(RowOperation))
    before: Mapped[str | None]
    after: Mapped[str | None]
    origin: Mapped[str | None]


class CurrentChangeSet(Base):
    """The step being recorded. Empty outside ``Workspace.run``: triggers then refuse the write."""

    __tablename__ = "current_change_set"
    __table_args__ = (CheckConstraint("only_row = 1", "only_row"),)

    only_row: Mapped[int] = mapped_column(primary_key=True, default=1)
    change_set_id: Mapped[UUID]


class Alias(HistoryRow, Base):
    """A row of another copy that was found to be the same as one here."""

    __tablename__ = "alias"

    table_name: Mapped[str] = mapped_column(String(40))
    other_id: Mapped[UUID] = mapped_column(index=True)
    same_as_id: Mapped[UUID] = mapped_column(index=True)


class MergedAway(HistoryRow, Base):
    """A row that was made part of another and went: what hangs on it in another copy follows."""

    __tablename__ = "merged_away"

    table_name: Mapped[str] = mapped_column(String(40))
    gone_id: Mapped[UUID]
    into_id: Mapped[UUID]


class Brought(Base):
    """A step of another copy that a merge has made known here.

    It is known while that merge is in force. ``whole`` is false where the copy had been given
    without some of the step's rows.
    """

    __tablename__ = "brought"

    merge_id: Mapped[UUID] = mapped_column(ForeignKey("change_set.id"), primary_key=True)
    change_set_id: Mapped[UUID] = mapped_column(ForeignKey("change_set.id"), primary_key=True)
    file: Mapped[str]
    whole: Mapped[bool]


class Withheld(Base):
    """A step whose rows were left out of this copy: neither known, deleted nor changed here."""

    __tablename__ = "withheld"

    change_set_id: Mapped[UUID] = mapped_column(primary_key=True)


class GivenCopy(Base):
    """For whom this file was made as a copy; empty in a project that is nobody's copy."""

    __tablename__ = "given_copy"
    __table_args__ = (CheckConstraint("only_row = 1", "only_row"),)

    only_row: Mapped[int] = mapped_column(primary_key=True, default=1)
    reader: Mapped[str]
    blind: Mapped[bool]
    at: Mapped[datetime]
