"""Making up what operations are given, from the rows that a project has."""

import os
import random
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import strategies as st

ACTING = object()  # an argument: the coder who acts
MOSTLY = st.sampled_from([True, True, True, False])


@dataclass(frozen=True)
class Row:
    """An argument: the key of one of a table's rows, or of none when there are none.

    ``likely`` is a condition in SQL that mostly holds, where any row fulfils it; ``:acting`` stands
    for the coder who acts.
    """

    table: str
    optional: bool = False
    likely: str = ""


@dataclass(frozen=True)
class Rows:
    """An argument: the keys of some of a table's rows, which are likely as in ``Row``."""

    table: str
    likely: str = ""


@dataclass(frozen=True)
class Together:
    """Several arguments that hang together, made up in one go."""

    make: Callable[["Hands"], tuple[Any, ...]]


@dataclass(frozen=True)
class Hands:
    """Make up what operations are given, from the rows that a project has."""

    folder: Path
    reader: sqlite3.Connection
    data: st.DataObject
    coder_id: UUID

    def arguments(self, chosen: "Operation") -> tuple[list[Any], dict[str, Any]]:
        plain: list[Any] = []
        for each in chosen.arguments:
            plain += each.make(self) if isinstance(each, Together) else [self.value(each)]
        return plain, {name: self.value(each) for name, each in chosen.named}

    def value(self, argument: Any) -> Any:
        if argument is ACTING:
            return self.coder_id
        if isinstance(argument, Row):
            is_left_out = argument.optional and self.data.draw(st.booleans())
            return None if is_left_out else self.row(argument.table, argument.likely)
        if isinstance(argument, Rows):
            return self.rows(argument.table, argument.likely)
        if isinstance(argument, st.SearchStrategy):
            return self.data.draw(argument)
        return argument(self)

    def row(self, table: str, likely: str = "") -> UUID:
        """One of a table's rows by its age, so that an example can be repeated."""
        keys = self.keys(table, likely) if likely and self.data.draw(MOSTLY) else []
        keys = keys or self.keys(table)
        return keys[self.data.draw(st.integers(0, len(keys) - 1))] if keys else UUID(int=0)

    def rows(self, table: str, likely: str = "") -> list[UUID]:
        count = self.data.draw(st.sampled_from([0, 1, 1, 2, 2, 3]))
        return [self.row(table, likely) for _ in range(count)]

    def keys(self, table: str, condition: str = "1") -> list[UUID]:
        query = f'SELECT id FROM "{table}" WHERE {condition} ORDER BY rowid'
        return [UUID(hex=row[0]) for row in self.found(query, acting=self.coder_id.hex)]

    def text_of(self, source_id: UUID) -> tuple[str, str]:
        """The hash and the text; nothing where there is no such source."""
        query = (
            "SELECT hash, content FROM text JOIN source ON text_hash = hash WHERE source.id = :id"
        )
        rows = self.found(query, id=source_id.hex)
        return rows[0] if rows else ("", "")

    def found(self, query: str, **values: str) -> list[Any]:
        return self.reader.execute(query, values).fetchall()


@dataclass(frozen=True)
class Operation:
    """A function and what it is given: strategies, rows, or what ``Hands`` make of themselves."""

    function: Callable[..., Any]
    arguments: tuple[Any, ...] = ()
    named: tuple[tuple[str, Any], ...] = ()


def operation(function: Callable[..., Any], *arguments: Any, **named: Any) -> Operation:
    return Operation(function, arguments, tuple(named.items()))


@contextmanager
def keys_from(seed: int) -> Iterator[None]:
    """New rows get the same keys each time: which of two is greater is a part of the example."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "urandom", random.Random(seed).randbytes)
        yield
