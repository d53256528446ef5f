"""Showing only some of the coding."""

import pytest
from PySide6.QtCore import Qt

from qualcoder_sts.codebook.operations import add_code
from qualcoder_sts.coding.operations.segments import apply_code
from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.project.coders import add_coder
from qualcoder_sts.ui.coding.shown_coding import ShownCoding
from tests.ui.shell.test_names import nameless

QUOTE = "It is not supervision"
ON, OFF = Qt.CheckState.Checked, Qt.CheckState.Unchecked


@pytest.fixture
def filter_bar(coding):
    return coding.filter


@pytest.fixture
def shown(transcript):
    return lambda: sorted(segment.code_name for segment in transcript.segments())


@pytest.fixture
def two_codes(coded, transcript):
    coded(QUOTE, "Lower caseloads")
    coded("The Friday table", "R&D / other")
    transcript.select(Span(0, 0))


@pytest.fixture
def of_another(project, transcript, code_of, span_of):
    """A segment of another coder."""
    other = project.operations.run(add_coder, "Tomasz Lind").value.id
    span = span_of(transcript, "breathe again")
    project.operations.run(
        apply_code,
        transcript.row.source_id,
        span,
        code_of("Lower caseloads"),
        coder_id=other,
    )
    return other


def test_one_code_and_all_again(filter_bar, two_codes, shown, code_of):
    assert filter_bar.isHidden()
    filter_bar.show_only_code(code_of("Lower caseloads"))
    assert shown() == ["Lower caseloads"]
    assert filter_bar.isVisible()
    assert filter_bar.words == "Showing 1 of 3 codes"
    filter_bar.all_button.click()
    assert shown() == ["Lower caseloads", "R&D / other"]
    assert filter_bar.isHidden()


def test_a_category_stands_for_what_is_below_it(filter_bar, two_codes, shown, code_of):
    filter_bar.show_only_code(code_of("Organizational"))
    assert shown() == ["Lower caseloads"]
    assert filter_bar.words == "Showing 2 of 3 codes"


def test_only_my_coding(application, filter_bar, two_codes, of_another, shown):
    assert len(shown()) == 3
    action = application.actions["only_mine"]
    action.trigger()
    assert shown() == ["Lower caseloads", "R&D / other"]
    assert filter_bar.words == "Showing only by Ana Ruiz"
    assert action.isChecked()
    action.trigger()
    assert len(shown()) == 3
    assert not action.isChecked()


def test_codes_and_coders_are_ticked_in_a_box(
    application, filter_bar, two_codes, of_another, shown, qtbot
):
    application.actions["filter_codes"].trigger()
    box = filter_bar.box
    qtbot.waitUntil(box.isVisible)
    assert nameless(box) == []
    category = box.codes.topLevelItem(0)
    category.setCheckState(0, OFF)
    assert [category.child(n).checkState(0) for n in range(2)] == [OFF, OFF]
    assert shown() == ["R&D / other"]
    category.child(0).setCheckState(0, ON)
    assert shown() == ["Lower caseloads", "Lower caseloads", "R&D / other"]
    (tomasz,) = box.coders.findItems("Tomasz Lind", Qt.MatchFlag.MatchExactly)
    tomasz.setCheckState(0, OFF)
    assert shown() == ["Lower caseloads", "R&D / other"]
    assert filter_bar.words == "Showing 2 of 3 codes, only by Ana Ruiz"
    box._none.click()
    assert shown() == []
    box._all.click()
    tomasz.setCheckState(0, ON)
    assert filter_bar.isHidden()
    box.hide()


def test_what_is_hidden_can_still_be_applied_and_is_shown_then(
    filter_bar, two_codes, shown, code_of, coding, transcript, span_of
):
    filter_bar.show_only_code(code_of("Lower caseloads"))
    transcript.select(span_of(transcript, "Nobody asks us that"))
    coding.applying.apply(code_of("Collegial support"))
    assert shown() == ["Collegial support", "Lower caseloads"]
    assert transcript.active_segment().code_name == "Collegial support"


def test_steps_elsewhere_show_nothing_that_is_hidden(
    project, filter_bar, two_codes, shown, code_of, transcript, settled
):
    filter_bar.show_only_code(code_of("Lower caseloads"))
    project.operations.undo()
    project.operations.redo()
    assert shown() == ["Lower caseloads"]
    project.operations.run(add_code, "Another")
    settled(project)
    assert filter_bar.words == "Showing 1 of 4 codes"


def test_it_holds_for_transcripts_opened_later(coding, filter_bar, two_codes, code_of, transcript):
    filter_bar.show_only_code(code_of("Lower caseloads"))
    source_id = transcript.row.source_id
    coding.tabs.close_view(transcript)
    again = coding.open(source_id)
    assert [segment.code_name for segment in again.segments()] == ["Lower caseloads"]


def test_everything_is_everything():
    assert ShownCoding().is_everything
    assert not ShownCoding(code_ids=frozenset()).is_everything
