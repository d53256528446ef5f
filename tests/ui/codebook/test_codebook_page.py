"""Writing what codes mean."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from qualcoder_sts.codebook.operations import Definition, define_code, set_code_terms
from qualcoder_sts.codebook.queries import find_code
from qualcoder_sts.coding.operations.codes import delete_code
from qualcoder_sts.coding.operations.segments import mark_key_quote
from qualcoder_sts.project.history.trail import audit_trail
from tests.ui.shell.test_names import nameless


@pytest.fixture
def code(project):
    return lambda name="Lower caseloads": project.operations.read(find_code, name)


@pytest.fixture
def page(open_page, project, code):
    """The page of definitions with Lower caseloads on it."""
    shown = open_page("codebook")
    project.places.codebook.show_code(code().id)
    return shown


@pytest.fixture
def steps(project):
    return lambda: [entry.label for entry in project.operations.read(audit_trail)]


def test_the_page_follows_the_tree(page, project, code):
    assert page.card.name.text() == "Lower caseloads"
    project.places.codebook.show_code(code("Organizational").id)
    assert page.card.name.text() == "Organizational"
    assert "needs no definition" in page.card._complete.text()


def test_typing_is_written_in_one_step_when_the_fields_are_left(page, code, steps):
    before = steps()
    brief = page.card.form.fields["brief_definition"]
    brief.setFocus()
    QTest.keyClicks(brief, "Fewer families")
    assert code().brief_definition == ""
    QTest.keyClick(brief, Qt.Key.Key_Tab)
    assert page.card.form.fields["full_definition"].hasFocus()
    assert code().brief_definition == "Fewer families"
    assert steps() == [*before, "Define code “Lower caseloads”"]
    assert code().definition_version == 2


def test_typing_is_written_after_a_quiet_moment(page, code, qtbot):
    page.card.form._quiet.setInterval(20)
    QTest.keyClicks(page.card.form.fields["examples"], "One")
    qtbot.waitUntil(lambda: code().examples == "One")
    QTest.keyClicks(page.card.form.fields["examples"], " two")
    qtbot.waitUntil(lambda: code().examples == "One two")


def test_nothing_typed_is_lost_when_the_project_is_closed(
    make_application, application, page, small
):
    from qualcoder_sts.project.opening import open_project

    QTest.keyClicks(page.card.form.fields["when_to_use"], "Numbers")
    application.close_project()
    with open_project(small, read_only=True) as workspace:
        assert workspace.read(find_code, "Lower caseloads").when_to_use == "Numbers"


def test_nothing_typed_is_lost_when_another_code_or_tab_comes(page, project, code, transcript):
    application_tabs = project.places.coding.tabs
    application_tabs.setCurrentWidget(page)
    QTest.keyClicks(page.card.form.fields["when_to_use"], "Numbers")
    project.places.codebook.show_code(code("Collegial support").id)
    assert code().when_to_use == "Numbers"
    assert page.card.form.fields["when_to_use"].toPlainText() == ""
    QTest.keyClicks(page.card.form.fields["when_to_use"], "Peers")
    application_tabs.setCurrentWidget(transcript)
    assert code("Collegial support").when_to_use == "Peers"


def test_what_others_change_is_shown_but_not_over_what_is_typed(page, project, code, settled):
    fields = page.card.form.fields
    QTest.keyClicks(fields["brief_definition"], "Mine")
    project.operations.run(define_code, code().id, Definition("Theirs", when_to_use="When"))
    settled(project)
    assert fields["brief_definition"].toPlainText() == "Mine"
    assert fields["when_to_use"].toPlainText() == "When"
    page.card.write()
    assert (code().brief_definition, code().when_to_use) == ("Mine", "When")


def test_undo_shows_the_earlier_words(page, project, code, settled):
    fields = page.card.form.fields
    QTest.keyClicks(fields["brief_definition"], "Mine")
    page.card.write()
    settled(project)
    project.operations.undo()
    settled(project)
    assert fields["brief_definition"].toPlainText() == ""


def test_the_name_is_changed_where_it_stands(application, page, project, code, settled):
    name = page.card.name
    name.setFocus()
    name.selectAll()
    QTest.keyClicks(name, "Fewer cases")
    QTest.keyClick(name, Qt.Key.Key_Return)
    assert code("Fewer cases").name == "Fewer cases"
    settled(project)
    name.selectAll()
    QTest.keyClicks(name, "collegial support")
    QTest.keyClick(name, Qt.Key.Key_Return)
    assert name.text() == "Fewer cases"
    assert "There is a code “Collegial support”" in application.window.notices.words


def test_terms_are_added_worded_anew_and_taken_away(page, project, code, settled):
    terms = page.card.form.terms
    QTest.keyClicks(terms.field, "case load; fewer  clients")
    QTest.keyClick(terms.field, Qt.Key.Key_Return)
    settled(project)
    assert code().terms == ("case load", "fewer clients")
    assert [chip.text() for chip in terms.chips()] == ["case load", "fewer clients"]
    terms.chips()[0].click()
    assert terms.field.text() == "case load"
    QTest.keyClicks(terms.field, "caseload")
    QTest.keyClick(terms.field, Qt.Key.Key_Return)
    settled(project)
    assert code().terms == ("caseload", "fewer clients")
    removal = next(b for b in terms._chips if b.accessibleName() == "Take the term “caseload” away")
    removal.click()
    settled(project)
    assert code().terms == ("fewer clients",)
    project.operations.undo()
    settled(project)
    assert [chip.text() for chip in terms.chips()] == ["caseload", "fewer clients"]


def test_a_term_that_is_typed_is_taken_when_the_line_is_left(page, code):
    terms = page.card.form.terms
    terms.field.setFocus()
    QTest.keyClicks(terms.field, "caseload")
    page.card.name.setFocus()
    assert code().terms == ("caseload",)


def test_a_passage_becomes_an_example_in_one_click(
    page, project, code, transcript, span_of, settled, qtbot
):
    for quote in ("The Friday table", "Nobody asks us that"):
        transcript.select(span_of(transcript, quote))
        project.places.coding.applying.apply(code().id)
    project.operations.run(mark_key_quote, transcript.segments()[1].id, True)
    project.places.coding.tabs.setCurrentWidget(page)
    settled(project)
    page.card.form.from_passage.click()
    box = page.card.passages
    qtbot.waitUntil(lambda: box.passages.total() == 2)
    assert box.passages.passages()[0].quote == "Nobody asks us that"
    assert nameless(box) == []
    place = box.list.visualRect(box.passages.index(0)).center()
    QTest.mouseClick(box.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert not box.isVisible()
    assert code().examples == "“Nobody asks us that” (P2, FG-1 Harbour)"
    settled(project)
    assert page.card.form.fields["examples"].toPlainText() == code().examples


def test_the_bar_counts_and_the_next_gap_is_found(page, project, code, settled):
    assert page._numbers.text().startswith("0 of 3 codes are defined in all six fields (17 %)")
    full = Definition("Brief", "Full", "When", "Not", "Examples")
    project.operations.run(define_code, code().id, full)
    settled(project)
    assert page._numbers.text().startswith("1 of 3 codes")
    assert page.card._complete.text() == "All six fields are filled."
    page.next_gap.click()
    assert page.card.name.text() == "Collegial support"
    assert project.places.codebook.current_code() == code("Collegial support").id
    assert "1 of 6 fields are filled; missing: Brief definition," in page.card._complete.text()


def test_history_says_who_changed_what(page, project, code, settled):
    page.card.tabs.setCurrentWidget(page.card.history)
    project.operations.run(define_code, code().id, Definition("Fewer clients"))
    project.operations.run(set_code_terms, code().id, ("caseload",))
    settled(project)
    words = page.card.history.pane.toPlainText()
    assert words.index("Terms") < words.index("Brief definition") < words.index("Name")
    assert "Ana Ruiz" in words
    assert "Fewer clients" in words


def test_a_code_that_is_gone_leaves_the_page(page, project, code, settled):
    project.operations.run(delete_code, code().id)
    settled(project)
    assert page._pages.currentWidget() is page._empty


def test_a_read_only_project_can_be_read(make_application, small):
    from qualcoder_sts.project.opening import open_project

    application = make_application()
    application._show(open_project(small, read_only=True))
    application.actions["show_codebook"].trigger()
    places = application.project.places
    page = next(page for page in places.tab_pages if page.name == "codebook").widget()
    places.codebook.show_code(application.project.operations.read(find_code, "Lower caseloads").id)
    QTest.keyClicks(page.card.form.fields["examples"], "One")
    QTest.keyClicks(page.card.name, "Other")
    assert page.card.form.fields["examples"].toPlainText() == ""
    assert page.card.name.text() == "Lower caseloads"
    assert not page.card.codable.isEnabled()
    application.close_project()


def test_everything_has_a_name(application, page, project, code, settled):
    project.operations.run(set_code_terms, code().id, ("caseload",))
    settled(project)
    assert nameless(application.window) == []
