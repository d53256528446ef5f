"""Where what is finished ends: seen in the margin beside its paragraph, and nowhere else."""

import pytest
from PySide6.QtGui import QGuiApplication, QImage


@pytest.fixture
def spoken(make):
    words = "We sit together and nobody writes anything down, and then you say what you carried. "
    return make.turns(*[(f"Speaker {number % 2}", False, words * 4) for number in range(40)])


def margin(view):
    QGuiApplication.processEvents()
    return view._parts.speakers.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


def rows_that_differ(one, other):
    return [
        y
        for y in range(one.height())
        if any(one.pixel(x, y) != other.pixel(x, y) for x in range(one.width()))
    ]


def test_it_is_painted_below_its_paragraph(make_view, spoken):
    text, turns = spoken
    view = make_view(text, turns=turns)
    before = margin(view)
    view.finished.show(turns[1].end)
    changed = rows_that_differ(before, margin(view))
    place = view._parts.page.geometry.line_place(turns[1].end)
    assert changed
    assert place.top < min(changed)
    assert max(changed) < view._parts.page.geometry.line_place(turns[2].start).bottom
    view.finished.show(None)
    assert not rows_that_differ(before, margin(view))


def test_what_is_out_of_view_is_neither_painted_nor_laid_out(make_view, spoken):
    text, turns = spoken
    view = make_view(text, turns=turns)
    before = margin(view)
    view.finished.show(turns[-1].end)
    assert not rows_that_differ(before, margin(view))
    assert view._parts.speakers.toolTip() == "Finished by you up to line 40"


def test_scrolled_by_pixels_it_is_where_a_whole_painting_has_it(make_view, spoken):
    text, turns = spoken
    view = make_view(text, turns=turns)
    view.finished.show(turns[9].end)
    bar = view._text.verticalScrollBar()
    bar.setValue(round(view._parts.page.geometry.line_place(turns[9].end).bottom) - 590)
    margin(view)
    for _step in range(60):
        bar.setValue(bar.value() + 1)
        QGuiApplication.processEvents()
    scrolled = margin(view)
    view._parts.speakers.update()
    assert not rows_that_differ(scrolled, margin(view))


def test_a_text_that_became_shorter_shows_no_end_outside_it(make_view, make):
    view = make_view("First line.\nSecond line.")
    view.finished.show(24)
    view.show_again(make.row("First."), ())
    margin(view)
    assert view._text.accessibleDescription() == "FG-2 Harbour City"
