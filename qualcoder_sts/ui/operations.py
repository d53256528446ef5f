"""Running operations from the window: errors become notices, changes become one signal."""

from collections.abc import Callable
from dataclasses import replace
from typing import Concatenate, ParamSpec, TypeVar

from PySide6.QtCore import QObject, Signal, Slot

from qualcoder_sts.foundation.errors import QualcoderError
from qualcoder_sts.foundation.progress import Cancelled, Progress
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.foundation.worker_process import WorkerProcess
from qualcoder_sts.project.changes import Changes, Outcome
from qualcoder_sts.project.errors import ProjectIsReadOnlyError
from qualcoder_sts.project.history.next_steps import rows_of_redo, rows_of_undo
from qualcoder_sts.project.session import Session
from qualcoder_sts.project.tables.base import history_tables
from qualcoder_sts.project.workspace import Workspace
from qualcoder_sts.ui.jobs import Job, Jobs
from qualcoder_sts.ui.settling import Settling

# Taking back more than this would block the window for longer than anybody should notice.
MOST_ROWS_AT_ONCE = 800

Parameters = ParamSpec("Parameters")
Value = TypeVar("Value")


class Operations(QObject):
    """The way from widgets to the open project. Widgets hold this, never a session."""

    changed = Signal(object)
    """``Changes`` of every step, whoever took it; views reload what they show of them."""
    failed = Signal(object)
    """A ``QualcoderError`` to show."""
    told = Signal(str, bool)
    """A sentence on what came of a step, and whether taking that step back is to be offered."""
    # Steps taken on the writer thread come over to this one as a queued signal.
    _happened = Signal(object)

    def __init__(self, workspace: Workspace, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self._jobs = jobs
        self._under_way: set[Job] = set()
        self._writing: set[Job] = set()
        self._is_closed = False
        # For all that can wait: what is coded is seen at once, the counts beside it a moment later.
        self.settled = Settling(self)
        self._happened.connect(self._tell_change)
        self._unsubscribe = workspace.subscribe(self._happened.emit)

    @property
    def is_writing(self) -> bool:
        """Whether long work that ends in a write is under way."""
        return bool(self._writing)

    def run(
        self,
        operation: Callable[Concatenate[Session, Parameters], Value],
        /,
        *args: Parameters.args,
        **kwargs: Parameters.kwargs,
    ) -> Outcome[Value] | None:
        """Carry out an operation that takes a moment; None when it failed, which is shown."""
        return self._told(lambda: self.workspace.run(operation, *args, **kwargs))

    def read(
        self,
        query: Callable[Concatenate[Session, Parameters], Value],
        /,
        *args: Parameters.args,
        **kwargs: Parameters.kwargs,
    ) -> Value:
        """What a query finds."""
        return self.workspace.read(query, *args, **kwargs)

    def undo(self) -> Changes | None:
        """Take back the last step; a large one in the background, which returns None."""
        return self._step(_("Undo"), self.read(rows_of_undo), self.workspace.undo)

    def redo(self) -> Changes | None:
        """Do again what was taken back; a large step in the background, which returns None."""
        return self._step(_("Redo"), self.read(rows_of_redo), self.workspace.redo)

    def show_anew(self) -> None:
        """Have everything that is shown read again: somebody else reads from now on."""
        self._tell_change(_everything(Changes()))

    def refuse_when_read_only(self) -> bool:
        """Whether nothing can be changed; if so, that is said."""
        if self.workspace.read_only:
            self.failed.emit(ProjectIsReadOnlyError(self.workspace.path))
        return self.workspace.read_only

    def write_long(self, work: Callable[[Progress], Value], done: Callable[[Value], None]) -> Job:
        """Carry out work that takes time and ends in a write, with progress and cancel."""
        job = self._connected(work, done)
        self._writing.add(job)
        job.ended.connect(self._writing.discard)
        job.cancelled.connect(self._tell_stopped)
        return self._jobs.write(job)

    def compute(
        self, place: str, work: Callable[[Progress], Value], done: Callable[[Value], None]
    ) -> Job:
        """Compute something to show; the newest request of a place wins."""
        return self._jobs.compute_newest(place, self._connected(work, done))

    def worker(self, name: str) -> WorkerProcess:
        """A process for what would take the window's time even in a thread; see ``Jobs``."""
        return self._jobs.worker(name)

    def close(self) -> None:
        """Let go of the project. What is under way stops, and nothing is told of it any more."""
        self._is_closed = True
        self.settled.stop()
        self._unsubscribe()
        for job in self._under_way:
            job.abandon()
        self.workspace.close()

    def _step(self, what: str, rows: int, take: Callable[[], Changes]) -> Changes | None:
        if rows <= MOST_ROWS_AT_ONCE:
            return self._told(take)
        if not self._writing:  # asked twice, it is done once

            def work(progress: Progress) -> Changes:
                progress.report(0, None, what)
                return take()

            self.write_long(work, lambda _changes: None)
        return None

    def _connected(self, work: Callable[[Progress], Value], done: Callable[[Value], None]) -> Job:
        # Without a parent: a thread may still need the job when this project has gone.
        job = Job(work)
        self._under_way.add(job)
        job.ended.connect(self._under_way.discard)
        job.succeeded.connect(done)
        job.failed.connect(self.failed)
        return job

    def _told(self, work: Callable[[], Value]) -> Value | None:
        try:
            return work()
        except QualcoderError as error:
            self.failed.emit(error)
            return None

    @Slot(object)
    def _tell_change(self, changes: Changes) -> None:
        if not self._is_closed:
            if changes.touches("coding_round"):
                # What is hidden while a blind round is open, and what is seen once it is closed.
                changes = _everything(changes)
            self.changed.emit(changes)
            self.settled.tell(changes)

    @Slot()
    def _tell_stopped(self) -> None:
        self.failed.emit(Cancelled())


def _everything(changes: Changes) -> Changes:
    """The same step, told as one that touches all that can be shown."""
    rows = {table.name: changes.ids(table.name) for table in history_tables()}
    return replace(changes, rows=rows)
