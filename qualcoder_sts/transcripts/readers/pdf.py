"""PDF files with text; pdfminer.six finds the characters and their places."""

import binascii
import re
import struct
import zlib
from collections.abc import Iterator
from io import BytesIO

from qualcoder_sts.foundation.translation import _
from qualcoder_sts.transcripts.document import ReadDocument
from qualcoder_sts.transcripts.readers.errors import (
    DamagedFileError,
    EncryptedFileError,
    OversizedFileError,
    ScannedPagesError,
    damage_reported,
)
from qualcoder_sts.transcripts.readers.pdf_layout import text_columns, without_margins
from qualcoder_sts.transcripts.readers.pdf_lines import Page, page_of
from qualcoder_sts.transcripts.readers.pdf_paragraphs import joined_lines

KIND = "PDF"
_STREAM = re.compile(rb"stream\r?\n")
_MOST_UNPACKED = 512 * 1024 * 1024
_CHUNK = 1024 * 1024


def read_pdf(content: bytes, name: str) -> ReadDocument:
    """Read the text of a PDF, its lines joined to paragraphs."""
    _refuse_bomb(content, name)
    pages = _pages(content, name)
    if not pages:
        raise DamagedFileError(name, KIND)
    if not any(page.lines for page in pages):
        raise ScannedPagesError(name)
    pages, remarks = without_margins(pages)
    columns = [column for page in pages for column in text_columns(page.lines)]
    pictures = [str(page.number) for page in pages if page.is_picture]
    if pictures:
        remarks += (_("Pages that are pictures without text: %s.") % ", ".join(pictures),)
    paragraphs = joined_lines(columns)
    if any("\ufffd" in paragraph.text for paragraph in paragraphs):
        remark = _("The file does not say what some of its characters are; they read “\ufffd”.")
        remarks += (remark,)
    return ReadDocument(paragraphs, format="pdf", remarks=remarks)


def _refuse_bomb(content: bytes, name: str) -> None:
    """Unpack every stream once and throw it away: pdfminer has no limit of its own."""
    unpacked = 0
    whole = memoryview(content)
    for match in _STREAM.finditer(content):
        for size in _unpacked_sizes(whole[match.end() :]):
            unpacked += size
            if unpacked > _MOST_UNPACKED:
                raise OversizedFileError(name)


def _unpacked_sizes(packed: bytes | memoryview) -> Iterator[int]:
    """The sizes of a stream's pieces when unpacked; none for a stream that is not packed."""
    if packed[:1] != b"x":
        return
    unpacker = zlib.decompressobj()
    try:
        while packed and not unpacker.eof:
            yield len(unpacker.decompress(packed, _CHUNK))
            packed = unpacker.unconsumed_tail
    except zlib.error:
        return


def _pages(content: bytes, name: str) -> list[Page]:
    from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect  # noqa: PLC0415
    from pdfminer.psexceptions import PSException  # noqa: PLC0415

    # pdfminer lets through whatever a malformed object leads to; these were seen in fuzzing.
    with damage_reported(
        name, KIND, PSException, ArithmeticError, AssertionError, AttributeError, LookupError,
        OSError, RecursionError, TypeError, ValueError, NotImplementedError, EOFError,
        struct.error, zlib.error, binascii.Error,
    ):  # fmt: skip
        try:
            return list(_pages_read(content))
        except (PDFPasswordIncorrect, PDFEncryptionError) as error:
            raise EncryptedFileError(name, KIND) from error


def _pages_read(content: bytes) -> "Iterator[Page]":
    from pdfminer.converter import PDFPageAggregator  # noqa: PLC0415
    from pdfminer.layout import LAParams  # noqa: PLC0415
    from pdfminer.pdfdocument import PDFDocument  # noqa: PLC0415
    from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager  # noqa: PLC0415
    from pdfminer.pdfpage import PDFPage  # noqa: PLC0415
    from pdfminer.pdfparser import PDFParser  # noqa: PLC0415

    document = PDFDocument(PDFParser(BytesIO(content)))
    resources = PDFResourceManager()
    # Without boxes_flow pdfminer does not order the text; that is done here by columns.
    device = PDFPageAggregator(resources, laparams=LAParams(boxes_flow=None, all_texts=True))
    interpreter = PDFPageInterpreter(resources, device)
    for number, page in enumerate(PDFPage.create_pages(document), 1):
        interpreter.process_page(page)
        yield page_of(device.get_result(), number)
