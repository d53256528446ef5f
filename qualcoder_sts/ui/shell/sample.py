"""The user's own copy of the sample study."""

from pathlib import Path

import platformdirs

from qualcoder_sts.foundation.preferences import APPLICATION
from qualcoder_sts.foundation.progress import Progress
from qualcoder_sts.foundation.shipped_files import codebooks_folder, sample_study_folder
from qualcoder_sts.project.opening import ENDING

NAME = "Sample study (fictional)"


def sample_file() -> Path:
    """Where the copy lies, in the user's documents."""
    return Path(platformdirs.user_documents_dir()) / APPLICATION / f"{NAME}{ENDING}"


def is_sample(project: Path) -> bool:
    """Whether a project is that copy."""
    return project.absolute() == sample_file().absolute()


def make_sample(coder: str, progress: Progress) -> Path:
    """Make the copy unless it is there already; takes a moment."""
    # Only who opens it for the first time pays for what makes it.
    from qualcoder_sts.exchange.study_folder import take_study  # noqa: PLC0415

    project = sample_file()
    if not project.exists():
        project.parent.mkdir(parents=True, exist_ok=True)
        take_study(
            sample_study_folder(),
            project,
            coder=coder,
            codebooks=codebooks_folder(),
            progress=progress,
        ).workspace.close()
    return project
