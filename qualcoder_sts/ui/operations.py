"""Running operations from the window: errors become notices, changes become one signal."""

from collections.abc import Callable
from typing import Concatenate, ParamSpec, TypeVar

from PySide6.QtCore import QObject, Signal

from qualcoder_sts.foundation.errors import QualcoderError
from qualcoder_sts.foundation.progress import Progress
from qualcoder_sts.project.changes import Changes, Outcome
from qualcoder_sts.project.session import Session
from qualcoder_sts.project.workspace import Workspace
from qualcoder_sts.ui.jobs import Job, Jobs

Parameters = ParamSpec("Parameters")
Value = TypeVar("Value")


class Operations(QObject):
    """The way from widgets to the open project. Widgets hold this, never a session."""

    changed = Signal(object)
    """``Changes`` of every step, whoever took it; views reload what they show of them."""
    failed = Signal(object)
    """A ``QualcoderError`` to show."""

    def __init__(self, workspace: Workspace, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self._jobs = jobs
        # Steps taken on the writer thread arrive here as queued signals.
        self._unsubscribe = workspace.subscribe(self.changed.emit)

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
        """Take back the last step."""
        return self._told(self.workspace.undo)

    def redo(self) -> Changes | None:
        """Do again what was taken back."""
        return self._told(self.workspace.redo)

    def write_long(self, work: Callable[[Progress], Value], done: Callable[[Value], None]) -> Job:
        """Carry out work that takes time and ends in a write, with progress and cancel."""
        job = self._connected(work, done)
        return self._jobs.write(job)

    def compute(
        self, place: str, work: Callable[[Progress], Value], done: Callable[[Value], None]
    ) -> Job:
        """Compute something to show; the newest request of a place wins."""
        job = self._connected(work, done)
        return self._jobs.compute_newest(place, job)

    def close(self) -> None:
        """Let go of the project."""
        self._unsubscribe()
        self.workspace.close()

    def _connected(self, work: Callable[[Progress], Value], done: Callable[[Value], None]) -> Job:
        job = Job(work, self)
        job.succeeded.connect(done)
        job.failed.connect(self.failed)
        return job

    def _told(self, work: Callable[[], Value]) -> Value | None:
        try:
            return work()
        except QualcoderError as error:
            self.failed.emit(error)
            return None
