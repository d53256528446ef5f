"""Where the files lie that come with the program: ready-made codebooks and the sample study."""

from pathlib import Path

from qualcoder_sts.foundation.errors import QualcoderError
from qualcoder_sts.foundation.translation import _

_PACKAGE = Path(__file__).resolve().parent.parent


class ShippedFilesMissingError(QualcoderError):
    """The program was copied without the files that belong to it."""

    def __init__(self, folder: str) -> None:
        super().__init__(
            _("The folder “%s” that comes with the program is missing. Install the program again.")
            % folder
        )


def codebooks_folder() -> Path:
    """The ready-made codebooks."""
    return _shipped("codebooks")


def sample_study_folder() -> Path:
    """The fictional study for trying things out."""
    return _shipped("sample_transcripts")


def _shipped(name: str, package: Path = _PACKAGE) -> Path:
    """In a checkout the folder beside the package, else the one inside it."""
    for folder in (package.parent / name, package / "data" / name):
        # Beside an installed package lie other people's packages: only a checkout has this file.
        is_ours = folder.parent == package / "data" or (package.parent / "pyproject.toml").is_file()
        if is_ours and folder.is_dir():
            return folder
    raise ShippedFilesMissingError(name)
