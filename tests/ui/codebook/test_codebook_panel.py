import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from qualcoder_sts.codebook.queries import code_tree, find_code
from qualcoder_sts.ui.codebook import changing_codes
from qualcoder_sts.ui.models.codes import CodeMove


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
    monkeypatch.setattr(changing_codes, "asked_name", made.asked_name)
    monkeypatch.setattr(changing_codes, "agreed", made.agreed)
    made.asked = asked
    return made


def names(project):
    return [row.path_text for row in project.operations.read(code_tree)]


def go_to(panel, code_id):
    index = panel._filtered.mapFromSource(panel._model.index_of(code_id))
    panel._tree.setCurrentIndex(index)


def test_a_new_code_comes_below_the_category_under_the_cursor(project, panel, answers):
    go_to(panel, project.operations.read(find_code, "Organizational").id)
    panel.deeds()["add_code"]()
    assert "Organizational/New one" in names(project)


def test_a_new_code_comes_beside_the_code_under_the_cursor(project, panel, answers):
    go_to(panel, project.operations.read(find_code, "Lower caseloads").id)
    panel.deeds()["add_code"]()
    assert "Organizational/New one" in names(project)


def test_a_name_that_is_taken_becomes_a_notice(application, panel, answers):
    answers.name = "R&D / other"
    panel.deeds()["add_code"]()
    assert "R&D / other" in application.window.notices.words


def choose(panel, code_id, words):
    go_to(panel, code_id)
    menu = panel.menu_for(code_id)
    next(action for action in menu.actions() if action.text().replace("&", "") == words).trigger()
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


def ids(project, *names):
    return tuple(project.operations.read(find_code, name).id for name in names)


@pytest.fixture
def more(project, settled):
    """Two more codes at the top, behind R&D / other."""
    from qualcoder_sts.codebook.operations import add_code

    for name in ("Debriefing", "Counseling"):
        project.operations.run(add_code, name)
    settled(project)


def top_names(project):
    return [row.name for row in project.operations.read(code_tree) if row.depth == 0]


def test_alt_and_arrows_move_a_code_among_its_siblings(
    application, project, panel, more, settled, qtbot
):
    (code_id,) = ids(project, "Debriefing")
    go_to(panel, code_id)
    panel._tree.setFocus()
    for key, order in (
        (Qt.Key.Key_Up, ["Organizational", "Debriefing", "R&D / other", "Counseling"]),
        (Qt.Key.Key_Up, ["Debriefing", "Organizational", "R&D / other", "Counseling"]),
        (Qt.Key.Key_Up, ["Debriefing", "Organizational", "R&D / other", "Counseling"]),
        (Qt.Key.Key_Down, ["Organizational", "Debriefing", "R&D / other", "Counseling"]),
    ):
        QTest.keyClick(panel._tree, key, Qt.KeyboardModifier.AltModifier)
        settled(project)
        assert top_names(project) == order
        assert panel.current_code() == code_id
    project.operations.undo()
    assert top_names(project)[0] == "Debriefing"


def test_dropped_codes_move_in_one_step_and_stay_chosen(project, panel, more, settled):
    chosen = ids(project, "Debriefing", "Counseling")
    (parent_id,) = ids(project, "Organizational")
    panel._model.move_wanted.emit(CodeMove(chosen, parent_id, None))
    settled(project)
    assert [row.path for row in panel.codes][3:] == [
        ("Organizational", "Debriefing"),
        ("Organizational", "Counseling"),
        ("R&D / other",),
    ]
    project.operations.undo()
    assert "Debriefing" in top_names(project)


def test_a_taken_name_refuses_the_move_with_a_sentence(application, project, panel, more):
    from qualcoder_sts.codebook.operations import add_code

    (parent_id,) = ids(project, "Organizational")
    project.operations.run(add_code, "debriefing", parent_id=parent_id)
    (code_id,) = [
        row.id for row in project.operations.read(code_tree) if row.path == ("Debriefing",)
    ]
    panel._model.move_wanted.emit(CodeMove((code_id,), parent_id, None))
    assert "There is a code “debriefing” under “Organizational”" in application.window.notices.words


def choose_all(panel, code_ids):
    go_to(panel, code_ids[0])
    flag = QItemSelectionModel.SelectionFlag
    for code_id in code_ids:
        index = panel._filtered.mapFromSource(panel._model.index_of(code_id))
        panel._tree.selectionModel().select(index, flag.Select | flag.Rows)


def test_move_to_offers_every_place_but_those_below_what_moves(project, panel, more, settled):
    chosen = ids(project, "Debriefing", "Organizational")
    choose_all(panel, chosen)
    panel.deeds()["move_code_to"]()
    box = panel._changing.picker
    assert box.isVisible()
    assert box.picker.choices() == ["The top of the codebook", "R&D / other", "Counseling"]
    QTest.keyClicks(box.picker.field, "couns")
    QTest.keyClick(box.picker.field, Qt.Key.Key_Return)
    assert not box.isVisible()
    settled(project)
    (target,) = ids(project, "Counseling")
    below = [row.name for row in panel.codes.children(target)]
    assert below == ["Organizational", "Debriefing"]
    assert panel.chosen_codes() == tuple(
        row.id for row in panel.codes if row.name in {"Organizational", "Debriefing"}
    )


