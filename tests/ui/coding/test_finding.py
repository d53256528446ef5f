"""Finding something in the transcript in front."""

import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest

from qualcoder_sts.coding.operations.texts import edit_text
from qualcoder_sts.foundation.spans import Span

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def finding(project, transcript):
    transcript.select(Span(0, 0))
    return project.places.coding.finding


@pytest.fixture
def search(finding, transcript, qtbot):
    def ask(words):
        QTest.keyClick(transcript._text, Qt.Key.Key_F, CTRL)
        finding.bar.field.setText(words)
        qtbot.waitUntil(lambda: bool(finding.bar._count.text() or finding.bar._problem.text()))
        return finding.bar

    return ask


def place(view):
    span = view.selected_span()
    return None if span is None else (span.start, span.of(view.row.text))


def test_what_is_typed_is_found_counted_and_shown(search, transcript):
    bar = search("friday")
    assert bar.field.hasFocus()
    assert bar._count.text() == "1 of 1"
    assert place(transcript)[1] == "Friday"
    transcript.select(None)
    image = transcript._text.viewport().grab().toImage()
    accent = QColor(transcript._parts.theme.accent).name()
    rects = transcript.found.rectangles(transcript._page, 0, 1e5)
    (rect,) = list(rects)
    y = round(rect.bottom()) - 1 - transcript._text.scroll_height
    assert image.pixelColor(round(rect.center().x()), y).name() == accent


def test_on_back_and_around(search, transcript, finding):
    bar = search("you")
    text = transcript.row.text.lower()
    starts = [i for i in range(len(text)) if text.startswith("you", i)]
    assert bar._count.text() == f"1 of {len(starts)}"
    QTest.keyClick(bar.field, Qt.Key.Key_Return)
    assert place(transcript)[0] == starts[1]
    QTest.keyClick(bar.field, Qt.Key.Key_Return, SHIFT)
    QTest.keyClick(bar.field, Qt.Key.Key_Return, SHIFT)
    assert place(transcript)[0] == starts[-1]
    assert bar._count.text() == f"{len(starts)} of {len(starts)}"
    QTest.keyClick(bar.field, Qt.Key.Key_F3)
    assert place(transcript)[0] == starts[0]
    QTest.keyClick(bar.field, Qt.Key.Key_F3, SHIFT)
    assert place(transcript)[0] == starts[-1]


def test_escape_leaves_the_place_selected_and_the_text_unmarked(search, transcript, finding, qtbot):
    bar = search("Friday")
    QTest.keyClick(bar.field, Qt.Key.Key_Escape)
    assert not bar.isVisible()
    assert place(transcript)[1] == "Friday"
    assert len(transcript.found) == 0
    qtbot.waitUntil(transcript._text.hasFocus)


def test_capitals_whole_words_and_expressions(search, transcript, qtbot):
    bar = search("us")
    text = transcript.row.text

    def waits_for(total):
        qtbot.waitUntil(lambda: bar._count.text().endswith(f" of {total}"))

    waits_for(text.lower().count("us"))
    bar.match_case.click()
    waits_for(text.count("us"))
    bar.whole_words.click()
    waits_for(len(re.findall(r"\bus\b", text)))
    bar.expression.click()
    assert not bar.whole_words.isEnabled()
    bar.field.setText(r"Friday|twenty")
    waits_for(2)


@pytest.mark.parametrize("pattern", ["(", "[a-", "*"])
def test_what_cannot_be_searched_for_gets_a_sentence(search, qtbot, pattern):
    bar = search("x")
    bar.expression.click()
    bar.field.setText(pattern)
    qtbot.waitUntil(bar._problem.isVisible)
    assert bar._problem.text().startswith(f"“{pattern}” cannot be searched for")
    assert bar.field.accessibleDescription() == bar._problem.text()
    bar.field.setText("twenty|thirty")
    qtbot.waitUntil(lambda: bar._count.text() == "1 of 1")
    assert not bar._problem.isVisible()


def test_nothing_found_is_said(search):
    assert search("xylophone")._count.text() == "Nothing found"


def test_a_short_selection_is_looked_for(finding, transcript, span_of, qtbot):
    transcript.select(span_of(transcript, "twenty"))
    QTest.keyClick(transcript._text, Qt.Key.Key_F, CTRL)
    assert finding.bar.field.text() == "twenty"
    qtbot.waitUntil(lambda: finding.bar._count.text() == "1 of 1")


def test_it_follows_the_text(project, search, transcript, finding, qtbot):
    bar = search("twenty")
    text = transcript.row.text.replace("at twenty", "at twenty, twenty")
    project.operations.run(edit_text, transcript.row.source_id, text)
    qtbot.waitUntil(lambda: bar._count.text().endswith("of 2"))
    project.places.coding.tabs.close_view(transcript)
    assert not bar.isVisible()


def test_everything_in_the_bar_has_a_name(search):
    bar = search("a")
    for button in (bar.match_case, bar.whole_words, bar.expression, bar.on, bar.back):
        assert len(button.accessibleName()) > 3
