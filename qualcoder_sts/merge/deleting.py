"""Rows that one copy has and the other deleted. A deletion and its cascade are decided together.

What was deleted there is deleted here, unless it was changed or built upon here meanwhile: then
people decide about all that went with it, and what nobody has decided about stays.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import TypeAlias

from qualcoder_sts.merge.basis import Copy, RowsOfTables, RowVersions
from qualcoder_sts.merge.declarations import DECLARATIONS, fields_of, pointers_of
from qualcoder_sts.project.history.rows import StoredRow

RowKey: TypeAlias = tuple[str, str]

_TAKES_ALONG = frozenset({"code", "source"})
_ABOUT_ANYTHING = frozenset({"memo", "memo_link"})


class By(Enum):
    """Who deleted."""

    US = "us"
    THEM = "them"


@dataclass(frozen=True, slots=True)
class Removal:
    """A row that one copy has and the other has deleted, knowing it or not."""

    table: str
    row_id: str
    by: By
    version: str | None  # the step that deleted it, where the copy itself ever had the row
    row: StoredRow
    versions: RowVersions
    is_changed: bool

    @property
    def key(self) -> RowKey:
        """Which row."""
        return self.table, self.row_id


@dataclass(slots=True)
class Together:
    """Rows that went with one another; ``built`` are those that hang on them by now."""

    members: list[Removal]
    is_contested: bool = False
    built: set[RowKey] = field(default_factory=set)

    @property
    def root(self) -> Removal:
        """The row that took the others along."""
        inside = {member.key for member in self.members}
        hangs = {
            member.key: [key for key in pointed_at(member.table, member.row) if key in inside]
            for member in self.members
        }
        # A source takes its session and its people along, though it is the one that names them.
        by_name = [
            member
            for member in self.members
            if member.table in _TAKES_ALONG
            and not any(table in _TAKES_ALONG for table, _row_id in hangs[member.key])
        ]
        tops = by_name or [member for member in self.members if not hangs[member.key]]
        return min(tops or self.members, key=lambda each: (each.table, each.row_id))

    @property
    def id(self) -> str:
        """How a conflict about it is known."""
        return f"{self.root.table} {self.root.row_id} existence {self.root.version}"


def removal(
    table: str, row_id: str, having: Copy, lacking: Copy, by: By
) -> tuple[Removal | None, bool]:
    """What becomes of a row that only one copy has: its removal, and whether it is there at all.

    A row that the other copy has never heard of is new: no removal, and it is there.
    """
    has, lacks = having.versions[table][row_id], lacking.versions[table].get(row_id)
    known_there = lacking.knows.has(has.existence, row_id)
    if lacks is None:
        is_removed, is_open = known_there, False
    else:
        known_here = having.knows.has(lacks.existence, row_id)
        is_removed = known_there or not known_here
        is_open = known_there is known_here
    if not is_removed:
        return None, True
    changed = is_open or any(
        not lacking.knows.has(has.of(name), row_id)
        for name in fields_of(table)
        if name not in DECLARATIONS[table].settled
    )
    version = None if lacks is None else lacks.existence
    row = having.rows[table][row_id]
    return Removal(table, row_id, by, version, row, has, changed), False


def together(removals: Iterable[Removal]) -> list[Together]:
    """Removals by one step that hang on one another, made one."""
    found = {each.key: each for each in removals}
    top: dict[RowKey, RowKey] = {key: key for key in found}

    def leader(key: RowKey) -> RowKey:
        while top[key] != key:
            top[key] = top[top[key]]
            key = top[key]
        return key

    for key, each in found.items():
        for other in pointed_at(each.table, each.row):
            its = found.get(other)
            if its is not None and (its.by, its.version) == (each.by, each.version):
                top[leader(key)] = leader(other)
    groups: dict[RowKey, list[Removal]] = defaultdict(list)
    for key, each in found.items():
        groups[leader(key)].append(each)
    return [
        Together(members, is_contested=any(member.is_changed for member in members))
        for members in groups.values()
    ]


def contest_what_is_built_upon(rows: RowsOfTables, groups: list[Together]) -> bool:
    """Mark groups that rows hang on which are there; whether any became contested by it."""
    by_key = {member.key: group for group in groups for member in group.members}
    grew = False
    for key, target in hanging(rows, by_key):
        group = by_key[target]
        if key not in by_key:
            group.built.add(key)
        grew = grew or not group.is_contested
        group.is_contested = True
    return grew


def hanging(rows: RowsOfTables, gone: Mapping[RowKey, object]) -> Iterator[tuple[RowKey, RowKey]]:
    """Rows that are there and point at one of these; which row, and at which it points."""
    tables_gone = {table for table, _row_id in gone}
    if not tables_gone:
        return
    for table, found in rows.items():
        if table == "alias" or not _may_point_at(table, tables_gone):
            continue
        pointers = ((row_id, pointed_at(table, row)) for row_id, row in found.items())
        yield from (
            ((table, row_id), target)
            for row_id, targets in pointers
            for target in targets
            if target in gone
        )


def _may_point_at(table: str, targets: set[str]) -> bool:
    names_any = table in _ABOUT_ANYTHING
    return names_any or any(pointer.table in targets for pointer in pointers_of(table))


def pointed_at(table: str, row: StoredRow) -> Iterator[RowKey]:
    """The rows that a row points at, by foreign key or as a memo on it."""
    for pointer in pointers_of(table):
        value = row[pointer.column]
        if value is not None:
            yield pointer.table, str(value)
    if row.get("target_id") is not None and "target_table" in row:
        yield str(row["target_table"]), str(row["target_id"])
