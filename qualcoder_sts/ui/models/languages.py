"""Languages of transcripts, by the codes that are kept and the names that are shown."""

from collections.abc import Mapping

from PySide6.QtCore import QLocale

from qualcoder_sts.foundation.translation import _


def offered_languages() -> tuple[str, ...]:
    """The codes to choose from; the first says that nothing is known."""
    return ("", *_offered())


def language_name(code: str) -> str:
    """The name of a language; a code that is not known stands for itself."""
    if not code:
        return ""
    if (name := _offered().get(code)) is not None:
        return name
    language = QLocale.codeToLanguage(code)
    if language == QLocale.Language.AnyLanguage:
        return code
    return QLocale.languageToString(language)


def language_code(words: str) -> str:
    """The code of a language by its name or its code; anything else stands for itself."""
    wanted = words.strip().casefold()
    offered = _offered()
    codes = {name.casefold(): code for code, name in offered.items()}
    return codes.get(wanted, wanted if wanted in offered else words.strip())


def _offered() -> Mapping[str, str]:
    return {
        "en": _("English"),
        "es": _("Spanish"),
        "fr": _("French"),
        "pt": _("Portuguese"),
        "de": _("German"),
        "it": _("Italian"),
        "nl": _("Dutch"),
        "da": _("Danish"),
        "nb": _("Norwegian Bokmål"),
        "sv": _("Swedish"),
        "fi": _("Finnish"),
        "pl": _("Polish"),
        "cs": _("Czech"),
        "hu": _("Hungarian"),
        "ro": _("Romanian"),
        "el": _("Greek"),
        "tr": _("Turkish"),
        "ru": _("Russian"),
        "uk": _("Ukrainian"),
        "sr": _("Serbian"),
        "ar": _("Arabic"),
        "fa": _("Persian"),
        "he": _("Hebrew"),
        "hi": _("Hindi"),
        "ur": _("Urdu"),
        "bn": _("Bangla"),
        "id": _("Indonesian"),
        "vi": _("Vietnamese"),
        "th": _("Thai"),
        "zh": _("Chinese"),
        "ja": _("Japanese"),
        "ko": _("Korean"),
        "sw": _("Swahili"),
        "am": _("Amharic"),
        "so": _("Somali"),
    }
