"""Bytes of plain text to characters, with the encoding found and how sure that is."""

import codecs
import unicodedata
from dataclasses import dataclass

from qualcoder_sts.foundation.western_writing import western_plausibility

# The longer marks first: the one of UTF-16 LE is the beginning of the one of UTF-32 LE.
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# What people's files are really in. Without this limit short texts are taken for EBCDIC or for
# code pages of the 1980s. Of encodings that agree on a text, the one named first is taken.
_CANDIDATES = [
    *("cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258"),
    *("mac_roman", "koi8_r", "koi8_u", "cp874"),
    *("cp932", "euc_jp", "gb18030", "big5", "cp949", "utf_16_le", "utf_16_be"),
]

_WESTERN = "cp1252"
_SAMPLE_BYTES = 65_536
_SAMPLE_CHARACTERS = 200_000
# In the bytes that tell scripts apart: what stands between words in every script.
_BETWEEN_WORDS = frozenset(b"\t\n\r !,-.:?")
_LEAST_PLAUSIBLE = 0.8

# Below this many characters beyond ASCII a guess between the encodings of Europe is a lottery.
_ENOUGH_TO_JUDGE = 40

# Written inside and at the edges of words in western languages, besides letters.
_WESTERN_SIGNS = frozenset("€‚„…‰‹‘’“”•–—™›\u00a0¡£§©«®°±´·»¿½¼¾²³×ªº¢¥\u00ad")


@dataclass(frozen=True, slots=True)
class DecodedText:
    """The characters of a file.

    ``guessed`` is true when neither a byte order mark nor valid UTF-8 settles the encoding.
    ``replaced`` counts the places that could not be decoded and now hold U+FFFD.
    """

    text: str
    encoding: str
    guessed: bool
    replaced: int = 0


def decode_text(content: bytes) -> DecodedText:
    """The text in ``content``, without its byte order mark; never fails.

    In turn: byte order mark, UTF-16 by its zero bytes, UTF-8, UTF-8 with a few broken places, and
    a guess in which Western European (cp1252) is preferred for short western text. A guess that
    gives no text is tried as UTF-16 of other scripts, and one whose accents stand in odd places as
    the encoding of old Macintosh files.
    """
    for mark, encoding in _BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return _decoded(content[len(mark) :], encoding, guessed=False)
    decoded = _first_reading(content)
    if is_binary(decoded.text) and (wide := _unmarked_utf16(content)) is not None:
        return _decoded(content, wide, guessed=True)
    if decoded.guessed and _is_mac_roman(content, decoded):
        return _decoded(content, "mac_roman", guessed=True)
    return decoded


def is_binary(text: str) -> bool:
    """Whether decoded bytes are no text: control characters where writing has none."""
    sample = text[:_SAMPLE_CHARACTERS]
    odd = sum(
        1
        for character in sample
        if (character < " " and character not in "\t\n\r\f\v\x1a") or character == "\ufffd"
    )
    return odd > 2 + len(sample) // 100


def _first_reading(content: bytes) -> DecodedText:
    wide = _wide_encoding(content)
    if wide is not None:
        return _decoded(content, wide, guessed=True)
    try:
        return DecodedText(content.decode("utf-8"), "utf-8", guessed=False)
    except UnicodeDecodeError:
        pass
    damaged = _decoded(content, "utf-8", guessed=True)
    beyond_ascii = sum(1 for character in damaged.text if character > "\x7f")
    if damaged.replaced * 10 < beyond_ascii - damaged.replaced:
        return damaged
    return _decoded(content, _guessed_encoding(content), guessed=True)


def _decoded(content: bytes, encoding: str, *, guessed: bool) -> DecodedText:
    try:
        return DecodedText(content.decode(encoding), encoding, guessed)
    except UnicodeDecodeError:
        text = content.decode(encoding, errors="replace")
        return DecodedText(text, encoding, guessed, text.count("\ufffd"))


