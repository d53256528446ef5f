"""Settling what two coders disagree about, by keys alone."""

import pytest
from PySide6.QtCore import Qt

from qualcoder_sts.codebook.queries import find_code
from qualcoder_sts.coding.consensus import (
    consensus_coder,
    disagreements,
    double_coded,
    how_far,
    pairs_of_coders,
)
from qualcoder_sts.coding.disagreements import Relation
from qualcoder_sts.coding.queries import segments_of
from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.ui.shell.places import Place
from qualcoder_sts.ui.team.disagreements_page import DisagreementsPage
from qualcoder_sts.ui.transcript_view.ends import End


@pytest.fixture
def application(make_application, sample):
    """The program with the sample study open."""
    return make_application(sample)


@pytest.fixture
def page(application, qtbot):
    application.actions["show_disagreements"].trigger()
    found = application.window.findChild(DisagreementsPage)
    qtbot.waitUntil(lambda: found.model.rowCount() > 0)
    found.list.setFocus()
    return found


def agreed_in(project, source_id):
    read = project.operations.read
    consensus = read(consensus_coder)
    return [row for row in read(segments_of, source_id) if row.coder_id == consensus]


def test_the_action_leads_there(application, page):
    assert application.window.place is Place.TEAM
    assert page.isVisible()
    assert page.choice.names == ("Ana Ruiz", "Tomasz Lind")
    assert page.choice.pairs.count() == 3
    assert page.text.row.source_id == page.choice.pair.source_id
    coders = {row.coder for row in page.text.segments()}
    assert coders == {"Ana Ruiz", "Tomasz Lind"}
    assert {row.code_name.split()[0] for row in page.text.segments()} == {"AR", "TL"}


def test_nothing_is_coded_or_moved_here(page):
    before = page.text.segments()
    assert not page.text.ends.step(End.END, 1)
    assert page.text.segments() == before


def test_one_walks_by_keys(page, qtbot):
    first = page.current()
    qtbot.keyClick(page.list, Qt.Key.Key_J)
    assert page.current() is not first
    assert page.text.active_segment() is not None
    span = page.current().compared.span
    assert page.text.active_segment().start < span.end
    qtbot.keyClick(page.list, Qt.Key.Key_K)
    assert page.current() is first
    qtbot.keyClick(page.list, Qt.Key.Key_K)
    assert page.current() is first, "there is none before"


@pytest.mark.parametrize("key", [Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_0])
def test_one_settles_by_a_key_and_comes_to_the_next(application, page, project, qtbot, key):
    (row,) = [
        i for i, one in enumerate(page.model.found())
        if one.compared.relation is Relation.OVERLAP and one.compared.is_proposed
    ][:1]  # fmt: skip
    page.list.setCurrentIndex(page.model.index(row, 0))
    one = page.current()
    page.card.reason.setText("Read aloud together.")
    qtbot.keyClick(page.list, key)
    settled = page.model.found()[row]
    assert settled.is_settled
    assert settled.decided[0].reason == "Read aloud together."
    assert page.card.reason.text() == ""
    assert page.list.currentIndex().row() == row + 1
    spans = [(each.start, each.end) for each in agreed_in(project, page.choice.pair.source_id)]
    wanted = {
        Qt.Key.Key_1: [one.compared.first[0].span],
        Qt.Key.Key_2: [one.compared.second[0].span],
        Qt.Key.Key_3: [one.compared.span],
        Qt.Key.Key_0: [],
    }[key]
    assert spans == [(span.start, span.end) for span in wanted]
    application.actions["undo"].trigger()
    qtbot.waitUntil(lambda: not page.model.found()[row].is_settled)


def test_a_letter_typed_into_the_reason_settles_nothing(page, project, qtbot):
    page.card.reason.setFocus()
    qtbot.keyClicks(page.card.reason, "120 jk")
    assert page.card.reason.text() == "120 jk"
    assert agreed_in(project, page.choice.pair.source_id) == []


def test_another_code_on_words_that_are_selected(page, project, qtbot):
    qtbot.keyClick(page.list, Qt.Key.Key_4)
    assert page.card.codes.isVisible()
    span = page.current().compared.span
    page.text.select(Span(span.start, span.start + 12))
    page.card.codes.setCurrentIndex(0)
    page.card.apply.click()
    (agreed,) = agreed_in(project, page.choice.pair.source_id)
    assert (agreed.start, agreed.end) == (span.start, span.start + 12)
    assert page.card.codes.isHidden() or not page.card.codes.isVisible()


def test_only_one_code(page):
    page.choice.codes.setCurrentIndex(1)
    code_id = page.choice.code_id
    assert code_id is not None
    for one in page.model.found():
        assert code_id in {each.code_id for each in one.compared.disputed}


def test_it_comes_with_the_coders_source_and_code_that_are_asked_for(page, project):
    read = project.operations.read
    (wanted,) = [one for one in read(double_coded) if one.source.startswith("I-07")]
    first, second = wanted.coder_ids
    page.show_pair(second, first, source_id=wanted.source_id)
    assert page.choice.pair.source_id == wanted.source_id
    assert {page.choice.pair.first_id, page.choice.pair.second_id} == {first, second}


def test_the_table_of_agreement_leads_to_the_first_difference(page, project):
    read = project.operations.read
    pairs = read(pairs_of_coders)
    first, second, _number = pairs[-1]
    code = read(find_code, "Collegial support").id
    page.show_wanted((), frozenset(), code)
    assert page.choice.code_id == code
    assert page.model.rowCount() > 0
    page.show_wanted((first, second), frozenset(), None)
    assert {page.choice.pair.first_id, page.choice.pair.second_id} == {first, second}


def test_closing_too_early_says_how_many_are_left(application, page):
    application.actions["close_double_coding"].trigger()
    assert "still to be decided" in application.window.notices.words
    assert not page.choice.is_closed


def test_all_that_was_coded_twice_is_reconciled(application, page, project, qtbot):
    """The eleven sources of three pairs: agreements at once, the rest one by one, then closed."""
    ways = (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_0)
    read = project.operations.read
    settled, closed = 0, []
    for one_coder, other_coder, _number in read(pairs_of_coders):
        page.show_pair(one_coder, other_coder)
        application.actions["take_agreed"].trigger()
        for source_id in page.choice.source_ids:
            page.show_pair(one_coder, other_coder, source_id=source_id)
            page.list.setFocus()
            while page.model.next_open(0).isValid():
                qtbot.keyClick(page.list, ways[settled % 4])
                settled += 1
            application.actions["close_double_coding"].trigger()
            far = how_far(read(disagreements, source_id, one_coder, other_coder))
            assert (far.agreed, far.proposed, far.open) == (0, 0, 0)
            closed.append(source_id)
        assert all(one.closed for one in read(double_coded, {one_coder, other_coder}))
    assert len(set(closed)) == len(closed) == 11
    assert settled > 200
    qtbot.waitUntil(lambda: "closed" in page.progress.text())
    application.actions["close_double_coding"].trigger()
    qtbot.waitUntil(lambda: not page.choice.is_closed)
    application.actions["undo"].trigger()
    qtbot.waitUntil(lambda: page.choice.is_closed)


def test_without_double_coding_it_says_what_to_do(make_application, small):
    application = make_application(small)
    application.actions["show_disagreements"].trigger()
    found = application.window.findChild(DisagreementsPage)
    assert "Nothing has been coded twice" in found._empty.accessibleName()
    found._empty.button.click()
    assert application.actions["show_rounds"].isChecked()
