"""A codebook in the form of the REFI-QDA standard, alone (QDC) and as part of a project.

The standard knows a name, one description, a colour and whether a code can be applied; the
definition fields and terms go into the description, see ``labelled``.
"""

import io
import re
from pathlib import PurePath
from uuid import NAMESPACE_URL, UUID, uuid5
from xml.etree import ElementTree as ET

from qualcoder_sts import __version__
from qualcoder_sts.codebook.files.completing import completed
from qualcoder_sts.codebook.files.document import (
    DEEPEST_LEVEL,
    BrokenCodebookError,
    CodebookDocument,
    CodeEntry,
    ReadCodebook,
    colour_of,
    one_line,
    walk,
)
from qualcoder_sts.codebook.files.labelled import labelled_text, with_labelled_text
from qualcoder_sts.codebook.files.separated import PATH_SEPARATOR, joined
from qualcoder_sts.foundation.errors import listed
from qualcoder_sts.foundation.translation import _

CODEBOOK_NAMESPACE = "urn:QDA-XML:codebook:1.0"
_SCHEMA_INSTANCE = "http://www.w3.org/2001/XMLSchema-instance"
_SCHEMA_LOCATION = "http://schema.qdasoftware.org/versions/Codebook/v1.0/Codebook.xsd"

# Codes without a GUID of their own get one from their path: the same at every export.
_PATHS = uuid5(NAMESPACE_URL, "urn:qualcoder-sts:codebook-path")

_NOT_IN_XML = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_KNOWN_ATTRIBUTES = {"guid", "name", "iscodable", "color"}
_KNOWN_CHILDREN = {"Code", "Description"}


def read_qdc(content: bytes, name: str) -> ReadCodebook:
    """The codebook in a QDC file called ``name``, whatever its namespace."""
    from defusedxml.common import DefusedXmlException  # noqa: PLC0415 - start-up pays for none
    from defusedxml.ElementTree import fromstring  # noqa: PLC0415

    try:
        root: ET.Element = fromstring(content)
    except ET.ParseError as error:
        line = error.position[0]
        raise BrokenCodebookError(name, _("its XML is damaged there."), line) from error
    except (DefusedXmlException, LookupError, ValueError) as error:
        why = _("it declares entities or an unknown encoding, which codebooks never do.")
        raise BrokenCodebookError(name, why) from error
    book = next((element for element in root.iter() if _local(element) == "CodeBook"), None)
    if book is None:
        raise BrokenCodebookError(name, _("it is XML, but no REFI-QDA codebook."))
    try:
        read = read_codebook_element(book)
    except RecursionError as error:
        raise BrokenCodebookError(name, _("its codes are nested too deeply.")) from error
    document = CodebookDocument(name=PurePath(name).stem, codes=read.document.codes)
    return ReadCodebook(document, read.remarks)


def read_codebook_element(book: ET.Element) -> ReadCodebook:
    """The codes in a ``CodeBook`` element, of a QDC file or of a project."""
    remarks: list[str] = []
    codes: list[CodeEntry] = []
    for element in book:
        if _local(element) == "Codes":
            codes.extend(_entry(code, 0, remarks) for code in _codes(element))
        elif _local(element) == "Sets":
            names = [one_line(found.get("name", "")) for found in element]
            if names:
                remarks.append(_("Sets of codes were left out: %s.") % listed(names))
        else:
            remarks.append(_("The element “%s” was left out.") % _local(element))
    return completed(CodebookDocument(codes=tuple(codes)), remarks)


