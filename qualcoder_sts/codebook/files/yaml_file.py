"""A codebook as YAML, the form to write and read by hand: see ``codebooks/README.md``.

The file is read as a tree of nodes, not as Python values: a code may then be called ``Yes`` or
``2020-05-01``, every complaint has its line, and no tag in the file is ever acted on.
"""

from dataclasses import dataclass, field
from uuid import UUID

import yaml

from qualcoder_sts.codebook.files.completing import completed
from qualcoder_sts.codebook.files.document import (
    DEEPEST_LEVEL,
    DEFINITION_FIELDS,
    BrokenCodebookError,
    CodebookDocument,
    CodeEntry,
    ReadCodebook,
    colour_of,
    distinct_terms,
    lines,
    one_line,
)
from qualcoder_sts.foundation.text_encoding import decode_text
from qualcoder_sts.foundation.translation import _

_LARGEST_FILE = 10_000_000
_MOST_NODES = 500_000  # visited, so that aliases of aliases count as often as they are used

_CODEBOOK_KEYS = ("codebook", "description", "codes")
_ENTRY_KEYS = ("name", *DEFINITION_FIELDS, "terms", "colour", "codable", "guid", "codes")
_OTHER_SPELLINGS = {"color": "colour", "children": "codes", "subcodes": "codes"}
_TRUTHS = {
    **dict.fromkeys(["true", "yes", "on"], True),
    **dict.fromkeys(["false", "no", "off"], False),
}
_NULL_TAG = "tag:yaml.org,2002:null"


@dataclass(slots=True)
class _Reading:
    """One file on its way to a document."""

    name: str
    remarks: list[str] = field(default_factory=list)
    nodes: int = 0

    def broken(self, why: str, node: yaml.Node) -> BrokenCodebookError:
        return BrokenCodebookError(self.name, why, _line(node))

    def visit(self, node: yaml.Node, depth: int = 0) -> None:
        self.nodes += 1
        if self.nodes > _MOST_NODES or depth > DEEPEST_LEVEL:
            raise self.broken(_("it is nested too deeply or repeats itself without end."), node)


def read_yaml(content: bytes, name: str) -> ReadCodebook:
    """The codebook in a YAML file called ``name``."""
    if len(content) > _LARGEST_FILE:
        raise BrokenCodebookError(name, _("it is far too large for a codebook."))
    root = _composed(decode_text(content).text, name)
    reading = _Reading(name)
    if isinstance(root, yaml.SequenceNode):
        codes = _entries(root, reading, 0)
        return completed(CodebookDocument(codes=codes), reading.remarks)
    if not isinstance(root, yaml.MappingNode):
        raise BrokenCodebookError(name, _("it has no list of codes."), _line(root))
    values = _values(root, reading, _CODEBOOK_KEYS, _("the codebook"))
    if "codes" not in values:
        raise BrokenCodebookError(name, _("the list “codes” is missing."), _line(root))
    document = CodebookDocument(
        name=one_line(_text(values.get("codebook"), "codebook", reading)),
        description=lines(_text(values.get("description"), "description", reading)),
        codes=_entries(values["codes"], reading, 0),
    )
    return completed(document, reading.remarks)


def _composed(text: str, name: str) -> yaml.Node:
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark is not None else None
        problem = error.problem or _("it is no YAML")
        why = _("%s. Look at its colons, quotation marks and indentation.")
        raise BrokenCodebookError(name, why % problem, line) from error
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise BrokenCodebookError(name, _("it holds a control character."), line) from error
    except RecursionError as error:
        raise BrokenCodebookError(name, _("it is nested too deeply.")) from error
    if root is None:
        raise BrokenCodebookError(name, _("it is empty."))
    return root


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1


def _values(
    node: yaml.MappingNode, reading: _Reading, known: tuple[str, ...], of: str
) -> dict[str, yaml.Node]:
    """The known keys of a mapping; unknown ones are remarked on, repeated ones refused."""
    values: dict[str, yaml.Node] = {}
    for key_node, value in node.value:
        reading.visit(value)
        key = key_node.value if isinstance(key_node, yaml.ScalarNode) else "?"
        key = _OTHER_SPELLINGS.get(key.strip().lower(), key.strip().lower())
        if key not in known:
            remark = _("“%(key)s” in line %(line)d is not known for %(what)s and was left.")
            told = {"key": key, "line": _line(key_node), "what": of}
            reading.remarks.append(remark % told)
        elif key in values:
            why = _("“%(key)s” stands twice for %(what)s.")
            raise reading.broken(why % {"key": key, "what": of}, key_node)
        else:
            values[key] = value
    return values


