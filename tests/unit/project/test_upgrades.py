"""Older files are brought to the present tables, with their history; or stay as they are."""

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from qualcoder_sts.project import opening
from qualcoder_sts.project.backup import list_backups
from qualcoder_sts.project.checking import check_project
from qualcoder_sts.project.connections import SCHEMA_VERSION
from qualcoder_sts.project.errors import (
    NewerProjectError,
    NothingToRedoError,
    NothingToUndoError,
    OlderProjectError,
    StepNotUndoableError,
    UpgradeFailedError,
)
from qualcoder_sts.project.history.trail import audit_trail
from qualcoder_sts.project.opening import open_project
from qualcoder_sts.project.tables.log import Brought, ChangeKind, GivenCopy, MergedAway
from qualcoder_sts.project.tables.rounds import Assignment, CodingRound, RoundResult
from qualcoder_sts.project.tables.suggest import CACHES
from qualcoder_sts.project.upgrades import UPGRADES, StoredRow, UpgradeStep

UPGRADED = f"The project was upgraded to file version {SCHEMA_VERSION}."


def as_version_0(path: Path) -> Path:
    """The file as an earlier program would have written it.

    Codes had no ``terms``, ``colour`` was called ``color``, nothing was suggested, and there
    were no rounds, no merges and no copies for anybody.
    """
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for (name,) in connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        ).fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        later_tables = (
            *CACHES,
            RoundResult,
            Assignment,
            CodingRound,
            GivenCopy,
            Brought,
            MergedAway,
        )
        for later in later_tables:
            connection.execute(f"DROP TABLE {later.__tablename__}")
        connection.execute("ALTER TABLE code DROP COLUMN terms")
        connection.execute("ALTER TABLE code RENAME COLUMN colour TO color")
        for number, before, after in connection.execute(
            "SELECT number, before, after FROM change WHERE table_name = 'code'"
        ).fetchall():
            contents = [older_code(each) for each in (before, after)]
            connection.execute(
                "UPDATE change SET before = ?, after = ? WHERE number = ?", (*contents, number)
            )
        connection.execute("PRAGMA user_version = 0")
    return path


def older_code(content: str | None) -> str | None:
    if content is None:
        return None
    row = json.loads(content)
    row["color"] = row.pop("colour")
    del row["terms"]
    return json.dumps(row, ensure_ascii=False)


def newer_code(table: str, row: StoredRow) -> StoredRow:
    if table != "code":
        return row
    without = {name: value for name, value in row.items() if name != "color"}
    return {**without, "colour": row["color"], "terms": ""}


STEP = UpgradeStep(
    from_version=0,
    statements=(
        "ALTER TABLE code RENAME COLUMN color TO colour",
        "ALTER TABLE code ADD COLUMN terms VARCHAR NOT NULL DEFAULT ''",
    ),
    row=newer_code,
)


