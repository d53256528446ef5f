"""Measures the coding view against its budgets, and against merging a format for each segment.

Run: QT_QPA_PLATFORM=offscreen python benchmarks/coding_view.py
CPU time of this process in milliseconds, medians of interleaved repeats. Every ratio comes from
one run on one machine. Exit status 1 when a demand is not met.
"""

import os
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from uuid import UUID

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import psutil  # type: ignore[import-untyped]
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QApplication, QTextEdit, QWidget

from qualcoder_sts.ui.theme.apply import apply_theme
from qualcoder_sts.ui.theme.fonts import reading_font
from qualcoder_sts.ui.theme.theme import load_theme
from qualcoder_sts.ui.transcript_view.margin import Margin
from qualcoder_sts.ui.transcript_view.rows import SegmentRow, TranscriptRow, TurnRow
from qualcoder_sts.ui.transcript_view.view import TranscriptView

REPEATS = 3
FRAMES = 120
NOTCH = 81
SIZE = (1000, 800)
SYLLABLES = [
    "ba",
    "be",
    "bi",
    "bo",
    "da",
    "de",
    "di",
    "do",
    "fa",
    "fe",
    "fi",
    "fo",
    "ka",
    "ke",
    "ki",
    "ko",
    "la",
    "le",
    "li",
    "lo",
    "ma",
    "me",
    "mi",
    "mo",
]
COLOURS = ("#5bb0a4", "#d9963a", "#6fa5cc", "#3a7ca5", "#e6b96b", "#8a6fc0", "#e29a9a")


@dataclass(frozen=True)
class Text:
    """A transcript to be measured on."""

    row: TranscriptRow
    segments: tuple[SegmentRow, ...]


@dataclass(frozen=True)
class Line:
    """One line of the table."""

    what: str
    demand: str
    measured: str
    is_met: bool