def test_several_codes_take_one_colour(project, panel, more, settled):
    chosen = ids(project, "Debriefing", "Counseling")
    choose_all(panel, chosen)
    panel.deeds()["recolour_code"]()
    box = panel._changing.palette
    box.buttons[7].click()
    settled(project)
    assert not box.isVisible()
    assert {panel.codes[one].colour for one in chosen} == {"#88CCEE"}
    project.operations.undo()
    assert project.operations.read(code_tree)[chosen[0]].colour != "#88CCEE"


def test_the_arrow_keys_walk_the_colours(project, panel):
    (code_id,) = ids(project, "Collegial support")
    go_to(panel, code_id)
    panel.deeds()["recolour_code"]()
    box = panel._changing.palette
    box.buttons[0].setFocus()
    QTest.keyClick(box, Qt.Key.Key_Down)
    QTest.keyClick(box, Qt.Key.Key_Right)
    QTest.keyClick(box, Qt.Key.Key_Return)
    colour = box.buttons[7].property("colour")
    assert project.operations.read(code_tree)[code_id].colour == colour


def test_a_code_becomes_a_category_and_back(project, panel, settled):
    (code_id,) = ids(project, "Collegial support")
    go_to(panel, code_id)
    for codable in (False, True):
        panel.deeds()["switch_codable"]()
        settled(project)
        assert project.operations.read(code_tree)[code_id].codable is codable


def test_nothing_is_chosen_is_said(application, panel):
    panel._tree.setCurrentIndex(panel._filtered.index(-1, -1))
    panel.deeds()["rename_code"]()
    assert application.window.notices.words == "Choose a code in the codebook first."


def test_a_new_code_is_shown_even_when_the_filter_hides_it(project, panel, answers):
    QTest.keyClicks(panel._filter, "lower")
    panel.deeds()["add_category"]()
    (code_id,) = ids(project, "New one")
    assert panel.current_code() == code_id
    assert not panel.codes[code_id].codable
    assert panel._filter.text() == ""


def test_what_was_coded_under_another_wording_is_counted(
    project, panel, transcript, span_of, qtbot
):
    from qualcoder_sts.codebook.operations import Definition, define_code

    (code_id,) = ids(project, "Lower caseloads")
    transcript.select(span_of(transcript, "The Friday table"))
    project.places.coding.applying.apply(code_id)
    project.operations.run(define_code, code_id, Definition("Anew"))
    count = panel._model.index_of(code_id).siblingAtColumn(1)
    qtbot.waitUntil(lambda: count.data() == "↻1  1")


def test_read_only_projects_refuse_with_a_sentence(make_application, small, qtbot):
    from qualcoder_sts.project.opening import open_project

    application = make_application()
    application._show(open_project(small, read_only=True))
    panel = application.project.places.codebook
    go_to(panel, ids(application.project, "Lower caseloads")[0])
    for action_id in panel._changing.deeds():
        assert not application.actions[action_id].isEnabled()
        panel.deeds()[action_id]()
        assert "read-only" in application.window.notices.words
    panel._model.move_wanted.emit(CodeMove(ids(application.project, "R&D / other"), None, None))
    assert "read-only" in application.window.notices.words


def test_a_code_is_pinned_with_keys_alone(application, project, panel, transcript, qtbot):
    (code_id,) = ids(project, "Collegial support")
    go_to(panel, code_id)
    panel.setFocus()
    QTest.keyClick(panel._tree, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    menu = QApplication.activePopupWidget()
    assert menu.accessibleName() == "Pin to a key"
    QTest.keyClick(menu, Qt.Key.Key_4)
    assert project.places.coding.applying.pinned.codes() == {4: code_id}
    go_to(panel, ids(project, "Organizational")[0])
    application.actions["pin_code"].trigger()
    assert "categories have no keys" in application.window.notices.words


def test_one_code_alone_is_shown_from_the_codebook(application, project, panel, transcript):
    application.actions["show_only_code"].trigger()
    assert application.window.notices.words == "Choose a code in the codebook first."
    (code_id,) = ids(project, "Collegial support")
    go_to(panel, code_id)
    application.actions["place_analyse"].trigger()
    application.actions["show_only_code"].trigger()
    assert project.places.coding.filter.words == "Showing 1 of 3 codes"
    assert project.places.coding.isVisible()
    menu = panel.menu_for(code_id)
    offered = [action.objectName() for action in menu.actions()]
    assert {"show_only_code", "memo_on_code"} <= set(offered)
    menu.deleteLater()


def test_a_ready_made_codebook_is_one_button_away(make_application, tmp_path, monkeypatch, qtbot):
    from qualcoder_sts.project.opening import create_project
    from qualcoder_sts.ui.codebook.import_dialog import ImportDialog

    taken = []
    monkeypatch.setattr(ImportDialog, "exec", lambda dialog: taken.append(dialog._import()))
    create_project(tmp_path / "Empty.qsts", "Empty", coder="Ana Ruiz").close()
    panel = make_application(tmp_path / "Empty.qsts").project.places.codebook
    assert panel._ready.isVisible()
    panel._ready.click()
    qtbot.waitUntil(lambda: len(panel.codes) == 18)
    assert not panel._ready.isVisible()
