"""Taking back a step that is not the last one: where it can stand alone, and why it cannot."""

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from qualcoder_sts.project.changes import Changes
from qualcoder_sts.project.errors import RowMissingError, StepNotUndoableError
from qualcoder_sts.project.history.trail import audit_trail
from qualcoder_sts.project.tables import Code
from qualcoder_sts.project.tables.log import ChangeKind


def refused(study: Any, step: UUID, why: str) -> StepNotUndoableError:
    before, trail = study.rows(), study.workspace.read(audit_trail)
    with pytest.raises(StepNotUndoableError) as caught:
        study.workspace.undo_step(step)
    assert why in str(caught.value)
    assert study.rows() == before
    assert study.workspace.read(audit_trail) == trail
    return caught.value


def test_a_step_that_stands_alone(study: Any) -> None:
    code = study.add_code("A")
    before = study.rows()
    study.rename_code(code, "B")
    step = study.last_step()
    study.add_source("I said so.")
    with_source = study.rows()
    changes = study.workspace.undo_step(step)
    assert changes.kind is ChangeKind.EDIT
    assert study.rows()["code"] == before["code"]
    assert study.rows()["source"] == with_source["source"]
    study.workspace.undo()
    assert study.rows() == with_source


def test_the_last_step_is_simply_undone(study: Any) -> None:
    study.add_code("A")
    assert study.workspace.undo_step(study.last_step()).kind is ChangeKind.UNDO
    study.workspace.redo()


def test_rows_changed_later(study: Any) -> None:
    code = study.add_code("A")
    study.rename_code(code, "B")
    step = study.last_step()
    study.rename_code(code, "C")
    error = refused(study, step, "1 of its rows changed later")
    assert error.rows == (f"code {code}",)
    study.rename_code(code, "B")
    assert study.workspace.undo_step(step)


@pytest.mark.parametrize("what", ["segment", "child", "memo", "memo link"])
def test_what_was_built_upon(what: str, study: Any) -> None:
    code = study.add_code("A")
    step = study.last_step()
    if what == "segment":
        study.apply_code(study.add_source("I said so."), code)
    elif what == "child":
        study.add_code("Below", code)
    elif what == "memo":
        study.write_memo("code", code, "Why?")
    else:
        memo = study.write_memo("code", study.add_code("B"), "Why?")

        def link(session: Session) -> None:
            from qualcoder_sts.project.tables import MemoLink

            session.add(MemoLink(memo_id=memo, target_table="code", target_id=code))

        study.workspace.run(link)
    refused(study, step, "1 later entry depends on what it added")


def test_a_memo_on_a_row_of_another_table_with_the_same_key_is_no_reason(study: Any) -> None:
    code = study.add_code("A")
    step = study.last_step()
    study.write_memo("source", code, "About something else")
    assert study.workspace.undo_step(step)


def test_what_it_belongs_to_is_gone(study: Any) -> None:
    parent = study.add_code("Parent")
    child = study.add_code("Child", parent)
    study.delete_code(child)
    step = study.last_step()
    study.delete_code(parent)
    refused(study, step, "no longer there")


def test_no_circle_of_codes(study: Any) -> None:
    """Neither code was changed by both steps, and yet one would lie below itself."""
    above = study.add_code("Above")
    below = study.add_code("Below", above)
    study.move_code(below, None)
    step = study.last_step()
    study.move_code(above, below)
    refused(study, step, "lies below itself")


def test_no_two_siblings_of_one_name(study: Any) -> None:
    first = study.add_code("Trust")
    study.delete_code(first)
    step = study.last_step()
    study.add_code("trust")
    refused(study, step, "has the name of a sibling")


def test_no_segment_on_an_earlier_text(study: Any) -> None:
    code, source = study.add_code("A"), study.add_source("I said so, I did.")
    segment = study.apply_code(source, code, 0, 8)
    study.remove_segment(segment)
    step = study.last_step()
    study.edit_text(source, "I said.")
    refused(study, step, "the text of 1 of its sources was edited later")


def test_what_was_undone_is_not_undone_again(study: Any) -> None:
    study.add_code("A")
    step = study.last_step()
    study.workspace.undo()
    undo = study.last_step()
    study.add_code("B")
    refused(study, step, "it has been undone already")
    refused(study, undo, "it is an undo or redo itself")


def test_undone_out_of_order_and_brought_back(study: Any) -> None:
    study.add_code("A")
    step = study.last_step()
    study.add_code("B")
    study.workspace.undo_step(step)
    taken_back = study.last_step()
    study.add_code("C")
    refused(study, step, "it has been undone already")
    study.workspace.undo_step(taken_back)
    study.add_code("D")
    study.workspace.undo_step(step)
    names = study.workspace.read(lambda s: s.scalars(select(Code.name).order_by(Code.name)).all())
    assert names == ["B", "C", "D"]


def test_the_project_itself_stays(study: Any) -> None:
    study.add_code("A")
    first = study.workspace.read(audit_trail)[0]
    refused(study, first.id, "the project begins with it")


def test_a_step_that_is_not_there(study: Any) -> None:
    with pytest.raises(RowMissingError):
        study.workspace.undo_step(uuid4())


def test_undo_names_the_rows_for_views(study: Any) -> None:
    code = study.add_code("A")
    memo = study.write_memo("code", code, "Why?")
    study.delete_code(code)
    changes: Changes = study.workspace.undo()
    assert changes.ids("code") == {code}
    assert changes.ids("memo") == {memo}


def test_many_rows(study: Any) -> None:
    """More keys than SQLite takes in one statement."""

    def many(session: Session) -> None:
        session.add_all(Code(name=f"Code {number}", rank="i") for number in range(1200))

    study.workspace.run(many)
    step = study.last_step()
    study.add_source("I said so.")
    study.workspace.undo_step(step)
    counted: Callable[[Session], int | None] = lambda session: session.scalar(  # noqa: E731
        select(func.count()).select_from(Code)
    )
    assert study.workspace.read(counted) == 0
