"""Taking steps back and doing them again. These are operations like any other, and recorded."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable
from uuid import UUID

from sqlalchemy import Connection, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from qualcoder_sts.foundation.translation import _, ngettext
from qualcoder_sts.project.blindness import blindness_of_step
from qualcoder_sts.project.errors import (
    NothingToRedoError,
    NothingToUndoError,
    RowMissingError,
    StepNotUndoableError,
)
from qualcoder_sts.project.history.recording import describe
from qualcoder_sts.project.history.rows import (
    RecordedChange,
    StoredRow,
    apply_backwards,
    apply_forwards,
    changes_of,
    referring_rows,
    stored_rows,
)
from qualcoder_sts.project.history.steps import is_in_force, step_to_redo, step_to_undo
from qualcoder_sts.project.kind_words import kind_word
from qualcoder_sts.project.rules import BrokenRule, broken_rules
from qualcoder_sts.project.tables.log import ChangeKind, ChangeSet, RowOperation


def undo_last_step(session: Session) -> UUID:
    """Take back the last step in force: every row becomes what it was before."""
    if (step := step_to_undo(session)) is None:
        raise NothingToUndoError
    describe(session, _("Undo: %s") % step.label, kind=ChangeKind.UNDO, refers_to=step.id)
    connection = _with_late_foreign_keys(session)
    apply_backwards(connection, changes_of(connection, step.id))
    return step.id


def redo_last_step(session: Session) -> UUID:
    """Do the step again that the last undo took back."""
    if (step := step_to_redo(session)) is None:
        raise NothingToRedoError
    describe(session, _("Redo: %s") % step.label, kind=ChangeKind.REDO, refers_to=step.id)
    connection = _with_late_foreign_keys(session)
    apply_forwards(connection, changes_of(connection, step.id))
    return step.id


def undo_earlier_step(session: Session, step_id: UUID) -> UUID:
    """Take back a step that others came after, where nothing has been built upon it.

    Raises ``StepNotUndoableError`` when a row was changed later, when later rows depend on one, or
    when what it would bring back no longer fits.
    """
    step = session.get(ChangeSet, step_id)
    if step is None or not step.applied:
        raise RowMissingError("step")
    if step_to_undo(session) is step:
        return undo_last_step(session)
    try:
        return _undo_out_of_order(session, step)
    except StepNotUndoableError as error:
        if error.rows and blindness_of_step(session).sources:
            # Who codes in a blind round is told neither the rows nor how many they are.
            why = _("what was done later rests on it")
            raise StepNotUndoableError(step.label, why, ()) from None
        raise


def _undo_out_of_order(session: Session, step: ChangeSet) -> UUID:
    _refuse_what_cannot_be_undone(session, step)
    connection = _with_late_foreign_keys(session)
    changes = changes_of(connection, step.id)
    _refuse_when_changed_later(connection, step, changes)
    _refuse_when_built_upon(connection, step, changes)
    _refuse_when_text_was_edited(connection, step, changes)
    # A new step, not an undo: the steps in between stay in force and in their order.
    describe(session, _("Undo: %s") % step.label, kind=ChangeKind.EDIT, refers_to=step.id)
    broken_before = _broken(connection)
    try:
        apply_backwards(connection, changes)
    except IntegrityError as error:
        why = _("what it would bring back no longer fits")
        raise StepNotUndoableError(step.label, why, ()) from error
    if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
        raise StepNotUndoableError(step.label, _("what it belongs to is no longer there"), ())
    if broken := _broken(connection) - broken_before:
        first = min(broken, key=lambda breach: (breach.table, breach.row_id))
        why = _("then a %(kind)s %(what)s")
        why %= {"kind": kind_word(first.table), "what": first.what}
        rows = tuple(sorted(f"{breach.table} {breach.row_id}" for breach in broken))
        raise StepNotUndoableError(step.label, why, rows)
    return step.id


def _broken(connection: Connection) -> set[BrokenRule]:
    return set(broken_rules(lambda sql: connection.exec_driver_sql(sql).all()))


def _with_late_foreign_keys(session: Session) -> Connection:
    """The session's connection, with foreign keys judged at the end of the transaction."""
    connection = session.connection()
    connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
    return connection


def _refuse_what_cannot_be_undone(session: Session, step: ChangeSet) -> None:
    if step.kind in {ChangeKind.UNDO, ChangeKind.REDO}:
        raise StepNotUndoableError(step.label, _("it is an undo or redo itself"), ())
    if step.number == 1:
        raise StepNotUndoableError(step.label, _("the project begins with it"), ())
    if not is_in_force(session, step.id):
        raise StepNotUndoableError(step.label, _("it has been undone already"), ())
    barrier = select(ChangeSet.id).where(
        ChangeSet.applied, ChangeSet.kind == ChangeKind.UPGRADE, ChangeSet.number >= step.number
    )
    if session.scalar(barrier.limit(1)) is not None:
        why = _("the project file has been upgraded since")
        raise StepNotUndoableError(step.label, why, ())


def _refuse_when_changed_later(
    connection: Connection, step: ChangeSet, changes: list[RecordedChange]
) -> None:
    left_as: dict[str, dict[str, StoredRow | None]] = defaultdict(dict)
    for change in changes:
        after = None if change.after is None else json.loads(change.after)
        left_as[change.table][change.row_id] = after
    changed: list[tuple[str, str]] = []
    for table, rows in left_as.items():
        now = stored_rows(connection, table, rows)
        changed += [(table, row_id) for row_id, row in rows.items() if now.get(row_id) != row]
    _refuse(step, changed, _changed_later)


def _refuse_when_built_upon(
    connection: Connection, step: ChangeSet, changes: list[RecordedChange]
) -> None:
    added: dict[str, set[str]] = defaultdict(set)
    for change in changes:
        if change.operation == RowOperation.INSERT:
            added[change.table].add(change.row_id)
    depending = {
        (table, row_id)
        for added_to, row_ids in added.items()
        for table, row_id in referring_rows(connection, added_to, row_ids)
        if row_id not in added.get(table, ())
    }
    _refuse(step, depending, _built_upon)


def _refuse_when_text_was_edited(
    connection: Connection, step: ChangeSet, changes: list[RecordedChange]
) -> None:
    """Positions that the step would bring back count in the text of that time."""
    sources = {
        str(row["source_id"])
        for change in changes
        if change.before is not None
        and {"source_id", "start"} <= (row := json.loads(change.before)).keys()
    }
    edited = connection.exec_driver_sql(
        "SELECT DISTINCT row_id FROM change WHERE table_name = 'source' AND operation = 'update' "
        "AND number > ? AND json_extract(before, '$.text_hash') "
        "<> json_extract(after, '$.text_hash')",
        (changes[-1].number,),
    ).all()
    moved = [("source", row_id) for (row_id,) in edited if row_id in sources]
    _refuse(step, moved, _edited_later)


def _changed_later(number: int) -> str:
    words = ngettext("%d of its rows changed later", "%d of its rows changed later", number)
    return words % number


def _built_upon(number: int) -> str:
    words = ngettext(
        "%d later entry depends on what it added",
        "%d later entries depend on what it added",
        number,
    )
    return words % number


def _edited_later(number: int) -> str:
    words = ngettext(
        "the text of %d of its sources was edited later",
        "the text of %d of its sources was edited later",
        number,
    )
    return words % number


def _refuse(step: ChangeSet, rows: Iterable[tuple[str, str]], why: Callable[[int], str]) -> None:
    names = tuple(sorted(f"{table} {UUID(hex=row_id)}" for table, row_id in rows))
    if names:
        raise StepNotUndoableError(step.label, why(len(names)), names)
