"""A frozen snapshot of what is counted."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from uuid import UUID

from qualcoder_sts.analysis.talk import Talk
from qualcoder_sts.codebook.tree import CodeTree
from qualcoder_sts.coding.layer import Layer
from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.project.tables.transcripts import Method


@dataclass(frozen=True)
class CountedSource:
    """One source in scope.

    ``group_id`` is the focus group that met (a group that meets twice is one group). ``roster``
    holds everyone who attended.
    """

    id: UUID
    name: str
    method: Method
    layer: Layer
    talk: Talk
    group_id: UUID | None = None
    roster: frozenset[UUID] = frozenset()


@dataclass(frozen=True, slots=True)
class CountedSegment:
    """One segment of the layer that counts, with its contributors after corrections.

    ``is_unattributed``: somebody speaks in it, and nobody is known for it.
    """

    id: UUID
    source_id: UUID
    span: Span
    code_id: UUID
    contributors: frozenset[UUID] = frozenset()
    is_unattributed: bool = False


@dataclass(frozen=True, slots=True)
class CountedStudy:
    """An included study. ``addressed`` and ``supported`` are the codes of its findings."""

    id: UUID
    source_id: UUID | None
    addressed: frozenset[UUID] = frozenset()
    supported: frozenset[UUID] = frozenset()


@dataclass(frozen=True)
class AttributeValues:
    """The values of one attribute, for participants or for sources."""

    name: str
    of_participants: bool
    values: Mapping[UUID, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Corpus:
    """Everything one table is computed from.

    ``segments`` are those of the layer in scope that hold participants' text, or for which
    somebody was named as contributing; ``segments_without_text`` counts the others. ``people``
    are the names of all persons.
    """

    codes: CodeTree
    sources: tuple[CountedSource, ...]
    segments: tuple[CountedSegment, ...]
    studies: tuple[CountedStudy, ...] = ()
    people: Mapping[UUID, str] = field(default_factory=dict)
    attribute: AttributeValues | None = None
    segments_without_text: int = 0
    layer_name: str = ""  # of a chosen coder; empty for the layer of record

    @cached_property
    def by_id(self) -> dict[UUID, CountedSource]:
        """The sources under their ids."""
        return {source.id: source for source in self.sources}

    @cached_property
    def coded(self) -> tuple[CountedSource, ...]:
        """The sources that count."""
        return tuple(source for source in self.sources if source.layer.is_coded)

    @cached_property
    def not_yet_coded(self) -> tuple[CountedSource, ...]:
        """The sources that do not count yet."""
        return tuple(source for source in self.sources if not source.layer.is_coded)

    @cached_property
    def contributing(self) -> dict[UUID, frozenset[UUID]]:
        """Who contributes to any segment of a source."""
        people: dict[UUID, set[UUID]] = {}
        for segment in self.segments:
            people.setdefault(segment.source_id, set()).update(segment.contributors)
        return {source_id: frozenset(found) for source_id, found in people.items()}
