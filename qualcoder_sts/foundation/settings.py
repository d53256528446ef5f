"""The one table of what a person can set; ``Preferences`` has a field of the same name for each.

The dialog of the settings is built from it, and what is read from the file is held against it.
"""

from dataclasses import dataclass
from enum import StrEnum

from qualcoder_sts.foundation.translation import _, shipped_languages


@dataclass(frozen=True, slots=True)
class Words:
    """One line of text."""

    def accepts(self, value: object) -> bool:
        """Whether the value is one that may be set."""
        return isinstance(value, str)


@dataclass(frozen=True, slots=True)
class Switch:
    """On or off."""

    def accepts(self, value: object) -> bool:
        """Whether the value is one that may be set."""
        return isinstance(value, bool)


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number within limits, with what is counted behind it."""

    least: int
    most: int
    step: int = 1
    unit: str = ""

    def accepts(self, value: object) -> bool:
        """Whether the value is one that may be set."""
        is_number = isinstance(value, int) and not isinstance(value, bool)
        return is_number and self.least <= value <= self.most  # type: ignore[operator]


@dataclass(frozen=True, slots=True)
class Option:
    """One of several values, with the words for it."""

    value: str
    words: str


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several values."""

    options: tuple[Option, ...]

    def accepts(self, value: object) -> bool:
        """Whether the value is one that may be set."""
        return any(option.value == value for option in self.options)


class SettingsPage(StrEnum):
    """Where a setting stands."""

    WORK = "work"
    LOOK = "look"
    KEYS = "keys"


@dataclass(frozen=True, slots=True)
class Setting:
    """Something that can be set; the help says what it means."""

    id: str
    page: SettingsPage
    title: str
    help: str
    kind: Words | Switch | Whole | Choice


def settings() -> tuple[Setting, ...]:
    """Everything that can be set, in the order of the dialog."""
    return (*_work(), *_look(), *_keys())


def _work() -> tuple[Setting, ...]:
    page = SettingsPage.WORK
    return (
        Setting(
            "coder",
            page,
            _("Your name as coder"),
            _("What you code is recorded under it. Empty: the name of your account."),
            Words(),
        ),
        Setting(
            "reminders",
            page,
            _("Remind me who codes"),
            _("When you open a project in which only others have coded so far."),
            Switch(),
        ),
        Setting(
            "backups_kept",
            page,
            _("Backups to keep"),
            _("The newest ones of each project; the last of each of 14 days comes on top."),
            Whole(1, 200, 1),
        ),
        Setting(
            "encoder_folder",
            page,
            _("A sentence encoder of your own"),
            _(
                "A folder with model.onnx and tokenizer.json, for suggestions by meaning. Empty: "
                "the encoder that “qualcoder-sts model install” sets up."
            ),
            Words(),
        ),
        Setting(
            "spacy_pipeline",
            page,
            _("A spaCy pipeline of your own"),
            _(
                "Its name, such as en_core_web_md, or its folder: suggestions read texts in its "
                "language with it. Empty: tables of word forms."
            ),
            Words(),
        ),
        Setting(
            "language",
            page,
            _("Language"),
            _("Of menus and messages, from the next start on. Transcripts stay as they are."),
            Choice(
                (
                    Option("system", _("As the computer")),
                    *(Option(code, words) for code, words in shipped_languages()),
                )
            ),
        ),
    )


def _look() -> tuple[Setting, ...]:
    page = SettingsPage.LOOK
    return (
        Setting(
            "theme",
            page,
            _("Theme"),
            _("Colours of the window and of the paper."),
            Choice(
                (
                    Option("system", _("Follow the system")),
                    Option("light", _("Light")),
                    Option("dark", _("Dark")),
                    Option("high_contrast", _("High contrast")),
                )
            ),
        ),
        Setting(
            "reading_points",
            page,
            _("Reading size"),
            _("How large the letters of transcripts are."),
            Whole(8, 36, 1, _("pt")),
        ),
        Setting(
            "interface_percent",
            page,
            _("Size of the whole interface"),
            _("Menus, lists, buttons and transcripts, larger or smaller together."),
            Whole(70, 250, 10, "%"),
        ),
    )


def _keys() -> tuple[Setting, ...]:
    return (
        Setting(
            "single_keys",
            SettingsPage.KEYS,
            _("Keys without Ctrl or Alt"),
            _("Letters such as Q apply a code while the transcript has the focus."),
            Switch(),
        ),
    )
