"""What is really on the screen: read from the window's own picture, which paints nothing anew."""

from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QRectF
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtWidgets import QTextEdit

from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.ui.theme.fonts import READING_POINTS, reading_font
from qualcoder_sts.ui.theme.theme import load_theme
from qualcoder_sts.ui.transcript_view.margin import Margin
from qualcoder_sts.ui.transcript_view.overview import Overview
from qualcoder_sts.ui.transcript_view.page import Page
from qualcoder_sts.ui.transcript_view.stripe_margin import StripeMargin

ENGLISH = "We sit, nobody writes anything down, and you say what you carried this week. " * 12
MIXED = (
    "My grandmother would say يا قلبي اتركيه هناك and she was right, שלום עולם she said 12 times. "
)


def picture(view):
    # Larger windows than the screen of the offscreen platform are cut off.
    assert view.width() <= 780
    for _ in range(50):
        QGuiApplication.processEvents()
        image = QGuiApplication.primaryScreen().grabWindow(view.winId()).toImage()
        if not image.isNull():
            break
    return image


def colours_in(image, rect=None):
    rect = image.rect() if rect is None else rect
    return {
        image.pixelColor(x, y).name()
        for x in range(rect.left(), rect.right(), 2)
        for y in range(rect.top(), rect.bottom(), 2)
    }


def text_of(view):
    (edit,) = view.findChildren(QTextEdit)
    return edit


def page_of(view):
    return view._page


@pytest.mark.parametrize("theme", ["light", "dark", "high_contrast"])
def test_the_first_real_paint_has_its_colours(make_view, make, theme):
    view = make_view(ENGLISH, [make.segment(1, 10, 300)], theme=theme)
    paints = []
    between = view._page.grounds.between

    def counted(top, bottom):
        paints.append(top)
        return between(top, bottom)

    view._page.grounds.between = counted
    while not paints:
        QGuiApplication.processEvents()
    seen = colours_in(picture(view))
    colours = load_theme(theme)
    assert colours.tint("#5bb0a4") in seen
    assert colours.stripe("#5bb0a4") in seen
    assert colours.paper in seen


def test_two_codes_on_the_same_words_are_both_seen(make_view, make):
    both = [make.segment(1, 10, 300), make.segment(2, 10, 300, "Debriefing", "#d9963a")]
    view = make_view(ENGLISH, both)
    seen = colours_in(picture(view), text_of(view).viewport().geometry())
    assert {view._parts.theme.tint("#5bb0a4"), view._parts.theme.tint("#d9963a")} <= seen


def test_changes_are_seen_at_once(make_view, make, qtbot):
    tint = load_theme("light").tint
    view = make_view(ENGLISH)
    assert tint("#5bb0a4") not in colours_in(picture(view))
    view.add_segment(make.segment(1, 10, 300))
    qtbot.wait(20)
    assert tint("#5bb0a4") in colours_in(picture(view))
    view.update_segment(make.segment(1, 10, 300, colour="#d9963a"))
    qtbot.wait(20)
    seen = colours_in(picture(view))
    assert tint("#d9963a") in seen
    assert tint("#5bb0a4") not in seen
    view.remove_segment(UUID(int=1))
    qtbot.wait(20)
    assert tint("#d9963a") not in colours_in(picture(view))


def test_scrolled_pictures_equal_freshly_painted_ones(make_view, make, qtbot):
    rows = [make.segment(n, n * 150, n * 150 + 140 + 40 * (n % 5)) for n in range(1, 60)]
    view = make_view("\n".join([ENGLISH] * 12), rows)
    qtbot.waitUntil(lambda: not view.findChild(Overview)._pause.isActive())
    bar = text_of(view).verticalScrollBar()
    for step in (7, 40, 300, -90, -13):
        bar.setValue(bar.value() + step)
        qtbot.wait(5)
    scrolled = picture(view)
    for part in (text_of(view).viewport(), *view.findChildren(Margin)):
        part.update()
    qtbot.wait(20)
    assert picture(view) == scrolled


