"""A whole project has no findings; each thing that does not hold is one, in a sentence."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from qualcoder_sts.foundation.progress import Cancelled, ReportedProgress
from qualcoder_sts.project.checking import check_project
from qualcoder_sts.project.errors import NotAProjectError, ProjectMissingError


@pytest.fixture
def harmed(filled_file: Path, tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """A copy of the filled project, open to be harmed, without triggers to hinder it."""
    path = tmp_path / "harmed.qsts"
    shutil.copy(filled_file, path)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        yield connection


def findings(tmp_path: Path) -> list[str]:
    found = check_project(tmp_path / "harmed.qsts")
    assert all(finding.sentence.endswith(".") for finding in found)
    return [finding.sentence for finding in found]


def without_triggers(connection: sqlite3.Connection, statement: str) -> None:
    triggers = connection.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
    ).fetchall()
    for name, _ in triggers:
        connection.execute(f"DROP TRIGGER {name}")
    connection.execute(statement)
    for _, sql in triggers:
        connection.execute(sql)


def test_a_whole_project(filled_file: Path) -> None:
    before = filled_file.read_bytes()
    assert check_project(filled_file) == ()
    assert filled_file.read_bytes() == before


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        ("UPDATE code SET name = 'Other' WHERE name = 'Code 1'", "is not what the history says"),
        ("DELETE FROM memo WHERE rowid = 1", "A memo (", ),
        ("DELETE FROM coder", "points at a coder that is gone"),
        ("UPDATE text SET content = content || '.' WHERE rowid = 1", "not what it was"),
        ("UPDATE original SET content = x'00' WHERE rowid = 1", "An imported original is not"),
        ("UPDATE coded_segment SET \"end\" = 999999 WHERE rowid = 1", "ends at character 999999"),
        ("UPDATE speaker_turn SET \"end\" = 999999 WHERE rowid = 1", "A speaker turn ("),
        ("UPDATE coded_segment SET text_hash = (SELECT max(hash) FROM text)",
         "counts in an earlier text"),
        ("UPDATE code SET parent_id = id WHERE rowid = 1", "lies below itself"),
        ("UPDATE code SET name = 'code  2' WHERE name = 'Code 1'", "the name of a sibling"),
        ("UPDATE memo SET target_id = 'x' WHERE rowid = 1", "about a code that is not there"),
        ("UPDATE project SET created_at = 'yesterday'", "no proper time in “created_at”"),
        ("UPDATE coded_segment SET weight = 1.5 WHERE rowid = 1", "holds a real in “weight”"),
        ("UPDATE memo SET title = x'00' WHERE rowid = 1", "holds a blob in “title”"),
        ("UPDATE source SET method = 'gossip' WHERE rowid = 1", "has a “method” that is"),
        ("UPDATE coded_segment SET start = 9, \"end\" = 8 WHERE rowid = 1", "has a “span” that is"),
        ("UPDATE coded_segment SET weight = 101 WHERE rowid = 1", "has a “weight” that is"),
        ("UPDATE change SET after = '{' WHERE number = 3", "Change 3 of the history cannot"),
        ("DELETE FROM change WHERE number = 3", "is not what the history says"),
        ("UPDATE change SET table_name = 'x' WHERE number = 3", "cannot be done again"),
        ("CREATE VIEW strange AS SELECT 1", "not written by this program"),
        ("INSERT INTO current_change_set SELECT 1, id FROM change_set WHERE number = 1",
         "begun and never ended"),
    ],
)  # fmt: skip
def test_each_harm_is_found(
    harm: str, said: str, harmed: sqlite3.Connection, tmp_path: Path
) -> None:
    harmed.execute("PRAGMA ignore_check_constraints=ON")
    without_triggers(harmed, harm)
    found = findings(tmp_path)
    assert any(said in sentence for sentence in found), found


def test_a_missing_trigger_is_found(harmed: sqlite3.Connection, tmp_path: Path) -> None:
    harmed.execute("DROP TRIGGER record_update_code")
    (sentence,) = findings(tmp_path)
    assert sentence.startswith("Triggers, views or indexes in the file were not written")


def test_a_page_of_garbage_is_found(harmed: sqlite3.Connection, tmp_path: Path) -> None:
    query = "SELECT rootpage FROM sqlite_master WHERE name = 'code'"
    root = harmed.execute(query).fetchone()[0]
    harmed.close()
    with (tmp_path / "harmed.qsts").open("r+b") as file:
        file.seek((root - 1) * 4096)
        file.write(b"\xff" * 4096)
    assert any("damaged" in sentence for sentence in findings(tmp_path))


def test_other_files(tmp_path: Path) -> None:
    (tmp_path / "x.qsts").write_bytes(b"x")
    with pytest.raises(NotAProjectError):
        check_project(tmp_path / "x.qsts")
    with pytest.raises(ProjectMissingError):
        check_project(tmp_path / "y.qsts")


def test_it_can_be_stopped(filled_file: Path) -> None:
    with pytest.raises(Cancelled):
        check_project(filled_file, ReportedProgress(lambda *_: None, lambda: True))


def test_a_missing_table_is_found(harmed: sqlite3.Connection, tmp_path: Path) -> None:
    for (name,) in harmed.execute(
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    ).fetchall():
        harmed.execute(f"DROP TRIGGER {name}")
    harmed.execute("DROP TABLE memo_link")
    harmed.execute("ALTER TABLE code DROP COLUMN terms")
    assert {
        "The file lacks the table memo_link.",
        "The file lacks the column code.terms.",
    } <= set(findings(tmp_path))
