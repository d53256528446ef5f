import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFormLayout, QLineEdit, QVBoxLayout, QWidget

from qualcoder_sts.ui.widgets import notice_bar
from qualcoder_sts.ui.widgets.controls import (
    add_form_row,
    push_button,
    search_field,
    tool_button,
    tool_button_for,
)
from qualcoder_sts.ui.widgets.empty_place import EmptyPlace
from qualcoder_sts.ui.widgets.names import named
from qualcoder_sts.ui.widgets.notice_bar import NoticeBar
from qualcoder_sts.ui.widgets.swatches import SWATCH_SIZE, swatch


@pytest.mark.parametrize("name", ["", "  "])
def test_nothing_is_made_without_a_name(qtbot, name):
    with pytest.raises(ValueError, match="needs a name"):
        named(QWidget(), name)
    for make in (tool_button, push_button, lambda name: search_field(name, "Filter")):
        with pytest.raises(ValueError, match="needs a name"):
            make(name)


def test_buttons_say_their_names(qtbot):
    button = tool_button("Merge", "Join two codes")
    qtbot.addWidget(button)
    assert button.accessibleName() == button.text() == "Merge"
    assert button.accessibleDescription() == button.toolTip() == "Join two codes"
    assert button.focusPolicy() & Qt.FocusPolicy.TabFocus
    pushed = push_button("&Import…")
    qtbot.addWidget(pushed)
    assert pushed.accessibleName() == "Import…"


