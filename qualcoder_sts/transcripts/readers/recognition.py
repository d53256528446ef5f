"""Which format a file is in: its bytes decide first, its ending second."""

import re
from enum import StrEnum
from pathlib import PurePath

from qualcoder_sts.foundation.text_encoding import is_binary
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.transcripts.readers.archives import open_archive
from qualcoder_sts.transcripts.readers.decoding import read_text
from qualcoder_sts.transcripts.readers.errors import (
    EmptyFileError,
    EncryptedFileError,
    UnsupportedFormatError,
)


class FileFormat(StrEnum):
    """The formats that are read, by the names ``ReadDocument.format`` gives them."""

    DOCX = "docx"
    ODT = "odt"
    RTF = "rtf"
    PDF = "pdf"
    TEXT = "txt"
    MARKDOWN = "md"
    HTML = "html"
    VTT = "vtt"
    SRT = "srt"
    EAF = "eaf"
    CSV = "csv"
    XLSX = "xlsx"


ENDINGS = {
    ".docx": FileFormat.DOCX,
    ".docm": FileFormat.DOCX,
    ".odt": FileFormat.ODT,
    ".ott": FileFormat.ODT,
    ".rtf": FileFormat.RTF,
    ".pdf": FileFormat.PDF,
    ".txt": FileFormat.TEXT,
    ".text": FileFormat.TEXT,
    ".md": FileFormat.MARKDOWN,
    ".markdown": FileFormat.MARKDOWN,
    ".html": FileFormat.HTML,
    ".htm": FileFormat.HTML,
    ".xhtml": FileFormat.HTML,
    ".vtt": FileFormat.VTT,
    ".srt": FileFormat.SRT,
    ".eaf": FileFormat.EAF,
    ".csv": FileFormat.CSV,
    ".tsv": FileFormat.CSV,
    ".xlsx": FileFormat.XLSX,
}

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_XML_ROOT = re.compile(
    r"\s*(?:<\?[^>]*\?>\s*|<!--.*?-->\s*|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>\s*)*<([\w:.-]+)",
    re.IGNORECASE | re.DOTALL,
)
_SRT_START = re.compile(r"\s*(?:\d+[ \t]*\n)?\s*\d{1,2}:\d{2}:\d{2}[,.]\d{1,3}[ \t]*-->")
_HEAD = 8192


def spoken_name(format_: FileFormat) -> str:
    """A format as it stands in a sentence: ``a Word document``."""
    names = {
        FileFormat.DOCX: _("a Word document"),
        FileFormat.ODT: _("an OpenDocument text"),
        FileFormat.RTF: _("an RTF file"),
        FileFormat.PDF: _("a PDF"),
        FileFormat.TEXT: _("plain text"),
        FileFormat.MARKDOWN: _("Markdown"),
        FileFormat.HTML: _("a web page"),
        FileFormat.VTT: _("a WebVTT transcript"),
        FileFormat.SRT: _("a SubRip file"),
        FileFormat.EAF: _("an ELAN file"),
        FileFormat.CSV: _("a table in CSV"),
        FileFormat.XLSX: _("an Excel workbook"),
    }
    return names[format_]


def ending_of(name: str) -> str:
    """The file's ending with its dot, in small letters."""
    return PurePath(name).suffix.lower()


def recognised(content: bytes, name: str) -> FileFormat:
    """The format of ``content``; raises an ``UnreadableFileError`` for what is none of ours."""
    if not content:
        raise EmptyFileError(name, _("it is empty."))
    if not content.strip(b"\0 \t\r\n"):
        raise EmptyFileError(name, _("there is nothing in it but blanks or zero bytes."))
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return _inside_zip(content, name)
    if content.startswith(_OLE):
        raise _old_office(content, name)
    if content.lstrip(b"\xef\xbb\xbf\r\n\t ").startswith(b"{\\rtf"):
        return FileFormat.RTF
    if b"%PDF-" in content[:1024]:
        return FileFormat.PDF
    return _text_format(content, name)


def _inside_zip(content: bytes, name: str) -> FileFormat:
    expected = ENDINGS.get(ending_of(name))
    kind = f"{expected.value}" if expected else "zip"
    members = frozenset(open_archive(content, name, kind).namelist())
    if "content.xml" in members or "mimetype" in members:
        return _open_document(content, name)
    folders = {member.partition("/")[0].lower() for member in members}
    if "word" in folders:
        return FileFormat.DOCX
    if "xl" in folders:
        return FileFormat.XLSX
    if "ppt" in folders:
        raise UnsupportedFormatError(name, _with_advice(_("it is a presentation.")))
    if expected in {FileFormat.DOCX, FileFormat.XLSX} and "[Content_Types].xml" in members:
        return expected
    raise UnsupportedFormatError(
        name, _with_advice(_("it is a packed archive, not a document. Unpack it first."))
    )


