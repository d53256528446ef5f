"""Languages of transcripts, by the codes that are kept and the names that are shown."""

from functools import cache

from PySide6.QtCore import QLocale

_OFFERED = (
    "en", "es", "fr", "pt", "de", "it", "nl", "da", "nb", "sv", "fi", "pl", "cs", "hu", "ro", "el",
    "tr", "ru", "uk", "sr", "ar", "fa", "he", "hi", "ur", "bn", "id", "vi", "th", "zh", "ja", "ko",
    "sw", "am", "so",
)  # fmt: skip


def offered_languages() -> tuple[str, ...]:
    """The codes to choose from; the first says that nothing is known."""
    return ("", *_OFFERED)


@cache
def language_name(code: str) -> str:
    """The name of a language; a code that is not known stands for itself."""
    if not code:
        return ""
    language = QLocale.codeToLanguage(code)
    if language == QLocale.Language.AnyLanguage:
        return code
    return QLocale.languageToString(language)


def language_code(words: str) -> str:
    """The code of a language by its name or its code; anything else stands for itself."""
    wanted = words.strip().casefold()
    names = {language_name(code).casefold(): code for code in _OFFERED}
    return names.get(wanted, wanted if wanted in _OFFERED else words.strip())
