"""Taking steps back and doing them again. These are operations like any other, and recorded."""

import json
from uuid import UUID

from sqlalchemy import Connection, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from qualcoder_sts.project.errors import (
    NothingToRedoError,
    NothingToUndoError,
    RowMissingError,
    StepNotUndoableError,
)
from qualcoder_sts.project.history.recording import describe
from qualcoder_sts.project.history.rows import (
    apply_backwards,
    apply_forwards,
    changes_of,
    referring_rows,
    stored_row,
)
from qualcoder_sts.project.history.steps import is_in_force, step_to_redo, step_to_undo
from qualcoder_sts.project.tables.log import Change, ChangeKind, ChangeSet, RowOperation


def undo_last_step(session: Session) -> UUID:
    """Take back the last step in force: every row becomes what it was before."""
    if (step := step_to_undo(session)) is None:
        raise NothingToUndoError
    describe(session, f"Undo: {step.label}", kind=ChangeKind.UNDO, refers_to=step.id)
    apply_backwards(_with_late_foreign_keys(session), changes_of(session, step.id))
    return step.id


def redo_last_step(session: Session) -> UUID:
    """Do the step again that the last undo took back."""
    if (step := step_to_redo(session)) is None:
        raise NothingToRedoError
    describe(session, f"Redo: {step.label}", kind=ChangeKind.REDO, refers_to=step.id)
    apply_forwards(_with_late_foreign_keys(session), changes_of(session, step.id))
    return step.id


def undo_earlier_step(session: Session, step_id: UUID) -> UUID:
    """Take back a step that others came after, where nothing has been built upon it.

    Raises ``StepNotUndoableError`` when a row was changed later or later rows depend on one.
    """
    step = session.get(ChangeSet, step_id)
    if step is None or not step.applied:
        raise RowMissingError("step")
    if step_to_undo(session) is step:
        return undo_last_step(session)
    _refuse_what_cannot_be_undone(session, step)
    changes = changes_of(session, step_id)
    connection = _with_late_foreign_keys(session)
    _refuse_when_changed_later(connection, step, changes)
    _refuse_when_built_upon(connection, step, changes)
    # A new step, not an undo: the steps in between stay in force and in their order.
    describe(session, f"Undo: {step.label}", kind=ChangeKind.EDIT, refers_to=step.id)
    try:
        apply_backwards(connection, changes)
    except IntegrityError as error:
        why = "what it would bring back no longer fits"
        raise StepNotUndoableError(step.label, why, ()) from error
    if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
        raise StepNotUndoableError(step.label, "what it belongs to is no longer there", ())
    return step.id


def _with_late_foreign_keys(session: Session) -> Connection:
    """The session's connection, with foreign keys judged at the end of the transaction."""
    connection = session.connection()
    connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
    return connection


def _refuse_what_cannot_be_undone(session: Session, step: ChangeSet) -> None:
    if step.kind in {ChangeKind.UNDO, ChangeKind.REDO}:
        raise StepNotUndoableError(step.label, "it is an undo or redo itself", ())
    if not is_in_force(session, step.id):
        raise StepNotUndoableError(step.label, "it has been undone already", ())
    barrier = select(ChangeSet.id).where(
        ChangeSet.kind == ChangeKind.UPGRADE, ChangeSet.number >= step.number
    )
    if session.scalar(barrier.limit(1)) is not None:
        why = "the project file has been upgraded since"
        raise StepNotUndoableError(step.label, why, ())


def _refuse_when_changed_later(
    connection: Connection, step: ChangeSet, changes: list[Change]
) -> None:
    left_as = {(change.table_name, change.row_id): change.after for change in changes}
    changed = [
        f"{table} {row_id}"
        for (table, row_id), after in left_as.items()
        if stored_row(connection, table, row_id) != (None if after is None else json.loads(after))
    ]
    if changed:
        why = f"{len(changed)} of its rows changed later"
        raise StepNotUndoableError(step.label, why, tuple(changed))


def _refuse_when_built_upon(connection: Connection, step: ChangeSet, changes: list[Change]) -> None:
    added = {
        (change.table_name, change.row_id)
        for change in changes
        if change.operation is RowOperation.INSERT
    }
    depending: set[tuple[str, UUID]] = set()
    for table, row_id in added:
        depending |= referring_rows(connection, table, row_id) - added
    if depending:
        why = f"{len(depending)} later entries depend on what it added"
        names = tuple(sorted(f"{table} {row_id}" for table, row_id in depending))
        raise StepNotUndoableError(step.label, why, names)
