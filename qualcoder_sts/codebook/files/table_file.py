"""A codebook as a table, CSV or XLSX: one code a row, in the columns people know.

A table has no place for the codebook's own name and description: the name is that of the file.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePath
from uuid import UUID

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
    walk,
)
from qualcoder_sts.codebook.files.separated import PATH_SEPARATOR, TERM_SEPARATOR, joined, split
from qualcoder_sts.foundation.errors import listed
from qualcoder_sts.foundation.tables import Table, folded_name, read_table, write_table
from qualcoder_sts.foundation.translation import _

_OTHER_SPELLINGS = {"color": "colour", "code": "path", "iscodable": "codable"}
_COLUMNS = ("path", "name", "parent", *DEFINITION_FIELDS, "terms", "colour", "codable", "guid")

# What spreadsheets of several languages write for their two truth values, and people by hand.
_TRUE = ("true", "yes", "y", "1", "x", "wahr", "ja", "vrai", "oui", "verdadero", "sí", "sand")
_FALSE = ("false", "no", "n", "0", "-", "falsch", "nein", "faux", "non", "falso", "falsk", "nej")
_TRUTHS = {**dict.fromkeys(_TRUE, True), **dict.fromkeys(_FALSE, False)}


@dataclass(slots=True)
class _Node:
    """A code while rows are still being read."""

    entry: CodeEntry
    row: int
    is_own_row: bool  # else it is only named by the path of another row
    children: list["_Node"] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Row:
    """A row's cells by column; columns the table has not are empty."""

    number: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")


def read_codebook_table(content: bytes, name: str) -> ReadCodebook:
    """The codebook in a CSV or XLSX file called ``name``."""
    table = read_table(content, name)
    remarks: list[str] = []
    columns = _columns(table, remarks)
    rows = [
        _Row(number, {column: row[position] for column, position in columns.items()})
        for number, row in table.numbered_rows()
    ]
    if "path" in columns:
        top = _by_path(rows, name, remarks)
    elif "name" in columns:
        top = _by_parent(rows, name, remarks)
    else:
        why = _("it needs a column “path”, or the columns “name” and “parent”; it has %s.")
        raise BrokenCodebookError(name, why % listed(list(table.columns), most=10))
    codes = tuple(_finished(node) for node in top)
    return completed(CodebookDocument(name=PurePath(name).stem, codes=codes), remarks)


def _columns(table: Table, remarks: list[str]) -> dict[str, int]:
    known = {folded_name(column): column for column in _COLUMNS} | _OTHER_SPELLINGS
    found: dict[str, int] = {}
    left: list[str] = []
    for position, title in enumerate(table.columns):
        column = known.get(folded_name(title))
        if column is not None and column not in found:
            found[column] = position
        elif any(row[position] for row in table.rows) or title:
            left.append(title or _("column %d") % (position + 1))
    # With a path the columns name and parent could only repeat or contradict it.
    if "path" in found:
        for column in {"name", "parent"} & set(found):
            del found[column]
            left.append(column)
    if left:
        remarks.append(
            _("Columns that a codebook does not have were left out: %s.") % listed(sorted(left), 20)
        )
    return found


def _by_path(rows: list[_Row], name: str, remarks: list[str]) -> list[_Node]:
    top: list[_Node] = []
    for row in rows:
        parts = [one_line(part) for part in split(row["path"], PATH_SEPARATOR)]
        path = [part for part in parts if part] or [""]
        if len(path) > DEEPEST_LEVEL:
            why = _("row %d: the path has too many levels.")
            raise BrokenCodebookError(name, why % row.number)
        level = top
        for part in path[:-1]:
            level = _found_or_made(level, part, row).children
        waiting = _named(level, path[-1])
        entry = _entry(path[-1], row, remarks)
        if waiting is None or waiting.is_own_row:
            level.append(_Node(entry, row.number, is_own_row=True))
        else:
            waiting.entry, waiting.is_own_row = entry, True
    return top


def _found_or_made(level: list[_Node], name: str, row: _Row) -> _Node:
    node = _named(level, name)
    if node is None:
        node = _Node(CodeEntry(name), row.number, is_own_row=False)
        level.append(node)
    return node


def _named(level: list[_Node], name: str) -> _Node | None:
    return next((node for node in level if node.entry.name == name), None)


