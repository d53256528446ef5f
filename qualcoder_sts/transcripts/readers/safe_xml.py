"""Parsing XML from strangers: no entities, no network, no boundless trees."""

from typing import TYPE_CHECKING

from qualcoder_sts.transcripts.readers.errors import DamagedFileError, UnsafeXmlError

if TYPE_CHECKING:
    from lxml.etree import _Element

_ENTITY_DECLARATIONS = tuple(
    "<!ENTITY".encode(code) for code in ("ascii", "utf-16-le", "utf-16-be")
)


def refuse_entities(content: bytes, name: str) -> None:
    """Raise ``UnsafeXmlError`` when ``content`` declares an entity, before any parser sees it."""
    if any(declaration in content for declaration in _ENTITY_DECLARATIONS):
        raise UnsafeXmlError(name)


def parse_xml(content: bytes, name: str, kind: str) -> "_Element":
    """The root element of an XML document; ``kind`` names the format in the error's sentence."""
    from lxml import etree  # noqa: PLC0415

    refuse_entities(content, name)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise DamagedFileError(name, kind) from error
    # Some encodings (UTF-7, EBCDIC) hide the declaration from a search through the bytes.
    definition = root.getroottree().docinfo.internalDTD
    if definition is not None and any(definition.iterentities()):  # type: ignore[union-attr]
        raise UnsafeXmlError(name)
    return root


def local_name(element: "_Element") -> str:
    """The tag without its namespace; empty for comments and processing instructions."""
    tag: object = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""
