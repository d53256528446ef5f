"""Measures what a researcher waits for: from the key or click to the painted window, and the file.

Run: QC_DATA=FOLDER QT_QPA_PLATFORM=offscreen python -m benchmarks.window
The rows of the yardstick that are done in the window, on data sets A and B, through the real
window with a project file on disk. Medians in wall seconds, from the action until the step is in
the file, until the transcript has been painted, and until the window waits again, when lists and
counts have followed. The peer's seconds are measurements of the same operations on the same data in
QualCoder 4.0-beta; its own time to save an edited text holds no painting, and so ours is compared
without. Exit status 1 when a demand is missed.
"""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTextEdit, QWidget

from benchmarks.neutral_data import make_project, neutral_data
from qualcoder_sts.codebook.queries import code_tree
from qualcoder_sts.foundation.preferences import Preferences, write_preferences
from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.project.workspace import Workspace
from qualcoder_sts.transcripts.queries import list_sources
from qualcoder_sts.ui.application import Application, stay_responsive
from qualcoder_sts.ui.transcript_view.view import TranscriptView

REPEATS = 7
SETTLING_MS = 1000


@dataclass(frozen=True, slots=True)
class Row:
    """One operation, the peer's seconds on A and B, and how many times faster it must be."""

    what: str
    peer: tuple[float, float]
    times: tuple[float, float]


CLICK = Row("click a text, painted", (12.0, 0.89), (100, 10))
APPLY = Row("apply a code", (0.087, 0.030), (1, 1))
REMOVE = Row("remove a segment", (7.3, 0.43), (300, 1))
UNDO = Row("undo that", (7.7, 0.43), (300, 1))
KEYSTROKE = Row("one keystroke in edit mode", (1.15, 0.13), (50, 1))
SAVE = Row("leave edit mode and save", (128.0, 2.7), (500, 1))


@dataclass(frozen=True, slots=True)
class Waited:
    """Seconds from an action until what it did is written, painted, and followed by the rest."""

    written: float
    painted: float
    over: float


class Watch(QObject):
    """Sees when a widget has been painted after something was done."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._written_at = self._painted_at = 0.0
        self._loop = QEventLoop()
        workspace.subscribe(self._note_written)

    def seconds(self, widget: Callable[[], QWidget], act: Callable[[], object]) -> Waited:
        """Do something and wait for what follows."""
        self._written_at = self._painted_at = 0.0
        began = time.perf_counter()
        act()
        # Asked for anew each time: a wrapper of PySide does not outlive another view's end.
        widget().installEventFilter(self)
        widget().update()
        self._loop.exec()
        written = max(0.0, self._written_at - began)
        waited = Waited(written, self._painted_at - began, time.perf_counter() - began)
        widget().removeEventFilter(self)
        return waited

    def _note_written(self, _changes: object) -> None:
        self._written_at = time.perf_counter()

    def eventFilter(  # noqa: N802 - Qt's name
        self, watched: QObject, event: QEvent
    ) -> bool:
        """Let the widget be painted, note when that was, and end once nothing else waits."""
        if event.type() is not QEvent.Type.Paint or self._painted_at:
            return False
        self._painted_at = -1.0  # the event itself comes by once more
        QApplication.sendEvent(watched, event)
        self._painted_at = time.perf_counter()
        QTimer.singleShot(0, self._loop.quit)
        return True


class Window:
    """The program's window on one project."""

    def __init__(self, application: Application) -> None:
        assert application.project is not None
        self._actions = application.actions
        self._operations = application.project.operations
        self._coding = application.project.places.coding
        self._watch = Watch(application.project.workspace)
        self._source = self._operations.read(list_sources)[0]

    def rows(self) -> Iterator[tuple[Row, Waited]]:
        """All rows with how long was waited for them."""
        yield CLICK, median([self._opened() for _ in range(REPEATS)])
        coded = [self._coded(200 + 90 * number) for number in range(REPEATS)]
        for row, waited in zip((APPLY, REMOVE, UNDO), zip(*coded, strict=True), strict=True):
            yield row, median(waited)
        typed, saved = [], []
        for _ in range(3):
            self._waited(self._actions["edit_text"].trigger)
            typed += [self._typed(key) for key in "really "]
            saved.append(self._typed(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier))
        yield KEYSTROKE, median(typed)
        yield SAVE, median(saved)

    @property
    def _view(self) -> TranscriptView:
        view = self._coding.current_view()
        assert view is not None
        return view

    def _opened(self) -> Waited:
        self._coding.tabs.close_current()
        return self._waited(lambda: self._coding.open(self._source.id))

    def _coded(self, at: int) -> tuple[Waited, Waited, Waited]:
        """Apply a code at a place, remove the segment, undo that."""
        code = next(row for row in self._operations.read(code_tree) if row.codable)
        before = {segment.id for segment in self._view.segments()}
        self._view.select(Span(at, at + 40))
        applied = self._waited(lambda: self._coding.applying.apply(code.id))
        (new,) = {segment.id for segment in self._view.segments()} - before
        self._view.activate_segment(new)
        removed = self._waited(self._actions["remove_segment"].trigger)
        return applied, removed, self._waited(self._actions["undo"].trigger)

    def _typed(
        self, key: str | Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> Waited:
        target = self._text()
        return self._waited(lambda: QTest.keyClick(target, key, modifier))  # type: ignore[arg-type]

    def _viewport(self) -> QWidget:
        return self._text().viewport()

    def _text(self) -> QTextEdit:
        text = self._view.findChild(QTextEdit)
        assert text is not None
        return text

    def _waited(self, act: Callable[[], object]) -> Waited:
        return self._watch.seconds(self._viewport, act)


def median(waited: Sequence[Waited]) -> Waited:
    """The medians of both."""
    return Waited(
        statistics.median(each.written for each in waited),
        statistics.median(each.painted for each in waited),
        statistics.median(each.over for each in waited),
    )


def main() -> int:
    """Measure both data sets and print the table."""
    folder = neutral_data()
    missed = False
    with tempfile.TemporaryDirectory() as name:
        target = Path(name)
        os.environ["QUALCODER_STS_CONFIG"] = str(target / "settings")
        write_preferences(Preferences(coder="coder_a", theme="light", tour_taken=True))
        qt = QApplication([])
        application = Application(qt)
        application.window.show()
        stay_responsive(qt, application)
        heads = ("written s", "painted s", "over s", "peer s", "ratio")
        print(f"{'data':5}{'operation':28}{''.join(f'{head:>11}' for head in heads)}")
        for place, data in enumerate("AB"):
            application.open(make_project(data, folder, target).path)
            QTest.qWait(SETTLING_MS)
            for row, waited in Window(application).rows():
                ratio = row.peer[place] / (waited.written if row is SAVE else waited.painted)
                ok = ratio >= row.times[place]
                missed |= not ok
                print(
                    f"{data:5}{row.what:28}{waited.written:11.4f}{waited.painted:11.4f}"
                    f"{waited.over:11.4f}{row.peer[place]:11.3f}{ratio:10.1f}×"
                    f"  ≥ {row.times[place]}×  {'ok' if ok else 'MISSED'}"
                )
        application.window.may_close = lambda: True
        application.window.close()
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
