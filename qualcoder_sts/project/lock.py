"""The file beside a project that says who has it open for writing.

SQLite's own locks last only as long as a write; this one lasts as long as the project is open, and
also warns across computers that share a folder.

On one computer the operating system's lock on that file decides, because it ends with the process
whatever becomes of it. Between computers, where such locks may not reach, the file's content does.
"""

import contextlib
import getpass
import json
import os
import platform
import sys
import time
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from qualcoder_sts.foundation.translation import _
from qualcoder_sts.project.errors import ProjectInUseError

# Far behind the content: on Windows nobody else can read a locked byte.
_LOCKED_BYTE = 1 << 20
_SECONDS_TO_BE_OVERWRITTEN = 0.1
# Some network drives never tell that two openings are of one file; then it is believed.
_MOST_TRIES = 50


@dataclass(frozen=True, slots=True)
class LockHolder:
    """Who has a project open."""

    who: str
    computer: str
    since: str  # local time, for people to read
    process: int


class ProjectLock:
    """A lock this process holds."""

    def __init__(self, path: Path, holder: LockHolder, descriptor: int) -> None:
        self.path = path
        self.holder = holder
        self._descriptor: int | None = descriptor

    def release(self) -> None:
        """Give the lock back, unless somebody has taken it over meanwhile."""
        if self._descriptor is None:
            return
        descriptor, self._descriptor = self._descriptor, None
        is_mine = _is_at(self.path, descriptor) and lock_holder(self.path) == self.holder
        if is_mine and sys.platform != "win32":
            # Before it is let go of, so that nobody takes hold of a file that then disappears.
            self.path.unlink(missing_ok=True)
        os.close(descriptor)
        if is_mine and sys.platform == "win32":
            with contextlib.suppress(OSError):  # somebody else has opened it already
                self.path.unlink()


def lock_path(project: Path) -> Path:
    """Where the lock of a project lies."""
    return project.with_name(project.name + ".lock")


def take_lock(project: Path, *, take_over: bool = False) -> ProjectLock:
    """Take a project's lock; raises ``ProjectInUseError`` while somebody else holds it.

    A lock left behind on this computer by a process that has ended is taken over without a word;
    ``take_over`` does so for any lock, after the user was asked.
    """
    path = lock_path(project)
    tries = 0
    while True:
        tries += 1
        try:
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o666)
        except PermissionError:
            if not path.exists():
                raise
            _remove_or_refuse(project, path, take_over=take_over)  # another person's file
            continue
        try:
            again = tries < _MOST_TRIES
            lock = _claimed(project, path, descriptor, take_over=take_over, again=again)
        except BaseException:
            os.close(descriptor)
            raise
        if lock is not None:
            return lock
        os.close(descriptor)
        if take_over and path.exists():
            _remove_or_refuse(project, path, take_over=True)


def lock_holder(path: Path) -> LockHolder | None:
    """Who holds the lock, or None when it is gone or says nothing intelligible."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        return LockHolder(**(content | {"process": int(content["process"])}))
    except (OSError, ValueError, TypeError, KeyError):
        return None


def _claimed(
    project: Path, path: Path, descriptor: int, *, take_over: bool, again: bool
) -> ProjectLock | None:
    """The lock in an opened file; None when that file must be replaced or has been already."""
    is_held = _held_by_the_system(descriptor)
    if is_held is False:
        if take_over:
            return None
        raise _in_use(project, path)
    if again and not _is_at(path, descriptor):
        return None
    holder = lock_holder(path)
    if holder is not None and not take_over and _may_be_at_work(holder, is_held=is_held):
        raise _in_use(project, path)
    lock = ProjectLock(path, _myself(), descriptor)
    os.ftruncate(descriptor, 0)
    os.lseek(descriptor, 0, os.SEEK_SET)
    os.write(descriptor, json.dumps(asdict(lock.holder)).encode())
    if is_held is None:
        # Without the system's lock two may have come here at once: the later one has it.
        time.sleep(_SECONDS_TO_BE_OVERWRITTEN)
        if lock_holder(path) != lock.holder:
            raise _in_use(project, path)
    return lock


def _remove_or_refuse(project: Path, path: Path, *, take_over: bool) -> None:
    if not take_over:
        raise _in_use(project, path)
    try:
        path.unlink(missing_ok=True)
    except OSError as error:  # on Windows a file that is open stays
        raise _in_use(project, path) from error


def _in_use(project: Path, path: Path) -> ProjectInUseError:
    holder = lock_holder(path)
    if holder is None:
        return ProjectInUseError(
            project, _("somebody"), _("this or another computer"), _("just now")
        )
    return ProjectInUseError(project, holder.who, holder.computer, holder.since[:16])


def _is_at(path: Path, descriptor: int) -> bool:
    """Whether an opened file is still the one of that name."""
    if sys.platform == "win32":
        return True  # an open file can neither be deleted nor replaced there
    try:
        return os.path.samestat(path.stat(), os.fstat(descriptor))
    except OSError:
        return False


def _held_by_the_system(descriptor: int) -> bool | None:
    """Take the system's lock: whether that worked, or None where the file system knows none."""
    if sys.platform == "win32":
        import msvcrt  # noqa: PLC0415 - only there on Windows

        os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
    import fcntl  # noqa: PLC0415 - not there on Windows

    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return None
    return True


def _may_be_at_work(holder: LockHolder, *, is_held: bool | None) -> bool:
    if holder.computer != platform.node():
        return True
    # Where the system's lock is ours, whoever wrote this has ended.
    return is_held is None and not _has_ended(holder.process)


def _myself() -> LockHolder:
    try:
        who = getpass.getuser()
    except (OSError, KeyError):
        who = "somebody"
    now = datetime.now(UTC).astimezone().strftime("%Y-%m-%d %H:%M:%S.%f")
    return LockHolder(who, platform.node(), now, os.getpid())


def _has_ended(process: int) -> bool:
    if sys.platform == "win32":
        return False  # its lock always holds there
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return False
