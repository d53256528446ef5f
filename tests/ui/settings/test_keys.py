"""Changing keys: what is refused, what is taken from another action, what comes back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest

from qualcoder_sts.foundation.preferences import read_preferences
from qualcoder_sts.foundation.settings import SettingsPage
from qualcoder_sts.ui.actions.keys import is_letter
from qualcoder_sts.ui.actions.menus import action_rows
from qualcoder_sts.ui.settings.keys_page import KeysPage
from qualcoder_sts.ui.settings.settings_dialog import SettingsDialog

KEY, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(application, qtbot):
    application.show_settings()
    (dialog,) = application.window.findChildren(SettingsDialog)
    dialog.show_page(SettingsPage.KEYS)
    (shown,) = dialog.findChildren(KeysPage)
    qtbot.waitUntil(shown.isVisible)
    yield shown
    dialog.close()


def press(page, key):
    page._edit.setKeySequence(QKeySequence(key))


def keys(application, action_id):
    return [key.toString() for key in application.actions[action_id].shortcuts()]


def test_every_action_is_listed_with_its_keys(page):
    assert set(page._items) == {row.id for row in action_rows()}
    assert page._items["redo"].text(1) == "Ctrl+Y, Ctrl+Shift+Z"


def test_a_new_key_holds_at_once_and_is_kept(page, application, make_application):
    page.choose("import_files")
    press(page, "Ctrl+Alt+I")
    page._use.click()
    assert keys(application, "import_files") == ["Ctrl+Alt+I"]
    assert "(Ctrl+Alt+I)" in application.actions["import_files"].toolTip()
    assert page._items["import_files"].font(1).bold()
    assert read_preferences().keys == {"import_files": ("Ctrl+Alt+I",)}
    assert keys(make_application(), "import_files") == ["Ctrl+Alt+I"]


def test_a_key_is_pressed_in_the_field(page, application):
    page.choose("import_files")
    page._edit.setFocus()
    QTest.keyClick(page._edit, KEY.Key_J, CTRL | Qt.KeyboardModifier.AltModifier)
    assert page._use.isEnabled()
    page._use.click()
    assert keys(application, "import_files") == ["Ctrl+Alt+J"]


def test_a_conflict_is_named_and_settled(page, application):
    page.choose("import_files")
    press(page, "Ctrl+Z")
    assert "belongs to “Undo”" in page.words
    page._use.click()
    assert keys(application, "import_files") == ["Ctrl+Z"]
    assert keys(application, "undo") == []
    page.choose("undo")
    page._back.click()
    # The other keeps what it was given.
    assert keys(application, "undo") == []
    page._all_back.click()
    assert keys(application, "undo") == ["Ctrl+Z"]
    assert keys(application, "import_files") == ["Ctrl+I"]
    assert read_preferences().keys == {}


@pytest.mark.parametrize(
    ("action", "key", "words"),
    [
        ("import_files", "I", "needs Ctrl or Alt"),
        ("import_files", "Return", "needs Ctrl or Alt"),
        ("apply_code", "Space", "moves about"),
        ("apply_code", "Tab", "moves about"),
        ("undo", "Ctrl+Z", "already"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(page, action, key, words):
    page.choose(action)
    press(page, key)
    assert words in page.words
    assert not page._use.isEnabled()


def test_function_keys_and_letters_of_the_transcript_are_fine(page, application):
    page.choose("import_files")
    press(page, "F9")
    page._use.click()
    page.choose("remove_segment")
    press(page, "Z")
    page._use.click()
    assert (keys(application, "import_files"), keys(application, "remove_segment")) == (
        ["F9"],
        ["Z"],
    )


def test_an_action_may_have_no_key(page, application):
    page.choose("undo")
    page._without.click()
    assert keys(application, "undo") == []
    assert not page._without.isEnabled()
    page._back.click()
    assert keys(application, "undo") == ["Ctrl+Z"]


def test_actions_are_found_by_name_and_key(page):
    page._search.setText("ctrl+shift+z")
    assert [name for name, item in page._items.items() if not item.isHidden()] == ["redo"]
    page._search.setText("zzz")
    assert all(heading.isHidden() for heading, _ in page._groups)


def test_single_keys_can_be_switched_off(application, transcript, qtbot):
    letters = [key for row in action_rows() for key in row.keys if is_letter(key)]
    assert "Q" in letters
    assert not {"Return", "Del", "Ctrl+Z", "F1"} & set(letters)
    application._choices.set("single_keys", False)
    left = {key for row in action_rows() for key in keys(application, row.id)}
    assert not any(is_letter(key) for key in left)
    assert "Return" in left
    application._choices.set("single_keys", True)
    assert "Q" in keys(application, "apply_code")
