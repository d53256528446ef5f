"""The one door for writing: whole steps or nothing, whatever comes in between."""

import sqlite3
import sys
import threading
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from qualcoder_sts.foundation.errors import QualcoderError
from qualcoder_sts.project import connections
from qualcoder_sts.project.changes import Changes
from qualcoder_sts.project.errors import (
    DamagedProjectError,
    DiskFullError,
    NothingToUndoError,
    ProjectBusyError,
    ProjectClosedError,
    ProjectIsReadOnlyError,
    ProjectUnreachableError,
    WriteOutsideStepError,
    worded_cause,
)
from qualcoder_sts.project.history.trail import audit_trail
from qualcoder_sts.project.opening import open_project
from qualcoder_sts.project.tables import Change, ChangeSet, Code, Memo, Text
from qualcoder_sts.project.tables.log import ChangeKind
from qualcoder_sts.project.workspace import Workspace


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "BUSY_TIMEOUT_MS", 200)


def add_code(session: Session, name: str) -> None:
    session.add(Code(name=name, rank="i"))


def nothing(session: Session) -> str:
    return "done"


def code_names(session: Session) -> list[str]:
    return list(session.scalars(select(Code.name).order_by(Code.name)))


def test_an_operation_is_one_step_and_one_event(study: Any) -> None:
    told: list[Changes] = []
    study.workspace.subscribe(told.append)

    def two(session: Session) -> int:
        add_code(session, "A")
        add_code(session, "B")
        return 7

    outcome = study.workspace.run(two)
    assert outcome.value == 7
    assert told == [outcome.changes]
    assert outcome.changes.count == 2
    assert outcome.changes.touches("code")
    assert not outcome.changes.touches("memo")
    entry = study.workspace.read(audit_trail)[-1]
    assert (entry.label, entry.rows, entry.coder) == ("Two", 2, "Anna")


def test_what_changes_nothing_is_no_step(study: Any) -> None:
    before = study.workspace.read(audit_trail)
    told: list[Changes] = []
    study.workspace.subscribe(told.append)
    assert study.workspace.run(nothing).value == "done"
    assert study.workspace.read(audit_trail) == before
    assert told == []


@pytest.mark.parametrize(
    "error", [ZeroDivisionError, KeyboardInterrupt, SystemExit, GeneratorExit, QualcoderError]
)
def test_whatever_is_raised_nothing_is_written(study: Any, error: type[BaseException]) -> None:
    before, trail = study.rows(), study.workspace.read(audit_trail)

    def fail(session: Session) -> None:
        add_code(session, "A")
        session.flush()
        raise error

    with pytest.raises(error):
        study.workspace.run(fail)
    assert study.rows() == before
    assert study.workspace.read(audit_trail) == trail
    study.add_code("B")


def test_a_failing_observer_keeps_nobody_from_hearing(
    study: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    unexpected: list[type[BaseException]] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, *_: unexpected.append(kind))

    def fail(_: Changes) -> None:
        raise ZeroDivisionError

    study.workspace.subscribe(lambda _: told.append("first"))
    study.workspace.subscribe(fail)
    study.workspace.subscribe(lambda _: told.append("last"))
    assert study.add_code("A")
    assert told == ["first", "last"]
    assert unexpected == [ZeroDivisionError]
    assert study.workspace.read(code_names) == ["A"]


def test_an_observer_may_work_and_leave(study: Any) -> None:
    ends: list[Callable[[], None]] = []

    def once(changes: Changes) -> None:
        ends[0]()
        ends[0]()
        study.add_code("From an observer")

    ends.append(study.workspace.subscribe(once))
    study.add_code("A")
    study.add_code("B")
    assert study.workspace.read(code_names) == ["A", "B", "From an observer"]


def test_operations_do_not_end_the_transaction(study: Any) -> None:
    def commits(session: Session) -> None:
        add_code(session, "A")
        session.commit()

    def rolls_back(session: Session) -> None:
        add_code(session, "A")
        session.rollback()

    for operation in (commits, rolls_back):
        with pytest.raises(WriteOutsideStepError):
            study.workspace.run(operation)
        assert study.workspace.read(code_names) == []


def test_operations_do_not_run_others_through_the_workspace(study: Any) -> None:
    def nested(_: Session) -> None:
        study.add_code("A")

    with pytest.raises(WriteOutsideStepError):
        study.workspace.run(nested)
    study.add_code("B")
    assert study.workspace.read(code_names) == ["B"]


