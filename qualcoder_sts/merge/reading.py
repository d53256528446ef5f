"""Reading a copy. A file from elsewhere is hostile until it is read: nothing in it runs."""

import json
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sqlalchemy import CheckConstraint
from sqlalchemy.dialects import sqlite
from sqlalchemy.orm import Session

from qualcoder_sts.foundation.bulk_work import garbage_left_alone
from qualcoder_sts.foundation.errors import UnreadableFileError
from qualcoder_sts.foundation.progress import SILENT, Progress
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.merge.basis import Copy, RowsOfTables
from qualcoder_sts.merge.declarations import tables
from qualcoder_sts.merge.errors import CopyUnsoundError
from qualcoder_sts.merge.versions import Log, Query, read_log
from qualcoder_sts.project.backup import copy_project
from qualcoder_sts.project.checking import hash_of_stored
from qualcoder_sts.project.connections import SCHEMA_VERSION, raw_connection
from qualcoder_sts.project.errors import (
    DamagedProjectError,
    NewerProjectError,
    UpgradeFailedError,
    UpgradeStepMissingError,
    worded_cause,
)
from qualcoder_sts.project.fitting import fits
from qualcoder_sts.project.kind_words import kind_word
from qualcoder_sts.project.opening import refuse_other_files
from qualcoder_sts.project.rules import broken_rules
from qualcoder_sts.project.schema import missing_parts
from qualcoder_sts.project.tables.base import Base
from qualcoder_sts.project.upgrades import UPGRADES, upgrade

# Columns that hold JSON, which is read when something is shown.
_JSON = {
    "codebook_version": "content",
    "coding_round": "sample",
    "round_result": "content",
    "saved_query": "definition",
    "suggestion_decision": "reasons",
}
_TEXTS_IN_USE = (
    "SELECT hash, content FROM text WHERE hash IN (SELECT text_hash FROM source UNION "
    "SELECT text_hash FROM coded_segment UNION SELECT text_hash FROM consensus_decision UNION "
    "SELECT text_hash FROM suggestion_decision UNION "
    # What it was before a correction is shown where two corrections contradict one another.
    "SELECT json_extract(before, '$.text_hash') FROM change "
    "WHERE table_name = 'source' AND operation = 'update')"
)


@dataclass(frozen=True, slots=True)
class ReadCopy:
    """A copy, and the file version it was brought up from, if it was an older one."""

    copy: Copy
    upgraded_from: int | None


def read_open_project(session: Session, path: Path) -> Copy:
    """The open project as it is now."""

    def query(sql: str) -> Any:
        return session.connection().exec_driver_sql(sql).all()

    with garbage_left_alone():
        return _copy(path, _rows(query), read_log(query), dict(query(_TEXTS_IN_USE)))


def read_copy(path: Path, progress: Progress = SILENT) -> ReadCopy:
    """A copy from elsewhere, checked. The file is not changed.

    Raises ``ProjectMissingError``, ``NotAProjectError``, ``NewerProjectError``,
    ``DamagedProjectError`` or ``CopyUnsoundError``.
    """
    refuse_other_files(path)
    try:
        with ExitStack() as stack, garbage_left_alone():
            connection, older = stack.enter_context(_opened(path))
            progress.check()
            copy = _read(path, connection, progress)
            return ReadCopy(copy if older is None else _without_last_step(copy), older)
    except sqlite3.Error as error:
        raise worded_cause(error, path) or CopyUnsoundError(path, str(error)) from error
    except OSError as error:
        raise UnreadableFileError(path.name, f"{error.strerror}.") from error


def _without_last_step(copy: Copy) -> Copy:
    """The copy without the upgrade that was made for reading it, and is another each time."""
    _number, last = copy.last_step
    steps = {step_id: step for step_id, step in copy.steps.items() if step_id != last}
    knows = replace(copy.knows, whole=copy.knows.whole - {last})
    return replace(copy, steps=steps, knows=knows)


@contextmanager
def _opened(path: Path) -> Iterator[tuple[sqlite3.Connection, int | None]]:
    """A connection for reading, in one state of the file; what must be written goes to a copy."""
    with ExitStack() as stack:
        file, version = path, _version(path)
        if version is None:  # another program has left a write half done, or its own second file
            file = stack.enter_context(_beside(path))
            version = _version(file)
        if version is None:
            raise DamagedProjectError(path, _("it cannot be read"))
        if version > SCHEMA_VERSION:
            raise NewerProjectError(path, version, SCHEMA_VERSION)
        if version < SCHEMA_VERSION:
            file = stack.enter_context(_upgraded(path, file))
        connection = stack.enter_context(closing(raw_connection(file, mode="ro")))
        connection.execute("BEGIN")
        _refuse_damage(path, connection)
        yield connection, version if version < SCHEMA_VERSION else None


def _version(path: Path) -> int | None:
    try:
        with closing(raw_connection(path, mode="ro")) as connection:
            version: int = connection.execute("PRAGMA user_version").fetchone()[0]
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
            return version
    except sqlite3.OperationalError:
        return None


