"""What was chosen shows at once: theme, size of the interface, keys."""

from PySide6.QtCore import QObject

from qualcoder_sts.foundation.settings import Whole, settings
from qualcoder_sts.ui.actions.actions import Actions
from qualcoder_sts.ui.settings.choices import KEYS, Choices
from qualcoder_sts.ui.theme.apply import ThemeChoice

INTERFACE = "interface_percent"


class AppliedChoices(QObject):
    """Follows the choices that concern the whole window."""

    def __init__(self, choices: Choices, actions: Actions, themes: ThemeChoice) -> None:
        super().__init__(choices)
        self._choices = choices
        self._actions = actions
        self._themes = themes
        for setting_id in ("theme", KEYS):
            self._apply(setting_id)
        choices.changed.connect(self._apply)

    def zoom_interface(self, steps: int) -> None:
        """The whole interface larger or smaller by some steps; 0 brings it back."""
        kind = next(setting.kind for setting in settings() if setting.id == INTERFACE)
        assert isinstance(kind, Whole)
        now = self._choices.preferences.interface_percent if steps else 100
        self._choices.set(INTERFACE, max(kind.least, min(kind.most, now + steps * kind.step)))

    def _apply(self, setting_id: str) -> None:
        preferences = self._choices.preferences
        match setting_id:
            case "theme":
                self._themes.choose(preferences.theme)
                self._actions.check(f"theme_{preferences.theme}")
            case "interface_percent":
                self._themes.show_larger(preferences.interface_percent / 100)
            case "keys" | "single_keys":
                self._actions.change_keys(preferences.keys, single_keys=preferences.single_keys)
