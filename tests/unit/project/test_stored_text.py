"""Whatever people write comes back as they wrote it: from the table, the log, and undo."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from qualcoder_sts.foundation.clean_text import cleaned
from qualcoder_sts.project.checking import check_project
from qualcoder_sts.project.history.rows import RecordedChange, write_changes
from qualcoder_sts.project.schema import create_tables, create_triggers
from qualcoder_sts.project.tables import Change, Code
from qualcoder_sts.project.upgrades import _as_json

ODD = [
    "a\x00b",
    "\ud800 and \udfff",
    "\ud83d\ude00",  # a pair of surrogates, as a careless decoder leaves it
    "line\u2028paragraph\u2029",
    "😀👩‍👩‍👧‍👦🏳️‍🌈",
    "e\u0301 is not é",
    "\ufeffmark",
    "\"quoted\" 'twice' \\ / \b\f\n\r\t\x01\x1f\x7f\x85\xa0",
    "\u202eright to left\u202c",
    "\U0010ffff\uffff\ufffe",
    "",
    " ",
    '{"json": [1, null]}',
    "'; DROP TABLE code; --",
]


def name_of(session: Session, code: UUID) -> str:
    return session.get_one(Code, code).name


@pytest.mark.parametrize("text", ODD)
def test_odd_text_stays_as_it_is(text: str, study: Any) -> None:
    expected = cleaned(text)
    code = study.add_code(text)
    assert study.workspace.read(name_of, code) == expected

    def logged(session: Session) -> str:
        query = select(Change.after).where(Change.row_id == code).order_by(Change.number.desc())
        return json.loads(session.scalars(query).first() or "")["name"]

    assert study.workspace.read(logged) == expected
    before = study.rows()
    study.rename_code(code, "Other")
    study.workspace.undo()
    assert study.rows() == before
    study.workspace.undo()
    study.workspace.redo()
    assert study.rows() == before
    study.workspace.close()
    assert check_project(study.path) == ()


@pytest.fixture(scope="module")
def bare() -> Any:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        create_tables(connection)
        create_triggers(connection)
        connection.execute("PRAGMA trusted_schema=ON")
        connection.execute(
            "INSERT INTO change_set VALUES ('1', 1, NULL, '', '', '', 'edit', NULL, '', 1)"
        )
        connection.execute("INSERT INTO current_change_set VALUES (1, '1')")
        yield connection


@settings(suppress_health_check=list(HealthCheck))
@given(
    text=st.text(st.one_of(st.characters(codec="utf-8"), st.sampled_from('\x00\u2028😀"\\'))),
    number=st.integers(-(2**63), 2**63 - 1),
)
def test_the_log_keeps_every_value(bare: sqlite3.Connection, text: str, number: int) -> None:
    """Past the cleaning of text too: what SQLite stores is what the log gives back."""
    bare.execute("BEGIN")
    bare.execute(
        "INSERT INTO codebook_version (id, number, name, note, at, content) "
        "VALUES ('k', ?, ?, ?, '', '')",
        (number, text, text),
    )
    stored = bare.execute("SELECT * FROM codebook_version").fetchall()
    (change,) = bare.execute(
        "SELECT number, table_name, row_id, operation, before, after FROM change"
    ).fetchall()
    recorded = RecordedChange(*change)
    write_changes(bare.executemany, [recorded.backwards])
    assert bare.execute("SELECT count(*) FROM codebook_version").fetchone() == (0,)
    write_changes(bare.executemany, [recorded])
    assert bare.execute("SELECT * FROM codebook_version").fetchall() == stored
    assert json.loads(_as_json(json.loads(str(recorded.after)))) == json.loads(str(recorded.after))
    bare.execute("ROLLBACK")


def test_moments_need_their_zone(study: Any) -> None:
    from datetime import datetime

    from sqlalchemy.exc import StatementError

    from qualcoder_sts.project.tables import Project

    def wrong(session: Session) -> None:
        session.scalars(select(Project)).one().created_at = datetime(2026, 1, 1)  # noqa: DTZ001

    with pytest.raises(StatementError, match="time zone"):
        study.workspace.run(wrong)


def test_moments_sort_as_text(study: Any, tmp_path: Path) -> None:
    with closing(sqlite3.connect(study.path)) as connection:
        found = [row[0] for row in connection.execute("SELECT at FROM change_set ORDER BY number")]
    assert found == sorted(found)
    assert all(moment.endswith("Z") and len(moment) == 27 for moment in found)