def test_the_interviewer_and_labels_are_dimmed_but_coded_words_are_not(make_view, make):
    text, turns = make.turns(
        ("Moderator", True, "WHAT HELPS " * 20), ("P3", False, "HONESTLY " * 20)
    )
    theme = load_theme("light")
    view = make_view(text, turns=turns)
    geometry, viewport = page_of(view).geometry, text_of(view).viewport().geometry()
    image = picture(view)

    def darkest(position):
        place = geometry.line_place(position)
        rect = viewport.adjusted(60, 0, 0, 0)
        rect.setTop(int(place.top))
        rect.setBottom(int(place.bottom))
        return min(QColor(colour).lightness() for colour in colours_in(image, rect))

    dimmed, ink = QColor(theme.text_dimmed).lightness(), QColor(theme.text).lightness()
    assert darkest(5) == pytest.approx(dimmed, abs=2)
    assert darkest(turns[1].speech_start + 5) == pytest.approx(ink, abs=3)

    view.add_segment(make.segment(1, 0, 120))
    QGuiApplication.processEvents()
    image = picture(view)
    assert darkest(5) == pytest.approx(ink, abs=3)


def test_the_active_segment_has_an_outline(make_view, make, qtbot):
    view = make_view(ENGLISH, [make.segment(1, 10, 60)])
    before = picture(view)
    view.activate_segment(UUID(int=1))
    qtbot.wait(20)
    assert picture(view) != before
    view.activate_segment(None)
    qtbot.wait(20)
    assert picture(view) == before


def test_another_theme_paints_everything_anew(make_view, make, qtbot):
    view = make_view(ENGLISH, [make.segment(1, 10, 300)])
    dark = load_theme("dark")
    view.set_theme(dark)
    qtbot.wait(20)
    assert dark.tint("#5bb0a4") in colours_in(picture(view))


def rectangles_of_lines(page, start, end):
    return page.geometry.rectangles_between(start, end, -1e6, 1e6)


@pytest.mark.parametrize("text", [ENGLISH, MIXED * 6, "שלום עולם " * 40 + "in between " * 9])
def test_pieces_of_a_line_cover_it_without_gaps_or_overlaps(make_view, text):
    """Between two cursor positions half of a line of mixed direction would stay unpainted."""
    view = make_view(text)
    page = page_of(view)
    (block,) = page.geometry.visible_blocks(0, 100)[:1]
    for number in range(min(4, block.layout.lineCount())):
        line = page.geometry.line_span(block, number)
        natural = line.line.naturalTextRect().width()
        cut = line.start + (line.end - line.start) // 3
        for border in range(cut, cut + 25):
            parts = [
                *page.geometry.rectangles(block, line, line.start, border),
                *page.geometry.rectangles(block, line, border, line.end),
            ]
            assert sum(part.width() for part in parts) == pytest.approx(natural, abs=1.5)
            for i, part in enumerate(parts):
                for other in parts[i + 1 :]:
                    assert part.intersected(other).width() < 1


def test_right_to_left_words_in_the_middle_are_filled_where_they_stand(make_view, make):
    start = MIXED.index("اتركيه")
    view = make_view(MIXED * 3, [make.segment(1, start, start + 6)])
    (rect,) = rectangles_of_lines(page_of(view), start, start + 6)
    image, tint = picture(view), QColor(view._parts.theme.tint("#5bb0a4")).name()
    viewport = text_of(view).viewport().geometry()
    y = int(rect.top()) + 2
    filled = [
        x for x in range(viewport.width()) if image.pixelColor(viewport.x() + x, y).name() == tint
    ]
    assert filled[0] == pytest.approx(rect.left(), abs=1.5)
    assert filled[-1] == pytest.approx(rect.right(), abs=1.5)


def test_rectangles_follow_a_new_width_and_another_size(make_view, make, qtbot):
    rows = [make.segment(1, 200, 420)]
    view = make_view(ENGLISH, rows)
    for change in (lambda: view.resize(620, 500), lambda: view.set_zoom(1.4)):
        list(page_of(view).grounds.between(0, 5000))
        page_of(view).geometry.line_place(400)
        change()
        qtbot.wait(30)
        page = page_of(view)
        cached = [
            fill.rect.translated(placed.origin)
            for placed in page.grounds.between(0, 5000)
            for fill in placed.line.grounds
        ]
        assert cached == rectangles_of_lines(page, 200, 420)
        fresh = Page(view.row, rows, reading_font(READING_POINTS * view.zoom), view._parts.theme)
        fresh.document.setTextWidth(text_of(view).viewport().width())
        assert cached == rectangles_of_lines(fresh, 200, 420)
        assert page.geometry.line_place(400) == fresh.geometry.line_place(400)


def test_a_change_drops_only_its_own_lines(make_view, make):
    view = make_view("\n".join([ENGLISH] * 3))
    grounds = page_of(view).grounds
    list(grounds.between(0, 600))
    before = {n: dict(lines) for n, lines in grounds._lines.items()}
    grounds.forget(make.segment(1, 0, 5))
    assert 0 not in grounds._lines[0]
    assert grounds._lines[0][1] is before[0][1]
    assert grounds._lines[1] == before[1]


