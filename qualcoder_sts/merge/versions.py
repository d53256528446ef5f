"""The version of every value, read from a copy's log.

An edit, an import, an undo and a redo give what they change a new version: their own key. A merge
hands on the versions of what it takes over, and taking a merge back restores those before it.
"""

import json
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from qualcoder_sts.merge.basis import (
    Knowledge,
    PastUpdate,
    RowVersions,
    Step,
    VersionsOfTables,
)
from qualcoder_sts.merge.declarations import (
    MOVED_WITH_THE_TEXT,
    PLACE,
    field_of_column,
    fields_of,
    tables,
)
from qualcoder_sts.project.history.rows import StoredRow
from qualcoder_sts.project.tables.log import ChangeKind, RowOperation

Query: TypeAlias = Callable[[str], Iterable[Any]]
RowKey: TypeAlias = tuple[str, str]

# The rows of an update and of a deletion are needed, those of an insertion stand in its table.
_CHANGES = (
    "SELECT change_set_id, table_name, row_id, operation, "
    "CASE operation WHEN 'insert' THEN NULL ELSE before END, "
    "CASE operation WHEN 'update' THEN after END, origin, "
    "number FROM change ORDER BY number"
)
_INSERTED_AGAIN = "SELECT after FROM change WHERE number = "
_TEXT_EDITS = (
    "SELECT change_set_id, row_id FROM change WHERE table_name = 'source' AND operation = 'update' "
    "AND json_extract(before, '$.text_hash') <> json_extract(after, '$.text_hash')"
)


@dataclass(slots=True)
class Log:
    """What a log says of the present: versions, what rows said before, and what is known."""

    steps: Mapping[str, Step]
    knows: Knowledge
    versions: VersionsOfTables = field(default_factory=lambda: {name: {} for name in tables()})
    past: dict[RowKey, tuple[PastUpdate, ...]] = field(default_factory=dict)
    last_rows: dict[RowKey, str] = field(default_factory=dict)


def read_log(query: Query) -> Log:
    """Go through a copy's log from its beginning. Raises ``ValueError`` where it makes no sense."""
    steps = _steps(query)
    merges = merges_meant(steps)
    changes = query(_CHANGES)
    log = Log(steps, _knowledge(query, steps, merges))
    reader = _Reader(query, log, merges)
    for change in changes:
        reader.take(_LoggedChange(*change))
    reader.end()
    return log


def _steps(query: Query) -> dict[str, Step]:
    names = "id, number, coder_id, at, label, reason, kind, refers_to, program_version, applied"
    return {row[0]: Step(*row) for row in query(f"SELECT {names} FROM change_set ORDER BY number")}


def merges_meant(steps: Mapping[str, Step]) -> dict[str, tuple[str, bool]]:
    """For merges, their undo and redo: the merge that is meant, and whether it is in force then."""
    meant: dict[str, tuple[str, bool]] = {}
    for step in steps.values():
        if not step.applied:
            continue
        if step.kind == ChangeKind.MERGE.value:
            meant[step.id] = (step.id, True)
        elif step.refers_to in meant:
            # An edit that refers to a step takes it back out of its order.
            merge, in_force = meant[step.refers_to]
            meant[step.id] = (merge, in_force is (step.kind == ChangeKind.REDO.value))
    return meant


def _knowledge(
    query: Query, steps: Mapping[str, Step], merges: Mapping[str, tuple[str, bool]]
) -> Knowledge:
    """What is known: steps taken here, and those that merges in force have brought."""
    in_force = {merge for merge, is_in_force in dict(merges.values()).items() if is_in_force}
    withheld = {step_id for (step_id,) in query("SELECT change_set_id FROM withheld")}
    whole = {
        step.id
        for step in steps.values()
        if step.applied and (step.id not in merges or step.id in in_force)
    } - withheld
    heard_of: set[str] = set()
    for merge, step_id, is_whole in query("SELECT merge_id, change_set_id, whole FROM brought"):
        if merge in in_force:
            (whole if is_whole else heard_of).add(step_id)
    touched = _rows_touched(query, withheld - whole, whole, in_force)
    none: frozenset[str] = frozenset()
    return Knowledge(frozenset(whole), {**dict.fromkeys(heard_of - whole, none), **touched})


def _rows_touched(
    query: Query, withheld: set[str], whole: set[str], merges: set[str]
) -> dict[str, frozenset[str]]:
    """Of steps that are not known wholly, the rows here that they gave something."""
    touched: dict[str, set[str]] = defaultdict(set)
    if withheld:
        for step_id, row_id in query("SELECT change_set_id, row_id FROM change"):
            if step_id in withheld:
                touched[step_id].add(row_id)
    for merge, row_id, origin in query(
        "SELECT change_set_id, row_id, origin FROM change WHERE origin IS NOT NULL"
    ):
        named = json.loads(origin).values() if merge in merges else ()
        for step_id in named:
            if step_id not in whole:
                touched[step_id].add(row_id)
    return {step_id: frozenset(rows) for step_id, rows in touched.items()}


@dataclass(frozen=True, slots=True)
class _LoggedChange:
    step_id: str
    table: str
    row_id: str
    operation: str
    before: str | None
    after: str | None
    origin: str | None
    number: int

    @property
    def key(self) -> RowKey:
        return self.table, self.row_id