def _wide_encoding(content: bytes) -> str | None:
    """UTF-16 or UTF-32 without a mark: every other byte of western text in it is zero."""
    sample = content[:_SAMPLE_BYTES]
    quarters = [sample[offset::4].count(0) for offset in range(4)]
    quarter = len(sample) / 4
    if len(sample) < 4 or sum(quarters) < quarter:
        return None
    empty = tuple(zeros > 0.9 * quarter for zeros in quarters)
    if len(content) % 4 == 0 and empty[1:] == (True, True, True):
        return "utf-32-le"
    if len(content) % 4 == 0 and empty[:3] == (True, True, True):
        return "utf-32-be"
    even, odd = quarters[0] + quarters[2], quarters[1] + quarters[3]
    if odd > quarter and even < odd / 10:
        return "utf-16-le"
    if even > quarter and odd < even / 10:
        return "utf-16-be"
    return None


def _unmarked_utf16(content: bytes) -> str | None:
    """UTF-16 by its blanks, whose high byte is zero in every script."""
    sample = content[:4096]
    pairs = len(sample) // 2
    for high, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        highs, lows = sample[high : pairs * 2 : 2], sample[1 - high : pairs * 2 : 2]
        blanks = sum(
            1
            for high_byte, low_byte in zip(highs, lows, strict=True)
            if high_byte == 0 and low_byte in _BETWEEN_WORDS
        )
        if lows.count(0) * 50 <= pairs and blanks * 50 > pairs:
            return encoding
    return None


def _is_mac_roman(content: bytes, decoded: DecodedText) -> bool:
    """Whether accents and quotes stand in better places when read the old Macintosh way."""
    sample = content[:_SAMPLE_CHARACTERS]
    if b"\0" in sample or decoded.encoding.startswith("utf"):
        return False
    as_mac = western_plausibility(sample.decode("mac_roman"))
    as_found = western_plausibility(decoded.text[:_SAMPLE_CHARACTERS])
    return as_mac >= _LEAST_PLAUSIBLE and as_mac > as_found


def _guessed_encoding(content: bytes) -> str:
    if not _looks_western(content):
        return _best_guess(content) or _WESTERN
    beyond_ascii = sum(1 for byte in content if byte > 0x7F)
    # š and ž, the same bytes in both, are rare in the west and common in Czech or Croatian.
    carons = sum(content.count(byte) for byte in b"\x8a\x8e\x9a\x9e")
    if beyond_ascii < _ENOUGH_TO_JUDGE or carons * 20 < beyond_ascii:
        return _WESTERN
    return "cp1250" if _best_guess(content) == "cp1250" else _WESTERN


def _best_guess(content: bytes) -> str | None:
    from charset_normalizer import from_bytes  # noqa: PLC0415 - start-up pays for none of it

    matches = from_bytes(content, cp_isolation=_CANDIDATES, preemptive_behaviour=False)
    best = matches.best()
    if best is None:
        return None
    equal = {codecs.lookup(name).name for name in [best.encoding, *best.could_be_from_charset]}
    for name in _CANDIDATES:
        if codecs.lookup(name).name in equal:
            return name
    return best.encoding


def _looks_western(content: bytes) -> bool:
    """Whether ``content``, taken as cp1252, is words of letters with the usual signs around.

    A capital or a sign in the middle of a word (``itÕs``, ``spo³eczny``) or rows of accented
    letters (``Ïðèâåò``) say that it is something else.
    """
    try:
        text = content.decode(_WESTERN)
    except UnicodeDecodeError:
        return False
    letters = accented = strange = previous_accented = 0
    before = " "
    for character, after in zip(text, text[1:] + " ", strict=True):
        if character > "\x7f":
            accented_letter = character.isalpha() and character not in "ªº"
            accented += accented_letter
            inside = before.isalpha() and after.isalpha()
            strange += _is_strange(character, before, inside=inside)
            strange += accented_letter and previous_accented >= 2
            previous_accented = previous_accented + 1 if accented_letter else 0
        else:
            previous_accented = 0
        letters += character.isalpha()
        before = character
    return strange * 20 <= accented and accented * 3 <= letters


def _is_strange(character: str, before: str, *, inside: bool) -> bool:
    category = unicodedata.category(character)
    if category == "Lu":
        return before.islower()
    if category == "Ll":
        return False
    if inside:
        return character not in "’·–—\u00ad…/"
    return character not in _WESTERN_SIGNS
