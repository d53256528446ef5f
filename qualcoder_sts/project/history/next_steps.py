"""What undo and redo would do, for menus."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from qualcoder_sts.project.history.steps import is_hidden, step_to_redo, step_to_undo
from qualcoder_sts.project.tables.log import Change, ChangeSet


@dataclass(frozen=True, slots=True)
class NextSteps:
    """The labels of the steps that undo and redo would touch; None when there is none."""

    undo: str | None = None
    redo: str | None = None


def next_steps(session: Session) -> NextSteps:
    """What undo and redo would do now: nothing where a blind round hides what was done last."""
    return NextSteps(
        undo=_label(session, step_to_undo(session)),
        redo=_label(session, step_to_redo(session)),
    )


def _label(session: Session, step: ChangeSet | None) -> str | None:
    return None if step is None or is_hidden(session, step) else step.label


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
