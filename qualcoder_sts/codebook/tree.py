"""The codebook as a tree of frozen rows."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from qualcoder_sts.codebook.files.separated import PATH_SEPARATOR, joined, split


@dataclass(frozen=True, slots=True)
class CodeRow:
    """One code. ``path`` holds the names from the top of the codebook down to its own."""

    id: UUID
    parent_id: UUID | None
    path: tuple[str, ...]
    colour: str
    codable: bool
    brief_definition: str = ""
    full_definition: str = ""
    when_to_use: str = ""
    when_not_to_use: str = ""
    examples: str = ""
    terms: tuple[str, ...] = ()
    definition_version: int = 1

    @property
    def name(self) -> str:
        """The code's own name."""
        return self.path[-1]

    @property
    def depth(self) -> int:
        """Zero at the top of the codebook."""
        return len(self.path) - 1

    @property
    def path_text(self) -> str:
        """The path as people write it: ``Organizational/Lower caseloads``."""
        return written_path(self.path)


@dataclass(frozen=True)
class CodeTree:
    """All codes, each before what stands below it, siblings in their order."""

    rows: tuple[CodeRow, ...]
    _by_id: dict[UUID, CodeRow] = field(init=False, repr=False, compare=False)
    _children: dict[UUID | None, list[CodeRow]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        children: dict[UUID | None, list[CodeRow]] = {}
        for row in self.rows:
            children.setdefault(row.parent_id, []).append(row)
        object.__setattr__(self, "_by_id", {row.id: row for row in self.rows})
        object.__setattr__(self, "_children", children)

    def __iter__(self) -> Iterator[CodeRow]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def __contains__(self, code_id: UUID) -> bool:
        return code_id in self._by_id

    def __getitem__(self, code_id: UUID) -> CodeRow:
        return self._by_id[code_id]

    def children(self, code_id: UUID | None) -> Sequence[CodeRow]:
        """The codes right below one, or at the top for None."""
        return self._children.get(code_id, [])

    def subtree(self, code_id: UUID) -> list[CodeRow]:
        """A code and everything below it, itself first."""
        below = [row for child in self.children(code_id) for row in self.subtree(child.id)]
        return [self[code_id], *below]

    def at_path(self, path: Iterable[str]) -> CodeRow | None:
        """The code at a path, names compared without case and doubled spaces."""
        wanted = [folded(name) for name in path]
        for row in self.rows:
            if len(row.path) == len(wanted) and [folded(name) for name in row.path] == wanted:
                return row
        return None

    def named(self, name: str) -> CodeRow | None:
        """The code of this name, when only one has it, wherever it stands."""
        found = [row for row in self.rows if folded(row.name) == folded(name)]
        return found[0] if len(found) == 1 else None


def folded(name: str) -> str:
    """A name as names are compared: case and spaces make no difference."""
    return " ".join(name.split()).casefold()


def written_path(path: Iterable[str]) -> str:
    """A path as people write it; a ``/`` inside a name gets a backslash."""
    return joined(path, PATH_SEPARATOR)


def read_path(text: str) -> tuple[str, ...]:
    """The names in a path as people write it."""
    return tuple(name.strip() for name in split(text, PATH_SEPARATOR))
