"""Whether stored rows hold what their columns ask for, in files that are not trusted."""

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cache
from typing import Any, TypeAlias

from sqlalchemy import Boolean, Column, Enum, Integer, LargeBinary, Table, Uuid

from qualcoder_sts.project.tables.base import UtcDateTime

Value: TypeAlias = object
Check: TypeAlias = Callable[[Value], bool]

_GUID = re.compile(r"[0-9a-f]{32}")


def fits(table: Table, row: Mapping[str, Value]) -> bool:
    """Whether a row has all of a table's columns, each holding what it may hold."""
    try:
        return all(check(row[name]) for name, check in _checks(table))
    except KeyError:
        return False


@cache
def _checks(table: Table) -> tuple[tuple[str, Check], ...]:
    return tuple((column.name, _check(column)) for column in table.columns)


def _check(column: Column[Any]) -> Check:
    check = _check_of_value(column)
    if not column.nullable:
        return check
    return lambda value: value is None or check(value)


def _check_of_value(column: Column[Any]) -> Check:
    if isinstance(column.type, Enum):
        return frozenset(column.type.enums).__contains__
    return next((check for kind, check in _CHECKS if isinstance(column.type, kind)), _is_text)


def _is_guid(value: Value) -> bool:
    return isinstance(value, str) and _GUID.fullmatch(value) is not None


def _is_moment(value: Value) -> bool:
    try:
        return isinstance(value, str) and datetime.fromisoformat(value).tzinfo is not None
    except ValueError:
        return False


def _is_text(value: Value) -> bool:
    return isinstance(value, str)


_CHECKS: tuple[tuple[type, Check], ...] = (
    (Uuid, _is_guid),
    (UtcDateTime, _is_moment),
    (Boolean, lambda value: value in {0, 1}),
    (Integer, lambda value: isinstance(value, int)),
    (LargeBinary, lambda value: isinstance(value, bytes)),
)
