"""Every command: what it prints, what it returns, what it leaves in the project."""

import csv
import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from qualcoder_sts.project.opening import open_project
from tests.made_up_language import made_up_language

Command = Callable[..., Any]


def test_new_makes_a_project_with_a_codebook(command: Command, files: Path, tmp_path: Path) -> None:
    ran = command("new", "first", "--codebook", files / "codebook.yaml", "--json")
    assert ran.code == 0
    assert ran.json == {"project": str(tmp_path / "first.qsts"), "codes": 4}
    assert ran.err == ""
    again = command("new", "first.qsts")
    assert again.code == 1
    assert again.out == ""
    assert "exists already" in again.err


def test_new_knows_ready_made_codebooks_by_name(command: Command) -> None:
    assert command("new", "second", "--codebook", "sts-interventions", "--json").json["codes"] == 18


def test_new_with_a_bad_codebook_leaves_nothing_behind(command: Command, tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text("codes: [", encoding="utf-8")
    for codebook in ("bad.yaml", "missing.yaml"):
        ran = command("new", "third", "--codebook", codebook)
        assert (ran.code, ran.out) == (1, "")
        assert codebook in ran.err
    assert not list(tmp_path.glob("third*"))


def test_import_gives_a_line_for_every_file(command: Command, files: Path) -> None:
    command("new", "study")
    (files / "broken.docx").write_bytes(b"PK\x03\x04 broken")
    (files / "empty.txt").write_bytes(b"")
    ran = command(
        *("import", "study", files / "broken.docx", files / "interviews", files / "empty.txt"),
        *(files / "missing.txt", files / "focus-groups", "--json"),
    )
    assert ran.code == 1
    by_name = {Path(each["path"]).name: each for each in ran.json["files"]}
    assert {name: each["ok"] for name, each in by_name.items()} == {
        "broken.docx": False,
        "Interview.txt": True,
        "empty.txt": False,
        "missing.txt": False,
        "Group.txt": True,
    }
    assert set(by_name["broken.docx"]) == {"path", "ok", "error"}
    assert by_name["Interview.txt"] == {
        "path": str(files / "interviews" / "Interview.txt"),
        "ok": True,
        "source": "Interview",
        "method": "interview",
        "words": 46,
        "speakers": [
            {"name": "Interviewer", "turns": 3, "words": 11, "interviewer": True},
            {"name": "Ana", "turns": 3, "words": 28, "interviewer": False},
        ],
        "format": "txt",
        "encoding": "utf-8",
        "remarks": [],
    }
    assert by_name["Group.txt"]["method"] == "focus-group"
    sentences = ran.err.splitlines()
    assert sentences[0] == "3 could not be imported:"
    assert sum("“broken.docx”" in sentence for sentence in sentences) == 1
    assert len(command("sources", "study", "--json").json["rows"]) == 2


def test_import_takes_the_method_from_the_folder_even_if_that_is_a_dot(
    command: Command, files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    command("new", "study")
    monkeypatch.chdir(files / "interviews")
    ran = command("import", files.parent / "study", ".", "--json")
    assert ran.json["files"][0]["method"] == "interview"


def test_import_speakers_and_interviewers(command: Command, files: Path) -> None:
    transcript = files / "interviews" / "Interview.txt"
    command("new", "study")
    ran = command("import", "study", transcript, "--speakers", "none", "--json")
    assert ran.json["files"][0]["speakers"] == []
    command("undo", "study")
    ran = command("import", "study", transcript, "--speakers", "(?P<label>Ana): ", "--json")
    assert [each["name"] for each in ran.json["files"][0]["speakers"]] == ["Ana"]
    command("undo", "study")
    ran = command("import", "study", transcript, "--interviewer", "Ana", "--json")
    asks = {each["name"]: each["interviewer"] for each in ran.json["files"][0]["speakers"]}
    assert asks["Ana"]
    ran = command("import", "study", transcript, "--speakers", "(unclosed")
    assert ran.code == 1
    assert "pattern for speakers" in ran.err


def test_import_attributes(command: Command, files: Path) -> None:
    command("new", "study")
    table = files / "people.csv"
    ran = command("import", "study", files / "interviews", "--attributes", table, "--json")
    assert ran.code == 1  # two rows fit nobody
    assert ran.json["attributes"] == {
        "matched": 1,
        "values": 2,
        "kinds": {"role": "text", "years": "number"},
        "unmatched": [
            {"row": 3, "name": "P1", "reason": "no participant and no source has this name"},
            {"row": 4, "name": "Nobody", "reason": "no participant and no source has this name"},
        ],
    }
    rows = command("participants", "study", "--json").json["rows"]
    assert rows[0]["attributes"] == {"role": "caseworker", "years": "4"}
    missing = command("import", "study", files / "focus-groups", "--attributes", "no.csv")
    assert missing.code == 1
    assert len(command("sources", "study", "--json").json["rows"]) == 1


def test_sources(command: Command, study: Path) -> None:
    rows = command("sources", study, "--json").json["rows"]
    assert [(row["name"], row["method"], row["segments"], row["lead"]) for row in rows] == [
        ("Interview", "interview", 2, "Ana Ruiz"),
        ("Group", "focus-group", 1, "Tom Lind"),
    ]
    assert all("language" not in row and "date" not in row for row in rows)
    rows = command("sources", study, "--coder", "Tom Lind", "--json").json["rows"]
    assert [row["segments"] for row in rows] == [0, 1]
    printed = command("sources", study)
    assert printed.out.splitlines()[0].split() == [
        "Source", "Method", "Words", "Segments", "Lead", "coder",
    ]  # fmt: skip


def test_participants(command: Command, study: Path) -> None:
    rows = command("participants", study, "--json").json["rows"]
    assert [(row["name"], row["kind"], row["sources"]) for row in rows] == [
        ("Group", "group", []),
        ("P1", "person", ["Group"]),
        ("P2", "person", ["Group"]),
        ("P3", "person", ["Group"]),
        ("Ana", "person", ["Interview"]),
    ]


def test_codes(command: Command, study: Path) -> None:
    rows = command("codes", study, "--json").json["rows"]
    assert [(row["path"], row["codable"], row["segments"], row["rolled_up"]) for row in rows] == [
        ("Work", False, 0, 3),
        ("Work/Caseload", True, 2, 2),
        ("Work/Schedule", True, 1, 1),
        ("Rest", True, 0, 0),
    ]
    assert rows[1]["brief_definition"] == "How many."
    assert "brief_definition" not in rows[2]
    rows = command("codes", study, "--coder", "Tom Lind", "--json").json["rows"]
    assert [row["segments"] for row in rows] == [0, 1, 0, 0]


def test_codebook_import_and_export(command: Command, study: Path, tmp_path: Path) -> None:
    for ending in ("yaml", "csv", "xlsx", "qdc"):
        file = tmp_path / f"codebook.{ending}"
        ran = command("codebook", "export", study, file, "--json")
        assert (ran.code, ran.json["file"], ran.json["codes"]) == (0, str(file), 4)
        ran = command("codebook", "import", study, file, "--json")
        assert ran.json == {
            "codes": 4, "added": 0, "changed": 0, "added_paths": [], "changed_paths": [],
        }  # fmt: skip
    more = tmp_path / "more.csv"
    more.write_text("path,brief_definition\nWork/Schedule,When.\nWork/New,\n", encoding="utf-8")
    ran = command("codebook", "import", study, more, "--json")
    assert ran.json["added_paths"] == ["Work/New"]
    assert ran.json["changed_paths"] == ["Work/Schedule"]
    assert (ran.json["added"], ran.json["changed"], ran.json["codes"]) == (1, 1, 5)


@pytest.mark.parametrize("name", ["codebook.foo", "gone/codebook.yaml", "study.qsts"])
def test_an_export_that_cannot_be_written_leaves_all_as_it_was(
    command: Command, study: Path, tmp_path: Path, name: str
) -> None:
    before = study.read_bytes()
    names = sorted(tmp_path.iterdir())
    ran = command("codebook", "export", study, tmp_path / name)
    assert (ran.code, ran.out) == (1, "")
    assert f"“{Path(name).name}” cannot be written" in ran.err
    assert study.read_bytes() == before
    assert sorted(tmp_path.iterdir()) == names


def test_code_places_a_quote(command: Command, study: Path) -> None:
    arguments = ("code", study, "--source", "interview", "--code", "rest")
    quote = "Then I go home and sit in the car. I sit there 🚗 for an hour."
    ran = command(*arguments, "--quote", quote, "--json")
    text = ran.json["text"]
    assert text == quote
    assert ran.json["end"] - ran.json["start"] == len(quote)
    assert (ran.json["code"], ran.json["was_there"]) == ("Rest", False)
    place = ("--start", ran.json["start"], "--end", ran.json["end"])
    again = command(*arguments, *place, "--json")
    assert again.json["id"] == ran.json["id"]
    assert again.json["was_there"] is True
    other = command(*arguments, *place, "--coder", "Tom Lind", "--json")
    assert other.json["id"] != ran.json["id"]
    segments = command("retrieve", study, "--code", "Rest", "--json").json["segments"]
    assert sorted(each["coder"] for each in segments) == ["Pat Doe", "Tom Lind"]


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"--quote": "I sit"}, "“I sit” does not stand"),
        ({"--quote": "Ana"}, "“Ana” stands 3 times in “Interview”; say where"),
        ({"--quote": "forty", "--code": "Wurk"}, "There is no code “Wurk” in the codebook."),
        ({"--quote": "forty", "--code": "Work"}, "“Work” is a category and cannot be applied."),
        ({"--quote": "forty", "--source": "Intervew"}, "Did you mean “Interview”?"),
        ({"--start": "5", "--end": "5"}, "Nothing can be coded from 5 to 5"),
        ({"--start": "5", "--end": "50000"}, "Nothing can be coded from 5 to 50000"),
    ],
)
def test_code_says_what_is_wrong(
    command: Command, study: Path, wrong: dict[str, str], sentence: str
) -> None:
    options = {"--source": "Interview", "--code": "Rest", **wrong}
    if wrong.get("--quote") == "I sit":
        options["--quote"] = "I sit in the garden"
        sentence = "“I sit in the garden” does not stand in “Interview”."
    ran = command("code", study, *(part for option in options.items() for part in option))
    assert (ran.code, ran.out) == (1, "")
    assert sentence in ran.err
    assert command("retrieve", study, "--code", "Rest", "--json").json["segments"] == []


