"""How the width is shared out, and the strip with the whole transcript."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.ui.transcript_view.columns import StripeWidths, shared_out
from qualcoder_sts.ui.transcript_view.overview import Overview
from qualcoder_sts.ui.transcript_view.speaker_margin import SpeakerMargin

STRIPES = StripeWidths(bars=50, narrow=130, fair=190, wide=340)
TALK = "We sit together, nobody writes anything down, and you say what you carried. " * 4


def at(room):
    return shared_out(room, 100, 60, 8.0, STRIPES)


@pytest.mark.parametrize(
    ("room", "characters", "right"),
    [
        (582, 44, 130),  # narrow names before short lines
        (540, 44, 88),  # no names before lines nobody can read
        (710, 60, 130),
        (770, 60, 190),
        (898, 76, 190),
        (1048, 76, 340),
    ],
)
def test_the_text_comes_first(room, characters, right):
    columns = at(room)
    assert columns.text == 8 * characters
    assert room - columns.left - columns.text == right
    assert columns.spare == 0


def test_in_very_little_room_the_times_go():
    columns = at(480)
    assert (columns.left, columns.text) == (78, 8 * 44)
    assert (at(400).left, at(400).text) == (60, 400 - 60 - 50)


def test_a_wide_window_leaves_room_on_both_sides():
    assert at(1248).spare == 100


@given(st.integers(0, 3000), st.floats(2, 40))
def test_the_columns_never_need_more_than_there_is(room, character):
    columns = shared_out(room, 100, 60, character, STRIPES)
    assert columns.text >= 0
    assert 2 * columns.spare + columns.left + columns.text <= max(room, 60)


def test_the_left_margin_is_as_wide_as_what_stands_there(make_view, make):
    plain = make_view(TALK).findChild(SpeakerMargin).wanted_width()
    text, turns = make.turns(*[("P1", False, TALK)] * 3)
    timed = make_view(text, turns=turns).findChild(SpeakerMargin).wanted_width()
    text, turns = make.turns(("Unknown female interviewer", False, TALK))
    long_name = make_view(text, turns=turns).findChild(SpeakerMargin).wanted_width()
    assert plain < 50 < timed
    assert long_name < 140


def test_without_times_there_are_numbers_alone(make_view, make):
    from qualcoder_sts.ui.transcript_view.rows import TurnRow

    view = make_view(TALK, turns=[TurnRow(0, 0, len(TALK), "")])
    assert view.findChild(SpeakerMargin).wanted_width() < 50


@pytest.fixture
def long_view(make_view, make):
    text = "\n".join([TALK] * 60)
    rows = [make.segment(n, n * 1000, n * 1000 + 300) for n in range(1, 15)]
    return make_view(text, rows)


def strip_of(view):
    return view.findChild(Overview)


def test_the_strip_shows_where_coding_stands(long_view, qtbot):
    strip = strip_of(long_view)
    qtbot.waitUntil(lambda: not strip._picture.isNull() and not strip._pause.isActive())
    image = strip._picture.toImage()
    length, height = len(long_view.row.text), strip.height()

    def is_coloured(position):
        y = int(position / length * height) + 1
        paper = image.pixelColor(0, y)
        return any(image.pixelColor(x, y) != paper for x in range(strip.width()))

    assert is_coloured(1100)
    assert is_coloured(14100)
    assert not is_coloured(600)
    assert not is_coloured(length - 500)


def test_scrolling_paints_no_new_picture(long_view, qtbot):
    strip = strip_of(long_view)
    qtbot.waitUntil(lambda: not strip._pause.isActive())
    before = strip._picture.cacheKey()
    for position in (5000, 9000):
        long_view.scroll_to(position)
        qtbot.wait(5)
    assert strip._picture.cacheKey() == before
    long_view.remove_segment(next(iter(long_view.segments())).id)
    qtbot.waitUntil(lambda: strip._picture.cacheKey() != before)


def test_a_click_and_a_drag_go_there(long_view):
    strip = strip_of(long_view)
    half = QPoint(5, strip.height() // 2)
    QTest.mouseClick(strip, Qt.MouseButton.LeftButton, pos=half)
    page, length = long_view._page, len(long_view.row.text)
    seen = page.geometry.characters_between(
        long_view._text.scroll_height, long_view._text.scroll_height + long_view.height()
    )
    assert seen.start < length / 2 < seen.end
    box = strip._seen()
    assert box.top() < half.y() < box.bottom()
    QTest.mousePress(strip, Qt.MouseButton.LeftButton, pos=half)
    QTest.mouseMove(strip, QPoint(5, strip.height() + 40))
    bar = long_view._text.verticalScrollBar()
    assert bar.value() > bar.maximum() - long_view.height()


def test_the_strip_shows_where_something_was_found(long_view, qtbot):
    strip = strip_of(long_view)
    qtbot.waitUntil(lambda: not strip._pause.isActive())
    length, height = len(long_view.row.text), strip.height()
    place = length * 3 // 4

    def accent_at(position):
        image = strip._picture.toImage()
        y = int(position / length * height)
        return image.pixelColor(0, y).name() == strip._theme.accent

    assert not accent_at(place)
    long_view.found.show([Span(place, place + 4), Span(place + 9, place + 13)])
    qtbot.waitUntil(lambda: accent_at(place))
    long_view.found.show(())
    qtbot.waitUntil(lambda: not accent_at(place))
