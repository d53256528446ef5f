"""Plain text and Markdown: one paragraph for each line, the text unchanged."""

import re

from qualcoder_sts.transcripts.document import Paragraph, ParagraphKind, ReadDocument
from qualcoder_sts.transcripts.readers.decoding import read_text
from qualcoder_sts.transcripts.readers.normalise import normalise

_HEADING = re.compile(r" {0,3}#{1,6}(?:[ \t]|$)")
_FENCE = re.compile(r" {0,3}(?:```|~~~)")
# “**Name:** text” and “__Name__: text”: the name is set off, its marks belong to it.
_STRONG_START = re.compile(r"\s*(\*\*|__)(?=\S)[^*_]+?\1(?=.*\S)")


def read_plain_text(content: bytes, name: str) -> ReadDocument:
    """Read a text file; every line is a paragraph. ``name`` is not needed: nothing can fail."""
    del name
    decoded = read_text(content)
    paragraphs = tuple(Paragraph(line) for line in _lines(decoded.text))
    return ReadDocument(
        paragraphs, format="txt", encoding=decoded.encoding, remarks=decoded.remarks
    )


def read_markdown(content: bytes, name: str) -> ReadDocument:
    """Read Markdown: headings and leading bold are recognised, their marks stay in the text."""
    del name
    decoded = read_text(content)
    paragraphs: list[Paragraph] = []
    in_code = False
    for line in _lines(decoded.text):
        in_code ^= bool(_FENCE.match(line))
        if in_code:
            paragraphs.append(Paragraph(line))
            continue
        strong = _STRONG_START.match(line)
        kind = ParagraphKind.HEADING if _HEADING.match(line) else ParagraphKind.BODY
        paragraphs.append(Paragraph(line, kind, emphasised=strong.end() if strong else 0))
    return ReadDocument(
        tuple(paragraphs), format="md", encoding=decoded.encoding, remarks=decoded.remarks
    )


def _lines(text: str) -> list[str]:
    """The lines without the empty one after the last line end."""
    lines = normalise(text).split("\n")
    return lines[:-1] if lines[-1] == "" else lines
