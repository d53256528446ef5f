"""What suggestions are made from and what they are: frozen data that can go to another process."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import NAMESPACE_OID, UUID, uuid5

from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.project.tables.suggest import Band

EXCLUDED = "NOT "
"""A term that begins so, in capitals, suppresses its code where the rest of it is found."""

TIER_A = "terms-tfidf-2"
"""Stands where an encoder's hash would; it grows when the same texts give other suggestions."""


@dataclass(frozen=True, slots=True)
class CodeWording:
    """A code that can be applied, as the codebook words it now.

    ``definition`` is what the code means in one text; ``terms`` and ``excluded`` are the
    researcher's words for and against it.
    """

    id: UUID
    path: str
    name: str
    definition: str
    terms: tuple[str, ...]
    excluded: tuple[str, ...]
    version: int


@dataclass(frozen=True, slots=True)
class SaidTurn:
    """What was said in one turn, or stands in one paragraph, without labels and notes."""

    spans: tuple[Span, ...]
    is_question: bool  # an interviewer's or moderator's: never suggested on


@dataclass(frozen=True, slots=True)
class SourceText:
    """One source. ``read`` are the parts whose coder has finished them; ``text`` is its whole."""

    id: UUID
    name: str
    language: str
    text_hash: str
    text: str
    turns: tuple[SaidTurn, ...]
    read: tuple[Span, ...]

    @property
    def is_read(self) -> bool:
        """Whether the whole source is finished."""
        return Span(0, len(self.text)) in self.read


@dataclass(frozen=True, slots=True)
class CodedSpan:
    """A segment to learn from."""

    source_id: UUID
    span: Span
    code_id: UUID
    was_suggested: bool


@dataclass(frozen=True, slots=True)
class RejectedSpan:
    """A suggestion that was rejected, under the code's present definition and for present words."""

    source_id: UUID
    span: Span
    code_id: UUID


class LearntFrom(StrEnum):
    """Whose coding is learnt from."""

    OWN = "own"
    TEAM = "team"


@dataclass(frozen=True, slots=True)
class Material:
    """Everything suggestions for one coder rest on. ``language`` is the codebook's."""

    codes: tuple[CodeWording, ...]
    sources: tuple[SourceText, ...]
    coded: tuple[CodedSpan, ...]
    rejected: tuple[RejectedSpan, ...]
    language: str
    learnt_from: LearntFrom = LearntFrom.OWN


class ReasonKind(StrEnum):
    """What speaks for a suggestion."""

    TERM = "term"
    NAME = "name"
    DEFINITION = "definition"
    CODED = "coded passage"


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that speaks for a suggestion.

    ``text`` is the term, the words shared with the definition, or a passage that the coder gave
    the same code; the passage's place follows.
    """

    kind: ReasonKind
    text: str
    source_id: UUID | None = None
    source: str = ""
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A passage that may carry a code. ``probability`` from 0 to 1 orders suggestions.

    ``has_percentage`` tells whether enough was coded to show it as a number; ``band`` says the
    same in words. ``shorter`` and ``longer`` are the spans offered beside.
    """

    source_id: UUID
    text_hash: str
    span: Span
    shorter: Span | None
    longer: Span | None
    code_id: UUID
    definition_version: int
    probability: float
    has_percentage: bool
    band: Band
    reasons: tuple[Reason, ...]
    model_hash: str

    def id_for(self, coder_id: UUID) -> UUID:
        """The same suggestion for the same coder has the same key, whenever it is made."""
        parts = (self.source_id, self.text_hash, self.span.start, self.span.end, self.code_id)
        return uuid5(NAMESPACE_OID, "/".join(map(str, (*parts, coder_id))))


class HiddenBecause(StrEnum):
    """Why something that would have been suggested is not."""

    EXCLUDED = "an excluded term"
    REJECTED = "it was rejected"
    CROWDED = "three likelier codes stand there"
    LESS_SURE = "less sure than is wished of the code"


@dataclass(frozen=True, slots=True)
class Hidden:
    """A sentence that would have been suggested; ``text`` is the excluded term."""

    source_id: UUID
    span: Span
    code_id: UUID
    because: HiddenBecause
    text: str = ""


@dataclass(frozen=True, slots=True)
class KeptVectors:
    """The vectors of a text's sentences as the project keeps them; see ``SentenceVectors``."""

    text_hash: str
    model_hash: str
    sentences: str
    count: int
    content: bytes
