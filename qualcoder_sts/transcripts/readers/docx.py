"""Word documents.

python-docx opens the package and finds its parts; their XML is read here, because python-docx has
no interface for tracked changes, notes, fields, text boxes and content controls, and its paragraph
objects are slow.
"""

import struct
import zipfile
import zlib
from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING

from qualcoder_sts.foundation.translation import _
from qualcoder_sts.transcripts.document import ReadDocument
from qualcoder_sts.transcripts.readers.archives import open_archive, read_member
from qualcoder_sts.transcripts.readers.docx_body import BodyWalker, NoteReference, Omissions
from qualcoder_sts.transcripts.readers.docx_styles import DocumentStyles
from qualcoder_sts.transcripts.readers.errors import DamagedFileError, damage_reported
from qualcoder_sts.transcripts.readers.flow import Block, note_blocks, paragraphs_of
from qualcoder_sts.transcripts.readers.safe_xml import local_name, parse_xml, refuse_entities

if TYPE_CHECKING:
    from docx.opc.part import Part
    from lxml.etree import _Element

KIND = "Word (.docx)"


@dataclass(slots=True)
class _Package:
    """The main part's element and the other parts by what they are related as."""

    body: "_Element"
    namespace: str
    related: "dict[str, list[_Element]]" = field(default_factory=dict)

    def first(self, relation: str) -> "_Element | None":
        return next(iter(self.related.get(relation, [])), None)


def read_docx(content: bytes, name: str) -> ReadDocument:
    """Read a Word document as it stands with all tracked changes accepted."""
    package = _opened(content, name)
    omissions = Omissions()
    styles = DocumentStyles(package.first("styles"), package.namespace)
    walker = BodyWalker(package.namespace, styles, omissions)
    blocks = walker.blocks(package.body)
    blocks += _notes(package, walker)
    if _has_text(package, ("header", "footer")):
        omissions.add(_("Headers and footers were left out."))
    if _has_text(package, ("comments",)):
        omissions.add(_("Comments in the margin were left out."))
    return ReadDocument(paragraphs_of(blocks), format="docx", remarks=omissions.remarks())


def _opened(content: bytes, name: str) -> _Package:
    archive = open_archive(content, name, KIND)
    for member in archive.namelist():
        if member.endswith((".xml", ".rels")):
            refuse_entities(read_member(archive, member, name, KIND), name)
    # What python-docx raises on odd packages is not documented; these were seen in fuzzing.
    with damage_reported(
        name, KIND, AttributeError, EOFError, LookupError, OSError, SyntaxError, TypeError,
        ValueError, NotImplementedError, struct.error, zipfile.BadZipFile, zlib.error,
        _package_not_found(),
    ):  # fmt: skip
        return _parts(content, name)


def _package_not_found() -> type[Exception]:
    from docx.opc.exceptions import OpcError  # noqa: PLC0415

    return OpcError


def _parts(content: bytes, name: str) -> _Package:
    """Find the parts by the ends of their relations, which Strict Open XML spells differently."""
    from docx.opc.package import OpcPackage  # noqa: PLC0415

    package = OpcPackage.open(BytesIO(content))
    mains = [
        relation.target_part
        for relation in package.rels.values()
        if relation.reltype.endswith("/officeDocument")
    ]
    if not mains:
        raise DamagedFileError(name, KIND)
    main = mains[0]
    root = _root(main, name)
    body = next((child for child in root if local_name(child) == "body"), None)
    if body is None or not isinstance(root.tag, str):
        raise DamagedFileError(name, KIND)
    found = _Package(body, root.tag.rpartition("}")[0] + "}")
    wanted = {"styles", "footnotes", "endnotes", "comments", "header", "footer"}
    for relation in main.rels.values():
        kind = relation.reltype.rpartition("/")[2]
        if kind in wanted and not relation.is_external:
            found.related.setdefault(kind, []).append(_root(relation.target_part, name))
    return found


def _root(part: "Part", name: str) -> "_Element":
    from docx.opc.part import XmlPart  # noqa: PLC0415

    if isinstance(part, XmlPart):
        element: _Element = part.element
        return element
    return parse_xml(part.blob, name, KIND)


def _notes(package: _Package, walker: BodyWalker) -> list[Block]:
    """The notes referred to, in the order of their marks; Word's separators are never referred to.

    A note that refers to a further note gets its turn in the same loop.
    """
    blocks: list[Block] = []
    parts = {kind: _notes_by_id(package.first(f"{kind}s")) for kind in ("footnote", "endnote")}
    done: set[NoteReference] = set()
    while waiting := [note for note in walker.notes if note not in done]:
        for note in waiting:
            done.add(note)
            element = parts[note.kind].get(note.note_id)
            if element is not None:
                blocks += note_blocks(note.mark, walker.blocks(element))
    return blocks


def _notes_by_id(part: "_Element | None") -> "dict[str, _Element]":
    if part is None:
        return {}
    return {
        value: note
        for note in part
        for key, value in note.attrib.items()
        if isinstance(key, str) and isinstance(value, str) and key.endswith("}id")
    }


def _has_text(package: _Package, relations: tuple[str, ...]) -> bool:
    text_tag = f"{package.namespace}t"
    return any(
        (text.text or "").strip()
        for relation in relations
        for part in package.related.get(relation, [])
        for text in part.iter(text_tag)
    )
