"""Fields: numbers and lists that the word processor keeps up to date."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run


def add_field(paragraph: "Paragraph", instruction: str, result: str) -> None:
    """A field with the result it has now, for programs that do not update it."""
    _mark(paragraph.add_run(), "begin")
    _instruct(paragraph.add_run(), instruction)
    _mark(paragraph.add_run(), "separate")
    paragraph.add_run(result)
    _mark(paragraph.add_run(), "end")


def begin_field(paragraph: "Paragraph", instruction: str) -> None:
    """The beginning of a field whose result runs over several paragraphs."""
    _mark(paragraph.add_run(), "begin", dirty=True)
    _instruct(paragraph.add_run(), instruction)
    _mark(paragraph.add_run(), "separate")


def end_field(paragraph: "Paragraph") -> None:
    """The end of such a field."""
    _mark(paragraph.add_run(), "end")


def update_fields_on_opening(document: "Document") -> None:
    """Ask the word processor to bring all fields up to date when the document is opened."""
    from docx.oxml import OxmlElement  # noqa: PLC0415
    from docx.oxml.ns import qn  # noqa: PLC0415

    settings = document.settings.element
    for old in settings.findall(qn("w:updateFields")):
        settings.remove(old)
    update = OxmlElement("w:updateFields")
    update.set(qn("w:val"), "true")
    # The schema has an order; only what may stand before it is passed over.
    before = {qn(f"w:{name}") for name in _BEFORE_UPDATE_FIELDS}
    place = sum(1 for child in settings if child.tag in before)
    settings.insert(place, update)


_BEFORE_UPDATE_FIELDS = (
    "writeProtection", "view", "zoom", "removePersonalInformation", "removeDateAndTime",
    "doNotDisplayPageBoundaries", "displayBackgroundShape", "printPostScriptOverText",
    "printFractionalCharacterWidth", "printFormsData", "embedTrueTypeFonts", "embedSystemFonts",
    "saveSubsetFonts", "saveFormsData", "mirrorMargins", "alignBordersAndEdges",
    "bordersDoNotSurroundHeader", "bordersDoNotSurroundFooter", "gutterAtTop",
    "hideSpellingErrors", "hideGrammaticalErrors", "activeWritingStyle", "proofState",
    "formsDesign", "attachedTemplate", "linkStyles", "stylePaneFormatFilter",
    "stylePaneSortMethod", "documentType", "mailMerge", "revisionView", "trackRevisions",
    "doNotTrackMoves", "doNotTrackFormatting", "documentProtection", "autoFormatOverride",
    "styleLockTheme", "styleLockQFSet", "defaultTabStop", "autoHyphenation",
    "consecutiveHyphenLimit", "hyphenationZone", "doNotHyphenateCaps", "showEnvelope",
    "summaryLength", "clickAndTypeStyle", "defaultTableStyle", "evenAndOddHeaders",
    "bookFoldRevPrinting", "bookFoldPrinting", "bookFoldPrintingSheets",
    "drawingGridHorizontalSpacing", "drawingGridVerticalSpacing",
    "displayHorizontalDrawingGridEvery", "displayVerticalDrawingGridEvery",
    "doNotUseMarginsForDrawingGridOrigin", "drawingGridHorizontalOrigin",
    "drawingGridVerticalOrigin", "doNotShadeFormData", "noPunctuationKerning",
    "characterSpacingControl", "printTwoOnOne", "strictFirstAndLastChars", "noLineBreaksAfter",
    "noLineBreaksBefore", "savePreviewPicture", "doNotValidateAgainstSchema",
    "saveInvalidXml", "ignoreMixedContent", "alwaysShowPlaceholderText",
    "doNotDemarcateInvalidXml", "saveXmlDataOnly", "useXSLTWhenSaving", "saveThroughXslt",
    "showXMLTags", "alwaysMergeEmptyNamespace",
)  # fmt: skip


def _mark(run: "Run", kind: str, *, dirty: bool = False) -> None:
    from docx.oxml import OxmlElement  # noqa: PLC0415
    from docx.oxml.ns import qn  # noqa: PLC0415

    mark = OxmlElement("w:fldChar")
    mark.set(qn("w:fldCharType"), kind)
    if dirty:
        mark.set(qn("w:dirty"), "true")
    run._r.append(mark)  # noqa: SLF001 - python-docx has no interface for fields


def _instruct(run: "Run", instruction: str) -> None:
    from docx.oxml import OxmlElement  # noqa: PLC0415
    from docx.oxml.ns import qn  # noqa: PLC0415

    element = OxmlElement("w:instrText")
    element.set(qn("xml:space"), "preserve")
    element.text = f" {instruction} "
    run._r.append(element)  # noqa: SLF001
