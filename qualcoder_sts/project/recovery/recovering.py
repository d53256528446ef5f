"""From a damaged project file to a sound one, with a report."""

import sqlite3
import tempfile
import uuid
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from qualcoder_sts.foundation.errors import QualcoderError, UnreadableFileError
from qualcoder_sts.foundation.progress import SILENT, Progress
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.project.connections import raw_connection
from qualcoder_sts.project.errors import (
    FolderMissingError,
    ProjectExistsError,
    ProjectMissingError,
    ProjectWriteError,
)
from qualcoder_sts.project.opening import appear
from qualcoder_sts.project.recovery.reading import FoundRow, FoundTable, read_tables
from qualcoder_sts.project.recovery.remembering import Memory, remembered
from qualcoder_sts.project.recovery.settling import Settled, settle
from qualcoder_sts.project.recovery.writing import write_project
from qualcoder_sts.project.schema import lay_out
from qualcoder_sts.project.tables.base import history_tables
from qualcoder_sts.project.tables.transcripts import Original, Text


class NothingToRecoverError(QualcoderError):
    """No row of a project can be found in the file."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            _(
                "Nothing of a qualcoder-sts project can be found in “%s”. Open the newest backup "
                "instead."
            )
            % path.name
        )


@dataclass(frozen=True, slots=True)
class RecoveredTable:
    """What became of one table's rows.

    ``read`` came from the table itself, ``rebuilt`` from the history. Of the rebuilt, ``uncertain``
    may have been changed or deleted since, in a part of the history that is lost. ``mended`` had
    to let go of something lost, ``left_out`` were found and cannot stand without it. All keys.
    """

    table: str
    read: int
    rebuilt: int
    uncertain: tuple[str, ...]
    mended: tuple[str, ...]
    left_out: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RecoveryReport:
    """What could be saved. ``sentences`` say it for people."""

    tables: tuple[RecoveredTable, ...]
    history_kept: bool
    sentences: tuple[str, ...]


def recover(damaged: Path, target: Path, progress: Progress = SILENT) -> RecoveryReport:
    """Write what is readable of a damaged project file into a new, sound one.

    The damaged file is not touched. Raises ``NothingToRecoverError`` when nothing is found in it.
    """
    if not damaged.is_file():
        raise ProjectMissingError(damaged)
    if target.exists():
        raise ProjectExistsError(target)
    if not target.parent.is_dir():
        raise FolderMissingError(target)
    progress.report(0, 4, "Reading the damaged file")
    found = read_tables(_content(damaged))
    progress.check()
    progress.report(1, 4, "Reading the history")
    memory = remembered(found)
    rows, from_history = _united(found, memory)
    if not any(rows.values()) and not found[Text.__tablename__].rows:
        raise NothingToRecoverError(damaged)
    progress.check()
    progress.report(2, 4, "Putting it together")
    settled = settle(rows, {name: found[name].rows for name in _STORES})
    progress.check()
    progress.report(3, 4, "Writing the new file")
    history_kept = _written(damaged, target, found, settled, memory)
    progress.report(4, 4, "Writing the new file")
    return _report(found, memory, settled, from_history, history_kept=history_kept)


_STORES = (Text.__tablename__, Original.__tablename__)


def _content(damaged: Path) -> bytes:
    """The file's bytes, after SQLite has taken back an interrupted write where it can."""
    journal = damaged.with_name(f"{damaged.name}-journal")
    try:
        if not journal.exists():
            return damaged.read_bytes()
        with tempfile.TemporaryDirectory() as folder:
            copy = Path(folder) / "copy.qsts"
            copy.write_bytes(damaged.read_bytes())
            copy.with_name("copy.qsts-journal").write_bytes(journal.read_bytes())
            return copy.read_bytes() if _could_be_taken_back(copy) else damaged.read_bytes()
    except OSError as error:
        raise UnreadableFileError(damaged.name, f"{error.strerror}.") from error


def _could_be_taken_back(copy: Path) -> bool:
    try:
        with closing(raw_connection(copy)) as connection:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.Error:
        return False
    return True


def _united(
    found: dict[str, FoundTable], memory: Memory
) -> tuple[dict[str, dict[str, FoundRow]], dict[str, set[str]]]:
    """Each history table's rows from both witnesses, and which come from the log."""
    rows: dict[str, dict[str, FoundRow]] = {}
    from_history: dict[str, set[str]] = {}
    for table in history_tables():
        read = found[table.name]
        known = {row_id: row for row_id, row in memory.rows[table.name].items() if row is not None}
        if read.is_whole:
            rows[table.name] = read.rows
        elif memory.is_whole:
            rows[table.name] = known
        else:
            # A page of another table may have come between: what the log has certainly seen
            # deleted is not there.
            certain = memory.rows[table.name].keys() - memory.uncertain[table.name]
            kept = {
                key: row for key, row in read.rows.items() if key not in certain or key in known
            }
            rows[table.name] = known | kept
        from_history[table.name] = {
            key for key, row in rows[table.name].items() if read.rows.get(key) != row
        }
    return rows, from_history


def _written(
    damaged: Path, target: Path, found: dict[str, FoundTable], settled: Settled, memory: Memory
) -> bool:
    unfinished = target.with_name(f"{target.name}.{uuid.uuid4().hex}.unfinished")
    try:
        lay_out(unfinished, with_triggers=False)
        with closing(raw_connection(unfinished)) as connection:
            history_kept = write_project(connection, damaged.name, found, settled, memory)
        appear(unfinished, target)
    except FileExistsError:
        raise ProjectExistsError(target) from None
    except (OSError, sqlite3.Error) as error:
        raise ProjectWriteError(target, str(error)) from error
    finally:
        unfinished.unlink(missing_ok=True)
    return history_kept


def _report(
    found: dict[str, FoundTable],
    memory: Memory,
    settled: Settled,
    from_history: dict[str, set[str]],
    *,
    history_kept: bool,
) -> RecoveryReport:
    tables = []
    for table in history_tables():
        standing = settled.rows[table.name].keys()
        rebuilt = standing & from_history[table.name]
        tables.append(
            RecoveredTable(
                table.name,
                read=len(standing - rebuilt - settled.stand_ins),
                rebuilt=len(rebuilt),
                uncertain=tuple(sorted(rebuilt & memory.uncertain[table.name])),
                mended=tuple(sorted(standing & (settled.mended | settled.stand_ins))),
                left_out=tuple(sorted(settled.left_out[table.name])),
            )
        )
    tables += [RecoveredTable(name, len(found[name].rows), 0, (), (), ()) for name in _STORES]
    sentences = [sentence for table in tables for sentence in _sentences(table)]
    sentences += settled.sentences
    sentences.append(
        "The history is whole: undo and the audit trail go on as before."
        if history_kept
        else "Parts of the history are lost: the steps that could be read stay in the file, and "
        "what was saved stands as one step of its own, which undo does not go behind."
    )
    return RecoveryReport(tuple(tables), history_kept, tuple(sentences))


def _sentences(table: RecoveredTable) -> list[str]:
    name = table.table.replace("_", " ")
    sentences = []
    if table.read or table.rebuilt:
        rebuilt = f", {table.rebuilt} rebuilt from the history" if table.rebuilt else ""
        sentences.append(f"Rows of “{name}”: {table.read} read{rebuilt}.")
    if table.uncertain:
        sentences.append(
            f"{len(table.uncertain)} of “{name}” may have been changed or deleted since: "
            "what the history says after them is lost."
        )
    if table.left_out:
        sentences.append(
            f"{len(table.left_out)} of “{name}” were found but left out, because what they belong "
            "to is lost."
        )
    return sentences