def test_a_tool_button_does_its_action(qtbot):
    action = QAction("&Undo")
    button = tool_button_for(action)
    qtbot.addWidget(button)
    assert button.accessibleName() == "Undo"
    with qtbot.waitSignal(action.triggered):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_a_form_row_binds_label_and_control(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    form, field = QFormLayout(window), QLineEdit()
    label = add_form_row(form, "&Coder:", field, "Stands beside every segment.")
    assert label.buddy() is field
    assert field.accessibleName() == "Coder"
    assert field.accessibleDescription() == "Stands beside every segment."
    assert form.rowCount() == 2


def test_a_search_field_can_be_emptied(qtbot):
    field = search_field("Filter codes", "Filter…")
    qtbot.addWidget(field)
    assert field.isClearButtonEnabled()
    assert (field.accessibleName(), field.placeholderText()) == ("Filter codes", "Filter…")


def test_a_notice_offers_its_action_once(qtbot):
    bar, undone = NoticeBar(), []
    qtbot.addWidget(bar)
    assert bar.isHidden()
    bar.show_notice("12 segments removed", "Undo", lambda: undone.append(1))
    assert bar.words == bar.accessibleDescription() == "12 segments removed"
    assert bar.action_button.accessibleName() == "Undo"
    qtbot.mouseClick(bar.action_button, Qt.MouseButton.LeftButton)
    assert undone == [1]
    assert bar.isHidden()


@pytest.fixture
def bar_of_window(qtbot, monkeypatch):
    """The bar of a window in which something else has the focus."""
    monkeypatch.setattr(NoticeBar, "underMouse", lambda bar: False)
    window = QWidget()
    qtbot.addWidget(window)
    column, field, bar = QVBoxLayout(window), QLineEdit(), NoticeBar()
    column.addWidget(field)
    column.addWidget(bar)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    field.setFocus()
    yield bar
    window.close()


def test_a_notice_without_action_has_no_button_and_goes(bar_of_window, qtbot):
    bar = bar_of_window
    bar.show_notice("Saved", "Undo", lambda: None, seconds=0.05)
    assert bar.window().isActiveWindow(), "nothing takes the focus away"
    qtbot.waitUntil(bar.isHidden, timeout=2000)
    bar.show_notice("Saved", seconds=0.05)
    assert bar.isVisible()
    assert bar.action_button.isHidden()
    qtbot.waitUntil(bar.isHidden, timeout=2000)


def test_a_notice_stays_while_the_pointer_is_on_it(qtbot, monkeypatch):
    monkeypatch.setattr(NoticeBar, "underMouse", lambda bar: True)
    bar = NoticeBar()
    qtbot.addWidget(bar)
    bar.show_notice("Saved", seconds=0.02)
    qtbot.wait(100)
    assert bar.isVisible()


def test_a_notice_stays_while_it_has_the_focus_and_goes_with_escape(qtbot):
    bar = NoticeBar()
    qtbot.addWidget(bar)
    bar.show_notice("12 segments removed", "Undo", lambda: None, seconds=0.05)
    bar.activateWindow()
    bar.action_button.setFocus()
    qtbot.waitUntil(bar.action_button.hasFocus)
    qtbot.wait(200)
    assert bar.isVisible()
    qtbot.keyClick(bar, Qt.Key.Key_Escape)
    assert bar.isHidden()


def test_notices_that_come_at_once_can_all_be_read(qtbot, monkeypatch):
    monkeypatch.setattr(NoticeBar, "underMouse", lambda bar: False)
    bar, shown_files = NoticeBar(), []
    qtbot.addWidget(bar)
    bar.show_notice("Four files came in.", "Show each", lambda: shown_files.append(1), seconds=0)
    bar.show_notice("One memo could not be kept.", seconds=0)
    assert bar.shown == ["Four files came in.", "One memo could not be kept."]
    bar.show_notice("One memo could not be kept.", seconds=0)
    assert len(bar.shown) == 2, "said twice, it stands there once"
    bar._notices[0].button.click()
    assert shown_files == [1]
    assert bar.shown == ["One memo could not be kept."]
    for number in range(4):
        bar.show_notice(f"Notice {number}")
    assert bar.shown == ["Notice 1", "Notice 2", "Notice 3"]


def test_only_the_newest_step_is_offered_to_be_taken_back(qtbot):
    bar, undone = NoticeBar(), []
    qtbot.addWidget(bar)
    bar.show_notice("First", "Undo", lambda: undone.append("first"), until_next_step=True)
    bar.show_notice("Saved as “chart.png”.")
    bar.show_notice("Second", "Undo", lambda: undone.append("second"), until_next_step=True)
    assert bar.shown == ["Saved as “chart.png”.", "Second"]
    bar.action_button.click()
    assert undone == ["second"]
    bar.show_notice("Third", "Undo", lambda: undone.append("third"), until_next_step=True)
    bar.step_taken()
    assert bar.shown == ["Saved as “chart.png”."]


def test_what_was_to_stay_goes_once_another_has_come(bar_of_window, qtbot, monkeypatch):
    monkeypatch.setattr(notice_bar, "SECONDS_SHOWN", 0.02)
    bar = bar_of_window
    bar.show_notice("This file cannot be read.", seconds=0)
    bar.show_notice("That file cannot be read.", seconds=0)
    qtbot.waitUntil(lambda: bar.shown == ["That file cannot be read."])


def test_an_empty_place_says_what_to_do(qtbot):
    imported = []
    place = EmptyPlace("No transcripts yet.", "Import…", lambda: imported.append(1))
    qtbot.addWidget(place)
    assert place.accessibleName() == "No transcripts yet."
    place.show()
    qtbot.waitExposed(place)
    place.setFocus()
    place.activateWindow()
    qtbot.waitUntil(place.button.hasFocus)
    place.button.click()
    place.also_offer("Open…", lambda: imported.append(2)).click()
    assert imported == [1, 2]


def test_a_swatch_is_painted_once_for_each_colour_and_size(qapp):
    first = swatch("#336699").pixmap(SWATCH_SIZE).cacheKey()
    assert swatch("#336699").pixmap(SWATCH_SIZE).cacheKey() == first
    assert swatch("#993366").pixmap(SWATCH_SIZE).cacheKey() != first
    assert swatch("#336699", 20).availableSizes() != swatch("#336699").availableSizes()
