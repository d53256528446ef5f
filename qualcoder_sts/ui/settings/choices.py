"""What was set on this computer, while the program runs: read once, kept at every change."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from qualcoder_sts.foundation.preferences import (
    Preferences,
    read_preferences,
    write_preferences,
)
from qualcoder_sts.foundation.settings import settings
from qualcoder_sts.foundation.translation import _

KEYS = "keys"
RECENT = "recent_projects"


class Choices(QObject):
    """The preferences in force. Whoever shows one of them listens to ``changed``."""

    changed = Signal(str)
    """The id of a setting, or ``keys`` or ``recent_projects``."""
    failed = Signal(str)
    """A sentence: a choice could not be kept for the next time."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._preferences = read_preferences()

    @property
    def preferences(self) -> Preferences:
        """All of them."""
        return self._preferences

    def set(self, setting_id: str, value: object) -> None:
        """Choose another value for something in the table of settings."""
        if getattr(self._preferences, setting_id) != value:
            self._take(self._preferences.with_setting(setting_id, value), setting_id)

    def set_keys(self, keys: Mapping[str, tuple[str, ...]]) -> None:
        """Choose other keys for some actions; all others have those they came with."""
        self._take(replace(self._preferences, keys=dict(keys)), KEYS)

    def remember_project(self, project: Path) -> None:
        """A project was opened."""
        self._take(self._preferences.with_recent_project(project), RECENT)

    def forget_project(self, project: Path) -> None:
        """A project is not to be listed any more."""
        self._take(self._preferences.without_recent_project(project), RECENT)

    def note_tour(self, *, taken: bool) -> None:
        """Whether the tour was shown, and does not come again by itself."""
        self._take(replace(self._preferences, tour_taken=taken), "tour_taken")

    def reset(self) -> None:
        """Take back all settings; the coder's name, the keys and the list of projects stay."""
        fresh = Preferences()
        for setting in settings():
            if setting.id != "coder":
                self.set(setting.id, getattr(fresh, setting.id))

    def _take(self, preferences: Preferences, what: str) -> None:
        self._preferences = preferences
        try:
            write_preferences(preferences)
        except OSError as error:
            words = _("Your choice could not be kept for the next time (%s).")
            self.failed.emit(words % error.strerror)
        self.changed.emit(what)
