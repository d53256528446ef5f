from datetime import UTC, datetime
from uuid import UUID

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QContextMenuEvent, QGuiApplication, QTextCursor
from PySide6.QtWidgets import QApplication, QTextEdit, QWidget

from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.ui.theme.theme import load_theme
from qualcoder_sts.ui.transcript_view.cards import hover_card
from qualcoder_sts.ui.transcript_view.columns import COLUMN_CHARACTERS
from qualcoder_sts.ui.transcript_view.page import made_document
from qualcoder_sts.ui.transcript_view.speaker_margin import clock
from qualcoder_sts.ui.transcript_view.stripe_margin import StripeMargin

TEXT = "Honestly? 🙂 When they capped us at twenty families I could breathe again. " * 20


def text_of(view):
    (edit,) = view.findChildren(QTextEdit)
    return edit


def point_of(view, position):
    page = view._page
    place = page.geometry.line_place(position)
    rect = page.geometry.rectangles_between(position, position + 1, 0, 1e5)[0]
    scrolled = text_of(view).verticalScrollBar().value()
    return QPoint(int(rect.center().x()), int((place.top + place.bottom) / 2) - scrolled)


def click(qtbot, view, position):
    viewport = text_of(view).viewport()
    qtbot.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=point_of(view, position))


def test_the_bindings_hold_many_calls(qapp):
    """PySide6 6.12.0 on Python 3.11 takes a reference off None with each of these."""
    widget = QWidget()
    for _ in range(20_000):
        widget.setObjectName("x")
    assert widget.objectName() == "x"
    widget.deleteLater()


def test_positions_after_emoji_are_code_points(make_view):
    view = make_view(TEXT)
    start = TEXT.index("families")
    view.select(Span(start, start + 8))
    assert text_of(view).textCursor().selectedText() == "families"
    assert view.selected_span() == Span(start, start + 8)


def test_paragraphs_with_emoji_end_where_the_next_begins(make_view):
    """Counted in Qt's units, the first would reach into the second and show its speaker."""
    text = "A: 🙂🙂🙂\nB: Yes. 👍\nC: So."
    page = make_view(text)._page
    blocks = page.geometry.visible_blocks(0, 600)
    assert [text[block.start : block.end] for block in blocks] == text.splitlines(keepends=True)
    assert page.geometry.characters_between(0, 600) == Span(0, len(text))


def test_half_a_pair_or_half_a_character_is_never_selected(make_view):
    text = "a🙂b e\u0301 👍🏽 end"
    view = make_view(text)
    cursor = text_of(view).textCursor()
    cursor.setPosition(2)
    cursor.setPosition(3, QTextCursor.MoveMode.KeepAnchor)
    text_of(view).setTextCursor(cursor)
    assert view.selected_span() == Span(1, 2)
    view.select(Span(5, 6))
    assert view.selected_span() == Span(4, 6)
    view.select(Span(7, 8))
    assert view.selected_span() == Span(7, 9)


def test_the_selection_is_told(make_view, qtbot):
    view = make_view(TEXT)
    with qtbot.waitSignal(view.selectionChanged) as told:
        view.select(Span(0, 8))
    assert told.args == [Span(0, 8)]
    with qtbot.waitSignal(view.selectionChanged) as told:
        view.select(None)
    assert told.args == [None]
    assert view.selected_span() is None


