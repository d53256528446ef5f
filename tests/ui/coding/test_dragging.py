"""Codes dropped on the text, passages dropped on codes."""

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDrag, QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.ui.models.dragging import DraggedPassage, carried_passage, carry_codes

QUOTE = "It is not supervision"
COPY, LEFT = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
NONE = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def point_at(transcript):
    """The place of the middle of some words in the viewport."""

    def find(quote):
        page = transcript._page
        start = page.row.text.index(quote)
        height = transcript._text.viewport().height()
        transcript.scroll_to(start)
        top = transcript._text.scroll_height
        (rect, *_more) = page.geometry.rectangles_between(
            start, start + len(quote), top, top + height
        )
        return QPoint(round(rect.center().x()), round(rect.center().y() - top))

    return find


@pytest.fixture
def drop(transcript):
    """All events of codes that are dragged onto the text; says whether they were let in."""

    def do(point, *code_ids, data=None):
        if data is None:
            data = QMimeData()
            carry_codes(data, code_ids)
        viewport = transcript._text.viewport()
        QApplication.sendEvent(viewport, QDragEnterEvent(point, COPY, data, LEFT, NONE))
        move = QDragMoveEvent(point, COPY, data, LEFT, NONE)
        QApplication.sendEvent(viewport, move)
        target = transcript.code_drops._target
        assert target.isVisible() == move.isAccepted()
        if move.isAccepted():
            QApplication.sendEvent(viewport, QDropEvent(QPointF(point), COPY, data, LEFT, NONE))
        assert not target.isVisible()
        return move.isAccepted()

    return do


def test_on_the_selection(project, transcript, span_of, point_at, drop, code_of, codes_now):
    transcript.select(span_of(transcript, QUOTE))
    assert drop(point_at("not"), code_of("Collegial support"))
    assert codes_now() == [("Collegial support", QUOTE)]
    project.operations.undo()
    assert codes_now() == []


def test_on_a_segment(project, transcript, coded, point_at, drop, code_of, codes_now):
    coded("you say what you carried", "Lower caseloads")
    transcript.select(Span(0, 0))
    assert drop(point_at("what you"), code_of("Collegial support"))
    assert sorted(codes_now()) == [
        ("Collegial support", "you say what you carried"),
        ("Lower caseloads", "you say what you carried"),
    ]
    project.operations.undo()
    assert len(codes_now()) == 1


def test_on_a_word_its_sentence(transcript, point_at, drop, code_of, codes_now):
    assert drop(point_at("capped"), code_of("Lower caseloads"), code_of("R&D / other"))
    sentence = "When they capped us at twenty I could breathe again."
    assert sorted(codes_now()) == [("Lower caseloads", sentence), ("R&D / other", sentence)]


def test_beside_the_text_and_on_a_label_nothing(transcript, point_at, drop, code_of, codes_now):
    width = transcript._text.viewport().width()
    assert not drop(point_at("P2:"), code_of("Lower caseloads"))
    assert not drop(QPoint(width - 2, point_at("Thank").y()), code_of("Lower caseloads"))
    assert codes_now() == []


def test_other_things_are_let_through(transcript, point_at, drop):
    data = QMimeData()
    data.setText("words")
    assert not drop(point_at("capped"), data=data)


def test_a_selection_dragged_to_a_code(project, transcript, span_of, code_of, codes_now):
    span = span_of(transcript, QUOTE)
    transcript.select(span)
    passage = carried_passage(transcript._text.createMimeDataFromSelection())
    assert passage == DraggedPassage(transcript.row.source_id, span)
    transcript.select(Span(0, 0))
    project.places.codebook.passage_dropped.emit(code_of("Collegial support"), passage)
    assert codes_now() == [("Collegial support", QUOTE)]


def test_a_stripe_dragged_to_a_code(project, transcript, coded, code_of, codes_now, monkeypatch):
    coded(QUOTE, "Lower caseloads")
    carried = []
    monkeypatch.setattr(
        QDrag, "exec", lambda drag, *_: carried.append(carried_passage(drag.mimeData()))
    )
    margin = transcript._parts.stripes
    top, bottom = 0, margin.height()
    (stripe,) = margin.stripes_between(top, bottom).stripes
    point = QPoint(margin._lane_left(stripe.lane) + 1, round(stripe.top + 3))
    QTest.mousePress(margin, LEFT, NONE, point)
    for step in (4, 20):
        move_with_button(margin, point + QPoint(-step, 0))
    (passage,) = dict.fromkeys(carried)
    project.places.codebook.passage_dropped.emit(code_of("R&D / other"), passage)
    assert sorted(codes_now()) == [("Lower caseloads", QUOTE), ("R&D / other", QUOTE)]


def move_with_button(widget, point):
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QMouseEvent

    place = QPointF(point)
    event = QMouseEvent(QEvent.Type.MouseMove, place, widget.mapToGlobal(place), LEFT, LEFT, NONE)
    QApplication.sendEvent(widget, event)
