"""From the bytes of a plain-text format to its text, with remarks on what was guessed."""

import codecs
from dataclasses import dataclass

from qualcoder_sts.foundation.text_encoding import decode_text
from qualcoder_sts.transcripts.document import Doubt

# Those somebody may choose, with the names people know them by.
ENCODINGS = {
    "utf-8": "UTF-8",
    "utf-16-le": "UTF-16 (little-endian)",
    "utf-16-be": "UTF-16 (big-endian)",
    "cp1252": "Windows-1252, Western Europe",
    "cp1250": "Windows-1250, Central Europe",
    "cp1251": "Windows-1251, Cyrillic",
    "cp1253": "Windows-1253, Greek",
    "cp1254": "Windows-1254, Turkish",
    "cp1255": "Windows-1255, Hebrew",
    "cp1256": "Windows-1256, Arabic",
    "cp1257": "Windows-1257, Baltic",
    "cp1258": "Windows-1258, Vietnamese",
    "mac_roman": "Mac Roman",
    "koi8_r": "KOI8-R, Cyrillic",
    "cp932": "Shift JIS, Japanese",
    "gb18030": "GB 18030, Chinese",
    "big5": "Big5, Chinese",
    "cp949": "Korean",
}
_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


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
    decoded = decode_text(content)
    remarks = _remarks(decoded.encoding, decoded.replaced, guessed=decoded.guessed)
    return ReadText(decoded.text, decoded.encoding, remarks)


@dataclass(frozen=True, slots=True)
class RewrittenText:
    """The bytes of a text in another encoding; ``remarks`` say what was lost."""

    content: bytes
    remarks: tuple[str, ...] = ()


def as_utf8(content: bytes, encoding: str) -> RewrittenText:
    """A text known to be in ``encoding``, as UTF-8 with the mark that settles what it is."""
    for mark in _MARKS:
        content = content.removeprefix(mark)
    text = content.decode(encoding, errors="replace")
    lost = text.count("\ufffd")
    remarks = _remarks(encoding, lost, guessed=False)
    # A character that is half of another cannot be written by itself.
    return RewrittenText(codecs.BOM_UTF8 + text.encode("utf-8", errors="replace"), remarks)


def _remarks(encoding: str, lost: int, *, guessed: bool) -> tuple[str, ...]:
    remarks: list[str] = []
    if guessed:
        remarks.append(
            Doubt(
                "The file does not say how its letters are encoded; "
                f"{_short_name(encoding)} was assumed. "
                "Check accented letters and quotation marks."
            )
        )
    if lost:
        places = "1 damaged character" if lost == 1 else f"{lost} damaged characters"
        remarks.append(Doubt(f"{places} could not be decoded and now read “\ufffd”."))
    return tuple(remarks)


def _short_name(encoding: str) -> str:
    return ENCODINGS.get(encoding, encoding).partition(",")[0]
