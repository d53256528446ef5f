"""Dotted lines below suggested passages: where they are, that they are seen, and what they say."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from qualcoder_sts.ui.theme.colours import contrast
from qualcoder_sts.ui.theme.theme import THEME_NAMES, load_theme
from qualcoder_sts.ui.transcript_view.cards import hover_card
from qualcoder_sts.ui.transcript_view.rows import SuggestedRow
from qualcoder_sts.ui.transcript_view.suggested import MOST_LINES, SuggestedPlaces

ENGLISH = "We sit, nobody writes anything down, and you say what you carried this week. " * 12
COLOUR = "#5bb0a4"
SEEN = 3.0
"""What the accessibility guidelines ask of signs that are no text."""


def suggested(number, start, end, colour=COLOUR):
    row = UUID(int=number)
    return SuggestedRow(row, start, end, "Lower caseloads", colour, "likely", "says “cap”")


@pytest.fixture
def places(qapp):
    holder = QObject()
    made = SuggestedPlaces(holder)
    made.holder = holder
    return made


def colours(view):
    QGuiApplication.processEvents()
    image = view.grab().toImage()
    return {
        image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())
    }


@pytest.mark.parametrize("theme", THEME_NAMES)
def test_they_are_seen_and_gone_with_the_switch(make_view, theme):
    view = make_view(ENGLISH, theme=theme, size=(600, 260))
    ink = load_theme(theme).ink(COLOUR)
    assert ink not in colours(view)
    view.suggested.show([suggested(1, 40, 200)])
    assert ink in colours(view)
    view.suggested.show(())
    assert ink not in colours(view)


@pytest.mark.parametrize("theme", THEME_NAMES)
@pytest.mark.parametrize("colour", ["#ffffff", "#000000", "#ffe600", "#5bb0a4", "#8a7a20"])
def test_they_stand_out_from_paper_in_any_colour(theme, colour):
    shown = load_theme(theme)
    assert contrast(shown.ink(colour), shown.paper) >= SEEN


def test_the_current_one_is_painted_stronger(make_view):
    view = make_view(ENGLISH, size=(600, 260))
    view.suggested.show([suggested(1, 40, 200)])
    before = view.grab().toImage()
    view.suggested.choose(UUID(int=1))
    assert view.grab().toImage() != before


def test_overlapping_ones_have_lines_of_their_own(places):
    places.show([suggested(1, 0, 50), suggested(2, 10, 40), suggested(3, 45, 60)])
    assert [places._lanes[place] for place in range(3)] == [0, 1, 1]
    places.show([suggested(number, 0, 50) for number in range(6)])
    assert max(places._lanes) == MOST_LINES - 1


@given(
    spans=st.lists(st.tuples(st.integers(0, 90), st.integers(1, 30)), max_size=12),
    start=st.integers(0, 100),
    length=st.integers(1, 20),
)
def test_those_that_touch_a_span(spans, start, length):
    holder = QObject()
    places = SuggestedPlaces(holder)
    rows = [suggested(number, at, at + size) for number, (at, size) in enumerate(spans)]
    places.show(rows)
    end = start + length
    wanted = {row.id for row in rows if row.start < end and row.end > start}
    assert {row.id for row in places.touching(start, end)} == wanted


def test_nothing_is_suggested_while_the_text_is_edited(make_view):
    view = make_view(ENGLISH)
    view.suggested.show([suggested(1, 40, 200)])
    view.editing.begin()
    assert not view.suggested.rows


def test_hovering_says_code_how_sure_and_why():
    card = hover_card((), load_theme("light"), [suggested(1, 0, 5)])
    for words in ("Lower caseloads: suggested", "likely", "says “cap”"):
        assert words in card
    assert hover_card((), load_theme("light")) == ""