def test_selecting_by_keyboard(make_view, qtbot):
    view = make_view(TEXT)
    text_of(view).setFocus()
    for _ in range(3):
        qtbot.keyClick(text_of(view), Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert view.selected_span() == Span(0, 3)
    qtbot.keyClick(text_of(view), "x")
    assert text_of(view).toPlainText()[:8] == "Honestly"


def test_everything_selected_ends_at_the_end(make_view):
    view = make_view("Two\nparagraphs\n")
    text_of(view).selectAll()
    assert view.selected_span() == Span(0, 15)


def test_copying_gives_the_model_s_own_plain_text(make_view):
    text = "thirty\u00a0four\nfamilies 🙂"
    view = make_view(text)
    text_of(view).selectAll()
    text_of(view).copy()
    data = QGuiApplication.clipboard().mimeData()
    assert data.text() == text
    assert not data.hasHtml()


def test_a_document_has_one_position_for_each_character(qapp):
    for text in (
        "a\nb",
        "a\rb",
        "a\r\nb",
        "x\u2028y\u2029z",
        "a\u00a0b\ufdd0c",
        "",
        "\n\n",
        "👍🏽\n",
    ):
        units = len(text.encode("utf-16-le")) // 2
        assert made_document(text, QApplication.font()).characterCount() == units + 1


def test_paragraphs_are_the_document_s_blocks(make_view):
    view = make_view("one\n\ntwo\u2029three\ufdd1four\n")
    page = view._page
    assert len(page.index.paragraphs) == page.document.blockCount()
    block = page.document.begin()
    for start in page.index.paragraphs:
        assert block.position() == start
        block = block.next()


def test_a_click_selects_the_shortest_segment_and_the_next_click_the_next(make_view, make, qtbot):
    rows = [make.segment(1, 0, 200), make.segment(2, 12, 60), make.segment(3, 300, 340)]
    view = make_view(TEXT, rows)
    told = []
    view.segmentActivated.connect(told.append)
    click(qtbot, view, 20)
    qtbot.wait(QApplication.doubleClickInterval() + 20)
    click(qtbot, view, 20)
    qtbot.wait(QApplication.doubleClickInterval() + 20)
    click(qtbot, view, 250)
    assert told == [rows[1], rows[0], None]
    assert view.active_segment() is None


@pytest.mark.parametrize("position", [10, 11, 12, 13, 59, 60])
@pytest.mark.parametrize("share", [0.2, 0.8])
def test_a_click_hits_the_character_under_it(make_view, make, qtbot, position, share):
    view = make_view(TEXT, [make.segment(1, 12, 60)])
    (rect,) = view._page.geometry.rectangles_between(position, position + 1, 0, 1e5)
    at = QPointF(rect.left() + rect.width() * share, rect.center().y()).toPoint()
    qtbot.mouseClick(text_of(view).viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert (view.active_segment() is not None) == (12 <= position < 60)


def test_a_click_beside_the_text_hits_nothing(make_view, make, qtbot):
    view = make_view("short", [make.segment(1, 0, 5)])
    viewport = text_of(view).viewport()
    view.activate_segment(UUID(int=1))
    qtbot.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=QPoint(400, 300))
    assert view.active_segment() is None


def test_dragging_a_selection_activates_nothing(make_view, make, qtbot):
    view = make_view(TEXT, [make.segment(1, 0, 100)])
    viewport = text_of(view).viewport()
    qtbot.mousePress(viewport, Qt.MouseButton.LeftButton, pos=point_of(view, 2))
    qtbot.mouseMove(viewport, point_of(view, 30))
    qtbot.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=point_of(view, 30))
    assert view.active_segment() is None


def test_a_click_on_a_stripe_selects_its_segment(make_view, make, qtbot):
    view = make_view(TEXT, [make.segment(1, 0, 100)])
    (margin,) = view.findChildren(StripeMargin)
    (stripe,) = margin.stripes_between(0.0, 400.0).stripes
    at = QPoint(margin._lane_left(0) + 1, int(stripe.top) + 4)
    qtbot.mouseClick(margin, Qt.MouseButton.LeftButton, pos=at)
    assert view.active_segment() == stripe.segment


def test_the_menu_is_asked_for_with_its_segments(make_view, make, qtbot):
    rows = [make.segment(1, 0, 200), make.segment(2, 12, 60)]
    view = make_view(TEXT, rows)
    viewport = text_of(view).viewport()
    for reason, at in (
        (QContextMenuEvent.Reason.Mouse, point_of(view, 20)),
        (QContextMenuEvent.Reason.Keyboard, QPoint()),
    ):
        cursor = text_of(view).textCursor()
        cursor.setPosition(21)
        text_of(view).setTextCursor(cursor)
        with qtbot.waitSignal(view.contextMenuRequested) as told:
            QApplication.sendEvent(
                viewport, QContextMenuEvent(reason, at, viewport.mapToGlobal(at))
            )
        assert told.args[0] == (rows[1], rows[0])
    with qtbot.waitSignal(view.contextMenuRequested) as told:
        at = point_of(view, 400)
        QApplication.sendEvent(
            viewport,
            QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, viewport.mapToGlobal(at)),
        )
    assert told.args == [(), viewport.mapToGlobal(at)]


