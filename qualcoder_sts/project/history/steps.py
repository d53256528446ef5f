"""Which step undo takes back and which step redo does again, read from the log alone."""

from uuid import UUID

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from qualcoder_sts.project.tables.log import ChangeKind, ChangeSet, CurrentChangeSet

# The order of steps counts all of them, also those that a blind round hides from who reads.
_EVERY_STEP = {"schema_translate_map": {None: "main"}}


def step_to_undo(session: Session) -> ChangeSet | None:
    """The last step that is in force; None at the project's start or right after an upgrade."""
    step = _last_step(session, None)
    while step is not None and step.kind is ChangeKind.UNDO:
        # An undo and the step it took back cancel each other out: go on before both.
        step = _last_step(session, _undone_at(session, step).number)
    if step is None or step.number == 1 or step.kind is ChangeKind.UPGRADE:
        return None
    return step if step.kind is not ChangeKind.REDO else recorded_step(session, step.refers_to)


def step_to_redo(session: Session) -> ChangeSet | None:
    """The step that the last undo took back, unless something new was done since."""
    step = _last_step(session, None)
    while step is not None and step.kind is ChangeKind.REDO:
        # A redo and its undo cancel each other out: what was undone before that is next.
        step = _last_step(session, _last_of(session, ChangeKind.UNDO, step).number)
    if step is None or step.kind is not ChangeKind.UNDO:
        return None
    return recorded_step(session, step.refers_to)


def is_hidden(session: Session, step: ChangeSet | None) -> bool:
    """Whether a blind round keeps a step, or a part of it, from who reads."""
    if step is None:
        return False
    label = select(ChangeSet.label).where(ChangeSet.id == step.id)
    whole = session.scalar(label, execution_options=_EVERY_STEP)
    return session.scalar(label) != whole


def recorded_step(session: Session, step_id: UUID | None) -> ChangeSet | None:
    """A step by its key, whoever reads."""
    return session.get(ChangeSet, step_id, execution_options=_EVERY_STEP)


def _last_step(session: Session, before: int | None) -> ChangeSet | None:
    # Undo and redo are steps themselves: the one being recorded does not count yet.
    being_recorded = select(CurrentChangeSet.change_set_id)
    query = (
        select(ChangeSet)
        .where(ChangeSet.applied, ChangeSet.id.not_in(being_recorded))
        .order_by(ChangeSet.number.desc())
        .limit(1)
    )
    if before is not None:
        query = query.where(ChangeSet.number < before)
    return session.scalar(query, execution_options=_EVERY_STEP)


def _undone_at(session: Session, undo: ChangeSet) -> ChangeSet:
    """Where the step that ``undo`` took back was last done: at first, or by a redo."""
    return session.scalars(
        select(ChangeSet)
        .where(
            ChangeSet.applied,
            ChangeSet.number < undo.number,
            or_(
                ChangeSet.id == undo.refers_to,
                and_(ChangeSet.kind == ChangeKind.REDO, ChangeSet.refers_to == undo.refers_to),
            ),
        )
        .order_by(ChangeSet.number.desc())
        .limit(1),
        execution_options=_EVERY_STEP,
    ).one()


def _last_of(session: Session, kind: ChangeKind, later: ChangeSet) -> ChangeSet:
    """The last step of a kind that refers to the same step as ``later`` and comes before it."""
    return session.scalars(
        select(ChangeSet)
        .where(
            ChangeSet.applied,
            ChangeSet.number < later.number,
            ChangeSet.kind == kind,
            ChangeSet.refers_to == later.refers_to,
        )
        .order_by(ChangeSet.number.desc())
        .limit(1),
        execution_options=_EVERY_STEP,
    ).one()


def is_in_force(session: Session, step_id: UUID) -> bool:
    """Whether a step has not been taken back, or has been done again since.

    A step taken back out of its order is referred to by an edit; while that edit is in force, the
    step is not.
    """
    last = session.scalar(
        select(ChangeSet)
        .where(ChangeSet.applied, ChangeSet.refers_to == step_id)
        .order_by(ChangeSet.number.desc())
        .limit(1)
    )
    if last is None or last.kind is ChangeKind.REDO:
        return True
    return last.kind is ChangeKind.EDIT and not is_in_force(session, last.id)
