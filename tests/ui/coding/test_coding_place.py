import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from qualcoder_sts.codebook.queries import find_code
from qualcoder_sts.coding.queries import finished_up_to
from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.suggest.loading import load_material

QUOTE = "It is not supervision"


def box_of(coding, qtbot):
    qtbot.waitUntil(coding.applying.box.isVisible)
    return coding.applying.box


def press(view, key, modifier=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(view._text, key, modifier)


def test_a_passage_after_emoji_is_coded_letter_for_letter(
    project, coding, transcript, span_of, segments
):
    transcript.select(span_of(transcript, QUOTE))
    assert transcript._text.textCursor().selectedText() == QUOTE
    coding.applying.apply(project.operations.read(find_code, "Collegial support").id)
    (segment,) = segments(project, transcript)
    assert transcript.row.text[segment.start : segment.end] == QUOTE
    assert segment.coder == "Ana Ruiz"
    (shown,) = transcript.segments()
    assert (shown.start, shown.end) == (segment.start, segment.end)


@pytest.mark.parametrize("key", [Qt.Key.Key_Q, Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_a_key_opens_the_box_where_something_is_selected(coding, transcript, span_of, qtbot, key):
    transcript.select(span_of(transcript, QUOTE))
    press(transcript, key)
    box = box_of(coding, qtbot)
    assert box.choices()[:2] == ["Lower caseloads", "Collegial support"]
    QTest.keyClick(box.field, Qt.Key.Key_Escape)
    assert not box.isVisible()
    qtbot.waitUntil(transcript._text.hasFocus)
    assert transcript.selected_span() == span_of(transcript, QUOTE)


@pytest.mark.parametrize("key", [Qt.Key.Key_Q, Qt.Key.Key_Return])
def test_without_a_selection_the_box_stays_shut_and_it_is_said_why(
    application, coding, transcript, key
):
    press(transcript, key)
    assert not coding.applying.box.isVisible()
    assert "Select a passage first" in application.window.notices.words


def test_keys_of_the_transcript_do_nothing_elsewhere(project, coding, transcript, span_of):
    transcript.select(span_of(transcript, QUOTE))
    field = project.places.codebook._filter
    field.setFocus()
    QTest.keyClicks(field, "qu")
    assert field.text() == "qu"
    assert not coding.applying.box.isVisible()


def test_ctrl_z_in_the_box_undoes_typing_and_not_the_project(
    project, coding, transcript, span_of, segments, qtbot
):
    transcript.select(span_of(transcript, QUOTE))
    coding.applying.apply(project.operations.read(find_code, "Lower caseloads").id)
    transcript.select(span_of(transcript, "The Friday table"))
    press(transcript, Qt.Key.Key_Q)
    box = box_of(coding, qtbot)
    QTest.keyClicks(box.field, "coll")
    QTest.keyClick(box.field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert box.field.text() == ""
    assert len(segments(project, transcript)) == 1
    box.hide()


def test_typing_a_new_name_makes_the_code_in_the_same_step(
    project, coding, transcript, span_of, segments, qtbot
):
    transcript.select(span_of(transcript, QUOTE))
    press(transcript, Qt.Key.Key_Q)
    box = box_of(coding, qtbot)
    QTest.keyClicks(box.field, "Peer table")
    assert box.choices() == ["New code “Peer table”"]
    QTest.keyClick(box.field, Qt.Key.Key_Return)
    (segment,) = segments(project, transcript)
    assert segment.code == "Peer table"
    project.operations.undo()
    assert segments(project, transcript) == []
    assert transcript.segments() == ()


def test_the_arrow_keys_choose(project, coding, transcript, span_of, segments, qtbot):
    transcript.select(span_of(transcript, QUOTE))
    press(transcript, Qt.Key.Key_Q)
    box = box_of(coding, qtbot)
    QTest.keyClick(box.field, Qt.Key.Key_Down)
    assert box.field.accessibleDescription() == "Collegial support"
    QTest.keyClick(box.field, Qt.Key.Key_Return)
    assert [segment.code for segment in segments(project, transcript)] == ["Collegial support"]
    assert transcript.active_segment().code_name == "Collegial support"


@pytest.mark.parametrize("key", [Qt.Key.Key_U, Qt.Key.Key_Delete])
def test_a_key_removes_and_a_notice_offers_undo(
    application, project, coding, transcript, span_of, segments, key
):
    transcript.select(span_of(transcript, QUOTE))
    coding.applying.apply(project.operations.read(find_code, "Lower caseloads").id)
    press(transcript, key)
    assert segments(project, transcript) == []
    notices = application.window.notices
    assert notices.words == "Removed a segment of “Lower caseloads”."
    notices.action_button.click()
    assert len(segments(project, transcript)) == 1
    assert len(transcript.segments()) == 1


def test_an_offer_to_undo_goes_with_the_next_step(
    application, project, coding, transcript, span_of
):
    code_id = project.operations.read(find_code, "Lower caseloads").id
    transcript.select(span_of(transcript, QUOTE))
    coding.applying.apply(code_id)
    coding.changing.remove_current()
    assert application.window.notices.isVisible()
    transcript.select(span_of(transcript, "The Friday table"))
    coding.applying.apply(code_id)
    assert not application.window.notices.isVisible()


def test_a_category_cannot_be_applied_and_it_is_said(
    application, project, coding, transcript, span_of, segments
):
    transcript.select(span_of(transcript, QUOTE))
    coding.applying.apply(project.operations.read(find_code, "Organizational").id)
    assert segments(project, transcript) == []
    assert "Organizational" in application.window.notices.words


def test_the_same_source_is_opened_once(coding, transcript):
    again = coding.open(transcript.row.source_id)
    assert again is transcript
    assert coding.tabs.count() == 1


def test_closing_a_transcript_leaves_a_place_that_says_what_to_do(
    application, project, coding, transcript, qtbot
):
    actions = application.actions
    assert actions["apply_code"].isEnabled()
    actions["close_transcript"].trigger()
    assert coding.tabs.count() == 0
    assert coding._pages.currentWidget() is coding._empty
    assert not actions["apply_code"].isEnabled()
    assert not actions["zoom_in"].isEnabled()


def test_the_key_that_closes_a_transcript_closes_a_table_too(application, coding, transcript):
    application.actions["show_speakers"].trigger()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier)
    assert coding.tabs.pages() == [transcript]
    assert transcript._text.hasFocus()


def test_finished_is_marked_and_shown(application, project, coding, transcript, settled):
    action = application.actions["finish_source"]
    assert not action.isChecked()
    action.trigger()
    settled(project)
    assert action.isChecked()
    project.operations.undo()
    settled(project)
    assert not action.isChecked()


def test_the_beginning_is_marked_as_finished(application, project, coding, transcript, settled):
    text, coder_id = transcript.row.text, project.operations.workspace.coder_id
    second = text.index("\n") + 1
    transcript.select(Span(second, second))
    application.actions["finish_up_to_here"].trigger()
    material = project.operations.read(load_material, coder_id)
    (read,) = next(one.read for one in material.sources if one.id == transcript.row.source_id)
    assert read == Span(0, text.index("\n", second))
    assert not application.actions["finish_source"].isChecked()
    assert application.window.notices.words.startswith("Finished up to here")


def test_the_finished_beginning_is_seen_and_taken_back(
    application, project, coding, transcript, settled
):
    action, words = application.actions["finish_up_to_here"], transcript.row.name
    second = transcript.row.text.index("\n") + 1
    transcript.select(Span(second, second))
    action.trigger()
    settled(project)
    end = transcript.row.text.index("\n", second)
    assert transcript.finished.position == end
    assert transcript._text.accessibleDescription() == f"{words}, finished by you up to line 2"
    application.actions["edit_text"].trigger()
    assert transcript.finished.position is None
    application.actions["discard_text"].trigger()
    assert transcript.finished.position == end
    action.trigger()
    settled(project)
    assert transcript.finished.position is None
    assert transcript._text.accessibleDescription() == words
    project.operations.undo()
    settled(project)
    assert transcript.finished.position == end
    application.actions["finish_source"].trigger()
    settled(project)
    assert transcript.finished.position is None
    action.trigger()
    assert application.window.notices.words.startswith("You have finished all of this transcript")
    assert project.operations.read(finished_up_to, project.operations.workspace.coder_id) == {}


def test_zoom_holds_for_transcripts_opened_later(application, make_application, sample, qtbot):
    application.open(sample)
    coding = application.project.places.coding
    from qualcoder_sts.transcripts.queries import list_sources

    first, second, *_ = application.project.operations.read(list_sources)
    coding.open(first.id)
    application.actions["zoom_in"].trigger()
    zoom = coding.current_view().zoom
    assert zoom > 1
    assert coding.open(second.id).zoom == zoom
    application.actions["zoom_out"].trigger()
    assert coding.open(first.id).zoom == pytest.approx(1.0)


def test_a_code_in_another_colour_is_seen_in_the_transcript(project, coding, transcript, span_of):
    from qualcoder_sts.codebook.operations import recolour_codes

    code_id = project.operations.read(find_code, "Lower caseloads").id
    transcript.select(span_of(transcript, QUOTE))
    coding.applying.apply(code_id)
    project.operations.run(recolour_codes, [code_id], "#112233")
    assert [segment.colour for segment in transcript.segments()] == ["#112233"]
