import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.transcripts.operations.turns import NewSpeaker
from qualcoder_sts.transcripts.queries import turns_of


@pytest.fixture
def turns(project):
    return project.places.turns


@pytest.fixture
def labels(project, transcript):
    source_id = transcript.row.source_id
    return lambda: [turn.label for turn in project.operations.read(turns_of, source_id)]


def entry(menu, words):
    return next(one for one in menu.actions() if one.text().lstrip("&123456789 ") == words)


def test_the_turn_at_the_caret_is_given_away(transcript, turns, span_of, labels):
    place = span_of(transcript, "Friday table").start
    transcript.select(Span(place, place))
    (turn,) = turns._turns_at(transcript)
    menu = turns.menu_to_give(transcript, [turn])
    assert menu.title() == "Give this turn to"
    texts = [one.text() for one in menu.actions()]
    assert texts == ["&1  Moderator", "&2  P2", "", "&New speaker…"]
    entry(menu, "P2").trigger()
    assert labels()[4] == "P2"


def test_all_turns_of_a_selection_are_given_in_one_step(
    project, transcript, turns, span_of, labels
):
    start, end = span_of(transcript, "Fewer").start, span_of(transcript, "Friday table").end
    transcript.select(Span(start, end))
    chosen = turns._turns_at(transcript)
    menu = turns.menu_to_give(transcript, chosen)
    assert menu.title() == "Give 2 turns to"
    entry(menu, "Moderator").trigger()
    assert labels()[3:5] == ["Moderator", "Moderator"]
    project.operations.undo()
    assert labels()[3:5] == ["P2", "P1"]


def test_somebody_new_goes_on_from_the_caret(transcript, turns, span_of, labels, monkeypatch):
    place = span_of(transcript, "When they capped").start
    transcript.select(Span(place, place))
    monkeypatch.setattr(turns.speakers, "asked_speaker", lambda: NewSpeaker("P3"))
    menu = turns.menu_to_divide(transcript, turns._turns_at(transcript)[0])
    entry(menu, "New speaker…").trigger()
    assert labels()[3:5] == ["P2", "P3"]
    turn = transcript.row.turns[4]
    assert transcript.row.text[turn.start :].startswith("When they capped")


def test_the_margin_offers_what_fits_its_turn(transcript, turns, span_of):
    place = span_of(transcript, "When they capped").start
    transcript.select(Span(place, place))
    here = turns.menu_for(transcript, place)
    texts = [one.text() for one in here.actions() if not one.isSeparator()]
    assert texts[:2] == ["Give this turn to", "Divide the turn here; on goes"]
    assert "Rename “P2”…" in texts
    elsewhere = turns.menu_for(transcript, 0)
    texts = [one.text() for one in elsewhere.actions() if not one.isSeparator()]
    assert "Divide the turn here; on goes" not in texts
    assert "Rename “Moderator”…" in texts


def test_a_right_click_in_the_margin_asks_for_its_turn(transcript, qtbot):
    margin = transcript._parts.speakers
    event = QContextMenuEvent(
        QContextMenuEvent.Reason.Mouse, QPoint(4, 40), margin.mapToGlobal(QPoint(4, 40))
    )
    transcript.turnMenuRequested.disconnect()
    with qtbot.waitSignal(transcript.turnMenuRequested) as told:
        margin.contextMenuEvent(event)
    position = told.args[0]
    assert any(turn.start <= position <= turn.end for turn in transcript.row.turns)


def test_where_nothing_can_be_divided_a_sentence_says_so(application, transcript):
    transcript.select(Span(0, 0))
    application.actions["divide_turn"].trigger()
    assert application.window.notices.words == (
        "Put the caret where somebody else begins to speak, inside a turn."
    )


def test_the_keys_of_the_menu_give_the_turn(application, transcript, span_of, labels):
    """``Ctrl+K`` opens the menu at the caret: what it asks stands above the speakers."""
    place = span_of(transcript, "Friday table").start
    transcript.select(Span(place, place))
    QTest.keyClick(transcript._text, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    menu = QApplication.activePopupWidget()
    heading, first, *_rest = menu.actions()
    assert heading.text() == "Give this turn to"
    assert not heading.isEnabled()
    assert menu.activeAction() is first
    QTest.keyClick(menu, Qt.Key.Key_2)
    assert labels()[4] == "P2"
    assert QApplication.activePopupWidget() is None
