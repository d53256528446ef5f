"""Measures what a team does with the neutral data against its budgets.

Run: QC_DATA=FOLDER python -m benchmarks.team
Wall seconds, medians of repeats. Exit status 1 when a demand is not met.
"""

import gc
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.neutral_data import make_copies, make_project, neutral_data
from qualcoder_sts.analysis.agreement.queries import agreement_table
from qualcoder_sts.analysis.agreement.request import AgreementRequest, Unit
from qualcoder_sts.merge.applying import apply_merge
from qualcoder_sts.merge.planning import plan_merge
from qualcoder_sts.project.coders import find_coder
from qualcoder_sts.project.opening import open_project

REPEATS = 5


@dataclass(frozen=True, slots=True)
class Measure:
    """One row: seconds here, and the most that is allowed."""

    what: str
    seconds: float
    allowed: float


def main() -> int:
    """Measure and print the table."""
    folder = neutral_data()
    gc.collect()
    gc.freeze()
    measures = [*agreement(folder), *merging(folder)]
    print(f"{'operation':48}{'demand':>10}{'measured':>10}  ok")
    for one in measures:
        said = "yes" if one.seconds <= one.allowed else "NO"
        print(f"{one.what:48}{one.allowed:8.3f} s{one.seconds:8.3f} s  {said}")
    return int(any(one.seconds > one.allowed for one in measures))


def agreement(folder: Path) -> Iterator[Measure]:
    """Two coders, 100 codes: a tenth of the peer's seconds by character, else three seconds."""
    by_character = {"A": 0.27, "B": 1.1}
    for name, allowed in by_character.items():
        with tempfile.TemporaryDirectory() as target:
            path = make_project(name, folder, Path(target)).path
            with open_project(path, backups=None) as workspace:
                coders = tuple(
                    workspace.read(find_coder, coder).id for coder in ("coder_a", "coder_b")
                )
                for unit in Unit:
                    request = AgreementRequest(coders, unit)
                    seconds = []
                    for _ in range(REPEATS):
                        begin = time.perf_counter()
                        workspace.read(agreement_table, request)
                        seconds.append(time.perf_counter() - begin)
                    most = allowed if unit is Unit.CHARACTER else 3.0
                    what = f"{name}: agreement, 100 codes, {unit}"
                    yield Measure(what, statistics.median(seconds), most)


def merging(folder: Path) -> Iterator[Measure]:
    """Copies of B with 20,000 new segments each: plan and step together in five seconds.

    The step is written with ``synchronous=FULL``. Memory is that of the process at its most.
    """
    with tempfile.TemporaryDirectory() as target:
        ours, theirs = make_copies("B", folder, Path(target))
        planned, applied = [], []
        with open_project(ours, backups=None) as workspace:
            for _ in range(REPEATS):
                gc.collect()
                begin = time.perf_counter()
                plan = plan_merge(workspace, [theirs])
                planned.append(time.perf_counter() - begin)
                begin = time.perf_counter()
                changes = workspace.run(apply_merge, plan).changes
                applied.append(time.perf_counter() - begin)
                assert len(changes.ids("coded_segment")) > 19_000
                workspace.undo()
    # The unit is 1,024 bytes on Linux.
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"memory at its most: {most} MB (allowed 500)")
    yield Measure("B: plan of a merge, 20,000 segments each side", statistics.median(planned), 3.0)
    both = statistics.median(planned) + statistics.median(applied)
    yield Measure("B: plan and merge", both, 5.0)


if __name__ == "__main__":
    sys.exit(main())
