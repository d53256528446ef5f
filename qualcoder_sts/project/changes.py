"""What a step changed, as plain data: the event that tells views what to reload."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Generic, TypeVar
from uuid import UUID

from qualcoder_sts.project.tables.log import ChangeKind

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Changes:
    """The rows one step changed, by table; false when there was no step, as nothing changed.

    ``told`` is a sentence on what the step has made disappear; empty when it has not.
    """

    change_set_id: UUID | None = None
    label: str = ""
    kind: ChangeKind = ChangeKind.EDIT
    rows: Mapping[str, frozenset[UUID]] = field(default_factory=dict)
    told: str = ""

    def __bool__(self) -> bool:
        return self.change_set_id is not None

    def touches(self, *tables: str) -> bool:
        """Whether rows of any of these tables were added, changed or deleted."""
        return any(table in self.rows for table in tables)

    def ids(self, table: str) -> frozenset[UUID]:
        """The rows of one table that were added, changed or deleted."""
        return self.rows.get(table, frozenset())

    @property
    def count(self) -> int:
        """How many rows were added, changed or deleted."""
        return sum(len(ids) for ids in self.rows.values())

    def joined_with(self, later: "Changes") -> "Changes":
        """Two steps told as one: the rows of both, the name of the later."""
        tables = {*self.rows, *later.rows}
        return replace(later, rows={each: self.ids(each) | later.ids(each) for each in tables})


@dataclass(frozen=True, slots=True)
class Outcome(Generic[Value]):
    """What an operation returned and what it changed."""

    value: Value
    changes: Changes
