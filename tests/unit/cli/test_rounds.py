"""Rounds of double coding from the command line, and what they come to."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from qualcoder_sts.analysis.agreement.record import kept_agreement
from qualcoder_sts.coding.rounds import kept_results
from qualcoder_sts.project.opening import open_project

Command = Callable[..., Any]


@pytest.fixture
def opened(command: Command, study: Path) -> None:
    """Ana and Tom code the interview; Pat leads."""
    ran = command(
        *("round", "open", study, "Pilot", "--coders", "Ana Ruiz,Tom Lind"),
        *("--source", "Interview", "--json"),
    )
    assert ran.code == 0, ran.err


def code(command: Command, study: Path, quote: str, coder: str, name: str = "Caseload") -> None:
    ran = command(
        *("code", study, "--source", "Interview", "--code", name),
        *("--quote", quote, "--coder", coder),
    )
    assert ran.code == 0, ran.err


def test_who_codes_what(command: Command, study: Path) -> None:
    ran = command("assign", study, "--to", "Ana Ruiz", "--source", "Group", "--json")
    assert ran.json == {"rows": [{"source": "Group", "coder": "Ana Ruiz", "finished": False}]}
    ran = command("assign", study, "--to", "Nadia Osei", "--json")
    assert (ran.code, "Nadia Osei" in ran.err) == (1, True)
    ran = command("assign", study, "--to", "Nadia Osei", "--add-coders", "--json")
    assert [row["source"] for row in ran.json["rows"]] == ["Group", "Interview"]
    ran = command("assign", study, "--to", "Ana Ruiz", "--source", "Group", "--not", "--json")
    assert ran.json == {"rows": []}


def test_a_round_from_opening_to_closing(command: Command, study: Path, opened: None) -> None:
    (row,) = command("rounds", study, "--json").json["rows"]
    assert (row["name"], row["opened_by"], row["blind"]) == ("Pilot", "Pat Doe", True)
    assert row["sources"] == ["Interview"]
    assert row["coders"] == [
        {"coder": "Ana Ruiz", "assigned": 1, "finished": 1},
        {"coder": "Tom Lind", "assigned": 1, "finished": 0},
    ]
    assert "seed" not in row
    ran = command("round", "close", study, "Pilot")
    assert (ran.code, "1 of 2 codings are finished" in ran.err) == (1, True)
    ran = command("round", "close", study, "pilot", "--unfinished", "--coder", "Tom Lind")
    assert (ran.code, "Pat Doe, who opened it" in ran.err) == (1, True)
    ran = command("round", "close", study, "pilot", "--unfinished", "--json")
    assert "closed_at" in ran.json["rows"][0]
    assert command("round", "close", study, "Nothing").code == 1


def test_how_far_coders_agreed_is_kept_with_the_round(
    command: Command, study: Path, opened: None
) -> None:
    code(command, study, "Really forty [laughs], some weeks.", "Tom Lind")
    command("finished", study, "--source", "Interview", "--coder", "Tom Lind")
    assert command("round", "close", study, "Pilot").code == 0
    with open_project(study) as workspace:
        kept = {one.unit: kept_agreement(one.content) for one in workspace.read(kept_results)}
    assert set(kept) == {"character", "sentence", "turn", "unitizing"}
    assert kept["turn"].coders == ("Ana Ruiz", "Tom Lind")
    assert kept["turn"].pooled is not None


def test_a_sample(command: Command, study: Path) -> None:
    ran = command(
        *("round", "open", study, "Drawn", "--coders", "Ana Ruiz,Tom Lind"),
        *("--percent", 50, "--seed", 7, "--not-blind", "--with-suggestions", "--json"),
    )
    (row,) = ran.json["rows"]
    assert (row["seed"], row["percent"], len(row["sources"])) == (7, 50, 1)
    assert (row["blind"], row["suggestions_off"]) == (False, False)
    ran = command("round", "open", study, "None", "--coders", "Ana Ruiz,Tom Lind")
    assert (ran.code, "--percent" in ran.err) == (2, True)


def test_who_reads_is_blind_here_too(
    command: Command, study: Path, opened: None, tmp_path: Path
) -> None:
    code(command, study, "an hour", "Tom Lind")

    def seen() -> set[str]:
        return {row["coder"] for row in command("retrieve", study, "--json").json["segments"]
                if row["source"] == "Interview"}  # fmt: skip

    assert seen() == {"Ana Ruiz", "Tom Lind"}
    settings = tmp_path / "settings" / "preferences.json"
    settings.write_text('{"coder": "Ana Ruiz"}', encoding="utf-8")
    assert seen() == {"Ana Ruiz"}
    assert "an hour" not in command("history", study, "--json").out


def test_what_both_agree_on_is_closed(command: Command, study: Path) -> None:
    code(command, study, "Really forty [laughs], some weeks.", "Tom Lind")
    code(command, study, "I go home and sit in the car.", "Tom Lind", "Rest")
    for coder in ("Ana Ruiz", "Tom Lind"):
        command("finished", study, "--source", "Interview", "--coder", coder)
    shown = command("consensus", study, "--json").json
    (source,) = shown.pop("sources")
    assert shown == {"closed": 0, "proposed": 0, "open": 3}
    assert (source["source"], set(source["coders"]), source["complete"]) == (
        "Interview",
        {"Ana Ruiz", "Tom Lind"},
        False,
    )
    shown = command("consensus", study, "--auto", "agreed", "--close", "--json").json
    assert (shown["closed"], shown["open"], shown["sources"][0]["complete"]) == (1, 2, False)
    code(command, study, "I go home and sit in the car.", "Ana Ruiz", "Rest")
    code(command, study, "a morning off", "Tom Lind", "Schedule")
    shown = command("consensus", study, "--close", "--coders", "Ana Ruiz,Tom Lind", "--json").json
    assert (shown["closed"], shown["open"], shown["sources"][0]["complete"]) == (3, 0, True)
    assert command("consensus", study, "--coders", "Ana Ruiz").code == 2
    assert "closed" in command("consensus", study).out


def test_of_three_coders_all_are_compared_unless_two_are_named(
    command: Command, study: Path
) -> None:
    command("assign", study, "--to", "Nadia Osei", "--add-coders", "--source", "Interview")
    for name in ("Tom Lind", "Nadia Osei"):
        command("finished", study, "--source", "Interview", "--coder", name)
    (row,) = command("consensus", study, "--json").json["sources"]
    assert set(row["coders"]) == {"Ana Ruiz", "Tom Lind", "Nadia Osei"}
    shown = command("consensus", study, "--coders", "Tom Lind,Nadia Osei", "--json").json
    assert [row["coders"] for row in shown["sources"]] == [["Tom Lind", "Nadia Osei"]]


def test_a_round_that_goes_on_says_what_is_missing(
    command: Command, study: Path, opened: None
) -> None:
    shown = command("rounds", study).err + command("rounds", study).out
    assert "Pilot: Still to finish: Tom Lind (Interview)." in shown.replace("\n", " ")
    assert "the round keeps no figures" in shown.replace("\n", " ")
