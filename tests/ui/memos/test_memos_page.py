import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtTest import QTest

from qualcoder_sts.codebook.queries import find_code
from qualcoder_sts.coding.operations.segments import apply_code
from qualcoder_sts.memos.browsing import subjects_of
from qualcoder_sts.memos.operations import Target, delete_memo, write_memo
from qualcoder_sts.memos.queries import journal, memos_on
from qualcoder_sts.participants.queries import find_participant
from qualcoder_sts.project.opening import open_project
from qualcoder_sts.project.tables.memos import MemoKind
from qualcoder_sts.ui.coding.selected import selected_passage
from qualcoder_sts.ui.widgets.text_edit import LONGEST
from tests.ui.shell.test_names import nameless


@pytest.fixture
def page(application, project, qtbot):
    application.actions["show_memos"].trigger()
    found = next(page for page in project.places.tab_pages if page.name == "memos").widget()
    assert found.isVisible()
    qtbot.waitUntil(lambda: not application._jobs.running)
    return found


@pytest.fixture
def write(application, project, page, qtbot):
    """Writes a memo as another panel would, and waits until the page shows it."""

    def write_one(content, **further):
        further.setdefault("coder_id", project.workspace.coder_id)
        memo_id = project.operations.run(write_memo, content, **further).value
        qtbot.waitUntil(lambda: page.model.row_of(memo_id) is not None)
        return memo_id

    return write_one


def contents(project):
    return [row.content for row in project.operations.read(journal)]


def open_row(page, memo_id):
    page.list.setCurrentIndex(page.model.index(page.model.row_of(memo_id)))


def test_an_empty_place_offers_the_journal(page, application):
    assert page._pages.currentWidget() is page._empty
    page._empty.button.click()
    assert page.editor.content.hasFocus()


def test_a_journal_entry_comes_with_its_first_words_as_one_step(page, project, application, qtbot):
    QTest.keySequence(application.window, "Ctrl+J")
    QTest.keyClicks(page.editor.content, "Day one")
    assert contents(project) == []
    page.editor._quiet.setInterval(20)
    QTest.keyClicks(page.editor.content, ".")
    qtbot.waitUntil(lambda: contents(project) == ["Day one."])
    qtbot.waitUntil(lambda: page.model.rowCount() == 1)
    QTest.keyClicks(page.editor.content, " Tired.")
    qtbot.waitUntil(lambda: contents(project) == ["Day one. Tired."])
    assert page.editor.content.textCursor().atEnd()
    project.operations.undo()
    qtbot.waitUntil(lambda: page.editor.content.text() == "Day one.")
    project.operations.undo()
    qtbot.waitUntil(lambda: page.editor.memo_id is None and page.model.rowCount() == 0)


def test_a_new_entry_without_words_leaves_nothing(page, project, application):
    application.actions["new_journal_entry"].trigger()
    application.actions["place_analyse"].trigger()
    assert contents(project) == []


@pytest.mark.parametrize("leave", ["place_analyse", "close_project"])
def test_what_is_typed_is_kept_when_it_is_left(page, project, application, small, leave):
    application.actions["new_journal_entry"].trigger()
    page.editor.content.insertPlainText("Half a thou")
    application.actions[leave].trigger()
    if leave == "close_project":
        with open_project(small, coder="Ana Ruiz", backups=None) as workspace:
            assert [row.content for row in workspace.read(journal)] == ["Half a thou"]
    else:
        assert contents(project) == ["Half a thou"]


def test_what_is_typed_is_kept_when_the_window_closes(page, project, application, small):
    application.actions["new_journal_entry"].trigger()
    page.editor.content.insertPlainText("Half a thou")
    application.window.close()
    with open_project(small, coder="Ana Ruiz", backups=None) as workspace:
        assert [row.content for row in workspace.read(journal)] == ["Half a thou"]


