"""A theme: which colour each role has."""

import tomllib
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path

from qualcoder_sts.foundation.errors import QualcoderError
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.ui.theme.colours import (
    READABLE,
    SEEN,
    channels,
    ground_for,
    ink_for,
)

THEME_NAMES = ("light", "dark", "high_contrast")

TEXTS_ON_GROUNDS: tuple[tuple[str, str], ...] = (
    ("text", "window"),
    ("text", "paper"),
    ("text", "raised"),
    ("text", "accent_surface"),
    ("text_quiet", "window"),
    ("text_quiet", "paper"),
    ("text_quiet", "raised"),
    ("text_quiet", "accent_surface"),
    ("text_dimmed", "paper"),
    ("accent", "window"),
    ("accent", "paper"),
    ("accent", "raised"),
    ("accent", "accent_surface"),
    ("on_accent", "accent"),
    ("selection_text", "selection"),
    ("positive", "window"),
    ("positive", "paper"),
    ("warning", "window"),
    ("warning", "paper"),
    ("negative", "window"),
    ("negative", "paper"),
    ("notice_text", "notice"),
    ("notice_action", "notice"),
)
"""Which role of text may stand on which ground; the tests hold every pair readable."""


class ThemeBrokenError(QualcoderError):
    """A theme file that lacks a role or has a colour that is none."""

    def __init__(self, name: str, why: str) -> None:
        sentence = _("The colours “%(name)s” cannot be used: %(why)s.")
        super().__init__(sentence % {"name": name, "why": why})


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours as ``#rrggbb`` by role; ``paper`` is what transcripts are read on.

    ``least_contrast`` is how much every text must stand out from its ground.
    """

    name: str
    is_dark: bool
    tint_strength: float
    least_contrast: float
    window: str
    paper: str
    raised: str
    text: str
    text_quiet: str
    text_dimmed: str
    accent: str
    on_accent: str
    accent_surface: str
    hairline: str
    control_border: str
    selection: str
    selection_text: str
    positive: str
    warning: str
    negative: str
    notice: str
    notice_text: str
    notice_action: str

    def tint(self, colour: str) -> str:
        """The ground of a passage coded with ``colour``; the text on it stays readable."""
        return ground_for(colour, self.paper, self.text, self.tint_strength, self.least_contrast)

    def stripe(self, colour: str) -> str:
        """The colour of a code as a sign on paper."""
        return ink_for(colour, self.paper, self.text, SEEN)

    def ink(self, colour: str) -> str:
        """The colour of a code as a text on paper."""
        return ink_for(colour, self.paper, self.text, self.least_contrast)


@cache
def load_theme(name: str) -> Theme:
    """The theme of that name; ``ThemeBrokenError`` when its file is not whole."""
    if name not in THEME_NAMES:
        raise ThemeBrokenError(name, _("there is no theme of that name"))
    path = Path(__file__).with_name(f"{name}.toml")
    return theme_from(name, path.read_text(encoding="utf-8"))


def theme_from(name: str, written: str) -> Theme:
    """A theme from the text of its TOML file."""
    try:
        values = tomllib.loads(written)
    except tomllib.TOMLDecodeError as error:
        raise ThemeBrokenError(name, _("the file is damaged (%s)") % error) from error
    colours = values.get("colours", {})
    roles = [field.name for field in fields(Theme) if field.type is str and field.name != "name"]
    _check(name, colours, roles)
    return Theme(
        name=name,
        is_dark=bool(values.get("is_dark", False)),
        tint_strength=float(values.get("tint_strength", 0.3)),
        least_contrast=float(values.get("least_contrast", READABLE)),
        **{role: colours[role] for role in roles},
    )


def _check(name: str, colours: dict[str, str], roles: list[str]) -> None:
    if missing := [role for role in roles if role not in colours]:
        raise ThemeBrokenError(name, _("it says nothing about %s") % ", ".join(missing))
    if unknown := sorted(set(colours) - set(roles)):
        raise ThemeBrokenError(name, _("nobody asks for %s") % ", ".join(unknown))
    for role in roles:
        try:
            channels(colours[role])
        except ValueError as error:
            why = _("%(role)s is %(error)s") % {"role": role, "error": error}
            raise ThemeBrokenError(name, why) from error
