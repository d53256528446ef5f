"""Measures for how long the window is blocked while large work is under way.

Run: QT_QPA_PLATFORM=offscreen python -m benchmarks.heartbeat, with QC_DATA=FOLDER on data set B as
well. A timer beats in the event loop; between two beats the window answers nobody. Milliseconds of
the longest pause for each piece of work, until half a second after it, and how often more than
50 ms passed. Exit status 1 when the window was blocked for longer while it is to stay usable;
opening a project takes its own time and is told beside it. Other programs running lengthen the
pauses: run it alone.
"""

import os
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from benchmarks.neutral_data import make_copies, make_project
from qualcoder_sts.codebook.operations import add_code, set_code_terms
from qualcoder_sts.coding.hit_order import HitOrder
from qualcoder_sts.coding.searching import SearchMode
from qualcoder_sts.foundation.preferences import Preferences, write_preferences
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.project.opening import create_project
from qualcoder_sts.transcripts.queries import list_sources, read_transcript
from qualcoder_sts.ui.analysis.chart_view import ChartView
from qualcoder_sts.ui.application import Application, stay_responsive
from qualcoder_sts.ui.coding.project_search import SearchWanted
from qualcoder_sts.ui.coding.search_page import SearchPage
from qualcoder_sts.ui.merge.merge_page import MergePage
from qualcoder_sts.ui.merge.merging import State
from qualcoder_sts.ui.shell.places import Place

MOST_MS = 50.0
FILES, TURNS = 100, 120
PATIENCE = 300.0
AFTERWARDS_MS = 500
OPENING = "opening"
"""What begins so is no work beside which the window is to stay usable."""
WORDS = [
    "people",
    "say",
    "what",
    "they",
    "carried",
    "home",
    "from",
    "the",
    "week",
    "and",
    "somebody",
    "listens",
    "to",
    "them",
]


Lines = Iterator[tuple[str, float]]


class Heartbeat:
    """Beats in the event loop and keeps the pauses between its beats."""

    def __init__(self) -> None:
        self._timer = QTimer()
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._beat)
        self._last = 0.0
        self.pauses: list[float] = []

    def during(self, start: Callable[[], object], is_over: Callable[[], bool]) -> float:
        """Begin some work and beat until it is over; returns how many seconds it took."""
        self.pauses = []
        began = self._last = time.perf_counter()
        self._timer.start()
        loop = QEventLoop()
        watch = QTimer()
        watch.timeout.connect(lambda: (watch.stop(), loop.quit()) if _ended(is_over, began) else 0)
        watch.start(20)
        QTimer.singleShot(0, start)
        loop.exec()
        seconds = time.perf_counter() - began
        # What the work leaves to be done once the window has been painted belongs to it.
        QTimer.singleShot(AFTERWARDS_MS, loop.quit)
        loop.exec()
        self._timer.stop()
        return seconds

    def _beat(self) -> None:
        now = time.perf_counter()
        self.pauses.append((now - self._last) * 1000)
        self._last = now


def _is_drawn(place: QWidget) -> bool:
    return bool(place.findChildren(ChartView))


def _ended(is_over: Callable[[], bool], began: float) -> bool:
    if time.perf_counter() - began > PATIENCE:
        sys.exit("it did not come to an end")
    return is_over()


def write_talks(folder: Path) -> None:
    """A hundred transcripts of nonsense, always the same."""
    chance = random.Random(7)
    folder.mkdir()
    for number in range(FILES):
        turns = (
            f"{'Interviewer' if turn % 2 == 0 else f'P{number}'}: "
            + " ".join(chance.choices(WORDS, k=chance.randint(8, 60)))
            for turn in range(TURNS)
        )
        (folder / f"I-{number:03d}.txt").write_text("\n".join(turns), encoding="utf-8")


def import_many(application: Application, heart: Heartbeat, talks: Path) -> float:
    """A hundred files, from choosing them to their lines in the list of sources."""
    project = application.project
    assert project is not None
    told: list[object] = []
    project.imports.done.connect(told.append)
    project.imports.start([talks])
    dialog = project.imports.dialog
    assert dialog is not None
    heart.during(lambda: None, lambda: bool(dialog.draft.files) and not dialog.draft.is_reading)
    reading = list(heart.pauses)
    seconds = heart.during(dialog.accept, lambda: bool(told))
    heart.pauses += reading
    return seconds


def suggest_everywhere(application: Application, heart: Heartbeat) -> float:
    """From the switch to the queue, with a transcript open that gets dotted lines."""
    project = application.project
    assert project is not None
    project.places.coding.open(project.operations.read(list_sources)[0].id)
    suggester = project.places.suggestions.suggester
    seconds = heart.during(
        lambda: suggester.switch(on=True),
        lambda: suggester.last_run is not None and bool(suggester.rows()),
    )
    suggester.switch(on=False)
    project.places.coding.tabs.close_current()
    return seconds


