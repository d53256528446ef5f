"""Work in another process: its answer, its progress, its end."""

import contextlib
import os
import signal
import threading
import time
from multiprocessing.context import SpawnProcess

import pytest

from qualcoder_sts.foundation.errors import QualcoderError, UnreadableFileError
from qualcoder_sts.foundation.progress import SILENT, Cancelled, ReportedProgress
from qualcoder_sts.foundation.worker_process import WorkerEndedError, WorkerProcess


def answer_with(progress, value):
    return value, os.getpid()


def count_to(progress, number):
    return list(progress.track(range(number), "counting"))


def wait_politely(progress):
    progress.report(0, None, "waiting")
    while True:
        progress.check()
        time.sleep(0.005)


def wait_without_looking(progress):
    progress.report(0, None, "waiting")
    time.sleep(60)


def fail_with_sentence(progress):
    raise UnreadableFileError("I-03.docx", "it is damaged")


class TwoNeededError(Exception):
    def __init__(self, one, two):
        super().__init__(f"{one} and {two}")


def fail_unforeseen(progress):
    raise ZeroDivisionError("nobody expected that")


def fail_uncopiable(progress):
    raise TwoNeededError(1, 2)


def end_itself(progress):
    os.kill(os.getpid(), signal.SIGKILL)


@pytest.fixture
def worker():
    made = WorkerProcess("chart drawer")
    yield made
    made.close()


def cancelled_when_told(of_what):
    """Progress that is cancelled as soon as the work says something."""
    told = []
    return ReportedProgress(lambda *state: told.append(state), lambda: of_what in str(told))


def test_the_answer_comes_from_another_process_that_stays(worker):
    first = worker.run(answer_with, SILENT, ["one"])
    second = worker.run(answer_with, SILENT, value=2)
    assert (first[0], second[0]) == (["one"], 2)
    assert first[1] == second[1] != os.getpid()


def test_progress_is_told_here(worker):
    told = []
    progress = ReportedProgress(lambda *state: told.append(state))
    assert worker.run(count_to, progress, 5) == [0, 1, 2, 3, 4]
    assert told[0] == (0, 5, "counting")
    assert told[-1] == (5, 5, "counting")


def test_work_that_looks_is_stopped_and_the_process_stays(worker):
    before = worker.run(answer_with, SILENT, 0)[1]
    with pytest.raises(Cancelled):
        worker.run(wait_politely, cancelled_when_told("waiting"))
    assert worker.run(answer_with, SILENT, 7) == (7, before)


def test_work_that_does_not_look_is_ended(worker):
    before = worker.run(answer_with, SILENT, 0)[1]
    with pytest.raises(Cancelled):
        worker.run(wait_without_looking, cancelled_when_told("waiting"))
    value, process = worker.run(answer_with, SILENT, 7)
    assert value == 7
    assert process != before


def test_an_error_keeps_its_sentence_and_what_it_carries(worker):
    with pytest.raises(UnreadableFileError, match=r"“I-03\.docx” cannot be read") as raised:
        worker.run(fail_with_sentence, SILENT)
    assert raised.value.why == "it is damaged"


@pytest.mark.parametrize(
    ("function", "kind", "words"),
    [
        (fail_unforeseen, ZeroDivisionError, "nobody expected that"),
        (fail_uncopiable, RuntimeError, "TwoNeededError: 1 and 2"),
    ],
)
def test_an_unforeseen_error_says_where_it_was_raised(worker, function, kind, words):
    with pytest.raises(kind, match=words) as raised:
        worker.run(function, SILENT)
    assert function.__name__ in str([raised.value.args, getattr(raised.value, "__notes__", [])])
    assert not isinstance(raised.value, QualcoderError)


def test_a_process_that_ends_is_told_and_the_next_work_starts_afresh(worker):
    with pytest.raises(WorkerEndedError, match="The chart drawer ended"):
        worker.run(end_itself, SILENT)
    assert worker.run(answer_with, SILENT, 1)[0] == 1


def test_work_that_cannot_be_sent_is_an_error_here(worker):
    with pytest.raises((AttributeError, TypeError), match=r"pickle|local object"):
        worker.run(lambda progress: 1, SILENT)
    assert worker.run(answer_with, SILENT, 1)[0] == 1


def test_closing_cancels_what_is_under_way(worker):
    begun, ended = threading.Event(), []

    def ask():
        try:
            worker.run(wait_without_looking, ReportedProgress(lambda *_: begun.set()))
        except Cancelled as error:
            ended.append(error)

    asking = threading.Thread(target=ask)
    asking.start()
    assert begun.wait(20)
    worker.close()
    asking.join(20)
    assert len(ended) == 1
    with pytest.raises(Cancelled):
        worker.run(answer_with, SILENT, 1)


def test_closing_while_the_process_starts_cancels_too(worker, monkeypatch):
    starting, closed, ended = threading.Event(), threading.Event(), []
    start = SpawnProcess.start

    def start_slowly(process):
        starting.set()
        closed.wait(20)
        start(process)

    def ask():
        try:
            worker.run(answer_with, SILENT, 1)
        except Cancelled as error:
            ended.append(error)

    monkeypatch.setattr(SpawnProcess, "start", start_slowly)
    asking = threading.Thread(target=ask)
    asking.start()
    assert starting.wait(20)
    closing = threading.Thread(target=worker.close)
    closing.start()
    closing.join(0.2)
    closed.set()
    for thread in (asking, closing):
        thread.join(20)
    assert len(ended) == 1


def test_a_second_thread_waits_its_turn(worker):
    answers = []
    threads = [
        threading.Thread(target=lambda n=n: answers.append(worker.run(answer_with, SILENT, n)[0]))
        for n in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert sorted(answers) == [0, 1, 2, 3]


def test_closing_while_a_process_just_ends_is_no_error(worker):
    """Two threads end it at the same moment, again and again."""
    for _ in range(5):
        one = WorkerProcess("chart drawer")
        begun = threading.Event()
        asking = threading.Thread(
            target=lambda one=one, begun=begun: _ask_to_end(one, begun), daemon=True
        )
        asking.start()
        assert begun.wait(20)
        one.close()
        asking.join(20)
        assert not asking.is_alive()


def _ask_to_end(worker, begun):
    with contextlib.suppress(Cancelled, WorkerEndedError):
        worker.run(answer_with, SILENT, 1)
        begun.set()
        worker.run(end_itself, SILENT)
