"""Writing a file that was asked for: whole under its name, or not at all."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from qualcoder_sts.foundation.errors import QualcoderError
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.project.opening import ENDING


class UnwritableFileError(QualcoderError):
    """A file that cannot be written where it was asked for."""

    def __init__(self, file: Path, why: str) -> None:
        sentence = _("“%(name)s” cannot be written in “%(folder)s”: %(why)s")
        folder = file.resolve().parent
        super().__init__(sentence % {"name": file.name, "folder": folder, "why": why})


@contextmanager
def replacing(file: Path) -> Iterator[Path]:
    """A file of the same name in a folder beside ``file``; takes its place when all went well."""
    if file.suffix.casefold() == ENDING:
        raise UnwritableFileError(file, _("this ending is kept for projects. Choose another."))
    if file.is_dir():
        raise UnwritableFileError(file, _("a folder has this name. Choose another."))
    try:
        with tempfile.TemporaryDirectory(prefix=".unfinished-", dir=file.parent) as folder:
            unfinished = Path(folder) / file.name
            yield unfinished
            unfinished.replace(file)
    except FileNotFoundError as error:
        raise UnwritableFileError(file, _("there is no such folder. Make it first.")) from error
    except OSError as error:
        why = f"{error.strerror or type(error).__name__}."
        raise UnwritableFileError(file, why) from error
