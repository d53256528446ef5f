"""Merging copies in the window: choose, decide by keyboard, merge, take back."""

import shutil
import time
from dataclasses import replace
from uuid import UUID

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QDialog

from qualcoder_sts.codebook.operations import Definition, add_code, define_code, rename_code
from qualcoder_sts.codebook.queries import code_tree, find_code
from qualcoder_sts.coding.operations.segments import apply_code
from qualcoder_sts.coding.queries import segment_count
from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.merge.plan import Question, Take, Unplaced
from qualcoder_sts.project.backup import list_backups
from qualcoder_sts.project.checking import check_project
from qualcoder_sts.project.opening import open_project
from qualcoder_sts.transcripts.queries import list_sources
from qualcoder_sts.ui.merge import conflict_model, conflicts_pane, merging
from qualcoder_sts.ui.merge.merge_page import MergePage
from qualcoder_sts.ui.merge.merging import State
from qualcoder_sts.ui.merge.moved_pane import UnplacedModel
from qualcoder_sts.ui.merge.question_pane import QuestionModel

SUPPORT = "Organizational/Collegial support"


@pytest.fixture
def theirs(small):
    """Tomasz's copy: a segment, and two codes with another wording."""
    copy = small.with_name("for Tomasz.qsts")
    shutil.copyfile(small, copy)
    with open_project(copy, coder="Tomasz Lind", backups=None) as workspace:
        (source,) = workspace.read(list_sources)
        code = workspace.read(find_code, SUPPORT).id
        workspace.run(add_code, "Sleep")
        workspace.run(apply_code, source.id, Span(3, 12), code, coder_id=workspace.coder_id)
        workspace.run(define_code, code, Definition("Help among colleagues"))
        workspace.run(rename_code, workspace.read(find_code, "R&D / other").id, "Other")
    return copy


@pytest.fixture
def ours(theirs, application, project):
    """The open project, in which Ana has changed the same two codes."""
    operations = project.operations
    operations.run(define_code, operations.read(find_code, SUPPORT).id, Definition("Being helped"))
    operations.run(rename_code, operations.read(find_code, "R&D / other").id, "Rest")
    return project


@pytest.fixture
def page(application, ours):
    application.actions["show_merge"].trigger()
    return application.window.findChild(MergePage)


@pytest.fixture
def reviewed(page, theirs, qtbot):
    page.compare([theirs])
    qtbot.waitUntil(lambda: page.merging.state is State.REVIEWING)
    return page


def settled_decisions(page, qtbot):
    qtbot.waitUntil(lambda: page.merging.plan.decisions == page.merging.decisions)


def test_the_page_begins_with_what_to_do(page, application, monkeypatch, theirs, qtbot):
    assert page.choosing.empty.button.hasFocus()
    monkeypatch.setattr(
        "qualcoder_sts.ui.merge.choosing_pane.asked_copies", lambda _parent: [theirs]
    )
    qtbot.keyClick(page.choosing.empty.button, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: page.merging.state is State.REVIEWING)
    assert "for Tomasz.qsts" in page.head.text()
    assert "Nothing is written until you press Merge" in page.words.text()


def test_what_several_copies_share_is_told_together(reviewed, theirs, qtbot):
    again = theirs.with_name("again.qsts")
    shutil.copyfile(theirs, again)
    reviewed.merging.add([again])
    qtbot.waitUntil(lambda: len(reviewed.merging.plan.files) == 2)
    words = reviewed.words.text()
    assert "“for Tomasz.qsts”, “again.qsts” and this project share everything up to" in words
    assert words.count("share everything") == 1


def test_rules_are_offered_while_something_is_open(reviewed, qtbot):
    conflicts = reviewed.review.conflicts
    rules = (conflicts.all_yours, conflicts.all_theirs, conflicts.newest)
    assert all(rule.isEnabled() for rule in rules)
    conflicts.all_yours.click()
    settled_decisions(reviewed, qtbot)
    assert not any(rule.isEnabled() for rule in rules)
    conflicts.leave_open()
    assert all(rule.isEnabled() for rule in rules)


def test_nothing_is_left_of_what_was_compared_before(reviewed, theirs, qtbot):
    review = reviewed.review
    reviewed.cancel.click()
    reviewed.compare([theirs])
    qtbot.waitUntil(lambda: reviewed.merging.state is State.REVIEWING)
    assert reviewed.review is not review
    assert reviewed.review.conflicts.isVisible()


def test_copies_can_be_dropped_one_after_the_other(page, theirs, qtbot):
    drop(page, theirs)
    qtbot.waitUntil(lambda: page.merging.state is State.REVIEWING)
    again = theirs.with_name("again.qsts")
    shutil.copyfile(theirs, again)
    drop(page, again)
    qtbot.waitUntil(lambda: page.merging.state is State.REVIEWING)
    assert [file.name for file in page.merging.plan.files] == ["for Tomasz.qsts", "again.qsts"]


def drop(page, theirs):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(theirs))])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    page.dropEvent(QDropEvent(QPoint(5, 5), Qt.DropAction.CopyAction, data, buttons, keys))


