"""The custom properties of a Word file: what a program may remember in it."""

import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

if TYPE_CHECKING:
    from docx.document import Document

PART_NAME = "/docProps/custom.xml"
_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"
_NAMESPACE = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_VALUES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
# Of every user-defined property, by the format's definition.
_FORMAT_ID = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
# A property file is small; a larger one was not made by this program.
_LARGEST = 1_000_000


def read_properties(file: Path) -> dict[str, str] | None:
    """The text properties of a Word file; None when it is none, or has none."""
    try:
        with zipfile.ZipFile(file) as archive:
            entry = archive.getinfo(PART_NAME.removeprefix("/"))
            if entry.file_size > _LARGEST:
                return None
            return parse_properties(archive.read(entry))
    except (OSError, KeyError, zipfile.BadZipFile):
        return None


def parse_properties(content: bytes) -> dict[str, str] | None:
    """The text properties in a property part; None when it cannot be read."""
    from defusedxml import DefusedXmlException  # noqa: PLC0415
    from defusedxml.ElementTree import ParseError, fromstring  # noqa: PLC0415

    try:
        root = fromstring(content)
    except (ParseError, DefusedXmlException, ValueError):
        return None
    found = {}
    for element in root.iter(f"{{{_NAMESPACE}}}property"):
        values = [child.text or "" for child in element]
        if len(values) == 1:
            found[element.get("name", "")] = values[0]
    return found


def set_properties(document: "Document", properties: Mapping[str, str]) -> None:
    """Give a document custom properties, beside the text properties its template had."""
    from docx.opc.packuri import PackURI  # noqa: PLC0415
    from docx.opc.part import Part  # noqa: PLC0415

    package = document.part.package
    kept: dict[str, str] = {}
    for key, relation in list(package.rels.items()):
        if relation.reltype == _RELATION:
            kept = parse_properties(relation.target_part.blob) or {}
            del package.rels[key]
    content = _as_xml(kept | dict(properties)).encode("utf-8")
    part = Part(PackURI(PART_NAME), _CONTENT_TYPE, content, package)
    package.relate_to(part, _RELATION)


def _as_xml(properties: Mapping[str, str]) -> str:
    # Numbers below 2 are reserved.
    entries = "".join(
        f'<property fmtid="{_FORMAT_ID}" pid="{number}" name={quoteattr(name)}>'
        f"<vt:lpwstr>{escape(value)}</vt:lpwstr></property>"
        for number, (name, value) in enumerate(properties.items(), start=2)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<Properties xmlns="{_NAMESPACE}" xmlns:vt="{_VALUES}">{entries}</Properties>'
    )
