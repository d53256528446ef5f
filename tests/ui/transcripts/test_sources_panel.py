import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from qualcoder_sts.codebook.queries import find_code
from qualcoder_sts.coding.operations.finished import mark_finished, mark_finished_up_to
from qualcoder_sts.coding.operations.segments import apply_code
from qualcoder_sts.coding.queries import finished_marks
from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.project.tables.transcripts import Method
from qualcoder_sts.transcripts.queries import find_source, list_sources
from qualcoder_sts.ui.models.sources import PROGRESS_ROLE
from qualcoder_sts.ui.transcripts import source_deeds
from qualcoder_sts.ui.transcripts.source_details import SourceDetailsDialog
from tests.ui.shell.test_names import nameless

NAME = "FG-1 Harbour"


@pytest.fixture
def panel(project):
    return project.places.sources


@pytest.fixture
def source(project):
    return project.operations.read(find_source, NAME)


@pytest.fixture
def line(panel, source):
    """The source's line in the tree."""
    return lambda: panel._filtered.mapFromSource(panel._model.index_of(source.id))


def test_the_bar_follows_the_coder_at_work(project, panel, source, line, settled):
    bar = lambda: line().siblingAtColumn(1).data(PROGRESS_ROLE)  # noqa: E731
    assert bar() == 0.0
    code = project.operations.read(find_code, "Organizational/Lower caseloads").id
    me = project.operations.workspace.coder_id
    length = panel._found.lengths[source.id]
    project.operations.run(apply_code, source.id, Span(0, length // 2), code, coder_id=me)
    settled(project)
    assert bar() == pytest.approx(0.5, abs=0.01)
    project.operations.run(mark_finished, source.id, coder_id=me, lead=True)
    settled(project)
    assert bar() == 1.0
    assert "Finished by Ana Ruiz (lead)" in line().data(Qt.ItemDataRole.ToolTipRole)
    assert line().parent().siblingAtColumn(1).data() == "1 of 1"


def test_a_finished_beginning_is_told_and_taken_back(project, panel, source, line, settled):
    me, menu = project.operations.workspace.coder_id, QMenu()
    panel.source_deeds.fill_menu(menu, [source.id])
    taking_back = "Beginning not finished after all"
    assert taking_back not in [action.text() for action in menu.actions()]
    length = panel._found.lengths[source.id]
    project.operations.run(mark_finished_up_to, source.id, length // 4, coder_id=me)
    settled(project)
    words = "Finished by you up to 25 % of the text"
    assert words in line().data(Qt.ItemDataRole.ToolTipRole)
    assert words in line().data(Qt.ItemDataRole.AccessibleTextRole)
    panel.source_deeds.fill_menu(menu, [source.id])
    (action,) = [action for action in menu.actions() if action.text() == taking_back]
    action.trigger()
    settled(project)
    assert words not in line().data(Qt.ItemDataRole.ToolTipRole)


def test_keys_of_the_list(application, project, panel, line, monkeypatch, qtbot):
    panel._tree.setFocus()
    panel._tree.setCurrentIndex(line())
    monkeypatch.setattr(source_deeds, "asked_name", lambda *_args: "FG-1 Port")
    QTest.keyClick(panel._tree, Qt.Key.Key_F2)
    assert [row.name for row in project.operations.read(list_sources)] == ["FG-1 Port"]
    asked = []
    monkeypatch.setattr(source_deeds, "agreed", lambda *words: asked.append(words[2]) or True)
    QTest.keyClick(panel._tree, Qt.Key.Key_Delete)
    assert asked[0].startswith("Delete “FG-1 Port” with 7 turns? People of whom nothing else")
    assert project.operations.read(list_sources) == []
    notices = application.window.notices
    assert notices.words == "Deleted source “FG-1 Port”."
    notices.action_button.click()
    assert [row.name for row in project.operations.read(list_sources)] == ["FG-1 Port"]


def test_several_change_their_method_together(make_application, sample):
    application = make_application(sample)
    operations, panel = application.project.operations, application.project.places.sources
    wanted = [row.id for row in operations.read(list_sources) if row.method is Method.INTERVIEW][:2]
    selection = panel._tree.selectionModel()
    selection.clear()
    for source_id in wanted:
        index = panel._filtered.mapFromSource(panel._model.index_of(source_id))
        flags = QItemSelectionModel.SelectionFlag
        selection.select(index, flags.Select | flags.Rows)
    assert list(panel.chosen_ids()) == wanted
    menu = panel.menu_for(panel.chosen_ids())
    methods = next(one.menu() for one in menu.actions() if one.text() == "Method")
    checked = [one.text() for one in methods.actions() if one.isChecked()]
    assert checked == ["Interviews"]
    next(one for one in methods.actions() if one.text() == "Documents").trigger()
    now = {row.id: row.method for row in operations.read(list_sources)}
    assert {now[source_id] for source_id in wanted} == {Method.DOCUMENT}
    operations.undo()
    now = {row.id: row.method for row in operations.read(list_sources)}
    assert {now[source_id] for source_id in wanted} == {Method.INTERVIEW}


def test_a_filter_shows_what_fits(application, panel, line):
    panel._filter.setText("harb")
    assert line().isValid()
    panel._filter.setText("no such source")
    assert panel._filtered.rowCount() == 0
    panel._filter.clear()
    assert line().isValid()


def test_a_click_that_adds_to_the_choice_opens_nothing(panel, line, qtbot):
    flags = QItemSelectionModel.SelectionFlag
    heading = line().parent()
    panel._tree.selectionModel().select(heading, flags.ClearAndSelect | flags.Rows)
    panel._tree.selectionModel().select(line(), flags.Select | flags.Rows)
    with qtbot.assertNotEmitted(panel.chosen):
        panel._choose_alone(line())
    panel._tree.setCurrentIndex(line())
    with qtbot.waitSignal(panel.chosen):
        panel._choose_alone(line())


def test_the_original_is_saved_byte_for_byte(application, panel, source, tmp_path, small_file):
    path = tmp_path / "again.txt"
    panel.source_deeds.save_original(source.id, path)
    written = small_file.parent / "focus-groups" / "FG-1 Harbour.txt"
    assert path.read_bytes() == written.read_bytes()
    assert application.window.notices.words == "The original was saved as “again.txt”."
    panel.source_deeds.save_original(source.id, tmp_path / "no folder" / "again.txt")
    assert "“again.txt” could not be saved" in application.window.notices.words


@pytest.fixture
def details(application, project, source, qtbot):
    dialog = SourceDetailsDialog(project.operations, source.id, application.window)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def typed(field, words):
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, words)
    QTest.keyClick(field, Qt.Key.Key_Tab)


def test_details_are_changed_one_step_each(project, details, source, settled):
    now = lambda: project.operations.read(find_source, NAME)  # noqa: E731
    typed(details._date, "2020-05-31")
    details._language.setCurrentIndex(details._language.findText("Danish"))
    details._choose_language()
    assert (now().date, now().language) == ("2020-05-31", "da")
    details._method.setCurrentIndex(details._method.findData("document"))
    details._choose_method()
    assert now().method is Method.DOCUMENT
    details._lead.setCurrentIndex(details._lead.findText("Ana Ruiz"))
    details._choose_lead()
    assert now().lead_coder_id == project.operations.workspace.coder_id
    details._finished.click()
    (mark,) = project.operations.read(finished_marks)
    assert (mark.coder, mark.lead) == ("Ana Ruiz", True)
    settled(project)
    assert "Ana Ruiz (lead)" in details._others.text()
    assert "7 turns of 3 speakers" in details._facts.text()
    assert "Original file: FG-1 Harbour.txt" in details._facts.text()


def test_details_refuse_in_a_sentence_and_show_what_holds(project, details):
    typed(details._date, "in May")
    assert details._error.isVisible()
    assert "“in May” is not clear as a date" in details._error.text()
    assert details._date.text() == ""
    typed(details._date, "2020")
    assert not details._error.isVisible()
    assert nameless(details) == []


def test_details_close_when_the_source_goes(project, details, source, settled):
    from qualcoder_sts.transcripts.operations.sources import delete_source

    project.operations.run(delete_source, source.id)
    settled(project)
    assert not details.isVisible()
