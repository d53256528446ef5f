"""Moving the ends of the active segment by mouse and by words."""

from uuid import UUID

import pytest
import regex
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTextEdit, QWidget

from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.ui.transcript_view.ends import QUIET_MS, End

TEXT = "Honestly? 🙂 When they capped us at twenty families I could breathe again. " * 8
FAMILY = "\U0001f469\u200d\U0001f469\u200d\U0001f467"
MIXED = f"She would say يا قلبي اتركيه هناك 🇳🇱🇩🇪 {FAMILY} and שלום עולם e\u0301 was right. " * 4
ONE = UUID(int=1)


@pytest.fixture
def resized(qtbot):
    def watch(view):
        told = []
        view.segmentResized.connect(lambda key, span: told.append((key, span)))
        return told

    return watch


def text_of(view):
    (edit,) = view.findChildren(QTextEdit)
    return edit


def handle(view, end):
    place = view.ends._places()[end].center()
    scrolled = text_of(view).verticalScrollBar().value()
    return QPoint(round(place.x()), round(place.y()) - scrolled)


def middle_of(view, position):
    rect = view._page.geometry.rectangles_between(position, position + 1, 0, 1e5)[0]
    scrolled = text_of(view).verticalScrollBar().value()
    return QPoint(round(rect.left() + 1), round(rect.center().y()) - scrolled)


def span_of(view):
    row = view._page.index.get(ONE)
    return Span(row.start, row.end)


def shown(make_view, make, text, start, end):
    view = make_view(text, [make.segment(1, start, end)])
    view.activate_segment(ONE)
    return view


def drag(view, end, target, *, release=True):
    viewport = text_of(view).viewport()
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=handle(view, end))
    QTest.mouseMove(viewport, target - QPoint(9, 0))
    QTest.mouseMove(viewport, target)
    if release:
        QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=target)


def test_dragging_an_end_is_seen_at_once_and_told_once(make_view, make, resized):
    view = shown(make_view, make, TEXT, 12, 40)
    told = resized(view)
    target = TEXT.index("again")
    drag(view, End.END, middle_of(view, target), release=False)
    assert span_of(view) == Span(12, target)
    assert told == []
    QTest.mouseRelease(text_of(view).viewport(), Qt.MouseButton.LeftButton)
    assert told == [(ONE, Span(12, target))]
    assert view.selected_span() is None


def test_dragging_the_start(make_view, make, resized):
    view = shown(make_view, make, TEXT, 40, 60)
    told = resized(view)
    drag(view, End.START, middle_of(view, 12))
    assert told == [(ONE, Span(12, 60))]


def test_ends_never_cross(make_view, make, resized):
    view = shown(make_view, make, TEXT, 30, 60)
    told = resized(view)
    drag(view, End.END, middle_of(view, 3))
    drag(view, End.START, middle_of(view, 70))
    assert told == [(ONE, Span(30, 31))]


def test_escape_puts_a_dragged_end_back(make_view, make, resized):
    view = shown(make_view, make, TEXT, 12, 40)
    told = resized(view)
    drag(view, End.END, middle_of(view, 66), release=False)
    QTest.keyClick(text_of(view), Qt.Key.Key_Escape)
    QTest.mouseRelease(text_of(view).viewport(), Qt.MouseButton.LeftButton)
    assert span_of(view) == Span(12, 40)
    assert told == []


def test_over_a_handle_the_pointer_says_so(make_view, make):
    view = shown(make_view, make, TEXT, 12, 40)
    viewport = text_of(view).viewport()
    place = handle(view, End.END)
    for offset in (-5, 0, 5):
        QTest.mouseMove(viewport, place + QPoint(offset, 0))
        assert viewport.cursor().shape() == Qt.CursorShape.SizeHorCursor
    QTest.mouseMove(viewport, place + QPoint(30, 0))
    assert viewport.cursor().shape() == Qt.CursorShape.IBeamCursor


