"""Where keys lead: to the panels and back, once round the window, and to what one reads."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from qualcoder_sts.coding.queries import finished_marks
from qualcoder_sts.project.opening import create_project
from qualcoder_sts.ui.shell.main_window import LEFT_WIDTH
from tests.workflows.hands import Hands

CTRL = Qt.KeyboardModifier.ControlModifier
Key = Qt.Key


@pytest.fixture
def hands(qtbot):
    return Hands(qtbot)


def test_keys_lead_to_the_panels_and_back(application, project, transcript, hands):
    places = project.places
    for key, widget in (
        (Key.Key_1, places.sources._tree),
        (Key.Key_2, places.codebook._tree),
        (Key.Key_4, places.inspector),
        (Key.Key_3, transcript._text),
    ):
        hands.press(key, CTRL)
        assert QApplication.focusWidget() is widget
    application.actions["place_analyse"].trigger()
    hands.press(Key.Key_2, CTRL)
    assert QApplication.focusWidget() is places.codebook._tree


def test_in_an_empty_project_keys_lead_to_what_to_do_next(make_application, tmp_path, hands):
    create_project(tmp_path / "Empty.qsts", "Empty", coder="Ana Ruiz").close()
    application = make_application(tmp_path / "Empty.qsts")
    names = []
    for key in (Key.Key_1, Key.Key_2, Key.Key_3):
        application.window.activateWindow()
        hands.press(key, CTRL)
        names.append(hands.name)
    assert names == ["Import transcripts…", "New code…", "Import transcripts…"]


def test_tab_comes_round_as_often_as_one_likes(application, project, transcript):
    """The list of sources handed the focus on by Qt's proxy: the second lap leapt back to it."""
    first = application.window.rail.buttons()[0]
    first.setFocus()
    laps = []
    for _number in range(3):
        lap = []
        while not lap or QApplication.focusWidget() is not first:
            lap.append(QApplication.focusWidget())
            assert len(lap) < 60
            QTest.keyClick(lap[-1], Key.Key_Tab)
        laps.append(lap)
    assert laps[0] == laps[1] == laps[2]
    assert project.places.sources._filter in laps[2]
    back = []
    while not back or QApplication.focusWidget() is not first:
        back.append(QApplication.focusWidget())
        assert len(back) < 60
        QTest.keyClick(back[-1], Key.Key_Backtab)
    assert back == [first, *reversed(laps[0][1:])]


def test_only_the_text_is_shown_and_everything_again(application, transcript, hands, qtbot):
    window = application.window
    qtbot.waitUntil(lambda: window._docks[0].width() == LEFT_WIDTH)
    widths = [dock.width() for dock in window._docks]
    hands.press(Key.Key_F9)
    assert not any(dock.isVisible() for dock in window._docks)
    assert application.actions["only_text"].isChecked()
    assert QApplication.focusWidget() is transcript._text
    application.actions["place_analyse"].trigger()
    application.actions["place_code"].trigger()
    assert not any(dock.isVisible() for dock in window._docks)
    hands.press(Key.Key_2, CTRL)
    assert all(dock.isVisible() for dock in window._docks)
    assert not application.actions["only_text"].isChecked()
    assert [dock.width() for dock in window._docks] == widths


def test_panels_that_are_hidden_are_there_the_next_time(
    make_application, application, transcript, small
):
    application.actions["only_text"].trigger()
    application.close_project()
    again = make_application(small)
    assert all(dock.isVisible() for dock in again.window._docks)


def test_two_narrow_transcripts_may_have_the_room_of_the_panels(
    application, project, transcript, qtbot
):
    window = application.window
    window.resize(1280, 800)
    application.actions["show_speakers"].trigger()
    application.actions["show_participants"].trigger()
    tabs = project.places.coding.tabs
    tabs.setCurrentWidget(transcript)
    application.actions["side_by_side"].trigger()
    assert "little room" in window.notices.words
    window.notices.action_button.click()
    qtbot.waitUntil(lambda: tabs.sides.least_width() > 500)
    for _side in range(2):
        application.actions["side_by_side"].trigger()
    assert not window.notices.isVisible(), "the panels are hidden already"


def test_no_key_acts_on_a_transcript_that_is_covered(application, project, transcript, hands):
    application.actions["place_analyse"].trigger()
    hands.press(Key.Key_W, CTRL)
    hands.press(Key.Key_Return, CTRL)
    tabs = project.places.coding.tabs
    assert tabs.views() == [transcript]
    assert project.operations.read(finished_marks) == []
    hands.press(Key.Key_3, CTRL)
    hands.press(Key.Key_Return, CTRL)
    assert len(project.operations.read(finished_marks)) == 1
    hands.press(Key.Key_W, CTRL)
    assert tabs.count() == 0
    assert not application.actions["close_transcript"].isEnabled()


def test_in_analyse_the_focus_lands_where_one_reads(application, project, transcript, qtbot):
    analyse = project.places.analyse
    application.actions["show_quotes"].trigger()
    nothing_coded = analyse.quotes._nothing_coded
    qtbot.waitUntil(lambda: QApplication.focusWidget() is nothing_coded.button)
    application.actions["show_theme_frequency"].trigger()
    assert analyse.chart.isAncestorOf(QApplication.focusWidget())
