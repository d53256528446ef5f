import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from qualcoder_sts.codebook.queries import code_tree, find_code
from qualcoder_sts.ui.codebook import codebook_panel


@pytest.fixture
def panel(project):
    return project.places.codebook


@pytest.fixture
def answers(monkeypatch):
    """Answers the panel's questions and remembers them."""
    asked = []

    class Answers:
        name = "New one"
        agree = True

        def asked_name(self, parent, title, label, verb, name=""):
            asked.append((title, name))
            return self.name

        def agreed(self, parent, title, question, verb, otherwise=""):
            asked.append((title, question))
            return self.agree

    made = Answers()
    monkeypatch.setattr(codebook_panel, "asked_name", made.asked_name)
    monkeypatch.setattr(codebook_panel, "agreed", made.agreed)
    made.asked = asked
    return made


def names(project):
    return [row.path_text for row in project.operations.read(code_tree)]


def go_to(panel, code_id):
    index = panel._filtered.mapFromSource(panel._model.index_of(code_id))
    panel._tree.setCurrentIndex(index)


def test_a_new_code_comes_below_the_category_under_the_cursor(project, panel, answers):
    go_to(panel, project.operations.read(find_code, "Organizational").id)
    panel.ask_new_code()
    assert "Organizational/New one" in names(project)


def test_a_new_code_comes_beside_the_code_under_the_cursor(project, panel, answers):
    go_to(panel, project.operations.read(find_code, "Lower caseloads").id)
    panel.ask_new_code()
    assert "Organizational/New one" in names(project)


def test_a_name_that_is_taken_becomes_a_notice(application, panel, answers):
    answers.name = "R&D / other"
    panel.ask_new_code()
    assert "R&D / other" in application.window.notices.words


def choose(panel, code_id, words):
    menu = panel.menu_for(code_id)
    next(action for action in menu.actions() if action.text() == words).trigger()
    menu.deleteLater()


def test_renaming_offers_the_old_name(project, panel, answers, settled):
    code_id = project.operations.read(find_code, "Lower caseloads").id
    choose(panel, code_id, "Rename…")
    settled(project)
    assert answers.asked == [("Rename the code", "Lower caseloads")]
    assert panel._model.index_of(code_id).data() == "New one"


def test_deleting_names_what_goes(project, panel, answers, transcript, span_of):
    code_id = project.operations.read(find_code, "Lower caseloads").id
    transcript.select(span_of(transcript, "The Friday table"))
    project.places.coding.applying.apply(code_id)
    top = project.operations.read(find_code, "Organizational").id
    answers.agree = False
    choose(panel, top, "Delete…")
    ((_title, question),) = answers.asked
    assert "2 codes below it, 1 segment?" in question
    assert "Organizational" in names(project)
    answers.agree = True
    choose(panel, top, "Delete…")
    assert names(project) == ["R&D / other".replace("/", "\\/")]
    assert transcript.segments() == ()
    project.operations.undo()
    assert len(transcript.segments()) == 1


def test_return_applies_the_code_under_the_cursor(project, panel, transcript, span_of):
    transcript.select(span_of(transcript, "The Friday table"))
    go_to(panel, project.operations.read(find_code, "Collegial support").id)
    panel._tree.setFocus()
    QTest.keyClick(panel._tree, Qt.Key.Key_Return)
    assert [segment.code_name for segment in transcript.segments()] == ["Collegial support"]


def test_a_filter_shows_what_fits_with_its_category(panel):
    QTest.keyClicks(panel._filter, "lower")
    model = panel._filtered
    assert model.rowCount() == 1
    top = model.index(0, 0)
    assert [model.index(row, 0, top).data() for row in range(model.rowCount(top))] == [
        "Lower caseloads"
    ]
    assert panel._tree.isExpanded(top)


def test_counting_keeps_the_cursor_and_tells_nobody(
    project, panel, transcript, span_of, settled, qtbot
):
    code_id = project.operations.read(find_code, "Collegial support").id
    go_to(panel, code_id)
    transcript.select(span_of(transcript, "The Friday table"))
    with qtbot.assertNotEmitted(panel.current_changed):
        project.places.coding.applying.apply(project.operations.read(find_code, "R&D / other").id)
        settled(project)
    assert panel.current_code() == code_id
    index = panel._model.index_of(project.operations.read(find_code, "R&D / other").id)
    assert index.siblingAtColumn(1).data() == "1"


def test_an_empty_codebook_says_what_to_do(make_application, tmp_path, answers, settled):
    from qualcoder_sts.project.opening import create_project

    path = tmp_path / "Empty.qsts"
    create_project(path, "Empty", coder="Ana Ruiz").close()
    project = make_application(path).project
    panel = project.places.codebook
    assert panel._pages.currentWidget() is panel._empty
    panel._empty.button.click()
    settled(project)
    assert names(project) == ["New one"]
    assert panel._pages.currentIndex() == 0
