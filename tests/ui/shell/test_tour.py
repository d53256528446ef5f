"""The tour: once by itself, by keyboard, again on wish, and never in the way."""

import shutil

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from qualcoder_sts.foundation.preferences import read_preferences
from qualcoder_sts.ui.shell import sample as sample_module
from qualcoder_sts.ui.shell.places import Place
from qualcoder_sts.ui.shell.tour_card import TourCard


@pytest.fixture
def study(sample_file, tmp_path, monkeypatch):
    """The user's own copy of the sample study, made already."""
    monkeypatch.setattr(sample_module.platformdirs, "user_documents_dir", lambda: str(tmp_path))
    path = sample_module.sample_file()
    path.parent.mkdir(parents=True)
    shutil.copy(sample_file, path)
    return path


def card(application):
    found = application.window.findChildren(TourCard)
    return next((one for one in found if one.isVisible()), None)


def press(key):
    QTest.keyClick(QApplication.focusWidget(), key)


def test_it_is_walked_through_by_keyboard_and_does_not_come_again(
    make_application, study, qtbot, settings
):
    application = make_application(study)
    qtbot.waitUntil(lambda: card(application) is not None)
    shown = card(application)
    assert read_preferences().tour_taken
    titles = []
    for _ in range(5):
        qtbot.waitUntil(shown.next.hasFocus)
        titles.append(shown._title.text())
        assert application.window.rect().contains(shown.geometry())
        assert shown._frame.geometry().isValid()
        press(Qt.Key.Key_Space)
    assert len(set(titles)) == 5
    qtbot.waitUntil(lambda: card(application) is None)
    assert application.window.place is Place.ANALYSE
    application.close_project()
    application.open(study)
    qtbot.wait(100)
    assert card(application) is None


@pytest.mark.parametrize("way", ["escape", "skip"])
def test_it_is_skipped(make_application, study, qtbot, way):
    application = make_application(study)
    qtbot.waitUntil(lambda: card(application) is not None)
    shown = card(application)
    qtbot.waitUntil(shown.next.hasFocus)
    if way == "escape":
        press(Qt.Key.Key_Escape)
    else:
        shown.skip.click()
    assert card(application) is None
    qtbot.waitUntil(lambda: not application.window.findChildren(TourCard))


def test_one_can_go_back(make_application, study, qtbot):
    application = make_application(study)
    qtbot.waitUntil(lambda: card(application) is not None)
    shown = card(application)
    first = shown._title.text()
    assert not shown.back.isEnabled()
    qtbot.waitUntil(shown.next.hasFocus)
    press(Qt.Key.Key_Return)
    assert shown._title.text() != first
    qtbot.waitUntil(shown.next.hasFocus)
    press(Qt.Key.Key_Backtab)
    assert shown.back.hasFocus()
    press(Qt.Key.Key_Return)
    assert shown._title.text() == first


def test_the_menu_opens_the_sample_study_for_it(application, study, qtbot):
    qtbot.wait(30)
    assert card(application) is None  # another project: no tour by itself
    application.actions["take_tour"].trigger()
    qtbot.waitUntil(lambda: card(application) is not None, timeout=20_000)
    assert application.project.workspace.path == study
    application.actions["take_tour"].trigger()
    qtbot.waitUntil(lambda: len(application.window.findChildren(TourCard)) == 1)


def test_it_goes_with_the_project(make_application, study, qtbot):
    application = make_application(study)
    qtbot.waitUntil(lambda: card(application) is not None)
    application.close_project()
    assert card(application) is None


def test_it_names_the_keys_as_they_are(make_application, study, qtbot, settings):
    application = make_application()
    application._choices.set_keys({"apply_code": ("Ctrl+K",)})
    application.open(study)
    qtbot.waitUntil(lambda: card(application) is not None)
    for _ in range(2):
        card(application).next.click()
    assert "Ctrl+K" in card(application)._words.text()
