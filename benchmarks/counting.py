"""Measures the counting engine on the neutral data against its budgets.

Run: QC_DATA=FOLDER python -m benchmarks.counting
Data set B: forty focus groups of 400,000 words with 20,000 segments in one layer. Wall seconds; the
first call (``cold``) takes every text apart, a later one finds its words again. Exit status 1 when
a demand is not met.
"""

import gc
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.orm import Session

from benchmarks.neutral_data import make_project, neutral_data
from qualcoder_sts.analysis.queries import frequency_table, segment_counts
from qualcoder_sts.analysis.request import FrequencyRequest, Grouping, GroupingKind
from qualcoder_sts.analysis.rules import Rule
from qualcoder_sts.analysis.talk import word_index
from qualcoder_sts.project.opening import open_project
from qualcoder_sts.project.workspace import Workspace

REPEATS = 5
BY_PARTICIPANT = Grouping(GroupingKind.PARTICIPANT)


@dataclass(frozen=True, slots=True)
class Demand:
    """What is measured, and the seconds it may take."""

    what: str
    seconds: float
    query: Callable[[Session], object]
    cold: bool = False


DEMANDS = (
    Demand(
        "all codes by participant, segments (cold)",
        1.0,
        lambda session: frequency_table(session, FrequencyRequest(by=BY_PARTICIPANT)),
        cold=True,
    ),
    Demand(
        "all codes by participant, segments",
        1.0,
        lambda session: frequency_table(session, FrequencyRequest(by=BY_PARTICIPANT)),
    ),
    Demand(
        "all codes by participant, words, aggregated",
        1.0,
        lambda session: frequency_table(
            session, FrequencyRequest(by=BY_PARTICIPANT, rule=Rule.WORDS, aggregated=True)
        ),
    ),
    Demand(
        "all codes by method, participants and groups",
        1.0,
        lambda session: frequency_table(session, FrequencyRequest(aggregated=True)),
    ),
)


def seconds(workspace: Workspace, demand: Demand) -> float:
    """The median of several calls; a cold call starts without the words of any text."""
    taken = []
    workspace.read(segment_counts)  # the connection is open, as in the running program
    for _ in range(REPEATS):
        if demand.cold:
            word_index.cache_clear()
        gc.collect()
        start = time.perf_counter()
        workspace.read(demand.query)
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def main() -> int:
    """Measure and print the table."""
    folder = neutral_data()
    all_met = True
    print(f"{'what':48}{'demand':>10}{'measured':>10}  ok")
    with tempfile.TemporaryDirectory() as target:
        path = make_project("B", folder, Path(target), one_coder=True).path
        with open_project(path, backups=None) as workspace:
            for demand in DEMANDS:
                measured = seconds(workspace, demand)
                met = measured <= demand.seconds
                all_met &= met
                said = "yes" if met else "NO"
                print(f"{demand.what:48}{demand.seconds:8.3f} s{measured:8.3f} s  {said}")
    return 0 if all_met else 1


if __name__ == "__main__":
    sys.exit(main())
