"""How much of a text around a place becomes one segment: the place, its sentence, its turn."""

from bisect import bisect_right
from collections.abc import Sequence
from enum import StrEnum
from typing import Protocol, TypeVar

from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.language.sentences import sentences_around
from qualcoder_sts.transcripts.document import Turn
from qualcoder_sts.transcripts.queries import TurnRow
from qualcoder_sts.transcripts.speakers.speech import said_around


class CodingUnit(StrEnum):
    """What is coded where something was found."""

    MATCH = "match"
    SENTENCE = "sentence"
    TURN = "turn"


class _Turn(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def speech_start(self) -> int: ...
    @property
    def end(self) -> int: ...


AnyTurn = TypeVar("AnyTurn", bound=_Turn)


def turn_at(turns: Sequence[AnyTurn], position: int) -> AnyTurn | None:
    """The turn whose speech holds a position; None in its label and outside of turns."""
    place = bisect_right(turns, position, key=lambda turn: turn.start) - 1
    if place < 0 or not turns[place].speech_start <= position < turns[place].end:
        return None
    return turns[place]


def unit_around(text: str, turns: Sequence[TurnRow], span: Span, unit: CodingUnit) -> Span:
    """The unit that holds a span; outside of turns the line stands for the turn."""
    if unit is CodingUnit.MATCH:
        return span
    whole = _speech(text, turns, span)
    if unit is CodingUnit.TURN:
        return whole
    return sentences_around(text, span, whole)


def _speech(text: str, turns: Sequence[TurnRow], span: Span) -> Span:
    turn = turn_at(turns, span.start)
    if turn is None:
        start = text.rfind("\n", 0, span.start) + 1
        end = text.find("\n", span.end)
        return _stripped(text, Span(start, len(text) if end < 0 else end)) or span
    whole = Turn(Span(turn.start, turn.end), turn.speech_start, turn.label)
    said = said_around(text, whole, span)
    return said if said.encloses(span) else Span(said.start, max(said.end, span.end))


def _stripped(text: str, span: Span) -> Span:
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, max(start, span.start + len(words.rstrip())))
