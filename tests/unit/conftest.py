"""A real project file for every test, and the check that each step is undone row for row."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from qualcoder_sts.codebook.queries import find_code
from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.project.opening import create_project
from qualcoder_sts.project.rules import broken_rules
from qualcoder_sts.project.tables.base import history_tables
from qualcoder_sts.project.workspace import Workspace
from qualcoder_sts.transcripts.operations.importing import import_sources
from qualcoder_sts.transcripts.preparing import ImportSettings, prepare_files
from qualcoder_sts.transcripts.queries import read_transcript

Rows = dict[str, list[str]]


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """A new project on which Ana Ruiz works."""
    with create_project(tmp_path / "study.qsts", "Study", coder="Ana Ruiz") as opened:
        opened.act_as("Ana Ruiz")
        yield opened


@pytest.fixture
def coder(workspace: Workspace) -> UUID:
    assert workspace.coder_id is not None
    return workspace.coder_id


@pytest.fixture
def other_coder(workspace: Workspace) -> UUID:
    """Tomasz Lind has coded here too; Ana Ruiz goes on."""
    other = workspace.act_as("Tomasz Lind")
    workspace.act_as("Ana Ruiz")
    return other


@pytest.fixture
def done(workspace: Workspace) -> Callable[..., Any]:
    """Carry out an operation: what the trail calls it, and that undo and redo are exact."""

    def carry_out(operation: Callable[..., Any], *args: Any, label: str, **kwargs: Any) -> Any:
        before = all_rows(workspace)
        outcome = workspace.run(operation, *args, **kwargs)
        assert outcome.changes, "nothing was changed"
        assert outcome.changes.label == label
        after = all_rows(workspace)
        assert not workspace.read(breaches)
        workspace.undo()
        assert all_rows(workspace) == before
        workspace.redo()
        assert all_rows(workspace) == after
        return outcome.value

    return carry_out


@pytest.fixture
def unchanged(workspace: Workspace) -> Callable[..., Any]:
    """Carry out an operation that has nothing to do: no step is recorded."""

    def carry_out(operation: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        outcome = workspace.run(operation, *args, **kwargs)
        assert not outcome.changes, f"changed: {dict(outcome.changes.rows)}"
        return outcome.value

    return carry_out


@pytest.fixture
def refused(workspace: Workspace) -> Callable[..., None]:
    """Carry out an operation that must say no, with these words, and leave everything as it is."""

    def carry_out(
        error: type[Exception], words: str, operation: Callable[..., Any], *args: Any, **kwargs: Any
    ) -> None:
        before = all_rows(workspace)
        with pytest.raises(error) as raised:
            workspace.run(operation, *args, **kwargs)
        assert words in str(raised.value)
        assert str(raised.value).endswith((".", ")")), "not a sentence"
        assert all_rows(workspace) == before

    return carry_out


@pytest.fixture
def add_source(workspace: Workspace, tmp_path: Path) -> Callable[..., UUID]:
    """Import a text as a file of that name; the folder tells the method."""

    def add(name: str, content: str, folder: str = "interviews", **settings: Any) -> UUID:
        path = tmp_path / folder / f"{name}.txt"
        path.parent.mkdir(exist_ok=True)
        path.write_text(content, encoding="utf-8", newline="")
        files = prepare_files([path], ImportSettings(**settings))
        (result,) = workspace.run(import_sources, files).value
        assert result.id is not None, result.error
        return result.id

    return add


@pytest.fixture
def code_id(workspace: Workspace) -> Callable[[str], UUID]:
    """The key of the code at a path."""
    return lambda path: workspace.read(find_code, path).id


@pytest.fixture
def text_of(workspace: Workspace) -> Callable[[UUID], str]:
    return lambda source_id: workspace.read(read_transcript, source_id).text


@pytest.fixture
def span_of(text_of: Callable[[UUID], str]) -> Callable[[UUID, str], Span]:
    """Where some words stand in a source."""

    def find(source_id: UUID, words: str) -> Span:
        start = text_of(source_id).index(words)
        return Span(start, start + len(words))

    return find


@pytest.fixture
def rows_of(workspace: Workspace) -> Callable[[str], list[dict[str, Any]]]:
    """The rows of one table as they are stored."""

    def read(table: str) -> list[dict[str, Any]]:
        return workspace.read(lambda session: stored(session, table))

    return read


def all_rows(workspace: Workspace) -> Rows:
    """Everything that history keeps, row for row."""

    def read(session: Session) -> Rows:
        return {
            table.name: sorted(map(repr, stored(session, table.name))) for table in history_tables()
        }

    return workspace.read(read)


def stored(session: Session, table: str) -> list[dict[str, Any]]:
    found = session.execute(text(f'SELECT * FROM "{table}"'))
    return [dict(row) for row in found.mappings()]


def breaches(session: Session) -> list[Any]:
    return broken_rules(lambda sql: session.execute(text(sql)).all())
