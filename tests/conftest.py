"""What every test stands on: no screen, no network, no settings of the person who runs it."""

import gc
import importlib.util
import os
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest

ROOT = Path(__file__).resolve().parent.parent
HAS_QT = importlib.util.find_spec("PySide6") is not None

# Before Qt and matplotlib are imported. A test run on a real or virtual screen asks for it:
# QUALCODER_TEST_PLATFORM=xcb.
os.environ["QT_QPA_PLATFORM"] = os.environ.get("QUALCODER_TEST_PLATFORM", "offscreen")
os.environ["MPLBACKEND"] = "Agg"

# What must hold before a change goes in does not depend on chance: the same examples every time.
# “thorough” looks for others, each time anew.
hypothesis.settings.register_profile(
    "default",
    deadline=None,
    max_examples=60,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
    derandomize=True,
)
hypothesis.settings.register_profile(
    "thorough",
    parent=hypothesis.settings.get_profile("default"),
    max_examples=1000,
    derandomize=False,
)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))

# The core's tests run where there is no Qt; those of the window are then not looked at.
collect_ignore = [] if HAS_QT else ["ui", "workflows/test_first_hour.py"]


class NetworkUsedError(Exception):
    """A test reached for the network."""


@pytest.fixture(scope="session", autouse=True)
def _no_network() -> Iterator[None]:
    """Connections and look-ups fail; sockets of this machine's file system still work."""
    connect, connect_ex = socket.socket.connect, socket.socket.connect_ex
    local = getattr(socket, "AF_UNIX", None)

    def guarded_connect(self: socket.socket, address: Any) -> None:
        if self.family != local:
            raise NetworkUsedError(f"a test tried to connect to {address}")
        connect(self, address)

    def guarded_connect_ex(self: socket.socket, address: Any) -> int:
        if self.family != local:
            raise NetworkUsedError(f"a test tried to connect to {address}")
        return connect_ex(self, address)

    def refused_look_up(host: Any, *_: Any, **__: Any) -> Any:
        raise NetworkUsedError(f"a test tried to look up {host}")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded_connect)
        patch.setattr(socket.socket, "connect_ex", guarded_connect_ex)
        patch.setattr(socket, "getaddrinfo", refused_look_up)
        yield


@pytest.fixture(scope="session", autouse=True)
def _no_settings_of_the_user(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The program's own folders lie in a temporary place."""
    own = tmp_path_factory.mktemp("own-folders")
    with pytest.MonkeyPatch.context() as patch:
        for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
            patch.setenv(name, str(own / name))
        yield


@pytest.fixture(scope="session")
def repository() -> Path:
    """The folder this project lies in."""
    return ROOT


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Real files beside the repository; tests that need them are skipped where they are not."""
    folder = ROOT.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("the folder ../shared/data is not there")
    return folder


@pytest.fixture(autouse=True)
def _nothing_left_behind(request: pytest.FixtureRequest) -> Iterator[None]:
    """A test of the window fails when a thread, a running timer or a window outlives it.

    Set up before, and so taken down after, pytest-qt has closed what was handed to ``qtbot``.
    """
    if not HAS_QT or not request.path.is_relative_to(ROOT / "tests" / "ui"):
        yield
        return
    request.getfixturevalue("_old_objects_set_aside")
    before = _standing().keys()
    yield
    deadline = time.monotonic() + 10
    while left := [text for key, text in _standing().items() if key not in before]:
        # What only waits for garbage collection or for a last moment is not left behind.
        if time.monotonic() > deadline:
            pytest.fail("left behind by the test: " + ", ".join(sorted(left)))
        gc.collect()
        time.sleep(0.02)


@pytest.fixture(scope="session")
def _old_objects_set_aside() -> None:
    """Keep what was imported out of sight: looking through all objects takes 50 ms a time."""
    gc.collect()
    gc.freeze()


def _standing() -> dict[object, str]:
    """The threads, running timers and windows of this moment, with what to call them."""
    import shiboken6
    from PySide6.QtCore import QCoreApplication, QEvent, Qt, QThread, QThreadPool, QTimer
    from PySide6.QtWidgets import QApplication

    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    standing: dict[object, str] = {
        thread: f"thread {thread.name}"
        for thread in threading.enumerate()
        # Python's stand-in for a thread of Qt, which stays when that thread has ended.
        if not isinstance(thread, threading._DummyThread)
    }
    made = [each for each in gc.get_objects() if isinstance(each, QTimer | QThread | QThreadPool)]
    windows = QApplication.topLevelWidgets() if QApplication.instance() is not None else []
    for each in (*made, QThreadPool.globalInstance(), *windows):
        if not shiboken6.isValid(each):
            continue
        match each:
            case QTimer():
                stands = each.isActive()
            case QThread():
                stands = each.isRunning()
            case QThreadPool():
                stands = each.activeThreadCount() > 0
            case _:
                stands = each.parent() is None and each.windowType() != Qt.WindowType.ToolTip
        if stands:
            standing[shiboken6.getCppPointer(each)[0]] = f"{type(each).__name__} {each!r}"
    return standing
