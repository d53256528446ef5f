"""Takes pictures of every place, dialog and theme of the real program on the sample study.

Run by ``make screenshots`` on a virtual screen. The few that the guide and the README show go to
``docs/guide/pictures/``, all of them to the ignored folder ``screenshots/``. Each module in
``scenes`` is one walk with a fresh copy of the study; names given here choose among them.
"""

import importlib
import os
import pkgutil
import shutil
import sys
import tempfile
from pathlib import Path

from PySide6.QtWidgets import QApplication

from qualcoder_sts.exchange.study_folder import take_study
from qualcoder_sts.foundation.preferences import Preferences, write_preferences
from qualcoder_sts.foundation.shipped_files import codebooks_folder, sample_study_folder
from qualcoder_sts.ui.application import Application
from tests.screenshots import scenes
from tests.screenshots.camera import ALL, GUIDE, Camera, Scene
from tests.screenshots.keys_page import main as write_keys_page

SIZES = {"1280x800": (1280, 800), "1920x1080": (1920, 1080)}


def main(wanted: list[str]) -> int:
    """Take all pictures, or those of the scenes that are named."""
    there = sorted(module.name for module in pkgutil.iter_modules(scenes.__path__))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["QUALCODER_STS_CONFIG"] = str(folder / "settings")
        for target in (ALL, GUIDE):
            target.mkdir(parents=True, exist_ok=True)
        study = folder / "made once.qsts"
        take_study(
            sample_study_folder(), study, coder="Ana Ruiz", codebooks=codebooks_folder()
        ).workspace.close()
        qt = QApplication(sys.argv[:1])
        for scene in wanted or there:
            for size in SIZES:
                _walk(qt, scene, size, study, folder / f"{scene} {size}")
    write_keys_page()
    sys.stdout.write(f"Pictures are in {ALL} and {GUIDE}.\n")
    return 0


def _walk(qt: QApplication, scene: str, size: str, made: Path, folder: Path) -> None:
    """One scene at one size of the window."""
    write_preferences(Preferences(coder="Ana Ruiz", theme="light"))
    folder.mkdir()
    study = folder / "Who looks after the helpers.qsts"
    shutil.copyfile(made, study)
    application = Application(qt)
    application.window.resize(*SIZES[size])
    application.window.show()
    application.open(study)
    module = importlib.import_module(f"tests.screenshots.scenes.{scene}")
    module.take(Scene(application, Camera(application.window, size), folder))
    application.window.close()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
