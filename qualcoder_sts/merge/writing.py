"""What a merge writes: rows, where each value comes from, and the steps that are known by now.

New rows come first, then changed ones, then deletions: nothing is taken along that was given to
another row before. Keys are never changed.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field

from sqlalchemy import Connection

from qualcoder_sts.merge.basis import DECIDED, Copy, RowVersions
from qualcoder_sts.merge.declarations import fields_of, tables
from qualcoder_sts.merge.errors import CopyGoneError
from qualcoder_sts.merge.plan import MergePlan
from qualcoder_sts.project.checking import hash_of_stored
from qualcoder_sts.project.connections import raw_connection
from qualcoder_sts.project.history.rows import StoredRow, write_rows
from qualcoder_sts.project.tables.log import RowOperation


@dataclass(slots=True)
class _TableWritten:
    """What is written to one table; ``remarks`` are of versions, also of rows that are gone."""

    inserts: list[StoredRow] = field(default_factory=list)
    updates: list[StoredRow] = field(default_factory=list)
    deletes: list[StoredRow] = field(default_factory=list)
    remarks: list[tuple[str, StoredRow | None]] = field(default_factory=list)


class Writing:
    """Everything that one merge writes."""

    def __init__(self, connection: Connection, plan: MergePlan) -> None:
        self._connection = connection
        self._plan = plan
        self._before, self._after = plan.basis.ours, plan.merged
        self.step_id = str(
            connection.exec_driver_sql("SELECT change_set_id FROM current_change_set").scalar()
        )
        self._tables = {table: _TableWritten() for table in tables()}
        self._origins: dict[tuple[str, str], str] = {}
        for table in tables():
            self._compare(table)

    @property
    def has_changes(self) -> bool:
        """Whether a row or a version changes."""
        return bool(self._origins)

    def write(self) -> None:
        """Write all of it."""
        self._take_texts()
        self._take_originals()
        first = self._last_change()
        write = self._connection.exec_driver_sql
        for name, table in self._tables.items():
            write_rows(write, name, RowOperation.INSERT, table.inserts)
        for name, table in self._tables.items():
            write_rows(write, name, RowOperation.UPDATE, table.updates)
        for name, table in reversed(self._tables.items()):
            write_rows(write, name, RowOperation.DELETE, table.deletes)
        self._note_origins(first)
        self._remark()
        self._make_known()

    def _compare(self, table: str) -> None:
        before, after = self._before.rows[table], self._after.rows[table]
        old_versions, versions = self._before.versions[table], self._after.versions[table]
        written = self._tables[table]
        for row_id, row in after.items():
            old = before.get(row_id)
            if old is None:
                written.inserts.append(row)
                self._origins[table, row_id] = self._origin(
                    table, None, versions[row_id], None, row
                )
            elif old is not row or old_versions[row_id] is not versions[row_id]:
                self._compare_row(table, row_id, old, row)
        for row_id, old in before.items():
            if row_id not in after:
                written.deletes.append(old)
                existence = versions[row_id].existence if row_id in versions else DECIDED
                self._origins[table, row_id] = json.dumps({"id": self._named(existence)})
        for row_id, version in versions.items():
            old_version = old_versions.get(row_id)
            if version.is_there or row_id in before or old_version is None:
                continue
            if old_version.existence != version.existence:
                written.remarks.append((row_id, None))
                self._origins[table, row_id] = json.dumps({"id": self._named(version.existence)})

    def _compare_row(self, table: str, row_id: str, old: StoredRow, row: StoredRow) -> None:
        old_version = self._before.versions[table][row_id]
        version = self._after.versions[table][row_id]
        origin = self._origin(table, old_version, version, old, row)
        if old != row:
            self._tables[table].updates.append(row)
        elif origin != "{}":
            self._tables[table].remarks.append((row_id, row))
        else:
            return
        self._origins[table, row_id] = origin

    def _origin(
        self,
        table: str,
        old_version: RowVersions | None,
        version: RowVersions,
        old: StoredRow | None,
        row: StoredRow,
    ) -> str:
        """Which step each value that changes comes from; ``id`` stands for the row's existence."""
        if old_version is None and not version.fields and version.common == version.existence:
            return f'{{"id": "{self._named(version.existence)}"}}'
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

    def _remark(self) -> None:
        """Versions of values that stay as they are, and of rows that are rightly gone."""
        remarks = [
            (
                self.step_id,
                table,
                row_id,
                (RowOperation.DELETE if row is None else RowOperation.UPDATE).value,
                *(None if row is None else json.dumps(row, ensure_ascii=False) for _ in range(2)),
                self._origins[table, row_id],
            )
            for table, written in self._tables.items()
            for row_id, row in written.remarks
        ]
        if remarks:
            self._connection.exec_driver_sql(
                "INSERT INTO change "
                "(change_set_id, table_name, row_id, operation, before, after, origin) "
                "VALUES (?, ?, ?, ?, ?, ?, ?)",
                remarks,
            )

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