class _Reader:
    """Takes one change after the other."""

    def __init__(self, query: Query, log: Log, merges: Mapping[str, tuple[str, bool]]) -> None:
        self._query = query
        self._log = log
        self._merges = merges
        self._edited = set(map(tuple, query(_TEXT_EDITS)))
        self._past: dict[RowKey, list[PastUpdate]] = defaultdict(list)
        self._made: dict[str, RowVersions] = {}
        self._before: dict[str, dict[RowKey, RowVersions | None]] = defaultdict(dict)
        self._after: dict[str, dict[RowKey, RowVersions]] = defaultdict(dict)
        # Taking a merge back may change no row, so the log need not have a change of it.
        self._turns = deque(step_id for step_id in merges if merges[step_id][0] != step_id)
        self._known_tables = frozenset(tables())
        self._applied = {step.id for step in log.steps.values() if step.applied}

    def take(self, change: "_LoggedChange") -> None:
        """One change of one row."""
        if change.step_id not in self._applied:
            return
        if change.table not in self._known_tables:
            raise ValueError(f"the history speaks of a table “{change.table}”")
        self._remember(change)
        self._turn_until(self._log.steps[change.step_id].number)
        merge, _in_force = self._merges.get(change.step_id, ("", False))
        if merge and merge != change.step_id:
            return
        old = self._log.versions[change.table].get(change.row_id)
        if merge:
            self._before[merge].setdefault(change.key, old)
            new = _taken_over(change, old)
            self._after[merge][change.key] = new
        elif change.operation == RowOperation.UPDATE:
            new = self._updated(change, old)
        elif change.operation == RowOperation.DELETE:
            new = _there(old, change.step_id).with_existence(change.step_id, is_there=False)
        else:
            new = self._inserted(change, old)
        self._log.versions[change.table][change.row_id] = new

    def _remember(self, change: "_LoggedChange") -> None:
        if change.before is None:
            return
        if change.operation == RowOperation.UPDATE:
            update = PastUpdate(change.step_id, change.before, change.origin)
            self._past[change.key].append(update)
        elif change.operation == RowOperation.DELETE:
            self._log.last_rows[change.key] = change.before

    def end(self) -> None:
        """After the last change."""
        self._turn_until(None)
        self._log.past.update((key, tuple(updates)) for key, updates in self._past.items())

    def _turn_until(self, number: int | None) -> None:
        """Merges taken back or done again up to a step: their versions go or come with them."""
        while self._turns and (number is None or self._log.steps[self._turns[0]].number <= number):
            self._turn(*self._merges[self._turns.popleft()])

    def _turn(self, merge: str, in_force: bool) -> None:
        for (table, row_id), version in (
            self._after[merge] if in_force else self._before[merge]
        ).items():
            if version is None:
                self._log.versions[table].pop(row_id, None)
            else:
                self._log.versions[table][row_id] = version

    def _inserted(self, change: "_LoggedChange", old: RowVersions | None) -> RowVersions:
        step_id = change.step_id
        if old is None or change.key not in self._log.last_rows:
            return self._new(step_id)
        # Brought back by an undo: what is as it was keeps its versions.
        found = next(iter(self._query(f"{_INSERTED_AGAIN}{int(change.number)}")))[0]
        last = json.loads(self._log.last_rows[change.key])
        changed = _changed(change.table, last, json.loads(found))
        again = old.with_fields(dict.fromkeys(changed, step_id))
        return again.with_existence(step_id, is_there=True)

    def _updated(self, change: "_LoggedChange", old: RowVersions | None) -> RowVersions:
        before, after = json.loads(change.before or "null"), json.loads(change.after or "null")
        changed = _changed(change.table, before, after)
        if PLACE in changed and self._moved_with_text(change, after):
            changed.discard(PLACE)
        step_id = change.step_id
        return _there(old, step_id).with_fields(dict.fromkeys(changed, step_id))

    def _moved_with_text(self, change: "_LoggedChange", row: StoredRow) -> bool:
        """Whether a place only went along when its text was corrected: nobody has changed it."""
        edit = (change.step_id, row.get("source_id"))
        return change.table in MOVED_WITH_THE_TEXT and edit in self._edited

    def _new(self, step_id: str) -> RowVersions:
        if step_id not in self._made:
            self._made[step_id] = RowVersions(is_there=True, existence=step_id, common=step_id)
        return self._made[step_id]


def _there(old: RowVersions | None, step_id: str) -> RowVersions:
    return old or RowVersions(is_there=True, existence=step_id, common=step_id)


def _changed(table: str, before: StoredRow, after: StoredRow) -> set[str]:
    """The values of a row that differ."""
    return {
        name
        for name, columns in fields_of(table).items()
        if any(before.get(column) != after.get(column) for column in columns)
    }


def _taken_over(change: "_LoggedChange", old: RowVersions | None) -> RowVersions:
    """The versions a merge gave a row; ``id`` stands for its existence."""
    step_id, operation = change.step_id, change.operation
    said: dict[str, str] = json.loads(change.origin or "{}")
    existence = said.get("id")
    names = field_of_column(change.table)
    fields = {names[column]: version for column, version in said.items() if column in names}
    if operation == RowOperation.INSERT:
        common = existence or step_id
        return RowVersions(is_there=True, existence=common, common=common, fields=fields)
    row = _there(old, step_id)
    if operation == RowOperation.DELETE:
        return row.with_existence(existence or step_id, is_there=False)
    return row.with_existence(existence or row.existence, is_there=row.is_there).with_fields(fields)
