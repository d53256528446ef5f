"""Looking through a whole project file for whatever does not hold together."""

import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import CheckConstraint
from sqlalchemy.dialects import sqlite

from qualcoder_sts.foundation.progress import SILENT, Progress
from qualcoder_sts.project.connections import raw_connection
from qualcoder_sts.project.errors import InterruptedWriteError, worded_cause
from qualcoder_sts.project.history.replay import history_rows, replay_stored
from qualcoder_sts.project.opening import refuse_other_files
from qualcoder_sts.project.rules import broken_rules
from qualcoder_sts.project.schema import create_tables, missing_parts, schema_differs
from qualcoder_sts.project.tables.base import UtcDateTime, history_tables

_MOST_LINES = 100


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that does not hold, as a sentence; where it is one row's, with its key."""

    sentence: str
    table: str = ""
    row_id: str = ""


Check = Callable[[sqlite3.Connection], Iterable[Finding]]


def check_project(path: Path, progress: Progress = SILENT) -> tuple[Finding, ...]:
    """Everything that is wrong with a project file; nothing when it is whole.

    Reads only. Raises ``ProjectMissingError`` or ``NotAProjectError`` for other files.
    """
    refuse_other_files(path)
    findings: list[Finding] = []
    with closing(_opened(path)) as connection:
        for what, check in progress.track(_CHECKS, "Checking the project"):
            try:
                findings += check(connection)
            except sqlite3.Error as error:
                findings.append(Finding(f"{what} cannot be read; the file is damaged ({error})."))
            except (ValueError, LookupError, TypeError) as error:
                findings.append(Finding(f"{what} cannot be read ({type(error).__name__})."))
    return tuple(findings)


def _opened(path: Path) -> sqlite3.Connection:
    """A connection for reading, after an interrupted write was taken back."""
    try:
        return _read_once(path, "ro")
    except InterruptedWriteError:
        _read_once(path, "rw").close()
        return _read_once(path, "ro")


def _read_once(path: Path, mode: str) -> sqlite3.Connection:
    connection = raw_connection(path, mode=mode)
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.Error as error:
        sentence = worded_cause(error, path)
        if isinstance(sentence, InterruptedWriteError):
            connection.close()
            raise sentence from error
    return connection


def _structure(connection: sqlite3.Connection) -> Iterator[Finding]:
    for (line,) in connection.execute(f"PRAGMA integrity_check({_MOST_LINES})").fetchall():
        if line != "ok":
            yield Finding(f"The file itself is damaged: {str(line).splitlines()[-1]}.")


def _tables(connection: sqlite3.Connection) -> Iterator[Finding]:
    for part in missing_parts(connection):
        yield Finding(f"The file lacks {part}.")
    if schema_differs(connection):
        yield Finding(
            "Triggers, views or indexes in the file were not written by this program; "
            "opening the project for writing replaces them."
        )
    if connection.execute("SELECT 1 FROM current_change_set").fetchone():
        yield Finding("A step was begun and never ended; opening the project for writing ends it.")


def _references(connection: sqlite3.Connection) -> Iterator[Finding]:
    broken = connection.execute("PRAGMA foreign_key_check").fetchall()
    for table, rowid, parent, _ in broken:
        found = connection.execute(f'SELECT * FROM "{table}" WHERE rowid = ?', (rowid,))
        names = [column[0] for column in found.description]
        row = dict(zip(names, found.fetchone(), strict=True))
        row_id = str(row.get("id", rowid))
        yield Finding(f"{_named(table, row_id)} points at a {parent} that is gone.", table, row_id)