def test_where_nothing_may_be_written_there_are_no_handles(make_view, make):
    view = shown(make_view, make, TEXT, 12, 40)
    view.ends.allowed = False
    assert view.ends._places() == {}
    assert not view.ends.step(End.END, 1)


@pytest.mark.parametrize(
    ("end", "words", "quote"),
    [
        (End.END, 1, "When they capped us"),
        (End.END, 2, "When they capped us at"),
        (End.END, -1, "When they"),
        (End.END, -9, "When"),
        (End.START, 1, "they capped"),
        (End.START, 9, "capped"),
        (End.START, -1, "Honestly? 🙂 When they capped"),
    ],
)
def test_ends_move_by_words(make_view, make, resized, end, words, quote):
    start = TEXT.index("When")
    view = shown(make_view, make, TEXT, start, TEXT.index(" us"))
    told = resized(view)
    assert view.ends.step(end, words)
    assert span_of(view).of(TEXT) == quote
    assert told == []
    view.ends.settle()
    assert told == [(ONE, Span(TEXT.index(quote), TEXT.index(quote) + len(quote)))]


def test_several_words_are_told_once_after_a_pause(make_view, make, qtbot, resized):
    view = shown(make_view, make, TEXT, 12, 16)
    told = resized(view)
    for _ in range(3):
        view.ends.step(End.END, 1)
    qtbot.wait(QUIET_MS // 3)
    assert told == []
    qtbot.waitUntil(lambda: bool(told), timeout=3 * QUIET_MS)
    assert [span.of(TEXT) for _, span in told] == ["When they capped us"]


def test_another_key_a_click_or_leaving_settles_at_once(make_view, make, qtbot, resized):
    view = shown(make_view, make, TEXT, 12, 16)
    told = resized(view)
    view.ends.step(End.END, 1)
    QTest.keyClick(text_of(view), Qt.Key.Key_Alt)
    assert told == []
    QTest.keyClick(text_of(view), Qt.Key.Key_Down)
    assert len(told) == 1
    view.ends.step(End.END, 1)
    QTest.mouseClick(text_of(view).viewport(), Qt.MouseButton.LeftButton, pos=QPoint(40, 300))
    assert len(told) == 2
    view.activate_segment(ONE)
    view.setFocus()
    view.ends.step(End.END, 1)
    other = QWidget()
    qtbot.addWidget(other)
    view.hide()
    assert len(told) == 3


def test_moving_there_and_back_tells_nothing(make_view, make, resized):
    view = shown(make_view, make, TEXT, 12, 21)
    told = resized(view)
    view.ends.step(End.END, 1)
    view.ends.step(End.END, -1)
    view.ends.settle()
    assert told == []


def test_ends_stand_between_what_is_seen_as_characters(make_view, make):
    borders = {match.start() for match in regex.finditer(r"\X", MIXED)} | {len(MIXED)}
    start = MIXED.index("say")
    view = shown(make_view, make, MIXED, start, start + 3)
    geometry = view._page.geometry
    for position in range(start + 3, start + 75):
        view.ends.take(End.END)
        view.ends.drag_to(geometry.caret_rect(position).center())
        assert span_of(view).end in borders
        view.ends.restore()


@pytest.mark.parametrize("words", ["قلبي", "שלום", FAMILY, "🇳🇱", "right"])
def test_handles_stand_at_the_sides_of_what_is_coded(make_view, make, words):
    start = MIXED.index(words)
    view = shown(make_view, make, MIXED, start, start + len(words))
    left, right = sorted(place.x() for place in view.ends._places().values())
    rects = view._page.geometry.rectangles_between(start, start + len(words), 0, 1e5)
    assert left == pytest.approx(min(rect.left() for rect in rects), abs=1.5)
    assert right == pytest.approx(max(rect.right() for rect in rects), abs=1.5)
    is_right_to_left = words in {"قلبي", "שלום"}
    assert (view.ends._places()[End.START].x() == right) is is_right_to_left
