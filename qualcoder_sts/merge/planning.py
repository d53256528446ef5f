"""Working out what a merge would do, without writing anything."""

from collections.abc import Sequence
from pathlib import Path

from qualcoder_sts.foundation.progress import SILENT, Progress
from qualcoder_sts.merge.plan import Decisions, MergePlan
from qualcoder_sts.project.workspace import Workspace


def plan_merge(
    ours: Workspace,
    theirs: Sequence[Path],
    decisions: Decisions | None = None,
    *,
    progress: Progress = SILENT,
) -> MergePlan:
    """What merging these files into the open project would do; nothing is written."""
    raise NotImplementedError


def decide(plan: MergePlan, decisions: Decisions) -> MergePlan:
    """The same plan with other decisions in force: uniting rows may bring up further conflicts."""
    raise NotImplementedError
