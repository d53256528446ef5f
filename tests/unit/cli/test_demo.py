"""The demo: its files, its folder, and that it never writes over anybody's work."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from qualcoder_sts.cli import demo_folder, demonstration
from qualcoder_sts.cli.demo_folder import DemoFiles, move_into_place, place_for_demo
from qualcoder_sts.project.lock import lock_path

Command = Callable[..., Any]


@pytest.fixture
def made(tmp_path: Path) -> DemoFiles:
    """A folder as the demo leaves it, with other files in place of its own."""
    return remade(tmp_path / "demo", "first")


def remade(folder: Path, content: str) -> DemoFiles:
    unfinished = DemoFiles(folder.parent / "unfinished")
    place = place_for_demo(folder)
    for files in (unfinished, place):
        files.folder.mkdir(parents=True, exist_ok=True)
    for file in unfinished:
        file.write_text(content)
    move_into_place(unfinished, place)
    return place


def test_the_demos_own_files_are_replaced(made: DemoFiles) -> None:
    again = remade(made.folder, "second")
    assert again.folder == made.folder
    assert {file.read_text() for file in made} == {"second"}
    assert remade(made.folder, "third").folder == made.folder


@pytest.mark.parametrize("number", range(4))
def test_a_file_that_somebody_changed_stays(made: DemoFiles, number: int) -> None:
    changed = list(made)[number]
    changed.write_text("mine")
    again = remade(made.folder, "second")
    assert again.folder == made.folder.with_name("demo 2")
    assert changed.read_text() == "mine"
    assert remade(made.folder, "third").folder == made.folder.with_name("demo 2")


def test_a_project_that_is_open_stays(made: DemoFiles) -> None:
    lock_path(made.project).write_text("{}")
    assert place_for_demo(made.folder).folder.name == "demo 2"


def test_a_file_of_that_name_in_a_folder_without_a_demo_stays(tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "letter.txt").write_text("mine")
    assert place_for_demo(folder).folder == folder
    (folder / "Theme summary.docx").write_text("mine")
    assert place_for_demo(folder).folder.name == "mine 2"
    (folder / "demo.json").write_text("[broken")
    assert place_for_demo(folder).folder.name == "mine 2"
    (tmp_path / "file").write_text("mine")
    assert place_for_demo(tmp_path / "file").folder.name == "file 2"


def test_the_demo_opens_the_window_where_somebody_sees_it(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(demonstration, "somebody_sees", lambda: True)
    ran = command("demo", "--folder", "demo")
    assert ran.code == 0
    project = tmp_path / "demo" / "Sample study.qsts"
    assert ran.windows == [project]
    lines = [line.split(maxsplit=1) for line in ran.out.splitlines() if str(tmp_path) in line]
    assert lines == [
        ["Project", str(project)],
        ["Chart", str(tmp_path / "demo" / "Theme frequency.png")],
        ["Report", str(tmp_path / "demo" / "Theme summary.docx")],
    ]
    assert sorted(file.name for file in (tmp_path / "demo").iterdir()) == [
        "Sample study.qsts",
        "Theme frequency.png",
        "Theme frequency.svg",
        "Theme summary.docx",
        "demo.json",
    ]
    ran = command("demo", "--folder", "demo", "--json")
    assert (ran.windows, ran.json["project"]) == ([], str(project))


def test_a_demo_that_fails_leaves_an_empty_folder(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "study.yaml").write_text("name: [")
    monkeypatch.setattr(demonstration, "sample_study_folder", lambda: tmp_path / "broken")
    ran = command("demo", "--folder", "demo", "--no-window", "--json")
    assert (ran.code, ran.out) == (1, "")
    assert "“study.yaml” cannot be read" in ran.err
    assert list((tmp_path / "demo").iterdir()) == []
    assert demo_folder.place_for_demo(tmp_path / "demo").folder == tmp_path / "demo"


def test_what_does_not_fit_is_said_and_the_rest_stays(
    command: Command, tmp_path: Path, files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (files / "study.yaml").write_text("name: Small\ncodebooks: codebook.yaml\n")
    monkeypatch.setattr(demonstration, "sample_study_folder", lambda: files)
    monkeypatch.setattr(demonstration, "somebody_sees", lambda: True)
    ran = command("demo", "--folder", "demo")
    assert (ran.code, ran.windows) == (1, [])
    assert ran.err == "coding.csv, row 5: the quote does not stand in the text.\n"
    assert (tmp_path / "demo" / "Sample study.qsts").is_file()
