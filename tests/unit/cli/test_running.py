"""What every command has in common: streams, exit codes, sentences, locks, Ctrl-C, crashes."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from qualcoder_sts.cli import listing
from qualcoder_sts.cli.running import run
from qualcoder_sts.foundation.crash_log import KEPT, log_folder, write_crash_log
from qualcoder_sts.project.opening import open_project

Command = Callable[..., Any]
Start = Callable[..., "subprocess.Popen[str]"]
READING = [
    ("sources",), ("participants",), ("codes",), ("search", "help"), ("retrieve",),
    ("frequencies",), ("finished",), ("history",), ("check",),
]  # fmt: skip


def with_project(words: tuple[str, ...], project: object) -> tuple[object, ...]:
    return (words[0], project, *words[1:])


@pytest.mark.parametrize("words", READING, ids=lambda words: words[0])
def test_json_is_one_object_and_nothing_else(
    command: Command, study: Path, words: tuple[str, ...]
) -> None:
    ran = command(*with_project(words, study), "--json")
    assert ran.code == 0
    assert isinstance(json.loads(ran.out), dict)


@pytest.mark.parametrize("words", READING, ids=lambda words: words[0])
def test_reading_works_while_the_project_is_open_and_leaves_no_trace(
    command: Command, study: Path, words: tuple[str, ...]
) -> None:
    with open_project(study, backups=None):
        before = study.read_bytes()
        names = sorted(study.parent.iterdir())
        assert command(*with_project(words, study)).code == 0
        assert study.read_bytes() == before
        assert sorted(study.parent.iterdir()) == names


@pytest.mark.parametrize(
    "words",
    [("undo",), ("redo",), ("search", "help", "--code", "Rest"), ("finished", "--source", "Group")],
    ids=lambda words: words[0],
)
def test_writing_to_a_project_that_is_open_is_refused(
    command: Command, study: Path, words: tuple[str, ...]
) -> None:
    with open_project(study, backups=None):
        before = study.read_bytes()
        ran = command(*with_project(words, study), "--json")
        assert (ran.code, ran.out) == (1, "")
        assert "“study.qsts” is open" in ran.err
        assert study.read_bytes() == before


@pytest.mark.parametrize("words", [*READING, ("undo",)], ids=lambda words: words[0])
def test_a_project_that_is_missing_or_is_none(
    command: Command, tmp_path: Path, words: tuple[str, ...]
) -> None:
    ran = command(*with_project(words, "gone.qsts"), "--json")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == f"There is no project “gone.qsts” in “{tmp_path}”.\n"
    (tmp_path / "letter.qsts").write_text("Dear Ana, ")
    ran = command(*with_project(words, "letter.qsts"))
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == (
        "“letter.qsts” is not a qualcoder-sts project. Open a project, or import the file into "
        "one.\n"
    )


@pytest.mark.parametrize(
    "arguments", [("fly",), ("sources",), ("sources", "a", "--fly"), ("code",)]
)
def test_wrong_use_is_2_and_says_how_to_get_help(
    command: Command, arguments: tuple[str, ...]
) -> None:
    ran = command(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert "--help" in ran.err
    assert "Traceback" not in ran.err


def test_version(command: Command) -> None:
    assert command("--version").out.startswith("qualcoder-sts 0.")


def test_quiet_confirms_nothing_and_shows_what_was_asked_for(
    command: Command, study: Path, files: Path
) -> None:
    ran = command("codebook", "import", study, files / "codebook.yaml", "--quiet")
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    ran = command("sources", study, "-q")
    assert "Interview" in ran.out
    ran = command("frequencies", study, "-q")
    assert ran.err == ""


def test_the_default_coder_acts(command: Command, study: Path, tmp_path: Path) -> None:
    command("search", study, "helps", "--code", "Rest")
    segments = command("retrieve", study, "--code", "Rest", "--json").json["segments"]
    assert {each["coder"] for each in segments} == {"Pat Doe"}
    (tmp_path / "settings" / "preferences.json").write_text("{broken", encoding="utf-8")
    command("search", study, "mornings", "--code", "Rest")
    segments = command("retrieve", study, "--code", "Rest", "--json").json["segments"]
    assert len({each["coder"] for each in segments}) == 2


def test_a_mistake_in_the_program_is_one_sentence_with_a_log(
    command: Command, study: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("secret of the machine")

    monkeypatch.setattr(listing, "list_participants", broken)
    ran = command("participants", study, "--json")
    assert (ran.code, ran.out) == (1, "")
    (log,) = log_folder().glob("*.log")
    assert ran.err == f"Something went wrong inside the program. What it was stands in “{log}”.\n"
    text = log.read_text(encoding="utf-8")
    assert "ZeroDivisionError: secret of the machine" in text
    assert "Traceback" in text


def test_old_logs_are_let_go() -> None:
    for number in range(KEPT + 3):
        last = write_crash_log(ValueError(number))
    kept = sorted(log_folder().iterdir())
    assert len(kept) == KEPT
    assert kept[-1] == last


def test_a_log_is_written_somewhere_even_where_its_folder_cannot_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("QUALCODER_STS_CONFIG", str(tmp_path / "file"))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    assert write_crash_log(ValueError("x")).parent == tmp_path


def test_ctrl_c_stops_and_leaves_the_project_as_it_was(
    command: Command, study: Path, files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from qualcoder_sts.transcripts import preparing

    def stopped(*_: object, **__: object) -> None:
        signal.raise_signal(signal.SIGINT)

    monkeypatch.setattr(preparing, "read_documents", stopped)
    before = study.read_bytes()
    ran = command("import", study, files / "interviews", "--json")
    assert (ran.code, ran.out, ran.err) == (1, "", "Stopped. Nothing was changed.\n")
    assert study.read_bytes() == before
    assert not study.with_name("study.qsts.lock").exists()


def test_ctrl_c_after_a_first_step_says_that_it_stays(
    command: Command, files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from qualcoder_sts.cli import importing

    command("new", "study")

    def stopped(*_: object, **__: object) -> None:
        signal.raise_signal(signal.SIGINT)

    monkeypatch.setattr(importing, "_take_in_attributes", stopped)
    people = files / "people.csv"
    ran = command("import", "study", files / "interviews", "--attributes", people)
    assert ran.code == 1
    assert ran.err.startswith("Stopped. What was done before is in the project")
    assert len(command("sources", "study", "--json").json["rows"]) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="signals are another matter there")
def test_ctrl_c_from_outside(study: Path, files: Path, of_its_own: Start) -> None:
    many = files / "many"
    many.mkdir()
    for number in range(3000):
        (many / f"{number}.txt").write_text(f"Ana: Number {number}.\n" * 20, encoding="utf-8")
    lock = study.with_name("study.qsts.lock")
    with of_its_own("-m", "qualcoder_sts", "import", study, many) as process:
        deadline = time.monotonic() + 30
        while not lock.exists() and time.monotonic() < deadline:
            time.sleep(0.02)
        time.sleep(0.3)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    assert (process.returncode, out, err) == (1, "", "Stopped. Nothing was changed.\n")
    assert not lock.exists()
    with open_project(study, backups=None):
        pass


def test_a_reader_who_leaves_is_no_mistake(study: Path, of_its_own: Start) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with of_its_own("-m", "qualcoder_sts", "history", study, stdout=writing) as process:
        os.close(writing)
        err = process.communicate()[1]
    assert "Something went wrong" not in err
    assert "Traceback" not in err
    assert "Exception ignored" not in err


def test_a_command_may_ask_for_the_window() -> None:
    assert run(["--version"], lambda _project: 7) == 0