def test_a_query_does_not_write(study: Any) -> None:
    def writes(session: Session) -> None:
        add_code(session, "A")
        session.flush()

    with pytest.raises(WriteOutsideStepError):
        study.workspace.read(writes)


def test_a_write_outside_a_step_is_refused_by_the_file(study: Any) -> None:
    study.add_code("A")
    study.workspace.close()
    with closing(sqlite3.connect(study.path)) as connection:
        connection.execute("PRAGMA trusted_schema=ON")
        for statement in (
            "UPDATE code SET name = 'B'",
            "DELETE FROM code",
            "INSERT INTO participant (id, name, kind) VALUES ('1', 'A', 'person')",
        ):
            with pytest.raises(sqlite3.IntegrityError, match="a write outside") as caught:
                connection.execute(statement)
            worded = worded_cause(caught.value, study.path)
            assert isinstance(worded, WriteOutsideStepError)


def test_keys_and_stored_texts_do_not_change(study: Any) -> None:
    code = study.add_code("A")
    study.add_source("I said so.")

    def change_key(session: Session) -> None:
        session.execute(update(Code).where(Code.id == code).values(id=UUID(int=1)))

    def change_text(session: Session) -> None:
        session.execute(update(Text).values(content="I did not."))

    before = study.rows()
    for operation in (change_key, change_text):
        with pytest.raises(WriteOutsideStepError):
            study.workspace.run(operation)
        assert study.rows() == before


def test_other_broken_constraints_stay_what_they_are(study: Any) -> None:
    def wrong(session: Session) -> None:
        session.add(Code(name="A", rank="i", parent_id=UUID(int=5)))

    with pytest.raises(IntegrityError):
        study.workspace.run(wrong)


def test_readers_see_the_old_state_during_a_large_write(study: Any, impatient: None) -> None:
    """12 MB not yet committed keep nobody from reading; without a word on spilling they would."""
    seen: list[Any] = []

    def read() -> None:
        seen.append(study.workspace.read(code_names))

    def large(session: Session) -> None:
        coder = study.workspace.coder_id
        session.add_all(Memo(content="m" * 4000, coder_id=coder) for _ in range(3000))
        add_code(session, "A")
        session.flush()
        thread = threading.Thread(target=read)
        thread.start()
        thread.join(10)

    study.workspace.run(large)
    assert seen == [[]]
    assert study.workspace.read(code_names) == ["A"]


def test_a_busy_file_is_waited_for_and_then_it_is_said(study: Any, impatient: None) -> None:
    path = study.path
    study.workspace.close()
    with open_project(path, coder="Anna", backups=None) as workspace:
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("BEGIN EXCLUSIVE")
            for blocked in (
                lambda: workspace.run(add_code, "A"),
                lambda: workspace.read(nothing_but),
            ):
                began = time.monotonic()
                with pytest.raises(ProjectBusyError):
                    blocked()
                assert time.monotonic() - began >= 0.19
        workspace.run(add_code, "A")


def nothing_but(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(Code)) or 0


def test_a_reader_that_holds_on_blocks_the_commit_only(study: Any, impatient: None) -> None:
    path = study.path
    study.workspace.close()
    with open_project(path, coder="Anna", backups=None) as workspace:
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("BEGIN")
            other.execute("SELECT * FROM change_set").fetchone()
            with pytest.raises(ProjectBusyError):
                workspace.run(add_code, "A")
            assert workspace.read(code_names) == []
        workspace.run(add_code, "A")
        assert workspace.read(code_names) == ["A"]


def test_many_threads(study: Any) -> None:
    """Writers take turns, readers come and go, no step is lost and none mixed with another."""
    errors: list[BaseException] = []

    def work(number: int) -> None:
        try:
            for round_ in range(8):
                study.workspace.run(add_code, f"{number}-{round_}")
                names = study.workspace.read(code_names)
                assert f"{number}-{round_}" in names
        except BaseException as error:
            errors.append(error)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert errors == []
    trail = study.workspace.read(audit_trail)
    assert len(trail) == 2 + 12 * 8
    assert all(entry.rows == 1 for entry in trail)
    assert [entry.number for entry in trail] == list(range(1, len(trail) + 1))


