import sys
import threading
import time

import pytest

from qualcoder_sts.foundation.errors import UnreadableFileError
from qualcoder_sts.ui.jobs import Job, Jobs


@pytest.fixture
def jobs(qapp):
    before = set(threading.enumerate())
    made = Jobs()
    yield made
    made.shut_down()
    made.deleteLater()
    assert set(threading.enumerate()) <= before


def test_a_result_comes_back_on_the_thread_of_the_windows(jobs, qtbot):
    seen = []
    job = Job(lambda progress: threading.current_thread())
    job.succeeded.connect(lambda thread: seen.append((thread, threading.current_thread())))
    with qtbot.waitSignal(job.ended):
        jobs.compute(job)
    ((worked_on, told_on),) = seen
    assert worked_on is not threading.main_thread()
    assert told_on is threading.main_thread()
    assert job.is_over
    assert not jobs.running


def test_nothing_is_told_before_the_event_loop_runs(jobs, qtbot):
    told = []
    job = Job(lambda progress: 1)
    jobs.compute(job)
    time.sleep(0.05)
    job.succeeded.connect(told.append)
    with qtbot.waitSignal(job.ended):
        pass
    assert told == [1]


def test_an_error_with_a_sentence_is_told(jobs, qtbot):
    def fail(progress):
        raise UnreadableFileError("a.docx", "it is empty")

    job = Job(fail)
    with qtbot.waitSignal(job.failed) as told:
        jobs.write(job)
    assert "a.docx" in str(told.args[0])
    assert job.is_over


def test_an_error_nobody_thought_of_reaches_the_hook(jobs, qtbot, monkeypatch):
    caught = []
    monkeypatch.setattr(sys, "excepthook", lambda *error: caught.append(error))

    def fail(progress):
        raise ZeroDivisionError

    job = Job(fail)
    with qtbot.assertNotEmitted(job.failed), qtbot.waitSignal(job.ended):
        jobs.compute(job)
    assert caught[0][0] is ZeroDivisionError


def test_progress_is_told(jobs, qtbot):
    told = []

    def count(progress):
        return sum(progress.track([1, 2, 3], "Counting"))

    job = Job(count)
    job.progressed.connect(lambda *state: told.append(state))
    with qtbot.waitSignal(job.succeeded) as result:
        jobs.compute(job)
    assert result.args == [6]
    assert told[-1] == (3, 3, "Counting")


def until_stopped(progress):
    while True:
        progress.check()
        time.sleep(0.002)


def test_a_job_can_be_cancelled(jobs, qtbot):
    job = Job(until_stopped)
    jobs.write(job)
    with qtbot.assertNotEmitted(job.succeeded), qtbot.waitSignal(job.cancelled):
        job.cancel()


def test_one_that_waits_never_starts_when_cancelled(jobs, qtbot):
    begun = []
    first, second = Job(until_stopped), Job(lambda progress: begun.append(1))
    jobs.write(first)
    jobs.write(second)
    second.cancel()
    with qtbot.waitSignals([first.ended, second.cancelled]):
        first.cancel()
    assert begun == []


def test_writers_run_one_after_the_other(jobs, qtbot):
    at_once, most, order = [], [], []

    def write(number):
        def work(progress):
            at_once.append(number)
            most.append(len(at_once))
            time.sleep(0.01)
            at_once.remove(number)
            order.append(number)

        return work

    written = [Job(write(number)) for number in range(5)]
    with qtbot.waitSignals([job.ended for job in written]):
        for job in written:
            jobs.write(job)
    assert order == [0, 1, 2, 3, 4]
    assert max(most) == 1


def test_what_was_written_is_told_even_when_cancelled_too_late(jobs, qtbot):
    job = Job(lambda progress: "written")
    jobs.write(job)
    time.sleep(0.05)
    job.cancel()
    with qtbot.assertNotEmitted(job.cancelled), qtbot.waitSignal(job.succeeded):
        pass


def test_the_newest_request_wins(jobs, qtbot):
    answers = []
    requests = []
    for number in range(20):
        job = Job(lambda progress, number=number: number)
        job.succeeded.connect(answers.append)
        requests.append(job)
    with qtbot.waitSignals([job.ended for job in requests]):
        for job in requests:
            jobs.compute_newest("inspector", job)
    assert answers == [19]


def test_places_do_not_cancel_one_another(jobs, qtbot):
    answers = set()
    both = [Job(lambda progress, name=name: name) for name in ("a", "b")]
    with qtbot.waitSignals([job.ended for job in both]):
        for name, job in zip("ab", both, strict=True):
            job.succeeded.connect(answers.add)
            jobs.compute_newest(name, job)
    assert answers == {"a", "b"}


def test_shutting_down_leaves_no_thread(qapp):
    before = set(threading.enumerate())
    jobs = Jobs()
    waiting = [Job(until_stopped) for _ in range(6)]
    for i, job in enumerate(waiting):
        (jobs.write if i % 2 else jobs.compute)(job)
    assert set(threading.enumerate()) > before
    jobs.shut_down()
    assert set(threading.enumerate()) == before
    qapp.processEvents()


def test_every_job_is_announced(jobs, qtbot):
    job = Job(lambda progress: None)
    with qtbot.waitSignal(jobs.started) as told, qtbot.waitSignal(job.ended):
        jobs.compute(job)
    assert told.args == [job]
