"""What a person set for this program on this computer, in a small JSON file."""

import getpass
import json
import os
from dataclasses import dataclass, replace
from pathlib import Path

import platformdirs

APPLICATION = "qualcoder-sts"
# Another folder for the program's own files, for tests and for programs carried on a stick.
FOLDER_VARIABLE = "QUALCODER_STS_CONFIG"
NOBODY = "Coder"
MOST_RECENT = 10


@dataclass(frozen=True, slots=True)
class Preferences:
    """What was set, and what was opened last.

    An empty coder means the name of the computer's account.
    """

    coder: str = ""
    theme: str = "system"
    recent_projects: tuple[Path, ...] = ()

    def with_recent_project(self, project: Path) -> "Preferences":
        """The same with a project as the one opened last."""
        others = (one for one in self.recent_projects if one != project.absolute())
        recent = (project.absolute(), *others)[:MOST_RECENT]
        return replace(self, recent_projects=recent)


def preferences_folder() -> Path:
    """Where the program keeps what was set."""
    if named := os.environ.get(FOLDER_VARIABLE):
        return Path(named)
    return Path(platformdirs.user_config_dir(APPLICATION, appauthor=False))


def preferences_file() -> Path:
    """The file itself."""
    return preferences_folder() / "preferences.json"


def read_preferences() -> Preferences:
    """What was set; where the file is missing or broken, what holds without it."""
    stored = _stored()
    recent = stored.get("recent_projects")
    return Preferences(
        coder=_words(stored.get("coder"), ""),
        theme=_words(stored.get("theme"), "system"),
        recent_projects=tuple(Path(one) for one in recent if isinstance(one, str))
        if isinstance(recent, list)
        else (),
    )


def write_preferences(preferences: Preferences) -> None:
    """Keep what was set, and what another version of the program has set beside it."""
    stored = {
        **_stored(),
        "coder": preferences.coder,
        "theme": preferences.theme,
        "recent_projects": [str(project) for project in preferences.recent_projects],
    }
    file = preferences_file()
    file.parent.mkdir(parents=True, exist_ok=True)
    unfinished = file.with_suffix(".unfinished")
    text = json.dumps(stored, ensure_ascii=False, indent=2) + "\n"
    # A file name that is no text becomes the escape that JSON has for it.
    unfinished.write_text(text, encoding="utf-8", errors="backslashreplace")
    unfinished.replace(file)


def default_coder() -> str:
    """Who codes when nobody is named: the coder who was set, else the computer's account."""
    if coder := read_preferences().coder:
        return coder
    try:
        return getpass.getuser().strip() or NOBODY
    except (OSError, KeyError, ImportError):  # an account without a name
        return NOBODY


def _words(stored: object, otherwise: str) -> str:
    return stored.strip() if isinstance(stored, str) else otherwise


def _stored() -> dict[str, object]:
    try:
        stored = json.loads(preferences_file().read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError):
        return {}
    return stored if isinstance(stored, dict) else {}
