"""Backups are whole, made when something changed, and let go of by the user's rule."""

import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from qualcoder_sts.codebook.queries import code_tree
from qualcoder_sts.project import backup as backups
from qualcoder_sts.project.backup import (
    Backup,
    BackupRule,
    back_up,
    backup_folder,
    backups_to_let_go,
    ensure_backup,
    list_backups,
)
from qualcoder_sts.project.checking import check_project
from qualcoder_sts.project.errors import BackupFailedError
from qualcoder_sts.project.opening import open_project

NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)


def made(*hours_ago: float) -> list[Backup]:
    return [
        Backup(Path(f"{number}.qsts"), NOON - timedelta(hours=hours), "opening")
        for number, hours in enumerate(hours_ago)
    ]


@pytest.mark.parametrize(
    ("hours_ago", "rule", "let_go"),
    [
        ([], BackupRule(), []),
        ([0], BackupRule(0, 0), []),
        ([0], BackupRule(-1, -1), []),
        ([0, 1, 2, 3], BackupRule(10, 14), []),
        ([0, 1, 2, 3], BackupRule(2, 0), [2, 3]),
        ([0, 1, 2, 3], BackupRule(0, 0), [1, 2, 3]),
        # The last of each day stays: 0 of the 10th, 2 of the 9th, 4 of the 8th.
        ([0, 1, 13, 14, 37, 38], BackupRule(1, 3), [1, 3, 5]),
        ([0, 1, 13, 14, 37, 38], BackupRule(2, 2), [3, 4, 5]),
        ([0, 1, 13, 14, 37, 38], BackupRule(4, 3), [5]),
        # Days without backups do not count.
        ([0, 24 * 30, 24 * 300, 24 * 3000], BackupRule(1, 3), [3]),
    ],
)
def test_what_is_let_go(hours_ago: list[float], rule: BackupRule, let_go: list[int]) -> None:
    names = [int(backup.path.stem) for backup in backups_to_let_go(made(*hours_ago), rule)]
    assert names == let_go


def test_made_on_opening_when_something_changed(study: Any) -> None:
    path = study.path
    study.workspace.close()
    open_project(path).close()
    assert [backup.reason for backup in list_backups(path)] == ["opening"]
    open_project(path).close()
    assert len(list_backups(path)) == 1
    with open_project(path, coder="Bert") as workspace:
        workspace.act_as("Bert")
    open_project(path).close()
    newest, oldest = list_backups(path)
    assert newest.at > oldest.at
    assert check_project(newest.path) == ()
    with open_project(newest.path, read_only=True) as restored:
        assert restored.read(lambda session: session.connection().exec_driver_sql(
            "SELECT count(*) FROM coder").scalar()) == 2  # fmt: skip


def test_the_rule_is_kept(study: Any) -> None:
    path = study.path
    for number in range(5):
        study.add_code(f"Code {number}")
        assert back_up(path, "before import", BackupRule(newest=2, days=0))
    kept = list_backups(path)
    assert len(kept) == 2
    assert [backup.reason for backup in kept] == ["before import"] * 2


def test_other_files_in_the_folder_stay(study: Any) -> None:
    folder = backup_folder(study.path)
    folder.mkdir()
    names = [
        "notes.txt",
        "mine.qsts",
        "study 2026-13-45 99-99-99-999999 opening.qsts",
        "other 2026-01-01 10-00-00-000000 opening.qsts",
    ]
    for name in names:
        (folder / name).write_bytes(b"x")
    back_up(study.path, "opening", BackupRule(newest=1, days=0))
    study.add_code("A")
    back_up(study.path, "opening", BackupRule(newest=1, days=0))
    assert len(list_backups(study.path)) == 1
    assert all((folder / name).exists() for name in names)


def test_what_a_stopped_computer_left_goes(study: Any) -> None:
    folder = backup_folder(study.path)
    folder.mkdir()
    (folder / "study 2026-01-01 10-00-00-000000 opening.qsts.unfinished").write_bytes(b"half")
    back_up(study.path, "opening", BackupRule())
    assert [path.suffix for path in folder.iterdir()] == [".qsts"]


