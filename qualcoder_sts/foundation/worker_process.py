"""Work in a process of its own: it takes nothing from the window while it computes.

A thread would: Python lets one thread compute at a time, and importing a large library holds the
others up for 60 to 140 ms at a stretch.

    worker = WorkerProcess("chart drawer")
    picture = worker.run(draw_picture, progress, chart, scale)    # in a thread that may wait

A function is named, not sent: it must stand in a module, and its arguments and its answer are
copied. The process starts with the first work and waits for more until ``close``.
"""

import multiprocessing
import os
import pickle
import signal
import threading
import traceback
from collections.abc import Callable
from enum import Enum, auto
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Concatenate, ParamSpec, TypeVar, cast

from qualcoder_sts.foundation.errors import QualcoderError
from qualcoder_sts.foundation.progress import Cancelled, Progress, ReportedProgress
from qualcoder_sts.foundation.translation import _, choose_language, chosen_language

SECONDS_BETWEEN_LOOKS = 0.02
SECONDS_TO_STOP = 0.5

Parameters = ParamSpec("Parameters")
Value = TypeVar("Value")


class WorkerEndedError(QualcoderError):
    """The process ended in the middle of its work."""

    def __init__(self, name: str) -> None:
        super().__init__(
            _(
                "The %s ended in the middle of its work, perhaps for want of memory. Nothing was "
                "changed. Try again: it starts afresh."
            )
            % name
        )


class _Kind(Enum):
    """What a message from the process is."""

    PROGRESS = auto()
    ANSWER = auto()
    ERROR = auto()


class WorkerProcess:
    """One process for one piece of work at a time; threads that ask meanwhile wait their turn.

    ``name`` is what the user is told ended, where it does: “chart drawer”.
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self._turn = threading.Lock()
        self._process: BaseProcess | None = None
        self._connection: Connection | None = None
        self._is_closed = False

    def run(
        self,
        function: Callable[Concatenate[Progress, Parameters], Value],
        progress: Progress,
        /,
        *args: Parameters.args,
        **kwargs: Parameters.kwargs,
    ) -> Value:
        """What ``function(progress, …)`` returns; what it raises is raised here.

        Raises ``Cancelled`` when that is asked for or the worker is closed, and
        ``WorkerEndedError`` when the process ended by itself.
        """
        with self._turn:
            is_answered = False
            try:
                connection = self._started()
                connection.send((function, args, kwargs))
                kind, content = _answer(connection, progress)
                is_answered = True
            except (EOFError, OSError):
                raise (Cancelled() if self._is_closed else WorkerEndedError(self._name)) from None
            finally:
                if not is_answered:
                    # Half an answer must not be taken for the next one.
                    self._end()
        if isinstance(content, Exception) and kind is _Kind.ERROR:
            raise content
        return cast("Value", content)

    def close(self) -> None:
        """End the process at once; what is under way is cancelled."""
        self._is_closed = True
        if (process := self._process) is not None:
            process.kill()
        with self._turn:
            self._end()

    def _started(self) -> Connection:
        if self._is_closed:
            raise Cancelled
        if self._connection is None or self._process is None or not self._process.is_alive():
            self._end()
            # Not a fork: that would copy the window's threads in the middle of what they do.
            context = multiprocessing.get_context("spawn")
            self._connection, other = context.Pipe()
            arguments = (other, chosen_language())
            process = context.Process(target=_work, args=arguments, daemon=True)
            process.start()
            # Not before it has started: whoever closes the worker meanwhile could not end it.
            self._process = process
            other.close()
            if self._is_closed:
                raise Cancelled
        return self._connection

    def _end(self) -> None:
        process, connection = self._process, self._connection
        self._process = self._connection = None
        if connection is not None:
            connection.close()
        if process is not None:
            # Not closed by hand: another thread may be about to kill it as well.
            process.kill()
            process.join()


def _answer(connection: Connection, progress: Progress) -> tuple[_Kind, object]:
    """Wait for the answer; when the user has asked to stop, not for long."""
    try:
        while True:
            while not connection.poll(SECONDS_BETWEEN_LOOKS):
                progress.check()
            kind, content = connection.recv()
            if kind is not _Kind.PROGRESS:
                return kind, content
            progress.report(*content)
            progress.check()
    except Cancelled:
        # What the process has loaded is kept, if it stops by itself.
        connection.send(None)
        while connection.poll(SECONDS_TO_STOP):
            kind, content = connection.recv()
            if kind is not _Kind.PROGRESS:
                return _Kind.ERROR, Cancelled()
        raise


def _work(connection: Connection, language: str) -> None:
    """What the process does: answer until nobody asks any more."""
    choose_language(language)
    # Ctrl+C in a terminal reaches it too; whoever asked decides what is to be stopped.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # One processor stays with the window, and what is computed is the same on every machine.
    os.environ["OMP_NUM_THREADS"] = "1"
    if hasattr(os, "nice"):
        os.nice(5)
    while True:
        try:
            asked = connection.recv()
        except EOFError:
            return
        except Exception as error:
            connection.send((_Kind.ERROR, _sendable(error)))
            continue
        if asked is None:
            continue  # asked to stop when the answer was on its way
        try:
            connection.send(_answered(connection, *asked))
        except (BrokenPipeError, ConnectionResetError):
            return


def _answered(
    connection: Connection,
    function: Callable[..., object],
    args: tuple[object, ...],
    kwargs: dict[str, object],
) -> tuple[_Kind, object]:
    def tell(done: int, total: int | None, what: str) -> None:
        connection.send((_Kind.PROGRESS, (done, total, what)))

    try:
        return _Kind.ANSWER, function(ReportedProgress(tell, connection.poll), *args, **kwargs)
    except Exception as error:
        return _Kind.ERROR, _sendable(error)


def _sendable(error: Exception) -> Exception:
    """The error as it can go to another process, with where it was raised in the log."""
    if isinstance(error, QualcoderError):
        return error
    error.add_note("".join(traceback.format_exception(error)))
    try:
        pickle.loads(pickle.dumps(error))  # noqa: S301 - its own
    except Exception:
        return RuntimeError(f"{type(error).__name__}: {error}", *error.__notes__)
    return error
