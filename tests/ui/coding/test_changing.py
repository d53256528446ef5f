"""Changing coded segments, by key and by the context menu."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from qualcoder_sts.coding.operations.segments import weigh_segment
from qualcoder_sts.foundation.spans import Span

JOIN = (Qt.Key.Key_D, Qt.KeyboardModifier.ShiftModifier)
QUOTE = "It is not supervision"


def entry(menu, words):
    """The entry of a menu that begins so."""
    return next(a for a in menu.actions() if a.text().replace("&", "").startswith(words))


@pytest.fixture
def menu(coding, transcript):
    made = []

    def make(segments=None):
        made.append(
            coding.menu_for(transcript, transcript.segments() if segments is None else segments)
        )
        return made[-1]

    yield make
    for one in made:
        one.deleteLater()


@pytest.mark.parametrize(
    "key",
    [(Qt.Key.Key_U,), (Qt.Key.Key_M,), (Qt.Key.Key_D,), JOIN, (Qt.Key.Key_I,), (Qt.Key.Key_W,)],
)
def test_without_a_segment_a_key_says_what_is_missing(application, press, key):
    press(*key)
    assert "Click a coded passage first" in application.window.notices.words


def test_another_code(project, coded, press, box, codes_now):
    coded()
    press(Qt.Key.Key_Q, Qt.KeyboardModifier.ShiftModifier)
    assert "Lower caseloads" not in box().choices()
    QTest.keyClicks(box().field, "coll")
    QTest.keyClick(box().field, Qt.Key.Key_Return)
    assert codes_now() == [("Collegial support", QUOTE)]
    project.operations.undo()
    assert codes_now() == [("Lower caseloads", QUOTE)]


def test_split_at_the_cursor_and_join_again(project, coded, transcript, span_of, press, codes_now):
    segment = coded()
    caret = span_of(transcript, "supervision, it").start
    transcript.select(Span(caret, caret))
    transcript.activate_segment(segment.id)
    press(Qt.Key.Key_D)
    assert [words for _, words in codes_now()] == ["It is not ", "supervision"]
    press(*JOIN)
    assert [words for _, words in codes_now()] == [QUOTE]
    project.operations.undo()
    assert len(codes_now()) == 2
    project.operations.undo()
    assert [words for _, words in codes_now()] == [QUOTE]


def test_split_outside_is_refused_in_a_sentence(application, coded, transcript, press, codes_now):
    segment = coded()
    transcript.select(Span(3, 3))
    transcript.activate_segment(segment.id)
    press(Qt.Key.Key_D)
    assert len(codes_now()) == 1
    assert "can only be split at a place inside it" in application.window.notices.words


def test_nothing_to_join_is_said(application, coded, press):
    coded()
    press(*JOIN)
    assert "no segment of the same code" in application.window.notices.words


def test_illustrative_quote_is_a_mark_of_and_on(project, coded, transcript, press, segments):
    coded()
    press(Qt.Key.Key_I)
    assert [one.key_quote for one in segments(project, transcript)] == [True]
    press(Qt.Key.Key_I)
    assert [one.key_quote for one in segments(project, transcript)] == [False]
    project.operations.undo()
    assert [one.key_quote for one in segments(project, transcript)] == [True]


def test_the_menu_has_the_keys_and_acts_on_its_segment(
    project, coded, transcript, menu, codes_now, segments
):
    coded()
    shown = menu()
    assert entry(shown, "Remove “Lower caseloads”").text().endswith("\tU")
    assert entry(shown, "Change the code").text().endswith("\tShift+Q")
    assert entry(shown, "Apply a code").shortcut().toString() == "Q"
    mark = entry(shown, "Illustrative quote")
    assert not mark.isChecked()
    mark.trigger()
    assert segments(project, transcript)[0].key_quote
    assert entry(menu(), "Illustrative quote").isChecked()
    entry(menu(), "Remove").trigger()
    assert codes_now() == []
    project.operations.undo()
    assert len(codes_now()) == 1


def test_each_of_several_segments_has_a_menu(coded, transcript, menu, codes_now):
    for name in ("Lower caseloads", "R&D / other"):
        coded(QUOTE, name)
    transcript.select(Span(0, 0))
    of_code = entry(menu(), "“R&&D / other”".replace("&", "")).menu()
    entry(of_code, "Remove “RD / other”").trigger()
    assert codes_now() == [("Lower caseloads", QUOTE)]


def test_the_menu_applies_recent_and_pinned_codes(
    coding, coded, transcript, span_of, menu, code_of, codes_now
):
    coded("The Friday table", "Collegial support")
    coding.applying.pinned.pin(code_of("Lower caseloads"), 3)
    transcript.select(span_of(transcript, QUOTE))
    shown = menu(())
    entry(entry(shown, "Recent codes").menu(), "Collegial support").trigger()
    transcript.select(span_of(transcript, QUOTE))
    pinned = entry(entry(shown, "Pinned codes").menu(), "Lower caseloads")
    assert pinned.text().endswith("\t3")
    pinned.trigger()
    assert sorted(codes_now()) == [
        ("Collegial support", QUOTE),
        ("Collegial support", "The Friday table"),
        ("Lower caseloads", QUOTE),
    ]


def test_the_menu_pins_the_code_of_a_segment(coding, coded, menu, code_of):
    coded()
    pins = entry(menu(), "Pin “Lower caseloads”").menu()
    entry(pins, "6").trigger()
    assert coding.applying.pinned.codes() == {6: code_of("Lower caseloads")}


def test_nothing_changes_in_a_read_only_project(make_application, small, project, coded, qtbot):
    coded()
    path = small.with_name("Copy.qsts")
    import shutil

    shutil.copy(small, path)
    path.chmod(0o444)
    from qualcoder_sts.project.opening import open_project
    from qualcoder_sts.ui.application import Application

    application: Application = make_application()
    application._show(open_project(path, read_only=True))
    coding = application.project.places.coding
    source_id = project.places.coding.current_view().row.source_id
    view = coding.open(source_id)
    (segment,) = view.segments()
    view.activate_segment(segment.id)
    for action_id, deed in {**coding.applying.deeds(), **coding.changing.deeds()}.items():
        application.window.notices.hide()
        deed()
        told = application.window.notices.words
        assert "read-only" in told or "No code" in told, action_id
    shown = coding.menu_for(view, (segment,))
    enabled = [one.text() for one in shown.actions() if one.isEnabled() and not one.isSeparator()]
    reading = ("show_similar", "filter_codes")
    assert enabled == [application.actions[name].text() for name in reading]
    shown.deleteLater()
    assert not view.code_drops.allowed
    assert len(application.project.operations.read(_count)) == 1


def _count(session):
    from sqlalchemy import select

    from qualcoder_sts.project.tables import CodedSegment

    return list(session.scalars(select(CodedSegment)))


def test_a_weight_is_cleared_by_key_by_menu_and_beside_the_figure(
    project, application, coded, transcript, press, menu, segments, settled
):
    def weigh(weight):
        project.operations.run(weigh_segment, segment.id, weight)
        settled(project)

    def weight():
        return segments(project, transcript)[0].weight

    segment = coded()
    assert not any(one.text().startswith("&Clear") for one in menu().actions())
    press(Qt.Key.Key_W, Qt.KeyboardModifier.ShiftModifier)
    assert application.window.notices.words == "This segment has no weight."
    weigh(70)
    press(Qt.Key.Key_W, Qt.KeyboardModifier.ShiftModifier)
    assert weight() is None
    weigh(70)
    entry(menu(), "Clear the weight").trigger()
    assert weight() is None
    (card,) = project.places.inspector._cards
    settled(project)
    assert not card._clear_weight.isVisibleTo(card)
    weigh(70)
    card._clear_weight.click()
    assert weight() is None
    project.operations.undo()
    assert weight() == 70


def test_the_menu_of_the_text_corrects_who_speaks(application, menu):
    offered = [one.objectName() for one in menu(()).actions()]
    assert {"give_turn", "divide_turn"} <= set(offered)


def test_a_source_that_is_gone_meanwhile_is_said_and_leaves_nothing(
    application, project, coding, transcript
):
    from qualcoder_sts.transcripts.operations.sources import delete_source
    from qualcoder_sts.ui.transcript_view.view import TranscriptView

    source_id = transcript.row.source_id
    project.operations.run(delete_source, source_id)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert coding.open(source_id) is None
    coding.show_passage(source_id, Span(0, 3))
    assert "no longer in the project" in application.window.notices.words
    assert not [one for one in QApplication.allWidgets() if isinstance(one, TranscriptView)]
