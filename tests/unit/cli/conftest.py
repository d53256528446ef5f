"""A small project, and running commands on it as ``main`` does."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from qualcoder_sts.cli.running import run

CODEBOOK = """
codebook: Small
codes:
  - name: Work
    codable: false
    codes:
      - name: Caseload
        brief_definition: How many.
      - name: Schedule
  - name: Rest
"""
INTERVIEW = """Interviewer: How many families do you see?
Ana: Thirty-four, on paper. Really forty [laughs], some weeks.
Interviewer: And then?
Ana: Then I go home and sit in the car. I sit there 🚗 for an hour.
Interviewer: What would help?
Ana: Fewer families, and a morning off.
"""
GROUP = """Moderator: Who would like to begin?
P1: We share the files. It helps to share them.
P2: It helps, yes, and nobody writes that down.
Moderator: And the mornings?
P1: A morning off would do.
P3: Thirty-four is too many for anybody.
Moderator: Anything else?
P2: No.
P3: No, that is it.
"""
CODING = """source,quote,code,coder
Interview,"Really forty [laughs], some weeks.",Work/Caseload,Ana Ruiz
Interview,a morning off,Schedule,Ana Ruiz
Group,Thirty-four is too many for anybody.,Work/Caseload,Tom Lind
Group,this stands nowhere,Rest,Tom Lind
"""


@dataclass
class Ran:
    """What a command printed and returned; ``windows`` are the projects it opened a window on."""

    code: int
    out: str
    err: str
    windows: list[Path | None] = field(default_factory=list)

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Command = Callable[..., Ran]


@pytest.fixture(autouse=True)
def _settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "settings"
    folder.mkdir()
    (folder / "preferences.json").write_text('{"coder": "Pat Doe"}', encoding="utf-8")
    monkeypatch.setenv("QUALCODER_STS_CONFIG", str(folder))
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def command(capsys: pytest.CaptureFixture[str]) -> Command:
    def call(*arguments: object) -> Ran:
        capsys.readouterr()
        windows: list[Path | None] = []

        def open_window(project: Path | None) -> int:
            windows.append(project)
            return 0

        code = run([str(argument) for argument in arguments], open_window)
        printed = capsys.readouterr()
        return Ran(code, printed.out, printed.err, windows)

    return call


@pytest.fixture
def of_its_own(repository: Path) -> Callable[..., "subprocess.Popen[str]"]:
    """Start Python with these arguments as a process of its own."""
    path = os.pathsep.join(filter(None, [str(repository), os.environ.get("PYTHONPATH", "")]))

    def start(*arguments: object, **settings: Any) -> "subprocess.Popen[str]":
        streams = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **settings}
        return subprocess.Popen(
            [sys.executable, *map(str, arguments)],
            env={**os.environ, "PYTHONPATH": path},
            text=True,
            encoding="utf-8",
            **streams,
        )

    return start


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """A folder with transcripts, a codebook and coding."""
    folder = tmp_path / "files"
    (folder / "interviews").mkdir(parents=True)
    (folder / "focus-groups").mkdir()
    (folder / "interviews" / "Interview.txt").write_text(INTERVIEW, encoding="utf-8")
    (folder / "focus-groups" / "Group.txt").write_text(GROUP, encoding="utf-8")
    (folder / "codebook.yaml").write_text(CODEBOOK, encoding="utf-8")
    (folder / "coding.csv").write_text(CODING, encoding="utf-8")
    people = "name,role,years\nAna,caseworker,4\nP1,nurse,9\nNobody,nurse,1\n"
    (folder / "people.csv").write_text(people, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def made_once() -> dict[str, Path]:
    """Where the first test that needs it leaves the small project for the others."""
    return {}


@pytest.fixture
def study(
    tmp_path: Path,
    files: Path,
    command: Command,
    made_once: dict[str, Path],
    tmp_path_factory: pytest.TempPathFactory,
) -> Path:
    """A project with two transcripts, four codes and three segments by two coders."""
    file = tmp_path / "study.qsts"
    if "study" not in made_once:
        steps: Sequence[Sequence[object]] = (
            ("new", file, "--codebook", files / "codebook.yaml"),
            ("import", file, files / "interviews", files / "focus-groups"),
            ("coding", "import", file, files / "coding.csv"),
            ("finished", file, "--source", "Interview", "--coder", "Ana Ruiz", "--lead"),
            ("finished", file, "--source", "Group", "--coder", "Tom Lind", "--lead"),
        )
        assert [command(*step).code for step in steps] == [0, 0, 1, 0, 0]
        kept = tmp_path_factory.mktemp("made-once") / "study.qsts"
        shutil.copyfile(file, kept)
        made_once["study"] = kept
        shutil.rmtree(tmp_path / "study backups")
    else:
        shutil.copyfile(made_once["study"], file)
    return file
