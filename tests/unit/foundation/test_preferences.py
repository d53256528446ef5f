"""What a person set for this program: read, written, missing, broken."""

import json
from pathlib import Path

import pytest

from qualcoder_sts.foundation import preferences
from qualcoder_sts.foundation.preferences import (
    MOST_RECENT,
    NOBODY,
    Preferences,
    default_coder,
    preferences_file,
    read_preferences,
    write_preferences,
)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "not" / "there yet"
    monkeypatch.setenv("QUALCODER_STS_CONFIG", str(folder))
    return folder


def test_what_is_written_is_read(folder: Path) -> None:
    recent = (Path("/a b/caf\udce9.qsts"), Path("/b.qsts"))
    written = Preferences(coder="Renée Øst", theme="dark", recent_projects=recent)
    write_preferences(written)
    assert preferences_file() == folder / "preferences.json"
    assert read_preferences() == written
    assert default_coder() == "Renée Øst"
    assert [file.name for file in folder.iterdir()] == ["preferences.json"]


def test_what_another_version_set_is_kept(folder: Path) -> None:
    folder.mkdir(parents=True)
    preferences_file().write_text('{"font": "large", "coder": "Ana"}', encoding="utf-8-sig")
    write_preferences(Preferences(coder="Tom"))
    stored = json.loads(preferences_file().read_text())
    assert (stored["font"], stored["coder"]) == ("large", "Tom")


def test_the_project_opened_last_stands_first(tmp_path: Path) -> None:
    preferences = Preferences()
    for number in range(MOST_RECENT + 2):
        preferences = preferences.with_recent_project(tmp_path / f"{number}.qsts")
    preferences = preferences.with_recent_project(tmp_path / "5.qsts")
    names = [project.name for project in preferences.recent_projects]
    assert names[:3] == ["5.qsts", "11.qsts", "10.qsts"]
    assert len(names) == len(set(names)) == MOST_RECENT


@pytest.mark.parametrize(
    "content",
    ["", "{", "[]", '{"coder": 5, "theme": [], "recent_projects": 3}', '{"coder": "  "}', "\udcff"],
)
def test_a_broken_file_counts_as_none(
    content: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.mkdir(parents=True)
    preferences_file().write_bytes(content.encode("utf-8", "surrogateescape"))
    monkeypatch.setattr(preferences.getpass, "getuser", lambda: "pat")
    assert read_preferences() == Preferences()
    assert default_coder() == "pat"


def test_an_account_without_a_name(monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody() -> str:
        raise OSError("no such user")

    monkeypatch.setattr(preferences.getpass, "getuser", nobody)
    assert default_coder() == NOBODY


def test_without_the_variable_the_folder_is_the_systems(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("QUALCODER_STS_CONFIG")
    assert preferences_file().parent.name == "qualcoder-sts"
