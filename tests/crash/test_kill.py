"""A process killed at any moment leaves a whole project: all of its last operation, or nothing."""

import os
import random
import runpy
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from qualcoder_sts.project.checking import check_project
from qualcoder_sts.project.lock import lock_path
from qualcoder_sts.project.opening import create_project, open_project

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not hasattr(os, "fork"), reason="children are forked"),
]

THOROUGH = os.environ.get("HYPOTHESIS_PROFILE") == "thorough"
PROJECTS = 40 if THOROUGH else 9
KILLS_OF_ONE_PROJECT = 23
LONGEST_LIFE = 0.3  # seconds

NURSERY = Path(__file__).with_name("nursery.py")
mark_of_rows: Callable[[Path], str] = runpy.run_path(str(NURSERY))["mark_of_rows"]


@dataclass
class Kills:
    """How children ended, to see that they were killed where it matters."""

    in_all: int = 0
    while_opening: int = 0
    within_an_operation: int = 0
    with_a_journal: int = 0
    done: int = 0
    undone: int = 0


class Nursery:
    """The process that forks children."""

    def __init__(self, repository: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, str(NURSERY)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": str(repository)},
        )

    def kill_one(self, project: Path, seed: int, after: float) -> None:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(f"{project}\t{seed}\n")
        self.process.stdin.flush()
        child = int(self.process.stdout.readline())
        time.sleep(after)
        os.kill(child, signal.SIGKILL)
        assert self.process.stdout.readline().strip() == "killed"

    def close(self) -> None:
        self.process.kill()
        self.process.communicate()


@pytest.fixture(scope="module")
def nursery(repository: Path) -> Iterator[Nursery]:
    nursery = Nursery(repository)
    yield nursery
    nursery.close()


def test_killed_at_any_moment(tmp_path: Path, nursery: Nursery) -> None:
    kills = Kills()
    for number in range(PROJECTS):
        chance = random.Random(number)
        project = tmp_path / f"{number}.qsts"
        create_project(project, "Study", coder="Anna").close()
        before = mark_of_rows(project)
        for _ in range(KILLS_OF_ONE_PROJECT):
            nursery.kill_one(project, chance.randrange(10**9), chance.uniform(0, LONGEST_LIFE))
            before = look_at_what_is_left(project, before, kills)
    print(kills)
    assert kills.in_all >= 200
    # Otherwise this test would not show what it says.
    assert kills.within_an_operation > kills.in_all // 4
    assert kills.with_a_journal > 0
    assert kills.done > 0
    assert kills.undone > 0


def look_at_what_is_left(project: Path, before: str, kills: Kills) -> str:
    """Compare the file with the child's diary; returns a mark of the rows to go on from."""
    diary = project.with_name(f"{project.name}.diary")
    lines = diary.read_text().splitlines() if diary.exists() else []
    diary.unlink(missing_ok=True)
    known = [line.removeprefix("done ") for line in lines if line.startswith("done ")]
    known_last = known[-1] if known else before
    began = bool(lines) and lines[-1] == "begin"
    kills.in_all += 1
    kills.while_opening += not lines
    kills.within_an_operation += began
    kills.with_a_journal += project.with_name(f"{project.name}-journal").exists()
    with open_project(project, coder="Anna", backups=None) as workspace:
        assert workspace.notices == ()
        assert check_project(project) == ()
        now = mark_of_rows(project)
        if now == known_last:
            kills.undone += began
        else:
            assert began, "a step that was done is not there"
            kills.done += 1
            # The step is there: taken back as its log says, everything is as it was before.
            changes = workspace.undo() if not last_is_undo(project) else workspace.redo()
            assert changes
            assert mark_of_rows(project) == known_last
    assert not lock_path(project).exists()
    return mark_of_rows(project)


def last_is_undo(project: Path) -> bool:
    with closing(sqlite3.connect(project)) as connection:
        query = "SELECT kind FROM change_set ORDER BY number DESC LIMIT 1"
        return bool(connection.execute(query).fetchone()[0] == "undo")
