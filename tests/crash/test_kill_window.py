"""The window killed while it codes leaves a whole project: at most the step in flight is lost."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from qualcoder_sts.codebook.operations import add_code
from qualcoder_sts.coding.queries import segment_count
from qualcoder_sts.foundation.preferences import Preferences, write_preferences
from qualcoder_sts.project.opening import create_project, open_project
from qualcoder_sts.transcripts.operations.importing import import_sources
from qualcoder_sts.transcripts.preparing import files_in, prepare_files
from tests.crash.test_kill import Kills, look_at_what_is_left, mark_of_rows

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="killed as Unix kills"),
]

TIMES = 15
LONGEST_LIFE = 0.5  # seconds from the first step on
PATIENCE = 30
AT_WORK = Path(__file__).with_name("window_at_work.py")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    pytest.importorskip("PySide6")
    monkeypatch.setenv("QUALCODER_STS_CONFIG", str(tmp_path / "settings"))
    write_preferences(Preferences(coder="Anna", theme="light"))
    transcript = tmp_path / "FG-1.txt"
    turns = (f"P{n % 3}: I said so {n} times, and nobody wrote it down." for n in range(200))
    transcript.write_text("\n".join(turns), encoding="utf-8")
    path = tmp_path / "Small.qsts"
    with create_project(path, "Small", coder="Anna") as workspace:
        workspace.run(add_code, "Lower caseloads")
        workspace.run(add_code, "Collegial support")
        workspace.run(import_sources, prepare_files(files_in([transcript])))
    return path


def test_the_window_killed_at_any_moment(project: Path, repository: Path) -> None:
    kills, chance = Kills(), random.Random(7)
    before = mark_of_rows(project)
    for number in range(TIMES):
        kill_one(project, repository, number, chance.uniform(0, LONGEST_LIFE))
        before = look_at_what_is_left(project, before, kills)
    print(kills)
    assert kills.in_all == TIMES
    # Otherwise this test would not show what it says.
    assert kills.within_an_operation > 0
    with open_project(project, coder="Anna", backups=None) as workspace:
        assert workspace.read(segment_count) > TIMES


def kill_one(project: Path, repository: Path, seed: int, after: float) -> None:
    """Start the window, let it code for a while, and kill it."""
    diary = project.with_name(f"{project.name}.diary")
    environment = {**os.environ, "PYTHONPATH": str(repository), "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, str(AT_WORK), str(project), str(seed)]
    with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE) as window:
        deadline = time.monotonic() + PATIENCE
        while not diary.exists() or "begin" not in diary.read_text():
            assert window.poll() is None, window.communicate()[1].decode()
            assert time.monotonic() < deadline, "the window does not begin to work"
            time.sleep(0.01)
        time.sleep(after)
        assert window.poll() is None
        window.kill()
    assert window.returncode == -signal.SIGKILL