def test_type_title_and_privacy(page, project, write, qtbot):
    memo_id = write("One.")
    open_row(page, memo_id)
    editor = page.editor
    editor.title.setText("Day one")
    editor.title.editingFinished.emit()
    editor.kind.setCurrentIndex(editor.kind.findData(MemoKind.TEAM))
    editor.kind.activated.emit(editor.kind.currentIndex())
    editor.private.click()
    (row,) = project.operations.read(journal)
    assert (row.title, row.kind, row.private) == ("Day one", MemoKind.TEAM, True)
    qtbot.waitUntil(lambda: "Only you see it" in editor._facts.text())


def test_no_break_spaces_are_no_change(page, project, write):
    memo_id = write("10\u00a0000 families")
    open_row(page, memo_id)
    steps = project.operations.read(journal)[0].changed_at
    page.editor.keep()
    assert project.operations.read(journal)[0].changed_at == steps
    page.editor.content.moveCursor(page.editor.content.textCursor().MoveOperation.End)
    page.editor.content.insertPlainText("!")
    page.editor.keep()
    assert contents(project) == ["10\u00a0000 families!"]


def test_memos_of_others_are_read_only(page, project, write):
    other = project.workspace.act_as("Tomasz Lind")
    project.workspace.act_as("Ana Ruiz")
    shown = write("Theirs.", coder_id=other)
    hidden = project.operations.run(write_memo, "Secret.", coder_id=other, private=True).value
    open_row(page, shown)
    assert page.editor.content.isReadOnly()
    assert "Only Tomasz Lind changes it" in page.editor._facts.text()
    assert page.model.row_of(hidden) is None


def test_memos_on_the_code_and_the_transcript_at_hand(
    application, project, transcript, page, qtbot
):
    code = project.operations.read(find_code, "Lower caseloads")
    application.actions["memo_on_code"].trigger()
    assert "Choose a code" in application.window.notices.words
    project.places.codebook.current_changed.emit(code.id)
    application.actions["memo_on_code"].trigger()
    page.editor.content.insertPlainText("Which load?")
    application.actions["memo_on_source"].trigger()
    page.editor.content.insertPlainText("A loud room.")
    page.editor.keep()
    read = project.operations.read
    assert [row.content for row in read(memos_on, "code", code.id)] == ["Which load?"]
    about = read(memos_on, "source", transcript.row.source_id)
    assert [row.content for row in about] == ["A loud room."]
    assert page.editor.about.accessibleName() == "On FG-1 Harbour"


def test_links_to_what_is_at_hand_lead_there_and_can_be_taken_away(
    application, project, transcript, span_of, page, write, qtbot
):
    code = project.operations.read(find_code, "Lower caseloads")
    segment = project.operations.run(
        apply_code,
        transcript.row.source_id,
        span_of(transcript, "The Friday table"),
        code.id,
        coder_id=project.workspace.coder_id,
    ).value
    transcript.activate_segment(segment)
    project.places.coding.passage_changed.emit(selected_passage(transcript))
    project.places.codebook.current_changed.emit(code.id)
    memo_id = write("Compare.")
    application.actions["show_memos"].trigger()
    open_row(page, memo_id)
    menu = page.editor.links.menu()
    words = [action.text() for action in menu.actions()]
    assert words[0].startswith("This passage: “The Friday table” (Lower caseloads")
    assert words[1] == "This code: Lower caseloads"
    menu.actions()[0].trigger()
    menu.actions()[1].trigger()
    qtbot.waitUntil(lambda: len(page.editor._entry.links) == 2)
    assert len(page.editor.links.menu().actions()) == 1
    link = next(each for each in page.editor._entry.links if each.table == "coded_segment")
    page.editor.links.wanted.emit(link)
    assert project.places.coding.current_view().active_segment().id == segment
    page.editor.links.unlink_wanted.emit(link)
    application.actions["show_memos"].trigger()
    qtbot.waitUntil(lambda: len(page.editor._entry.links) == 1)


def test_without_anything_at_hand_the_menu_says_what_to_do(application, page, write):
    open_row(page, write("Alone."))
    (only,) = page.editor.links.menu().actions()
    assert not only.isEnabled()
    assert "First choose a code" in only.text()