def made_text(words: int, segments: int, longest: int, *, paragraph: int = 50) -> Text:
    """A transcript of nonsense with speakers; always the same for the same numbers."""
    chance = random.Random(words * 7 + segments)
    parts: list[str] = []
    turns: list[TurnRow] = []
    position = done = 0
    while done < words:
        count = min(words - done, chance.randint(paragraph // 2, paragraph * 3 // 2))
        label = "Moderator: " if len(turns) % 5 == 0 else f"P{len(turns) % 7}: "
        speech = " ".join(
            "".join(chance.choices(SYLLABLES, k=chance.randint(1, 4))) for _ in range(count)
        )
        end = position + len(label) + len(speech)
        speech_start = position + len(label)
        turns.append(
            TurnRow(position, speech_start, end, label[:-2], label[0] == "M", position * 60)
        )
        parts.append(label + speech)
        position, done = end + 1, done + count
    text = "\n".join(parts)
    row = TranscriptRow(UUID(int=words), f"{words} words", text, tuple(turns))
    return Text(row, tuple(made_segment(chance, i, len(text), longest) for i in range(segments)))


def made_segment(chance: random.Random, number: int, length: int, longest: int) -> SegmentRow:
    start = chance.randrange(length - longest)
    name = f"Code number {number % 100}"
    end = start + chance.randrange(20, longest)
    return SegmentRow(UUID(int=number + 1), start, end, name, COLOURS[number % 7], "Ana Ruiz")


def cpu(work: Callable[[], object]) -> float:
    begun = time.process_time()
    work()
    return (time.process_time() - begun) * 1000


class FormatMerging:
    """The usual way: the text's own formats, one merged for each segment."""

    def __init__(self) -> None:
        self.edit = QTextEdit()
        self.edit.setReadOnly(True)
        self.edit.setUndoRedoEnabled(False)
        self.edit.setFont(reading_font())
        self.edit.resize(700, SIZE[1])
        self.edit.show()

    def open(self, text: Text) -> None:
        self.edit.setPlainText(text.row.text)
        self.merge(text.segments)
        self.paint()

    def merge(self, segments: tuple[SegmentRow, ...]) -> None:
        for segment in segments:
            cursor = QTextCursor(self.edit.document())
            cursor.setPosition(segment.start)
            cursor.setPosition(segment.end, QTextCursor.MoveMode.KeepAnchor)
            colour = QTextCharFormat()
            colour.setBackground(QColor(segment.colour))
            cursor.mergeCharFormat(colour)

    def clear_and_merge(self, segments: tuple[SegmentRow, ...]) -> None:
        cursor = QTextCursor(self.edit.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.setCharFormat(QTextCharFormat())
        self.merge(segments)
        QApplication.processEvents()

    def add(self, segment: SegmentRow) -> None:
        self.merge((segment,))
        QApplication.processEvents()

    def paint(self) -> None:
        self.edit.viewport().repaint()


class Ours:
    """The coding view with both its margins."""

    def __init__(self) -> None:
        self.view = TranscriptView(load_theme("light"))
        self.view.resize(*SIZE)
        self.view.show()
        (self.text,) = self.view.findChildren(QTextEdit)
        self.margins: list[Margin] = self.view.findChildren(Margin)
        assert len(self.margins) == 2

    def open(self, text: Text) -> None:
        self.view.show_transcript(text.row, text.segments)
        self.paint()

    def add(self, segment: SegmentRow) -> None:
        self.view.add_segment(segment)
        QApplication.processEvents()

    def remove(self, segment: SegmentRow) -> None:
        self.view.remove_segment(segment.id)
        QApplication.processEvents()

    def recolour(self, segment: SegmentRow) -> None:
        self.view.update_segment(replace(segment, colour="#123456"))
        QApplication.processEvents()

    def paint(self) -> None:
        for part in (self.text.viewport(), *self.margins):
            part.repaint()


def settle(application: QApplication) -> None:
    """Let Qt finish laying out what is not seen yet."""
    until = time.monotonic() + 0.3
    while time.monotonic() < until:
        application.processEvents()


def frames(application: QApplication, edit: QTextEdit, widgets: list[QWidget]) -> list[float]:
    """CPU time of each frame, all of it painted anew, scrolling notch by notch of the wheel."""
    bar = edit.verticalScrollBar()
    bar.setValue(bar.maximum())
    application.processEvents()
    bar.setValue(bar.maximum() // 3)
    application.processEvents()
    found = []
    for _ in range(FRAMES):
        bar.setValue(bar.value() + NOTCH)
        for widget in widgets:
            widget.update()
        found.append(cpu(application.processEvents))
    return found


def leaps(application: QApplication, edit: QTextEdit) -> list[float]:
    """The same, each time at a place not seen before."""
    bar = edit.verticalScrollBar()
    found = []
    for i in range(1, 20):
        bar.setValue(bar.maximum() * i // 20)
        found.append(cpu(application.processEvents))
    return found


def p95(values: list[float]) -> float:
    return sorted(values)[int(len(values) * 0.95)]


@dataclass
class Times:
    """Milliseconds of each repeat by what was done."""

    by_name: dict[str, list[float]]

    def note(self, name: str, value: float) -> None:
        self.by_name.setdefault(name, []).append(value)

    def middle(self, name: str) -> float:
        return statistics.median(self.by_name[name])


def note_changes(
    application: QApplication, times: Times, ours: Ours, usual: FormatMerging, fresh: SegmentRow
) -> None:
    begun = time.perf_counter()
    times.note("add ours", cpu(lambda: ours.add(fresh)))
    times.note("add ours wall", (time.perf_counter() - begun) * 1000)
    times.note("add usual", cpu(lambda: usual.add(fresh)))
    times.note("recolour ours", cpu(lambda: ours.recolour(fresh)))
    times.note("remove ours", cpu(lambda: ours.remove(fresh)))
    times.note("undo ours", cpu(lambda: ours.add(fresh)))
    ours.remove(fresh)
    application.processEvents()


def measured(application: QApplication, text: Text) -> Times:
    times = Times({})
    ours, usual, plain = Ours(), FormatMerging(), FormatMerging()
    empty = made_text(50, 0, 10)
    added = [
        replace(text.segments[i], id=UUID(int=10**9 + i), start=start, end=start + 250)
        for i, start in enumerate((150, 400, 700, 1000, 1300))
    ]
    for _ in range(REPEATS):
        ours.open(empty)
        usual.edit.clear()
        application.processEvents()
        times.note("open ours", cpu(lambda: ours.open(text)))
        times.note("open usual", cpu(lambda: usual.open(text)))
        settle(application)
        for fresh in added:
            note_changes(application, times, ours, usual, fresh)
        times.note("remove usual", cpu(lambda: usual.clear_and_merge(text.segments)))
        plain.edit.setPlainText(text.row.text)
        settle(application)
        plain_frames = frames(application, plain.edit, [plain.edit.viewport()])
        our_frames = frames(application, ours.text, [ours.text.viewport(), *ours.margins])
        times.note("frame plain", statistics.median(plain_frames))
        times.note("frame ours", statistics.median(our_frames))
        times.note("frame ours p95", p95(our_frames))
        times.note("leap ours", p95(leaps(application, ours.text)))
        times.note("leap plain", p95(leaps(application, plain.edit)))
    for widget in (ours.view, usual.edit, plain.edit):
        widget.close()
        widget.deleteLater()
    return times


def memory_to_open() -> float:
    """Megabytes that opening the long text takes, in this process."""
    application = QApplication([])
    apply_theme(application, load_theme("light"))
    ours = Ours()
    ours.open(made_text(2000, 100, 300))
    application.processEvents()
    text = made_text(150_000, 5_000, 300)
    process = psutil.Process()
    before = process.memory_info().rss
    ours.open(text)
    after = process.memory_info().rss
    return float(after - before) / 1e6


def lines_for(name: str, times: Times, open_ratio: int, change_ratio: int) -> list[Line]:
    opened = times.middle("open usual") / times.middle("open ours")
    lines = [
        Line(
            f"{name}: open to first paint, {times.middle('open ours'):.1f} ms",
            f"≥ {open_ratio}× faster",
            f"{opened:.0f}×",
            opened >= open_ratio,
        )
    ]
    for what in ("remove", "undo", "recolour"):
        ratio = times.middle("remove usual") / times.middle(f"{what} ours")
        spent = times.middle(f"{what} ours")
        lines.append(
            Line(
                f"{name}: {what} one segment, {spent:.1f} ms",
                f"≥ {change_ratio}× faster",
                f"{ratio:.0f}×",
                ratio >= change_ratio,
            )
        )
    wall, ratio = (
        times.middle("add ours wall"),
        times.middle("add ours") / times.middle("add usual"),
    )
    frame, plain = times.middle("frame ours"), times.middle("frame plain")
    slow, leap = times.middle("frame ours p95"), times.middle("leap ours")
    return [
        *lines,
        Line(f"{name}: add one segment, wall", "< 16 ms", f"{wall:.1f} ms", wall < 16),
        Line(f"{name}: add against merging one format", "≤ 2×", f"{ratio:.2f}×", ratio <= 2),
        Line(
            f"{name}: frame {frame:.2f} ms against uncoloured {plain:.2f} ms",
            "≤ 2.5×",
            f"{frame / plain:.2f}×",
            frame / plain <= 2.5,
        ),
        Line(f"{name}: frame, p95", "≤ 10 ms", f"{slow:.1f} ms", slow <= 10),
        Line(f"{name}: leap to a place not seen yet, p95", "≤ 10 ms", f"{leap:.1f} ms", leap <= 10),
    ]


def frame_p95(application: QApplication, text: Text) -> float:
    found = []
    for _ in range(REPEATS):
        ours = Ours()
        ours.open(text)
        settle(application)
        found.append(p95(frames(application, ours.text, [ours.text.viewport(), *ours.margins])))
        ours.view.close()
        ours.view.deleteLater()
    return statistics.median(found)


def table() -> list[Line]:
    application = QApplication([])
    apply_theme(application, load_theme("light"))
    short = measured(application, made_text(10_000, 500, 300))
    long = measured(application, made_text(150_000, 5_000, 300))
    growth = long.middle("frame ours") / short.middle("frame ours")
    dense = frame_p95(application, made_text(10_000, 5_000, 700))
    endless = frame_p95(application, made_text(10_000, 500, 300, paragraph=20_000))
    command = [sys.executable, __file__, "--memory"]
    child = subprocess.run(command, capture_output=True, text=True, check=True)
    memory = float(child.stdout.split()[-1])
    return [
        *lines_for("10,000 words, 500 segments", short, 10, 40),
        *lines_for("150,000 words, 5,000 segments", long, 40, 400),
        Line("frame growth from short to long", "≤ 1.5×", f"{growth:.2f}×", growth <= 1.5),
        Line("memory to open 150,000 / 5,000", "≤ 25 MB", f"{memory:.1f} MB", memory <= 25),
        Line("10,000 words, 5,000 segments: p95", "< 16 ms", f"{dense:.1f} ms", dense < 16),
        Line("one paragraph of 10,000 words: p95", "< 16 ms", f"{endless:.1f} ms", endless < 16),
    ]


def main() -> int:
    if "--memory" in sys.argv:
        print(memory_to_open())
        return 0
    lines = table()
    width = max(len(line.what) for line in lines)
    print(f"{'measure':<{width}}  {'demand':<14}  {'measured':<14}  ok")
    for line in lines:
        verdict = "yes" if line.is_met else "NO"
        print(f"{line.what:<{width}}  {line.demand:<14}  {line.measured:<14}  {verdict}")
    return 0 if all(line.is_met for line in lines) else 1


if __name__ == "__main__":
    sys.exit(main())
