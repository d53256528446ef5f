import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit

from qualcoder_sts.memos.queries import memos_on
from qualcoder_sts.participants.operations import add_attribute
from qualcoder_sts.participants.queries import find_participant, list_attributes, list_participants
from qualcoder_sts.project.tables.participants import AttributeBearer, AttributeKind
from qualcoder_sts.transcripts.queries import find_source
from qualcoder_sts.ui.participants import attribute_deeds, people_deeds
from qualcoder_sts.ui.participants.participants_page import ParticipantsPage
from qualcoder_sts.ui.participants.uniting import UniteDialog
from qualcoder_sts.ui.widgets.sheets import choose_cell
from tests.ui.shell.test_names import nameless

Role = Qt.ItemDataRole


@pytest.fixture
def page(application, project):
    """The page with a role in words and years in numbers, neither of anybody yet."""
    project.operations.run(add_attribute, "role")
    project.operations.run(add_attribute, "years", kind=AttributeKind.NUMBER)
    project.operations.run(add_attribute, "trained", kind=AttributeKind.YES_NO)
    application.actions["show_participants"].trigger()
    shown = project.places.coding.tabs.currentWidget()
    assert isinstance(shown, ParticipantsPage)
    return shown


@pytest.fixture
def cell(page):
    """The index of somebody's cell, as it is shown."""

    def find(name, title, panel=None):
        panel = panel or page.people
        sheet = panel.model.sheet
        row = next(n for n, one in enumerate(sheet.rows) if one.cells[0] == name)
        column = [one.title for one in sheet.columns].index(title)
        return panel.order.mapFromSource(panel.model.index(row, column))

    return find


@pytest.fixture
def known(project):
    return lambda name: project.operations.read(find_participant, name).attributes


@pytest.fixture
def notices(application):
    return application.window.notices


def test_people_and_groups_stand_in_rows(page, cell):
    names = [row.cells[0] for row in page.people.model.sheet.rows]
    assert names == ["FG-1 Harbour", "P1", "P2"]
    assert cell("P1", "Speaks in").data() == "FG-1 Harbour"
    assert cell("P1", "Member of").data() == "FG-1 Harbour"
    assert cell("FG-1 Harbour", "Speaks in").data() == "group of 2 people"
    assert cell("P1", "role").data() == "–"
    assert cell("P1", "role").data(Role.AccessibleTextRole) == "P1, role: no value"
    assert page.people.words.startswith("2 people, 1 group")


def test_the_models_keep_the_rules_of_qt(page, qtmodeltester):
    for panel in (page.people, page.sources):
        qtmodeltester.check(panel.model)
        qtmodeltester.check(panel.order)


def test_a_value_is_typed_in_place(page, cell, known, settled, project, qtbot):
    view = page.people.view
    view.setCurrentIndex(cell("P1", "role"))
    QTest.keyClick(view, Qt.Key.Key_Return)
    editor = view.findChild(QLineEdit, "cell")
    assert editor is not None
    QTest.keyClicks(editor, "nurse")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: known("P1") == {"role": "nurse"})
    settled(project)
    assert cell("P1", "role").data() == "nurse"
    assert view.currentIndex() == cell("P2", "role"), "Return goes on to the cell below"
    assert page.people.words.startswith("role · text · known of 1 of 2")


def test_yes_and_no_are_chosen(page, cell, known):
    view = page.people.view
    view.edit(cell("P2", "trained"))
    box = view.findChild(QComboBox)
    box.setCurrentIndex(box.findData("yes"))
    view.commitData(box)
    assert known("P2") == {"trained": "yes"}


def test_what_does_not_fit_is_refused_in_a_sentence(page, cell, known, notices):
    page.people.order.setData(cell("P1", "years"), "ten")
    assert notices.words == (
        "“ten” is not a number such as 1200 or 12.5, as the attribute “years” asks for."
    )
    assert known("P1") == {}
    assert cell("P1", "years").data() == "–"


