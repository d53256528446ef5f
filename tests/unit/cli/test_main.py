"""Which way ``qualcoder-sts`` goes: window, project, command; and where there is no screen."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from qualcoder_sts import __main__ as program
from qualcoder_sts.cli.screen import has_screen, somebody_sees

SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[Path | None]:
    windows: list[Path | None] = []

    def open_window(project: Path | None) -> int:
        windows.append(project)
        return 0

    monkeypatch.setattr(program, "open_window", open_window)
    return windows


@pytest.mark.parametrize(
    ("arguments", "project"),
    [([], None), (["a b.qsts"], Path("a b.qsts")), (["X.QSTS"], Path("X.QSTS"))],
)
def test_window(
    arguments: list[str],
    project: Path | None,
    opened: list[Path | None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "argv", ["qualcoder-sts", *arguments])
    assert program.main() == 0
    assert opened == [project]


def test_command(opened: list[Path | None], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["qualcoder-sts", "sources", "gone.qsts"])
    assert program.main() == 1
    assert opened == []


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems have a screen")
def test_without_a_screen_a_sentence_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in SCREENS:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "argv", ["qualcoder-sts"])
    assert program.main() == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith("There is no screen here")
    assert "qualcoder-sts --help" in printed.err


def test_without_qt_a_sentence_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    monkeypatch.setitem(sys.modules, "qualcoder_sts.ui.application", None)
    monkeypatch.setattr(sys, "argv", ["qualcoder-sts", "study.qsts"])
    assert program.main() == 1
    assert capsys.readouterr().err.startswith("The window cannot be opened: ")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems have a screen")
@pytest.mark.parametrize(
    ("variables", "can_open", "seen"),
    [
        ({}, False, False),
        ({"DISPLAY": ":0"}, True, True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, True, True),
        ({"QT_QPA_PLATFORM": "offscreen"}, True, False),
        ({"QT_QPA_PLATFORM": "offscreen", "DISPLAY": ":0"}, True, False),
        ({"QT_QPA_PLATFORM": "xcb"}, False, False),
    ],
)
def test_screens(
    variables: dict[str, str], can_open: bool, seen: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in SCREENS:
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert (has_screen(), somebody_sees()) == (can_open, seen)


def test_it_runs_as_a_module(of_its_own: Callable[..., "subprocess.Popen[str]"]) -> None:
    with of_its_own("-m", "qualcoder_sts", "--version") as process:
        assert process.communicate()[0].startswith("qualcoder-sts ")
    assert process.returncode == 0
