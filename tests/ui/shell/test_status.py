"""The status bar: what is open, what was done last, what is in front."""

import threading

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QAccessible

from qualcoder_sts.codebook.operations import add_code
from qualcoder_sts.codebook.queries import find_code
from qualcoder_sts.transcripts.facts import SourceFacts
from qualcoder_sts.ui.jobs import Job, Jobs
from qualcoder_sts.ui.shell.facts import facts_words
from qualcoder_sts.ui.shell.status import StatusBar


@pytest.fixture
def status(application):
    return application.window.status


def test_it_names_project_coder_and_the_last_step(status, project, settled):
    assert status._saved.text() == "● All changes saved"
    assert status._project.text() == "Small"
    assert status._coder.text() == "Coder: Ana Ruiz"
    project.operations.run(add_code, "Sleep")
    settled(project)
    assert status._step.text() == "Undo: Add code “Sleep”"
    project.operations.undo()
    settled(project)
    assert "Sleep" not in status._step.text()


def test_it_says_nothing_when_nothing_is_open(application, status):
    application.close_project()
    shown = (status._saved, status._project, status._coder, status._step, status._told)
    assert [label.text() for label in shown] == [""] * 5


def test_the_facts_follow_the_transcript_in_front(status, project, transcript, span_of, qtbot):
    qtbot.waitUntil(lambda: "segments" in status._told.text())
    assert status._told.text().startswith("3 speakers · ")
    assert status._told.text().endswith(" · 0 segments")
    transcript.select(span_of(transcript, "The Friday table"))
    code = project.operations.read(find_code, "Lower caseloads")
    project.places.coding.applying.apply(code.id)
    qtbot.waitUntil(lambda: status._told.text().endswith(" · 1 segment"))
    project.places.coding.tabs.close_current()
    assert status._told.text() == ""


def test_what_is_announced_gives_way_to_the_facts_again(status, transcript, qtbot, monkeypatch):
    qtbot.waitUntil(lambda: "segments" in status._told.text())
    facts = status._told.text()
    told = []
    monkeypatch.setattr(QAccessible, "updateAccessibility", told.append)
    status._passing.setInterval(20)
    status.announce("Segment 3 of 12")
    assert status._told.text() == "Segment 3 of 12"
    assert len(told) == 1
    qtbot.waitUntil(lambda: status._told.text() == facts)


def test_numbers_are_written_as_people_read_them():
    facts = SourceFacts(None, "", 1, 2914, 37)
    assert facts_words(facts) == "1 speaker · 2,914 words · 37 segments"
    facts = SourceFacts(None, "", 0, 1, 1)
    assert facts_words(facts) == "1 word · 1 segment"


def test_the_first_work_that_tells_of_itself_keeps_the_bar(qtbot):
    jobs, ends = Jobs(), [threading.Event(), threading.Event()]
    bar = StatusBar(jobs)
    qtbot.addWidget(bar)
    first, second = (at_work(jobs, what, end) for what, end in zip("AB", ends, strict=True))
    qtbot.waitUntil(lambda: bar._what.text() in ("A", "B"))
    shown, other = (first, second) if bar._what.text() == "A" else (second, first)
    ends[other is second].set()
    qtbot.waitUntil(lambda: other.is_over)
    assert bar._job is shown
    assert not bar._bar.isHidden()
    ends[shown is second].set()
    qtbot.waitUntil(lambda: shown.is_over)
    assert bar._bar.isHidden()
    jobs.shut_down()


def test_work_may_end_after_its_window_is_gone(qtbot):
    jobs, end = Jobs(), threading.Event()
    bar = StatusBar(jobs)
    job = at_work(jobs, "Reading", end)
    qtbot.waitUntil(lambda: bar._what.text() == "Reading")
    bar.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    with qtbot.captureExceptions() as errors:
        end.set()
        qtbot.waitUntil(lambda: job.is_over)
    assert errors == []
    jobs.shut_down()


def at_work(jobs, what, end):
    """A job that tells of itself and goes on until it may end."""

    def work(progress):
        progress.report(0, 2, what)
        end.wait(30)

    return jobs.compute(Job(work))