def test_a_block_from_a_spreadsheet_is_one_step(application, page, cell, known, notices, project):
    view = page.people.view
    view.setCurrentIndex(cell("P1", "role"))
    QGuiApplication.clipboard().setText("nurse\t7,5\r\nclerk\t12\r\nnobody\t1\r\n")
    QTest.keyClick(view, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert known("P1") == {"role": "nurse", "years": "7.5"}
    assert known("P2") == {"role": "clerk", "years": "12"}
    assert notices.words == "4 values pasted. Left out: 1 row below the last one."
    notices.action_button.click()
    assert known("P1") == known("P2") == {}


def test_one_value_fills_all_chosen_cells(page, cell, known):
    view = page.people.view
    view.setCurrentIndex(cell("P1", "role"))
    view.selectionModel().select(cell("P2", "role"), view.selectionModel().SelectionFlag.Select)
    QGuiApplication.clipboard().setText("nurse")
    view.paste()
    assert known("P1") == known("P2") == {"role": "nurse"}


def test_names_are_not_pasted_over(page, cell, known, notices):
    page.people.paste(cell("P1", "Name"), (("Somebody", "nurse"),))
    assert known("P1") == {"role": "nurse"}
    assert notices.words == "1 value pasted. Left out: 1 column where no attribute stands."


def test_cells_are_copied_as_a_spreadsheet_takes_them(page, cell):
    page.people.paste(cell("P1", "role"), (('says "hm"', "7"), ("clerk", "")))
    page.reload()
    view = page.people.view
    model = view.selectionModel()
    view.setCurrentIndex(cell("P1", "role"))
    for name, title in (("P1", "years"), ("P2", "role"), ("P2", "years")):
        model.select(cell(name, title), model.SelectionFlag.Select)
    QTest.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == '"says ""hm"""\t7\nclerk\t'


def test_the_whole_sheet_is_copied_with_its_headings(page, cell):
    page.people.paste(cell("P1", "role"), (("nurse", "7"),))
    page.reload()
    menu = page.row_menu(page.people.chosen_ids())
    next(one for one in menu.actions() if one.text() == "Copy the whole sheet").trigger()
    lines = QGuiApplication.clipboard().text().split("\n")
    assert lines[0] == "Name\trole\tyears\ttrained\tSpeaks in\tMember of"
    assert lines[2] == "P1\tnurse\t7\t\tFG-1 Harbour\tFG-1 Harbour"


def test_emptying_cells_offers_a_way_back(page, cell, known, notices):
    page.people.paste(cell("P1", "role"), (("nurse",), ("clerk",)))
    view = page.people.view
    view.setCurrentIndex(cell("P1", "role"))
    QTest.keyClick(view, Qt.Key.Key_Delete)
    assert known("P1") == {}
    assert notices.words == "Removed 1 value."
    notices.action_button.click()
    assert known("P1") == {"role": "nurse"}


def test_numbers_sort_as_numbers_and_the_unknown_come_last(page, cell):
    page.people.paste(cell("P1", "years"), (("10",), ("9",)))
    page.reload()
    names = lambda: [page.people.order.index(n, 0).data() for n in range(3)]  # noqa: E731
    years = cell("P1", "years").column()
    page.people.view.sortByColumn(years, Qt.SortOrder.AscendingOrder)
    assert names() == ["P2", "P1", "FG-1 Harbour"]
    page.people.view.sortByColumn(years, Qt.SortOrder.DescendingOrder)
    assert names() == ["P1", "P2", "FG-1 Harbour"]
    page.people.view.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
    assert names() == ["FG-1 Harbour", "P1", "P2"]


def test_a_filter_asks_for_all_its_words(page, cell):
    page.people.paste(cell("P1", "role"), (("nurse",), ("clerk",)))
    page.reload()
    page._filter.setText("harbour nurse")
    assert [page.people.order.index(n, 0).data() for n in range(page.people.order.rowCount())] == [
        "P1"
    ]
    page._filter.clear()
    assert page.people.order.rowCount() == 3


def test_a_name_is_typed_over(page, cell, project):
    page.people.order.setData(cell("P1", "Name"), "Ada Byrne")
    assert "Ada Byrne" in {row.name for row in project.operations.read(list_participants)}
    assert not page.people.order.setData(cell("P2", "Name"), " ")


def test_dates_of_sources_are_typed(page, cell, project, notices):
    page.show_sources()
    assert page.panel() is page.sources
    index = cell("FG-1 Harbour", "Date", page.sources)
    page.sources.order.setData(index, "2020-05")
    assert project.operations.read(find_source, "FG-1 Harbour").date == "2020-05"
    page.sources.order.setData(index, "May")
    assert "“May” is not clear as a date" in notices.words
    page.sources.order.setData(cell("FG-1 Harbour", "Language", page.sources), "english")
    assert project.operations.read(find_source, "FG-1 Harbour").language == "en"
    page.reload()
    assert cell("FG-1 Harbour", "Language", page.sources).data() == "English"


def test_attributes_are_added_renamed_and_deleted(application, page, project, monkeypatch, settled):
    class Answered(attribute_deeds.AttributeDialog):
        def exec(self):
            self.field.setText("setting")
            return self.DialogCode.Accepted

    monkeypatch.setattr(attribute_deeds, "AttributeDialog", Answered)
    page.show_sources()
    application.actions["add_attribute"].trigger()
    settled(project)
    added = project.operations.read(list_attributes)[-1]
    assert (added.name, added.bearer) == ("setting", AttributeBearer.SOURCE)
    column = page.sources.model.sheet.columns[3]
    menu = page.column_menu(column)
    assert "Rename “setting”…" in [action.text() for action in menu.actions()]
    monkeypatch.setattr(attribute_deeds, "asked_name", lambda *_args: "ward")
    page.attributes.ask_rename(added)
    page.attributes.ask_delete(added)  # without values there is nothing to ask
    assert "ward" not in {row.name for row in project.operations.read(list_attributes)}
    assert application.window.notices.words == "Deleted attribute “ward”."


def test_a_kind_that_does_not_fit_is_refused(page, cell, project, notices):
    page.people.paste(cell("P1", "role"), (("nurse",),))
    role = project.operations.read(list_attributes)[0]
    page.attributes.set_kind(role, AttributeKind.NUMBER)
    assert notices.words == (
        "“role” stays as it is, because not all its values are numbers: “nurse”."
    )


def test_the_same_person(application, page, cell, project, monkeypatch):
    page.people.paste(cell("P1", "role"), (("nurse", "7"), ("clerk", "")))
    people = {row.name: row.id for row in project.operations.read(list_participants)}
    seen = []

    class Agreed(UniteDialog):
        def exec(self):
            seen.append(self.preview)
            return self.DialogCode.Accepted

    monkeypatch.setattr(people_deeds, "UniteDialog", Agreed)
    page.deeds.ask_unite([people["P1"], people["P2"]])
    assert "<b>role</b>: “nurse” stays, “clerk” is given up" in seen[0]
    assert "P2" not in {row.name for row in project.operations.read(list_participants)}
    assert application.window.notices.words == "United participants “P1” and “P2”."
    application.window.notices.action_button.click()
    assert "P2" in {row.name for row in project.operations.read(list_participants)}


def test_nobody_is_united_with_themselves(page, project, qtbot):
    people = project.operations.read(list_participants)
    dialog = UniteDialog(project.operations, page, people, people[1].id, people[1].id)
    qtbot.addWidget(dialog)
    dialog.show()
    assert not dialog._done.isEnabled()
    assert nameless(dialog) == []
    dialog._gone.setCurrentIndex(2)
    assert dialog._done.isEnabled()
    assert "1 speaker becomes P1: FG-1 Harbour" in dialog.preview


def test_deleting_says_what_hangs_on_somebody(application, page, cell, project, monkeypatch):
    page.people.paste(cell("P1", "role"), (("nurse",),))
    asked = []
    monkeypatch.setattr(people_deeds, "agreed", lambda *words: asked.append(words[2]) or True)
    page.deeds.ask_delete([project.operations.read(find_participant, "P1")])
    assert asked[0] == (
        "Delete “P1”? 1 speaker in the transcripts stays, as nobody in particular's. With it goes: "
        "1 value, 1 place on a roster. Undo brings all of it back."
    )
    assert application.window.notices.words == "Deleted participant “P1”."
    page.deeds.ask_delete(project.operations.read(list_participants))
    assert asked[1].startswith("Delete 2 participants? 1 speaker in the transcripts stays")
    assert project.operations.read(list_participants) == []
    assert application.window.notices.words == "Deleted 2 participants."


def test_somebody_new_has_the_cursor(page, project, monkeypatch):
    monkeypatch.setattr(people_deeds, "asked_name", lambda *_args: "Zoë")
    page.add_person()
    view = page.people.view
    assert view.currentIndex().siblingAtColumn(0).data() == "Zoë"


def test_membership_is_one_step_for_several(page, project):
    ids = [row.id for row in project.operations.read(list_participants)]
    menu = page.row_menu((ids[1], ids[2]))
    belong = next(one.menu() for one in menu.actions() if one.text() == "Member of")
    (choice,) = belong.actions()
    assert choice.isChecked()
    choice.trigger()
    assert project.operations.read(find_participant, "P1").groups == ()
    project.operations.undo()
    assert project.operations.read(find_participant, "P2").groups == ("FG-1 Harbour",)


def test_a_large_block_is_written_in_the_background(page, cell, known, notices, monkeypatch, qtbot):
    monkeypatch.setattr("qualcoder_sts.ui.participants.sheet_panel.MOST_AT_ONCE", 1)
    page.people.paste(cell("P1", "role"), (("nurse",), ("clerk",)))
    qtbot.waitUntil(lambda: notices.words == "2 values pasted.")
    assert known("P2") == {"role": "clerk"}


def test_the_sources_somebody_speaks_in_are_opened(page, project):
    people = {row.name: row.id for row in project.operations.read(list_participants)}
    menu = page.row_menu((people["P1"],))
    opening = next(one.menu() for one in menu.actions() if one.text() == "Open")
    (choice,) = opening.actions()
    choice.trigger()
    view = project.places.coding.current_view()
    assert view.row.name == choice.text() == "FG-1 Harbour"


def test_a_hidden_page_catches_up_when_it_is_shown(application, page, cell, project, settled):
    from qualcoder_sts.participants.operations import rename_participant

    person = project.operations.read(find_participant, "P1").id
    application.actions["place_analyse"].trigger()
    project.operations.run(rename_participant, person, "Ada")
    settled(project)
    assert [row.cells[0] for row in page.people.model.sheet.rows][1] == "P1"
    application.actions["show_participants"].trigger()
    assert [row.cells[0] for row in page.people.model.sheet.rows][1] == "Ada"


def test_a_read_only_project_is_read_only(make_application, small, monkeypatch):
    from qualcoder_sts.project.opening import open_project
    from qualcoder_sts.ui.shell.choosing import ProjectChooser

    monkeypatch.setattr(
        ProjectChooser, "open", lambda _self, path, coder: open_project(path, read_only=True)
    )
    application = make_application(small)
    application.actions["show_participants"].trigger()
    page = application.project.places.coding.tabs.currentWidget()
    index = page.people.order.index(0, 0)
    assert not index.flags() & Qt.ItemFlag.ItemIsEditable
    page.people.paste(index, (("x",),))
    assert "read-only" in application.window.notices.words
    assert not page._buttons[0].isEnabled()


def test_the_page_comes_to_the_front_from_another_place(application, page):
    application.actions["place_analyse"].trigger()
    assert not page.isVisible()
    application.actions["show_participants"].trigger()
    assert page.isVisible()


def test_everything_has_a_name(application, page):
    assert nameless(application.window) == []
    page.show_sources()
    assert nameless(application.window) == []


def test_an_empty_project_says_what_to_do(make_application, tmp_path):
    from qualcoder_sts.project.opening import create_project

    create_project(tmp_path / "Empty.qsts", "Empty", coder="Ana Ruiz").close()
    application = make_application(tmp_path / "Empty.qsts")
    application.actions["show_participants"].trigger()
    page = application.project.places.coding.tabs.currentWidget()
    assert page._sheets.currentWidget() is page._empty
    assert page._empty.button.text() == "Import transcripts…"


@pytest.fixture
def titles(page):
    return lambda: [one.title for one in page.people.model.sheet.columns]


def test_an_attribute_is_moved_and_the_cursor_goes_along(
    application, project, page, titles, cell, notices, settled
):
    application.actions["move_attribute_left"].trigger()
    assert "Put the cursor into the column of an attribute first." in notices.words
    choose_cell(page.people.view, cell("P1", "trained"))
    application.actions["move_attribute_left"].trigger()
    settled(project)
    assert titles()[:4] == ["Name", "role", "trained", "years"]
    assert page.people.current_column().title == "trained"
    application.actions["move_attribute_right"].trigger()
    settled(project)
    application.actions["move_attribute_right"].trigger()
    assert titles()[1:4] == ["role", "years", "trained"]
    project.operations.undo()
    settled(project)
    assert titles()[1:4] == ["role", "trained", "years"]


def test_a_column_is_dragged_where_it_belongs(project, page, titles, settled):
    header = page.people.view.horizontalHeader()
    header.moveSection(3, 0)  # an attribute stays behind the names
    settled(project)
    assert titles() == ["Name", "trained", "role", "years", "Speaks in", "Member of"]
    header.moveSection(1, 5)
    settled(project)
    assert titles()[1:4] == ["role", "years", "trained"]
    header.moveSection(4, 1)  # what is no attribute stays where it is
    settled(project)
    assert titles()[1:5] == ["role", "years", "trained", "Speaks in"]
    assert [header.visualIndex(n) for n in range(header.count())] == list(range(header.count()))


def test_the_menu_of_a_heading_moves_its_attribute(project, page, titles, settled):
    menu = page.column_menu(page.people.model.sheet.columns[1])
    entries = {one.text(): one for one in menu.actions()}
    assert not entries["Move left"].isEnabled()
    entries["Move right"].trigger()
    settled(project)
    assert titles()[1:3] == ["years", "role"]
    menu.deleteLater()


def test_a_memo_on_somebody_begins_from_their_row(application, project, page, cell, qtbot):
    choose_cell(page.people.view, cell("P2", "Name"))
    (person,) = page.people.chosen_ids()
    menu = page.row_menu((person,))
    assert application.actions["memo_on_participant"] in menu.actions()
    menu.deleteLater()
    application.actions["memo_on_participant"].trigger()
    memos = project.places.coding.tabs.currentWidget()
    memos.editor.content.insertPlainText("Speaks last, and everybody waits for it.")
    memos.editor.keep()
    (memo,) = project.operations.read(memos_on, "participant", person)
    assert memo.content.startswith("Speaks last")
