"""One copy of a project in memory: its rows, the version of each value, and what it knows.

Rows are as they are stored, with keys as hexadecimal digits. Nothing here is changed once made;
what a merge changes are new objects.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeAlias

from qualcoder_sts.project.history.rows import StoredRow, StoredValue

RowsOfTables: TypeAlias = dict[str, dict[str, StoredRow]]

DECIDED = "decided"
"""The version of what this merge decides itself: its own step, whose key comes with writing."""

_ALIKE: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class RowVersions:
    """Which steps gave a row's values, and its being there or gone, their present state.

    ``fields`` holds those values whose version is not the ``common`` one.
    """

    is_there: bool
    existence: str
    common: str
    fields: Mapping[str, str] = field(default_factory=lambda: _ALIKE)

    def of(self, name: str) -> str:
        """The version of a value."""
        return self.fields.get(name, self.common)

    def with_fields(self, changed: Mapping[str, str]) -> "RowVersions":
        """The same with other versions of some values."""
        if not changed:
            return self
        return RowVersions(self.is_there, self.existence, self.common, {**self.fields, **changed})

    def with_existence(self, version: str, *, is_there: bool) -> "RowVersions":
        """The same, come or gone by another step."""
        return RowVersions(is_there, version, self.common, self.fields)


VersionsOfTables: TypeAlias = dict[str, dict[str, RowVersions]]


@dataclass(frozen=True, slots=True)
class Step:
    """The header of a step, as it is stored."""

    id: str
    number: int
    coder_id: str | None
    at: str
    label: str
    reason: str
    kind: str
    refers_to: str | None
    program_version: str
    applied: bool


@dataclass(frozen=True, slots=True)
class PastUpdate:
    """An update of a row: its step, the row before as JSON, and what a merge said of versions."""

    step_id: str
    before: str
    origin: str | None


@dataclass(frozen=True, slots=True)
class Knowledge:
    """The steps a copy has seen; of those in ``partly`` only what they did to the rows named."""

    whole: frozenset[str]
    partly: Mapping[str, frozenset[str]]

    def has(self, version: str, row_id: str) -> bool:
        """Whether what a step made of a row is known."""
        return version in self.whole or row_id in self.partly.get(version, ())


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy of a project. ``versions`` has rows that are gone too, ``last_rows`` their content."""

    file: str
    path: Path
    rows: RowsOfTables
    versions: VersionsOfTables
    past: Mapping[tuple[str, str], tuple[PastUpdate, ...]]
    last_rows: Mapping[tuple[str, str], str]
    steps: Mapping[str, Step]
    knows: Knowledge
    texts: Mapping[str, str]

    def row(self, table: str, row_id: str) -> StoredRow | None:
        """A row that is there."""
        return self.rows[table].get(row_id)

    def with_rows(self, rows: RowsOfTables, versions: VersionsOfTables) -> "Copy":
        """The same copy with other rows."""
        return replace(self, rows=rows, versions=versions)

    @property
    def last_step(self) -> tuple[int, str]:
        """The number and key of the file's last step; a plan holds while it is the last."""
        last = max(self.steps.values(), key=lambda step: step.number, default=None)
        return (0, "") if last is None else (last.number, last.id)


@dataclass(frozen=True, slots=True)
class Basis:
    """The open file and the others at the time of planning, and the key of who acts."""

    ours: Copy
    theirs: tuple[Copy, ...]
    acting: str | None


def value_of(row: StoredRow, columns: tuple[str, ...]) -> tuple[StoredValue, ...]:
    """What a row says in some columns."""
    return tuple(row[column] for column in columns)
