"""OpenDocument texts (LibreOffice, OpenOffice, and others that save .odt)."""

import re
from typing import TYPE_CHECKING
from zipfile import ZipFile

from qualcoder_sts.foundation.translation import _
from qualcoder_sts.transcripts.document import ParagraphKind, ReadDocument
from qualcoder_sts.transcripts.readers.archives import open_archive, read_member
from qualcoder_sts.transcripts.readers.errors import DamagedFileError, EncryptedFileError
from qualcoder_sts.transcripts.readers.flow import (
    Block,
    Run,
    note_blocks,
    paragraphs_of,
    row_blocks,
)
from qualcoder_sts.transcripts.readers.odt_styles import OdtStyles, TextStyle
from qualcoder_sts.transcripts.readers.safe_xml import local_name, parse_xml

if TYPE_CHECKING:
    from lxml.etree import _Element

KIND = "OpenDocument (.odt)"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_WHITE_SPACE = re.compile(r"[ \t\r\n]+")
_LEFT_OUT = frozenset(
    ("sequence-decls", "variable-decls", "user-field-decls", "dde-connection-decls", "forms",
     "title", "desc", "event-listeners", "index-title-template", "table-of-content-source",
     "alphabetical-index-source", "ruby-text", "note-citation", "binary-data", "scripts")
)  # fmt: skip
_MOST_SPACES = 10_000


def read_odt(content: bytes, name: str) -> ReadDocument:
    """Read an OpenDocument text as it stands with all tracked changes accepted."""
    archive = open_archive(content, name, KIND)
    if _is_encrypted(archive, name):
        raise EncryptedFileError(name, KIND)
    root = parse_xml(read_member(archive, "content.xml", name, KIND), name, KIND)
    body = next((element for element in root.iter() if _is_text_body(element)), None)
    if body is None:
        raise DamagedFileError(name, KIND)
    shared = None
    if "styles.xml" in archive.namelist():
        shared = parse_xml(read_member(archive, "styles.xml", name, KIND), name, KIND)
    walker = OdtWalker(OdtStyles(root, shared))
    blocks = walker.blocks(body)
    blocks += walker.notes()
    if shared is not None and _has_header_text(shared):
        walker.remarks.setdefault(_("Headers and footers were left out."))
    return ReadDocument(paragraphs_of(blocks), format="odt", remarks=tuple(walker.remarks))


def _is_encrypted(archive: ZipFile, name: str) -> bool:
    if "encrypted-package" in archive.namelist():
        return True
    if "META-INF/manifest.xml" not in archive.namelist():
        return False
    return b"encryption-data" in read_member(archive, "META-INF/manifest.xml", name, KIND)


def _is_text_body(element: "_Element") -> bool:
    parent = element.getparent()
    return local_name(element) == "text" and parent is not None and local_name(parent) == "body"


def _has_header_text(shared: "_Element") -> bool:
    return any(
        any(str(text).strip() for text in part.itertext())
        for part in shared.iter()
        if local_name(part) in {"header", "footer", "header-left", "footer-left"}
    )