def search_everything(application: Application, heart: Heartbeat, mode: SearchMode) -> float:
    """A word that stands in every text many times, from the key to the list of what was found."""
    project = application.project
    assert project is not None
    application.actions["show_search"].trigger()
    page = application.window.findChild(SearchPage)
    assert page is not None
    text = project.operations.read(read_transcript, project.operations.read(list_sources)[0].id)
    word = Counter(text.text.split()).most_common(1)[0][0]
    wanted = SearchWanted(word, mode, match_case=False, method=None, role=None)
    return heart.during(lambda: page.search(wanted), lambda: page.found.text() != _("Searching…"))


def sort_lines(application: Application, heart: Heartbeat) -> float:
    """What was found as lines, by the words that follow."""
    page = application.window.findChild(SearchPage)
    assert page is not None
    return heart.during(
        lambda: page.order.choose(HitOrder.AFTER), lambda: not page.model.is_by_source
    )


def main() -> int:
    """Measure and print the table."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["QUALCODER_STS_CONFIG"] = str(folder / "settings")
        write_preferences(Preferences(coder="coder_a", theme="light", tour_taken=True))
        qt = QApplication([])
        application = Application(qt)
        application.window.show()
        stay_responsive(qt, application)
        heart = Heartbeat()
        worst = 0.0
        print(f"{'work':44}{'seconds':>9}{'longest':>10}{'over 50 ms':>12}")
        for start in (on_many_files, on_large_project, on_copies):
            for line, seconds in start(application, heart, folder):
                longest = max(heart.pauses, default=0.0)
                many = sum(pause > MOST_MS for pause in heart.pauses)
                worst = max(worst, 0.0 if line.startswith(OPENING) else longest)
                print(f"{line:44}{seconds:8.2f} s{longest:7.0f} ms{many:12}")
        application.window.close()
    return 0 if worst <= MOST_MS else 1


def on_many_files(application: Application, heart: Heartbeat, folder: Path) -> Lines:
    """A new project that gets a hundred files."""
    write_talks(folder / "interviews")
    path = folder / "Many.qsts"
    with create_project(path, "Many", coder="coder_a") as workspace:
        code_id = workspace.run(add_code, "Listening").value
        workspace.run(set_code_terms, code_id, ("somebody listens", "the week"))
    application.open(path)
    yield "import of 100 files", import_many(application, heart, folder / "interviews")
    project = application.project
    assert project is not None
    yield "suggestions for them", suggest_everywhere(application, heart)
    yield (
        "undo of it",
        heart.during(project.operations.undo, lambda: not project.operations.read(list_sources)),
    )
    yield (
        "opening it again",
        heart.during(
            lambda: (application.close_project(), application.open(path)),
            lambda: application.project is not None,
        ),
    )


def on_large_project(application: Application, heart: Heartbeat, folder: Path) -> Lines:
    """Forty texts with 20,000 segments."""
    if "QC_DATA" not in os.environ:
        return
    path = make_project("B", Path(os.environ["QC_DATA"]), folder, one_coder=True).path
    yield (
        "opening 40 texts, 20,000 segments",
        heart.during(
            lambda: application.open(path),
            lambda: application.project is not None and application.project.workspace.path == path,
        ),
    )
    project = application.project
    assert project is not None
    places = project.places
    source = project.operations.read(list_sources)[0]
    yield (
        "opening a transcript of 10,000 words",
        heart.during(lambda: places.coding.open(source.id), lambda: places.coding.tabs.count() > 0),
    )
    for mode in (SearchMode.WORD, SearchMode.LEMMA):
        line = f"search for a common word in all texts, {mode}"
        yield line, search_everything(application, heart, mode)
    yield "sort what was found", sort_lines(application, heart)
    chart = places.analyse.chart
    yield (
        "chart, the first time",
        heart.during(
            lambda: application.window.show_place(Place.ANALYSE), lambda: _is_drawn(chart)
        ),
    )


def on_copies(application: Application, heart: Heartbeat, folder: Path) -> Lines:
    """Two copies of forty texts with 20,000 segments of its own in each, a transcript open."""
    if "QC_DATA" not in os.environ:
        return
    target = folder / "copies"
    target.mkdir()
    ours, theirs = make_copies("B", Path(os.environ["QC_DATA"]), target)
    application.open(ours)
    project = application.project
    assert project is not None
    operations = project.operations
    source, coding = operations.read(list_sources)[0], project.places.coding
    yield (
        "opening a transcript with 500 segments",
        heart.during(lambda: coding.open(source.id), lambda: coding.tabs.count() > 0),
    )
    show = application.actions["show_merge"].trigger
    yield (
        "opening the merge page",
        heart.during(show, lambda: application.window.findChild(MergePage) is not None),
    )
    page = application.window.findChild(MergePage)
    assert page is not None
    merging = page.merging
    yield (
        "comparing a copy, 20,000 segments in each",
        heart.during(lambda: page.compare([theirs]), lambda: merging.state is State.REVIEWING),
    )
    yield "merging it", heart.during(page.merge.click, lambda: merging.state is State.DONE)
    yield (
        "undo of the merge",
        heart.during(operations.undo, lambda: merging.state is State.CHOOSING),
    )


if __name__ == "__main__":
    sys.exit(main())
