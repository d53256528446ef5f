"""The sheet of keys, in the program and in the guide."""

import re

import pytest
from PySide6.QtGui import QKeySequence

from qualcoder_sts.ui.actions.menus import action_rows
from qualcoder_sts.ui.shell.key_sheet import KeySheet, keys_of
from tests.screenshots.keys_page import PAGE
from tests.ui.shell.test_names import nameless


@pytest.fixture
def sheet(application, qtbot):
    dialog = KeySheet(application.actions, application.window)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_every_action_stands_on_it(sheet):
    assert sorted(sheet.shown()) == sorted(row.plain_text for row in action_rows())
    assert nameless(sheet) == []


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("in-vivo", ["In-vivo code"]),
        ("F1", ["Keys"]),
        ("takes no such words", []),
    ],
)
def test_typing_finds_actions_by_words_and_keys(sheet, typed, shown):
    sheet.field.setText(typed)
    assert sheet.shown() == shown
    assert sheet._nothing.isVisible() == (not shown)


def test_keys_are_those_that_hold_now(application, sheet):
    row = next(row for row in action_rows() if row.id == "apply_code")
    application.actions["apply_code"].setShortcuts([QKeySequence("F7")])
    assert keys_of(row, application.actions) == ["F7"]


def test_f1_opens_it(application, monkeypatch):
    opened = []

    def stay(dialog):
        opened.append(dialog)

    monkeypatch.setattr(KeySheet, "exec", stay)
    application.actions["key_sheet"].trigger()
    assert len(opened) == 1
    opened[0].close()


def test_the_guides_page_of_keys_names_none_that_is_another():
    rows = {row.plain_text: row for row in action_rows()}
    lines = re.findall(
        r"^\| (?!Action |---)(.+?) \| (.*?) ?\|$", PAGE.read_text("utf-8"), re.MULTILINE
    )
    assert len(lines) > 30
    for words, keys in lines:
        assert words in rows, f"{words}: run python -m tests.screenshots.keys_page"
        assert tuple(re.findall(r"`([^`]+)`", keys)) == rows[words].keys, words
