"""The looks of a report without a template of the user's, and the styles every report needs."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docx.document import Document
    from docx.styles.style import ParagraphStyle

SANS = "Calibri"
SERIF = "Georgia"
INK = "22262B"
ACCENT = "2B6B73"
QUIET = "5F656C"

QUOTE, QUOTE_PLACE, CAPTION, CONTENTS = "Quote", "Quote Source", "Caption", "TOC {level}"

# Of languages named without a country, the one word processors know best.
_COUNTRIES = {
    "en": "en-US", "de": "de-DE", "fr": "fr-FR", "es": "es-ES", "it": "it-IT", "nl": "nl-NL",
    "pt": "pt-PT", "da": "da-DK", "sv": "sv-SE", "nb": "nb-NO", "fi": "fi-FI", "pl": "pl-PL",
}  # fmt: skip


def paragraph_style(document: "Document", name: str) -> "ParagraphStyle":
    """The style of this name, added when a template has none."""
    from docx.enum.style import WD_STYLE_TYPE  # noqa: PLC0415

    if name not in document.styles:
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = document.styles["Normal"]
    found: ParagraphStyle = document.styles[name]
    return found


def add_missing_styles(document: "Document") -> None:
    """Make sure that every style a report uses is there."""
    for name in ("Title", "Subtitle", QUOTE, QUOTE_PLACE, CAPTION, "Heading 1", "Heading 2"):
        paragraph_style(document, name)
    for level in (1, 2):
        paragraph_style(document, CONTENTS.format(level=level))


def set_language(document: "Document", language: str) -> None:
    """Say in which language the document is, for spelling and for screen readers."""
    from docx.oxml import OxmlElement  # noqa: PLC0415
    from docx.oxml.ns import qn  # noqa: PLC0415

    code = _COUNTRIES.get(language.lower(), language) or "en-US"
    document.core_properties.language = code
    defaults = document.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}")
    if defaults is None:
        return
    properties = defaults.find(qn("w:rPr"))
    if properties is None:
        return
    tag = properties.find(qn("w:lang"))
    if tag is None:
        tag = OxmlElement("w:lang")
        properties.append(tag)
    tag.set(qn("w:val"), code)


def apply_own_looks(document: "Document") -> None:
    """Paper, margins and letters of a report without a template."""
    from docx.shared import Cm  # noqa: PLC0415

    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.4)
    section.top_margin, section.bottom_margin = Cm(2.2), Cm(2.0)
    _set(document, "Normal", size=10.5, after=6, line=1.15)
    _set(document, "Title", size=22, bold=True, after=2)
    _set(document, "Subtitle", size=11, colour=QUIET, after=18)
    _set(document, "Heading 1", size=17, colour=ACCENT, bold=True, before=24, after=6)
    _set(document, "Heading 2", size=13, bold=True, before=18, after=3)
    _set(document, CAPTION, size=9, colour=QUIET, bold=False, before=8, after=4)
    _set(document, QUOTE, size=10.5, face=SERIF, before=6, after=1, indent=0.8)
    _set(document, QUOTE_PLACE, size=9, colour=QUIET, after=7, indent=0.8)
    for level in (1, 2):
        name = CONTENTS.format(level=level)
        _set(document, name, size=10.5, bold=level == 1, after=2, indent=0.5 * (level - 1))
    _rule_off_title(document)
    document.styles[QUOTE].paragraph_format.keep_with_next = True
    document.styles[CAPTION].paragraph_format.keep_with_next = False


def _set(
    document: "Document",
    name: str,
    *,
    size: float,
    face: str = SANS,
    colour: str = INK,
    bold: bool = False,
    before: float = 0,
    after: float = 0,
    line: float | None = None,
    indent: float = 0,
) -> None:
    from docx.oxml.ns import qn  # noqa: PLC0415
    from docx.shared import Cm, Pt, RGBColor  # noqa: PLC0415

    style = document.styles[name]
    style.font.size, style.font.bold, style.font.italic = Pt(size), bold, False
    style.font.color.rgb = RGBColor.from_string(colour)
    properties = style.element.get_or_add_rPr()
    for spacing in properties.findall(qn("w:spacing")):
        properties.remove(spacing)
    fonts = properties.get_or_add_rFonts()
    for attribute in list(fonts.attrib):
        del fonts.attrib[attribute]
    for script in ("ascii", "hAnsi", "cs"):
        fonts.set(qn(f"w:{script}"), face)
    layout = style.paragraph_format
    layout.space_before, layout.space_after = Pt(before), Pt(after)
    layout.left_indent = Cm(indent)
    if line is not None:
        layout.line_spacing = line


def _rule_off_title(document: "Document") -> None:
    """No line below the title: python-docx's own default has one."""
    from docx.oxml.ns import qn  # noqa: PLC0415

    properties = document.styles["Title"].element.get_or_add_pPr()
    for border in properties.findall(qn("w:pBdr")):
        properties.remove(border)
