"""Whether stored rows hold what their columns ask for, in files that are not trusted."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, TypeAlias

from sqlalchemy import Boolean, Column, Enum, Integer, LargeBinary, Table, Uuid

from qualcoder_sts.project.tables.base import UtcDateTime

Value: TypeAlias = object


def fits(table: Table, row: Mapping[str, Value]) -> bool:
    """Whether a row has all of a table's columns, each holding what it may hold."""
    if not all(column.name in row for column in table.columns):
        return False
    return all(_fits(column, row[column.name]) for column in table.columns)


def _fits(column: Column[Any], value: Value) -> bool:
    if value is None:
        return bool(column.nullable)
    for kind, check in _CHECKS:
        if isinstance(column.type, kind):
            return check(column, value)
    return isinstance(value, str)


def _is_guid(_: Column[Any], value: Value) -> bool:
    return isinstance(value, str) and len(value) == 32 and set(value) <= set("0123456789abcdef")


def _is_moment(_: Column[Any], value: Value) -> bool:
    try:
        return isinstance(value, str) and datetime.fromisoformat(value).tzinfo is not None
    except ValueError:
        return False


def _is_one_of_the_words(column: Column[Any], value: Value) -> bool:
    return isinstance(column.type, Enum) and value in column.type.enums


def _is_whole_number(_: Column[Any], value: Value) -> bool:
    return isinstance(value, int)


_CHECKS: tuple[tuple[type, Callable[[Column[Any], Value], bool]], ...] = (
    (Uuid, _is_guid),
    (UtcDateTime, _is_moment),
    (Enum, _is_one_of_the_words),
    (Boolean, lambda _, value: value in {0, 1}),
    (Integer, _is_whole_number),
    (LargeBinary, lambda _, value: isinstance(value, bytes)),
)