@contextmanager
def _beside(path: Path) -> Iterator[Path]:
    """The file with what belongs to it, copied to where it may be written."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "copy.qsts"
        for ending in ("", "-journal", "-wal"):
            if (part := path.with_name(path.name + ending)).is_file():
                shutil.copyfile(part, copy.with_name(copy.name + ending))
        with closing(raw_connection(copy)) as connection:
            connection.execute("PRAGMA journal_mode=DELETE")
        yield copy


@contextmanager
def _upgraded(path: Path, file: Path) -> Iterator[Path]:
    """A copy of an older file, brought to the present version."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "upgraded.qsts"
        copy_project(file, copy)
        try:
            with closing(raw_connection(copy)) as connection:
                upgrade(connection, target=SCHEMA_VERSION, steps=UPGRADES)
        except (sqlite3.Error, UpgradeStepMissingError, ValueError, LookupError) as error:
            raise UpgradeFailedError(path, str(error)) from error
        yield copy


def _refuse_damage(path: Path, connection: sqlite3.Connection) -> None:
    finding = str(connection.execute("PRAGMA quick_check(1)").fetchone()[0])
    if finding != "ok":
        raise DamagedProjectError(path, finding.splitlines()[-1])
    if missing := missing_parts(connection):
        raise DamagedProjectError(path, _("it lacks %s") % ", ".join(missing[:3]))


def _read(path: Path, connection: sqlite3.Connection, progress: Progress) -> Copy:
    def query(sql: str) -> Any:
        return connection.execute(sql).fetchall()

    steps = ("rows", "rules", "history", "texts")
    what = _("Reading “%s”") % path.name
    progress.report(0, len(steps), what)
    rows = _rows(query)
    _refuse_unsound_rows(path, rows)
    progress.check()
    progress.report(1, len(steps), what)
    _refuse_broken_rules(path, query)
    progress.check()
    progress.report(2, len(steps), what)
    try:
        log = read_log(query)
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise CopyUnsoundError(path, _("its history cannot be read")) from error
    _refuse_rows_without_history(path, rows, log)
    progress.report(3, len(steps), what)
    texts = dict(query(_TEXTS_IN_USE))
    for text_hash, content in texts.items():
        if not isinstance(content, str) or hash_of_stored(content) != text_hash:
            raise CopyUnsoundError(path, _("a text is not what it was when it was stored"))
    progress.report(4, len(steps), what)
    return _copy(path, rows, log, texts)


def _copy(path: Path, rows: RowsOfTables, log: Log, texts: dict[str, str]) -> Copy:
    return Copy(
        file=path.name,
        path=path,
        rows=rows,
        versions=log.versions,
        past=log.past,
        last_rows=log.last_rows,
        steps=log.steps,
        knows=log.knows,
        texts=texts,
    )


def _rows(query: Query) -> RowsOfTables:
    found: RowsOfTables = {}
    for table in tables():
        names = [column.name for column in Base.metadata.tables[table].columns]
        columns = ", ".join(f'"{name}"' for name in names)
        place = names.index("id")
        found[table] = {
            row[place]: dict(zip(names, row, strict=True))
            for row in query(f'SELECT {columns} FROM "{table}" ORDER BY id')
        }
    return found


def _refuse_unsound_rows(path: Path, rows: RowsOfTables) -> None:
    for name, found in rows.items():
        table, holds_json = Base.metadata.tables[name], _JSON.get(name)
        for row in found.values():
            if not fits(table, row) or (holds_json and not _is_json(row[holds_json])):
                what = _("a %s holds what it may not hold") % kind_word(name)
                raise CopyUnsoundError(path, what)


def _is_json(value: object) -> bool:
    try:
        json.loads(str(value) or "null")
    except ValueError:
        return False
    return True


def _refuse_broken_rules(path: Path, query: Query) -> None:
    """What the tables forbid: SQLite does not look at it in a file that is only read."""
    for broken, *_rest in query("PRAGMA foreign_key_check"):
        what = _("a %s points at something that is gone") % kind_word(broken)
        raise CopyUnsoundError(path, what)
    for name in tables():
        for constraint in Base.metadata.tables[name].constraints:
            if not isinstance(constraint, CheckConstraint):
                continue
            rule = constraint.sqltext.compile(
                dialect=sqlite.dialect(), compile_kwargs={"literal_binds": True}
            )
            if query(f'SELECT id FROM "{name}" WHERE NOT ({rule}) LIMIT 1'):
                what = _("a %s holds what it may not hold") % kind_word(name)
                raise CopyUnsoundError(path, what)
    for breach in broken_rules(query):
        raise CopyUnsoundError(path, f"{kind_word(breach.table)} {breach.what}")


def _refuse_rows_without_history(path: Path, rows: RowsOfTables, log: Log) -> None:
    for table, found in rows.items():
        versions = log.versions[table]
        there = {row_id for row_id, version in versions.items() if version.is_there}
        if there != found.keys():
            raise CopyUnsoundError(path, _("its history does not fit what is in it"))
