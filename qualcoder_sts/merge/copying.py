"""Giving a copy of a project to a colleague: whole, or without what others have coded.

Where rows are left out, the copy is not cleaned: it begins as an empty file, into which goes what
its reader may see. So no page of it ever held anything else.
"""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeAlias
from uuid import UUID, uuid4

from sqlalchemy import Table
from sqlalchemy.orm import Session

from qualcoder_sts.foundation.progress import SILENT, Progress
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.merge.errors import BlindCopyForNobodyError, CopyNotWrittenError
from qualcoder_sts.merge.leaving_out import LeftOut, Reader, rows_left_out
from qualcoder_sts.merge.neutral_words import neutral_label
from qualcoder_sts.project.backup import copy_project
from qualcoder_sts.project.blindness import blindness_of
from qualcoder_sts.project.connections import raw_connection
from qualcoder_sts.project.errors import FolderMissingError, ProjectExistsError
from qualcoder_sts.project.given_copy import note_reader
from qualcoder_sts.project.opening import appear
from qualcoder_sts.project.schema import create_triggers, lay_out
from qualcoder_sts.project.tables.base import Base, history_tables
from qualcoder_sts.project.tables.log import Brought, Change, ChangeSet
from qualcoder_sts.project.tables.suggest import CACHES
from qualcoder_sts.project.tables.transcripts import Original, Text
from qualcoder_sts.project.workspace import Workspace

_StoredRow: TypeAlias = dict[str, Any]

NOT_COPIED = frozenset({cache.__tablename__ for cache in CACHES} | {"current_change_set"})
"""Tables of which a copy with something left out holds nothing: they are filled again."""


@dataclass(frozen=True, slots=True)
class LeftOutRows:
    """How many rows a copy leaves out, by table.

    Whoever codes in an open blind round is told of those they may see; ``is_whole`` is false then.
    """

    rows: Mapping[str, int]
    is_whole: bool


@dataclass(frozen=True, slots=True)
class MadeCopy:
    """A copy that was given out, with what is told of the rows left out of it."""

    file: Path
    coder: str
    blind: bool
    withheld: Mapping[str, int]
    is_whole: bool = True


@dataclass(slots=True)
class _Log:
    """What was found while the log was copied."""

    remaining: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """For each step the tables of its changes that stay."""
    withheld: set[str] = field(default_factory=set)
    """Steps of which something is left out."""
    steps: set[str] = field(default_factory=set)
    """Steps whose headers stay."""


def left_out_of_copy(session: Session, reader: Reader, asking_id: UUID | None) -> LeftOutRows:
    """How many rows a copy for this reader would leave out, as whoever asks may know it."""
    left_out = rows_left_out(session.connection().exec_driver_sql, reader)
    return LeftOutRows(left_out.now, is_whole=not blindness_of(session, asking_id))


def give_copy(
    workspace: Workspace, file: Path, reader: Reader, progress: Progress = SILENT
) -> MadeCopy:
    """Make a copy of the open project, and tell of it what its coder may know."""
    made = make_copy(workspace.path, file, reader, progress)
    told = workspace.read(left_out_of_copy, reader, workspace.coder_id)
    return replace(made, withheld=told.rows, is_whole=told.is_whole)


def make_copy(
    project: Path, file: Path, reader: Reader | None = None, progress: Progress = SILENT
) -> MadeCopy:
    """Copy a project file for a reader. The copy appears under its name only when it is whole.

    Raises ``BlindCopyForNobodyError``, ``ProjectExistsError``, ``FolderMissingError`` or
    ``CopyNotWrittenError``. The project itself is only read.
    """
    reader = reader or Reader()
    if reader.blind and not reader.name:
        raise BlindCopyForNobodyError
    if not file.parent.is_dir():
        raise FolderMissingError(file)
    if file.exists():
        raise ProjectExistsError(file)
    unfinished = file.with_name(f"{file.name}.{uuid4().hex}.unfinished")
    try:
        left_out = _written(project, unfinished, reader, progress)
        appear(unfinished, file)
    except FileExistsError:
        raise ProjectExistsError(file) from None
    except (OSError, sqlite3.Error) as error:
        raise CopyNotWrittenError(file, str(error)) from error
    finally:
        unfinished.unlink(missing_ok=True)
    return MadeCopy(file, reader.name, reader.blind, dict(left_out.now))


def _written(project: Path, unfinished: Path, reader: Reader, progress: Progress) -> LeftOut:
    with closing(raw_connection(project, mode="ro")) as source:
        source.execute("BEGIN")  # one state of the project, whatever is written meanwhile
        left_out = rows_left_out(source.execute, reader)
        if left_out.rows or reader.blind:
            lay_out(unfinished, with_triggers=False)
            with closing(raw_connection(unfinished)) as copy:
                copy.execute("PRAGMA journal_mode=OFF")
                copy.execute("BEGIN")
                _Filling(source, copy, left_out, reader, progress).fill()
                copy.execute("COMMIT")
            return left_out
    copy_project(project, unfinished)
    with closing(raw_connection(unfinished)) as copy:
        note_reader(copy, reader.name, blind=reader.blind)
    return left_out


