"""What undo and redo would do, for menus."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from qualcoder_sts.project.history.steps import step_to_redo, step_to_undo


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