def _values(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Kinds of values the log cannot hold, and moments that are none."""
    for table in history_tables():
        for column in table.columns:
            wrong = connection.execute(
                f'SELECT id, typeof("{column.name}") FROM "{table.name}" '
                f"WHERE typeof(\"{column.name}\") IN ('real', 'blob')"
            ).fetchall()
            for row_id, kind in wrong:
                sentence = f"{_named(table.name, row_id)} holds a {kind} in “{column.name}”."
                yield Finding(sentence, table.name, str(row_id))
            if isinstance(column.type, UtcDateTime):
                yield from _moments(connection, table.name, column.name)


def _constraints(connection: sqlite3.Connection) -> Iterator[Finding]:
    """What the tables themselves forbid: SQLite does not look at it in a file opened to read."""
    for table in history_tables():
        for constraint in table.constraints:
            if not isinstance(constraint, CheckConstraint):
                continue
            rule = constraint.sqltext.compile(
                dialect=sqlite.dialect(), compile_kwargs={"literal_binds": True}
            )
            broken = connection.execute(f'SELECT id FROM "{table.name}" WHERE NOT ({rule})')
            for (row_id,) in broken.fetchall():
                what = str(constraint.name).removeprefix(f"ck_{table.name}_").replace("_", " ")
                sentence = f"{_named(table.name, row_id)} has a “{what}” that is not allowed."
                yield Finding(sentence, table.name, str(row_id))


def _moments(connection: sqlite3.Connection, table: str, column: str) -> Iterator[Finding]:
    query = f'SELECT id, "{column}" FROM "{table}" WHERE "{column}" IS NOT NULL'
    for row_id, moment in connection.execute(query).fetchall():
        try:
            datetime.fromisoformat(moment)
        except (ValueError, TypeError):
            sentence = f"{_named(table, row_id)} has no proper time in “{column}”."
            yield Finding(sentence, table, str(row_id))


def _stores(connection: sqlite3.Connection) -> Iterator[Finding]:
    for table, what in (("text", "A text"), ("original", "An imported original")):
        hashes = [row[0] for row in connection.execute(f"SELECT hash FROM {table}").fetchall()]
        for each in hashes:
            found = connection.execute(f"SELECT content FROM {table} WHERE hash = ?", (each,))
            row = found.fetchone()
            if row is None or hash_of_stored(row[0]) != each:
                sentence = f"{what} is not what it was when it was stored ({str(each)[:12]}…)."
                yield Finding(sentence, table, str(each))


def _caches(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Vectors that are not whole; nothing is lost with them."""
    wrong = connection.execute(
        "SELECT text_hash FROM sentence_vectors WHERE count < 0 OR typeof(content) <> 'blob' "
        "OR CASE count WHEN 0 THEN length(content) ELSE length(content) % (4 * count) END <> 0"
    )
    for (text_hash,) in wrong.fetchall():
        sentence = (
            f"The kept vectors of a text ({str(text_hash)[:12]}…) are not whole; "
            "“check --drop-caches” drops them, and they are computed again when needed."
        )
        yield Finding(sentence, "sentence_vectors", str(text_hash))


def _rules(connection: sqlite3.Connection) -> Iterator[Finding]:
    for breach in broken_rules(lambda sql: connection.execute(sql).fetchall()):
        sentence = f"{_named(breach.table, breach.row_id)} {breach.what}."
        yield Finding(sentence, breach.table, breach.row_id)


def _log(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Whether the log, done again from the beginning, gives the tables as they are."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as replayed:
        create_tables(replayed)
        try:
            replay_stored(connection, replayed)
        except (sqlite3.Error, ValueError, LookupError, TypeError) as error:
            yield Finding(f"The history cannot be done again from the beginning: {error}.")
            return
        said = history_rows(replayed.execute)
    for table, rows in history_rows(connection.execute).items():
        differing = [key for key in rows.keys() | said[table].keys()
                     if rows.get(key) != said[table].get(key)]  # fmt: skip
        for key in sorted(differing)[:_MOST_LINES]:
            sentence = f"{_named(table, key)} is not what the history says."
            yield Finding(sentence, table, key)


def _log_rows(connection: sqlite3.Connection) -> Iterator[Finding]:
    for number, before, after in connection.execute(
        "SELECT number, before, after FROM change ORDER BY number"
    ).fetchall():
        try:
            for content in (before, after):
                json.loads(content or "null")
        except ValueError:
            yield Finding(f"Change {number} of the history cannot be read.", "change", str(number))


def hash_of_stored(content: object) -> str:
    """The key under which a stored text or original belongs."""
    if isinstance(content, str):
        content = content.encode("utf-8", "surrogatepass")
    return hashlib.sha256(content).hexdigest() if isinstance(content, bytes) else ""


def _named(table: str, row_id: object) -> str:
    words = table.replace("_", " ")
    article = "An" if words[0] in "aeiou" else "A"
    return f"{article} {words} ({str(row_id)[:12]}…)"


_CHECKS: tuple[tuple[str, Check], ...] = (
    ("The file's structure", _structure),
    ("Its tables", _tables),
    ("References between rows", _references),
    ("Stored values", _values),
    ("What the tables forbid", _constraints),
    ("Texts and originals", _stores),
    ("Positions, codes and memos", _rules),
    ("What is kept for suggestions", _caches),
    ("The changes in the history", _log_rows),
    ("The history", _log),
)
