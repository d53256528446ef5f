"""Measures importing many transcripts in one operation, and stopping in the middle of it.

Run: python benchmarks/importing.py
A hundred generated docx interviews of ten thousand words. Wall-clock time; memory is the peak of a
process of its own. Exit status 1 when a demand is not met.
"""

import platform
import random
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from qualcoder_sts.foundation.progress import Cancelled, ReportedProgress
from qualcoder_sts.project.opening import create_project
from qualcoder_sts.project.workspace import Workspace
from qualcoder_sts.transcripts.operations.importing import import_sources
from qualcoder_sts.transcripts.preparing import files_in, prepare_files
from qualcoder_sts.transcripts.queries import list_sources, words_by_source

FILES = 100
WORDS_PER_FILE = 10_000
WORDS_PER_TURN = (8, 160)
MOST_SECONDS = 60.0
MOST_MEGABYTES = 600.0
MOST_SECONDS_BETWEEN_REPORTS = 2.0  # a bar that stands still for longer looks broken

SYLLABLES = [consonant + vowel for consonant in "bdfklm" for vowel in "aeio"]


@dataclass(frozen=True, slots=True)
class Demand:
    """One row of the table."""

    what: str
    most: float
    measured: float
    unit: str

    @property
    def is_met(self) -> bool:
        return self.measured <= self.most


def main() -> int:
    if sys.argv[1:2] == ["measure"]:
        report(measured(Path(sys.argv[2])))
        return 0
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        generate(place / "interviews")
        # A process of its own: writing the files must not count as memory of importing them.
        command = [sys.executable, __file__, "measure", str(place)]
        answer = subprocess.run(command, check=True, capture_output=True, text=True)
    print(answer.stdout, end="")
    return 1 if " no" in answer.stdout else 0


def measured(place: Path) -> list[Demand]:
    """Import all, then import all into another project and stop halfway."""
    with create_project(place / "whole.qsts", "Whole", coder="Ana Ruiz") as workspace:
        seconds, gap = imported(workspace, [place / "interviews"])
        words = sum(workspace.read(words_by_source).values())
        print(f"{len(workspace.read(list_sources))} sources, {words:,} words")
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    megabytes = memory / (1024 * 1024 if platform.system() == "Darwin" else 1024)
    with create_project(place / "stopped.qsts", "Stopped", coder="Ana Ruiz") as workspace:
        left = stopped_halfway(workspace, [place / "interviews"])
    return [
        Demand("import in one operation", MOST_SECONDS, seconds, "s"),
        Demand("longest time without news", MOST_SECONDS_BETWEEN_REPORTS, gap, "s"),
        Demand("peak memory", MOST_MEGABYTES, megabytes, "MB"),
        Demand("sources left after stopping", 0, left, ""),
    ]


def imported(workspace: Workspace, paths: list[Path]) -> tuple[float, float]:
    """How long the import took, and the longest time in which it told nothing."""
    news = [time.perf_counter()]
    progress = ReportedProgress(lambda *_: news.append(time.perf_counter()))
    files = prepare_files(files_in(paths), progress=progress)
    results = workspace.run(import_sources, files, progress).value
    news.append(time.perf_counter())
    problems = [result.error for result in results if result.error]
    if problems or len(results) != FILES:
        raise SystemExit(f"{len(results)} results, problems: {problems[:3]}")
    return news[-1] - news[0], max(b - a for a, b in pairwise(news))


def stopped_halfway(workspace: Workspace, paths: list[Path]) -> int:
    """How many sources are there after the user stopped the writing in the middle."""
    files = prepare_files(files_in(paths))
    asked = 0

    def is_cancelled() -> bool:
        nonlocal asked
        asked += 1
        return asked > FILES // 2

    try:
        workspace.run(import_sources, files, ReportedProgress(lambda *_: None, is_cancelled))
    except Cancelled:
        return len(workspace.read(list_sources))
    raise SystemExit("the import went on after it was stopped")


def report(demands: list[Demand]) -> None:
    print(f"{'':32}{'demand':>10}{'measured':>10}   ok")
    for demand in demands:
        most, value = f"{demand.most:g} {demand.unit}", f"{demand.measured:.1f} {demand.unit}"
        print(f"{demand.what:32}{most:>10}{value:>10}   {'yes' if demand.is_met else 'no'}")


def generate(folder: Path) -> None:
    """Interviews of two speakers, the same ones every time."""
    from docx import Document

    chance = random.Random(1)
    folder.mkdir()
    for number in range(FILES):
        document = Document()
        words_left = WORDS_PER_FILE
        asks = True
        while words_left > 0:
            words = min(words_left, chance.randint(*WORDS_PER_TURN))
            paragraph = document.add_paragraph()
            paragraph.add_run("Interviewer: " if asks else "Participant: ").bold = True
            paragraph.add_run(sentence(chance, words, "?" if asks else "."))
            words_left -= words
            asks = not asks
        document.save(str(folder / f"Interview {number + 1}.docx"))


def sentence(chance: random.Random, words: int, end: str) -> str:
    spoken = ["".join(chance.choices(SYLLABLES, k=chance.randint(1, 4))) for _ in range(words)]
    return " ".join(spoken).capitalize() + end


if __name__ == "__main__":
    sys.exit(main())
