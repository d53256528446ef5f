"""Writing what was planned: one operation, one transaction, one step.

What changes is the difference between the rows as they were when the plan was made and as they
are to be. New rows come first, then changed ones, then deletions: nothing is taken along that was
given to another row before. Keys are never changed.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from uuid import UUID

from sqlalchemy import Connection

from qualcoder_sts.foundation.translation import ngettext
from qualcoder_sts.merge.basis import DECIDED, Copy, RowVersions
from qualcoder_sts.merge.declarations import fields_of, tables
from qualcoder_sts.merge.errors import ConflictsOpenError, CopyGoneError, PlanOutdatedError
from qualcoder_sts.merge.plan import Decisions, MergeOutcome, MergePlan
from qualcoder_sts.merge.planning import decide
from qualcoder_sts.project.checking import hash_of_stored
from qualcoder_sts.project.connections import raw_connection
from qualcoder_sts.project.history.recording import describe
from qualcoder_sts.project.history.rows import RecordedChange, StoredRow, write_changes
from qualcoder_sts.project.session import Session
from qualcoder_sts.project.tables.log import ChangeKind, RowOperation


def apply_merge(
    session: Session, plan: MergePlan, decisions: Decisions | None = None
) -> MergeOutcome:
    """Carry out a plan; ``decisions`` replaces those it was made with.

    Raises ``ConflictsOpenError`` while a conflict is undecided and ``PlanOutdatedError`` when the
    project has changed since the plan was made.
    """
    if decisions is not None and decisions != plan.decisions:
        plan = decide(plan, decisions)
    if plan.open_conflicts:
        raise ConflictsOpenError(len(plan.open_conflicts))
    connection = session.connection()
    _refuse_outdated(connection, plan)
    writing = _Writing(connection, plan)
    if plan.is_known_already and not writing.has_changes:
        return MergeOutcome(plan, None)
    names = [file.path.stem for file in plan.files]
    label = ngettext("Merge “%(names)s”", "Merge %(n)d copies: %(names)s", len(names))
    describe(session, label % {"names": ", ".join(names), "n": len(names)}, kind=ChangeKind.MERGE)
    connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
    writing.write()
    session.expire_all()
    return MergeOutcome(plan, UUID(hex=writing.step_id))


def _refuse_outdated(connection: Connection, plan: MergePlan) -> None:
    last = connection.exec_driver_sql(
        "SELECT number, id FROM change_set "
        "WHERE id NOT IN (SELECT change_set_id FROM current_change_set) "
        "ORDER BY number DESC LIMIT 1"
    ).first()
    if (tuple(last) if last else (0, "")) != plan.basis.ours.last_step:
        raise PlanOutdatedError


class _Writing:
    """Everything that one merge writes."""

    def __init__(self, connection: Connection, plan: MergePlan) -> None:
        self._connection = connection
        self._plan = plan
        self._before, self._after = plan.basis.ours, plan.merged
        self.step_id = str(
            connection.exec_driver_sql("SELECT change_set_id FROM current_change_set").scalar()
        )
        self._inserts: list[RecordedChange] = []
        self._updates: list[RecordedChange] = []
        self._deletes: list[RecordedChange] = []
        self._remarks: list[RecordedChange] = []
        self._origins: dict[tuple[str, str], str] = {}
        for table in tables():
            self._compare(table)

    @property
    def has_changes(self) -> bool:
        """Whether a row or a version changes."""
        return bool(self._inserts or self._updates or self._deletes or self._remarks)

    def write(self) -> None:
        """Write all of it."""
        self._take_texts()
        self._take_originals()
        first = self._last_change()
        write = self._connection.exec_driver_sql
        write_changes(write, self._inserts)
        write_changes(write, self._updates)
        write_changes(write, self._deletes[::-1])
        self._note_origins(first)
        self._make_known()

    def _compare(self, table: str) -> None:
        before, after = self._before.rows[table], self._after.rows[table]
        old_versions, versions = self._before.versions[table], self._after.versions[table]
        for row_id, row in after.items():
            old = before.get(row_id)
            if old is None:
                self._inserts.append(_change(table, row_id, RowOperation.INSERT, None, row))
                self._origins[table, row_id] = self._origin(
                    table, None, versions[row_id], None, row
                )
            elif old is not row or old_versions[row_id] is not versions[row_id]:
                self._compare_row(table, row_id, old, row)
        for row_id, old in before.items():
            if row_id not in after:
                self._deletes.append(_change(table, row_id, RowOperation.DELETE, old, None))
                existence = versions[row_id].existence if row_id in versions else DECIDED
                self._origins[table, row_id] = json.dumps({"id": self._named(existence)})
        for row_id, version in versions.items():
            if version.is_there or row_id in before or row_id in after:
                continue
            old_version = old_versions.get(row_id)
            if old_version is not None and old_version.existence != version.existence:
                remark = _change(table, row_id, RowOperation.DELETE, None, None)
                self._remark(remark, json.dumps({"id": self._named(version.existence)}))

    def _compare_row(self, table: str, row_id: str, old: StoredRow, row: StoredRow) -> None:
        old_version = self._before.versions[table][row_id]
        version = self._after.versions[table][row_id]
        origin = self._origin(table, old_version, version, old, row)
        if old != row:
            self._updates.append(_change(table, row_id, RowOperation.UPDATE, old, row))
            self._origins[table, row_id] = origin
        elif origin != "{}":
            remark = _change(table, row_id, RowOperation.UPDATE, row, row)
            self._remark(remark, origin)

    def _remark(self, change: RecordedChange, origin: str) -> None:
        self._remarks.append(change)
        self._origins[change.table, change.row_id] = origin

    def _origin(
        self,
        table: str,
        old_version: RowVersions | None,
        version: RowVersions,
        old: StoredRow | None,
        row: StoredRow,
    ) -> str:
        """Which step each value that changes comes from; ``id`` stands for the row's existence."""
        said: dict[str, str] = {}
        if old_version is None or old_version.existence != version.existence:
            said["id"] = self._named(version.existence)
        for name, columns in fields_of(table).items():
            its = version.of(name)
            if old_version is None or old is None:
                is_told = its != version.existence
            else:
                is_told = its != old_version.of(name) or any(
                    old[column] != row[column] for column in columns
                )
            if is_told:
                said[columns[0]] = self._named(its)
        return json.dumps(said)

    def _named(self, version: str) -> str:
        return self.step_id if version == DECIDED else version

    def _take_texts(self) -> None:
        """Texts that rows of other copies count in."""
        missing = self._missing("text", self._after.texts.keys())
        if missing:
            self._connection.exec_driver_sql(
                "INSERT INTO text (hash, content) VALUES (?, ?)",
                [(each, self._after.texts[each]) for each in sorted(missing)],
            )

    def _take_originals(self) -> None:
        """Imported files of sources that are new here, one at a time from where they are."""
        wanted = {
            str(row["original_hash"])
            for row in self._after.rows["source"].values()
            if row["original_hash"] is not None
        }
        missing = self._missing("original", wanted)
        for copy in self._plan.basis.theirs if missing else ():
            for original_hash, content in _originals(copy, missing):
                self._connection.exec_driver_sql(
                    "INSERT INTO original (hash, content) VALUES (?, ?)", (original_hash, content)
                )
                missing.discard(original_hash)
        if missing:
            raise CopyGoneError(self._plan.files[-1].path)

    def _missing(self, store: str, hashes: Iterable[str]) -> set[str]:
        there = self._connection.exec_driver_sql(f'SELECT hash FROM "{store}"').scalars()
        return set(hashes) - set(there)

    def _last_change(self) -> int:
        return int(self._connection.exec_driver_sql("SELECT max(number) FROM change").scalar() or 0)

    def _note_origins(self, after: int) -> None:
        """Where each value comes from, in the changes that the triggers have just recorded."""
        recorded = self._connection.exec_driver_sql(
            "SELECT number, table_name, row_id FROM change WHERE number > ?", (after,)
        ).all()
        origins = [
            (origin, number)
            for number, table, row_id in recorded
            if (origin := self._origins.get((table, row_id))) is not None
        ]
        if origins:
            self._connection.exec_driver_sql(
                "UPDATE change SET origin = ? WHERE number = ?", origins
            )
        if self._remarks:
            self._connection.exec_driver_sql(
                "INSERT INTO change "
                "(change_set_id, table_name, row_id, operation, before, after, origin) "
                "VALUES (?, ?, ?, ?, ?, ?, ?)",
                [
                    (
                        self.step_id, each.table, each.row_id, each.operation, each.before,
                        each.after, self._origins[each.table, each.row_id],
                    )
                    for each in self._remarks
                ],
            )  # fmt: skip

    def _make_known(self) -> None:
        """Steps of the other copies: their headers, and that this merge has made them known."""
        headers = set(self._before.steps)
        number = int(
            self._connection.exec_driver_sql("SELECT max(number) FROM change_set").scalar() or 0
        )
        known = self._before.knows.whole
        for copy in self._plan.basis.theirs:
            brought = [
                (step, step.id in copy.knows.whole)
                for step in sorted(copy.steps.values(), key=lambda step: step.number)
                if step.id not in known
                and (step.id in copy.knows.whole or step.id in copy.knows.partly)
            ]
            new = [step for step, _whole in brought if step.id not in headers]
            headers |= {step.id for step in new}
            if new:
                self._connection.exec_driver_sql(
                    "INSERT INTO change_set (id, number, coder_id, at, label, reason, kind, "
                    "refers_to, program_version, applied) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0)",
                    [
                        (
                            step.id, number + place, step.coder_id, step.at, step.label,
                            step.reason, step.kind, step.refers_to, step.program_version,
                        )
                        for place, step in enumerate(new, start=1)
                    ],
                )  # fmt: skip
                number += len(new)
            if brought:
                self._connection.exec_driver_sql(
                    "INSERT INTO brought (merge_id, change_set_id, file, whole) "
                    "VALUES (?, ?, ?, ?) "
                    "ON CONFLICT DO UPDATE SET whole = max(whole, excluded.whole)",
                    [(self.step_id, step.id, copy.file, whole) for step, whole in brought],
                )


def _change(
    table: str,
    row_id: str,
    operation: RowOperation,
    before: StoredRow | None,
    after: StoredRow | None,
) -> RecordedChange:
    contents = [
        None if row is None else json.dumps(row, ensure_ascii=False) for row in (before, after)
    ]
    return RecordedChange(0, table, row_id, operation.value, *contents)


def _originals(copy: Copy, wanted: set[str]) -> Iterator[tuple[str, bytes]]:
    """Those of the wanted originals that a copy has, one at a time."""
    sql = "SELECT content FROM original WHERE hash = ?"
    for original_hash in sorted(wanted):
        try:
            with closing(raw_connection(copy.path, mode="ro")) as connection:
                found = connection.execute(sql, (original_hash,)).fetchone()
        except sqlite3.Error as error:
            raise CopyGoneError(copy.path) from error
        if found is not None and hash_of_stored(found[0]) == original_hash:
            yield original_hash, found[0]
