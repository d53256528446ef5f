"""Settling what coders disagree about, by keys alone."""

from itertools import combinations

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
from qualcoder_sts.coding.operations.finished import mark_finished
from qualcoder_sts.coding.operations.segments import apply_code
from qualcoder_sts.coding.queries import segments_of
from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.project.coders import add_coder, find_coder
from qualcoder_sts.transcripts.queries import find_source
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
    assert page.choice.coders.count() == 3
    assert page.text.row.source_id == page.choice.comparison.source_id
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
    spans = [
        (each.start, each.end) for each in agreed_in(project, page.choice.comparison.source_id)
    ]
    wanted = {
        Qt.Key.Key_1: [one.compared.sides[0][0].span],
        Qt.Key.Key_2: [one.compared.sides[1][0].span],
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
    assert agreed_in(project, page.choice.comparison.source_id) == []


def test_another_code_on_words_that_are_selected(page, project, qtbot):
    qtbot.keyClick(page.list, Qt.Key.Key_4)
    assert page.card.codes.isVisible()
    span = page.current().compared.span
    page.text.select(Span(span.start, span.start + 12))
    page.card.codes.setCurrentIndex(0)
    page.card.apply.click()
    (agreed,) = agreed_in(project, page.choice.comparison.source_id)
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
    page.show_coders((second, first), source_id=wanted.source_id)
    assert page.choice.comparison.source_id == wanted.source_id
    assert set(page.choice.comparison.coder_ids) == {first, second}


def test_the_table_of_agreement_leads_to_the_first_difference(page, project):
    read = project.operations.read
    pairs = read(pairs_of_coders)
    first, second, _number = pairs[-1]
    code = read(find_code, "Collegial support").id
    page.show_wanted((), frozenset(), code)
    assert page.choice.code_id == code
    assert page.model.rowCount() > 0
    page.show_wanted((first, second), frozenset(), None)
    assert set(page.choice.comparison.coder_ids) == {first, second}


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
        both = (one_coder, other_coder)
        page.show_coders(both)
        application.actions["take_agreed"].trigger()
        for source_id in [one.source_id for one in page.choice.comparisons]:
            page.show_coders(both, source_id=source_id)
            page.list.setFocus()
            while page.model.next_open(0).isValid():
                qtbot.keyClick(page.list, ways[settled % 4])
                settled += 1
            application.actions["close_double_coding"].trigger()
            far = how_far(read(disagreements, source_id, both))
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


@pytest.fixture
def three(page, project):
    """Nadia Osei has coded what Ana Ruiz had in I-01, but for the first two passages."""
    operations = project.operations
    nadia = operations.read(find_coder, "Nadia Osei").id
    source = operations.read(find_source, "I-01 Clinical director").id
    rows = [row for row in operations.read(segments_of, source) if row.coder == "Ana Ruiz"]
    for row in rows[2:]:
        span = Span(row.start, row.end)
        operations.run(apply_code, source, span, row.code_id, coder_id=nadia)
    operations.run(mark_finished, source, coder_id=nadia)
    page.show_coders((), source_id=source)
    return source


def test_three_coders_stand_side_by_side(page, three, qtbot):
    assert page.choice.coders.currentText() == "All coders of each source: 11 sources"
    assert page.choice.names == ("Ana Ruiz", "Nadia Osei", "Tomasz Lind")
    assert {row.code_name.split()[0] for row in page.text.segments()} == {"AR", "NO", "TL"}
    colours = {row.coder: row.colour for row in page.text.segments()}
    assert len(set(colours.values())) == 3
    assert [button.text() for button in page.card.takes] == [
        "Take Ana Ruiz’s", "Take Nadia Osei’s", "Take Tomasz Lind’s",
    ]  # fmt: skip
    told = {row.data() for row in (page.model.index(i, 2) for i in range(page.model.rowCount()))}
    assert {"Not Nadia Osei", "Only Tomasz Lind"} <= told


def test_what_the_third_did_is_taken_for_all(application, page, three, project, qtbot):
    read = project.operations.read
    row = next(i for i, one in enumerate(page.model.found()) if one.compared.sides[2])
    page.list.setCurrentIndex(page.model.index(row, 0))
    page.list.setFocus()
    wanted = page.current().compared.sides[2]
    qtbot.keyClick(page.list, Qt.Key.Key_5)
    assert {row.code_id for row in agreed_in(project, three)} == {one.code_id for one in wanted}
    application.actions["take_agreed"].trigger()
    while page.model.next_open(0).isValid():
        page.list.setCurrentIndex(page.model.next_open(0))
        application.actions["join_all"].trigger()
    application.actions["close_double_coding"].trigger()
    assert any(one.closed for one in read(double_coded) if one.source_id == three)
    for pair in combinations(page.choice.comparison.coder_ids, 2):
        assert how_far(read(disagreements, three, pair)).open == 0


def test_of_a_fourth_coder_there_is_a_button(page, three, project, qtbot):
    operations = project.operations
    fourth = operations.run(add_coder, "Wiebke Tal").value.id
    code = operations.read(find_code, "Lower caseloads").id
    operations.run(apply_code, three, Span(0, 9), code, coder_id=fourth)
    operations.run(mark_finished, three, coder_id=fourth)
    qtbot.waitUntil(lambda: len(page.card.takes) == 4)
    page.list.setCurrentIndex(page.model.index(0, 0))
    page.card.takes[3].click()
    (agreed,) = agreed_in(project, three)
    assert (agreed.start, agreed.end, agreed.code_id) == (0, 9, code)


def test_pairs_of_three_stay_a_choice(application, page, three):
    ana, _nadia, tomasz = page.choice.comparison.coder_ids
    page.show_coders((tomasz, ana), source_id=three)
    assert page.choice.names == ("Ana Ruiz", "Tomasz Lind")
    assert [button.text() for button in page.card.takes] == [
        "Take Ana Ruiz’s", "Take Tomasz Lind’s",
    ]  # fmt: skip
    application.actions["take_third"].trigger()
    assert "No third coder" in application.window.notices.words


def test_agreement_of_three_leads_to_all_three(page, three):
    trio = page.choice.comparison.coder_ids
    page.show_coders(trio[:2])
    page.show_wanted(trio, frozenset(), None)
    assert page.choice.comparison.coder_ids == trio
    assert page.choice.comparison.source_id == three


def test_without_double_coding_it_says_what_to_do(make_application, small):
    application = make_application(small)
    application.actions["show_disagreements"].trigger()
    found = application.window.findChild(DisagreementsPage)
    assert "Nothing has been coded twice" in found._empty.accessibleName()
    found._empty.button.click()
    assert application.actions["show_rounds"].isChecked()
