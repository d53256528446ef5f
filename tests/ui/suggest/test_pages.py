"""Pages that belong to suggestions: comparing, finding more, words to make terms of, the check."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from qualcoder_sts.codebook.queries import code_tree
from qualcoder_sts.coding.operations.segments import apply_code
from qualcoder_sts.coding.operations.texts import edit_text
from qualcoder_sts.coding.queries import segments_of
from qualcoder_sts.project.tables.coding import SegmentOrigin
from qualcoder_sts.suggest.figures import BaselineCheck, CodeCheck, SuggestionCheck
from qualcoder_sts.suggest.set_up import NearPassage, NearPassages, OfferedTerm
from qualcoder_sts.ui.suggest import distinctive_page, distinctive_words
from qualcoder_sts.ui.suggest.check_words import check_sentences, out_of_ten
from tests.ui.suggest.conftest import CAP, FEWER, TABLE, cells


def near(view, quote, nearness, codes=()):
    from qualcoder_sts.foundation.spans import Span

    start = view.row.text.index(quote)
    span = Span(start, start + len(quote))
    return NearPassage(view.row.source_id, view.row.name, span, quote, nearness, codes)


def test_more_like_the_selected_passage(
    application, project, transcript, answer_with, show, span_of, code_of_name, qtbot
):
    transcript.select(None)
    show("show_similar")
    assert application.window.notices.words.startswith("Select a passage first")
    found = (near(transcript, CAP, 0.81, (code_of_name("Lower caseloads"),)),)
    answer_with(find_as_set_up=NearPassages(found, ()))
    transcript.select(span_of(transcript, FEWER))
    page = show("show_similar")
    assert page.about.text() == f"“{FEWER}”"
    qtbot.waitUntil(lambda: page.model.rowCount() == 1)
    assert cells(page.model) == [[CAP, transcript.row.name, "Lower caseloads", "●●●●○"]]
    page.table.activated.emit(page.model.index(0, 0))
    assert project.places.coding.current_view() is transcript
    assert transcript.selected_span() == span_of(transcript, CAP)


CHECKED = Qt.ItemDataRole.CheckStateRole


@pytest.fixture
def similar(transcript, answer_with, show, span_of, qtbot):
    """Two passages like another one, listed."""
    transcript.select(span_of(transcript, FEWER))
    found = (near(transcript, CAP, 0.81), near(transcript, TABLE, 0.4))
    answer_with(find_as_set_up=NearPassages(found, ()))
    page = show("show_similar")
    qtbot.waitUntil(lambda: page.model.rowCount() == 2)
    return page


def test_what_is_ticked_gets_a_code_in_one_step(project, transcript, similar, code_of_name):
    assert not similar.apply_button.isEnabled()
    QTest.keyClick(similar.table, Qt.Key.Key_Space)
    similar.table.setCurrentIndex(similar.model.index(1, 0))
    QTest.keyClick(similar.table, Qt.Key.Key_Space)
    similar.code.setCurrentIndex(similar.code.findData(code_of_name("Collegial support")))
    before = coded_quotes(project, transcript)
    similar.apply_button.click()
    assert coded_quotes(project, transcript) - before == {
        (CAP, "Collegial support", SegmentOrigin.SEARCH),
        (TABLE, "Collegial support", SegmentOrigin.SEARCH),
    }
    assert [row[2] for row in cells(similar.model)] == ["Collegial support"] * 2
    assert not similar.apply_button.isEnabled()
    project.operations.undo()
    assert coded_quotes(project, transcript) == before


def test_without_a_code_nothing_is_applied_and_that_is_said(project, transcript, similar):
    before = coded_quotes(project, transcript)
    similar.model.setData(similar.model.index(0, 0), Qt.CheckState.Checked, CHECKED)
    similar.code.setCurrentIndex(-1)
    similar.apply_button.click()
    assert similar.words.text().startswith("Choose a code")
    assert coded_quotes(project, transcript) == before


def test_what_was_edited_since_is_left_out_and_said(project, transcript, similar, code_of_name):
    edited = transcript.row.text.replace(CAP, "They capped us at thirty, and that helped.")
    project.operations.run(edit_text, transcript.row.source_id, edited)
    similar.model.setData(similar.model.index(0, 0), Qt.CheckState.Checked, CHECKED)
    similar.code.setCurrentIndex(similar.code.findData(code_of_name("Collegial support")))
    before = coded_quotes(project, transcript)
    similar.apply_button.click()
    assert similar.words.text().startswith("1 passage was left out: its text was edited.")
    assert coded_quotes(project, transcript) == before


def coded_quotes(project, view):
    rows = project.operations.read(segments_of, view.row.source_id)
    return {(view.row.text[row.start : row.end], row.code, row.origin) for row in rows}


def test_what_to_read_next_and_nothing_of_it(transcript, answer_with, show, qtbot):
    answer_with(find_as_set_up=NearPassages((near(transcript, TABLE, 0.04),), ()))
    page = show("show_read_next")
    page.look.click()
    qtbot.waitUntil(lambda: page.model.rowCount() == 1)
    answer_with(find_as_set_up=NearPassages((), ()))
    page.look.click()
    qtbot.waitUntil(lambda: page.model.rowCount() == 0)
    assert "It takes some coding" in page.words.text()
    assert not page.table.isVisible()


def test_a_distinctive_word_becomes_a_term(
    project, transcript, answer_with, show, span_of, code_of_name, qtbot, monkeypatch
):
    code_id = code_of_name("Lower caseloads")
    project.operations.run(
        apply_code,
        transcript.row.source_id,
        span_of(transcript, CAP),
        code_id,
        coder_id=project.workspace.coder_id,
    )
    terms = (OfferedTerm(code_id, "capped", 3, 2, 1), OfferedTerm(code_id, "twenty", 2, 2, 0))
    lines = []
    monkeypatch.setattr(distinctive_page, "find_lines", lambda *_: lines)
    answer_with(offered_terms=terms)
    page = show("show_distinctive_words")
    page.look.click()
    qtbot.waitUntil(lambda: page.terms.rowCount() == 2)
    assert cells(page.terms) == [["capped", "3", "1", "2", ""], ["twenty", "2", "0", "2", ""]]
    page.add.click()
    assert project.operations.read(code_tree)[code_id].terms == ("capped",)
    qtbot.waitUntil(lambda: page.terms.index(0, 4).data() == "yes")
    assert not page.add.isEnabled()
    page.table.setCurrentIndex(page.terms.index(1, 0))
    assert page.add.isEnabled()


def test_the_lines_of_a_word_are_those_in_the_code_s_passages(project, transcript, span_of):
    from qualcoder_sts.foundation.progress import SILENT
    from qualcoder_sts.language.word_forms import find_forms

    class Here:
        def run(self, function, progress, *args):
            assert function is find_forms
            return function(progress, *args)

    passages = {transcript.row.source_id: [span_of(transcript, CAP)]}
    workspace = project.workspace
    found = distinctive_words.find_lines(workspace, Here(), "cap", passages, SILENT)
    assert [hit.text for hit in found] == ["capped"]
    assert not distinctive_words.find_lines(workspace, Here(), "family", passages, SILENT)


def test_the_check_tells_its_figures_in_sentences(answer_with, show, qtbot, transcript):
    answer_with(check_as_set_up=CHECK)
    page = show("show_suggestion_check")
    page.run.click()
    qtbot.waitUntil(lambda: page.model.rowCount() == 1)
    text = page.sentences.text()
    assert "the code that fits best by the program’s reckoning was one of yours in 6 of 10" in text
    assert "look at 21 suggestions for each right one" in text
    for word in ("MAP", "tier", "logit", "rev80", "F1", "precision", "recall"):
        assert word not in text
    assert cells(page.model) == [["Lower caseloads", "113", "6", "0.8", "8.4"]]
    assert page.run.isVisible()


def test_a_check_that_cannot_be_made_says_why(answer_with, show, qtbot, transcript):
    from qualcoder_sts.suggest.errors import TooLittleToCheckError

    answer_with(check_as_set_up=TooLittleToCheckError(1, 0))
    page = show("show_suggestion_check")
    page.run.click()
    qtbot.waitUntil(lambda: "at least two finished sources" in page.sentences.text())
    assert not page.table.isVisible()


def test_a_check_without_any_figure_is_said_too():
    empty = SuggestionCheck(
        "B", "", 0, "sources", 0, False, 0, 0, 0, 0, 0, None, None, None, None, {}, {}, None, (), {}
    )
    assert len(check_sentences(empty)) == 3
    shares = (None, 0.0, 0.04, 0.096, 0.58)
    assert [out_of_ten(share) for share in shares] == ["–", "0", "0.4", "1", "6"]


def test_the_comparison_follows_the_current_suggestion(
    application, project, suggester, transcript, show, qtbot
):
    page = show("show_compare_suggestion")
    suggester.choose(suggester.rows()[1].id)
    assert page.head.text().startswith("Lower caseloads")
    assert page.passages() == []
    page.accept.click()
    assert len(project.operations.read(segments_of, transcript.row.source_id)) == 1


def test_the_menu_of_a_dotted_passage_offers_to_decide(project, suggester, transcript, span_of):
    transcript.select(span_of(transcript, "capped"))
    menu = project.places.coding.menu_for(transcript, ())
    titles = [one.title() for one in menu.findChildren(QMenu)]
    assert "Suggested: Lower caseloads" in titles
    assert suggester.current().text == CAP
    menu.deleteLater()


CHECK = SuggestionCheck(
    tier="A",
    model="test",
    seed=0,
    split="sources",
    folds=16,
    single_coded=False,
    sources=16,
    units=2571,
    coded_units=781,
    codings=900,
    codes=18,
    map=0.59,
    p_at_1=0.55,
    micro_f1=0.3,
    macro_f1=0.2,
    precision={"0.15": 0.5, "0.30": 0.6},
    recall={"0.15": 0.4, "0.30": 0.3},
    rev80=21.2,
    per_code=(CodeCheck("Organizational/Lower caseloads", 113, 0.6, 0.08, 0.1, 0.3, 8.4),),
    baselines={
        "random": BaselineCheck(0.2, 0.07, 62.0),
        "keywords": BaselineCheck(0.3, 0.2, 54.0),
        "tfidf": BaselineCheck(0.4, 0.3, 34.0),
    },
)
