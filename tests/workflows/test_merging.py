"""Three coders' copies of the sample study come together again, in every order."""

import shutil
from itertools import permutations
from pathlib import Path

import pytest

from qualcoder_sts.codebook.queries import code_tree
from qualcoder_sts.codebook.tree import read_path
from qualcoder_sts.coding.queries import segments_of
from qualcoder_sts.merge.applying import apply_merge
from qualcoder_sts.merge.plan import Decisions, MergePlan, Take, decided_alike
from qualcoder_sts.merge.planning import decide, plan_merge
from qualcoder_sts.participants.queries import find_participant
from qualcoder_sts.project.checking import check_project
from qualcoder_sts.project.opening import open_project
from qualcoder_sts.project.workspace import Workspace
from qualcoder_sts.transcripts.queries import list_sources, read_transcript
from sample_transcripts.drifted_copies import make_drifted_copies

pytestmark = pytest.mark.slow

ANA, TOMASZ, NADIA = "Ana Ruiz", "Tomasz Lind", "Nadia Osei"
STRESS = "code “Stress management training”"
EXPECTED = {
    frozenset({ANA, TOMASZ}): {
        ("code “Collegial support”", "full_definition"),
        (STRESS, "existence"),
    },
    frozenset({ANA, NADIA}): {
        ("source “I-07 Child advocacy center manager”", "text_hash"),
        ("value of “P3”", "value"),
        ("code “Teambuilding”", "existence"),
    },
    frozenset({TOMASZ, NADIA}): {("value of “P3”", "value"), (STRESS, "existence")},
}  # fmt: skip


@pytest.fixture(scope="module")
def drifted(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return make_drifted_copies(tmp_path_factory.mktemp("drifted"))


def merged(
    drifted: dict[str, Path], folder: Path, order: tuple[str, ...], take: Take
) -> tuple[Path, list[MergePlan]]:
    """One copy takes over the others, one after the other."""
    first, *others = order
    path = folder / f"{' '.join(order)} {take}.qsts"
    shutil.copyfile(drifted[first], path)
    plans = []
    with open_project(path, coder=first, backups=None) as workspace:
        for other in others:
            plan = plan_merge(workspace, [drifted[other]], with_private_memos=True)
            plans.append(plan)
            while plan.open_conflicts:
                plan = decide(plan, decided_alike(plan, take))
            workspace.run(apply_merge, plan)
    assert check_project(path) == ()
    return path, plans


def codings(workspace: Workspace) -> set[tuple[str, str, str, str]]:
    """Who applied what to which words in which source."""
    found = set()
    for source in workspace.read(list_sources):
        text = workspace.read(read_transcript, source.id).text
        for row in workspace.read(segments_of, source.id):
            found.add((source.name, row.coder, row.code, text[row.start : row.end]))
    return found


@pytest.mark.parametrize("pair", list(permutations((ANA, TOMASZ, NADIA), 2)), ids=" + ".join)
def test_two_copies_conflict_where_both_worked_on_one_thing(
    drifted: dict[str, Path], tmp_path: Path, pair: tuple[str, str]
) -> None:
    _path, (plan,) = merged(drifted, tmp_path, pair, Take.OURS)
    found = {(conflict.name, conflict.field) for conflict in plan.conflicts}
    assert found == EXPECTED[frozenset(pair)]
    assert plan.unplaced == ()
    assert plan.questions == ()


@pytest.mark.parametrize("order", list(permutations((ANA, TOMASZ, NADIA))), ids=" + ".join)
def test_everybodys_work_is_in_the_end(
    drifted: dict[str, Path], tmp_path: Path, order: tuple[str, ...]
) -> None:
    path, plans = merged(drifted, tmp_path, order, Take.OURS)
    with open_project(path, read_only=True) as workspace:
        now = codings(workspace)
        tree = workspace.read(code_tree)
        role = workspace.read(find_participant, "FG-1 Staff in Port Ellery/P3").attributes["role"]
    # Renamed by Ana, moved by Nadia: both hold.
    assert (
        tree.at_path(read_path("Organizational/Improved work schedules/Planned rotation"))
        is not None
    )
    # Moved by Ana alone.
    assert tree.at_path(read_path("Organizational/Debriefing and communication skills")) is not None
    # Added by two people under one name.
    assert len(tree.all_named("Gallows humour")) == 1
    assert role in {"interpreter", "interpreter and advocate"}
    # Nothing of anybody's own coding is missing; what Nadia removed is gone.
    texts = {source for source, *_rest in now}
    for coder, copy in drifted.items():
        if coder == "Common":
            continue
        with open_project(copy, read_only=True) as workspace:
            own = {row for row in codings(workspace) if row[1] == coder}
        known = {(source, who, words) for source, who, _code, words in now}
        gone = {row for row in own if (row[0], row[1], row[3]) not in known}
        assert {source for source, *_rest in own} <= texts
        kept_with_teambuilding = tree.named("Teambuilding") is not None
        left = {row for row in gone if row[2] != "Teambuilding" or kept_with_teambuilding}
        assert left == set(), order
    assert all(plan.unplaced == () for plan in plans)


def test_all_at_once_is_one_step(drifted: dict[str, Path], tmp_path: Path) -> None:
    path = tmp_path / "at once.qsts"
    shutil.copyfile(drifted[ANA], path)
    with open_project(path, coder=ANA, backups=None) as workspace:
        before = codings(workspace)
        plan = plan_merge(workspace, [drifted[TOMASZ], drifted[NADIA]], Decisions())
        while plan.open_conflicts:
            plan = decide(plan, decided_alike(plan, Take.OURS))
        workspace.run(apply_merge, plan)
        new = codings(workspace) - before
        assert {TOMASZ, NADIA} <= {coder for _source, coder, *_rest in new}
        workspace.undo()
        assert codings(workspace) == before
    assert check_project(path) == ()
