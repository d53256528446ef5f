"""Two transcripts side by side."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTabWidget

from qualcoder_sts.codebook.queries import find_code
from qualcoder_sts.coding.operations.segments import apply_code
from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.transcripts.operations.importing import import_sources
from qualcoder_sts.transcripts.preparing import files_in, prepare_files
from qualcoder_sts.transcripts.queries import list_sources
from qualcoder_sts.ui.coding import open_transcripts

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def coding(project):
    return project.places.coding


@pytest.fixture
def two(project, coding, transcript, tmp_path):
    """Two open transcripts, the second in front."""
    folder = tmp_path / "interviews"
    folder.mkdir()
    (folder / "I-01 Director.txt").write_text("M: And you?\nP: Work less.\n", encoding="utf-8")
    project.operations.run(import_sources, prepare_files(files_in([folder])))
    sources = {source.name: source.id for source in project.operations.read(list_sources)}
    return transcript, coding.open(sources["I-01 Director"])


def sides(coding):
    return [side for side in coding.tabs.findChildren(QTabWidget) if side.isVisible()]


def press(view):
    QTest.keyClick(view._text, Qt.Key.Key_Backslash, CTRL)


def test_the_front_tab_moves_to_the_other_side_and_back(coding, two, qtbot):
    first, second = two
    press(second)
    assert len(sides(coding)) == 2
    assert first.isVisible()
    assert second.isVisible()
    assert (
        first.mapToGlobal(first.rect().topLeft()).x()
        < second.mapToGlobal(second.rect().topLeft()).x()
    )
    assert coding.current_view() is second
    press(second)
    assert len(sides(coding)) == 1
    assert coding.tabs.count() == 2
    assert coding.current_view() is second


def test_the_side_with_the_focus_is_in_front(coding, two, qtbot):
    first, second = two
    press(second)
    told = []
    coding.current_changed.connect(told.append)
    first._text.setFocus()
    assert coding.current_view() is first
    assert told == [first.row.source_id]
    assert coding.tabs.tabBar().property("behind") is False
    second._text.setFocus()
    assert coding.tabs.tabBar().tabText(0) == "I-01 Director"


def test_opening_what_is_open_goes_to_its_side(coding, two):
    first, second = two
    press(second)
    assert coding.open(first.row.source_id) is first
    assert coding.current_view() is first


def test_closing_the_last_tab_of_a_side_joins_them(coding, two):
    first, second = two
    press(second)
    coding.tabs.close_current()
    assert len(sides(coding)) == 1
    assert coding.current_view() is first
    coding.tabs.close_current()
    assert coding.tabs.count() == 0
    assert coding.current_view() is None


def test_a_single_transcript_has_nothing_to_stand_beside(application, coding, transcript):
    press(transcript)
    assert len(sides(coding)) == 1
    assert "Open a second transcript first" in application.window.notices.words


def test_both_sides_follow_the_project(project, coding, two, span_of):
    first, second = two
    press(second)
    first._text.setFocus()
    first.select(span_of(first, "twenty"))
    coding.applying.apply(project.operations.read(find_code, "Lower caseloads").id)
    assert len(first.segments()) == 1
    assert second.segments() == ()
    project.operations.undo()
    assert first.segments() == ()


@pytest.fixture
def code_much(project, monkeypatch):
    """Applies a code in a step that counts as a large one."""

    def apply(view, span):
        code = project.operations.read(find_code, "Lower caseloads").id
        me = project.operations.workspace.coder_id
        project.operations.run(apply_code, view.row.source_id, span, code, coder_id=me)

    monkeypatch.setattr(open_transcripts, "MOST_SINGLE_SEGMENTS", 0)
    return apply


def test_after_a_large_step_a_transcript_behind_another_is_read_when_it_is_to_be_seen(
    project, coding, two, code_much, span_of, monkeypatch
):
    first, second = two
    read = []
    segments_of = open_transcripts.segments_of
    monkeypatch.setattr(
        open_transcripts,
        "segments_of",
        lambda session, source_id, **more: (
            read.append(source_id) or segments_of(session, source_id, **more)
        ),
    )
    code_much(first, span_of(first, "twenty"))
    code_much(second, Span(0, 3))
    assert first.row.source_id not in read
    assert len(second.segments()) == 1
    coding.open(first.row.source_id)
    assert len(first.segments()) == 1
    del read[:]
    coding.open(second.row.source_id)
    coding.open(first.row.source_id)
    assert read == []  # nothing has changed since


def test_a_tab_of_the_side_behind_is_read_as_well_when_it_is_clicked(
    project, coding, two, code_much, span_of, tmp_path
):
    first, second = two
    press(second)
    (tmp_path / "I-02 Nurse.txt").write_text("M: And you?\nP: Rest more.\n", encoding="utf-8")
    files = prepare_files(files_in([tmp_path / "I-02 Nurse.txt"]))
    project.operations.run(import_sources, files)
    sources = {source.name: source.id for source in project.operations.read(list_sources)}
    third = coding.open(sources["I-02 Nurse"])  # covers the second
    first._text.setFocus()
    assert third.isVisible()
    code_much(second, Span(0, 3))
    assert second.segments() == ()
    side = next(side for side in sides(coding) if side.indexOf(second) >= 0)
    side.setCurrentWidget(second)
    assert len(second.segments()) == 1


def test_behind_another_place_a_transcript_is_read_when_the_place_is_seen_or_it_is_opened(
    application, coding, transcript, code_much, span_of
):
    application.actions["place_team"].trigger()
    code_much(transcript, span_of(transcript, "twenty"))
    assert transcript.segments() == ()
    application.actions["place_code"].trigger()
    assert len(transcript.segments()) == 1
    application.actions["place_team"].trigger()
    code_much(transcript, Span(0, 3))
    assert coding.open(transcript.row.source_id) is transcript
    assert not transcript.isVisible()
    assert len(transcript.segments()) == 2


def test_what_is_closed_behind_another_is_not_read_any_more(coding, two, code_much, span_of):
    first, second = two
    code_much(first, span_of(first, "twenty"))
    coding.tabs.close_view(first)
    coding.tabs.close_view(second)
    assert coding.tabs.count() == 0


def test_many_tabs_stay_wide_enough_to_be_told_apart(make_application, sample, qtbot):
    application = make_application(sample)
    coding = application.project.places.coding
    for source in application.project.operations.read(list_sources)[:12]:
        coding.open(source.id)
    bar = coding.tabs.tabBar()
    qtbot.waitUntil(lambda: bar.count() == 12)
    assert min(bar.tabRect(place).width() for place in range(bar.count())) > 110
