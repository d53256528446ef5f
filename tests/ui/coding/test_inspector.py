"""The panel on the right: what is selected, its segments, and what their code means."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from qualcoder_sts.codebook.operations import Definition, define_code, rename_code
from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.memos.queries import memos_on
from qualcoder_sts.ui.coding.code_choices import CodeAnswer
from qualcoder_sts.ui.coding.passage_card import KeyChip
from tests.ui.shell.test_names import nameless

QUOTE = "It is not supervision"


@pytest.fixture
def inspector(project):
    return project.places.inspector


@pytest.fixture
def coded(coded, project, settled):
    """As everywhere, and shown here."""

    def code(*words):
        segment = coded(*words)
        settled(project)
        return segment

    return code


@pytest.fixture
def memos(project):
    return lambda segment: [
        (memo.content, memo.private)
        for memo in project.operations.read(memos_on, "coded_segment", segment.id)
    ]


def test_it_says_who_coded_and_what_the_code_means(inspector, coded):
    assert inspector._hint.isVisibleTo(inspector)
    coded("The Friday table")
    (card,) = inspector._cards
    assert card._name.text() == "Lower caseloads"
    assert "Ana Ruiz" in card._about.text()
    assert inspector._definition.heading.text() == "Definition · Lower caseloads"
    assert "no definition yet" in inspector._definition.words.text()
    assert inspector._hint.isHidden()


def test_a_selection_is_quoted_with_its_speaker(inspector, transcript, span_of, qtbot):
    transcript.select(span_of(transcript, QUOTE))
    qtbot.waitUntil(lambda: inspector._card._quote.text() == f"“{QUOTE}”")
    assert inspector._card._who.text() == "P1 · turn 5"
    transcript.select(span_of(transcript, "Fewer families for each of us. When they capped us"))
    qtbot.waitUntil(lambda: inspector._card._who.text() == "P2 · turn 4")


def test_a_long_quote_is_cut_after_a_word(inspector, transcript, qtbot):
    transcript.select(Span(0, len(transcript.row.text)))
    qtbot.waitUntil(lambda: inspector._card._quote.text().endswith("…”"))
    quote = inspector._card._quote
    lines = quote.heightForWidth(quote.width()) / quote.fontMetrics().lineSpacing()
    assert lines < 5
    assert transcript.row.text[:20] in quote.toolTip()


def test_a_code_in_the_codebook_is_explained_until_the_cursor_moves(
    project, inspector, transcript, span_of, code_of, coded, settled
):
    words = Definition(when_to_use="Peers <help>.", when_not_to_use="Supervision.")
    project.operations.run(define_code, code_of("Collegial support"), words)
    coded("The Friday table")
    settled(project)
    project.places.codebook.current_changed.emit(code_of("Collegial support"))
    assert inspector._definition.heading.text() == "Definition · Collegial support"
    assert "<b>When not</b> Supervision." in inspector._definition.words.text()
    assert "Peers &lt;help&gt;." in inspector._definition.words.text()
    assert len(inspector._cards) == 1, "what is selected stays to be seen"
    transcript.select(span_of(transcript, QUOTE))
    settled(project)
    assert inspector._definition.isHidden()


def test_nothing_selected_brings_the_hint_back(project, inspector, transcript, coded, settled):
    coded("The Friday table")
    project.places.coding.changing.remove_current()
    transcript.select(Span(0, 0))
    settled(project)
    assert not inspector._hint.isHidden()
    assert inspector._cards == []
    assert inspector._definition.isHidden()


def test_it_follows_a_new_name(project, inspector, code_of, settled):
    inspector.show_code(code_of("Lower caseloads"))
    project.operations.run(rename_code, code_of("Lower caseloads"), "Fewer cases")
    settled(project)
    inspector.show_code(code_of("Fewer cases"))
    assert inspector._definition.heading.text() == "Definition · Fewer cases"


def test_names_are_shown_and_never_read_as_markup(project, inspector, transcript, span_of, settled):
    transcript.select(span_of(transcript, "The Friday table"))
    project.places.coding.applying._take(CodeAnswer(new_name="<b>Bold</b> & more"))
    settled(project)
    name = inspector._cards[0]._name
    assert name.text() == "<b>Bold</b> & more"
    assert name.textFormat() == Qt.TextFormat.PlainText


def test_m_writes_a_memo_that_is_kept_when_it_is_left(
    project, inspector, transcript, coded, press, memos, qtbot, settled
):
    segment = coded()
    press(Qt.Key.Key_M)
    editor = inspector._cards[0].memo._text
    qtbot.waitUntil(editor.hasFocus)
    QTest.keyClicks(editor, "She means the table")
    assert memos(segment) == []
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    qtbot.waitUntil(transcript._text.hasFocus)
    assert memos(segment) == [("She means the table", False)]
    settled(project)
    assert [row.memo for row in transcript.segments()] == ["She means the table"]
    project.operations.undo()
    assert memos(segment) == []
    settled(project)
    assert editor.toPlainText() == ""


def test_a_memo_is_reworded_made_private_and_emptied(
    project, inspector, coded, press, memos, qtbot, settled
):
    segment = coded()
    memo = inspector._cards[0].memo
    memo._text.setPlainText("First")
    memo.save()
    settled(project)
    memo._text.setPlainText("Second")
    memo.save()
    assert memos(segment) == [("Second", False)]
    memo._private.click()
    assert memos(segment) == [("Second", True)]
    memo._text.setPlainText("  ")
    memo.save()
    assert memos(segment) == []


def test_another_segment_or_action_or_the_end_of_the_program_loses_no_memo(
    application, project, inspector, transcript, span_of, coded, memos, small, settled
):
    first = coded("The Friday table")
    inspector._cards[0].memo._text.setPlainText("one")
    second = coded(QUOTE)
    assert memos(first) == [("one", False)]
    inspector._cards[0].memo._text.setPlainText("two")
    application.actions["zoom_in"].trigger()
    assert memos(second) == [("two", False)]
    settled(project)
    inspector._cards[0].memo._text.setPlainText("two and more")
    application.close_project()
    application.open(small)
    found = application.project.operations.read(memos_on, "coded_segment", second.id)
    assert [memo.content for memo in found] == ["two and more"]


def test_what_is_typed_survives_a_step_elsewhere(project, inspector, coded, code_of, settled):
    coded()
    memo = inspector._cards[0].memo
    memo._text.setPlainText("half a tho")
    project.operations.run(rename_code, code_of("R&D / other"), "Other")
    settled(project)
    assert inspector._cards[0].memo is memo
    assert memo._text.toPlainText() == "half a tho"


def test_a_private_memo_of_another_coder_is_not_shown(project, inspector, coded, settled):
    from qualcoder_sts.memos.operations import Target, write_memo
    from qualcoder_sts.project.coders import add_coder

    segment = coded()
    other = project.operations.run(add_coder, "Tomasz Lind").value.id
    target = Target("coded_segment", segment.id)
    project.operations.run(write_memo, "for all", coder_id=other, target=target)
    project.operations.run(write_memo, "for me", coder_id=other, target=target, private=True)
    settled(project)
    assert inspector._cards[0]._others.text() == "Tomasz Lind: for all"


def test_w_weighs_and_undo_takes_it_back(project, inspector, coded, press, segments, transcript):
    coded()
    press(Qt.Key.Key_W)
    field = inspector._cards[0]._weight
    assert field.hasFocus()
    assert field.text() == "none"
    QTest.keyClicks(field, "70")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert segments(project, transcript)[0].weight == 70
    project.operations.undo()
    assert segments(project, transcript)[0].weight is None


def test_star_and_remove_have_buttons(project, inspector, coded, segments, transcript, settled):
    coded()
    card = inspector._cards[0]
    card._star.click()
    assert segments(project, transcript)[0].key_quote
    settled(project)
    assert card._star.text() == "★"
    card._remove.click()
    assert segments(project, transcript) == []


def test_of_several_segments_a_click_chooses_one(inspector, coded, transcript, settled, project):
    coded(QUOTE, "Lower caseloads")
    coded(QUOTE, "Collegial support")
    names = [card._name.text() for card in inspector._cards]
    assert names == ["Collegial support", "Lower caseloads"]
    assert [card.in_full for card in inspector._cards] == [True, False]
    QTest.mouseClick(inspector._cards[1], Qt.MouseButton.LeftButton)
    assert transcript.active_segment().code_name == "Lower caseloads"
    settled(project)
    assert [card._name.text() for card in inspector._cards] == names[::-1]


def test_chips_do_what_their_keys_do(project, inspector, transcript, span_of, codes_now):
    transcript.select(span_of(transcript, QUOTE))
    chips = {chip._words: chip for chip in inspector.findChildren(KeyChip)}
    assert [chip._key for chip in chips.values()] == ["Q", "M", "V"]
    chips["in vivo"].click()
    assert codes_now() == [(QUOTE, QUOTE)]


def test_everything_reachable_has_a_name(application, coded):
    coded(QUOTE, "Lower caseloads")
    coded(QUOTE, "Collegial support")
    QApplication.processEvents()
    assert nameless(application.window) == []


def test_a_project_closed_at_once_is_not_asked_any_more(application, inspector, transcript, coded):
    coded()
    transcript.activate_segment(None)
    assert inspector._rest.isActive()
    application.close_project()
    assert not inspector._rest.isActive()


def test_what_was_selected_behind_another_place_is_shown_on_coming_back(
    application, inspector, transcript, coded, settled, project
):
    segment = coded()
    transcript.activate_segment(None)
    settled(project)
    assert inspector._cards == []
    application.actions["place_analyse"].trigger()
    transcript.activate_segment(segment.id)
    settled(project)
    assert inspector._cards == []
    application.actions["place_code"].trigger()
    assert len(inspector._cards) == 1
