"""A merge killed at any moment leaves the file as it was, or wholly merged.

``QUALCODER_STS_KILLS`` sets how often it is killed.
"""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from qualcoder_sts.codebook.operations import add_code
from qualcoder_sts.coding.operations.segments import NewSegment, apply_codes
from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.project.checking import check_project
from qualcoder_sts.project.opening import create_project, open_project
from qualcoder_sts.transcripts.operations.importing import import_sources
from qualcoder_sts.transcripts.preparing import ImportSettings, prepare_file
from tests.crash.test_kill import mark_of_rows

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="nothing is killed like that here"),
]

KILLS = int(os.environ.get("QUALCODER_STS_KILLS", "12"))
AT_WORK = Path(__file__).with_name("merge_at_work.py")
TEXT = "Interviewer: What helps?\nP1: A kind word helps, again and again.\n" * 40


@dataclass
class Seen:
    """How the files were found."""

    as_before: int = 0
    merged: int = 0
    journals: int = 0


@pytest.fixture
def copies(tmp_path: Path) -> tuple[Path, Path]:
    """A project and a copy in which a colleague has coded a thousand passages and a new text."""
    ours, theirs = tmp_path / "ours.qsts", tmp_path / "theirs.qsts"
    with create_project(ours, "Study", coder="Ana Ruiz") as workspace:
        code = workspace.run(add_code, "Support").value
    shutil.copyfile(ours, theirs)
    file = tmp_path / "I-01.txt"
    file.write_text(TEXT, encoding="utf-8")
    with open_project(theirs, coder="Tomasz Lind", backups=None) as workspace:
        coder = workspace.act_as("Tomasz Lind")
        (line,) = workspace.run(import_sources, [prepare_file(file, ImportSettings())]).value
        assert line.id is not None
        wanted = [NewSegment(line.id, Span(at, at + 9), code, coder) for at in range(1000)]
        workspace.run(apply_codes, wanted)
    return ours, theirs


def merging(ours: Path, theirs: Path, repository: Path, after: float | None) -> float:
    """Let another process merge, and kill it so many seconds later; how long it took."""
    process = subprocess.Popen(
        [sys.executable, str(AT_WORK), str(ours), str(theirs)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(repository)},
    )
    assert process.stdin is not None
    assert process.stdout is not None
    with process:
        assert process.stdout.readline() == "ready\n"
        process.stdin.write("go\n")
        process.stdin.flush()
        begin = time.perf_counter()
        if after is None:
            assert process.stdout.readline() == "done\n"
        else:
            time.sleep(after)
            process.kill()
        return time.perf_counter() - begin


def test_killed_at_any_moment(copies: tuple[Path, Path], tmp_path: Path, repository: Path) -> None:
    ours, theirs = copies
    before, their_mark = mark_of_rows(ours), mark_of_rows(theirs)
    whole = tmp_path / "whole.qsts"
    shutil.copyfile(ours, whole)
    longest = merging(whole, theirs, repository, None)
    merged = mark_of_rows(whole)
    assert merged != before
    chance, seen = random.Random(4), Seen()
    for number in range(KILLS):
        project = tmp_path / f"{number}.qsts"
        shutil.copyfile(ours, project)
        merging(project, theirs, repository, chance.uniform(0, longest * 1.1))
        seen.journals += project.with_name(f"{project.name}-journal").exists()
        with open_project(project, coder="Ana Ruiz", backups=None) as workspace:
            assert workspace.notices == ()
            now = mark_of_rows(project)
            assert now in {before, merged}
            seen.as_before += now == before
            seen.merged += now == merged
        assert check_project(project) == ()
        project.unlink()
        shutil.rmtree(tmp_path / f"{number} backups", ignore_errors=True)
    print(seen)
    assert mark_of_rows(theirs) == their_mark
    assert seen.as_before > 0
