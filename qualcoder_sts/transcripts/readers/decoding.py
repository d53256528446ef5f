"""From the bytes of a plain-text format to its text, with remarks on what was guessed."""

import codecs
from dataclasses import dataclass

from qualcoder_sts.foundation.text_encoding import decode_text

_NAMES = {"cp1252": "Windows-1252", "mac_roman": "Mac Roman", "utf-8": "UTF-8"}
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
