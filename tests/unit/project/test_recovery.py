"""Whatever happens to a file, what is saved from it is what was in it."""

import os
import random
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from qualcoder_sts.foundation.progress import Cancelled, ReportedProgress
from qualcoder_sts.project.checking import check_project
from qualcoder_sts.project.errors import DamagedProjectError, ProjectExistsError
from qualcoder_sts.project.history.replay import HistoryRows, history_rows
from qualcoder_sts.project.opening import open_project
from qualcoder_sts.project.recovery import NothingToRecoverError, RecoveryReport, recover
from qualcoder_sts.project.recovery.pages import PageFile

THOROUGH = os.environ.get("HYPOTHESIS_PROFILE") == "thorough"
SEEDS = range(400 if THOROUGH else 40)
PAGE = 4096


def stored(path: Path) -> HistoryRows:
    with closing(sqlite3.connect(path)) as connection:
        return history_rows(lambda sql: connection.execute(sql).fetchall())


def texts(path: Path) -> dict[str, str]:
    with closing(sqlite3.connect(path)) as connection:
        return dict(connection.execute("SELECT hash, content FROM text").fetchall())


def saved(damaged: bytes, folder: Path, original: HistoryRows) -> RecoveryReport | None:
    """Recover, and compare what came of it with what was there; None when nothing was found."""
    broken, target = folder / "broken.qsts", folder / "saved.qsts"
    broken.write_bytes(damaged)
    target.unlink(missing_ok=True)
    try:
        report = recover(broken, target)
    except NothingToRecoverError:
        assert not target.exists()
        return None
    assert broken.read_bytes() == damaged
    excused = {key for table in report.tables for key in (*table.uncertain, *table.mended)}
    for table, rows in stored(target).items():
        for key, row in rows.items():
            if key not in excused:
                assert original[table].get(key) == row, (table, key)
    assert check_project(target) == ()
    with open_project(target, coder="Anna", backups=None) as workspace:
        assert workspace.notices == ()
    assert all(sentence.endswith(".") for sentence in report.sentences)
    return report


def rows_in(report: RecoveryReport, table: str) -> tuple[int, int]:
    return next((each.read, each.rebuilt) for each in report.tables if each.table == table)


def test_a_sound_file_comes_out_as_it_went_in(filled_file: Path, tmp_path: Path) -> None:
    report = saved(filled_file.read_bytes(), tmp_path, stored(filled_file))
    assert report is not None
    assert report.history_kept
    assert stored(tmp_path / "saved.qsts") == stored(filled_file)
    assert texts(tmp_path / "saved.qsts") == texts(filled_file)
    with open_project(tmp_path / "saved.qsts", backups=None) as workspace:
        assert workspace.undo()