class _Filling:
    """Takes over into an empty file what is not left out."""

    def __init__(
        self,
        source: sqlite3.Connection,
        copy: sqlite3.Connection,
        left_out: LeftOut,
        reader: Reader,
        progress: Progress,
    ) -> None:
        self._source = source
        self._copy = copy
        self._left_out = left_out
        self._reader = reader
        self._progress = progress
        self._log = _Log()

    def fill(self) -> None:
        """Fill the copy; what it holds fits together, or ``sqlite3.IntegrityError`` is raised."""
        tables = [Text.__table__, Original.__table__, *history_tables()]
        for table in self._progress.track(tables, _("Copying")):
            assert isinstance(table, Table)
            self._write(table, self._kept_rows(table))
        self._write(_table(Change), self._kept_changes())
        self._write(_table(ChangeSet), self._kept_steps())
        self._write(_table(Brought), self._kept_knowledge())
        self._copy.executemany(
            "INSERT INTO withheld (change_set_id) VALUES (?)",
            [(step_id,) for step_id in sorted(self._withheld_steps())],
        )
        note_reader(self._copy, self._reader.name, blind=self._reader.blind)
        create_triggers(self._copy)
        if broken := self._copy.execute("PRAGMA foreign_key_check").fetchone():
            raise sqlite3.IntegrityError(f"{broken[0]}: {broken[2]}")

    def _write(self, table: Table, rows: Iterable[_StoredRow]) -> None:
        names = [f'"{column.name}"' for column in table.columns]
        marks = ", ".join(f":{column.name}" for column in table.columns)
        self._copy.executemany(
            f'INSERT INTO "{table.name}" ({", ".join(names)}) VALUES ({marks})', rows
        )

    def _rows(self, table: Table, order: str = "rowid") -> Iterator[_StoredRow]:
        names = [column.name for column in table.columns]
        quoted = ", ".join(f'"{name}"' for name in names)
        for row in self._source.execute(f'SELECT {quoted} FROM "{table.name}" ORDER BY {order}'):
            self._progress.check()
            yield dict(zip(names, row, strict=True))

    def _kept_rows(self, table: Table) -> Iterator[_StoredRow]:
        hidden = self._left_out.rows.get(table.name, frozenset())
        return (row for row in self._rows(table) if row.get("id") not in hidden)

    def _kept_changes(self) -> Iterator[_StoredRow]:
        """The log without the rows left out, numbered anew: gaps would tell how much is missing."""
        number = 0
        for row in self._rows(_table(Change), "number"):
            step_id = row["change_set_id"]
            if self._left_out.holds(row["table_name"], row["row_id"]):
                self._log.withheld.add(step_id)
                self._log.withheld |= _origins(row["origin"])
                continue
            self._log.remaining[step_id].add(row["table_name"])
            number += 1
            yield row | {"number": number}

    def _kept_steps(self) -> Iterator[_StoredRow]:
        number = 0
        for row in self._rows(_table(ChangeSet), "number"):
            if not self._is_kept(row):
                continue
            number += 1
            row |= {"number": number}
            self._log.steps.add(row["id"])
            if row["id"] in self._log.withheld:
                words = neutral_label(row["kind"], self._log.remaining[row["id"]])
                row |= {"label": words, "reason": ""}
            yield row

    def _kept_knowledge(self) -> Iterator[_StoredRow]:
        """What earlier merges made known, as far as the copy has the steps."""
        steps = self._log.steps
        for row in self._rows(_table(Brought)):
            if row["merge_id"] in steps and row["change_set_id"] in steps:
                is_whole = row["whole"] and row["change_set_id"] not in self._log.withheld
                yield row | {"whole": int(is_whole)}

    def _is_kept(self, step: _StoredRow) -> bool:
        step_id = step["id"]
        if not step["applied"]:
            # All that is known of a step of another copy are its words, and they tell of coding.
            is_silent = self._reader.blind and step["coder_id"] not in self._left_out.own
            self._log.withheld |= {step_id} if is_silent else set()
            return not is_silent
        return step_id in self._log.remaining or step_id not in self._log.withheld

    def _withheld_steps(self) -> set[str]:
        before = {step_id for (step_id,) in self._source.execute("SELECT * FROM withheld")}
        return before | self._log.withheld


def _table(mapped: type[Base]) -> Table:
    table = mapped.__table__
    assert isinstance(table, Table)
    return table


def _origins(origin: str | None) -> set[str]:
    """The steps of other copies that gave a row its values."""
    return {UUID(step_id).hex for step_id in json.loads(origin or "{}").values()}