def _local(element: ET.Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _codes(element: ET.Element) -> list[ET.Element]:
    return [child for child in element if _local(child) == "Code"]


def _entry(element: ET.Element, depth: int, remarks: list[str]) -> CodeEntry:
    if depth > DEEPEST_LEVEL:
        raise RecursionError
    values = {key.rpartition("}")[2].lower(): value for key, value in element.attrib.items()}
    entry = CodeEntry(
        name=one_line(values.get("name", "")),
        colour=_colour(values, remarks),
        codable=_codable(values, remarks),
        guid=_guid(values, remarks),
        children=tuple(_entry(child, depth + 1, remarks) for child in _codes(element)),
    )
    unknown = sorted(
        {_local(child) for child in element} - _KNOWN_CHILDREN | set(values) - _KNOWN_ATTRIBUTES
    )
    if unknown:
        remark = _("Of the code “%(name)s” %(what)s was left out.")
        remarks.append(remark % {"name": entry.name, "what": listed(unknown)})
    described = ["".join(child.itertext()) for child in element if _local(child) == "Description"]
    return with_labelled_text(entry, "\n".join(described))


def _colour(values: dict[str, str], remarks: list[str]) -> str | None:
    text = values.get("color", "").strip()
    colour = colour_of(text)
    if text and colour is None:
        remark = _("The colour “%(colour)s” of “%(name)s” is none; left out.")
        remarks.append(remark % {"colour": text, "name": values.get("name", "")})
    return colour


def _codable(values: dict[str, str], remarks: list[str]) -> bool:
    text = values.get("iscodable", "true").strip().lower()
    if text not in {"true", "false", "1", "0"}:
        remark = _("Whether “%(name)s” can be applied is unclear (“%(value)s”): it can.")
        remarks.append(remark % {"name": values.get("name", ""), "value": text})
    return text not in {"false", "0"}


def _guid(values: dict[str, str], remarks: list[str]) -> UUID | None:
    text = values.get("guid", "").strip()
    try:
        return UUID(text) if text else None
    except ValueError:
        remark = _("“%(guid)s”, the GUID of “%(name)s”, is none; left out.")
        remarks.append(remark % {"guid": text, "name": values.get("name", "")})
        return None


def qdc_bytes(document: CodebookDocument) -> bytes:
    """The codebook as a QDC file.

    An empty ``Codes`` element is against the schema: a codebook without codes has no QDC.
    """
    book = codebook_element(document, CODEBOOK_NAMESPACE)
    book.set(f"{{{_SCHEMA_INSTANCE}}}schemaLocation", f"{CODEBOOK_NAMESPACE} {_SCHEMA_LOCATION}")
    ET.indent(book)
    buffer = io.BytesIO()
    tree = ET.ElementTree(book)
    # With the default namespace of the codebook no element needs a prefix.
    for element in book.iter():
        element.tag = _local(element)
    book.set("xmlns", CODEBOOK_NAMESPACE)
    tree.write(buffer, encoding="utf-8", xml_declaration=True)
    return buffer.getvalue() + b"\n"


def codebook_element(document: CodebookDocument, namespace: str) -> ET.Element:
    """The codes as a ``CodeBook`` element of ``namespace``, for a QDC file or a project."""
    book = ET.Element(f"{{{namespace}}}CodeBook")
    book.set("origin", f"qualcoder-sts {__version__}")
    codes = ET.SubElement(book, f"{{{namespace}}}Codes")
    guids = _guids(document)
    elements: dict[tuple[str, ...], ET.Element] = {(): codes}
    for placed in walk(document.codes):
        entry = placed.entry
        above = elements[placed.path[:-1]]
        element = ET.SubElement(above, f"{{{namespace}}}Code")
        elements[placed.path] = element
        element.set("guid", str(guids[placed.path]))
        element.set("name", in_xml(entry.name))
        element.set("isCodable", "true" if entry.codable else "false")
        if entry.colour is not None:
            element.set("color", entry.colour)
        if text := labelled_text(entry):
            ET.SubElement(element, f"{{{namespace}}}Description").text = in_xml(text)
    return book


def _guids(document: CodebookDocument) -> dict[tuple[str, ...], UUID]:
    """A GUID for every code: its own, unless a code before it has the same."""
    guids: dict[tuple[str, ...], UUID] = {}
    taken: set[UUID] = set()
    without: list[tuple[str, ...]] = []
    for placed in walk(document.codes):
        guid = placed.entry.guid
        if guid is None or guid in taken:
            without.append(placed.path)
        else:
            guids[placed.path] = guid
            taken.add(guid)
    for path in without:
        guid = uuid5(_PATHS, joined(path, PATH_SEPARATOR))
        while guid in taken:  # by a code that had this path at an earlier export
            guid = uuid5(guid, "again")
        guids[path] = guid
        taken.add(guid)
    return guids


def in_xml(text: str) -> str:
    """``text`` with U+FFFD for the control characters that XML cannot hold."""
    return _NOT_IN_XML.sub("\ufffd", text)
