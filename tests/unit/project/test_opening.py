"""Files are made whole, looked through before they are trusted, and never harmed by a refusal."""

import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from qualcoder_sts.foundation.errors import UnreadableFileError
from qualcoder_sts.project import opening
from qualcoder_sts.project.backup import list_backups
from qualcoder_sts.project.checking import check_project
from qualcoder_sts.project.coders import CoderNameMissingError
from qualcoder_sts.project.errors import (
    DamagedProjectError,
    FolderMissingError,
    FolderNotWritableError,
    InterruptedWriteError,
    NotAProjectError,
    ProjectExistsError,
    ProjectMissingError,
    ProjectUnreachableError,
    ProjectWriteError,
)
from qualcoder_sts.project.opening import create_project, open_project
from qualcoder_sts.project.tables import Code, Project


def project_name(session: Session) -> str:
    return session.scalars(select(Project.name)).one()


@pytest.mark.parametrize("name", ["study.qsts", "é 😀 %41?mode=ro#x&y.qsts", "with ' and \".qsts"])
def test_a_new_project_is_whole(name: str, tmp_path: Path) -> None:
    with create_project(tmp_path / name, "Study", coder="Anna") as workspace:
        assert workspace.read(project_name) == "Study"
    assert [path.name for path in tmp_path.iterdir()] == [name]
    assert check_project(tmp_path / name) == ()
    with open_project(tmp_path / name, backups=None) as workspace:
        assert workspace.notices == ()


def test_an_existing_file_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "x.qsts").write_bytes(b"mine")
    with pytest.raises(ProjectExistsError):
        create_project(tmp_path / "x.qsts", "Study")
    assert (tmp_path / "x.qsts").read_bytes() == b"mine"


@pytest.mark.parametrize("has_links", [True, False])
def test_a_file_that_appears_meanwhile_is_not_replaced(
    has_links: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin = opening._begin

    def somebody_else_is_faster(*arguments: Any) -> None:
        begin(*arguments)
        (tmp_path / "x.qsts").write_bytes(b"theirs")

    def no_links(*_: Any) -> None:
        raise OSError(1, "Operation not permitted")

    monkeypatch.setattr(opening, "_begin", somebody_else_is_faster)
    if not has_links:
        monkeypatch.setattr(Path, "hardlink_to", no_links)
    with pytest.raises(ProjectExistsError):
        create_project(tmp_path / "x.qsts", "Study")
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"theirs"]


def test_a_file_system_without_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_links(*_: Any) -> None:
        raise OSError(1, "Operation not permitted")

    monkeypatch.setattr(Path, "hardlink_to", no_links)
    create_project(tmp_path / "x.qsts", "Study").close()
    assert [path.name for path in tmp_path.iterdir()] == ["x.qsts"]


def test_what_fails_halfway_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(opening, "appear", full)
    with pytest.raises(ProjectWriteError, match="No space left"):
        create_project(tmp_path / "x.qsts", "Study")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(FolderMissingError):
        create_project(tmp_path / "no" / "x.qsts", "Study")
    with pytest.raises(ProjectMissingError):
        open_project(tmp_path / "no" / "x.qsts")
    with pytest.raises(ProjectMissingError):
        open_project(tmp_path)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"SQLite format 3\x00", b"x" * 5000])
@pytest.mark.parametrize("read_only", [True, False])
def test_other_files_are_refused(content: bytes, read_only: bool, tmp_path: Path) -> None:
    path = tmp_path / "x.qsts"
    path.write_bytes(content)
    with pytest.raises(NotAProjectError):
        open_project(path, read_only=read_only)
    assert path.read_bytes() == content
    assert list(tmp_path.iterdir()) == [path]


def test_another_programs_database_is_refused(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "x.qsts")) as connection:
        connection.execute("CREATE TABLE code (id)")
    with pytest.raises(NotAProjectError):
        open_project(tmp_path / "x.qsts")


