"""The audit trail finds steps by coder, kind, code and time."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from qualcoder_sts.project.history import recording
from qualcoder_sts.project.history.recording import describe
from qualcoder_sts.project.history.trail import TrailFilter, audit_trail
from qualcoder_sts.project.tables import CodedSegment
from qualcoder_sts.project.tables.log import ChangeKind


def labels(study: Any, **only: Any) -> list[str]:
    return [entry.label for entry in study.workspace.read(audit_trail, TrailFilter(**only))]


def test_by_coder_also_one_who_is_gone(study: Any) -> None:
    study.add_code("A")
    study.workspace.act_as("Bert")
    study.add_code("B")
    assert labels(study, coder="Bert") == ["Add code “B”"]
    for _ in range(2):
        study.workspace.undo()
    assert labels(study, coder="Bert")[0] == "Add code “B”"
    assert [entry.coder for entry in study.workspace.read(audit_trail)] == [
        "", "", "Anna", "Anna", "Bert", "Bert", "Bert",
    ]  # fmt: skip
    assert labels(study, coder="Nobody") == []


def test_by_kind_and_number(study: Any) -> None:
    study.add_code("A")
    study.add_code("B")
    study.workspace.undo()
    study.workspace.redo()
    assert labels(study, kind=ChangeKind.UNDO) == ["Undo: Add code “B”"]
    assert labels(study, kind=ChangeKind.REDO) == ["Redo: Add code “B”"]
    assert labels(study, newest=2) == ["Undo: Add code “B”", "Redo: Add code “B”"]
    assert labels(study, newest=1, kind=ChangeKind.EDIT) == ["Add code “B”"]


def test_by_code(study: Any) -> None:
    code, other = study.add_code("A"), study.add_code("Other")
    source = study.add_source("I said so.")
    segment = study.apply_code(source, code)
    memo = study.write_memo("code", code, "Why?")
    study.apply_code(source, other)

    def recode(session: Session) -> None:
        describe(session, "Recode")
        session.execute(
            update(CodedSegment).where(CodedSegment.id == segment).values(code_id=other)
        )

    study.workspace.run(recode)
    assert memo
    assert labels(study, code_id=code) == ["Add code “A”", "Apply code", "Write memo", "Recode"]
    study.delete_code(code)
    assert labels(study, code_id=code)[-1] == "Delete Code"
    assert labels(study, code_id=UUID(int=3)) == []


def test_by_time(study: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    began = datetime(2030, 5, 1, 9, tzinfo=UTC)
    for hour in range(3):
        moment = began + timedelta(hours=hour)
        monkeypatch.setattr(recording, "utc_now", lambda moment=moment: moment)
        study.add_code(f"{hour}")
    at_ten = began + timedelta(hours=1)
    assert labels(study, since=at_ten) == ["Add code “1”", "Add code “2”"]
    assert labels(study, since=began, until=at_ten) == ["Add code “0”"]
    (entry,) = study.workspace.read(audit_trail, TrailFilter(since=began, until=at_ten))
    assert entry.at == began


def test_the_first_description_of_a_step_counts(study: Any) -> None:
    def inner(session: Session) -> None:
        describe(session, "Inner", reason="no")
        study_code(session)

    def outer(session: Session) -> None:
        describe(session, "Outer", reason="Because", kind=ChangeKind.IMPORT)
        inner(session)

    study.workspace.run(outer)
    entry = study.workspace.read(audit_trail)[-1]
    assert (entry.label, entry.reason, entry.kind) == ("Outer", "Because", ChangeKind.IMPORT)


def study_code(session: Session) -> None:
    from qualcoder_sts.project.tables import Code

    session.add(Code(name="A", rank="i"))
