"""The quick-code box: what it offers, several codes at once, new ones, recent ones."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from qualcoder_sts.codebook.operations import Definition, define_code
from qualcoder_sts.codebook.queries import code_tree

QUOTE = "It is not supervision"
RETURN, CTRL, SHIFT = (
    Qt.Key.Key_Return,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


def test_the_typed_letters_and_the_category_are_shown(transcript, span_of, press, box):
    transcript.select(span_of(transcript, QUOTE))
    press(Qt.Key.Key_Q)
    QTest.keyClicks(box().field, "supp")
    choice = box()._list.choice()
    assert (choice.words, choice.letters) == ("Collegial support", (10, 11, 12, 13))
    assert choice.beside == "Organizational"


def test_several_codes_in_one_step(project, transcript, span_of, press, box, codes_now):
    transcript.select(span_of(transcript, QUOTE))
    press(Qt.Key.Key_Q)
    field = box().field
    QTest.keyClicks(field, "coll")
    QTest.keyClick(field, RETURN, CTRL)
    assert box().isVisible()
    assert "marked: Collegial support" in field.accessibleDescription()
    QTest.keyClicks(field, "lower")
    assert field.text() == "lower", "what was typed before is replaced"
    assert "Collegial support + Lower caseloads" in box()._hint.text()
    QTest.keyClick(field, RETURN)
    assert sorted(codes_now()) == [("Collegial support", QUOTE), ("Lower caseloads", QUOTE)]
    project.operations.undo()
    assert codes_now() == []


def test_a_mark_is_taken_off_again(transcript, span_of, press, box, codes_now):
    transcript.select(span_of(transcript, QUOTE))
    press(Qt.Key.Key_Q)
    field = box().field
    QTest.keyClicks(field, "coll")
    QTest.keyClick(field, RETURN, SHIFT)
    QTest.keyClick(field, RETURN, SHIFT)
    QTest.keyClicks(field, "lower")
    QTest.keyClick(field, RETURN)
    assert codes_now() == [("Lower caseloads", QUOTE)]


def test_a_marked_code_and_a_new_one_in_one_step(
    project, transcript, span_of, press, box, codes_now
):
    transcript.select(span_of(transcript, QUOTE))
    press(Qt.Key.Key_Q)
    field = box().field
    QTest.keyClicks(field, "coll")
    QTest.keyClick(field, RETURN, CTRL)
    QTest.keyClicks(field, "Peer table")
    QTest.keyClick(field, RETURN)
    assert sorted(codes_now()) == [("Collegial support", QUOTE), ("Peer table", QUOTE)]
    project.operations.undo()
    assert codes_now() == []
    assert project.operations.read(code_tree).named("Peer table") is None


def test_when_to_use_and_when_not_stand_at_the_foot(
    project, transcript, span_of, press, box, code_of
):
    words = Definition(when_to_use="Peers help <each> other.", when_not_to_use="Supervision.")
    project.operations.run(define_code, code_of("Collegial support"), words)
    transcript.select(span_of(transcript, QUOTE))
    press(Qt.Key.Key_Q)
    QTest.keyClicks(box().field, "coll")
    assert box()._definition.isVisible()
    assert box()._definition.text() == "Peers help &lt;each&gt; other.<br><b>Not:</b> Supervision."


def test_r_offers_the_recent_ones_and_no_others(coded, transcript, span_of, press, box, codes_now):
    coded("The Friday table", "Collegial support")
    transcript.select(span_of(transcript, QUOTE))
    press(Qt.Key.Key_R)
    assert box().choices() == ["Collegial support"]
    QTest.keyClick(box().field, RETURN)
    assert ("Collegial support", QUOTE) in codes_now()


def test_r_without_recent_ones_says_what_to_do(application, transcript, span_of, press, coding):
    transcript.select(span_of(transcript, QUOTE))
    press(Qt.Key.Key_R)
    assert not coding.applying.box.isVisible()
    assert "No code has been applied yet" in application.window.notices.words


def test_what_was_applied_last_is_known_after_reopening(application, project, coded, small):
    coded("The Friday table", "Collegial support")
    code_id = project.places.coding.applying.recent[0]
    application.close_project()
    application.open(small)
    assert application.project.places.coding.applying.recent == (code_id,)


def test_n_asks_for_a_name_and_a_place(project, transcript, span_of, press, box, codes_now):
    transcript.select(span_of(transcript, QUOTE))
    press(Qt.Key.Key_N)
    assert box().choices() == []
    QTest.keyClicks(box().field, "Peer table")
    assert box().choices() == ["New code “Peer table”"] * 2
    assert [box()._list.item(n).data(Qt.ItemDataRole.UserRole).beside for n in range(2)] == [
        "at the top",
        "in Organizational",
    ]
    QTest.keyClick(box().field, Qt.Key.Key_Down)
    QTest.keyClick(box().field, RETURN)
    assert codes_now() == [("Peer table", QUOTE)]
    row = project.operations.read(code_tree).named("Peer table")
    assert row.path == ("Organizational", "Peer table")
    project.operations.undo()
    assert codes_now() == []


def test_n_with_a_name_that_is_there_applies_that_code(
    transcript, span_of, press, box, codes_now, project
):
    before = len(project.operations.read(code_tree))
    transcript.select(span_of(transcript, QUOTE))
    press(Qt.Key.Key_N)
    QTest.keyClicks(box().field, "collegial  SUPPORT")
    QTest.keyClick(box().field, Qt.Key.Key_Down)
    QTest.keyClick(box().field, RETURN)
    assert codes_now() == [("Collegial support", QUOTE)]
    assert len(project.operations.read(code_tree)) == before


def test_v_makes_the_words_a_code(project, transcript, span_of, press, codes_now):
    transcript.select(span_of(transcript, "it is just not being alone with it."))
    press(Qt.Key.Key_V)
    assert codes_now() == [
        ("it is just not being alone with it", "it is just not being alone with it.")
    ]
    project.operations.undo()
    assert codes_now() == []


def test_v_on_nothing_but_signs_is_refused(application, transcript, span_of, press, codes_now):
    transcript.select(span_of(transcript, "🙂🙂"))
    press(Qt.Key.Key_V)
    assert codes_now() == [("🙂🙂", "🙂🙂")]
    transcript.select(span_of(transcript, ". "))
    press(Qt.Key.Key_V)
    assert len(codes_now()) == 1
    assert "no words to name a code by" in application.window.notices.words


def test_the_selected_segment_gets_a_second_code(coded, press, box, codes_now):
    coded(QUOTE, "Lower caseloads")
    press(Qt.Key.Key_Q)
    QTest.keyClicks(box().field, "coll")
    QTest.keyClick(box().field, RETURN)
    assert sorted(codes_now()) == [("Collegial support", QUOTE), ("Lower caseloads", QUOTE)]
