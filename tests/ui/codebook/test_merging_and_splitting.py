"""Merging a code into another and splitting segments off, with what is said before."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from qualcoder_sts.codebook.queries import code_tree, find_code
from qualcoder_sts.coding.operations.codes import MergeEffect
from qualcoder_sts.ui.codebook.merge_dialog import MergeDialog, effect_in_words
from qualcoder_sts.ui.codebook.split_dialog import SplitDialog
from tests.ui.shell.test_names import nameless


@pytest.fixture
def code(project):
    return lambda name: project.operations.read(find_code, name)


@pytest.fixture
def apply(project, transcript, span_of, code):
    def to(quote, name):
        transcript.select(span_of(transcript, quote))
        project.places.coding.applying.apply(code(name).id)

    return to


@pytest.fixture
def tree(project):
    return project.operations.read(code_tree)


@pytest.fixture
def open_dialog(application, project, code, tree, qtbot):
    def make(kind, name):
        dialog = kind(project.operations, tree, code(name), application.window)
        qtbot.addWidget(dialog)
        dialog.open()
        dialog.activateWindow()
        qtbot.waitUntil(dialog.isActiveWindow)
        return dialog

    return make


def test_merging_says_what_happens_and_is_one_step(
    project, open_dialog, apply, code, transcript, settled
):
    apply("The Friday table", "Lower caseloads")
    apply("The Friday table", "Collegial support")
    apply("Nobody asks us that", "Lower caseloads")
    dialog = open_dialog(MergeDialog, "Lower caseloads")
    assert "Lower caseloads" not in dialog.picker.choices()
    QTest.keyClicks(dialog.picker.field, "collegial")
    assert "1 segment gets “Collegial support”." in dialog.effect.text()
    assert "already: the two become one" in dialog.effect.text()
    assert nameless(dialog) == []
    QTest.keyClick(dialog.picker.field, Qt.Key.Key_Return)
    assert dialog.merged_into() == code("Collegial support").id
    assert [one.code_name for one in transcript.segments()] == ["Collegial support"] * 2
    project.operations.undo()
    assert len(transcript.segments()) == 3


def test_a_category_takes_no_segments(open_dialog, apply):
    apply("The Friday table", "Lower caseloads")
    dialog = open_dialog(MergeDialog, "Lower caseloads")
    QTest.keyClicks(dialog.picker.field, "organiz")
    dialog.picker._list.setCurrentRow(0)
    assert "is a category" in dialog.effect.text()
    assert not dialog.merge_button.isEnabled()
    QTest.keyClick(dialog.picker.field, Qt.Key.Key_Return)
    assert dialog.merged_into() is None


def test_only_what_there_is_is_said():
    words = effect_in_words(MergeEffect(0, 0, 0, 0, 0, 0), "A", "B")
    assert words == [
        "Nothing stands on “A” yet.",
        "“A” and its definition go. Undo brings all of it back.",
    ]
    words = effect_in_words(MergeEffect(5, 2, 1, 3, 1, 2), "A", "B")
    assert [sentence.split()[0] for sentence in words[:-1]] == ["3", "2", "1", "3", "1", "2"]


@pytest.fixture
def split(open_dialog, apply, qtbot):
    apply("The Friday table", "Lower caseloads")
    apply("Nobody asks us that", "Lower caseloads")
    dialog = open_dialog(SplitDialog, "Lower caseloads")
    qtbot.waitUntil(lambda: dialog.passages.total() == 2)
    return dialog


def test_segments_found_by_words_go_to_a_new_code(project, split, transcript):
    assert not split.split_button.isEnabled()
    QTest.keyClicks(split.words, "friday")
    assert [one.quote for one in split.passages.passages()] == ["The Friday table"]
    split.tick_all.click()
    QTest.keyClicks(split.name, "Rituals")
    assert "1 of 2 segments" in split._count.text()
    assert nameless(split) == []
    split.split_button.click()
    assert {one.code_name for one in transcript.segments()} == {"Lower caseloads", "Rituals"}
    project.operations.undo()
    assert {one.code_name for one in transcript.segments()} == {"Lower caseloads"}


def test_segments_ticked_by_hand_go_to_a_code_that_is_there(split, transcript):
    split._list.setCurrentIndex(split.passages.index(1))
    QTest.keyClick(split._list, Qt.Key.Key_Space)
    assert len(split.passages.ticked) == 1
    split.to_other.setChecked(True)
    QTest.keyClicks(split.picker.field, "colleg")
    split.split_button.click()
    assert sorted(one.code_name for one in transcript.segments()) == [
        "Collegial support",
        "Lower caseloads",
    ]


def test_a_name_that_is_taken_is_said_in_the_dialog(split):
    split.tick_all.click()
    QTest.keyClicks(split.name, "collegial support")
    split.split_button.click()
    assert split.isVisible()
    assert "There is a code “Collegial support”" in split._count.text()


def test_passages_keep_the_rules_of_qt(split, qtmodeltester):
    qtmodeltester.check(split.passages)
