"""What the coding view shows. All positions are code points, half-open."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from qualcoder_sts.foundation.spans import Span


@dataclass(frozen=True, slots=True)
class TurnRow:
    """What one speaker says: ``start`` to ``speech_start`` is the label, from there on speech."""

    start: int
    speech_start: int
    end: int
    speaker: str
    interviewer: bool = False
    cue_start_ms: int | None = None


@dataclass(frozen=True, slots=True)
class TranscriptRow:
    """A source to be read and coded; ``turns`` are in the order of the text."""

    source_id: UUID
    name: str
    text: str
    turns: tuple[TurnRow, ...] = ()


@dataclass(frozen=True, slots=True)
class SegmentRow:
    """A coded segment with what its hover card says; ``colour`` as ``#rrggbb``."""

    id: UUID
    start: int
    end: int
    code_name: str
    colour: str
    coder: str = ""
    memo: str | None = None
    created_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class SuggestedRow:
    """A passage that may carry a code; ``how_sure`` and ``why`` are a few words each."""

    id: UUID
    start: int
    end: int
    code_name: str
    colour: str
    how_sure: str
    why: str = ""


def moved_to(segment: SegmentRow, span: Span) -> SegmentRow:
    """The same segment on another span."""
    return replace(segment, start=span.start, end=span.end)
