"""A researcher's day on the sample study and on real transcripts, from the command line."""

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from qualcoder_sts.cli.running import run
from qualcoder_sts.project.opening import open_project
from qualcoder_sts.transcripts.queries import find_source, read_transcript


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Command = Callable[..., Ran]

# As in sample_transcripts/README.md, where a test counts them from the files: interview
# participants, focus-group participants, groups, studies, each out of how many; then segments.
COUNTED = {
    "Organizational/Lower caseloads": ((16, 16), (17, 28), (4, 4), (4, 9), 84),
    "Organizational/Job rotation": ((2, 16), (0, 28), (0, 4), (1, 9), 11),
    "Individual/Resiliency training": ((0, 16), (0, 28), (0, 4), (3, 9), 4),
}
COLUMNS = (
    ("interview", "participants"),
    ("focus-group", "participants"),
    ("focus-group", "groups"),
    ("literature", "studies"),
)
MOST_SECONDS = 20


@pytest.fixture
def command(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Command:
    monkeypatch.setenv("QUALCODER_STS_CONFIG", str(tmp_path / "settings"))
    monkeypatch.chdir(tmp_path)

    def call(*arguments: object) -> Ran:
        capsys.readouterr()
        code = run([str(argument) for argument in arguments], lambda _project: 0)
        printed = capsys.readouterr()
        return Ran(code, printed.out, printed.err)

    return call


@pytest.fixture(scope="module")
def demo_once() -> dict[str, Path]:
    return {}


@pytest.fixture
def demo(
    command: Command,
    tmp_path: Path,
    demo_once: dict[str, Path],
    tmp_path_factory: pytest.TempPathFactory,
) -> Path:
    """The demo's project, made by the demo once and copied for each test."""
    if "project" not in demo_once:
        folder = tmp_path_factory.mktemp("demo")
        ran = command("demo", "--folder", folder, "--no-window", "--json")
        assert ran.code == 0, ran.err
        assert ran.json["seconds"] < MOST_SECONDS
        assert all(Path(ran.json[made]).stat().st_size for made in ("chart", "report"))
        demo_once["project"] = Path(ran.json["project"])
        demo_once["report"] = Path(ran.json["report"])
    project = tmp_path / "study.qsts"
    shutil.copyfile(demo_once["project"], project)
    return project


def test_the_demo_is_whole(command: Command, demo: Path, demo_once: dict[str, Path]) -> None:
    assert command("check", demo, "--json").json == {"ok": True, "findings": []}
    report = demo_once["report"]
    assert command("report", "check", demo, report, "--json").json["stale"] is False
    assert len(command("sources", demo, "--json").json["rows"]) == 32
    people = command("participants", demo, "--json").json["rows"]
    assert sum(len(person["attributes"]) == 6 for person in people) == 44


def test_every_quote_of_the_sample_study_has_its_place(
    command: Command, repository: Path, tmp_path: Path
) -> None:
    sample = repository / "sample_transcripts"
    command("new", "study", "--codebook", "sts-interventions")
    assert command("codebook", "import", "study", sample / "added-codes.yaml").code == 0
    assert command("import", "study", sample).code == 0
    ran = command("coding", "import", "study", sample / "coding.csv", "--json")
    assert (ran.code, ran.json["unplaced"], ran.json["new_codes"]) == (0, [], [])
    assert ran.json["read"] == ran.json["placed"] > 100
    segments = command("retrieve", "study", "--json").json["segments"]
    assert len(segments) == ran.json["placed"]


@pytest.mark.parametrize("code", COUNTED)
def test_three_codes_are_counted_as_from_the_files(
    command: Command, demo: Path, repository: Path, code: str
) -> None:
    *units, segments = COUNTED[code]
    table = (repository / "sample_transcripts" / "README.md").read_text(encoding="utf-8")
    (line,) = (line for line in table.splitlines() if line.startswith(f"| {code} |"))
    cells = [cell.split("(")[0].strip() for cell in line.strip("|").split("|")[1:]]
    assert cells == [*(f"{count} of {of}" for count, of in units), str(segments)], "the README"

    rows = command("frequencies", demo, "--json").json["rows"]
    found = {
        (row["group"], row["rule"]): (row["count"], row["denominator"])
        for row in rows
        if row["code"] == code
    }
    assert [found[column] for column in COLUMNS] == list(units)
    ran = command("frequencies", demo, "--by", "all", "--rule", "segments", "--json")
    (row,) = (row for row in ran.json["rows"] if row["code"] == code)
    assert row["count"] == segments
    assert {row["not_yet_coded"] for row in rows} == {0}


def test_undo_takes_the_coding_back_and_redo_brings_it_again(
    command: Command, repository: Path, tmp_path: Path
) -> None:
    sample = repository / "sample_transcripts"
    command("new", "study", "--codebook", "sts-interventions")
    command("import", "study", sample)
    command("coding", "import", "study", sample / "coding.csv")
    before = command("retrieve", "study", "--json").out
    assert len(json.loads(before)["segments"]) > 100
    assert command("undo", "study").code == 0
    assert command("retrieve", "study", "--json").json["segments"] == []
    assert command("redo", "study").code == 0
    assert command("retrieve", "study", "--json").out == before


def speakers_of(imported: Any) -> dict[str, int]:
    return {speaker["name"]: speaker["turns"] for speaker in imported["speakers"]}


def test_real_transcripts_come_with_the_right_speakers(
    command: Command, shared_data: Path, tmp_path: Path
) -> None:
    command("new", "real")
    ran = command("import", "real", shared_data / "transcripts", "--json")
    assert ran.code == 0, ran.err
    files = {Path(each["path"]).name: each for each in ran.json["files"]}
    assert all(each["ok"] for each in files.values())
    danish = files["ecape_interview04_da.docx"]
    assert speakers_of(danish) == {"I": 104, "Y": 103}
    french = speakers_of(files["tfsc_req2.docx"])
    assert french == {"Orateur 1": 44, "Orateur 2": 34, "Orateur 3": 1}
    assert sorted(speakers_of(files["pdpilot_P1.pdf"]).values()) == [47, 47]
    meeting = files["zoom_meeting001.vtt"]
    words = {speaker["name"]: speaker["words"] for speaker in meeting["speakers"]}
    assert (words["Andrew Knight"], words["Paul McCartney"]) == (1030, 7135)
    with open_project(tmp_path / "real.qsts", read_only=True) as workspace:
        source = workspace.read(find_source, meeting["source"])
        turns = workspace.read(read_transcript, source.id).turns
    assert turns[0].cue_start_ms == 4859
    assert all(turn.cue_start_ms is not None for turn in turns)