def test_closing_waits_for_the_step_under_way(study: Any) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def slow(session: Session) -> None:
        begun.set()
        go_on.wait(10)
        add_code(session, "A")

    writer = threading.Thread(target=study.workspace.run, args=(slow,))
    writer.start()
    begun.wait(10)
    closer = threading.Thread(target=study.workspace.close)
    closer.start()
    closer.join(0.1)
    assert closer.is_alive()
    go_on.set()
    writer.join(10)
    closer.join(10)
    with open_project(study.path, backups=None) as workspace:
        assert workspace.read(code_names) == ["A"]


def test_a_closed_workspace_is_not_used(study: Any) -> None:
    study.workspace.close()
    study.workspace.close()
    for use in (lambda: study.workspace.read(code_names), lambda: study.add_code("A")):
        with pytest.raises(ProjectClosedError):
            use()


def test_no_connection_is_left_open(study: Any) -> None:
    study.workspace.read(code_names)
    study.add_code("A")
    study.workspace.close()
    assert open_descriptors(study.path) == []


def open_descriptors(path: Path) -> list[str]:
    folder = Path("/proc/self/fd")
    if not folder.is_dir():
        pytest.skip("the system does not tell")
    targets = []
    for entry in folder.iterdir():
        try:
            targets.append(str(entry.readlink()))
        except OSError:
            continue
    return [target for target in targets if target.startswith(str(path))]


def test_a_full_disk(study: Any) -> None:
    def fill(session: Session) -> None:
        session.connection().exec_driver_sql("PRAGMA max_page_count = 1")
        coder = study.workspace.coder_id
        session.add_all(Memo(content="m" * 4000, coder_id=coder) for _ in range(50))

    before = study.rows()
    with pytest.raises(DiskFullError, match="is full"):
        study.workspace.run(fill)
    assert study.rows() == before


def test_a_page_that_is_damaged_while_it_is_open(study: Any) -> None:
    study.add_code("A")
    with closing(sqlite3.connect(study.path)) as connection:
        query = "SELECT rootpage FROM sqlite_master WHERE name = 'code'"
        root = connection.execute(query).fetchone()[0]
    with study.path.open("r+b") as file:
        file.seek((root - 1) * 4096)
        file.write(b"\xff" * 4096)
    study.workspace.close()
    workspace = Workspace(study.path, None)
    with workspace, pytest.raises(DamagedProjectError):
        workspace.read(code_names)


def test_a_file_that_is_gone(study: Any) -> None:
    study.workspace.close()
    workspace = Workspace(study.path, None)
    study.path.unlink()
    with workspace, pytest.raises(ProjectUnreachableError, match="cannot be reached"):
        workspace.read(code_names)


def test_mistakes_in_sql_are_not_dressed_up(tmp_path: Path) -> None:
    with pytest.raises(sqlite3.OperationalError) as caught:
        sqlite3.connect(":memory:").execute("SELECT nothing")
    assert worded_cause(caught.value, tmp_path) is None


def test_read_only(study: Any) -> None:
    study.add_code("A")
    study.workspace.close()
    before = study.path.read_bytes()
    with open_project(study.path, coder="Zoe", read_only=True) as workspace:
        assert workspace.read_only
        assert workspace.read(code_names) == ["A"]
        for write in (workspace.undo, workspace.redo, lambda: workspace.run(add_code, "B")):
            with pytest.raises(ProjectIsReadOnlyError):
                write()
    assert study.path.read_bytes() == before
    assert [path.name for path in study.path.parent.iterdir()] == ["study.qsts"]


def test_undo_is_a_step_of_its_own(study: Any) -> None:
    study.add_code("A")
    study.workspace.undo()
    first, *_, edit, undo = study.workspace.read(audit_trail)
    assert (undo.kind, undo.refers_to, undo.label) == (
        ChangeKind.UNDO,
        edit.id,
        f"Undo: {edit.label}",
    )
    study.workspace.undo()
    with pytest.raises(NothingToUndoError):
        study.workspace.undo()
    assert first.label == "Start project “Study”"


def test_the_log_survives_what_is_deleted(study: Any) -> None:
    study.delete_code(study.add_code("A"))

    def counted(session: Session) -> tuple[int, int]:
        steps = session.scalar(select(func.count()).select_from(ChangeSet)) or 0
        return steps, session.scalar(select(func.count()).select_from(Change)) or 0

    assert study.workspace.read(counted) == (4, 4)
