"""From the bytes of a plain-text format to its text, with the encoding declared.

Most of it is the foundation's work. Added for transcripts: old Macintosh files, and UTF-16
without a mark in other scripts than the Latin one.
"""

import codecs
import unicodedata
from dataclasses import dataclass

from qualcoder_sts.foundation import text_encoding

_NAMES = {"cp1252": "Windows-1252", "mac_roman": "Mac Roman", "utf-8": "UTF-8"}
_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)

# Among letters of Western languages at most every third is accented.
_MOST_ACCENTED = 0.34
_LEAST_PLAUSIBLE = 0.8
_SAMPLE = 200_000
_ANYWHERE = frozenset("\u00a0–—…•€£§°©®½¼¾²³·\u00ad×")
_OPENING = frozenset("“‘„‚«¿¡‹")
_CLOSING = frozenset("”’»›")
# In the bytes that tell scripts apart: what stands between words in every script.
_BETWEEN_WORDS = frozenset(b"\t\n\r !,-.:?")


@dataclass(frozen=True, slots=True)
class ReadText:
    """Text with its encoding; ``remarks`` say what was guessed or lost."""

    text: str
    encoding: str
    remarks: tuple[str, ...] = ()


def read_text(content: bytes, declared: str | None = None) -> ReadText:
    """Decode whatever the bytes are; never fails.

    ``declared`` is the encoding the file names itself, used when there is such a one and it fits.
    """
    if declared and not content.startswith(_MARKS):
        try:
            encoding = codecs.lookup(declared).name
            return ReadText(content.decode(encoding), encoding)
        except (LookupError, ValueError):
            pass
    decoded = text_encoding.decode_text(content)
    if is_binary(decoded.text):
        wide = _unmarked_utf16(content)
        if wide is not None:
            return _read_as(content, wide)
    if decoded.guessed and _is_mac_roman(content, decoded):
        return _read_as(content, "mac_roman")
    remarks = _remarks(decoded.encoding, decoded.replaced, guessed=decoded.guessed)
    return ReadText(decoded.text, decoded.encoding, remarks)


def is_binary(text: str) -> bool:
    """Whether decoded bytes are no text: control characters where writing has none."""
    sample = text[:_SAMPLE]
    odd = sum(
        1
        for character in sample
        if (character < " " and character not in "\t\n\r\f\v\x1a") or character == "\ufffd"
    )
    return odd > 2 + len(sample) // 100


def _read_as(content: bytes, encoding: str) -> ReadText:
    text = content.decode(encoding, "replace")
    return ReadText(text, encoding, _remarks(encoding, text.count("\ufffd"), guessed=True))


def _remarks(encoding: str, lost: int, *, guessed: bool) -> tuple[str, ...]:
    remarks: list[str] = []
    if guessed:
        remarks.append(
            "The file does not say how its letters are encoded; "
            f"{_NAMES.get(encoding, encoding)} was assumed. "
            "Check accented letters and quotation marks."
        )
    if lost:
        places = "1 damaged character" if lost == 1 else f"{lost} damaged characters"
        remarks.append(f"{places} could not be decoded and now read “\ufffd”.")
    return tuple(remarks)


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


def _is_mac_roman(content: bytes, decoded: text_encoding.DecodedText) -> bool:
    """Whether accents and quotes stand in better places when read the old Macintosh way."""
    sample = content[:_SAMPLE]
    if b"\0" in sample or decoded.encoding.startswith("utf"):
        return False
    as_mac = _western_plausibility(sample.decode("mac_roman"))
    return as_mac >= _LEAST_PLAUSIBLE and as_mac > _western_plausibility(decoded.text[:_SAMPLE])


def _western_plausibility(text: str) -> float:
    """The share of characters beyond ASCII that stand where Western writing puts them."""
    letters = accented = plausible = strangers = 0
    padded = f" {text} "
    for place, character in enumerate(padded):
        if character <= "\x7f":
            letters += character.isalpha()
            continue
        strangers += 1
        if character.isalpha():
            letters += 1
            accented += 1
        plausible += _stands_well(padded[place - 1], character, padded[place + 1])
    if not strangers or accented > _MOST_ACCENTED * letters:
        return 0.0
    return plausible / strangers


def _stands_well(before: str, character: str, after: str) -> bool:
    if character in _ANYWHERE:
        return not (character in "–—" and before.isalpha() and after.isalpha())
    if character in _OPENING:
        return character in "«‘" or not (before.isalnum() or after.isspace())
    if character in _CLOSING:
        return character == "»" or not before.isspace() or after.isalnum()
    if character in "ªº":
        return before.isdigit()
    if unicodedata.category(character) == "Lu":
        return not before.islower()
    between_digits = before.isdigit() or after.isdigit() or before.isupper()
    return character.isalpha() and character < "\u0250" and not between_digits
