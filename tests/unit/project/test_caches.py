"""What stands outside history can be written without a step, and dropped."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from qualcoder_sts.project.caches import DroppedCaches, drop_caches
from qualcoder_sts.project.checking import check_project
from qualcoder_sts.project.errors import ProjectIsReadOnlyError, WriteOutsideStepError
from qualcoder_sts.project.history.trail import audit_trail
from qualcoder_sts.project.opening import create_project, open_project
from qualcoder_sts.project.tables import Coder, SentenceVectors, Source, Text
from qualcoder_sts.project.workspace import Workspace
from qualcoder_sts.transcripts.operations.passages import add_passages


@pytest.fixture
def workspace(tmp_path: Path) -> Any:
    with create_project(tmp_path / "study.qsts", "Study", coder="Ana") as opened:
        opened.run(add_passages, "Talk", ["One.", "Two."])
        yield opened


def keep_vectors(session: Session, content: bytes = bytes(16)) -> None:
    text_hash = session.scalar(select(Text.hash))
    row = {"text_hash": text_hash, "model_hash": "m", "sentences": "s", "count": 2}
    session.execute(insert(SentenceVectors), [{**row, "content": content}])


def test_a_cache_is_written_without_a_step(workspace: Workspace) -> None:
    steps = workspace.read(audit_trail)
    told: list[object] = []
    workspace.subscribe(told.append)
    workspace.keep(keep_vectors)
    assert workspace.read(lambda session: session.scalar(select(SentenceVectors.count))) == 2
    assert workspace.read(audit_trail) == steps
    assert told == []


@pytest.mark.parametrize("table", [Source, Coder])
def test_history_cannot_be_written_that_way(workspace: Workspace, table: Any) -> None:
    with pytest.raises(WriteOutsideStepError):
        workspace.keep(lambda session: session.execute(update(table).values(name="other")))
    assert workspace.read(lambda session: session.scalar(select(table.name))) != "other"


def test_nothing_is_kept_of_what_fails(workspace: Workspace) -> None:
    def fail(session: Session) -> None:
        keep_vectors(session)
        raise LookupError

    with pytest.raises(LookupError):
        workspace.keep(fail)
    assert workspace.read(lambda session: session.scalar(select(SentenceVectors.count))) is None


def test_a_read_only_project_keeps_nothing(workspace: Workspace) -> None:
    workspace.close()
    with (
        open_project(workspace.path, read_only=True) as reading,
        pytest.raises(ProjectIsReadOnlyError),
    ):
        reading.keep(keep_vectors)


def test_caches_are_dropped(workspace: Workspace) -> None:
    workspace.keep(keep_vectors)
    assert workspace.keep(drop_caches) == DroppedCaches(0, 1)
    assert workspace.keep(drop_caches) == DroppedCaches(0, 0)


def test_vectors_that_are_not_whole_are_found(workspace: Workspace) -> None:
    workspace.keep(keep_vectors)
    assert check_project(workspace.path) == ()
    with closing(sqlite3.connect(workspace.path)) as connection:
        connection.execute("UPDATE sentence_vectors SET content = x'00'")
        connection.commit()
    (finding,) = check_project(workspace.path)
    assert "--drop-caches" in finding.sentence
