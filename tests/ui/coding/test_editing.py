"""Correcting the text of a transcript: saved as one step, or as if nothing had been."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from qualcoder_sts.codebook.operations import rename_code
from qualcoder_sts.codebook.queries import find_code
from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.project.history.next_steps import next_steps
from qualcoder_sts.transcripts.queries import read_transcript
from qualcoder_sts.ui.coding.shown_coding import ShownCoding
from qualcoder_sts.ui.models.dragging import carried_passage

CTRL = Qt.KeyboardModifier.ControlModifier
KEY = Qt.Key


@pytest.fixture
def coding(project):
    return project.places.coding


@pytest.fixture
def coded(project, coding, transcript, span_of):
    """Two coded passages, and the text being edited."""
    for name, quote in (("Lower caseloads", "twenty"), ("Collegial support", "Friday table")):
        transcript.select(span_of(transcript, quote))
        coding.applying.apply(project.operations.read(find_code, name).id)
    return transcript


@pytest.fixture
def answer(monkeypatch):
    """Answers the question that is asked, and keeps it."""
    asked = []

    def agree(yes):
        def answered(_parent, title, question, *_verbs):
            asked.append(f"{title} {question}")
            return yes

        monkeypatch.setattr("qualcoder_sts.ui.coding.editing.agreed", answered)
        return asked

    agree(True)  # also when a test leaves the window with something written
    return agree


@pytest.fixture
def edited(coded, answer, qtbot):
    qtbot.waitUntil(coded.window().isActiveWindow)
    QTest.keyClick(coded._text, KEY.Key_E, CTRL)
    return coded


def type_before(view, words, quote):
    start = view.row.text.index(quote)
    view.select(Span(start, start))
    QTest.keyClicks(view._text, words)


def stored(project, view):
    return project.operations.read(read_transcript, view.row.source_id).text


def test_saving_is_one_step_and_tells_what_it_did(application, project, edited, segments, settled):
    before = edited.row.text
    type_before(edited, "exactly ", "twenty")
    start = edited.row.text.index("Friday")
    edited.select(Span(start + 8, start + 20))
    QTest.keyClick(edited._text, KEY.Key_Delete)
    assert stored(project, edited) == before
    QTest.keyClick(edited._text, KEY.Key_Return, CTRL)
    text = stored(project, edited)
    assert "at exactly twenty I" in text
    assert edited.row.text == text
    assert not edited.editing.is_on
    rows = segments(project, edited)
    assert [Span(row.start, row.end).of(text) for row in rows] == ["twenty"]
    assert [Span(row.start, row.end).of(text) for row in edited.segments()] == ["twenty"]
    notices = application.window.notices
    assert "1 segment moved along." in notices.words
    assert "1 segment lost its words and was removed: Collegial support (“Friday table”)." in (
        notices.words
    )
    settled(project)
    notices.action_button.click()
    assert stored(project, edited) == before == edited.row.text
    assert len(segments(project, edited)) == 2


def test_the_window_s_letters_are_letters_again(project, edited, segments):
    type_before(edited, "Quso. ", "The Friday")
    assert "Quso. The Friday" in edited.editing.text
    assert len(segments(project, edited)) == 2


def test_ctrl_z_takes_back_what_was_typed_and_no_step(project, edited, segments):
    type_before(edited, "x", "twenty")
    QTest.keyClick(edited._text, KEY.Key_Z, CTRL)
    assert not edited.editing.is_changed
    assert len(segments(project, edited)) == 2


def test_other_actions_on_the_transcript_wait(application, edited):
    actions = application.actions
    for name in ("apply_code", "find", "finish_source", "undo", "edit_text", "next_segment"):
        assert not actions[name].isEnabled(), name
    for name in ("save_text", "discard_text", "close_transcript"):
        assert actions[name].isEnabled(), name
    QTest.keyClick(edited._text, KEY.Key_Escape)
    assert actions["apply_code"].isEnabled()
    assert actions["undo"].isEnabled()
    assert not actions["save_text"].isEnabled()


def test_a_code_from_the_codebook_waits_as_well(application, project, coding, edited, segments):
    edited.select(Span(0, 5))
    coding.applying.apply(project.operations.read(find_code, "Lower caseloads").id)
    assert len(segments(project, edited)) == 2
    assert "Save or discard" in application.window.notices.words


def test_escape_asks_only_when_something_was_changed(project, edited, answer):
    asked = answer(False)
    QTest.keyClick(edited._text, KEY.Key_Escape)
    assert not edited.editing.is_on
    assert asked == []
    QTest.keyClick(edited._text, KEY.Key_E, CTRL)
    type_before(edited, "x", "twenty")
    QTest.keyClick(edited._text, KEY.Key_Escape)
    assert edited.editing.is_on
    assert "FG-1 Harbour" in asked[0]
    answer(True)
    edited.editing.bar.discard.click()
    assert not edited.editing.is_on
    assert edited._text.document().toRawText().replace("\u2029", "\n") == edited.row.text
    assert stored(project, edited) == edited.row.text


def test_saving_without_a_change_takes_no_step(project, edited):
    step = project.operations.read(next_steps).undo
    edited.editing.bar.save.click()
    assert not edited.editing.is_on
    assert project.operations.read(next_steps).undo == step


def test_closing_asks(application, coding, edited, answer):
    asked = answer(False)
    type_before(edited, "x", "twenty")
    coding.tabs.close_current()
    assert edited in coding.tabs.views()
    application.actions["close_project"].trigger()
    assert application.project is not None
    assert len(asked) == 2
    answer(True)
    coding.tabs.close_current()
    assert coding.tabs.views() == []
    assert not application.actions["save_text"].isEnabled()


def test_steps_taken_meanwhile_are_shown_afterwards(project, edited):
    type_before(edited, "exactly ", "twenty")
    code = project.operations.read(find_code, "Lower caseloads")
    project.operations.run(rename_code, code.id, "Fewer families")
    assert edited.editing.is_on
    assert "exactly" in edited.editing.text
    edited.editing.bar.save.click()
    assert {row.code_name for row in edited.segments()} == {"Fewer families", "Collegial support"}


def test_everything_has_a_name(application, edited):
    bar = edited.editing.bar
    assert bar.accessibleName() == "Editing the text"
    assert {bar.save.accessibleName(), bar.discard.accessibleName()} == {"Save", "Discard"}
    assert bar.width() == edited.width()
    assert edited._text.geometry().top() == bar.height()


def test_what_is_shown_of_the_coding_changes_when_the_text_is_saved(coding, edited, span_of):
    type_before(edited, "exactly ", "twenty")
    coding.tabs.show_only(ShownCoding(code_ids=frozenset()))
    row = next(row for row in edited.segments() if row.code_name == "Lower caseloads")
    assert edited.editing.text[row.start : row.end] == "twenty"
    edited.editing.bar.save.click()
    assert edited.segments() == ()


def test_a_passage_is_carried_to_a_code_only_while_the_text_is_read(edited):
    edited.select(Span(0, 5))
    assert carried_passage(edited._text.createMimeDataFromSelection()) is None
    edited.editing.bar.discard.click()
    edited.select(Span(0, 5))
    assert carried_passage(edited._text.createMimeDataFromSelection()).span == Span(0, 5)
