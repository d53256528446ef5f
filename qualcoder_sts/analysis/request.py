"""What can be asked of the counting engine."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Self
from uuid import UUID

from qualcoder_sts.analysis.errors import GroupingUnknownError
from qualcoder_sts.analysis.rules import Rule
from qualcoder_sts.project.tables.transcripts import Method


class GroupingKind(StrEnum):
    """What the columns of a table are."""

    ALL = "all"
    METHOD = "method"
    SOURCE = "source"
    PARTICIPANT = "participant"
    ATTRIBUTE = "attribute"


@dataclass(frozen=True, slots=True)
class Grouping:
    """How a table is split; ``attribute`` is the name of one of participants or of sources."""

    kind: GroupingKind = GroupingKind.METHOD
    attribute: str = ""

    @classmethod
    def read(cls, text: str) -> Self:
        """From ``method``, ``source``, ``participant``, ``attribute:NAME`` or ``all``."""
        word, _, name = text.partition(":")
        try:
            kind = GroupingKind(word.strip().casefold())
        except ValueError:
            raise GroupingUnknownError(text) from None
        if (kind is GroupingKind.ATTRIBUTE) != bool(name.strip()):
            raise GroupingUnknownError(text)
        return cls(kind, name.strip())

    def __str__(self) -> str:
        return f"{self.kind}:{self.attribute}" if self.attribute else str(self.kind)


class PeopleBase(StrEnum):
    """Out of how many people participants are counted."""

    SPEAKERS = "speakers"  # people with participants' text in scope
    ROSTER = "roster"  # everyone who attended, also the silent


@dataclass(frozen=True, slots=True)
class Scope:
    """Which sources and codes a table is about; None means all."""

    methods: frozenset[Method] | None = None
    source_ids: frozenset[UUID] | None = None
    code_ids: frozenset[UUID] | None = None


@dataclass(frozen=True, slots=True)
class FrequencyRequest:
    """How often codes occur: where, in whose coding, counted how.

    Without ``rule`` the default rules apply. Without ``coder_id`` the layer of record counts.
    ``aggregated`` counts a code together with its subcodes.
    """

    by: Grouping = field(default_factory=Grouping)
    rule: Rule | None = None
    aggregated: bool = False
    with_interviewer: bool = False
    people_base: PeopleBase = PeopleBase.SPEAKERS
    intervals: bool = False
    coder_id: UUID | None = None
    scope: Scope = field(default_factory=Scope)
