"""Editing the text in place: nothing of it is lost, and segments move along."""

from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest

from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.ui.transcript_view.overview import Overview

KEY = Qt.Key
TALK = "We sit, nobody writes anything down.\nAnd you say what\u00a0you carried 🙂 this week.\tYes."
PIECES = ["word", " ", "\n", "🙂", "e\u0301", "\u00a0", "\t", "שלום", "\U0001f468\u200d\U0001f469"]
texts = st.lists(st.sampled_from(PIECES), max_size=14).map("".join)


def cursor_at(view, start, end=None):
    cursor = view._text.textCursor()
    positions = view._page.positions
    cursor.setPosition(positions.to_units(start))
    if end is not None:
        cursor.setPosition(positions.to_units(end), QTextCursor.MoveMode.KeepAnchor)
    view._text.setTextCursor(cursor)
    return cursor


def coded(view, number=1):
    row = view._page.index.get(UUID(int=number))
    return None if row is None else view.editing.text[row.start : row.end]


@pytest.fixture
def edited(make_view, make):
    start = TALK.index("carried")
    view = make_view(TALK, [make.segment(1, start, start + 7), make.segment(2, 3, 6)])
    view.editing.begin()
    view.setFocus()
    return view


def test_typing_moves_what_is_coded(edited):
    cursor_at(edited, 0)
    QTest.keyClicks(edited._text, "Now ")
    assert edited.editing.text == "Now " + TALK
    assert (coded(edited, 2), coded(edited)) == ("sit", "carried")
    cursor_at(edited, edited.editing.text.index("rried"))
    QTest.keyClicks(edited._text, "xx")
    assert coded(edited) == "caxxrried"
    assert [row.end for row in edited._page.index.touching(0, 1000)]


def test_the_colours_move_along(edited):
    def tinted():
        page = edited._page
        spans = page.index.spans_between(0, len(page.text))
        return [page.text[span.start : span.end] for span in spans]

    assert tinted() == ["sit", "carried"]
    cursor_at(edited, 0)
    QTest.keyClick(edited._text, KEY.Key_Return)
    assert tinted() == ["sit", "carried"]
    cursor_at(edited, edited.editing.text.index("sit"), edited.editing.text.index("sit") + 3)
    QTest.keyClick(edited._text, KEY.Key_Backspace)
    assert tinted() == ["carried"]


def test_undo_in_the_text_brings_everything_back(edited):
    cursor_at(edited, 3, 6)
    QTest.keyClicks(edited._text, "stand")
    QTest.keyClick(edited._text, KEY.Key_Backspace)
    assert edited.editing.is_changed
    for _ in range(9):
        QTest.keyClick(edited._text, KEY.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert edited.editing.text == TALK
    assert not edited.editing.is_changed
    assert coded(edited, 2) == "sit"


def test_new_lines_tabs_and_pasted_text(edited):
    edited._text.setFocus()
    cursor_at(edited, len(TALK))
    QTest.keyClick(edited._text, KEY.Key_Return)
    QTest.keyClick(edited._text, KEY.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(edited._text, KEY.Key_Tab)
    data = QMimeData()
    data.setHtml("<b>a</b>")
    data.setText("a\u00a0b\r\nc\u2028d\0🙂")
    edited._text.insertFromMimeData(data)
    assert edited.editing.text == TALK + "\n\n\ta\u00a0b\nc\nd🙂"


def test_deleting_across_paragraphs(edited):
    cursor_at(edited, TALK.index("down"), TALK.index("you say"))
    QTest.keyClick(edited._text, KEY.Key_Delete)
    assert edited.editing.text.startswith("We sit, nobody writes anything you say what\u00a0you")
    assert coded(edited) == "carried"


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(text=texts, data=st.data())
def test_the_text_is_exactly_what_was_written(make_view, text, data):
    view = make_view(text)
    view.editing.begin()
    expected = text
    for _ in range(data.draw(st.integers(1, 6))):
        ends = sorted(data.draw(st.tuples(*[st.integers(0, len(expected))] * 2)))
        new = data.draw(texts)
        what = data.draw(st.sampled_from(["write", "undo", "redo"]))
        if what == "undo":
            view._text.document().undo()
            expected = view.editing.text
            continue
        cursor_at(view, *ends).insertText(new)
        expected = expected[: ends[0]] + new + expected[ends[1] :]
        assert view.editing.text == expected
    raw = view._text.document().toRawText().replace("\u2029", "\n")
    assert view.editing.text == raw
    while view._text.document().isUndoAvailable():
        view._text.document().undo()
    assert view.editing.text == text
    view.editing.end()


def test_what_was_never_touched_stays_though_the_document_lacks_it(make_view):
    view = make_view("one\rtwo three")
    view.editing.begin()
    cursor_at(view, 8).insertText("and ")
    assert view.editing.text == "one\rtwo and three"


def test_margins_follow(make_view, make):
    text, turns = make.turns(("Moderator", True, "What helps?"), ("P1", False, "Friends."))
    view = make_view(text, turns=turns)
    view.editing.begin()
    cursor_at(view, text.index("What"))
    QTest.keyClicks(view._text, "So. ")
    page = view._page
    second = page.document.findBlockByNumber(1)
    turn = page.turns.beginning_in(Span(second.position(), second.position() + second.length()))
    assert turn.speaker == "P1"
    assert page.turns.stepping_back_in(Span(0, 20)) == [Span(0, 20)]
    stripes = view._parts.stripes.stripes_between(0, 500)
    assert stripes.stripes == ()


def test_reading_again(edited, make):
    assert not edited._text.isReadOnly()
    assert edited.editing.bar.isVisible()
    edited.editing.end()
    edited.show_again(make.row(TALK), ())
    assert edited._text.isReadOnly()
    assert not edited.editing.bar.isVisible()
    QTest.keyClicks(edited._text, "x")
    assert edited.row.text == TALK
    assert edited._text.document().toRawText().replace("\u2029", "\n") == TALK


def test_while_editing_size_and_ends_are_left_alone(edited):
    edited.zoom_by(2)
    assert edited.zoom == 1.0
    edited.activate_segment(UUID(int=2))
    assert edited.editing.text == TALK


def test_what_has_lost_its_words_is_gone_from_the_strip(edited, qtbot):
    strip = edited.findChild(Overview)
    cursor_at(edited, 0, len(TALK))
    QTest.keyClick(edited._text, KEY.Key_Delete)
    qtbot.waitUntil(lambda: not strip._pause.isActive())
    assert edited.editing.text == ""
    assert list(edited._page.index) == []


def test_another_width_while_editing_puts_the_colours_where_the_words_are(edited, qtbot):
    cursor_at(edited, 0)
    QTest.keyClicks(edited._text, "Now then ")
    page = edited._page
    list(page.grounds.between(0, 1e5))
    edited.resize(420, 500)
    qtbot.wait(20)
    row = page.index.get(UUID(int=1))
    wanted = page.geometry.rectangles_between(row.start, row.end, 0, 1e5)
    grounds = [
        fill.rect.translated(placed.origin)
        for placed in page.grounds.between(0, 1e5)
        for fill in placed.line.grounds
    ]
    assert wanted[0] in grounds
