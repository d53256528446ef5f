"""From the bytes of a plain-text format to its text, with remarks on what was guessed."""

import codecs
from dataclasses import dataclass

from qualcoder_sts.foundation.text_encoding import decode_text
from qualcoder_sts.foundation.translation import _, ngettext
from qualcoder_sts.transcripts.document import Doubt

# Those somebody may choose.
ENCODINGS = (
    "utf-8", "utf-16-le", "utf-16-be", "cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255",
    "cp1256", "cp1257", "cp1258", "mac_roman", "koi8_r", "cp932", "gb18030", "big5", "cp949",
)  # fmt: skip
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


def encoding_name(encoding: str) -> str:
    """The name people know an encoding by; one that is not offered stands for itself."""
    names = {
        "utf-8": "UTF-8",
        "utf-16-le": _("UTF-16 (little-endian)"),
        "utf-16-be": _("UTF-16 (big-endian)"),
        "cp1252": _("Windows-1252, Western Europe"),
        "cp1250": _("Windows-1250, Central Europe"),
        "cp1251": _("Windows-1251, Cyrillic"),
        "cp1253": _("Windows-1253, Greek"),
        "cp1254": _("Windows-1254, Turkish"),
        "cp1255": _("Windows-1255, Hebrew"),
        "cp1256": _("Windows-1256, Arabic"),
        "cp1257": _("Windows-1257, Baltic"),
        "cp1258": _("Windows-1258, Vietnamese"),
        "mac_roman": _("Mac Roman"),
        "koi8_r": _("KOI8-R, Cyrillic"),
        "cp932": _("Shift JIS, Japanese"),
        "gb18030": _("GB 18030, Chinese"),
        "big5": _("Big5, Chinese"),
        "cp949": _("Korean"),
    }
    return names.get(encoding, encoding)


def _remarks(encoding: str, lost: int, *, guessed: bool) -> tuple[str, ...]:
    remarks: list[str] = []
    if guessed:
        sentence = _(
            "The file does not say how its letters are encoded; %s was assumed. Check accented "
            "letters and quotation marks."
        )
        remarks.append(Doubt(sentence % encoding_name(encoding).partition(",")[0]))
    if lost:
        sentence = ngettext(
            "%d damaged character could not be decoded and now reads “\ufffd”.",
            "%d damaged characters could not be decoded and now read “\ufffd”.",
            lost,
        )
        remarks.append(Doubt(sentence % lost))
    return tuple(remarks)
