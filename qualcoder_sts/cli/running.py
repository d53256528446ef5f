"""Runs one command: what goes wrong becomes a sentence and an exit code, never a stack trace."""

import io
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from typer.main import get_command

from qualcoder_sts.cli.output import Terminal
from qualcoder_sts.cli.overview import PROGRAM, application
from qualcoder_sts.foundation.crash_log import write_crash_log
from qualcoder_sts.foundation.errors import QualcoderError
from qualcoder_sts.foundation.progress import Cancelled
from qualcoder_sts.foundation.translation import _

FINE = 0
FAILED = 1


class _Interrupted(BaseException):
    """Ctrl-C. Nothing on the way may take it for an error of one file."""


def run(arguments: Sequence[str], open_window: Callable[[Path | None], int]) -> int:
    """Run the command that the arguments name; returns the exit code.

    ``open_window`` shows a project when the command asks for it.
    """
    terminal = Terminal()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # Whatever the console's code page; a file name that is no text is escaped.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    code = _carried_out(arguments, terminal)
    if code == FINE and terminal.window_on is not None:
        return open_window(terminal.window_on)
    return code


def _carried_out(arguments: Sequence[str], terminal: Terminal) -> int:
    try:
        with _stopped_by_ctrl_c():
            command = get_command(application(arguments))
            command.main(args=list(arguments), prog_name=PROGRAM, obj=terminal)
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else FINE
    except QualcoderError as error:
        terminal.complain(str(error))
    except _Interrupted:
        kept = _(
            "Stopped. What was done before is in the project; “undo” takes the last step back."
        )
        terminal.complain(kept if terminal.has_changed else str(Cancelled()))
    except Exception as error:  # a mistake in the program: the one place that knows no better
        log = write_crash_log(error)
        sentence = _("Something went wrong inside the program. What it was stands in “{log}”.")
        terminal.complain(sentence.format(log=log))
    return FAILED


@contextmanager
def _stopped_by_ctrl_c() -> Iterator[None]:
    """Ctrl-C ends the work at once, wherever it is; what was being written is taken back."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise _Interrupted

    before = signal.signal(signal.SIGINT, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