def _by_parent(rows: list[_Row], name: str, remarks: list[str]) -> list[_Node]:
    nodes = [
        _Node(_entry(one_line(row["name"]), row, remarks), row.number, is_own_row=True)
        for row in rows
    ]
    by_name: dict[str, _Node] = {}
    for node in nodes:
        by_name.setdefault(node.entry.name, node)
    parents: dict[int, _Node] = {}
    top: list[_Node] = []
    for row, node in zip(rows, nodes, strict=True):
        wanted = one_line(row["parent"])
        parent = by_name.get(wanted)
        if wanted and parent is None:
            parent = _Node(CodeEntry(wanted), row.number, is_own_row=False)
            by_name[wanted] = parent
            top.append(parent)
            remark = _("Row %(row)d: the parent “%(name)s” has no row; it was added.")
            remarks.append(remark % {"row": row.number, "name": wanted})
        if parent is None:
            top.append(node)
        else:
            parents[id(node)] = parent
            parent.children.append(node)
    _refuse_cycles(nodes, parents, name)
    return top


def _refuse_cycles(nodes: list[_Node], parents: dict[int, _Node], name: str) -> None:
    for node in nodes:
        above = parents.get(id(node))
        for _level in range(DEEPEST_LEVEL):
            if above is None or above is node:
                break
            above = parents.get(id(above))
        if above is not None:
            why = _(
                "row %(row)d: “%(code)s” stands below itself, or below too many others. "
                "Correct the column “parent”."
            )
            raise BrokenCodebookError(name, why % {"row": node.row, "code": node.entry.name})


def _finished(node: _Node) -> CodeEntry:
    return replace(node.entry, children=tuple(_finished(child) for child in node.children))


def _entry(name: str, row: _Row, remarks: list[str]) -> CodeEntry:
    def said(column: str, problem: str) -> None:
        remarks.append(problem % {"row": row.number, "value": row[column].strip()})

    return CodeEntry(
        name=name,
        brief_definition=lines(row["brief_definition"]),
        full_definition=lines(row["full_definition"]),
        when_to_use=lines(row["when_to_use"]),
        when_not_to_use=lines(row["when_not_to_use"]),
        examples=lines(row["examples"]),
        terms=distinct_terms(split(row["terms"], TERM_SEPARATOR)),
        colour=_colour(row, said),
        codable=_codable(row, said),
        guid=_guid(row, said),
    )


def _colour(row: _Row, said: Callable[[str, str], None]) -> str | None:
    colour = colour_of(row["colour"])
    if colour is None and row["colour"].strip():
        said("colour", _("Row %(row)d: “%(value)s” is no colour; it was left out."))
    return colour


def _codable(row: _Row, said: Callable[[str, str], None]) -> bool:
    text = row["codable"].strip().casefold()
    if text and text not in _TRUTHS:
        problem = _("Row %(row)d: “%(value)s” is neither true nor false; the code is codable.")
        said("codable", problem)
    return _TRUTHS.get(text, True)


def _guid(row: _Row, said: Callable[[str, str], None]) -> UUID | None:
    text = row["guid"].strip()
    try:
        return UUID(text) if text else None
    except ValueError:
        said("guid", _("Row %(row)d: “%(value)s” is no GUID; it was left out."))
        return None


def codebook_table(document: CodebookDocument) -> Table:
    """The codes as a table, a column ``guid`` only when one has it."""
    placed = list(walk(document.codes))
    has_guids = any(code.entry.guid is not None for code in placed)
    columns = ("path", *DEFINITION_FIELDS, "terms", "colour", "codable")
    rows = tuple(
        (
            joined(code.path, PATH_SEPARATOR),
            *(getattr(code.entry, column) for column in DEFINITION_FIELDS),
            joined(code.entry.terms, TERM_SEPARATOR, then=" "),
            code.entry.colour or "",
            "true" if code.entry.codable else "false",
            *([str(code.entry.guid or "")] if has_guids else []),
        )
        for code in placed
    )
    return Table((*columns, "guid") if has_guids else columns, rows)


def write_codebook_table(document: CodebookDocument, path: Path) -> None:
    """Write the codes to ``path``, CSV or XLSX by its ending."""
    write_table(codebook_table(document), path)
