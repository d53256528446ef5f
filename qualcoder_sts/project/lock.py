"""The file beside a project that says who has it open for writing.

SQLite's own locks last only as long as a write; this one lasts as long as the project is open, and
also warns across computers that share a folder.
"""

import getpass
import json
import os
import platform
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from qualcoder_sts.project.errors import ProjectInUseError


@dataclass(frozen=True, slots=True)
class LockHolder:
    """Who has a project open."""

    who: str
    computer: str
    since: str  # local time, for people to read
    process: int


@dataclass(frozen=True, slots=True)
class ProjectLock:
    """A lock this process holds."""

    path: Path
    holder: LockHolder

    def release(self) -> None:
        """Give the lock back, unless somebody has taken it over meanwhile."""
        if lock_holder(self.path) == self.holder:
            self.path.unlink(missing_ok=True)


def lock_path(project: Path) -> Path:
    """Where the lock of a project lies."""
    return project.with_name(project.name + ".lock")


def take_lock(project: Path, *, take_over: bool = False) -> ProjectLock:
    """Take a project's lock; raises ``ProjectInUseError`` while somebody else holds it.

    A lock left behind on this computer by a process that has ended is taken over without a word;
    ``take_over`` does so for any lock, after the user was asked.
    """
    path = lock_path(project)
    lock = ProjectLock(path, _myself())
    content = json.dumps(asdict(lock.holder))
    while True:
        try:
            with path.open("x", encoding="utf-8") as file:
                file.write(content)
        except FileExistsError:
            holder = lock_holder(path)
            if holder is not None and not take_over and not _has_ended(holder):
                raise ProjectInUseError(
                    project, holder.who, holder.computer, holder.since
                ) from None
            path.unlink(missing_ok=True)
        else:
            return lock


def lock_holder(path: Path) -> LockHolder | None:
    """Who holds the lock, or None when it is gone or says nothing intelligible."""
    try:
        return LockHolder(**json.loads(path.read_text(encoding="utf-8")))
    except (FileNotFoundError, ValueError, TypeError):
        return None


def _myself() -> LockHolder:
    try:
        who = getpass.getuser()
    except (OSError, KeyError):
        who = "somebody"
    now = datetime.now(UTC).astimezone().strftime("%Y-%m-%d %H:%M:%S.%f")
    return LockHolder(who, platform.node(), now, os.getpid())


def _has_ended(holder: LockHolder) -> bool:
    if holder.computer != platform.node():
        return False
    if holder.process == os.getpid():
        return False
    if platform.system() == "Windows":
        return not _runs_on_windows(holder.process)
    try:
        os.kill(holder.process, 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False


def _runs_on_windows(process: int) -> bool:
    import ctypes  # noqa: PLC0415 - only there on Windows

    query_limited_information = 0x1000
    kernel = ctypes.WinDLL("kernel32")  # type: ignore[attr-defined]
    handle = kernel.OpenProcess(query_limited_information, False, process)
    if handle:
        kernel.CloseHandle(handle)
    return bool(handle)
