"""Backups are whole, made when something changed, and let go of by the user's rule."""

import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from qualcoder_sts.project import backup as backups
from qualcoder_sts.project.backup import (
    Backup,
    BackupRule,
    back_up,
    backup_folder,
    backups_to_let_go,
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
