"""What a plan says of each row, in words."""

from pathlib import Path

from qualcoder_sts.codebook.operations import add_code, move_code
from qualcoder_sts.merge.copying import make_copy
from qualcoder_sts.merge.planning import plan_merge
from qualcoder_sts.project.opening import open_project
from qualcoder_sts.project.workspace import Workspace


def test_a_code_that_moved_says_from_where_to_where(workspace: Workspace, tmp_path: Path) -> None:
    above, code = (workspace.run(add_code, name).value for name in ("Organizational", "Peers"))
    file = make_copy(workspace.path, tmp_path / "copy.qsts").file
    with open_project(file, coder="Tomasz Lind", backups=None) as copy:
        copy.run(move_code, code, above)
    plan = plan_merge(workspace, [file])
    (moved,) = [row for row in plan.differences if row.table == "code"]
    assert [(one.what, one.before, one.after) for one in moved.values] == [
        ("category", "at the top", "Organizational")
    ]