def test_a_menu_acts_where_it_was_asked_for_unless_something_is_selected_there(make_view):
    view = make_view(TEXT)
    viewport = text_of(view).viewport()

    def ask_at(position):
        at = point_of(view, position)
        reason = QContextMenuEvent.Reason.Mouse
        QApplication.sendEvent(viewport, QContextMenuEvent(reason, at, viewport.mapToGlobal(at)))

    view.select(Span(0, 12))
    ask_at(6)
    assert view.selected_span() == Span(0, 12)
    ask_at(200)
    assert view.selected_span() is None
    assert abs(view.caret_position() - 200) <= 1


def test_current_segments_are_those_of_the_selection_or_the_caret(make_view, make):
    rows = [make.segment(1, 0, 200), make.segment(2, 12, 60), make.segment(3, 300, 340)]
    view = make_view(TEXT, rows)
    assert view.current_segments() == (rows[0],)
    view.select(Span(50, 310))
    assert view.current_segments() == (rows[0], rows[1], rows[2])
    view.activate_segment(UUID(int=3))
    assert view.current_segments()[0] == rows[2]


def test_segments_come_change_and_go(make_view, make, qtbot):
    view = make_view(TEXT, [make.segment(1, 0, 20)])
    view.add_segment(make.segment(2, 30, 60))
    view.update_segment(make.segment(2, 30, 90))
    assert {(s.start, s.end) for s in view.segments()} == {(0, 20), (30, 90)}
    view.activate_segment(UUID(int=2))
    with qtbot.waitSignal(view.segmentActivated) as told:
        view.remove_segment(UUID(int=2))
    assert told.args == [None]
    view.remove_segment(UUID(int=99))
    view.activate_segment(UUID(int=2))
    assert view.active_segment() is None


def test_a_changed_text_is_shown_where_it_was_read(make_view, make):
    text = "\n".join([TEXT] * 10)
    view = make_view(text, [make.segment(1, 5000, 5060), make.segment(2, 10, 20)])
    view.select(Span(5100, 5100))
    view.scroll_to(5000)
    view.activate_segment(UUID(int=1))
    at = view._text.verticalScrollBar().value()
    view.show_again(make.row(text + " And more."), [make.segment(1, 5000, 5060)])
    assert abs(view._text.verticalScrollBar().value() - at) < 40
    assert view.caret_position() == 5100
    assert view.active_segment() is not None
    view.show_again(make.row("Short."), [])
    assert view.caret_position() == len("Short.")
    assert view.active_segment() is None


def test_another_transcript_begins_at_its_top(make_view, make):
    view = make_view("\n".join([TEXT] * 10))
    view.scroll_to(9000)
    view.show_transcript(make.row("short"), [make.segment(1, 0, 5)])
    assert text_of(view).toPlainText() == "short"
    assert text_of(view).verticalScrollBar().value() == 0
    assert view.row.text == "short"


def test_texts_that_are_no_longer_shown_are_let_go(make_view, make, qtbot):
    view = make_view(TEXT)
    gone = []
    for _ in range(3):
        view._page.document.destroyed.connect(lambda: gone.append(1))
        view.show_transcript(make.row(TEXT))
    qtbot.waitUntil(lambda: len(gone) == 3)


def test_scrolling_brings_a_position_into_view(make_view):
    view = make_view("\n".join([TEXT] * 10))
    view.scroll_to(9000)
    bar = text_of(view).verticalScrollBar().value()
    assert bar < view._page.geometry.line_place(9000).top < bar + view.height()
    view.scroll_to(9010)
    assert text_of(view).verticalScrollBar().value() == bar


def test_zoom_keeps_place_selection_and_segments(make_view, make, qtbot):
    view = make_view("\n".join([TEXT] * 10), [make.segment(1, 9000, 9050)])
    view.activate_segment(UUID(int=1))
    view.select(Span(9000, 9020))
    text_of(view).verticalScrollBar().setValue(round(view._page.geometry.line_place(9000).top))
    with qtbot.waitSignal(view.zoomChanged):
        view.zoom_by(2)
    assert view.zoom == pytest.approx(1.21)
    assert view.selected_span() == Span(9000, 9020)
    assert view.active_segment().id == UUID(int=1)
    top = text_of(view).verticalScrollBar().value()
    place = view._page.geometry.line_place(9000)
    assert abs(top - place.top) <= 2 * (place.bottom - place.top)
    view.set_zoom(99)
    assert view.zoom == 3.0


