"""``merge``: numbers first, a backup, one step, a report; a conflict stops it unless told how."""

import shutil
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from qualcoder_sts.project.backup import list_backups
from tests.unit.cli.conftest import INTERVIEW, Command

KEYS = {
    "per_coder", "new", "changed", "deleted", "united", "conflicts", "reanchored", "unplaced",
    "change_set",
}  # fmt: skip


@pytest.fixture
def copies(command: Command, tmp_path: Path) -> tuple[Path, Path]:
    """Ana's project and Tom's copy of it, each coded further."""
    (tmp_path / "codes.yaml").write_text(
        "codebook: Small\ncodes:\n  - name: Work\n  - name: Rest\n", encoding="utf-8"
    )
    folder = tmp_path / "interviews"
    folder.mkdir()
    (folder / "Interview.txt").write_text(INTERVIEW, encoding="utf-8")
    ours, theirs = tmp_path / "study.qsts", tmp_path / "from Tom.qsts"
    for arguments in (
        ("new", "study.qsts", "--codebook", "codes.yaml", "--coder", "Ana Ruiz"),
        ("import", "study.qsts", "interviews", "--coder", "Ana Ruiz"),
    ):
        assert command(*arguments).code == 0
    shutil.copyfile(ours, theirs)
    for file, words, coder in (
        ("study.qsts", "a morning off", "Ana Ruiz"),
        ("from Tom.qsts", "Thirty-four, on paper.", "Tom Lind"),
    ):
        ran = command(
            "code", file, "--source", "Interview", "--code", "Work", "--quote", words,
            "--coder", coder,
        )  # fmt: skip
        assert ran.code == 0, ran.err
    return ours, theirs


def in_conflict(command: Command, tmp_path: Path) -> None:
    """Both define the same code, each otherwise."""
    for file, wording in (("study.qsts", "Paid work."), ("from Tom.qsts", "All <b>work</b>.")):
        table = tmp_path / "definitions.csv"
        table.write_text(f"path,brief_definition\nWork,{wording}\n", encoding="utf-8")
        ran = command("codebook", "import", file, "definitions.csv", "--coder", "Ana Ruiz")
        assert ran.code == 0, ran.err


def test_a_dry_run_tells_and_writes_nothing(command: Command, copies: tuple[Path, Path]) -> None:
    content = copies[0].read_bytes()
    ran = command("merge", "study.qsts", "from Tom.qsts", "--dry-run", "--coder", "Ana Ruiz")
    assert ran.code == 0, ran.err
    assert "Tom Lind" in ran.out
    assert "Nothing was written" in ran.out
    assert copies[0].read_bytes() == content


def test_merging_is_one_step_with_a_backup(command: Command, copies: tuple[Path, Path]) -> None:
    ran = command("merge", "study.qsts", "from Tom.qsts", "--coder", "Ana Ruiz", "--json")
    assert ran.code == 0, ran.err
    assert set(ran.json) == KEYS
    tom = [each for each in ran.json["per_coder"] if each["coder"] == "Tom Lind"]
    kinds = {each["kind"]: each["new"] for each in tom[0]["kinds"]}
    assert kinds["coded_segment"] == 1
    assert list_backups(copies[0])
    steps = command("history", "study.qsts", "--json").json["change_sets"]
    assert steps[-1]["id"] == ran.json["change_set"]
    assert steps[-1]["kind"] == "merge"
    assert command("undo", "study.qsts", "--coder", "Ana Ruiz").code == 0
    assert len(command("retrieve", "study.qsts", "--json").json["segments"]) == 1


def test_a_second_merge_says_that_all_is_there(command: Command, copies: tuple[Path, Path]) -> None:
    arguments = ("merge", "study.qsts", "from Tom.qsts", "--coder", "Ana Ruiz")
    assert command(*arguments).code == 0
    again = command(*arguments)
    assert again.code == 0
    assert "here already" in again.out
    assert "change_set" not in command(*arguments, "--json").json


@pytest.mark.parametrize(
    ("how", "wording"), [("ours", "Paid work."), ("theirs", "All <b>work</b>.")]
)
def test_conflicts_end_as_told(
    command: Command, copies: tuple[Path, Path], tmp_path: Path, how: str, wording: str
) -> None:
    in_conflict(command, tmp_path)
    arguments = ("merge", "study.qsts", "from Tom.qsts", "--coder", "Ana Ruiz")
    refused = command(*arguments, "--json")
    assert refused.code == 1
    assert "1 conflict is not decided yet" in refused.err
    (conflict,) = refused.json["conflicts"]
    assert conflict["field"] == "brief_definition"
    assert "decision" not in conflict
    merged = command(*arguments, "--on-conflict", how, "--json")
    assert merged.code == 0, merged.err
    assert merged.json["conflicts"][0]["decision"] == how
    rows: list[Any] = command("codes", "study.qsts", "--json").json["rows"]
    assert {row["path"]: row.get("brief_definition") for row in rows}["Work"] == wording


def test_the_report_is_word_or_html(
    command: Command, copies: tuple[Path, Path], tmp_path: Path
) -> None:
    in_conflict(command, tmp_path)
    arguments = ("merge", "study.qsts", "from Tom.qsts", "--coder", "Ana Ruiz", "--dry-run")
    assert command(*arguments, "--report", "report.html").code == 0
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert "All &lt;b&gt;work&lt;/b&gt;." in page
    assert "<b>work" not in page
    assert "Tom Lind" in page
    assert "not decided" in page
    assert command(*arguments, "--report", "report.docx", "--on-conflict", "ours").code == 0
    with ZipFile(tmp_path / "report.docx") as file:
        text = file.read("word/document.xml").decode("utf-8")
    assert "Paid work." in text
    assert "Conflicts" in text


def test_what_is_no_copy_is_a_sentence(command: Command, copies: tuple[Path, Path]) -> None:
    ran = command("merge", "study.qsts", "study.qsts", "--coder", "Ana Ruiz")
    assert ran.code == 1
    assert "is the open project itself" in ran.err
    assert command("merge", "study.qsts", "gone.qsts", "--coder", "Ana Ruiz").code == 1
