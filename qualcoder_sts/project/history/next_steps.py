"""What undo and redo would do, for menus."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from qualcoder_sts.project.history.steps import step_to_redo, step_to_undo
from qualcoder_sts.project.tables.log import Change, ChangeSet


@dataclass(frozen=True, slots=True)
class NextSteps:
    """The labels of the steps that undo and redo would touch; None when there is none."""

    undo: str | None = None
    redo: str | None = None


def next_steps(session: Session) -> NextSteps:
    """What undo and redo would do now."""
    undo, redo = step_to_undo(session), step_to_redo(session)
    return NextSteps(
        undo=None if undo is None else undo.label,
        redo=None if redo is None else redo.label,
    )


def rows_of_undo(session: Session) -> int:
    """How many rows undo would change."""
    return _rows(session, step_to_undo(session))


def rows_of_redo(session: Session) -> int:
    """How many rows redo would change."""
    return _rows(session, step_to_redo(session))


def _rows(session: Session, step: ChangeSet | None) -> int:
    if step is None:
        return 0
    query = select(func.count()).select_from(Change).where(Change.change_set_id == step.id)
    return session.scalar(query) or 0
