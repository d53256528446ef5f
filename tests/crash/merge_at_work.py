"""Started by ``test_kill_merge``: merges one project file into another as soon as it is told to."""

import sys
from pathlib import Path

from qualcoder_sts.merge.applying import apply_merge
from qualcoder_sts.merge.planning import plan_merge
from qualcoder_sts.project.backup import BackupRule, ensure_backup
from qualcoder_sts.project.opening import open_project


def main() -> None:
    """Merge the second file into the first; tell when it is ready and when it has done so."""
    ours, theirs = map(Path, sys.argv[1:])
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    with open_project(ours, coder="Ana Ruiz", backups=None) as workspace:
        plan = plan_merge(workspace, [theirs])
        ensure_backup(ours, "before merge", BackupRule())
        workspace.run(apply_merge, plan)
        sys.stdout.write("done\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
