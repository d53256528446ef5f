"""What the window remembers from one day to the next."""

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QSplitter

from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.project.opening import create_project, open_project
from qualcoder_sts.transcripts.operations.sources import delete_source
from qualcoder_sts.transcripts.queries import list_sources
from qualcoder_sts.ui.shell.places import Place
from qualcoder_sts.ui.shell.window_memory import OpenedTabs, WindowMemory, memory_file


def names(application):
    tabs = application.project.places.coding.tabs
    bar = tabs.tabBar()
    return [bar.tabText(index) for index in range(bar.count())]


def test_transcripts_are_open_again_at_the_place_in_the_text(make_application, sample, qtbot):
    application = make_application(sample)
    coding = application.project.places.coding
    first, second = application.project.operations.read(list_sources)[:2]
    coding.open(first.id)
    coding.open(second.id)
    view = coding.open(first.id)
    middle = len(view.row.text) // 2
    view.select(Span(middle, middle))
    application.window.close()

    again = make_application(sample)
    coding = again.project.places.coding
    qtbot.waitUntil(lambda: names(again) == [first.name, second.name])
    qtbot.waitUntil(lambda: coding.current_view().row.name == first.name)
    assert coding.current_view().caret_position() == middle
    assert coding.current_view()._text.scroll_height > 0


def test_a_source_that_was_deleted_meanwhile_is_left_out(make_application, sample, qtbot):
    application = make_application(sample)
    first, second = application.project.operations.read(list_sources)[:2]
    for source in (first, second):
        application.project.places.coding.open(source.id)
    application.window.close()
    with open_project(sample, coder="Ana Ruiz") as workspace:
        workspace.run(delete_source, second.id)
    again = make_application(sample)
    qtbot.waitUntil(lambda: names(again) == [first.name])


def test_a_wide_window_gives_panels_more_room(make_application, small, qtbot):
    application = make_application()
    application.window.resize(1920, 1080)
    application.open(small)
    qtbot.waitUntil(lambda: application.window._docks[0].width() > 320)


def test_another_project_finds_the_panels_as_they_stand(application, project, tmp_path, qtbot):
    """The docks of the project before have the same names, and took what was restored."""
    window = application.window
    window.resize(1280, 800)
    qtbot.wait(50)
    window.resizeDocks(window._docks[:2], [250, 450], Qt.Orientation.Vertical)
    qtbot.wait(50)
    before = [dock.height() for dock in window._docks]
    path = tmp_path / "Empty.qsts"
    create_project(path, "Empty", coder="Ana Ruiz").close()
    application.open(path)
    qtbot.waitUntil(lambda: [dock.height() for dock in window._docks] == before)


def test_the_place_and_the_panels_are_as_they_were(make_application, sample, qtbot):
    application = make_application(sample)
    window = application.window
    window.resize(1500, 720)
    qtbot.wait(30)
    sources = window._docks[0]
    window.resizeDocks([sources], [340], Qt.Orientation.Horizontal)
    qtbot.wait(30)
    width = sources.width()
    assert width > 300
    window.show_place(Place.ANALYSE)
    window.close()
    again = make_application()
    again.window.resize(1500, 720)  # the screen of the tests is smaller, and a window fits in
    again.open(sample)
    assert again.window.place is Place.ANALYSE
    again.window.show_place(Place.CODE)
    qtbot.wait(30)
    assert abs(again.window._docks[0].width() - width) <= 2


def test_a_window_comes_back_onto_a_screen_that_is_there(make_application, settings):
    first = make_application()
    first.window.setGeometry(5000, 4000, 700, 500)
    first.window.close()
    second = make_application()
    assert second.window.screen().availableGeometry().intersects(second.window.geometry())


@pytest.mark.parametrize(
    "content",
    ["{", "[]", '{"window": "zz", "panels": 5, "projects": 7}', '{"projects": {"x": {"tabs": 3}}}'],
)
def test_a_broken_file_is_no_reason_to_stop(make_application, sample, settings, content):
    memory_file().write_text(content)
    application = make_application(sample)
    assert application.project is not None
    assert names(application) == []


def test_strange_tabs_are_left_out(make_application, sample, settings):
    entry = {"tabs": [1, "page nowhere", "zz", "page "], "front": "x", "place": "moon", "at": [2]}
    memory_file().write_text(json.dumps({"projects": {str(sample): entry}}))
    application = make_application(sample)
    assert names(application) == []
    assert application.window.place is Place.CODE


def test_what_is_noted_is_read(settings, sample):
    memory = WindowMemory()
    opened = OpenedTabs(("search",), 0, "code", {})
    memory.note_tabs(sample, opened)
    memory.note_bytes("window", b"\x00\xff")
    memory.keep()
    again = WindowMemory()
    assert again.tabs_of(sample) == opened
    assert again.bytes_of("window") == b"\x00\xff"


def test_a_full_disk_costs_only_the_memory(make_application, sample, monkeypatch):
    from qualcoder_sts.ui.shell import window_memory

    def full(*_):
        raise OSError(28, "No space left on device")

    application = make_application(sample)
    monkeypatch.setattr(window_memory, "write_kept", full)
    application.window.close()


def test_the_parts_of_a_page_are_as_they_were(make_application, small, qtbot):
    application = make_application(small)
    application.actions["show_audit_trail"].trigger()
    split = application.project.places.coding.tabs.currentWidget().findChild(QSplitter)
    split.setSizes([150, split.height() - 150])
    sizes = split.sizes()
    assert sizes[0] < sizes[1]
    application.window.close()

    again = make_application(small)
    qtbot.waitUntil(lambda: names(again) == ["Audit trail"])
    split = again.project.places.coding.tabs.currentWidget().findChild(QSplitter)
    qtbot.waitUntil(lambda: abs(split.sizes()[0] - sizes[0]) <= 2)


def test_pages_that_come_back_bring_no_other_place_to_the_front(make_application, sample, qtbot):
    application = make_application(sample)
    application.project.places.coding.open(application.project.operations.read(list_sources)[0].id)
    application.actions["show_audit_trail"].trigger()
    application.actions["show_quotes"].trigger()
    application.window.close()

    again = make_application(sample)
    qtbot.waitUntil(lambda: len(names(again)) == 2)
    qtbot.wait(50)
    assert again.window.place is Place.ANALYSE
    assert again.project.places.analyse.isAncestorOf(QApplication.focusWidget())
