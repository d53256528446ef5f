"""Measures how long the program takes from its start to a window that can be used.

Run: QC_DATA=FOLDER QT_QPA_PLATFORM=offscreen python -m benchmarks.start_up
On data set B: forty texts of 10,000 words with 20,000 segments, two transcripts open as they were
left. Wall seconds from the start of the process until everything is shown and the window waits for
its user; the median of several starts. Exit status 1 when it takes too long, or when a library is
loaded that the start does not need.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.neutral_data import make_project, neutral_data

REPEATS = 5
MOST_SECONDS = 1.5
NOT_LOADED = ("spacy", "matplotlib", "docx", "openpyxl", "pdfminer", "lxml", "numpy")
BEGAN = "QUALCODER_BENCHMARK_BEGAN"


def main() -> int:
    """Measure, or with a project be the program that is measured."""
    if len(sys.argv) > 1:
        return be_measured(Path(sys.argv[1]))
    folder = neutral_data()
    with tempfile.TemporaryDirectory() as name:
        target = Path(name)
        project = make_project("B", folder, target).path
        remember_tabs(project, target / "settings")
        starts = [start(project, target / "settings") for _ in range(REPEATS + 1)][1:]
    seconds = statistics.median(each["seconds"] for each in starts)
    loaded = sorted({name for each in starts for name in each["loaded"]})
    shown = statistics.median(each["window"] for each in starts)
    processor = statistics.median(each["processor"] for each in starts)
    met = seconds <= MOST_SECONDS and not loaded
    print(f"window shown {shown:.2f} s, usable {seconds:.2f} s (at most {MOST_SECONDS} s)")
    print(f"processor time {processor:.2f} s")
    print(f"loaded without need: {', '.join(loaded) or 'nothing'}")
    print("yes" if met else "NO")
    return 0 if met else 1


def remember_tabs(project: Path, settings: Path) -> None:
    """Let two transcripts be open, as somebody left them."""
    from qualcoder_sts.project.opening import open_project
    from qualcoder_sts.transcripts.queries import list_sources

    with open_project(project, read_only=True) as workspace:
        sources = workspace.read(list_sources)[:2]
    opened = {"tabs": [source.id.hex for source in sources], "front": 0, "place": "code"}
    settings.mkdir()
    kept = {"projects": {str(project): opened}}
    (settings / "window.json").write_text(json.dumps(kept), encoding="utf-8")
    (settings / "preferences.json").write_text('{"coder": "coder_a"}', encoding="utf-8")


def start(project: Path, settings: Path) -> dict[str, float]:
    """One start of the program in a process of its own."""
    # A program that was started before finds its modules compiled; so does this one.
    environment = {
        "QT_QPA_PLATFORM": "offscreen",
        **os.environ,
        "PYTHONDONTWRITEBYTECODE": "",
        "PYTHONPYCACHEPREFIX": str(settings / "compiled"),
        "QUALCODER_STS_CONFIG": str(settings),
        BEGAN: str(time.monotonic()),
    }
    command = [sys.executable, "-m", "benchmarks.start_up", str(project)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    told: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return told


def be_measured(project: Path) -> int:
    """The program itself, which says when it waits for its user and then ends."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from qualcoder_sts.ui.application import Application, run_window

    qt = QApplication([])
    watch = QTimer()
    told: dict[str, object] = {}

    def look() -> None:
        now = time.monotonic() - float(os.environ[BEGAN])
        application = qt.findChild(Application)
        if application is None or not application.window.isVisible():
            return
        told.setdefault("window", now)
        shown = None if application.project is None else application.project.places.coding
        if shown is None or shown.tabs.count() < 2:
            return
        if "waits" not in told:  # once round the event loop more: everything is painted
            told["waits"] = True
            return
        loaded = [name for name in NOT_LOADED if name in sys.modules]
        processor = time.process_time()
        seconds = {"seconds": now, "window": told["window"], "processor": processor}
        print(json.dumps({**seconds, "loaded": loaded}))
        watch.stop()
        application.window.close()

    watch.timeout.connect(look)
    watch.start(0)
    return run_window(project)


if __name__ == "__main__":
    sys.exit(main())
