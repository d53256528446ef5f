"""Suggestions are made in a process of their own, and its end is no loss."""

import os
import signal
from collections.abc import Iterator
from dataclasses import replace

import pytest

from qualcoder_sts.foundation.progress import SILENT, Progress
from qualcoder_sts.foundation.worker_process import WorkerEndedError, WorkerProcess
from qualcoder_sts.suggest.checking import check_suggestions
from qualcoder_sts.suggest.errors import NoCodesToSuggestError
from qualcoder_sts.suggest.suggesting import suggest


@pytest.fixture
def worker() -> Iterator[WorkerProcess]:
    process = WorkerProcess("suggester")
    yield process
    process.close()


class Watched(Progress):
    """Remembers what it was told; at the first word of a step it does something."""

    def __init__(self, at_first_word=lambda: None):
        self.told = []
        self._at_first_word = at_first_word

    def report(self, done, total, what):
        if not self.told:
            self._at_first_word()
        self.told.append(what)


def test_it_gives_the_same_as_here_and_tells_how_far_it_is(worker, study):
    watched = Watched()
    assert worker.run(suggest, watched, study) == suggest(SILENT, study)
    assert watched.told
    assert worker.run(check_suggestions, SILENT, study) == check_suggestions(SILENT, study)


def test_what_cannot_be_is_said_in_its_own_sentence(worker, study):
    with pytest.raises(NoCodesToSuggestError, match="codebook is empty"):
        worker.run(suggest, SILENT, replace(study, codes=()))


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no way to kill on this system")
def test_a_killed_worker_is_a_sentence_and_the_next_call_works(worker, study):
    def kill():
        os.kill(worker._process.pid, signal.SIGKILL)

    with pytest.raises(WorkerEndedError, match=r"The suggester ended .* starts afresh"):
        worker.run(suggest, Watched(kill), study)
    assert worker.run(suggest, SILENT, study) == suggest(SILENT, study)
