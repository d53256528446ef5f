"""What changed between two states of a codebook. Plain functions on frozen trees."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from qualcoder_sts.codebook.files.document import DEFINITION_FIELDS
from qualcoder_sts.codebook.tree import CodeRow, CodeTree, written_path
from qualcoder_sts.foundation.word_differences import WordsCompared, word_differences


class CodeChange(StrEnum):
    """What happened to a code from one state of the codebook to another."""

    ADDED = "added"
    REMOVED = "removed"
    MERGED = "merged"
    RENAMED = "renamed"
    MOVED = "moved"
    REWORDED = "reworded"
    RECOLOURED = "recoloured"
    MADE_CODE = "made a code"
    MADE_CATEGORY = "made a category"


@dataclass(frozen=True, slots=True)
class FieldCompared:
    """A field's wording with its deletions and insertions; ``field`` is its name in files."""

    field: str
    words: tuple[WordsCompared, ...]


@dataclass(frozen=True, slots=True)
class CodeCompared:
    """One code that differs. Of an added or removed code ``fields`` are all it says.

    ``merged_into`` is the path of the code it became part of, by the later state.
    """

    code_id: UUID
    before: CodeRow | None
    after: CodeRow | None
    changes: tuple[CodeChange, ...]
    fields: tuple[FieldCompared, ...]
    merged_into: str = ""

    @property
    def path_text(self) -> str:
        """Where it stands, or stood."""
        row = self.after or self.before
        return "" if row is None else row.path_text


@dataclass(frozen=True, slots=True)
class CodebookComparison:
    """All codes that differ: those of the later codebook in its order, then those that are gone."""

    codes: tuple[CodeCompared, ...]
    unchanged: int

    def count(self, change: CodeChange) -> int:
        """How many codes changed in this way."""
        return sum(change in code.changes for code in self.codes)


def compared(before: CodeTree, after: CodeTree, heirs: Mapping[UUID, UUID]) -> CodebookComparison:
    """What changed; ``heirs`` says of codes that are gone into which they were merged."""
    both = [_both(before[row.id], row) for row in after if row.id in before]
    added = {row.id: _added(row) for row in after if row.id not in before}
    changed = {code.code_id: code for code in both if code.changes} | added
    gone = [_gone(row, after, heirs) for row in before if row.id not in after]
    in_order = [changed[row.id] for row in after if row.id in changed]
    return CodebookComparison((*in_order, *gone), unchanged=len(both) + len(added) - len(changed))


def _both(old: CodeRow, new: CodeRow) -> CodeCompared:
    fields = tuple(_fields(old, new))
    return CodeCompared(new.id, old, new, tuple(_changes(old, new, fields)), fields)


def _changes(old: CodeRow, new: CodeRow, fields: tuple[FieldCompared, ...]) -> Iterator[CodeChange]:
    if old.name != new.name:
        yield CodeChange.RENAMED
    if old.parent_id != new.parent_id:
        yield CodeChange.MOVED
    if fields:
        yield CodeChange.REWORDED
    if old.colour != new.colour:
        yield CodeChange.RECOLOURED
    if old.codable != new.codable:
        yield CodeChange.MADE_CODE if new.codable else CodeChange.MADE_CATEGORY


def _added(row: CodeRow) -> CodeCompared:
    nothing = CodeRow(row.id, None, row.path, row.colour, row.codable)
    return CodeCompared(row.id, None, row, (CodeChange.ADDED,), tuple(_fields(nothing, row)))


def _gone(row: CodeRow, after: CodeTree, heirs: Mapping[UUID, UUID]) -> CodeCompared:
    heir = heirs.get(row.id)
    # The heir may itself have been merged since.
    seen = {row.id}
    while heir is not None and heir not in after and heir not in seen:
        seen.add(heir)
        heir = heirs.get(heir)
    into = after[heir].path_text if heir is not None and heir in after else ""
    change = CodeChange.MERGED if into else CodeChange.REMOVED
    nothing = CodeRow(row.id, None, row.path, row.colour, row.codable)
    return CodeCompared(row.id, row, None, (change,), tuple(_fields(row, nothing)), into)


def _fields(old: CodeRow, new: CodeRow) -> Iterator[FieldCompared]:
    for name in DEFINITION_FIELDS:
        if (before := getattr(old, name)) != (after := getattr(new, name)):
            yield FieldCompared(name, word_differences(before, after))
    if old.terms != new.terms:
        terms = word_differences("; ".join(old.terms), "; ".join(new.terms))
        yield FieldCompared("terms", terms)


def parent_path(row: CodeRow) -> str:
    """Where a code stands, without its own name; empty at the top."""
    return written_path(row.path[:-1])
