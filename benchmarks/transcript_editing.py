"""Measures writing in a transcript, moving ends of segments, saving, and very long texts.

Run: QT_QPA_PLATFORM=offscreen python -m benchmarks.transcript_editing
100,000 words with 5,000 segments. CPU time of this process in milliseconds; the median and the
95th of a hundred keystrokes, each painted before the next. Exit status 1 when a demand is missed.
"""

import os
import statistics
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from benchmarks.coding_view import Line, Ours, Text, cpu, made_text, p95, settle
from qualcoder_sts.codebook.operations import add_code
from qualcoder_sts.coding.operations.segments import NewSegment, apply_codes
from qualcoder_sts.coding.operations.texts import edit_text
from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.project.opening import create_project
from qualcoder_sts.transcripts.operations.importing import import_sources
from qualcoder_sts.transcripts.preparing import files_in, prepare_files
from qualcoder_sts.transcripts.queries import list_sources, read_transcript
from qualcoder_sts.ui.theme.apply import apply_theme
from qualcoder_sts.ui.theme.theme import load_theme
from qualcoder_sts.ui.transcript_view.ends import End

WORDS, SEGMENTS, LONGEST = 100_000, 5_000, 300
KEYS = "and so we said "
MOST_KEYSTROKE, MOST_SAVING, MOST_OPENING, MOST_END = 23.0, 250.0, 1000.0, 16.0
SAVED_TIMES = 5


def with_emoji(text: Text) -> Text:
    """The same with an emoji in every line or so, at which the two countings part."""
    letters = list(text.row.text)
    for i in range(0, len(letters), 90):
        if letters[i] == " ":
            letters[i] = "🙂"
    return Text(replace(text.row, text="".join(letters)), text.segments)


def opened(application: QApplication, text: Text) -> Ours:
    ours = Ours()
    ours.open(text)
    settle(application)
    ours.view.setFocus()
    return ours


def put_caret(ours: Ours, position: int) -> None:
    ours.view.select(Span(position, position))


def keystrokes(application: QApplication, ours: Ours) -> list[float]:
    def press(key: str | Qt.Key) -> None:
        QTest.keyClick(ours.text, key)  # type: ignore[call-overload]
        application.processEvents()

    keys: list[str | Qt.Key] = [*(KEYS * 6), *([Qt.Key.Key_Return] * 5)]
    keys += [Qt.Key.Key_Backspace] * 20
    return [cpu(lambda key=key: press(key)) for key in keys]  # type: ignore[misc]


def typing_lines(application: QApplication, name: str, text: Text) -> list[Line]:
    ours = opened(application, text)
    begin = cpu(lambda: (ours.view.editing.begin(), application.processEvents()))
    put_caret(ours, len(text.row.text) // 2)
    settle(application)
    found = keystrokes(application, ours)
    for i in range(300):
        put_caret(ours, 2_000 + 1_500 * i)
        ours.text.textCursor().insertText("zz")
    put_caret(ours, len(text.row.text) // 2)
    settle(application)
    later = keystrokes(application, ours)
    ours.view.close()
    ours.view.deleteLater()
    return [
        demand(f"{name}: begin to edit", begin, 50),
        demand(f"{name}: keystroke, median", statistics.median(found), MOST_KEYSTROKE),
        demand(f"{name}: keystroke, p95", p95(found), MOST_KEYSTROKE),
        demand(f"{name}: keystroke after 300 edits, p95", p95(later), MOST_KEYSTROKE),
    ]


def end_line(application: QApplication, text: Text) -> Line:
    """An end that is dragged: the live picture of each move."""
    ours = opened(application, text)
    segment = min(text.segments, key=lambda one: one.start)
    ours.view.activate_segment(segment.id)
    ours.view.scroll_to(segment.start)
    settle(application)

    def step(words: int) -> None:
        ours.view.ends.step(End.END, words)
        application.processEvents()

    moves = [1] * 40 + [-1] * 30
    found = [cpu(lambda words=words: step(words)) for words in moves]  # type: ignore[misc]
    ours.view.close()
    ours.view.deleteLater()
    return demand("move an end by a word, p95", p95(found), MOST_END)


def saving_line() -> Line:
    """Saving an edited text with everything that stands in it, the median of some."""
    text = made_text(WORDS, SEGMENTS, LONGEST)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "interviews").mkdir()
        (folder / "interviews" / "I-01.txt").write_text(text.row.text, encoding="utf-8")
        with create_project(folder / "Long.qsts", "Long", coder="Ana Ruiz") as workspace:
            workspace.run(import_sources, prepare_files(files_in([folder / "interviews"])))
            (source,) = workspace.read(list_sources)
            code, coder = workspace.run(add_code, "Peers").value, workspace.coder_id
            assert coder is not None
            wanted = [
                NewSegment(source.id, Span(one.start, one.end), code, coder)
                for one in text.segments
            ]
            workspace.run(apply_codes, wanted)
            content = workspace.read(read_transcript, source.id).text
            found = []
            for i in range(SAVED_TIMES):
                middle = content.index(" ", len(content) // 2 + 5_000 * i)
                content = content[:middle] + " really" + content[middle:]
                edit: Callable[[], object] = lambda new=content: workspace.run(  # type: ignore[misc] # noqa: E731
                    edit_text, source.id, new
                )
                found.append(cpu(edit))
    return demand("save, 100,000 words, 5,000 segments", statistics.median(found), MOST_SAVING)


def opening_lines() -> list[Line]:
    long, endless = (
        made_text(1_000_000, 5_000, LONGEST),
        made_text(10_000, 500, 300, paragraph=20_000),
    )
    found = []
    for text in (long, endless):
        ours = Ours()
        found.append(cpu(lambda text=text: ours.open(text)))  # type: ignore[misc] # noqa: B023
        ours.view.close()
        ours.view.deleteLater()
    return [
        demand("open 1,000,000 words, first paint", found[0], MOST_OPENING),
        demand("open one paragraph of 10,000 words, first paint", found[1], MOST_OPENING / 10),
    ]


def demand(what: str, measured: float, most: float) -> Line:
    return Line(what, f"< {most:.0f} ms", f"{measured:.1f} ms", measured < most)


def main() -> int:
    application = QApplication([])
    apply_theme(application, load_theme("light"))
    text = made_text(WORDS, SEGMENTS, LONGEST)
    lines = [
        *typing_lines(application, "plain", text),
        *typing_lines(application, "with emoji", with_emoji(text)),
        end_line(application, text),
        saving_line(),
        *opening_lines(),
    ]
    width = max(len(line.what) for line in lines)
    for line in lines:
        verdict = "yes" if line.is_met else "NO"
        print(f"{line.what:<{width}}  {line.demand:<10}  {line.measured:<10}  {verdict}")
    return 0 if all(line.is_met for line in lines) else 1


if __name__ == "__main__":
    sys.exit(main())
