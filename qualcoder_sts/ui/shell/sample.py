"""The user's own copy of the sample study."""

from pathlib import Path

import platformdirs

from qualcoder_sts.exchange.study_folder import take_study
from qualcoder_sts.foundation.preferences import APPLICATION
from qualcoder_sts.foundation.shipped_files import codebooks_folder, sample_study_folder
from qualcoder_sts.project.opening import ENDING, open_project
from qualcoder_sts.project.workspace import Workspace

NAME = "Sample study (fictional)"


def sample_project(coder: str) -> Workspace:
    """The sample study in the user's documents, made on the first time, opened ever after."""
    folder = Path(platformdirs.user_documents_dir()) / APPLICATION
    folder.mkdir(parents=True, exist_ok=True)
    project = folder / f"{NAME}{ENDING}"
    if project.exists():
        return open_project(project, coder=coder)
    study = sample_study_folder()
    return take_study(study, project, coder=coder, codebooks=codebooks_folder()).workspace
