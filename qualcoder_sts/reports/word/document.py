"""A Word document being written from top to bottom."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from qualcoder_sts.foundation.translation import _
from qualcoder_sts.reports.errors import TemplateUnreadableError
from qualcoder_sts.reports.word.fields import (
    add_field,
    begin_field,
    end_field,
    update_fields_on_opening,
)
from qualcoder_sts.reports.word.styles import (
    CAPTION,
    CONTENTS,
    QUOTE,
    QUOTE_PLACE,
    add_missing_styles,
    apply_own_looks,
    set_language,
)

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

UNITS_PER_INCH = 914_400
DEFAULT_TEXT_WIDTH = 6.0
CONTENTS_INSTRUCTION = r'TOC \o "1-2" \h \z \u'


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading and where the table of contents finds it."""

    text: str
    level: int
    bookmark: str


@dataclass(frozen=True, slots=True)
class DocumentDetails:
    """What a document says of itself. ``at`` is the moment its content is true of."""

    title: str
    subject: str
    language: str
    at: datetime


class WordDocument:
    """A report in Word: headings, captions with numbers, quotes, pictures.

    With a template its styles, page and headers are used; what is written in it is left out.
    """

    def __init__(self, details: DocumentDetails, template: Path | None = None) -> None:
        self.document = _opened(template)
        self._bookmarks = 0
        self._numbers = {"Table": 0, "Figure": 0}
        add_missing_styles(self.document)
        if template is None:
            apply_own_looks(self.document)
            self._number_pages(details.title)
        set_language(self.document, details.language)
        update_fields_on_opening(self.document)
        properties = self.document.core_properties
        properties.title, properties.subject = details.title, details.subject
        properties.author = properties.last_modified_by = properties.comments = ""
        properties.created = properties.modified = details.at.replace(tzinfo=None)
        properties.revision = 1

    @property
    def text_width(self) -> float:
        """How wide the text is, in inches."""
        section = self.document.sections[-1]
        lengths = (section.page_width, section.left_margin, section.right_margin)
        page, left, right = (0 if length is None else int(length) for length in lengths)
        return (page - left - right) / UNITS_PER_INCH or DEFAULT_TEXT_WIDTH

    def paragraph(self, text: str, style: str = "Normal") -> "Paragraph":
        """A paragraph in a style."""
        return self.document.add_paragraph(text, style=style)

    def labelled(self, label: str, text: str) -> None:
        """A paragraph that begins with what it is about."""
        paragraph = self.document.add_paragraph()
        paragraph.add_run(f"{label} ").bold = True
        paragraph.add_run(text)

    def heading(self, heading: Heading) -> None:
        """A heading that the table of contents leads to."""
        paragraph = self.document.add_paragraph(style=f"Heading {heading.level}")
        self._bookmarked(paragraph, heading.bookmark, heading.text)

    def contents(self, headings: list[Heading]) -> None:
        """A table of contents. Page numbers come when the word processor updates it."""
        first = True
        paragraph = None
        for heading in headings:
            paragraph = self.document.add_paragraph(style=CONTENTS.format(level=heading.level))
            if first:
                begin_field(paragraph, CONTENTS_INSTRUCTION)
                first = False
            _link(paragraph, heading.bookmark, heading.text)
        if paragraph is not None:
            end_field(paragraph)

    def caption(self, kind: str, text: str, *, above: bool = False) -> str:
        """A numbered caption of a ``Table`` or ``Figure``; returns its bookmark."""
        self._numbers[kind] += 1
        number = str(self._numbers[kind])
        bookmark = f"_Ref_{kind}_{number}"
        paragraph = self.document.add_paragraph(style=CAPTION)
        paragraph.paragraph_format.keep_with_next = above
        start = self._start_bookmark(paragraph, bookmark)
        word = _("Table") if kind == "Table" else _("Figure")
        paragraph.add_run(f"{word} ")
        add_field(paragraph, rf"SEQ {kind} \* ARABIC", number)
        _end_bookmark(paragraph, start)
        paragraph.add_run(f". {text}")
        return bookmark

    def picture(self, png: bytes, width: float, alt_text: str, title: str) -> None:
        """A picture with its alternative text; ``width`` in inches."""
        from io import BytesIO  # noqa: PLC0415

        from docx.shared import Inches, Pt  # noqa: PLC0415

        paragraph = self.document.add_paragraph()
        layout = paragraph.paragraph_format
        layout.keep_with_next = True
        # A picture is a very tall letter: more than a single line would leave a gap above it.
        layout.line_spacing, layout.space_before, layout.space_after = 1.0, Pt(6), Pt(0)
        shape = paragraph.add_run().add_picture(BytesIO(png), width=Inches(width))
        inline = shape._inline  # noqa: SLF001 - no interface for alternative text
        for side in ("distT", "distB", "distL", "distR"):
            inline.set(side, "0")
        described = inline.docPr
        described.set("descr", alt_text)
        described.set("title", title)

    def quote(self, text: str, place: str) -> None:
        """What somebody said, and below it who and where."""
        paragraph = self.document.add_paragraph(style=QUOTE)
        for number, line in enumerate(line for line in f"“{text}”".split("\n") if line.strip()):
            if number:
                paragraph.add_run().add_break()
            paragraph.add_run(line.strip())
        paragraph.paragraph_format.keep_with_next = True
        self.document.add_paragraph(place, style=QUOTE_PLACE)

    def page_break(self) -> None:
        """What follows begins on a new page."""
        from docx.enum.text import WD_BREAK  # noqa: PLC0415

        self.document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)

    def _bookmarked(self, paragraph: "Paragraph", name: str, text: str) -> None:
        start = self._start_bookmark(paragraph, name)
        paragraph.add_run(text)
        _end_bookmark(paragraph, start)

    def _start_bookmark(self, paragraph: "Paragraph", name: str) -> str:
        from docx.oxml import OxmlElement  # noqa: PLC0415
        from docx.oxml.ns import qn  # noqa: PLC0415

        self._bookmarks += 1
        start = OxmlElement("w:bookmarkStart")
        start.set(qn("w:id"), str(self._bookmarks))
        start.set(qn("w:name"), name)
        paragraph._p.append(start)  # noqa: SLF001 - no interface for bookmarks
        return str(self._bookmarks)

    def _number_pages(self, title: str) -> None:
        paragraph = self.document.sections[0].footer.paragraphs[0]
        paragraph.style = self.document.styles[CAPTION]
        paragraph.add_run(f"{title} · ")
        add_field(paragraph, "PAGE", "1")


