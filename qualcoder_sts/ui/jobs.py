"""Background work: one writer in turn, a small pool for reading and computing.

What computes for long, or with a large library, does so in a worker process; a reading job waits
for its answer.

A job is a plain function that is given a ``Progress``. It knows no widget; its result, its error
and how far it is come back as signals on the thread of the windows. Connect first, then submit:

    job = Job(lambda progress: import_folder(workspace, folder, progress))
    job.succeeded.connect(self._show_lines)
    jobs.write(job)
"""

import sys
import threading
from collections.abc import Callable
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor

from PySide6.QtCore import QObject, Qt, Signal, Slot

from qualcoder_sts.foundation.errors import QualcoderError
from qualcoder_sts.foundation.progress import Cancelled, Progress, ReportedProgress
from qualcoder_sts.foundation.worker_process import WorkerProcess

READERS = 3


class Job(QObject):
    """One piece of work. Lives on the thread of the windows; only its function leaves it.

    Signals: ``succeeded(result)``; ``failed(QualcoderError)``; ``cancelled()``;
    ``progressed(done, total or None, what)``; ``ended(job)`` after each of the first three.
    Widgets connect methods of their own and nothing around them: Qt lets go of those when it
    deletes the widget, and work may end after its window is gone.
    An error of any other kind is nobody's to word: it goes to ``sys.excepthook``.
    """

    succeeded = Signal(object)
    failed = Signal(object)
    cancelled = Signal()
    progressed = Signal(object, object, str)
    ended = Signal(object)
    # From the working thread to this one; nobody else connects to them.
    _reported = Signal(object, object, str)
    _finished = Signal(object)

    def __init__(self, function: Callable[[Progress], object], parent: QObject | None = None):
        super().__init__(parent)
        self._function = function
        self._stop = threading.Event()
        self._drops_late_result = True
        self._is_abandoned = False
        self._is_over = False
        queued = Qt.ConnectionType.QueuedConnection
        self._reported.connect(self._tell_progress, queued)
        self._finished.connect(self._tell_end, queued)

    @property
    def is_over(self) -> bool:
        """Whether the end has been told."""
        return self._is_over

    def cancel(self) -> None:
        """Ask the work to stop; ``cancelled`` tells when it has."""
        self._stop.set()

    def abandon(self) -> None:
        """Ask the work to stop; only ``ended`` is told, whatever comes of it."""
        self._is_abandoned = True
        self._stop.set()

    def start_in(self, pool: ThreadPoolExecutor, *, keeps_late_result: bool) -> None:
        """Called by ``Jobs``. What a writer has written stays written, cancelled or not."""
        self._drops_late_result = not keeps_late_result
        future = pool.submit(self._run)
        future.add_done_callback(self._finished.emit)

    def _run(self) -> object:
        progress = ReportedProgress(self._reported.emit, self._stop.is_set)
        progress.check()
        return self._function(progress)

    @Slot(object, object, str)
    def _tell_progress(self, done: int, total: int | None, what: str) -> None:
        if not self._stop.is_set():
            self.progressed.emit(done, total, what)

    @Slot(object)
    def _tell_end(self, future: "Future[object]") -> None:
        self._is_over = True
        error = CancelledError() if future.cancelled() else future.exception()
        is_late = error is None and self._stop.is_set() and self._drops_late_result
        if self._is_abandoned:
            pass
        elif is_late or isinstance(error, Cancelled | CancelledError):
            self.cancelled.emit()
        elif error is None:
            self.succeeded.emit(future.result())
        elif isinstance(error, QualcoderError):
            self.failed.emit(error)
        else:
            sys.excepthook(type(error), error, error.__traceback__)
        self.ended.emit(self)
        # What is connected to a job holds the job, out of sight of Python's garbage collection.
        self.deleteLater()


class Jobs(QObject):
    """The threads of the program. ``application.py`` builds one and shuts it down at the end."""

    started = Signal(object)
    """Every job, when it is submitted, for the status bar."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="writer")
        self._readers = ThreadPoolExecutor(READERS, thread_name_prefix="reader")
        self._running: set[Job] = set()
        self._newest: dict[str, Job] = {}
        self._workers: dict[str, WorkerProcess] = {}

    @property
    def running(self) -> frozenset[Job]:
        """Jobs whose end has not been told yet."""
        return frozenset(self._running)

    def write(self, job: Job) -> Job:
        """Run a job that writes the project; writers run one after the other."""
        return self._submit(job, self._writer, keeps_late_result=True)

    def compute(self, job: Job) -> Job:
        """Run a job that only reads or computes."""
        return self._submit(job, self._readers, keeps_late_result=False)

    def compute_newest(self, place: str, job: Job) -> Job:
        """Run a reading job in place of the last one of that place, whose result is dropped.

        For views that follow the cursor: an older answer never overtakes a newer one.
        """
        if (older := self._newest.get(place)) is not None:
            older.cancel()
        self._newest[place] = job
        job.ended.connect(lambda: self._forget(place, job))
        return self.compute(job)

    def worker(self, name: str) -> WorkerProcess:
        """The process of this name, for jobs to wait for; it starts with its first work."""
        if name not in self._workers:
            self._workers[name] = WorkerProcess(name)
        return self._workers[name]

    def shut_down(self) -> None:
        """Ask everything to stop and wait until no thread is left; results are not told."""
        for job in self._running:
            job.cancel()
        for worker in self._workers.values():
            worker.close()
        for pool in (self._writer, self._readers):
            pool.shutdown(wait=True, cancel_futures=True)
        self._running.clear()
        self._newest.clear()

    def _submit(self, job: Job, pool: ThreadPoolExecutor, *, keeps_late_result: bool) -> Job:
        self._running.add(job)
        job.ended.connect(self._running.discard)
        self.started.emit(job)
        job.start_in(pool, keeps_late_result=keeps_late_result)
        return job

    def _forget(self, place: str, job: Job) -> None:
        if self._newest.get(place) is job:
            del self._newest[place]
