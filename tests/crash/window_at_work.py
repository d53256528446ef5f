"""Started by ``test_kill_window``: the program's window, coding without end until it is killed.

Works through the window's own actions on the project file that is named, and writes to
``project.diary`` what it begins and what it has done, as the children of ``nursery`` do.
"""

import os
import random
import runpy
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from qualcoder_sts.codebook.queries import code_tree
from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.transcripts.queries import list_sources
from qualcoder_sts.ui.application import Application

mark_of_rows: Callable[[Path], str] = runpy.run_path(str(Path(__file__).with_name("nursery.py")))[
    "mark_of_rows"
]
KEYS = ("apply_pinned_1", "apply_pinned_2", "code_in_vivo", "mark_quote", "split_segment", "undo")


class Work:
    """Selects something in the transcript and codes it, one thing after the other."""

    def __init__(self, application: Application, path: Path, seed: int) -> None:
        assert application.project is not None
        self.application, self.path = application, path
        self.chance = random.Random(seed)
        self.diary = os.open(f"{path}.diary", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        coding, read = application.project.places.coding, application.project.operations.read
        codable = [code for code in read(code_tree) if code.codable]
        for digit, code in enumerate(codable[:2], start=1):
            coding.applying.pinned.pin(code.id, digit)
        self.view = coding.open(read(list_sources)[0].id)
        self.note(f"done {mark_of_rows(path)}")

    def note(self, what: str) -> None:
        os.write(self.diary, f"{what}\n".encode())

    def go_on(self) -> None:
        assert self.view.row is not None
        start = self.chance.randrange(len(self.view.row.text) - 30)
        self.view.select(Span(start, start + self.chance.randrange(5, 30)))
        self.note("begin")
        self.application.actions[self.chance.choice(KEYS)].trigger()
        self.note(f"done {mark_of_rows(self.path)}")


def main(path: Path, seed: int) -> None:
    qt = QApplication([])
    application = Application(qt)
    application.window.show()
    application.open(path)
    work = Work(application, path, seed)
    timer = QTimer()
    timer.timeout.connect(work.go_on)
    timer.start(0)
    qt.exec()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