def test_code_without_a_passage_is_wrong_use(command: Command, study: Path) -> None:
    wanted = ("code", study, "--source", "Interview", "--code", "Rest")
    for more in ((), ("--start", "3")):
        ran = command(*wanted, *more)
        assert (ran.code, ran.out) == (2, "")
        assert "--quote, or --start and --end" in ran.err


def test_coding_import_lists_what_it_could_not_place(
    command: Command, files: Path, study: Path
) -> None:
    command("undo", study)
    ran = command("coding", "import", study, files / "coding.csv", "--finished", "--json")
    assert ran.code == 1
    assert ran.json == {
        "read": 4,
        "placed": 3,
        "unplaced": [{"row": 5, "reason": "the quote does not stand in the text"}],
        "new_sources": [],
        "new_codes": [],
    }
    assert ran.err == "Row 5 could not be placed: the quote does not stand in the text.\n"
    marks = command("finished", study, "--json").json["rows"]
    assert [(row["source"], row["coder"]) for row in marks] == [
        ("Group", "Tom Lind"),
        ("Interview", "Ana Ruiz"),
    ]


def test_coding_goes_out_and_comes_back(command: Command, study: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    assert command("coding", "export", study, out, "--json").json == {"file": str(out), "rows": 3}
    ran = command("coding", "import", study, out, "--json")
    assert (ran.code, ran.json["placed"]) == (0, 3)
    assert len(command("retrieve", study, "--json").json["segments"]) == 3
    command("coding", "export", study, out, "--coder", "Tom Lind")
    with out.open(encoding="utf-8-sig", newline="") as file:
        assert {row["coder"] for row in csv.DictReader(file)} == {"Tom Lind"}


def test_search_shows_and_with_a_code_codes(command: Command, study: Path) -> None:
    before = study.read_bytes()
    ran = command("search", study, "thirty-four", "--json")
    assert (ran.code, ran.json["coded"]) == (0, 0)
    assert [(hit["source"], hit["text"]) for hit in ran.json["hits"]] == [
        ("Group", "Thirty-four"),
        ("Interview", "Thirty-four"),
    ]
    assert set(ran.json["hits"][0]) == {"source", "start", "end", "text", "before", "after"}
    assert study.read_bytes() == before
    ran = command("search", study, "thirty-four", "--code", "Caseload", "--coder", "Eve", "--json")
    assert ran.json["coded"] == 2
    again = command(
        "search", study, "thirty-four", "--code", "Caseload", "--coder", "Eve", "--json"
    )
    assert again.json["coded"] == 0
    assert len(command("retrieve", study, "--coder", "Eve", "--json").json["segments"]) == 2
    command("undo", study)
    assert command("retrieve", study, "--coder", "Eve").code == 1


def test_search_modes(command: Command, study: Path) -> None:
    def found(*arguments: str) -> list[str]:
        return [hit["text"] for hit in command("search", study, *arguments, "--json").json["hits"]]

    assert found("it help", "--word") == []
    assert found("It helps", "--word", "--match-case") == ["It helps", "It helps"]
    assert found(r"famil\w+", "--regex") == ["families", "families"]
    assert found(r"famil\w+") == []
    assert command("search", study, "(", "--regex").code == 1
    assert command("search", study, "a", "--regex", "--word").code == 2
    assert "Found nowhere." in command("search", study, "zebra").out
    assert found("helping", "--lemma") == ["helps", "helps", "help"]
    assert found("file", "--lemma") == ["files"]
    assert found("it helped to share", "--lemma") == ["It helps to share"]
    assert command("search", study, "…", "--lemma").code == 1
    assert command("search", study, "a", "--lemma", "--word").code == 2


def test_words_in_context(command: Command, study: Path) -> None:
    ran = command("kwic", study, "helping", "--lemma", "--width", "12", "--json")
    assert ran.code == 0
    assert {row["text"] for row in ran.json["rows"]} == {"helps", "help"}
    assert all(len(row["before"]) <= 12 for row in ran.json["rows"])
    assert "all forms" in ran.json["rule"]
    by_form = command("kwic", study, "help", "--lemma", "--sort", "found", "--json").json["rows"]
    assert [row["text"] for row in by_form] == ["help", "helps", "helps"]
    assert [row["text"] for row in command("kwic", study, "help", "--json").json["rows"]] == [
        "help"
    ]
    lines = command("kwic", study, "help", "--lemma").out.splitlines()
    assert [line[72:].split()[0] for line in lines[:3]] == ["helps", "helps,", "help?"]
    assert command("kwic", study, "a", "--lemma", "--regex").code == 2


def test_words_in_context_of_a_code(command: Command, study: Path) -> None:
    def found(*options: str) -> list[str]:
        rows = command("kwic", study, "forty", *options, "--json").json["rows"]
        return [row["source"] for row in rows]

    everywhere = found()
    assert found("--code", "Work") == found("--code", "Caseload")
    assert 0 < len(found("--code", "Work")) <= len(everywhere)
    assert found("--code", "Schedule") == []
    assert command("kwic", study, "forty", "--code", "Nothing").code == 1


def test_retrieve(command: Command, study: Path) -> None:
    segments = command("retrieve", study, "--code", "Work", "--json").json["segments"]
    assert [each["code"] for each in segments] == [
        "Work/Caseload",
        "Work/Caseload",
        "Work/Schedule",
    ]
    first = segments[0]
    assert first["text"] == "Really forty [laughs], some weeks."
    assert first["participants"] == ["Ana"]
    assert first["origin"] == "import"
    assert "memo" not in first
    assert "weight" not in first

    def sources(*options: str) -> list[str]:
        ran = command("retrieve", study, *options, "--json")
        return [each["source"] for each in ran.json["segments"]]

    assert sources("--method", "focus-group") == ["Group"]
    assert sources("--participant", "P3") == ["Group"]
    assert sources("--participant", "P2") == []
    assert sources("--coder", "Ana Ruiz") == ["Interview", "Interview"]
    assert sources("--code", "Rest", "--code", "Schedule") == ["Interview"]
    assert "[laughs]" in command("retrieve", study).out
    assert "no participant “P9”" in command("retrieve", study, "--participant", "P9").err
    assert "“Eve” has not coded" in command("retrieve", study, "--coder", "Eve").err


def test_frequencies(command: Command, study: Path) -> None:
    ran = command("frequencies", study, "--json")
    rows = {(row["code"], row["group"], row["rule"]): row for row in ran.json["rows"]}
    caseload = rows["Work/Caseload", "focus-group", "participants"]
    assert (caseload["count"], caseload["denominator"]) == (1, 3)
    assert caseload["proportion"] == pytest.approx(1 / 3)
    assert caseload["no_interval"]
    assert "low" not in caseload
    interview = rows["Work/Caseload", "interview", "participants"]
    assert interview["low"] < interview["proportion"] <= interview["high"]
    assert "no_interval" not in interview
    assert "1 interview and 1 focus group" in ran.json["scope"]
    assert "layer of record" in ran.json["layer"]
    printed = command("frequencies", study)
    assert "1 of 3" in printed.out
    assert "Participants: people who" in printed.err


def test_frequencies_by_and_rule(command: Command, study: Path) -> None:
    ran = command("frequencies", study, "--by", "source", "--rule", "segments", "--json")
    rows = {(row["code"], row["group"]): row["count"] for row in ran.json["rows"]}
    assert rows["Work/Caseload", "Interview"] == 1
    assert rows["Work", "Interview"] == 0
    ran = command(
        "frequencies", study, "--by", "all", "--rule", "segments", "--rolled-up", "--json"
    )
    assert {row["code"]: row["count"] for row in ran.json["rows"]}["Work"] == 3
    ran = command("frequencies", study, "--coder", "Tom Lind", "--json")
    assert "Tom Lind" in ran.json["layer"]
    assert {row["count"] for row in ran.json["rows"] if row["group"] == "interview"} <= {0}
    assert command("frequencies", study, "--by", "colour").code == 1
    assert command("frequencies", study, "--by", "attribute:shoes").code == 1
    assert command("frequencies", study, "--rule", "wishes").code == 2


@pytest.fixture
def double_coded(command: Command, study: Path) -> Path:
    """Both coders have finished the group; one of them takes two words less."""
    passage = ("--quote", "Thirty-four is too many", "--code", "Caseload", "--coder", "Ana Ruiz")
    assert command("code", study, "--source", "Group", *passage).code == 0
    for finishing in (("Group", "Ana Ruiz"), ("Interview", "Tom Lind")):
        source, coder = finishing
        assert command("finished", study, "--source", source, "--coder", coder).code == 0
    return study


def test_agreement(command: Command, double_coded: Path) -> None:
    group = ("agreement", double_coded, "--coders", "Ana Ruiz,Tom Lind", "--sources", "Group")
    found = command(*group, "--json").json
    assert (found["unit"], found["coders"]) == ("character", ["Ana Ruiz", "Tom Lind"])
    assert (found["sources"], found["sources_in_scope"]) == (["Group"], 1)
    rows = {row["code"]: row for row in found["rows"]}
    caseload = rows["Work/Caseload"]
    assert (caseload["a"], caseload["b"], caseload["c"]) == (20, 0, 11)
    assert sum(caseload[cell] for cell in "abcd") == found["evaluable"]
    assert caseload["dice"] == pytest.approx(40 / 51)
    assert {"percent", "kappa", "alpha_nominal", "alpha_unitizing", "ac1"} <= set(caseload)
    assert "undefined" not in caseload
    assert rows["Rest"]["undefined"]["kappa"] == "nobody used the code"
    assert "kappa" not in rows["Rest"]
    assert found["pooled"] == pytest.approx(caseload["kappa"])
    assert found["per_source"][0]["source"] == "Group"
    assert found["pairs"] == []
    assert found["sentence"].startswith("Ana Ruiz and Tom Lind each coded 1 of 1 source")
    printed = command(*group)
    assert ".78" in printed.out
    assert found["sentence"] in printed.out
    assert "Only participants' text was compared" in printed.err


@pytest.mark.parametrize("unit", ["character", "sentence", "turn", "unitizing"])
def test_agreement_by_every_unit(command: Command, double_coded: Path, unit: str) -> None:
    found = command("agreement", double_coded, "--unit", unit, "--codes", "Work", "--json").json
    assert found["unit"] == unit
    assert [row["code"] for row in found["rows"]] == ["Work/Caseload", "Work/Schedule"]
    assert sorted(found["sources"]) == ["Group", "Interview"]
    leading = "alpha_unitizing" if unit == "unitizing" else "kappa"
    assert found["interval"] == {"of": leading, "method": "range over sources", "sources": 2}
    assert found["overall"][leading] == found["pooled"]


def test_agreement_that_cannot_be_computed(command: Command, study: Path) -> None:
    ran = command("agreement", study, "--coders", "Ana Ruiz,Tom Lind")
    assert (ran.code, ran.out) == (1, "")
    assert "finished by all of Ana Ruiz and Tom Lind" in ran.err
    assert "two different coders" in command("agreement", study, "--coders", "Tom Lind").err
    assert "“Eve” has not coded" in command("agreement", study, "--coders", "Eve,Tom Lind").err
    assert command("agreement", study, "--unit", "page").code == 2


def test_finished(command: Command, study: Path) -> None:
    rows = command("finished", study, "--json").json["rows"]
    assert [(row["source"], row["coder"], row["lead"]) for row in rows] == [
        ("Group", "Tom Lind", True),
        ("Interview", "Ana Ruiz", True),
    ]
    at = datetime.fromisoformat(rows[0]["at"])
    assert at.tzinfo == UTC
    ran = command("finished", study, "--source", "Group", "--json")
    assert [(row["coder"], row["lead"]) for row in ran.json["rows"]] == [
        ("Tom Lind", True),
        ("Pat Doe", False),
    ]
    ran = command("finished", study, "--source", "Group", "--not", "--json")
    assert [row["coder"] for row in ran.json["rows"]] == ["Tom Lind"]
    rows = command("finished", study, "--coder", "Ana Ruiz", "--json").json["rows"]
    assert [row["source"] for row in rows] == ["Interview"]
    assert command("finished", study, "--lead").code == 2
    assert command("finished", study, "--source", "Group", "--lead", "--not").code == 2


def test_history_undo_redo(command: Command, study: Path) -> None:
    steps = command("history", study, "--json").json["change_sets"]
    assert steps[0]["label"] == "Start project “study”"
    assert "coder" not in steps[0]
    assert {"id", "at", "label", "kind", "rows"} <= set(steps[0])
    assert steps[2]["coder"] == "Pat Doe"
    last = command("history", study, "--last", 1, "--json").json["change_sets"]
    assert last == steps[-1:]
    by_ana = command("history", study, "--coder", "Ana Ruiz", "--json").json["change_sets"]
    assert {step["coder"] for step in by_ana} == {"Ana Ruiz"}
    undone = command("undo", study, "--coder", "Tom Lind", "--json").json["change_sets"]
    assert [step["kind"] for step in undone] == ["undo"]
    assert undone[0]["refers_to"] == last[0]["id"]
    assert undone[0]["coder"] == "Tom Lind"
    redone = command("redo", study, "--json").json["change_sets"]
    assert [step["kind"] for step in redone] == ["redo"]
    ran = command("redo", study)
    assert (ran.code, ran.out, ran.err) == (1, "", "There is nothing to redo.\n")
    assert command("history", study, "--last", 0).code == 2
    assert "Undo: " in command("history", study).out


def test_a_blind_copy_for_a_colleague(command: Command, study: Path, tmp_path: Path) -> None:
    ran = command("copy", study, "for Tom", "--coder", "Tom Lind", "--blind", "--json")
    copy = tmp_path / "for Tom.qsts"
    assert ran.json["file"] == str(copy)
    assert (ran.json["coder"], ran.json["blind"]) == ("Tom Lind", True)
    assert ran.json["withheld"]["coded_segment"] > 0
    exported = command("coding", "export", copy, tmp_path / "coding.csv", "--json").json
    assert exported["rows"] > 0
    coders = {row["coder"] for row in csv.DictReader((tmp_path / "coding.csv").open())}
    assert coders == {"Tom Lind"}
    settings = tmp_path / "settings" / "preferences.json"
    settings.write_text('{"coder": "tom"}', encoding="utf-8")
    command("code", copy, "--source", "Group", "--code", "Rest", "--quote", "No.")
    last = command("history", copy, "--last", 1, "--json").json["change_sets"]
    assert last[0]["coder"] == "Tom Lind"
    again = command("copy", study, copy)
    assert again.code == 1
    assert "exists already" in again.err
    assert command("copy", study, "other", "--blind").err.endswith("Say for whom it is.\n")
    ran = command("copy", study, "other")
    assert ran.out == "Made “other.qsts”.\n"


def test_check_drops_caches(command: Command, study: Path, tmp_path: Path) -> None:
    ran = command("check", study, "--drop-caches", "--json")
    assert (ran.code, ran.json["ok"]) == (0, True)
    assert ran.json["dropped"] == {"open_suggestions": 0, "texts_with_vectors": 0}
    both = command("check", study, "--drop-caches", "--repair", tmp_path / "new.qsts")
    assert both.code == 2


def test_check(command: Command, study: Path, tmp_path: Path) -> None:
    assert command("check", study, "--json").json == {"ok": True, "findings": []}
    content = bytearray(study.read_bytes())
    middle = len(content) // 2
    content[middle : middle + 3000] = b"\x55" * 3000
    damaged = tmp_path / "damaged.qsts"
    damaged.write_bytes(content)
    ran = command("check", damaged, "--json")
    assert ran.code == 1
    assert ran.json["ok"] is False
    assert all(finding.endswith(".") for finding in ran.json["findings"])
    ran = command("check", damaged, "--repair", tmp_path / "rescued", "--json")
    assert (ran.code, ran.json["ok"]) == (0, True)
    assert ran.json["repaired"]["file"] == str(tmp_path / "rescued.qsts")
    assert ran.json["repaired"]["report"]
    assert bytes(content) == damaged.read_bytes()
    with open_project(tmp_path / "rescued.qsts", read_only=True):
        pass
    again = command("check", damaged, "--repair", tmp_path / "rescued")
    assert (again.code, "exists already" in again.err) == (1, True)


def test_json_holds_whatever_a_file_is_called(command: Command, tmp_path: Path) -> None:
    name = b"caf\xe9.txt".decode("utf-8", "surrogateescape")
    try:
        (tmp_path / name).write_text("Ana: Yes.\n", encoding="utf-8")
    except (OSError, UnicodeEncodeError):
        pytest.skip("this file system knows only names that are text")
    command("new", "study")
    ran = command("import", "study", tmp_path / name, "--json")
    assert json.loads(ran.out)["files"][0]["path"].endswith("caf\udce9.txt")


@pytest.mark.parametrize(
    "words",
    [
        ("frequencies", "study", "--json"),
        ("retrieve", "study", "--json"),
        ("history", "study", "--json"),
        ("sources", "study", "--json"),
        ("check", "study", "--json"),
    ],
)
def test_json_is_the_same_in_every_language(
    command: Command, study: Path, words: tuple[str, ...]
) -> None:
    arguments = [study if word == "study" else word for word in words]
    in_english = command(*arguments)
    with made_up_language():
        assert command(*arguments).out == in_english.out
    assert in_english.json