def test_a_deleted_memo_can_be_had_back(page, project, application, write, qtbot):
    open_row(page, write("Gone?"))
    page.editor.delete.click()
    assert contents(project) == []
    assert application.window.notices.words.startswith("Deleted journal entry")
    application.window.notices.action_button.click()
    qtbot.waitUntil(lambda: page.model.rowCount() == 1)


def test_a_memo_deleted_elsewhere_is_not_written_again(page, project, write, qtbot):
    memo_id = write("Gone.")
    open_row(page, memo_id)
    project.operations.run(delete_memo, memo_id)
    qtbot.waitUntil(lambda: page.editor.memo_id is None)
    page.editor.keep()
    assert contents(project) == []


def test_the_list_is_narrowed_by_every_choice(page, project, write):
    code = project.operations.read(find_code, "Lower caseloads")
    write("Day one.", kind=MemoKind.REFLEXIVE)
    on_code = write("Which load?", target=Target("code", code.id))
    page.kind.setCurrentIndex(page.kind.findData(MemoKind.REFLEXIVE))
    assert page.model.rowCount() == 1
    page.kind.setCurrentIndex(0)
    page.text.setText("caseloads")
    assert [page.model.row_of(on_code), page.model.rowCount()] == [0, 1]
    assert page._count.text() == "1 memo of 2"
    page.text.setText("nothing like it")
    assert page._nothing_fits.isVisible()


def test_a_huge_text_is_refused_with_a_sentence(page, application):
    application.actions["new_journal_entry"].trigger()
    pasted = QMimeData()
    pasted.setText("a" * 2_000_000)
    page.editor.content.insertFromMimeData(pasted)
    assert page.editor.content.text() == ""
    assert "too many for a memo" in application.window.notices.words
    pasted.setText("word " * (LONGEST // 6))
    page.editor.content.insertFromMimeData(pasted)
    assert len(page.editor.content.text()) > LONGEST / 2
    page.editor.content.clear()


@pytest.mark.parametrize("name", ["memos.md", "memos.txt", "memos.docx"])
def test_memos_are_written_without_private_ones(page, write, tmp_path, name, qtbot):
    write("For all.")
    write("For me.", private=True)
    path = tmp_path / name
    with qtbot.waitSignal(page.told, timeout=30_000) as told:
        page.saving.write(path, page._wanted())
    assert told.args == [f"The memos were written to “{name}”. 1 private memo is not in it."]
    if name != "memos.docx":
        assert "For all." in path.read_text(encoding="utf-8")
        assert "For me." not in path.read_text(encoding="utf-8")


def test_a_file_that_cannot_be_written_is_said(page, application, tmp_path, qtbot):
    page.saving.write(tmp_path / "nowhere" / "memos.md", [])
    qtbot.waitUntil(lambda: "could not be written" in application.window.notices.words)


def test_the_list_keeps_the_rules_of_models(page, write, qtmodeltester):
    write("One.")
    write("Two.")
    qtmodeltester.check(page.model)


def test_everything_in_it_has_a_name(application, page, write):
    open_row(page, write("One."))
    assert nameless(application.window) == []


def test_a_link_to_a_code_leads_into_the_codebook(application, project, page, write, settled):
    code_id = project.operations.read(find_code, "Collegial support").id
    (code,) = project.operations.read(subjects_of, [("code", code_id)]).values()
    application.actions["only_text"].trigger()
    page.editor.links.wanted.emit(code)
    panel = project.places.codebook
    assert panel.current_code() == code_id
    assert panel._tree.hasFocus()
    heading = project.places.inspector._definition.heading
    assert heading.text() == "Definition · Collegial support"


def test_a_link_to_somebody_leads_to_their_row(application, project, page):
    person = project.operations.read(find_participant, "P2").id
    (subject,) = project.operations.read(subjects_of, [("participant", person)]).values()
    page.editor.links.wanted.emit(subject)
    people = project.places.coding.tabs.currentWidget()
    assert people.people.chosen_ids() == (person,)


def test_without_anybody_chosen_there_is_no_memo_on_somebody(application, page):
    application.actions["memo_on_participant"].trigger()
    assert "Choose somebody in the sheet" in application.window.notices.words