def test_half_a_copy_does_not_stay(study: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(project: Path, target: Path) -> None:
        target.write_bytes(b"half")
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(backups, "copy_project", full)
    with pytest.raises(BackupFailedError, match=r"No backup .* disk is full"):
        back_up(study.path, "opening", BackupRule())
    assert list(backup_folder(study.path).iterdir()) == []


def test_a_damaged_backup_does_not_count(study: Any) -> None:
    first = back_up(study.path, "opening", BackupRule())
    assert first is not None
    first.write_bytes(b"damaged")
    second = back_up(study.path, "opening", BackupRule())
    assert second is not None
    assert check_project(second) == ()


def test_before_something_large_the_newest_backup_serves_if_it_has_the_same_rows(
    study: Any,
) -> None:
    study.add_code("A")
    first = ensure_backup(study.path, "before merge", BackupRule())
    assert ensure_backup(study.path, "before merge", BackupRule()) == first
    study.add_code("B")
    second = ensure_backup(study.path, "before merge", BackupRule())
    assert [backup.path for backup in list_backups(study.path)] == [second, first]
    assert codes_in(second) == {"A", "B"}
    assert codes_in(first) == {"A"}


def codes_in(backup: Path) -> set[str]:
    with open_project(backup, read_only=True) as workspace:
        return {code.name for code in workspace.read(code_tree)}


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE code SET name = 'B'",
        "DELETE FROM code",
        "DELETE FROM change WHERE number = 1",
        "INSERT INTO text VALUES ('x', 'of nobody')",
        "DROP INDEX {index}",
    ],
)
def test_a_backup_that_lost_something_does_not_serve(study: Any, damage: str) -> None:
    study.add_code("A")
    first = ensure_backup(study.path, "before merge", BackupRule())
    with closing(sqlite3.connect(first)) as connection:
        (index,) = connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
        ).fetchone()
        for (trigger,) in connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'code'"
        ).fetchall():
            connection.execute(f"DROP TRIGGER {trigger}")
        connection.execute(damage.format(index=index))
        connection.commit()
    assert back_up(study.path, "opening", BackupRule()) is None  # the last step is there
    second = ensure_backup(study.path, "before merge", BackupRule())
    assert second != first
    assert check_project(second) == ()


def test_a_backup_that_cannot_be_read_does_not_serve(study: Any) -> None:
    first = ensure_backup(study.path, "before merge", BackupRule())
    first.write_bytes(first.read_bytes()[:4096])
    assert ensure_backup(study.path, "before merge", BackupRule()) != first


def test_what_can_be_computed_again_need_not_be_the_same(study: Any) -> None:
    first = ensure_backup(study.path, "before merge", BackupRule())
    with closing(sqlite3.connect(study.path)) as connection:
        connection.execute("INSERT INTO sentence_vectors VALUES ('t', 'm', '', 0, x'')")
        connection.commit()
    assert ensure_backup(study.path, "before merge", BackupRule()) == first


def test_a_copy_is_one_state_of_the_file(study: Any, tmp_path: Path) -> None:
    """Also while somebody writes: what is not committed is not in it."""
    study.add_code("A")
    shutil.copy(study.path, tmp_path / "before.qsts")
    with closing(sqlite3.connect(study.path, isolation_level=None)) as writer:
        writer.execute("PRAGMA trusted_schema=ON")
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("INSERT INTO text VALUES ('x', 'not yet')")
        target = tmp_path / "copy.qsts"
        backups.copy_project(study.path, target)
        writer.execute("ROLLBACK")
    with closing(sqlite3.connect(target)) as copy:
        assert copy.execute("SELECT count(*) FROM text").fetchone() == (0,)
        assert copy.execute("PRAGMA journal_mode").fetchone() == ("delete",)
