"""Looking again at what was coded under another wording."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from qualcoder_sts.codebook.operations import Definition, define_code
from qualcoder_sts.codebook.queries import find_code
from qualcoder_sts.coding.rechecking import segments_to_recheck
from tests.ui.shell.test_names import nameless

QUOTES = ("The Friday table", "Nobody asks us that")


@pytest.fixture
def code_id(project):
    return project.operations.read(find_code, "Lower caseloads").id


@pytest.fixture
def page(open_page, project, transcript, span_of, code_id, settled, qtbot):
    """Two passages coded before the wording changed."""
    project.operations.run(define_code, code_id, Definition("Fewer clients"))
    for quote in QUOTES:
        transcript.select(span_of(transcript, quote))
        project.places.coding.applying.apply(code_id)
    project.operations.run(define_code, code_id, Definition("Fewer families"))
    settled(project)
    shown = open_page("recheck")
    qtbot.waitUntil(lambda: shown.passages.rowCount() == 2)
    return shown


@pytest.fixture
def shown_passages(page, qtbot):
    def wait(*quotes):
        qtbot.waitUntil(lambda: tuple(one.quote for one in page.passages.passages()) == quotes)

    return wait


def test_both_wordings_stand_side_by_side(page):
    assert "2 passages were coded under another wording" in page._count.text()
    assert page.groups.item(0).text() == "Lower caseloads · 2 passages"
    assert "Fewer clients" in page.old.toPlainText()
    assert "families" not in page.old.toPlainText()
    assert "Fewer families" in page.new.toPlainText()
    assert "clients" not in page.new.toPlainText()


def test_what_still_fits_leaves_the_list(page, project, settled, shown_passages, transcript):
    page.fits.click()
    settled(project)
    shown_passages(QUOTES[1])
    page.fits.click()
    settled(project)
    assert page._pages.currentWidget() is page._empty
    assert len(transcript.segments()) == 2
    project.operations.undo()
    settled(project)
    shown_passages(QUOTES[1])


def test_several_at_once_get_another_code(page, project, transcript, settled):
    page.list.selectAll()
    page.change.click()
    box = page._picker
    assert "Lower caseloads" not in box.picker.choices()
    QTest.keyClicks(box.picker.field, "colleg")
    QTest.keyClick(box.picker.field, Qt.Key.Key_Return)
    assert {one.code_name for one in transcript.segments()} == {"Collegial support"}
    assert project.operations.read(segments_to_recheck) == []


def test_the_code_is_removed(page, transcript):
    page.remove.click()
    (left,) = transcript.segments()
    assert transcript.row.text[left.start : left.end] == QUOTES[1]


def test_return_goes_to_the_passage(page, project, transcript):
    page.list.setFocus()
    page.list.setCurrentIndex(page.passages.index(1))
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    assert project.places.coding.current_view() is transcript
    active = transcript.active_segment()
    assert transcript.row.text[active.start : active.end] == QUOTES[1]


def test_the_code_under_the_cursor_comes_first(
    page, open_page, project, transcript, span_of, settled, code_id
):
    other = project.operations.read(find_code, "Collegial support").id
    project.places.coding.tabs.setCurrentWidget(transcript)
    transcript.select(span_of(transcript, "The Friday table"))
    project.places.coding.applying.apply(other)
    project.operations.run(define_code, other, Definition("Peers"))
    settled(project)
    for wanted, row in ((other, 1), (code_id, 0)):
        project.places.coding.tabs.setCurrentWidget(transcript)
        project.places.codebook.show_code(wanted)
        open_page("recheck")
        assert page.groups.currentRow() == row


def test_nothing_to_look_at_says_so(open_page, application, project):
    page = open_page("recheck")
    assert page._pages.currentWidget() is page._empty
    page._empty.button.click()
    front = project.places.coding.tabs.currentWidget()
    assert front.accessibleName() == "Definitions"


def test_everything_has_a_name(page, application):
    assert nameless(application.window) == []
