"""What all tables have in common: column types, the guid key, and the mark of history tables."""

from collections.abc import Callable
from datetime import UTC, datetime
from enum import StrEnum
from functools import cache, lru_cache
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Dialect, Enum, MetaData, String, Table, Uuid
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator

from qualcoder_sts.foundation.clean_text import cleaned


@lru_cache(maxsize=200_000)
def _guid(stored: str | None) -> UUID | None:
    return None if stored is None else UUID(hex=stored)


class Guid(Uuid[UUID]):
    """A guid, made once from what is stored: thousands of rows name the same codes and sources.

    Making one anew for each took more than half the time of reading coded segments.
    """

    cache_ok = True

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], Any] | None:  # noqa: ARG002
        """The same guid each time."""
        return _guid


class UtcDateTime(TypeDecorator[datetime]):
    """A moment in UTC, stored as ISO 8601 text that sorts, and reads in JSON, as it is.

    SQLite hands its own date columns back without their zone.
    """

    impl = String
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """A moment with a zone becomes text."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs its time zone")
        return value.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Text becomes a moment in UTC."""
        return None if value is None else datetime.fromisoformat(value)


class Words(TypeDecorator[str]):
    """Text people wrote, without the characters that no stored text may hold."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """Cleaned on the way in."""
        return None if value is None else cleaned(value)


def choice(words: type[StrEnum]) -> Enum:
    """A column that holds one of a few words, which the database checks too."""
    return Enum(
        words,
        native_enum=False,
        create_constraint=True,
        length=40,
        values_callable=lambda members: [member.value for member in members],
    )


def utc_now() -> datetime:
    """The present moment."""
    return datetime.now(UTC)


class Base(DeclarativeBase):
    """The base of every table."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {str: Words, datetime: UtcDateTime, UUID: Guid}  # noqa: RUF012


class HistoryRow:
    """A row whose every change is recorded. Its key is the same in every copy of the project."""

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)


@cache
def history_tables() -> tuple[Table, ...]:
    """The tables whose changes are recorded, parents before their children."""
    recorded = {
        mapper.local_table
        for mapper in Base.registry.mappers
        if issubclass(mapper.class_, HistoryRow)
    }
    return tuple(table for table in Base.metadata.sorted_tables if table in recorded)
