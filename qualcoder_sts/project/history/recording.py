"""The beginning and end of one recorded step inside a transaction."""

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID, uuid4

from sqlalchemy import delete, func, insert, select
from sqlalchemy.orm import Session

from qualcoder_sts import __version__
from qualcoder_sts.project.changes import Changes
from qualcoder_sts.project.tables.base import utc_now
from qualcoder_sts.project.tables.log import Change, ChangeKind, ChangeSet, CurrentChangeSet

_DESCRIPTION = "description of the step"
_ABOUT_STEPS = frozenset({ChangeKind.MERGE, ChangeKind.UNDO, ChangeKind.REDO})


@dataclass(frozen=True, slots=True)
class StepDescription:
    """How the audit trail and the undo menu name a step."""

    label: str
    kind: ChangeKind = ChangeKind.EDIT
    reason: str = ""
    refers_to: UUID | None = None
    told: str = ""


def describe(
    session: Session,
    label: str,
    *,
    kind: ChangeKind = ChangeKind.EDIT,
    reason: str = "",
    refers_to: UUID | None = None,
    told: str = "",
) -> None:
    """Name the step an operation takes.

    The first description counts, so that an operation that calls another keeps its own name. The
    label is stored in the language of whoever takes the step: the audit trail says what was done
    at the time, and does not change when somebody else opens it. ``told`` is a sentence on what
    the step has made disappear; it is not stored.
    """
    session.info.setdefault(_DESCRIPTION, StepDescription(label, kind, reason, refers_to, told))


def begin_step(session: Session, coder_id: UUID | None, label: str) -> UUID:
    """Open a step: from here on the triggers record into it.

    ``label`` names it when the operation itself does not ``describe`` what it does.
    """
    step_id = uuid4()
    last = session.execute(select(func.max(ChangeSet.number))).scalar() or 0
    session.execute(
        insert(ChangeSet).values(
            id=step_id,
            number=last + 1,
            coder_id=coder_id,
            at=utc_now(),
            label=label,
            kind=ChangeKind.EDIT,
            program_version=__version__,
            applied=True,
        )
    )
    session.execute(insert(CurrentChangeSet).values(only_row=1, change_set_id=step_id))
    return step_id


def end_step(session: Session, step_id: UUID) -> Changes:
    """Close a step and tell what it changed.

    A step that changed nothing leaves no trace, unless it is about steps: a merge may bring nothing
    but the knowledge of what others have taken back, and its undo must take it back.
    """
    session.flush()
    session.execute(delete(CurrentChangeSet))
    rows: dict[str, set[UUID]] = defaultdict(set)
    changed = select(Change.table_name, Change.row_id).where(Change.change_set_id == step_id)
    for table, row_id in session.execute(changed).all():
        rows[table].add(row_id)
    header = session.get_one(ChangeSet, step_id)
    description: StepDescription | None = session.info.get(_DESCRIPTION)
    if not rows and (description is None or description.kind not in _ABOUT_STEPS):
        session.delete(header)
        session.flush()
        return Changes()
    if description is not None:
        header.label = description.label
        header.kind = description.kind
        header.reason = description.reason
        header.refers_to = description.refers_to
    session.flush()
    frozen = {table: frozenset(ids) for table, ids in rows.items()}
    told = "" if description is None else description.told
    return Changes(step_id, header.label, header.kind, frozen, told)
