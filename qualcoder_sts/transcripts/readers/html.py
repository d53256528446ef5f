"""Web pages; BeautifulSoup with lxml does the parsing."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from qualcoder_sts.foundation.translation import _
from qualcoder_sts.transcripts.document import ParagraphKind, ReadDocument
from qualcoder_sts.transcripts.readers.decoding import read_text
from qualcoder_sts.transcripts.readers.errors import DamagedFileError, damage_reported
from qualcoder_sts.transcripts.readers.flow import Block, Run, paragraphs_of, row_blocks

if TYPE_CHECKING:
    from bs4 import BeautifulSoup
    from bs4.element import PageElement, Tag

KIND = "HTML"
_DECLARED = re.compile(rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?([\w-]+)""",
                       re.IGNORECASE)  # fmt: skip
_WHITE_SPACE = re.compile(r"[ \t\r\n\f]+")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_LEFT_OUT = frozenset(
    ("script", "style", "head", "template", "noscript", "svg", "math", "iframe", "object", "select",
     "button", "textarea", "nav", "audio", "video", "canvas")
)  # fmt: skip
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_BLOCKS = _HEADINGS | frozenset(
    ("p", "div", "li", "ul", "ol", "dl", "dt", "dd", "blockquote", "pre", "section", "article",
     "header", "footer", "main", "aside", "figure", "figcaption", "address", "form", "fieldset",
     "hr", "body", "html", "details", "summary", "center", "table", "caption", "tbody", "thead",
     "tfoot", "legend")
)  # fmt: skip
_EMPHASIS = frozenset(("b", "strong", "u", "th"))
_DEEPEST = 150


def read_html(content: bytes, name: str) -> ReadDocument:
    """Read a page's visible text, block by block."""
    declared = _DECLARED.search(content[:4096])
    decoded = read_text(content, declared[1].decode("ascii") if declared else None)
    walker = _Walker(name)
    walker.read(_parsed(decoded.text, name))
    return ReadDocument(
        paragraphs_of(walker.blocks),
        format="html",
        encoding=decoded.encoding,
        remarks=decoded.remarks + tuple(walker.remarks),
    )


def _parsed(text: str, name: str) -> "BeautifulSoup":
    import warnings  # noqa: PLC0415

    from bs4 import BeautifulSoup  # noqa: PLC0415
    from bs4.exceptions import ParserRejectedMarkup  # noqa: PLC0415

    with (
        damage_reported(name, KIND, ParserRejectedMarkup, AssertionError, ValueError, TypeError),
        warnings.catch_warnings(),
    ):
        # XHTML is read as HTML on purpose, and short texts do look like file names.
        warnings.simplefilter("ignore")
        # A declaration of an encoding that is no longer true makes lxml refuse the text.
        return BeautifulSoup(re.sub(r"^\s*<\?xml[^>]*\?>", "", text), "lxml")


class _Walker:
    """Collects blocks in document order."""

    def __init__(self, name: str) -> None:
        self.blocks: list[Block] = []
        self.remarks: dict[str, None] = {}
        self._name = name
        self._runs: list[Run] = []
        self._kind = ParagraphKind.BODY
        self._after_space = True

    def read(self, soup: "BeautifulSoup") -> None:
        """Read the whole page."""
        self._children(soup, is_emphasised=False, is_preformatted=False, depth=0)
        self._end_block()

    def _children(
        self, tag: "Tag", *, is_emphasised: bool, is_preformatted: bool, depth: int
    ) -> None:
        from bs4.element import NavigableString, PreformattedString, Tag  # noqa: PLC0415

        if depth > _DEEPEST:
            raise DamagedFileError(self._name, KIND)
        for child in tag.children:
            if isinstance(child, Tag):
                self._tag(
                    child,
                    is_emphasised=is_emphasised,
                    is_preformatted=is_preformatted,
                    depth=depth + 1,
                )
            elif isinstance(child, NavigableString) and not isinstance(child, PreformattedString):
                self._write(str(child), is_emphasised, is_preformatted=is_preformatted)

    def _tag(self, tag: "Tag", *, is_emphasised: bool, is_preformatted: bool, depth: int) -> None:
        style = str(tag.get("style") or "")
        if tag.name in _LEFT_OUT:
            return
        if tag.has_attr("hidden") or _HIDDEN.search(style):
            if tag.get_text(strip=True):
                self.remarks.setdefault(_("Hidden text was left out."))
            return
        if tag.name == "br":
            self._put("\n", is_emphasised=is_emphasised)
            return
        if tag.name == "tr":
            self._row(tag, depth)
            return
        is_block = tag.name in _BLOCKS
        if is_block:
            self._end_block()
            if tag.name in _HEADINGS:
                self._kind = ParagraphKind.HEADING
        self._children(
            tag,
            is_emphasised=is_emphasised or tag.name in _EMPHASIS or bool(_BOLD.search(style)),
            is_preformatted=is_preformatted or tag.name == "pre",
            depth=depth,
        )
        if is_block:
            self._end_block()

    def _row(self, row: "Tag", depth: int) -> None:
        self._end_block()
        outer, cells = self.blocks, []
        for cell in _cells(row):
            self.blocks = []
            self._children(
                cell, is_emphasised=cell.name == "th", is_preformatted=False, depth=depth + 1
            )
            self._end_block()
            cells.append(self.blocks)
        self.blocks = outer + row_blocks(cells)

    def _write(self, text: str, is_emphasised: bool, *, is_preformatted: bool) -> None:
        if is_preformatted:
            self._put(text, is_emphasised=is_emphasised)
            return
        text = _WHITE_SPACE.sub(" ", text)
        text = text.removeprefix(" ") if self._after_space else text
        if text:
            self._runs.append(Run(text, is_emphasised))
            self._after_space = text.endswith(" ")

    def _put(self, text: str, *, is_emphasised: bool) -> None:
        self._runs.append(Run(text, is_emphasised))
        self._after_space = True

    def _end_block(self) -> None:
        """Finish the block being built; the blank at its end is the source's, not the text's."""
        while self._runs and not self._runs[-1].text.strip():
            self._runs.pop()
        if self._runs:
            last = self._runs.pop()
            self._runs.append(Run(last.text.rstrip(" \n"), last.is_emphasised))
            self.blocks.append(Block(tuple(self._runs), self._kind))
        self._runs = []
        self._kind = ParagraphKind.BODY
        self._after_space = True


def _cells(row: "Tag") -> "Iterator[Tag]":
    from bs4.element import Tag  # noqa: PLC0415

    children: Iterator[PageElement] = iter(row.children)
    for child in children:
        if isinstance(child, Tag) and child.name in {"td", "th"}:
            yield child
