"""Growing a selection, walking from segment to segment, moving their ends."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from qualcoder_sts.codebook.queries import find_code
from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.project.history.next_steps import next_steps

KEY, NONE = Qt.Key, Qt.KeyboardModifier.NoModifier
ALT, SHIFT = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def coding(project):
    return project.places.coding


@pytest.fixture
def coded(project, coding, transcript, span_of):
    """Three segments, two of which overlap."""
    for name, quote in (
        ("Lower caseloads", "capped us at twenty"),
        ("Collegial support", "When they capped us at twenty I could breathe"),
        ("Collegial support", "The Friday table"),
    ):
        transcript.select(span_of(transcript, quote))
        coding.applying.apply(project.operations.read(find_code, name).id)
    transcript.activate_segment(None)
    transcript.select(Span(0, 0))
    return transcript


def press(view, key, modifier=NONE):
    QTest.keyClick(view._text, key, modifier)


def selected(view):
    return view.selected_span().of(view.row.text)


def told(application):
    return application.window.status._told.text()


def test_the_selection_grows_and_shrinks(transcript, span_of):
    caret = span_of(transcript, "Friday").start + 2
    transcript.select(Span(caret, caret))
    press(transcript, KEY.Key_S)
    assert selected(transcript) == "Friday"
    press(transcript, KEY.Key_S)
    assert selected(transcript) == "The Friday table."
    press(transcript, KEY.Key_S)
    turn = selected(transcript)
    assert turn.startswith("The Friday table. It is not")
    press(transcript, KEY.Key_S)
    assert selected(transcript) == turn
    for words in ("The Friday table.", "Friday"):
        press(transcript, KEY.Key_S, SHIFT)
        assert selected(transcript) == words
    press(transcript, KEY.Key_S, SHIFT)
    assert transcript.selected_span() is None
    assert transcript.caret_position() == caret


def test_another_selection_has_nothing_to_shrink_to(transcript, span_of):
    transcript.select(span_of(transcript, "Friday"))
    press(transcript, KEY.Key_S)
    transcript.select(span_of(transcript, "twenty"))
    press(transcript, KEY.Key_S, SHIFT)
    assert selected(transcript) == "twenty"


def test_walking_through_the_segments(application, coded):
    press(coded, KEY.Key_Period)
    assert coded.active_segment().code_name == "Collegial support"
    assert told(application) == "segment 1 of 3: Collegial support, Ana Ruiz, 9 words"
    press(coded, KEY.Key_Period)
    assert told(application) == "segment 2 of 3: Lower caseloads, Ana Ruiz, 4 words"
    press(coded, KEY.Key_Period)
    press(coded, KEY.Key_Period)
    assert told(application) == "That was the last segment."
    assert coded.row.text[coded.caret_position() :].startswith("The Friday table")
    press(coded, KEY.Key_Comma)
    assert told(application) == "segment 2 of 3: Lower caseloads, Ana Ruiz, 4 words"


def test_overlapping_segments_at_the_caret(application, coded, span_of):
    caret = span_of(coded, "twenty").start
    coded.select(Span(caret, caret))
    names = []
    for _ in range(3):
        press(coded, KEY.Key_O)
        names.append(coded.active_segment().code_name)
    assert names == ["Lower caseloads", "Collegial support", "Lower caseloads"]
    assert told(application).startswith("segment 2 of 3")
    coded.select(Span(0, 0))
    press(coded, KEY.Key_O)
    assert told(application) == "No segment here."


def test_ends_moved_by_keys_are_one_step(project, coded, segments):
    press(coded, KEY.Key_Period)
    for _ in range(3):
        press(coded, KEY.Key_Right, ALT)
    press(coded, KEY.Key_Right, ALT | SHIFT)
    assert coded._page.active.end > segments(project, coded)[0].end
    press(coded, KEY.Key_Z, Qt.KeyboardModifier.ControlModifier)
    first = segments(project, coded)[0]
    # Undo settles what was moved before, and takes just that back.
    assert (first.start, first.end) == (coded._page.active.start, coded._page.active.end)
    assert Span(first.start, first.end).of(coded.row.text).endswith("I could breathe")
    redo = project.operations.read(next_steps).redo
    assert redo == "Resize a segment of “Collegial support”"


def test_nothing_is_lost_when_the_transcript_is_closed(project, coding, coded, segments):
    press(coded, KEY.Key_Period)
    press(coded, KEY.Key_Left, ALT)
    coding.tabs.close_view(coded)
    first = segments(project, coded)[0]
    assert Span(first.start, first.end).of(coded.row.text).endswith("I could")


def test_without_a_segment_it_is_said_what_to_do(application, coded):
    press(coded, KEY.Key_Right, ALT)
    assert application.window.notices.words == "Click a coded passage first, then move its ends."
