"""A codebook as it stands in a file."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from qualcoder_sts.foundation.clean_text import cleaned
from qualcoder_sts.foundation.errors import UnreadableFileError
from qualcoder_sts.foundation.translation import _

# The label of the person who reads the field, by the name of the field in files and in
# ``CodeEntry``; the order is that of MacQueen et al. (1998).
DEFINITION_FIELDS = {
    "brief_definition": "Brief definition",
    "full_definition": "Full definition",
    "when_to_use": "When to use",
    "when_not_to_use": "When not to use",
    "examples": "Examples",
}

DEEPEST_LEVEL = 50  # a tree deeper than this is a mistake, and readers call themselves per level

_LINE_ENDS = re.compile("\r\n|[\r\u2028\u2029\x85\x0b\x0c]")
_COLOUR = re.compile("#?([0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})")


class BrokenCodebookError(UnreadableFileError):
    """A file that is no codebook, or one so broken that reading on would guess."""

    def __init__(self, name: str, why: str, line: int | None = None) -> None:
        in_line = _("line %(line)d: %(why)s")
        super().__init__(name, why if line is None else in_line % {"line": line, "why": why})
        self.line = line


@dataclass(frozen=True, slots=True)
class CodeEntry:
    """A code or category with what stands below it.

    Names and terms are single lines without white space around them; the texts have line feeds
    for line ends. ``colour`` is ``#RRGGBB``. ``terms`` are words and phrases for suggestions.
    """

    name: str
    brief_definition: str = ""
    full_definition: str = ""
    when_to_use: str = ""
    when_not_to_use: str = ""
    examples: str = ""
    terms: tuple[str, ...] = ()
    colour: str | None = None
    codable: bool = True
    children: tuple["CodeEntry", ...] = ()
    guid: UUID | None = None


@dataclass(frozen=True, slots=True)
class CodebookDocument:
    """A codebook: what it is called, what it is for, and its codes in their order."""

    name: str = ""
    description: str = ""
    codes: tuple[CodeEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadCodebook:
    """A codebook as read. ``remarks`` are sentences on what was changed, guessed or left out."""

    document: CodebookDocument
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlacedEntry:
    """An entry with the names that lead to it, its own the last."""

    path: tuple[str, ...]
    entry: CodeEntry


def walk(codes: tuple[CodeEntry, ...], above: tuple[str, ...] = ()) -> Iterator[PlacedEntry]:
    """All entries, each before its children."""
    for entry in codes:
        path = (*above, entry.name)
        yield PlacedEntry(path, entry)
        yield from walk(entry.children, path)


def one_line(text: str) -> str:
    """``text`` as a name or term: no line ends or tabs, nothing empty around it."""
    return re.sub(r"[\n\t]+", " ", lines(text)).strip()


def lines(text: str) -> str:
    """``text`` as a definition: line feeds for line ends, nothing empty around it."""
    return _LINE_ENDS.sub("\n", cleaned(text)).strip()


def colour_of(text: str) -> str | None:
    """``#RRGGBB`` in capitals for the ways people write it, ``None`` for anything else."""
    match = _COLOUR.fullmatch(text.strip())
    if match is None:
        return None
    digits = match[1] if len(match[1]) == 6 else "".join(digit * 2 for digit in match[1])
    return f"#{digits.upper()}"


def distinct_terms(terms: list[str]) -> tuple[str, ...]:
    """Terms without empty and repeated ones, in their order."""
    return tuple(dict.fromkeys(term for term in map(one_line, terms) if term))
