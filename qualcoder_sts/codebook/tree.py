"""The codebook as a tree of frozen rows."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from qualcoder_sts.codebook.files.separated import PATH_SEPARATOR, joined, split
from qualcoder_sts.foundation.names import folded

__all__ = ["CodeRow", "CodeTree", "folded", "read_path", "written_path"]


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

    @cached_property
    def _by_id(self) -> dict[UUID, CodeRow]:
        return {row.id: row for row in self.rows}

    @cached_property
    def _children(self) -> dict[UUID | None, list[CodeRow]]:
        children: dict[UUID | None, list[CodeRow]] = {}
        for row in self.rows:
            children.setdefault(row.parent_id, []).append(row)
        return children

    @cached_property
    def _by_path(self) -> dict[tuple[str, ...], CodeRow]:
        return {tuple(map(folded, row.path)): row for row in self.rows}

    @cached_property
    def _by_name(self) -> dict[str, list[CodeRow]]:
        named: dict[str, list[CodeRow]] = {}
        for row in self.rows:
            named.setdefault(folded(row.name), []).append(row)
        return named

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
        found: list[CodeRow] = []
        waiting = [self[code_id]]
        while waiting:
            found.append(waiting.pop())
            waiting += reversed(self.children(found[-1].id))
        return found

    def at_path(self, path: Iterable[str]) -> CodeRow | None:
        """The code at a path, names compared without case and doubled spaces."""
        return self._by_path.get(tuple(map(folded, path)))

    def named(self, name: str) -> CodeRow | None:
        """The code of this name, when only one has it, wherever it stands."""
        found = self.all_named(name)
        return found[0] if len(found) == 1 else None

    def all_named(self, name: str) -> Sequence[CodeRow]:
        """Every code of this name."""
        return self._by_name.get(folded(name), [])

    def meant_by(self, text: str) -> CodeRow | None:
        """The code that people mean by a path, or by a name that only one code has."""
        path = read_path(text)
        found = self.at_path(path) or self.named(text)
        return found or (self.named(path[0]) if len(path) == 1 else None)


def written_path(path: Iterable[str]) -> str:
    """A path as people write it; a ``/`` inside a name gets a backslash."""
    return joined(path, PATH_SEPARATOR)


def read_path(text: str) -> tuple[str, ...]:
    """The names in a path as people write it."""
    return tuple(name.strip() for name in split(text, PATH_SEPARATOR))