class OdtWalker:
    """Reads blocks, collecting notes and remarks on the way."""

    def __init__(self, styles: OdtStyles) -> None:
        self.remarks: dict[str, None] = {}
        self._styles = styles
        self._notes: list[tuple[str, _Element]] = []
        self._runs: list[Run] = []
        self._boxes: list[_Element] = []
        self._after_space = True

    def blocks(self, container: "_Element") -> list[Block]:
        """The blocks of a body, list, section, cell or note, in document order."""
        blocks: list[Block] = []
        for child in container:
            name = local_name(child)
            if name in {"p", "h"}:
                blocks += self._paragraph(child, is_heading=name == "h")
            elif name == "table":
                blocks += self._rows(child)
            elif name == "tracked-changes":
                self._note_deletions(child)
            elif name == "annotation":
                self.remarks.setdefault(_("Comments in the margin were left out."))
            elif name not in _LEFT_OUT:
                blocks += self.blocks(child)
        return blocks

    def notes(self) -> list[Block]:
        """The foot- and endnotes met so far, and those met inside them."""
        blocks: list[Block] = []
        while self._notes:
            waiting, self._notes = self._notes, []
            for mark, body in waiting:
                blocks += note_blocks(mark, self.blocks(body))
        return blocks

    def _rows(self, table: "_Element") -> list[Block]:
        blocks: list[Block] = []
        for child in table:
            name = local_name(child)
            if name == "table-row":
                cells = [cell for cell in child if local_name(cell) == "table-cell"]
                blocks += row_blocks([self.blocks(cell) for cell in cells])
            elif name in {"table-rows", "table-header-rows", "table-row-group"}:
                blocks += self._rows(child)
        return blocks

    def _paragraph(self, element: "_Element", *, is_heading: bool) -> list[Block]:
        outer = self._runs, self._boxes, self._after_space
        self._runs, self._boxes, self._after_space = [], [], True
        style = self._styles.style("paragraph", element.get(f"{_TEXT}style-name"))
        if style.is_hidden:
            self._note_hidden()
        else:
            self._inline(element, style)
        is_heading = is_heading or style.is_title
        kind = ParagraphKind.HEADING if is_heading else ParagraphKind.BODY
        block, boxes = Block(tuple(self._runs), kind), self._boxes
        self._runs, self._boxes, self._after_space = outer
        return [block, *(found for box in boxes for found in self._box_blocks(box))]

    def _box_blocks(self, box: "_Element") -> list[Block]:
        return [block for block in self.blocks(box) if block.text.strip()]

    def _inline(self, element: "_Element", style: TextStyle) -> None:
        self._write(element.text, style)
        for child in element:
            name = local_name(child)
            if name == "span":
                self._span(child, style)
            elif name == "s":
                self._put(" " * _count(child), style)
            elif name == "tab":
                self._put("\t", style)
            elif name == "line-break":
                self._put("\n", style)
            elif name == "note":
                self._note(child)
            elif name == "text-box":
                self._boxes.append(child)
            else:
                self._other(child, name, style)
            self._write(child.tail, style)

    def _other(self, child: "_Element", name: str, style: TextStyle) -> None:
        if name == "annotation":
            self.remarks.setdefault(_("Comments in the margin were left out."))
        elif name in {"hidden-text", "hidden-paragraph"}:
            self._note_hidden()
        elif name == "table":
            self._boxes.append(child)
        elif name and name not in _LEFT_OUT:
            self._inline(child, style)

    def _span(self, span: "_Element", outer: TextStyle) -> None:
        style = self._styles.style("text", span.get(f"{_TEXT}style-name")).within(outer)
        if style.is_hidden:
            self._note_hidden()
        else:
            self._inline(span, style)

    def _note(self, note: "_Element") -> None:
        cited = next((child for child in note if local_name(child) == "note-citation"), None)
        body = next((child for child in note if local_name(child) == "note-body"), None)
        label = "".join(str(part) for part in cited.itertext()) if cited is not None else ""
        mark = f"[{label.strip()}]" if label.strip() else ""
        self._put(mark, TextStyle())
        if body is not None:
            self._notes.append((mark, body))

    def _write(self, text: str | None, style: TextStyle) -> None:
        """Add text whose white space counts as one blank, and as none after another."""
        if not text:
            return
        text = _WHITE_SPACE.sub(" ", text)
        if self._after_space and text.startswith(" "):
            text = text[1:]
        if text:
            self._runs.append(Run(text, style.is_emphasised))
            self._after_space = text.endswith(" ")

    def _put(self, text: str, style: TextStyle) -> None:
        if text:
            self._runs.append(Run(text, style.is_emphasised))
            self._after_space = False

    def _note_deletions(self, changes: "_Element") -> None:
        if any(local_name(element) == "deletion" for element in changes.iter()):
            self.remarks.setdefault(
                _("Tracked changes were read as accepted; deleted text was left out.")
            )

    def _note_hidden(self) -> None:
        self.remarks.setdefault(_("Hidden text was left out."))


def _count(spaces: "_Element") -> int:
    written = spaces.get(f"{_TEXT}c", "1")
    return min(int(written), _MOST_SPACES) if written.isascii() and written.isdigit() else 1