def test_numbers_stand_by_coder_and_kind(reviewed):
    reviewed.review.of_differences.click()
    model = reviewed.review.differences.numbers
    lines = [
        tuple(model.index(row, column).data() for column in range(3))
        for row in range(model.rowCount())
    ]
    assert ("Tomasz Lind", "segment", "1") in lines
    assert ("Tomasz Lind", "code", "1") in lines
    assert reviewed.review.of_conflicts.accessibleName() == "2 conflicts"


def test_only_lists_that_hold_something_can_be_chosen_and_are_built_when_they_are(reviewed):
    review = reviewed.review
    assert [card.isEnabled() for card in review.cards] == [True, True, False, False, False]
    assert {"questions", "moved", "unplaced", "differences"}.isdisjoint(vars(review))
    review.of_differences.click()
    assert review.differences.isVisible()
    assert review.differences.numbers.rowCount() > 0
    tables = (review.differences.table, review.differences.list)
    numbers, rows = (table.visualRect(table.model().index(0, 0)).height() for table in tables)
    assert numbers == rows


def test_the_page_is_built_bit_by_bit(page):
    assert "review" not in vars(page)


def test_long_wordings_are_shown_from_where_they_part():
    beginning = "Help and company among people who work together, given of their own accord, daily"
    words = conflict_model._from_the_change(
        f"{beginning}.", f"{beginning}, at once.", f"{beginning}, over weeks."
    )
    assert words == ["…of their own accord, daily.", "…of their own accord, daily, at once.",
                     "…of their own accord, daily, over weeks."]  # fmt: skip
    assert conflict_model._from_the_change("a", "ab", "ac") == ["a", "ab", "ac"]


def test_conflicts_are_decided_by_keyboard_and_the_merge_is_one_step(
    reviewed, application, ours, qtbot
):
    table = reviewed.review.conflicts.table
    assert table.isVisible()
    assert not reviewed.merge.isEnabled()
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_1)
    assert table.currentIndex().row() == 1
    assert "1 still to decide" in reviewed.merge.text()
    qtbot.keyClick(table, Qt.Key.Key_2)
    settled_decisions(reviewed, qtbot)
    assert reviewed.merge.isEnabled()
    qtbot.keyClick(reviewed.merge, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: reviewed.merging.state is State.DONE)
    operations = ours.operations
    assert operations.read(segment_count) == 1
    assert len(operations.read(code_tree)) == 5
    assert "Merged “for Tomasz.qsts”" in reviewed.choosing.words.text()
    notices = application.window.notices
    assert "Merged “for Tomasz.qsts”" in notices.words
    (backup, *_earlier) = list_backups(ours.workspace.path)
    assert backup.reason == "before merge"
    words = reviewed.choosing.words.text()
    assert f"kept as “{backup.path.name}” in the folder “{backup.path.parent.name}”" in words
    notices.action_button.click()
    qtbot.waitUntil(lambda: operations.read(segment_count) == 0)
    assert reviewed.merging.state is State.CHOOSING
    assert check_project(ours.workspace.path) == ()


def test_the_backup_of_opening_is_named_where_nothing_has_changed_since(
    small, theirs, make_application, qtbot
):
    opened = make_application(small)
    opened.actions["show_merge"].trigger()
    page = opened.window.findChild(MergePage)
    page.compare([theirs])
    qtbot.waitUntil(lambda: page.merging.state is State.REVIEWING)
    page.merge.click()
    qtbot.waitUntil(lambda: page.merging.state is State.DONE)
    (backup,) = list_backups(small)
    assert backup.reason == "opening"
    assert backup.path.name in page.choosing.words.text()
    with open_project(backup.path, read_only=True) as before:
        assert before.read(segment_count) == 0


def test_a_decision_can_be_taken_back(reviewed, qtbot):
    conflicts = reviewed.review.conflicts
    conflicts.take(Take.THEIRS)
    conflicts.table.selectRow(0)
    qtbot.keyClick(conflicts.table, Qt.Key.Key_0)
    assert reviewed.merging.number_open == 2


@pytest.mark.parametrize(
    ("button", "named"), [("all_theirs", "Other"), ("all_yours", "Rest"), ("newest", "Rest")]
)
def test_a_rule_decides_what_is_open(reviewed, ours, qtbot, button, named):
    getattr(reviewed.review.conflicts, button).click()
    settled_decisions(reviewed, qtbot)
    assert reviewed.merging.number_open == 0
    reviewed.merge.click()
    qtbot.waitUntil(lambda: reviewed.merging.state is State.DONE)
    assert named in [code.name for code in ours.operations.read(code_tree)]


