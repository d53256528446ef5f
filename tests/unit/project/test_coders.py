"""Who codes: known, new, gone after an undo and back again."""

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from qualcoder_sts.foundation.errors import QualcoderError
from qualcoder_sts.project.changes import Changes
from qualcoder_sts.project.coders import (
    CoderMissingError,
    CoderNameMissingError,
    add_coder,
    find_coder,
    list_coders,
)
from qualcoder_sts.project.history.trail import audit_trail
from qualcoder_sts.project.opening import open_project
from qualcoder_sts.project.tables import Code
from qualcoder_sts.project.workspace import Workspace


def add_code(session: Session, name: str) -> None:
    session.add(Code(name=name, rank="i"))


def nothing(session: Session) -> str:
    return "done"


def code_names(session: Session) -> list[str]:
    return list(session.scalars(select(Code.name).order_by(Code.name)))


@pytest.fixture
def opened_by_bert(study: Any) -> Iterator[Workspace]:
    study.add_code("A")
    study.workspace.undo()
    study.workspace.close()
    with open_project(study.path, coder="Bert", backups=None) as workspace:
        yield workspace


def test_opening_as_a_new_coder_writes_nothing(opened_by_bert: Workspace) -> None:
    trail = opened_by_bert.read(audit_trail)
    assert [coder.name for coder in opened_by_bert.read(list_coders)] == ["Anna"]
    assert opened_by_bert.run(nothing).changes == Changes()
    assert opened_by_bert.read(audit_trail) == trail
    assert opened_by_bert.redo()
    assert opened_by_bert.read(code_names) == ["A"]


def test_a_new_coder_comes_in_with_the_first_step(opened_by_bert: Workspace) -> None:
    opened_by_bert.run(add_code, "B")
    entry = opened_by_bert.read(audit_trail)[-1]
    assert (entry.coder, entry.rows) == ("Bert", 2)
    assert [coder.name for coder in opened_by_bert.read(list_coders)] == ["Anna", "Bert"]
    opened_by_bert.undo()
    assert [coder.name for coder in opened_by_bert.read(list_coders)] == ["Anna"]
    opened_by_bert.run(add_code, "C")
    (bert,) = [each for each in opened_by_bert.read(list_coders) if each.name == "Bert"]
    assert bert.id == opened_by_bert.coder_id


def test_a_failing_first_step_brings_nobody_in(opened_by_bert: Workspace) -> None:
    def fail(session: Session) -> None:
        raise ZeroDivisionError

    trail = opened_by_bert.read(audit_trail)
    with pytest.raises(ZeroDivisionError):
        opened_by_bert.run(fail)
    assert opened_by_bert.read(audit_trail) == trail


def test_redo_brings_the_coder_back_under_the_old_key(study: Any) -> None:
    key = study.workspace.coder_id
    code = study.add_code("A")
    study.workspace.undo()
    study.workspace.undo()
    study.workspace.close()
    with open_project(study.path, coder="Anna", backups=None) as workspace:
        assert workspace.coder_id != key
        workspace.redo()
        assert workspace.coder_id == key
        workspace.redo()
        assert [coder.id for coder in workspace.read(list_coders)] == [key]
        assert workspace.read(lambda session: session.get_one(Code, code).name) == "A"


def test_one_coder_of_a_name(study: Any) -> None:
    with pytest.raises(QualcoderError, match="has worked in this project already"):
        study.workspace.run(add_coder, " Anna ")
    assert study.workspace.act_as("Anna") == study.workspace.coder_id
    anna, bert = study.workspace.coder_id, study.workspace.act_as("Bert")
    assert study.workspace.act_as("Anna") == anna != bert


def test_a_coder_without_a_name(study: Any) -> None:
    with pytest.raises(CoderNameMissingError):
        study.workspace.run(add_coder, " ")
    study.workspace.expect("  ")
    with pytest.raises(CoderNameMissingError):
        study.workspace.run(nothing)


def test_a_coder_who_has_not_coded(study: Any) -> None:
    with pytest.raises(CoderMissingError, match="coders are: “Anna”"):
        study.workspace.read(find_coder, "Zoe")
    assert study.workspace.read(find_coder, " Anna ").id == study.workspace.coder_id
