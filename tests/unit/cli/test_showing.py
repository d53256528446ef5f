"""Charts and reports from the command line."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Command = Callable[..., Any]
MAGIC = {"png": b"\x89PNG", "svg": b"<?xml", "pdf": b"%PDF"}


@pytest.mark.parametrize("ending", MAGIC)
def test_chart(command: Command, study: Path, tmp_path: Path, ending: str) -> None:
    file = tmp_path / f"themes.{ending}"
    ran = command("chart", study, "theme-frequency", "-o", file, "--json")
    assert ran.code == 0
    assert (ran.json["file"], ran.json["stale"]) == (str(file), False)
    assert "Caseload" in ran.json["alt_text"]
    assert file.read_bytes().startswith(MAGIC[ending])


def test_chart_that_cannot_be(command: Command, study: Path, tmp_path: Path) -> None:
    ran = command("chart", study, "theme-frequency", "-o", "themes.bmp")
    assert (ran.code, ran.out) == (1, "")
    assert "“themes.bmp” cannot hold a chart" in ran.err
    assert not (tmp_path / "themes.bmp").exists()
    assert command("chart", study, "pie", "-o", "pie.png").code == 2
    assert command("chart", study, "theme-frequency").code == 2


def test_report_and_whether_it_is_still_true(command: Command, study: Path, tmp_path: Path) -> None:
    file = tmp_path / "summary.docx"
    written = command("report", "write", study, "-o", file, "--json")
    assert written.code == 0
    assert written.json["file"] == str(file)
    assert file.read_bytes().startswith(b"PK")
    checked = command("report", "check", study, file, "--json")
    assert checked.json == written.json
    assert checked.json["stale"] is False
    command("undo", study)
    checked = command("report", "check", study, file, "--json")
    assert checked.code == 0
    assert checked.json == {**written.json, "stale": True}
    assert "has changed since" in command("report", "check", study, file).out
    named = command("report", "write", study, "theme-summary", "-o", file, "--json")
    assert named.json["state"] != written.json["state"]


def test_report_check_of_other_files(command: Command, study: Path, tmp_path: Path) -> None:
    (tmp_path / "letter.docx").write_bytes(b"PK letter")
    for name in ("letter.docx", "gone.docx"):
        ran = command("report", "check", study, name)
        assert (ran.code, ran.out) == (1, "")
        assert name in ran.err