def test_a_third_value_can_be_written(reviewed, ours, monkeypatch, qtbot):
    def write(dialog):
        dialog.text.setPlainText("Help from and for colleagues")
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(conflicts_pane.ThirdValueDialog, "exec", write)
    pane = reviewed.review.conflicts
    wordings = [pane.model.row_at(pane.model.index(row, 0)) for row in range(2)]
    row = next(row for row, conflict in enumerate(wordings) if conflict.is_wording)
    pane.table.selectRow(row)
    assert "underline" in pane.pane.toHtml()
    qtbot.keyClick(pane.table, Qt.Key.Key_3)
    pane.all_yours.click()
    settled_decisions(reviewed, qtbot)
    reviewed.merge.click()
    qtbot.waitUntil(lambda: reviewed.merging.state is State.DONE)
    code = ours.operations.read(find_code, SUPPORT)
    assert code.brief_definition == "Help from and for colleagues"


def test_a_project_that_changed_meanwhile_is_compared_anew(reviewed, application, ours, qtbot):
    reviewed.review.conflicts.all_yours.click()
    settled_decisions(reviewed, qtbot)
    ours.operations.run(add_code, "Humour")
    application.actions["place_code"].trigger()
    application.actions["show_merge"].trigger()
    qtbot.waitUntil(lambda: "compared anew" in reviewed.words.text())
    assert reviewed.merging.number_open == 0
    reviewed.merge.click()
    qtbot.waitUntil(lambda: reviewed.merging.state is State.DONE)


def test_merging_again_says_that_there_is_nothing(reviewed, theirs, qtbot):
    reviewed.review.conflicts.all_theirs.click()
    settled_decisions(reviewed, qtbot)
    reviewed.merge.click()
    qtbot.waitUntil(lambda: reviewed.merging.state is State.DONE)
    reviewed.compare([theirs])
    qtbot.waitUntil(lambda: "Nothing to merge" in reviewed.choosing.words.text())
    assert reviewed.choosing.isVisible()


def test_the_report_is_saved_from_the_menu(reviewed, application, monkeypatch, qtbot, tmp_path):
    file = tmp_path / "report.html"
    monkeypatch.setattr("qualcoder_sts.ui.merge.report_saving.asked_file", lambda *_arguments: file)
    application.actions["save_merge_report"].trigger()
    qtbot.waitUntil(lambda: "report.html" in application.window.notices.words)
    assert "for Tomasz.qsts" in file.read_text(encoding="utf-8")


def test_without_a_comparison_there_is_nothing_to_report(page, application):
    application.actions["save_merge_report"].trigger()
    assert "Choose copies first" in application.window.notices.words


def test_a_file_that_is_no_project_gets_its_sentence(page, application, tmp_path, qtbot):
    file = tmp_path / "letter.qsts"
    file.write_text("Dear Ana")
    page.compare([file])
    qtbot.waitUntil(lambda: "is not a qualcoder-sts project" in application.window.notices.words)
    assert page.merging.state is State.CHOOSING
    assert page.choosing.isVisible()


def test_a_further_file_that_cannot_be_read_leaves_the_others_compared(
    reviewed, application, tmp_path, qtbot
):
    reviewed.review.conflicts.take(Take.THEIRS)
    file = tmp_path / "letter.qsts"
    file.write_text("Dear Ana")
    reviewed.merging.add([file])
    qtbot.waitUntil(lambda: "is not a qualcoder-sts project" in application.window.notices.words)
    assert reviewed.merging.state is State.REVIEWING
    assert [path.name for path in reviewed.merging.files] == ["for Tomasz.qsts"]
    assert reviewed.merging.number_open == 1


def test_reading_can_be_stopped(page, application, theirs, monkeypatch, qtbot):
    def forever(*_args, progress, **_named):
        while True:
            progress.report(1, 2, "Reading")
            progress.check()
            time.sleep(0.01)

    monkeypatch.setattr(merging, "plan_merge", forever)
    page.compare([theirs])
    qtbot.waitUntil(lambda: page.working.bar.maximum() == 2)
    qtbot.keyClick(page.working.cancel, Qt.Key.Key_Space)
    assert page.merging.state is State.CHOOSING
    assert page.choosing.isVisible()
    qtbot.waitUntil(lambda: not application._jobs.running)


def test_cancel_lets_go_of_the_comparison(reviewed):
    reviewed.cancel.click()
    assert reviewed.merging.plan is None
    assert reviewed.choosing.isVisible()


def test_the_words_that_are_gone_are_seen_in_a_narrow_column(qapp):
    before = "and on the way home I texted Hodan. Hang on, I never delete anything. Okay. "
    row = Unplaced(
        "coded_segment", UUID(int=1), "segment", "Ana", "I-15", "omg", before, " So", "T"
    )
    model = UnplacedModel(qapp)
    assert model.cells(row)[3] == "…delete anything. Okay. [omg] So"
    assert model.more(row, 3, Qt.ItemDataRole.ToolTipRole) == f"{before}[omg] So"
    assert model.cells(replace(row, before="Okay."))[3] == "Okay.[omg] So"


def test_a_question_says_what_is_asked(qapp):
    sentence = "Both are called alike and defined apart. Is it one code?"
    question = Question(
        "q", "code", UUID(int=1), UUID(int=2), sentence, "A", "a", "T", is_same=True
    )
    assert QuestionModel(qapp).cells(question) == ("yes, combine", "A", "a", sentence, "T")