def test_one_endless_paragraph_asks_only_for_the_lines_that_are_seen(make_view, make):
    view = make_view("word " * 20_000, [make.segment(1, 0, 90_000)])
    text_of(view).verticalScrollBar().setValue(5000)
    QGuiApplication.processEvents()
    painted = page_of(view).grounds._lines[0]
    assert 0 < len(painted) < 90


@pytest.mark.parametrize("width", [780, 600])
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20)
@given(
    st.lists(st.tuples(st.integers(0, 5000), st.integers(5, 600)), max_size=60), st.integers(0, 900)
)
def test_names_never_overprint_one_another_nor_a_stripe(make_view, make, width, ends, scrolled):
    text = "\n".join([ENGLISH[:700]] * 8)
    rows = [
        make.segment(n, start, start + length, f"Improved work schedules {n}")
        for n, (start, length) in enumerate(ends)
        if start + length < len(text)
    ]
    view = make_view(text, rows, size=(width, 600))
    text_of(view).verticalScrollBar().setValue(scrolled)
    (margin,) = view.findChildren(StripeMargin)
    top = text_of(view).verticalScrollBar().value()
    shown = margin.stripes_between(float(top), float(top + view.height()))
    names = [margin.name_rect(stripe, shown) for stripe in shown.stripes]
    if margin._names_stacked:
        seen = [stripe for stripe in shown.stripes if stripe.bottom > top]
        assert not seen or not all(name.isEmpty() for name in names)
        names = [name for name in names if not name.isEmpty()]
    crowds = [margin._crowd_rect(crowd) for crowd in shown.crowds]
    stripes = [QRectF(margin._lane_left(s.lane), s.top, 3, s.bottom - s.top) for s in shown.stripes]
    for i, name in enumerate(names):
        assert name.width() > 20
        assert name.right() <= margin.width()
        others = [*names[:i], *names[i + 1 :], *stripes, *crowds]
        assert not [other for other in others if name.intersects(other)]
    hidden = sum(len(crowd.segments) for crowd in shown.crowds)
    assert len(shown.stripes) + hidden <= len(rows)
    view.close()


def test_what_finds_no_lane_is_counted(make_view, make):
    rows = [make.segment(n, 10, 200, f"Code {n}") for n in range(9)]
    view = make_view(ENGLISH, rows)
    (margin,) = view.findChildren(StripeMargin)
    shown = margin.stripes_between(0.0, 500.0)
    (crowd,) = shown.crowds
    assert len(shown.stripes) + len(crowd.segments) == 9
    at = margin._crowd_rect(crowd).center().toPoint()
    assert margin.segments_at(QPoint(at.x(), at.y())) == crowd.segments


def test_where_room_is_scarce_names_stand_below_one_another(make_view, make):
    rows = [make.segment(n, 10, 400, f"Improved work schedules {n}") for n in range(1, 4)]
    view = make_view(ENGLISH, rows, size=(560, 600))
    (margin,) = view.findChildren(StripeMargin)
    shown = margin.stripes_between(0.0, 600.0)
    assert margin._names_stacked
    names = [margin.name_rect(stripe, shown) for stripe in shown.stripes]
    assert len({name.left() for name in names}) == 1
    assert [name.top() for name in names[1:]] == [name.bottom() for name in names[:-1]]
    assert names[0].width() >= margin._name_width


@pytest.mark.parametrize("sign", ["🇳🇱", "\U0001f468\u200d\U0001f469\u200d\U0001f467", "e\u0301"])
def test_flags_and_families_are_filled_whole(make_view, make, sign):
    text = f"They said {sign}{sign} and left."
    start = text.index(sign) + len(sign)
    view = make_view(text, [make.segment(1, start, start + len(sign))])
    (rect,) = rectangles_of_lines(page_of(view), start, start + len(sign))
    before = page_of(view).geometry.rectangles_between(0, start, 0, 1e4)[-1]
    after = page_of(view).geometry.rectangles_between(start + len(sign), len(text), 0, 1e4)[0]
    assert rect.left() == pytest.approx(before.right(), abs=1)
    assert rect.right() == pytest.approx(after.left(), abs=1)
    view.select(Span(start + 1, start + 2) if len(sign) > 1 else Span(start, start + 1))
    assert view.selected_span() == Span(start, start + len(sign))
