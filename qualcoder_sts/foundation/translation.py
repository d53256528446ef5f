"""The program's words in the user's language, through gettext. English is the source."""

import gettext
from pathlib import Path

CATALOGUES = Path(__file__).parent.parent / "locale"

_translations: gettext.NullTranslations = gettext.translation(
    "qualcoder_sts", CATALOGUES, fallback=True
)


def _(message: str) -> str:
    """``message`` in the user's language."""
    return _translations.gettext(message)


def ngettext(singular: str, plural: str, count: int) -> str:
    """The form of a message that fits ``count``."""
    return _translations.ngettext(singular, plural, count)
