"""The rows of the yardstick that need no window, on the neutral data A and B.

Run: QC_DATA=FOLDER python -m benchmarks.yardstick
Wall seconds, medians of repeats, with ``synchronous=FULL`` always. The peer's figures were measured
elsewhere on two quiet cores with the same data; its column says so and nothing more.
Exit status 1 when a demand is not met.
"""

import gc
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.neutral_data import (
    NeutralProject,
    make_copies,
    make_project,
    neutral_data,
)
from qualcoder_sts.analysis.queries import segment_counts
from qualcoder_sts.analysis.retrieval import RetrievalRequest, retrieve_segments
from qualcoder_sts.codebook.queries import code_tree
from qualcoder_sts.coding.operations.segments import apply_code, remove_segments
from qualcoder_sts.coding.operations.texts import edit_text
from qualcoder_sts.coding.searching import search
from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.merge.applying import apply_merge
from qualcoder_sts.merge.planning import plan_merge
from qualcoder_sts.project.history.trail import audit_trail
from qualcoder_sts.project.opening import open_project
from qualcoder_sts.project.tables.log import ChangeKind
from qualcoder_sts.project.workspace import Workspace
from qualcoder_sts.transcripts.queries import list_sources, read_transcript

REPEATS = 5


@dataclass(frozen=True, slots=True)
class Measure:
    """One row: seconds here, at the peer, and the most that is allowed."""

    data: str
    what: str
    seconds: float
    peer: float
    allowed: float


def main() -> int:
    """Measure both data sets and print the table."""
    folder = neutral_data()
    measures: list[Measure] = []
    # As the program does at start-up: what was imported is not looked through again and again.
    gc.collect()
    gc.freeze()
    with tempfile.TemporaryDirectory() as target:
        for name in ("A", "B"):
            measures += measured(name, make_project(name, folder, Path(target)))
    measures += merging(folder)
    print(f"{'data':5}{'operation':34}{'here s':>10}{'peer s':>10}{'ratio':>9}  demand")
    for one in measures:
        ok = "ok" if one.seconds <= one.allowed else "MISSED"
        ratio = one.peer / one.seconds
        print(
            f"{one.data:5}{one.what:34}{one.seconds:10.4f}{one.peer:10.3f}{ratio:8.1f}×"
            f"  ≤ {one.allowed:.3g} s  {ok}"
        )
    return int(any(one.seconds > one.allowed for one in measures))


def measured(name: str, project: NeutralProject) -> Iterator[Measure]:
    """All rows of one data set."""

    def peer(a: float, b: float) -> float:
        return a if name == "A" else b

    opened = timed(lambda: open_project(project.path, coder="coder_a").close(), change(project))
    yield Measure(name, "open, with check and backup", opened, peer(0.05, 0.09), 0.5)
    with open_project(project.path, coder="coder_a", backups=None) as workspace:
        common = timed(lambda: workspace.read(search, project.common_word))
        yield Measure(
            name, "search all files, common word", common, peer(0.009, 0.025), peer(0.009, 0.025)
        )
        counted = timed(lambda: (workspace.read(code_tree), workspace.read(segment_counts)))
        yield Measure(name, "code frequencies", counted, peer(0.083, 0.25), peer(0.083, 0.25))
        retrieved = timed(lambda: workspace.read(retrieve_segments, RetrievalRequest()))
        yield Measure(
            name, "retrieval of all codes", retrieved, peer(7.2, 33.7), peer(7.2, 33.7) / 50
        )
        applied, removed, undone = coding_times(workspace)
        yield Measure(
            name, "apply a code (commit only)", applied, peer(0.087, 0.03), peer(0.087, 0.03)
        )
        yield Measure(
            name, "remove a segment (commit only)", removed, peer(7.3, 0.43), peer(7.3 / 300, 0.43)
        )
        yield Measure(name, "undo (commit only)", undone, peer(7.7, 0.43), peer(7.7 / 300, 0.43))
        edited = timed(lambda: edit_first_word(workspace))
        yield Measure(
            name, "leave edit mode and save", edited, peer(128, 2.7), peer(128 / 500, 2.7)
        )


def merging(folder: Path) -> Iterator[Measure]:
    """Taking over a second file with as many codings by two others: plan and one step, on disk."""
    for name, peer in (("A", 4.6), ("B", 16.7)):
        yield Measure(name, "merge a second file", merging_time(name, folder), peer, 5.0)


def merging_time(name: str, folder: Path) -> float:
    """Seconds of a merge, which is undone before each repeat."""
    with tempfile.TemporaryDirectory() as target:
        ours, theirs = make_copies(name, folder, Path(target))
        with open_project(ours, coder="coder_a", backups=None) as workspace:
            return timed(lambda: merge(workspace, theirs), lambda: take_back(workspace))


def merge(workspace: Workspace, theirs: Path) -> None:
    """Plan and carry out."""
    workspace.run(apply_merge, plan_merge(workspace, [theirs]))


def take_back(workspace: Workspace) -> None:
    """Undo the merge, where there was one."""
    steps = workspace.read(audit_trail)
    if steps[-1].kind is ChangeKind.MERGE:
        workspace.undo()


def coding_times(workspace: Workspace) -> tuple[float, float, float]:
    """Seconds to apply a code, to remove a segment, and to undo that."""
    source = workspace.read(list_sources)[0]
    code = next(row for row in workspace.read(code_tree) if row.codable)
    coder_id = workspace.coder_id
    if coder_id is None:
        raise RuntimeError("nobody codes")
    applied, removed, undone = [], [], []
    for start in range(100, 100 + 20 * 7, 7):
        begin = time.perf_counter()
        done = workspace.run(
            apply_code, source.id, Span(start, start + 40), code.id, coder_id=coder_id
        )
        applied.append(time.perf_counter() - begin)
        begin = time.perf_counter()
        workspace.run(remove_segments, [done.value])
        removed.append(time.perf_counter() - begin)
        begin = time.perf_counter()
        workspace.undo()
        undone.append(time.perf_counter() - begin)
    return statistics.median(applied), statistics.median(removed), statistics.median(undone)


def edit_first_word(workspace: Workspace) -> None:
    """Correct something near the beginning of the first text: everything behind it moves."""
    source = workspace.read(list_sources)[0]
    text = workspace.read(read_transcript, source.id).text
    workspace.run(edit_text, source.id, f"{text[:50]}x{text[50:]}")


def change(project: NeutralProject) -> Callable[[], None]:
    """A small change before each opening, so that each one really makes its backup."""

    def apply_one() -> None:
        with open_project(project.path, coder="coder_a", backups=None) as workspace:
            coding_times_once(workspace)

    return apply_one


def coding_times_once(workspace: Workspace) -> None:
    """One segment more."""
    source = workspace.read(list_sources)[0]
    code = next(row for row in workspace.read(code_tree) if row.codable)
    start = 1000 + 13 * int(time.time() * 1000) % 5000
    if workspace.coder_id is not None:
        span = Span(start, start + 30)
        workspace.run(apply_code, source.id, span, code.id, coder_id=workspace.coder_id)


def timed(work: Callable[[], object], before: Callable[[], None] = lambda: None) -> float:
    """The median of some repeats, in seconds."""
    seconds = []
    for _ in range(REPEATS):
        before()
        begin = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - begin)
    return statistics.median(seconds)


if __name__ == "__main__":
    sys.exit(main())
