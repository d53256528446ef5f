"""Suggestions in the window: shown when wanted, decided with keys, taken back, computed again."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from qualcoder_sts.codebook.operations import set_code_terms
from qualcoder_sts.codebook.queries import code_tree
from qualcoder_sts.coding.queries import segments_of
from qualcoder_sts.foundation.suggestion_wishes import suggestion_wishes_file
from qualcoder_sts.foundation.worker_process import WorkerEndedError
from qualcoder_sts.suggest.material import Hidden, HiddenBecause
from qualcoder_sts.suggest.proposing import QUEUED_FROM
from qualcoder_sts.ui.suggest.queue_model import (
    LIKELY_THOUSANDTHS,
    QueueOrder,
    Shown,
)
from qualcoder_sts.ui.suggest.suggester import DECISIONS_TO_LEARN_FROM, State
from tests.ui.suggest.conftest import CAP, FEWER, NOBODY, TABLE, TURN

KEY, ALT = Qt.Key, Qt.KeyboardModifier.AltModifier


def press(panel, key, modifier=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(panel.queue, key, modifier)


def codings(project, view):
    rows = project.operations.read(segments_of, view.row.source_id)
    return [(row.code, view.row.text[row.start : row.end], row.origin) for row in rows]


def quotes(suggester):
    return [row.text for row in suggester.rows()]


def underlined(view):
    return [view.row.text[row.start : row.end] for row in view.suggested.rows]


def test_nobody_gets_suggestions_who_has_not_asked(
    application, project, computing, transcript, qtbot
):
    suggestions = project.places.suggestions
    assert not suggestions.suggester.is_on
    qtbot.wait(50)
    assert computing.times == 0
    assert not suggestion_wishes_file().exists()
    assert not transcript.suggested.rows
    application.actions["go_to_suggestions"].trigger()
    # What the panel shows says what suggestions are and has the way to them.
    assert "before you accept" in suggestions.panel._off.accessibleName()
    suggestions.panel._off.button.click()
    assert suggestions.suggester.is_on


def test_the_switch_is_kept_for_this_person_in_this_project(
    application, make_application, suggester, small, qtbot
):
    application.close_project()
    again = make_application(small)
    assert again.project.places.suggestions.suggester.is_on
    again.project.workspace.expect("Somebody else")
    again.project.places.suggestions.suggester.follow_coder()
    assert not again.project.places.suggestions.suggester.is_on


def test_switched_off_everything_is_hidden(suggester, panel, transcript, qtbot):
    assert underlined(transcript) == [FEWER, CAP, TABLE]
    panel.switch.click()
    qtbot.waitUntil(lambda: not transcript.suggested.rows)
    assert not panel.model.suggestions()
    assert not panel.queue.isVisible()
    assert not suggester.rows()


def test_less_sure_ones_are_shown_when_asked_for(panel):
    assert [row.text for row in panel.model.suggestions()] == [FEWER, CAP]
    panel.shown.setCurrentIndex(panel.shown.findData(Shown.ALL))
    assert [row.text for row in panel.model.suggestions()] == [FEWER, CAP, TABLE]
    assert round(1000 * QUEUED_FROM) == LIKELY_THOUSANDTHS


@pytest.mark.parametrize(
    ("order", "wanted"),
    [
        (QueueOrder.TRANSCRIPT, [FEWER, CAP, TABLE]),
        (QueueOrder.CODE, [CAP, FEWER, TABLE]),
        (QueueOrder.SURENESS, [CAP, FEWER, TABLE]),
    ],
)
def test_the_queue_goes_by_transcript_code_or_sureness(panel, order, wanted):
    panel.shown.setCurrentIndex(panel.shown.findData(Shown.ALL))
    panel.order.setCurrentIndex(panel.order.findData(order))
    assert [row.text for row in panel.model.suggestions()] == wanted


def test_accepting_codes_it_and_undo_brings_the_suggestion_back(
    application, project, panel, suggester, transcript, qtbot
):
    press(panel, KEY.Key_A)
    assert codings(project, transcript) == [("Lower caseloads", FEWER, "suggestion accepted")]
    assert application.window.notices.words == "Accepted: Lower caseloads."
    assert panel.queue.hasFocus()
    qtbot.waitUntil(lambda: quotes(suggester) == [CAP, TABLE])
    assert suggester.current().text == CAP
    application.window.notices.action_button.click()
    qtbot.waitUntil(lambda: quotes(suggester) == [FEWER, CAP, TABLE])
    assert not codings(project, transcript)


def test_rejecting_does_not_bring_it_back(project, panel, suggester, transcript, qtbot, computing):
    press(panel, KEY.Key_X)
    assert not codings(project, transcript)
    qtbot.waitUntil(lambda: quotes(suggester) == [CAP, TABLE])
    before = computing.times
    suggester.compute()
    qtbot.waitUntil(lambda: computing.times > before and suggester.state is State.RESTING)
    qtbot.wait(50)
    assert quotes(suggester) == [CAP, TABLE]


def test_longer_and_shorter_change_what_is_coded(project, panel, suggester, transcript, qtbot):
    press(panel, KEY.Key_Down)
    assert suggester.current().text == CAP
    press(panel, KEY.Key_Right, ALT)
    assert TURN in underlined(transcript)
    press(panel, KEY.Key_Right, ALT)  # there is no longer one
    press(panel, KEY.Key_Left, ALT)
    press(panel, KEY.Key_Left, ALT)
    assert "they capped us" in underlined(transcript)
    press(panel, KEY.Key_A)
    assert codings(project, transcript)[0][1] == "they capped us"
    qtbot.waitUntil(lambda: suggester.precision != {})
    (one,) = suggester.precision.values()
    assert (one.accepted, one.adjusted, one.rejected) == (0, 1, 0)


def test_keys_decide_only_while_the_queue_has_the_focus(project, panel, suggester, transcript):
    transcript.setFocus()
    for key in (KEY.Key_A, KEY.Key_X):
        QTest.keyClick(transcript.focusProxy(), key)
    assert not codings(project, transcript)
    assert len(suggester.rows()) == 3


def test_a_key_that_is_held_down_decides_about_each_once(project, panel, transcript, qtbot):
    press(panel, KEY.Key_A)
    press(panel, KEY.Key_A)
    press(panel, KEY.Key_A)
    assert [quote for _code, quote, _origin in codings(project, transcript)] == [FEWER, CAP]


def test_the_walk_in_the_transcript(application, suggester, transcript, qtbot):
    transcript.setFocus()
    heard = []
    application.project.places.coding.announced.connect(heard.append)
    for _ in range(3):
        QTest.keyClick(transcript.focusProxy(), KEY.Key_J)
    assert suggester.current().text == TABLE
    QTest.keyClick(transcript.focusProxy(), KEY.Key_J)
    assert heard[-1] == "That was the last suggestion."
    QTest.keyClick(transcript.focusProxy(), KEY.Key_K)
    assert suggester.current().text == CAP
    assert heard[-1].startswith("suggestion 2 of 3: Lower caseloads, much speaks for it")
    assert transcript.caret_position() == transcript.row.text.index(CAP)


def test_five_decisions_are_learnt_from(project, panel, make_suggestion, computing, qtbot):
    assert DECISIONS_TO_LEARN_FROM == 5
    more = [make_suggestion("R&D / other", quote) for quote in (FEWER, CAP, TABLE, NOBODY)]
    suggester = project.places.suggestions.suggester
    computing.run = replace(computing.run, suggestions=(*computing.run.suggestions, *more))
    suggester.compute()
    panel.shown.setCurrentIndex(panel.shown.findData(Shown.ALL))
    qtbot.waitUntil(lambda: len(panel.model.suggestions()) == 7)
    times = computing.times
    for decision in range(5):
        press(panel, KEY.Key_X)
        qtbot.waitUntil(lambda left=6 - decision: len(suggester.rows()) == left)
        assert computing.times == times or decision == 4
    qtbot.waitUntil(lambda: computing.times == times + 1)


def test_terms_are_edited_where_they_are_shown(project, panel, suggester, computing, qtbot):
    times = computing.times
    panel.card.terms.field.setText("capped")
    QTest.keyClick(panel.card.terms.field, KEY.Key_Return)
    tree = project.operations.read(code_tree)
    assert tree[suggester.current().code_id].terms == ("capped",)
    qtbot.waitUntil(lambda: computing.times == times + 1, timeout=5000)


def test_a_worker_that_ended_is_said_with_a_way_to_try_again(panel, suggester, computing, qtbot):
    computing.error = WorkerEndedError("suggester")
    suggester.compute()
    qtbot.waitUntil(lambda: suggester.state is State.FAILED)
    assert "Try again" in panel.working.words.text()
    assert len(suggester.rows()) == 3
    computing.error = None
    panel.working.again.click()
    qtbot.waitUntil(lambda: suggester.state is State.RESTING)
    assert panel.working.isHidden()


def test_a_read_only_project_is_not_written_to(make_application, small, suggester, monkeypatch):
    suggester._operations.workspace._read_only = True
    monkeypatch.setattr(type(suggester._operations.workspace), "read_only", True, raising=False)
    before = small.read_bytes()
    suggester.compute()
    suggester.accept()
    suggester.reject()
    assert suggester.state is State.RESTING
    assert small.read_bytes() == before


def test_the_card_says_why_and_what_came_of_it(panel, project, suggester, qtbot):
    assert "says “capped”" in panel.card._reasons.text()
    assert "decided about none" in panel.card._precision.text()
    press(panel, KEY.Key_A)
    qtbot.waitUntil(lambda: "accepted 1 of 1 suggestion" in panel.card._precision.text())


def test_the_queue_by_code_tells_what_was_accepted_so_far(panel, suggester, qtbot):
    press(panel, KEY.Key_A)
    qtbot.waitUntil(lambda: suggester.precision != {})
    panel.order.setCurrentIndex(panel.order.findData(QueueOrder.CODE))
    assert panel.model.index(0).data() == "Lower caseloads · 1 of 1 accepted"


def test_a_click_on_a_dotted_line_chooses_the_suggestion(suggester, transcript):
    row = suggester.rows()[1]
    transcript.suggestionClicked.emit(row.id)
    assert suggester.current() is row
    assert transcript.suggested.current_id == row.id


def test_rows_are_read_aloud(panel):
    index = panel.queue.currentIndex()
    said = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == f"Lower caseloads, much speaks for it: {FEWER}. says “capped”"


def test_what_is_hidden_is_listed_with_its_reason(
    application, project, suggester, computing, make_suggestion, qtbot
):
    one = make_suggestion("Collegial support", NOBODY)
    hidden = (
        Hidden(one.source_id, one.span, one.code_id, HiddenBecause.REJECTED),
        Hidden(one.source_id, one.span, one.code_id, HiddenBecause.EXCLUDED, "nobody"),
    )
    computing.run = replace(computing.run, hidden=hidden)
    suggester.compute()
    qtbot.waitUntil(lambda: suggester.last_run is computing.run)
    application.actions["show_hidden_suggestions"].trigger()
    page = project.places.coding.tabs.currentWidget()
    cells = [
        [page.model.index(row, column).data() for column in range(4)]
        for row in range(page.model.rowCount())
    ]
    assert cells == [
        [NOBODY, "Collegial support", "FG-1 Harbour", "You rejected it"],
        [
            NOBODY,
            "Collegial support",
            "FG-1 Harbour",
            "The code leaves out passages with “nobody”",
        ],
    ]


def test_another_wording_is_followed(project, suggester, computing, qtbot):
    times, code_id = computing.times, suggester.rows()[0].code_id
    project.operations.run(set_code_terms, code_id, ("families",))
    qtbot.waitUntil(lambda: computing.times == times + 1, timeout=5000)


def test_without_a_chosen_one_nothing_is_decided_and_that_is_said(application, suggester):
    suggester.choose(None)
    application.actions["accept_suggestion"].trigger()
    assert application.window.notices.words.startswith("Choose a suggestion first")


def test_asking_for_suggestions_now_switches_them_on(application, project, computing, qtbot):
    application.actions["suggest_now"].trigger()
    suggester = project.places.suggestions.suggester
    assert suggester.is_on
    qtbot.waitUntil(lambda: computing.times > 0 and suggester.state is State.RESTING)


def test_the_queue_stays_in_front_of_its_place(application, project, panel, qtbot):
    application.actions["place_analyse"].trigger()
    application.actions["place_code"].trigger()
    qtbot.wait(50)
    assert not panel.visibleRegion().isEmpty()
    assert project.places.inspector.visibleRegion().isEmpty()


def test_tab_does_not_lead_into_the_panel_behind(application, project, panel):
    assert panel.isEnabled()
    assert not project.places.inspector.isEnabled()
    application.actions["go_to_inspector"].trigger()
    assert project.places.inspector.isEnabled()
    assert not panel.isEnabled()


def test_a_memo_on_a_segment_brings_the_inspector_to_the_front(
    application, project, panel, transcript, qtbot
):
    press(panel, KEY.Key_A)
    segment = transcript.segments()[0]
    transcript.setFocus()
    transcript.activate_segment(segment.id)
    application.actions["write_segment_memo"].trigger()
    assert not project.places.inspector.visibleRegion().isEmpty()
    assert project.places.inspector.isAncestorOf(application.window.focusWidget())
