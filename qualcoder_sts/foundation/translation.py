"""The program's words in the user's language, through gettext. English is the source."""

import gettext
from pathlib import Path

DOMAIN = "qualcoder_sts"
CATALOGUES = Path(__file__).parent.parent / "locale"
SYSTEM_LANGUAGE = "system"


class _Catalogue:
    """The words in force. They change at the start of the program only."""

    def __init__(self) -> None:
        self.words: gettext.NullTranslations = _found(None)
        self.language = SYSTEM_LANGUAGE


def _found(languages: list[str] | None) -> gettext.NullTranslations:
    return gettext.translation(DOMAIN, CATALOGUES, languages, fallback=True)


_catalogue = _Catalogue()


def _(message: str) -> str:
    """``message`` in the user's language."""
    return _catalogue.words.gettext(message)


def ngettext(singular: str, plural: str, count: int) -> str:
    """The form of a message that fits ``count``."""
    return _catalogue.words.ngettext(singular, plural, count)


def choose_language(code: str) -> None:
    """Speak a language from now on, where it is shipped; to be called before anything is built."""
    _catalogue.language = code
    use_catalogue(_found(None if code == SYSTEM_LANGUAGE else [code]))


def chosen_language() -> str:
    """The language that was chosen, for a process of its own to speak it too."""
    return _catalogue.language


def use_catalogue(words: gettext.NullTranslations) -> gettext.NullTranslations:
    """Take the words from here; returns where they came from before."""
    before, _catalogue.words = _catalogue.words, words
    return before


def shipped_languages() -> tuple[tuple[str, str], ...]:
    """Languages that can be chosen: their code, and what they call themselves.

    A catalogue names its language in its own words; one that does not is shown by its code.
    """
    found = [("en", "English")]
    nameless = _own_name(gettext.NullTranslations())
    for file in sorted(CATALOGUES.glob(f"*/LC_MESSAGES/{DOMAIN}.mo")):
        code = file.parent.parent.name
        own_name = _own_name(_found([code]))
        found.append((code, code if own_name == nameless else own_name))
    return tuple(found)


def _own_name(words: gettext.NullTranslations) -> str:
    before = use_catalogue(words)
    # For translators: not this sentence, but what speakers of the language call it.
    name = _("The name of this language")
    use_catalogue(before)
    return name