def _entries(node: yaml.Node, reading: _Reading, depth: int) -> tuple[CodeEntry, ...]:
    reading.visit(node, depth)
    if isinstance(node, yaml.ScalarNode) and not _scalar(node):
        return ()
    if not isinstance(node, yaml.SequenceNode):
        raise reading.broken(_("“codes” must be a list, each code after a hyphen."), node)
    return tuple(_entry(item, reading, depth) for item in node.value)


def _entry(node: yaml.Node, reading: _Reading, depth: int) -> CodeEntry:
    reading.visit(node, depth)
    if isinstance(node, yaml.ScalarNode):  # a list of bare names is a codebook, too
        return CodeEntry(one_line(_scalar(node)))
    if not isinstance(node, yaml.MappingNode):
        raise reading.broken(_("a code must have a name."), node)
    values = _values(node, reading, _ENTRY_KEYS, _("a code"))
    children = values.get("codes")

    def text(key: str) -> str:
        return lines(_text(values.get(key), key, reading))

    return CodeEntry(
        name=one_line(text("name")),
        brief_definition=text("brief_definition"),
        full_definition=text("full_definition"),
        when_to_use=text("when_to_use"),
        when_not_to_use=text("when_not_to_use"),
        examples=text("examples"),
        terms=distinct_terms(_texts(values.get("terms"), "terms", reading)),
        colour=_colour(values.get("colour"), reading),
        codable=_codable(values.get("codable"), reading),
        children=() if children is None else _entries(children, reading, depth + 1),
        guid=_guid(values.get("guid"), reading),
    )


def _scalar(node: yaml.ScalarNode) -> str:
    return "" if node.tag == _NULL_TAG else str(node.value)


def _text(node: yaml.Node | None, key: str, reading: _Reading) -> str:
    return "\n".join(_texts(node, key, reading))


def _texts(node: yaml.Node | None, key: str, reading: _Reading) -> list[str]:
    """The texts of a list, or the one text that stands instead of a list."""
    if node is None:
        return []
    items = node.value if isinstance(node, yaml.SequenceNode) else [node]
    texts: list[str] = []
    for item in items:
        reading.visit(item)
        if not isinstance(item, yaml.ScalarNode):
            why = _("“%s” must be text. A text with a colon in it needs quotation marks.")
            raise reading.broken(why % key, item)
        texts.append(_scalar(item))
    return texts


def _colour(node: yaml.Node | None, reading: _Reading) -> str | None:
    text = _text(node, "colour", reading)
    if node is None or not text:
        return None
    colour = colour_of(text)
    if colour is None:
        remark = _("“%(value)s” in line %(line)d is no colour; it was left out.")
        reading.remarks.append(remark % {"value": text, "line": _line(node)})
    return colour


def _codable(node: yaml.Node | None, reading: _Reading) -> bool:
    text = _text(node, "codable", reading).strip().lower()
    if node is None or not text:
        return True
    if text not in _TRUTHS:
        remark = _("“%(value)s” in line %(line)d is neither true nor false; the code is codable.")
        reading.remarks.append(remark % {"value": text, "line": _line(node)})
    return _TRUTHS.get(text, True)


def _guid(node: yaml.Node | None, reading: _Reading) -> UUID | None:
    text = _text(node, "guid", reading).strip()
    if node is None or not text:
        return None
    try:
        return UUID(text)
    except ValueError:
        remark = _("“%(value)s” in line %(line)d is no GUID; it was left out.")
        reading.remarks.append(remark % {"value": text, "line": _line(node)})
        return None


class _Dumper(yaml.SafeDumper):
    """Texts of several lines as blocks, lists set in under their key."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002
        super().increase_indent(flow, False)


def _represented_text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = "|" if "\n" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _represented_text)


def yaml_bytes(document: CodebookDocument) -> bytes:
    """The codebook as a YAML file; fields that say nothing are left out."""
    content: dict[str, object] = {}
    if document.name:
        content["codebook"] = document.name
    if document.description:
        content["description"] = document.description
    content["codes"] = [_record(entry) for entry in document.codes]
    text = yaml.dump(content, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=88)
    return str(text).encode()


def _record(entry: CodeEntry) -> dict[str, object]:
    record: dict[str, object] = {"name": entry.name}
    if entry.guid is not None:
        record["guid"] = str(entry.guid)
    if not entry.codable:
        record["codable"] = False
    if entry.colour is not None:
        record["colour"] = entry.colour
    for key in DEFINITION_FIELDS:
        if text := getattr(entry, key):
            record[key] = text
    if entry.terms:
        record["terms"] = list(entry.terms)
    if entry.children:
        record["codes"] = [_record(child) for child in entry.children]
    return record
