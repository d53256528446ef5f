"""Writing what was planned: one operation, one transaction, one step."""

from qualcoder_sts.merge.plan import Decisions, MergeOutcome, MergePlan
from qualcoder_sts.project.session import Session


def apply_merge(
    session: Session, plan: MergePlan, decisions: Decisions | None = None
) -> MergeOutcome:
    """Carry out a plan; ``decisions`` replaces those it was made with.

    Raises ``ConflictsOpenError`` while a conflict is undecided and ``PlanOutdatedError`` when the
    project has changed since the plan was made.
    """
    raise NotImplementedError