def test_the_column_is_no_wider_than_can_be_read(make_view):
    view = make_view(TEXT, size=(2400, 700))
    page = view._page
    (block,) = page.geometry.visible_blocks(0, 100)
    lengths = [
        page.geometry.line_span(block, n).end - page.geometry.line_span(block, n).start
        for n in range(block.layout.lineCount() - 1)
    ]
    assert max(lengths) <= COLUMN_CHARACTERS + 12
    view.resize(420, 600)
    assert text_of(view).viewport().width() >= 100


def test_a_view_without_a_transcript_is_quiet(qtbot, make_view):
    from qualcoder_sts.ui.transcript_view.view import TranscriptView

    view = TranscriptView(load_theme("light"))
    qtbot.addWidget(view)
    view.show()
    qtbot.waitExposed(view)
    assert view.selected_span() is None
    assert view.current_segments() == view.segments() == ()
    assert view.row is None
    view.set_zoom(1.2)
    qtbot.mouseClick(text_of(view).viewport(), Qt.MouseButton.LeftButton)


def test_a_screen_reader_finds_names_and_the_text(make_view):
    view = make_view("Honestly?")
    edit = text_of(view)
    interface = QAccessible.queryAccessibleInterface(edit)
    assert interface.text(QAccessible.Text.Name) == "Transcript"
    assert interface.text(QAccessible.Text.Description) == "FG-2 Harbour City"
    assert interface.role() == QAccessible.Role.EditableText
    assert interface.state().readOnly
    for child in view.findChildren(QWidget):
        if type(child).__module__.startswith("qualcoder_sts"):
            assert child.accessibleName(), type(child).__name__


def test_the_hover_card(make):
    row = make.segment(
        1, 0, 5, "Trust <b>", memo="Compare\nwith I-07", created_at=datetime(2024, 5, 3, tzinfo=UTC)
    )
    card = hover_card([row], load_theme("light"))
    for words in ("Trust &lt;b&gt;", "Ana Ruiz", "24", "Compare<br>with I-07"):
        assert words in card
    assert hover_card([], load_theme("light")) == ""
    long = hover_card([make.segment(1, 0, 5, memo="x" * 5000)], load_theme("light"))
    assert len(long) < 1000


def test_resting_on_a_segment_shows_its_card(make_view, make, monkeypatch):
    from PySide6.QtGui import QHelpEvent
    from PySide6.QtWidgets import QToolTip

    said = []
    monkeypatch.setattr(QToolTip, "showText", lambda at, words, widget: said.append(words))
    view = make_view(TEXT, [make.segment(1, 0, 100)])
    viewport, at = text_of(view).viewport(), point_of(view, 5)
    help_event = QHelpEvent(QEvent.Type.ToolTip, at, viewport.mapToGlobal(at))
    QApplication.sendEvent(viewport, help_event)
    assert "Lower caseloads" in said[0]


def test_times_of_the_recording():
    assert clock(0) == "00:00:00"
    assert clock(3_725_999) == "01:02:05"


def test_a_long_text_waits_for_the_end_of_a_resize(make_view, qtbot):
    view = make_view("\n".join(["word " * 60] * 900))
    before = text_of(view).viewport().width()
    view.resize(500, 600)
    assert text_of(view).viewport().width() == before
    qtbot.waitUntil(lambda: text_of(view).viewport().width() < before)


def test_widths_in_which_nothing_can_be_read_do_not_lose_the_place(make_view, qtbot):
    view = make_view("\n".join([TEXT] * 12))
    place = view.row.text.index("Honestly", len(view.row.text) // 2)
    view._parts.put_on_top(place)
    qtbot.wait(20)
    for width in (420, 120, 60, 500):
        view.resize(width, 600)
        qtbot.wait(5)
    assert abs(view._parts.top_position() - place) < 60
    view.scroll_to(0)
    view.resize(700, 600)
    qtbot.wait(5)
    assert view._parts.top_position() < 60
