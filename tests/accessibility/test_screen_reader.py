"""The real program on the sample study, as a screen reader hears it.

On a message bus and a screen of their own, in three processes: the program, the bus, and a reader
that knows nothing of the program but what is on the bus.
"""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from qualcoder_sts.coding.queries import segments_of
from qualcoder_sts.exchange.study_folder import take_study
from qualcoder_sts.foundation.shipped_files import codebooks_folder, sample_study_folder
from qualcoder_sts.project.opening import open_project
from qualcoder_sts.transcripts.queries import Transcript, list_sources, read_transcript

SYSTEM_PYTHON = "/usr/bin/python3"
READER = Path(__file__).with_name("reader.py")
# The reader's end is the end: the program is stopped then, whatever it does.
TOGETHER = (
    '"$PROGRAM" -m qualcoder_sts "$PROJECT" & {system} "$READER"; told=$?; kill $!; exit $told'
)


def missing() -> str:
    """What this test needs and is not there, in words; empty when all is."""
    if sys.platform != "linux":
        return "the accessibility bus is that of Linux"
    lacking = [name for name in ("Xvfb", "xvfb-run", "dbus-run-session") if not shutil.which(name)]
    if lacking:
        return f"not installed: {', '.join(lacking)}"
    ask = "import gi; gi.require_version('Atspi', '2.0')"
    try:
        done = subprocess.run([SYSTEM_PYTHON, "-c", ask], capture_output=True, check=False)
    except OSError:
        return f"there is no {SYSTEM_PYTHON}"
    return "" if done.returncode == 0 else "not installed: gir1.2-atspi-2.0, python3-gi"


pytestmark = pytest.mark.skipif(bool(missing()), reason=missing() or "all is there")


@dataclass(frozen=True)
class Study:
    """The sample study with its first transcript that has segments."""

    path: Path
    transcript: Transcript
    first_segment: str


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Study:
    path = tmp_path_factory.mktemp("heard") / "Port Ellery.qsts"
    take_study(
        sample_study_folder(), path, coder="Ana Ruiz", codebooks=codebooks_folder()
    ).workspace.close()
    with open_project(path, read_only=True) as workspace:
        source = next(one for one in workspace.read(list_sources) if one.segments)
        transcript = workspace.read(read_transcript, source.id)
        first = workspace.read(segments_of, source.id)[0]
    return Study(path, transcript, transcript.text[first.start : first.end])


@pytest.fixture(scope="module")
def heard(study: Study, tmp_path_factory: pytest.TempPathFactory, repository: Path) -> Any:
    """What the reader was told of the program with the transcript open."""
    folder = tmp_path_factory.mktemp("settings")
    opened = {"tabs": [study.transcript.source.id.hex], "front": 0, "place": "code"}
    memory = {"projects": {str(study.path): opened}}
    (folder / "window.json").write_text(json.dumps(memory), encoding="utf-8")
    foreign = ("QT_", "DBUS_", "XDG_", "DISPLAY", "WAYLAND", "AT_SPI")
    told = subprocess.run(
        [
            *("xvfb-run", "-a", "-s", "-screen 0 1400x900x24", "dbus-run-session", "--"),
            *("sh", "-c", TOGETHER.format(system=SYSTEM_PYTHON)),
        ],
        cwd=repository,
        env={
            **{name: value for name, value in os.environ.items() if not name.startswith(foreign)},
            "QT_QPA_PLATFORM": "xcb",
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
            "QUALCODER_STS_CONFIG": str(folder),
            "XDG_RUNTIME_DIR": str(folder),
            "PROGRAM": sys.executable,
            "PROJECT": str(study.path),
            "READER": str(READER),
        },
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert told.returncode == 0, told.stderr[-3000:]
    return json.loads(told.stdout.strip().splitlines()[-1])


def test_the_whole_transcript_is_read(heard: Any, study: Study) -> None:
    # Qt's paragraphs end in one character of their own.
    assert heard["transcript"].replace("\u2029", "\n") == study.transcript.text
    assert heard["described"] == study.transcript.source.name
    assert heard["focusable"]


def test_the_next_segment_is_told_and_found(heard: Any, study: Study) -> None:
    assert "egment" in heard["told"]
    selected = heard["selected"].replace("\u2029", "\n")
    assert study.first_segment.startswith(selected[:20])
    assert selected


def test_everything_that_takes_the_focus_has_a_name(heard: Any) -> None:
    assert heard["nameless"] == []


@pytest.mark.parametrize("name", ["Sources", "Codebook", "Places", "Menu bar", "Status"])
def test_the_places_of_the_window_are_named(heard: Any, name: str) -> None:
    assert name in heard["names"]
