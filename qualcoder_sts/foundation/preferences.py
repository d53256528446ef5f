"""What a person set for this program on this computer, in a small JSON file."""

import getpass
import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import platformdirs

from qualcoder_sts.foundation.kept_file import read_kept, write_kept
from qualcoder_sts.foundation.settings import settings

APPLICATION = "qualcoder-sts"
# Another folder for the program's own files, for tests and for programs carried on a stick.
FOLDER_VARIABLE = "QUALCODER_STS_CONFIG"
NOBODY = "Coder"
MOST_RECENT = 10


@dataclass(frozen=True, slots=True)
class Preferences:
    """What was set, with what holds where nothing was; and what the program noted by itself.

    An empty coder means the name of the computer's account. ``keys`` names the actions whose keys
    were changed, with their new ones.
    """

    coder: str = ""
    theme: str = "system"
    recent_projects: tuple[Path, ...] = ()
    language: str = "system"
    reading_points: int = 12
    interface_percent: int = 100
    single_keys: bool = True
    backups_kept: int = 10
    reminders: bool = True
    encoder_folder: str = ""
    spacy_pipeline: str = ""
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    tour_taken: bool = False

    def with_recent_project(self, project: Path) -> "Preferences":
        """The same with a project as the one opened last."""
        others = self.without_recent_project(project.absolute()).recent_projects
        return replace(self, recent_projects=(project.absolute(), *others)[:MOST_RECENT])

    def without_recent_project(self, project: Path) -> "Preferences":
        """The same without a project in the list of those opened last."""
        others = tuple(one for one in self.recent_projects if one != project)
        return replace(self, recent_projects=others)

    def with_setting(self, setting_id: str, value: object) -> "Preferences":
        """The same with another value of something in the table of settings."""
        changed: dict[str, Any] = {setting_id: value}
        return replace(self, **changed)


def preferences_folder() -> Path:
    """Where the program keeps what was set."""
    if named := os.environ.get(FOLDER_VARIABLE):
        return Path(named)
    return Path(platformdirs.user_config_dir(APPLICATION, appauthor=False))


def data_folder() -> Path:
    """Where the program keeps what it was given to work with, and can be given again."""
    if named := os.environ.get(FOLDER_VARIABLE):
        return Path(named)
    return Path(platformdirs.user_data_dir(APPLICATION, appauthor=False))


def preferences_file() -> Path:
    """The file itself."""
    return preferences_folder() / "preferences.json"


def read_preferences() -> Preferences:
    """What was set; where the file or a value is missing or broken, what holds without it."""
    stored = read_kept(preferences_file())
    kept = Preferences(
        recent_projects=tuple(Path(one) for one in _texts(stored.get("recent_projects"))),
        keys=_keys(stored.get("keys")),
        tour_taken=stored.get("tour_taken") is True,
    )
    for setting in settings():
        value = stored.get(setting.id)
        if setting.kind.accepts(value):
            kept = kept.with_setting(setting.id, value.strip() if isinstance(value, str) else value)
    return kept


def write_preferences(preferences: Preferences) -> None:
    """Keep what was set, and what another version of the program has set beside it."""
    file = preferences_file()
    write_kept(
        file,
        {
            **read_kept(file),
            **{setting.id: getattr(preferences, setting.id) for setting in settings()},
            "recent_projects": [str(project) for project in preferences.recent_projects],
            "keys": {action: list(keys) for action, keys in preferences.keys.items()},
            "tour_taken": preferences.tour_taken,
        },
    )


def default_coder() -> str:
    """Who codes when nobody is named: the coder who was set, else the computer's account."""
    if coder := read_preferences().coder:
        return coder
    try:
        return getpass.getuser().strip() or NOBODY
    except (OSError, KeyError, ImportError):  # an account without a name
        return NOBODY


def _texts(stored: object) -> tuple[str, ...]:
    if not isinstance(stored, list):
        return ()
    return tuple(one for one in stored if isinstance(one, str))


def _keys(stored: object) -> dict[str, tuple[str, ...]]:
    if not isinstance(stored, dict):
        return {}
    return {
        action: _texts(keys)
        for action, keys in stored.items()
        if isinstance(keys, list) and len(_texts(keys)) == len(keys)
    }
