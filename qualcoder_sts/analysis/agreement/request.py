"""What can be asked about agreement."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class Unit(StrEnum):
    """What is compared one by one."""

    CHARACTER = "character"
    SENTENCE = "sentence"
    TURN = "turn"
    UNITIZING = "unitizing"  # passages with their borders, by their own coefficient


class Level(StrEnum):
    """Whether a segment counts for its own code, or for those above it."""

    CODE = "code"
    PARENT = "parent"


@dataclass(frozen=True, slots=True)
class AgreementRequest:
    """Whose coding is compared, and how.

    Without ``coder_ids`` every source that at least two people have finished is compared, the lead
    coder with the other, whoever they are. With ``round_id`` only a round's coders are, in its
    sources. ``code_ids`` stand for the codes below them too; None means all. ``seed`` and
    ``replicates`` are those of the bootstrap.
    """

    coder_ids: tuple[UUID, ...] = ()
    unit: Unit = Unit.CHARACTER
    level: Level = Level.CODE
    code_ids: frozenset[UUID] | None = None
    source_ids: frozenset[UUID] | None = None
    round_id: UUID | None = None
    with_interviewer: bool = False
    seed: int = 1
    replicates: int = 1000