def test_a_file_that_may_not_be_read(
    tmp_path: Path, filled_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(UnreadableFileError, match="Permission denied"):
        open_project(filled_file)


@pytest.mark.parametrize(
    "damage",
    [
        "DROP TABLE memo",
        "ALTER TABLE code DROP COLUMN terms",
        "ALTER TABLE code RENAME TO codes",
    ],
)
def test_a_file_that_lacks_tables_is_damaged(
    damage: str, tmp_path: Path, filled_file: Path
) -> None:
    path = tmp_path / "x.qsts"
    shutil.copy(filled_file, path)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for (name,) in connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        ).fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute("PRAGMA legacy_alter_table=ON")
        connection.execute(damage)
    before = path.read_bytes()
    with pytest.raises(DamagedProjectError, match="it lacks the"):
        open_project(path)
    assert path.read_bytes() == before
    assert [each.name for each in tmp_path.iterdir()] == ["x.qsts"]


def test_a_write_cut_short_is_taken_back(
    tmp_path: Path, filled_file: Path, interrupted: Callable[[Path], None]
) -> None:
    for read_only in (True, False):
        path = tmp_path / f"{read_only}.qsts"
        shutil.copy(filled_file, path)
        interrupted(path)
        with open_project(path, read_only=read_only, backups=None) as workspace:
            names = workspace.read(lambda session: session.scalars(select(Code.name)).all())
        assert "Code 1" in names
        assert not path.with_name(path.name + "-journal").exists()
        assert check_project(path) == ()


def test_checking_takes_a_cut_short_write_back(
    tmp_path: Path, filled_file: Path, interrupted: Callable[[Path], None]
) -> None:
    path = tmp_path / "x.qsts"
    shutil.copy(filled_file, path)
    interrupted(path)
    assert check_project(path) == ()


def test_a_write_cut_short_where_nothing_may_be_written(
    tmp_path: Path,
    filled_file: Path,
    interrupted: Callable[[Path], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = tmp_path / "x.qsts"
    shutil.copy(filled_file, path)
    interrupted(path)
    connect = opening.raw_connection
    monkeypatch.setattr(opening, "raw_connection", lambda path, mode: connect(path, mode="ro"))
    with pytest.raises(InterruptedWriteError, match="-journal"):
        open_project(path, read_only=True)


def test_a_file_that_may_not_be_written(
    tmp_path: Path, filled_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "x.qsts"
    shutil.copy(filled_file, path)
    open_ = Path.open

    def no_writing(self: Path, mode: str = "r", **more: Any) -> Any:
        if "+" in mode:
            raise PermissionError(13, "Permission denied")
        return open_(self, mode, **more)

    monkeypatch.setattr(Path, "open", no_writing)
    with pytest.raises(FolderNotWritableError):
        open_project(path)
    with open_project(path, read_only=True):
        assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="may write everywhere")
def test_a_read_only_folder(tmp_path: Path, filled_file: Path) -> None:
    path = tmp_path / "media" / "x.qsts"
    path.parent.mkdir()
    shutil.copy(filled_file, path)
    path.parent.chmod(0o555)
    try:
        with pytest.raises(FolderNotWritableError):
            open_project(path)
        with open_project(path, read_only=True) as workspace:
            assert workspace.read(project_name) == "Filled"
    finally:
        path.parent.chmod(0o755)


def test_a_file_in_another_journal_mode(tmp_path: Path, filled_file: Path) -> None:
    path = tmp_path / "x.qsts"
    shutil.copy(filled_file, path)
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA journal_mode=WAL").fetchone() == ("wal",)
    with open_project(path, backups=None) as workspace:
        workspace.act_as("Bert")
        assert [each.name for each in tmp_path.iterdir() if "-" in each.name] == []


def test_a_failure_after_the_lock_gives_it_back(
    tmp_path: Path, filled_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "x.qsts"
    shutil.copy(filled_file, path)
    with pytest.raises(CoderNameMissingError):
        create_project(tmp_path / "y.qsts", "Study", coder=" ")

    def unreachable(_: Path) -> list[str]:
        raise sqlite3.OperationalError("disk I/O error")

    monkeypatch.setattr(opening, "replace_foreign_schema", unreachable)
    with pytest.raises((ProjectUnreachableError, DamagedProjectError)):
        open_project(path, backups=None)
    assert [each.name for each in tmp_path.iterdir()] == ["x.qsts"]


def test_a_backup_that_cannot_be_made_is_said(
    tmp_path: Path, filled_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "x.qsts"
    shutil.copy(filled_file, path)
    (tmp_path / "x backups").write_bytes(b"a file where the folder should be")
    with open_project(path) as workspace:
        (notice,) = workspace.notices
        assert notice.startswith("No backup could be made")
    assert list_backups(path) == []
