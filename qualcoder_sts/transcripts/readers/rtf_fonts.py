"""Which encoding the bytes of an RTF file are in, font by font."""

import codecs
from dataclasses import dataclass

_ANSI, _DEFAULT, _SYMBOL = 0, 1, 2
# Python has no codecs for these Macintosh encodings; the nearest it has.
_SUBSTITUTES = {
    "mac_japanese": "cp932",
    "mac_chinesetrad": "big5",
    "mac_korean": "cp949",
    "mac_arabic": "mac_arabic",
    "mac_hebrew": "cp1255",
    "mac_chinesesimp": "gb18030",
    "mac_rumanian": "mac_romanian",
    "mac_ukrainian": "mac_cyrillic",
    "mac_thai": "cp874",
    "mac_ce": "mac_latin2",
    "cp1361": "johab",
}


@dataclass(slots=True)
class Font:
    """A font as the font table declares it, bit by bit."""

    name: str = ""
    charset: int = _ANSI
    code_page: int | None = None

    @property
    def is_symbol(self) -> bool:
        """Whether its characters are signs instead of letters."""
        return self.charset == _SYMBOL or self.symbol_name in {"symbol", "wingdings"}

    @property
    def symbol_name(self) -> str:
        """The name by which symbol fonts are known."""
        return self.name.strip().rstrip(";").lower()


def font_encoding(font: Font | None, document_encoding: str) -> str:
    """The encoding of text in ``font``."""
    from striprtf.striprtf import charset_map  # noqa: PLC0415

    if font is None:
        return document_encoding
    if font.code_page is not None:
        return known_encoding(f"cp{font.code_page}", document_encoding)
    if font.charset in {_ANSI, _DEFAULT, _SYMBOL}:
        return document_encoding
    return known_encoding(charset_map.get(font.charset, ""), document_encoding)


def known_encoding(name: str, otherwise: str) -> str:
    """``name`` or its nearest relative, if Python can decode it."""
    if name in {"cp0", "cp10000"}:
        return otherwise if name == "cp0" else "mac_roman"
    if name == "cp65001":
        return "utf-8"
    try:
        return codecs.lookup(_SUBSTITUTES.get(name, name)).name
    except LookupError:
        return otherwise
