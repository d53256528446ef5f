"""Writing what was planned: one operation, one transaction, one step."""

from uuid import UUID

from sqlalchemy import Connection

from qualcoder_sts.foundation.translation import ngettext
from qualcoder_sts.merge.errors import ConflictsOpenError, PlanOutdatedError
from qualcoder_sts.merge.plan import Decisions, MergeOutcome, MergePlan
from qualcoder_sts.merge.planning import decide
from qualcoder_sts.merge.writing import Writing
from qualcoder_sts.project.history.recording import describe
from qualcoder_sts.project.session import Session
from qualcoder_sts.project.tables.log import ChangeKind


def apply_merge(
    session: Session, plan: MergePlan, decisions: Decisions | None = None
) -> MergeOutcome:
    """Carry out a plan; ``decisions`` replaces those it was made with.

    Raises ``ConflictsOpenError`` while a conflict is undecided and ``PlanOutdatedError`` when the
    project has changed since the plan was made.
    """
    if decisions is not None and decisions != plan.decisions:
        plan = decide(plan, decisions)
    if plan.open_conflicts:
        raise ConflictsOpenError(len(plan.open_conflicts))
    connection = session.connection()
    _refuse_outdated(connection, plan)
    writing = Writing(connection, plan)
    if plan.is_known_already and not writing.has_changes:
        return MergeOutcome(plan, None)
    names = [file.path.stem for file in plan.files]
    label = ngettext("Merge “%(names)s”", "Merge %(n)d copies: %(names)s", len(names))
    describe(session, label % {"names": ", ".join(names), "n": len(names)}, kind=ChangeKind.MERGE)
    connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
    writing.write()
    session.expire_all()
    return MergeOutcome(plan, UUID(hex=writing.step_id))


def _refuse_outdated(connection: Connection, plan: MergePlan) -> None:
    last = connection.exec_driver_sql(
        "SELECT number, id FROM change_set "
        "WHERE id NOT IN (SELECT change_set_id FROM current_change_set) "
        "ORDER BY number DESC LIMIT 1"
    ).first()
    if (tuple(last) if last else (0, "")) != plan.basis.ours.last_step:
        raise PlanOutdatedError
