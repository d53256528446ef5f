"""A walk through everything the window can show, for tests that look at all of it.

Places, pages and dialogs are found by how the program is built, so that new ones are walked
through without anybody thinking of it: places from the rail, pages from the open project, dialogs
by choosing each action whose text ends in dots.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pytest
from PySide6.QtWidgets import QDialog, QFileDialog, QMenu, QMessageBox, QWidget

from qualcoder_sts.ui.actions.menus import action_rows
from qualcoder_sts.ui.application import Application
from qualcoder_sts.ui.shell.places import Place

SETTLING_MS = 120
MOST_WAITS = 250
# Where Qt itself asks for a file; the system's own window is nobody's to look at here.
NO_FILE = {"getOpenFileName": ("", ""), "getSaveFileName": ("", ""), "getExistingDirectory": ""}
TALK = "Interviewer: How was it?\nP3: Long.\nInterviewer: And then?\nP3: Better.\n"


@dataclass(frozen=True)
class Stop:
    """Something that is shown now, with what to call it."""

    name: str
    top: QWidget


Look = Callable[[Stop], object]


def walk(
    application: Application, monkeypatch: pytest.MonkeyPatch, wait: Callable[[int], None]
) -> Iterator[Stop]:
    """Stop at every place, page, menu and dialog of an open project."""
    project, window = application.project, application.window
    assert project is not None
    places = project.places
    yield from _in_places(application, wait)
    for page in places.tab_pages:
        window.show_place(Place.CODE)
        places.show_page(page)
        wait(SETTLING_MS)
        yield Stop(f"page {page.name}", window)
        places.coding.tabs.close_page(page.widget())
    for menu in window.menuBar().findChildren(QMenu):
        yield Stop(f"menu {menu.title()}", menu)
    yield from _dialogs(application, monkeypatch, wait)


def _in_places(application: Application, wait: Callable[[int], None]) -> Iterator[Stop]:
    for place in reversed(Place):
        application.window.show_place(place)
        wait(SETTLING_MS)
        yield Stop(f"place {place}", application.window)


def _dialogs(
    application: Application, monkeypatch: pytest.MonkeyPatch, wait: Callable[[int], None]
) -> Iterator[Stop]:
    assert application.project is not None
    talk = application.project.workspace.path.with_name("I-09.txt")
    talk.write_text(TALK, encoding="utf-8")
    for way, answer in {**NO_FILE, "getOpenFileNames": ([str(talk)], "")}.items():
        monkeypatch.setattr(QFileDialog, way, staticmethod(lambda *_, answer=answer, **__: answer))
    for row in action_rows():
        action = application.actions[row.id]
        if "…" not in row.text or not action.isEnabled():
            continue
        with _answered_no(monkeypatch, wait) as asked:
            action.trigger()
            wait(2 * SETTLING_MS)
            _wait_for_work(application, wait)
            yield from (Stop(f"{row.id}: {one.windowTitle()}", one) for one in asked)
        for dialog in application.window.findChildren(QDialog):
            if dialog.isVisible():
                yield Stop(f"{row.id}: {dialog.windowTitle()}", dialog)
                dialog.close()
        wait(0)


def _wait_for_work(application: Application, wait: Callable[[int], None]) -> None:
    """Until all that was begun has ended: what is read first is shown when it has been read.

    On a busy computer a dialog would else come up after the next action, under its name.
    """
    for _again in range(MOST_WAITS):
        if not application._jobs.running:
            return
        wait(SETTLING_MS)
    pytest.fail("something goes on in the background without end")


@contextmanager
def _answered_no(
    monkeypatch: pytest.MonkeyPatch, wait: Callable[[int], None]
) -> Iterator[list[QDialog]]:
    """Questions that would wait for an answer are shown, kept to look at, and answered with no."""
    asked: list[QDialog] = []

    def show(dialog: QDialog) -> int:
        dialog.show()
        wait(SETTLING_MS)
        asked.append(dialog)
        return 0

    with monkeypatch.context() as patch:
        for kind in (QDialog, QMessageBox):
            patch.setattr(kind, "exec", show)
            patch.setattr(kind, "deleteLater", lambda _dialog: None)
        yield asked
    for dialog in asked:
        dialog.close()
        dialog.deleteLater()