def _end_bookmark(paragraph: "Paragraph", number: str) -> None:
    from docx.oxml import OxmlElement  # noqa: PLC0415
    from docx.oxml.ns import qn  # noqa: PLC0415

    end = OxmlElement("w:bookmarkEnd")
    end.set(qn("w:id"), number)
    paragraph._p.append(end)  # noqa: SLF001


def _link(paragraph: "Paragraph", bookmark: str, text: str) -> None:
    from docx.oxml import OxmlElement  # noqa: PLC0415
    from docx.oxml.ns import qn  # noqa: PLC0415

    link = OxmlElement("w:hyperlink")
    link.set(qn("w:anchor"), bookmark)
    link.append(paragraph.add_run(text)._r)  # noqa: SLF001
    paragraph._p.append(link)  # noqa: SLF001


def _opened(template: Path | None) -> "Document":
    """A new document, or a template without what is written in it."""
    import docx  # noqa: PLC0415
    from docx.opc.exceptions import PackageNotFoundError  # noqa: PLC0415

    if template is None:
        return docx.Document()
    try:
        document = docx.Document(str(template))
    except (PackageNotFoundError, KeyError, ValueError, OSError) as error:
        raise TemplateUnreadableError(template) from error
    body = document.element.body
    for child in list(body):
        if not child.tag.endswith("}sectPr"):
            body.remove(child)
    return document