def _open_document(content: bytes, name: str) -> FileFormat:
    # The format's own mark, stored unpacked at a fixed place so that it can be found like this.
    head = content[:200]
    if b"opendocument.spreadsheet" in head:
        raise UnsupportedFormatError(
            name, _("it is an OpenDocument table. Save it as .xlsx or .csv.")
        )
    if b"opendocument.presentation" in head or b"opendocument.graphics" in head:
        raise UnsupportedFormatError(name, _with_advice(_("it is a presentation or drawing.")))
    if b"epub" in head:
        raise UnsupportedFormatError(name, _with_advice(_("it is an e-book.")))
    return FileFormat.ODT


def _old_office(content: bytes, name: str) -> UnsupportedFormatError | EncryptedFileError:
    def holds(stream: str) -> bool:
        return stream.encode("utf-16-le") in content

    if holds("EncryptedPackage"):
        kind = "Excel" if ending_of(name) == ".xlsx" else "Word"
        return EncryptedFileError(name, kind)
    if holds("WordDocument"):
        return UnsupportedFormatError(
            name,
            _(
                "it is in Word's old .doc format. Open it in Word or LibreOffice and save it as "
                ".docx."
            ),
        )
    if holds("Workbook") or holds("Book"):
        return UnsupportedFormatError(
            name, _("it is in Excel's old .xls format. Save it as .xlsx or .csv.")
        )
    return UnsupportedFormatError(name, _with_advice(_("it is in an old Office format.")))


def _foreign() -> tuple[tuple[bytes, str], ...]:
    """How files begin that are something else, and what they are."""
    return (
        (b"\x89PNG", _("a picture (PNG)")),
        (b"\xff\xd8\xff", _("a picture (JPEG)")),
        (b"GIF8", _("a picture (GIF)")),
        (b"BM", _("a picture (BMP)")),
        (b"II*\0", _("a picture (TIFF)")),
        (b"MM\0*", _("a picture (TIFF)")),
        (b"ID3", _("a sound recording (MP3)")),
        (b"OggS", _("a recording (Ogg)")),
        (b"fLaC", _("a sound recording (FLAC)")),
        (b"RIFF", _("a recording or picture (RIFF)")),
        (b"\x1a\x45\xdf\xa3", _("a video (Matroska)")),
        (b"SQLite format 3", _("a database")),
        (b"7z\xbc\xaf", _("a packed archive (7z)")),
        (b"Rar!", _("a packed archive (RAR)")),
        (b"\x1f\x8b", _("a packed archive (gzip)")),
        (b"MZ", _("a program")),
        (b"\x7fELF", _("a program")),
    )


def _with_advice(why: str) -> str:
    rare = {".docm", ".ott", ".text", ".markdown", ".xhtml"}
    endings = ", ".join(ending for ending in ENDINGS if ending not in rare)
    advice = _("Transcripts are read as %s.") % endings
    return f"{why} {advice}"


def _text_format(content: bytes, name: str) -> FileFormat:
    for start, what in _foreign():
        if content.startswith(start) and is_binary(read_text(content[:_HEAD]).text):
            raise UnsupportedFormatError(name, _with_advice(_("it is %s, not a text.") % what))
    if content[4:8] == b"ftyp":
        raise UnsupportedFormatError(name, _with_advice(_("it is a video or sound recording.")))
    head = read_text(content[:_HEAD]).text
    if is_binary(head):
        raise UnsupportedFormatError(name, _with_advice(_("it is not text in any known form.")))
    head = head.replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff")
    if re.match(r"WEBVTT(?:\s|$)", head):
        return FileFormat.VTT
    expected = ENDINGS.get(ending_of(name))
    if _SRT_START.match(head):
        return FileFormat.SRT
    marked_up = _markup_format(head, name, expected)
    if marked_up is not None:
        return marked_up
    return expected if expected in _PLAIN else FileFormat.TEXT


_PLAIN = frozenset((FileFormat.TEXT, FileFormat.MARKDOWN, FileFormat.CSV, FileFormat.HTML))


def _markup_format(head: str, name: str, expected: FileFormat | None) -> FileFormat | None:
    root = _XML_ROOT.match(head)
    tag = root[1].lower() if root else ""
    if tag == "annotation_document":
        return FileFormat.EAF
    if tag == "html" or re.match(r"\s*<!doctype html", head, re.IGNORECASE):
        return FileFormat.HTML
    if head.lstrip().startswith("<?xml") and expected is not FileFormat.HTML:
        if expected is FileFormat.EAF or "ANNOTATION_DOCUMENT" in head:
            return FileFormat.EAF
        raise UnsupportedFormatError(
            name, _with_advice(_("it is XML of a kind that is not read here."))
        )
    return None
