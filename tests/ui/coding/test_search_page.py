"""Searching the project and coding what was found."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from qualcoder_sts.coding import searching
from qualcoder_sts.coding.hit_order import HitOrder
from qualcoder_sts.coding.operations.texts import edit_text
from qualcoder_sts.coding.searching import SearchMode
from qualcoder_sts.foundation.worker_process import WorkerEndedError
from qualcoder_sts.ui.coding import search_page
from tests.ui.shell.test_names import nameless

CHECK = Qt.ItemDataRole.CheckStateRole


@pytest.fixture
def page(application, project, transcript, qtbot):
    application.actions["show_search"].trigger()
    widget = project.places.coding.tabs.currentWidget()
    qtbot.waitUntil(widget.form.field.hasFocus)
    return widget


@pytest.fixture
def found(page, qtbot):
    """Types, searches and gives the words that were found."""

    def look(words):
        page.form.field.setText(words)
        QTest.keyClick(page.form.field, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: page.found.text() != "Searching…")
        return [hit.text for hit in page.model.ticked()]

    return look


def sources(model):
    return [model.index(row, 0) for row in range(model.rowCount())]


def test_hits_stand_below_their_source(page, found, qtmodeltester):
    assert found("you") == ["you"] * 5 + ["You"]
    assert page.found.text() == "Found 6 times in 1 source."
    (source,) = sources(page.model)
    assert source.data() == "FG-1 Harbour  (6)"
    hit = page.model.index(1, 0, source)
    assert hit.data(Qt.ItemDataRole.AccessibleTextRole).startswith("P1: ")
    assert page.tree.isExpanded(source)
    qtmodeltester.check(page.model)


def test_how_words_are_meant_has_room_for_every_choice(page):
    box = page.form.mode
    longest = max(len(box.itemText(place)) for place in range(box.count()))
    assert box.minimumContentsLength() >= longest


def test_of_very_many_hits_only_the_first_sources_are_opened(
    make_application, sample, monkeypatch, qtbot
):
    monkeypatch.setattr(search_page, "MOST_OPENED", 1)
    application = make_application(sample)
    application.actions["show_search"].trigger()
    page = application.project.places.coding.tabs.currentWidget()
    page.form.field.setText("caseload")
    QTest.keyClick(page.form.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.model.rowCount() > 2)
    opened = [page.tree.isExpanded(source) for source in sources(page.model)]
    assert opened == [True] + [False] * (len(opened) - 1)


def test_what_is_meant_can_be_narrowed(page, found, qtbot):
    found("you")
    page.form._case.click()
    qtbot.waitUntil(lambda: page.model.ticked_count == 5)
    page.form.mode.choose(SearchMode.WORD)
    page.form._role.setCurrentIndex(1)
    qtbot.waitUntil(lambda: {hit.speaker for hit in page.model.ticked()} == {"P1"})
    page.form._method.setCurrentIndex(1)
    qtbot.waitUntil(lambda: page.found.text() == "Found nowhere.")
    assert page.model.rowCount() == 0


@pytest.mark.parametrize(
    ("words", "sentence"),
    [("(", "it is no regular expression"), ("", "There is nothing to search for")],
)
def test_what_cannot_be_searched_for_gets_a_sentence(page, found, words, sentence):
    page.form.mode.choose(SearchMode.REGEX)
    assert found(words) == []
    assert sentence in page.found.text()


def test_an_endless_expression_ends(page, found, monkeypatch):
    monkeypatch.setattr(searching, "SECONDS_PER_SEARCH", 0.2)
    page.form.mode.choose(SearchMode.REGEX)
    assert found("(a|aa|[^x])+?(b|[^y])+$^") == []
    assert "takes too long" in page.found.text()


def test_only_what_is_ticked_is_coded(
    application, project, page, found, transcript, code_of, codes_now, qtbot
):
    found("you")
    model = page.model
    (source,) = sources(model)
    for row in (0, 4):
        model.setData(model.index(row, 0, source), Qt.CheckState.Unchecked, CHECK)
    assert source.data(CHECK) == Qt.CheckState.PartiallyChecked
    page.code.choose(code_of("Collegial support"))
    qtbot.waitUntil(lambda: page.preview.text() == "4 new segments")
    page.apply_button.click()
    qtbot.waitUntil(lambda: len(codes_now()) == 4)
    assert [words for _, words in codes_now()] == ["you", "you", "you", "You"]
    qtbot.waitUntil(lambda: "4 passages were coded" in application.window.notices.words)
    qtbot.waitUntil(lambda: page.preview.text() == "0 new segments; 4 are there already")
    assert len(transcript.segments()) == 4
    project.operations.undo()
    assert codes_now() == []


def test_sentences_and_turns_can_be_coded(page, found, code_of, codes_now, qtbot):
    found("capped")
    page.code.choose(code_of("Lower caseloads"))
    page.unit.setCurrentIndex(1)
    page.apply_button.click()
    qtbot.waitUntil(lambda: len(codes_now()) == 1)
    sentence = "When they capped us at twenty I could breathe again."
    assert codes_now() == [("Lower caseloads", sentence)]
    page.unit.setCurrentIndex(2)
    page.apply_button.click()
    qtbot.waitUntil(lambda: len(codes_now()) == 2)
    assert codes_now()[0][1] == "Fewer families for each of us. " + sentence


def test_tick_none_and_all(page, found):
    found("you")
    page._none.click()
    assert page.model.ticked() == []
    assert not page.apply_button.isEnabled()
    page._all.click()
    assert page.model.ticked_count == 6
    (source,) = sources(page.model)
    page.model.setData(source, Qt.CheckState.Unchecked, CHECK)
    assert page.model.ticked_count == 0


def test_space_ticks_and_return_shows_the_passage(project, page, found, transcript, qtbot):
    found("capped")
    (source,) = sources(page.model)
    page.tree.setCurrentIndex(page.model.index(0, 0, source))
    QTest.keyClick(page.tree, Qt.Key.Key_Space)
    assert page.model.ticked_count == 0
    QTest.keyClick(page.tree, Qt.Key.Key_Return)
    assert project.places.coding.current_view() is transcript
    assert transcript.selected_span().of(transcript.row.text) == "capped"


def test_without_a_code_the_button_asks_for_one(page, found, code_of, qtbot):
    found("capped")
    page.apply_button.click()
    qtbot.waitUntil(page.code.box.isVisible)
    QTest.keyClicks(page.code.box.field, "coll")
    QTest.keyClick(page.code.box.field, Qt.Key.Key_Return)
    assert page.code.code_id == code_of("Collegial support")
    assert page.code.text() == "Collegial support"


def test_an_edited_text_is_searched_anew(project, page, found, transcript, qtbot):
    found("capped")
    text = transcript.row.text
    project.operations.run(edit_text, transcript.row.source_id, "capped " + text)
    qtbot.waitUntil(lambda: page.model.ticked_count == 2)


def test_everything_reachable_has_a_name(application, page, found):
    found("you")
    assert nameless(application.window) == []


def test_all_forms_of_a_word(page, found, qtbot):
    page.form.mode.choose(SearchMode.LEMMA)
    assert not page.form._case.isEnabled()
    page.form.field.setText("carrying")
    page.form.ask()
    qtbot.waitUntil(lambda: page.model.ticked_count == 1, timeout=30_000)
    assert [hit.text for hit in page.model.ticked()] == ["carried"]
    assert page.found.text() == "Found 1 time in 1 source. Forms: carried."


def lines(page):
    root = page.lines.rootIndex()
    rows = [page.model.index(row, 0, root) for row in range(page.model.rowCount(root))]
    return [page.model.hit_at(index) for index in rows]


def test_hits_sorted_by_the_words_around(page, found, qtbot, qtmodeltester):
    found("you")
    page.order.choose(HitOrder.AFTER)
    qtbot.waitUntil(lambda: not page.model.is_by_source)
    after = [hit.after.split()[0].casefold() for hit in lines(page)]
    assert after == sorted(after)
    page.order.choose(HitOrder.BEFORE)
    qtbot.waitUntil(
        lambda: lines(page)[0].before.split()[-1:] < lines(page)[-1].before.split()[-1:]
    )
    qtmodeltester.check(page.model)
    page.order.choose(HitOrder.PLACE)
    qtbot.waitUntil(lambda: page.model.is_by_source)
    assert page.tree.isExpanded(page.model.index(0, 0))


def test_what_is_ticked_stays_so_in_another_order(project, page, found, transcript, qtbot):
    found("you")
    page.order.choose(HitOrder.AFTER)
    qtbot.waitUntil(lambda: not page.model.is_by_source)
    first = page.model.index(0, 0, page.lines.rootIndex())
    assert first.data(Qt.ItemDataRole.AccessibleTextRole).startswith("FG-1 Harbour · P")
    dropped = page.model.hit_at(first)
    page.lines.setCurrentIndex(first)
    QTest.keyClick(page.lines, Qt.Key.Key_Space)
    assert page.model.ticked_count == 5
    page.order.choose(HitOrder.PLACE)
    qtbot.waitUntil(lambda: page.model.is_by_source)
    assert dropped not in page.model.ticked()
    assert len(page.model.ticked()) == page.model.ticked_count == 5


def test_a_new_search_keeps_the_order(page, found, qtbot):
    page.order.choose(HitOrder.BEFORE)
    found("you")
    assert not page.model.is_by_source
    assert len(lines(page)) == 6
    assert found("nothing of this") == []
    assert page.found.text() == "Found nowhere."


def test_return_shows_the_passage_of_a_line(project, page, found, transcript, qtbot):
    page.order.choose(HitOrder.BEFORE)
    found("capped")
    page.lines.setCurrentIndex(page.model.index(0, 0, page.lines.rootIndex()))
    QTest.keyClick(page.lines, Qt.Key.Key_Return)
    assert project.places.coding.current_view() is transcript
    assert transcript.selected_span().of(transcript.row.text) == "capped"


def test_from_the_words_to_the_hits_and_on_to_the_passage(page, found, project, transcript, qtbot):
    field = page.form.field
    QTest.keyClick(field, Qt.Key.Key_Down)
    assert field.hasFocus(), "nothing is there to go to"
    found("Friday")
    QTest.keyClick(field, Qt.Key.Key_Down)
    assert page.tree.hasFocus()
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert page.tree.hasFocus(), "what is asked for again stands there already"
    with qtbot.waitSignal(page.passage_wanted):
        QTest.keyClick(page.tree, Qt.Key.Key_Return)
    assert transcript.selected_span().of(transcript.row.text) == "Friday"


def test_a_reader_that_ended_is_said(project, page, found, monkeypatch):
    class Ended:
        def run(self, *_):
            raise WorkerEndedError("reader of words")

    monkeypatch.setattr(project.operations, "worker", lambda _name: Ended())
    page.form.mode.choose(SearchMode.LEMMA)
    assert found("carry") == []
    assert "The reader of words ended in the middle of its work" in page.found.text()