@pytest.mark.parametrize("seed", SEEDS)
def test_pages_of_garbage(seed: int, filled_file: Path, tmp_path: Path) -> None:
    chance = random.Random(seed)
    content = bytearray(filled_file.read_bytes())
    pages = len(content) // PAGE
    for _ in range(chance.choice([1, 1, 2, 5, pages // 4])):
        start = chance.randrange(pages) * PAGE
        content[start : start + PAGE] = garbage(chance, content)
    saved(bytes(content), tmp_path, stored(filled_file))


def garbage(chance: random.Random, content: bytes) -> bytes:
    """Noise, nothing, a page of elsewhere, or noise that begins as a page of rows does."""
    kind = chance.randrange(4)
    if kind == 0:
        return chance.randbytes(PAGE)
    if kind == 1:
        return bytes(PAGE)
    if kind == 2:
        start = chance.randrange(len(content) // PAGE) * PAGE
        return bytes(content[start : start + PAGE])
    return bytes([chance.choice([5, 13])]) + chance.randbytes(PAGE - 1)


@pytest.mark.parametrize("seed", range(20))
def test_a_truncated_file(seed: int, filled_file: Path, tmp_path: Path) -> None:
    content = filled_file.read_bytes()
    length = random.Random(seed).randrange(len(content))
    saved(content[:length], tmp_path, stored(filled_file))


def test_the_first_page_gone(filled_file: Path, tmp_path: Path) -> None:
    content = bytes(PAGE) + filled_file.read_bytes()[PAGE:]
    report = saved(content, tmp_path, stored(filled_file))
    assert report is not None
    assert rows_in(report, "code")[0] == len(stored(filled_file)["code"])
    assert stored(tmp_path / "saved.qsts") == stored(filled_file)
    assert texts(tmp_path / "saved.qsts") == texts(filled_file)


def page_of_table(path: Path, table: str) -> int:
    with closing(sqlite3.connect(path)) as connection:
        query = "SELECT rootpage FROM sqlite_master WHERE name = ?"
        return int(connection.execute(query, (table,)).fetchone()[0])


def without_root(path: Path, *tables: str) -> bytes:
    content = bytearray(path.read_bytes())
    for table in tables:
        start = (page_of_table(path, table) - 1) * PAGE
        content[start : start + PAGE] = bytes(PAGE)
    return bytes(content)


def test_the_history_rebuilds_a_lost_table(filled_file: Path, tmp_path: Path) -> None:
    damaged = without_root(filled_file, "code", "coder", "coded_segment")
    report = saved(damaged, tmp_path, stored(filled_file))
    assert report is not None
    assert report.history_kept
    for table in ("code", "coder", "coded_segment"):
        assert rows_in(report, table) == (0, len(stored(filled_file)[table]))
    assert stored(tmp_path / "saved.qsts") == stored(filled_file)


def test_tables_stand_without_the_history(filled_file: Path, tmp_path: Path) -> None:
    damaged = without_root(filled_file, "change_set")
    report = saved(damaged, tmp_path, stored(filled_file))
    assert report is not None
    assert stored(tmp_path / "saved.qsts") == stored(filled_file)
    with open_project(tmp_path / "saved.qsts", backups=None) as workspace:
        from qualcoder_sts.project.errors import NothingToUndoError

        if not report.history_kept:
            with pytest.raises(NothingToUndoError):
                workspace.undo()


def test_segments_outlive_their_coder(tmp_path: Path, filled_file: Path) -> None:
    """Neither the coder's row nor what the history says of it is left."""
    path = tmp_path / "two.qsts"
    shutil.copy(filled_file, path)
    with closing(sqlite3.connect(path)) as connection:
        for table in ("coder", "code"):
            triggers = connection.execute(
                "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ?", (table,)
            ).fetchall()
            for (name,) in triggers:
                connection.execute(f"DROP TRIGGER {name}")
            connection.execute(f"DELETE FROM {table}")
        connection.execute("DELETE FROM change WHERE table_name IN ('coder', 'code')")
        connection.commit()
    report = recover(path, tmp_path / "saved.qsts")
    rows = stored(tmp_path / "saved.qsts")
    assert rows["coded_segment"] == stored(filled_file)["coded_segment"]
    assert [row[1] for row in names(tmp_path / "saved.qsts", "coder")] == ["Unknown coder 1"]
    assert any("Unknown code 1" in sentence for sentence in report.sentences)
    assert check_project(tmp_path / "saved.qsts") == ()


def names(path: Path, table: str) -> list[tuple[str, str]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(f"SELECT id, name FROM {table}").fetchall()


def test_a_lost_text_is_named(filled_file: Path, tmp_path: Path) -> None:
    original = stored(filled_file)
    content = bytearray(filled_file.read_bytes())
    place = content.index(b"I 3 said what I felt")
    content[place : place + 3] = b"???"
    report = saved(bytes(content), tmp_path, original)
    assert report is not None
    assert "The text of “Interview 3” is lost." in " ".join(report.sentences)
    left_out = {table.table: table.left_out for table in report.tables}
    assert len(left_out["source"]) == 1
    assert len(left_out["coded_segment"]) >= 1
    assert not report.history_kept


@pytest.mark.parametrize("content", [b"", b"not a database", bytes(3 * PAGE)])
def test_nothing_to_recover(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "x.qsts").write_bytes(content)
    with pytest.raises(NothingToRecoverError):
        recover(tmp_path / "x.qsts", tmp_path / "y.qsts")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["x.qsts"]


def test_an_existing_target_stays(filled_file: Path, tmp_path: Path) -> None:
    (tmp_path / "y.qsts").write_bytes(b"mine")
    with pytest.raises(ProjectExistsError):
        recover(filled_file, tmp_path / "y.qsts")
    assert (tmp_path / "y.qsts").read_bytes() == b"mine"


def test_it_can_be_stopped(filled_file: Path, tmp_path: Path) -> None:
    progress = ReportedProgress(lambda *_: None, lambda: True)
    with pytest.raises(Cancelled):
        recover(filled_file, tmp_path / "y.qsts", progress)
    assert list(tmp_path.iterdir()) == []


def test_opening_a_damaged_file_says_how_to_save_it(filled_file: Path, tmp_path: Path) -> None:
    (tmp_path / "x.qsts").write_bytes(without_root(filled_file, "code"))
    with pytest.raises(DamagedProjectError, match="--repair"):
        open_project(tmp_path / "x.qsts")
    assert [path.name for path in tmp_path.iterdir()] == ["x.qsts"]


@pytest.mark.parametrize("page_size", [512, 1024, 4096, 65536])
def test_pages_are_read_as_sqlite_reads_them(page_size: int, tmp_path: Path) -> None:
    path = tmp_path / "plain.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA page_size={page_size}")
        connection.execute("CREATE TABLE thing (a, b, c, d)")
        rows = [
            (number - 5, "ä😀" * (number * number), None if number % 3 else 2.5, b"\x00" * number)
            for number in range(120)
        ]
        rows += [(1 << 62, "", 0, 1), (-(1 << 62), "x" * 200_000, 1, b"")]
        connection.executemany("INSERT INTO thing VALUES (?, ?, ?, ?)", rows)
        connection.execute("DELETE FROM thing WHERE rowid % 7 = 0")
        connection.commit()
        expected = connection.execute("SELECT rowid, * FROM thing ORDER BY rowid").fetchall()
    file = PageFile(path.read_bytes())
    tree = file.tree(page_of_table(path, "thing"))
    assert tree.lost == 0
    assert [(record.rowid, *record.values) for record in tree.records] == expected


def test_a_write_cut_short_is_taken_back_first(
    filled_file: Path, tmp_path: Path, interrupted: Callable[[Path], None]
) -> None:
    original = stored(filled_file)
    path = tmp_path / "cut.qsts"
    shutil.copy(filled_file, path)
    interrupted(path)
    before = path.read_bytes()
    recover(path, tmp_path / "saved.qsts")
    assert path.read_bytes() == before
    assert stored(tmp_path / "saved.qsts") == original