def contents(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return list(connection.iterdump())


@pytest.fixture
def older(study: Any, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A version-0 file with codes, one of them renamed and that undone, and a step to go on."""
    code = study.add_code("Trust 😀\u2028")
    study.add_code("Below", code)
    study.rename_code(code, "Mistrust")
    study.workspace.undo()
    source = study.add_source("I said so.")
    study.apply_code(source, code)
    study.workspace.close()
    monkeypatch.setattr(opening, "UPGRADES", (STEP, *UPGRADES))
    return as_version_0(study.path)


def test_rows_and_history_are_rewritten(older: Path, study_of: Callable[..., Any]) -> None:
    with open_project(older, coder="Anna") as workspace:
        assert workspace.notices == (UPGRADED,)
        codes = study_of(workspace).rows()["code"]
        assert sorted(row[-1] for row in codes.values())
        last = workspace.read(audit_trail)[-1]
        assert (last.kind, last.label) == (
            ChangeKind.UPGRADE,
            f"Upgrade from file version 0 to {SCHEMA_VERSION}",
        )
    assert check_project(older) == ()
    with open_project(older) as workspace:
        assert workspace.notices == ()


def test_a_backup_of_the_older_file_is_made(older: Path) -> None:
    before = contents(older)
    open_project(older, backups=None).close()
    (backup,) = list_backups(older)
    assert backup.reason == "before upgrade"
    assert contents(backup.path) == before
    assert contents(older) != before


def test_undo_does_not_go_behind_the_upgrade(older: Path, study_of: Callable[..., Any]) -> None:
    with open_project(older, coder="Anna") as workspace:
        with pytest.raises(NothingToUndoError):
            workspace.undo()
        with pytest.raises(NothingToRedoError):
            workspace.redo()
        study = study_of(workspace)
        before = study.rows()
        study.add_code("New")
        workspace.undo()
        assert study.rows() == before
        with pytest.raises(NothingToUndoError):
            workspace.undo()
        for step in workspace.read(audit_trail)[1:6]:
            with pytest.raises(StepNotUndoableError):
                workspace.undo_step(step.id)


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO nowhere VALUES (1)",
        "DELETE FROM source",  # breaks references
        "ALTER TABLE code DROP COLUMN rank",  # leaves out what is declared
    ],
)
def test_a_failing_step_leaves_the_file_as_it_was(
    statement: str, older: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    failing = UpgradeStep(0, (*STEP.statements, statement), newer_code)
    monkeypatch.setattr(opening, "UPGRADES", (failing, *UPGRADES))
    before = older.read_bytes()
    with pytest.raises(UpgradeFailedError, match="left as it was"):
        open_project(older)
    assert older.read_bytes() == before
    assert not older.with_name(older.name + ".lock").exists()


def test_a_row_function_that_fails_leaves_the_file_as_it_was(
    older: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(table: str, row: StoredRow) -> StoredRow:
        return {"x": row["not there"]}

    monkeypatch.setattr(opening, "UPGRADES", (UpgradeStep(0, STEP.statements, failing), *UPGRADES))
    before = older.read_bytes()
    with pytest.raises(UpgradeFailedError):
        open_project(older)
    assert older.read_bytes() == before


def test_a_gap_in_the_steps_is_refused(older: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "UPGRADES", (UpgradeStep(1, (), newer_code),))
    before = older.read_bytes()
    with pytest.raises(UpgradeFailedError, match="how to go on from file version 0"):
        open_project(older)
    assert older.read_bytes() == before


def test_an_older_file_is_not_read_without_an_upgrade(older: Path) -> None:
    with pytest.raises(OlderProjectError, match="Open it for writing once"):
        open_project(older, read_only=True)


def test_a_strangers_trigger_does_not_run_during_the_upgrade(older: Path) -> None:
    with closing(sqlite3.connect(older)) as connection:
        connection.execute(
            "CREATE TRIGGER stranger AFTER UPDATE ON change BEGIN DELETE FROM coder; END"
        )
        connection.execute("CREATE VIEW strange AS SELECT * FROM code")
        connection.commit()
    with open_project(older, coder="Anna") as workspace:
        assert workspace.notices == (UPGRADED,)
    assert check_project(older) == ()


def test_a_newer_file_is_refused(study: Any) -> None:
    study.workspace.close()
    with closing(sqlite3.connect(study.path)) as connection:
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    before = study.path.read_bytes()
    for read_only in (False, True):
        with pytest.raises(NewerProjectError, match="newer qualcoder-sts"):
            open_project(study.path, read_only=read_only)
    assert study.path.read_bytes() == before


def test_a_strangers_parts_are_replaced_and_it_is_said(study: Any) -> None:
    study.workspace.close()
    with closing(sqlite3.connect(study.path)) as connection:
        connection.execute("DROP TRIGGER record_insert_code")
        connection.execute(
            "CREATE TRIGGER record_insert_code AFTER INSERT ON code BEGIN SELECT 1; END"
        )
        connection.execute(
            'CREATE TRIGGER "stran""ger" AFTER INSERT ON code BEGIN DELETE FROM memo; END'
        )
        connection.execute("CREATE VIEW strange AS SELECT * FROM code")
        connection.execute("CREATE UNIQUE INDEX narrow ON code (colour)")
        connection.execute("DROP INDEX ix_code_parent_id")
        connection.execute(
            "INSERT INTO current_change_set SELECT 1, id FROM change_set WHERE number = 1"
        )
        connection.commit()
    assert len(check_project(study.path)) == 2
    with open_project(study.path, coder="Anna") as workspace:
        (notice,) = workspace.notices
        assert notice.startswith("Parts of the file that were not written by this program")
    assert check_project(study.path) == ()
    with open_project(study.path) as workspace:
        assert workspace.notices == ()
