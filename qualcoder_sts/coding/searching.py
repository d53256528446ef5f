"""Searching the project's texts, and coding what was found."""

import time
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate
from typing import overload
from uuid import UUID

import regex
from sqlalchemy import select
from sqlalchemy.orm import Session

from qualcoder_sts.codebook.operations import existing_code
from qualcoder_sts.coding.errors import (
    InvalidSearchError,
    NothingToSearchError,
    SearchOutdatedError,
)
from qualcoder_sts.coding.operations.segments import NewSegment, apply_codes
from qualcoder_sts.foundation.names import counted
from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.project.history.recording import describe
from qualcoder_sts.project.tables import Source, Text
from qualcoder_sts.project.tables.coding import SegmentOrigin
from qualcoder_sts.transcripts.document import Turn
from qualcoder_sts.transcripts.operations.speakers import existing_speaker
from qualcoder_sts.transcripts.queries import read_transcript
from qualcoder_sts.transcripts.speakers.speech import speech_spans

CONTEXT = 60  # characters shown before and after a hit
# A pattern that takes longer than this over the whole project would freeze its user's patience.
SECONDS_PER_SEARCH = 10.0


class SearchMode(StrEnum):
    """How what is searched for is meant."""

    LITERAL = "literal"
    WORD = "word"
    REGEX = "regex"


@dataclass(frozen=True, slots=True)
class SearchHit:
    """One place where something was found, with what stands around it."""

    source_id: UUID
    source: str
    span: Span
    text: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class _FoundIn:
    """All places in one source, as starts and ends."""

    source_id: UUID
    source: str
    text: str
    places: list[tuple[int, int]]

    def hit(self, number: int) -> SearchHit:
        span = Span(*self.places[number])
        before = self.text[max(0, span.start - CONTEXT) : span.start]
        after = self.text[span.end : span.end + CONTEXT]
        return SearchHit(self.source_id, self.source, span, span.of(self.text), before, after)


class SearchHits(Sequence[SearchHit]):
    """What was found, by source and place.

    Each hit is made when it is looked at: a common word stands in ten thousand places.
    """

    def __init__(self, found: Sequence[_FoundIn]) -> None:
        self._found = found
        self._firsts = list(accumulate((len(one.places) for one in found), initial=0))

    def __len__(self) -> int:
        return self._firsts[-1]

    @overload
    def __getitem__(self, index: int) -> SearchHit: ...

    @overload
    def __getitem__(self, index: slice) -> list[SearchHit]: ...

    def __getitem__(self, index: int | slice) -> SearchHit | list[SearchHit]:
        if isinstance(index, slice):
            return [self[number] for number in range(*index.indices(len(self)))]
        number = range(len(self))[index]
        place = bisect_right(self._firsts, number) - 1
        return self._found[place].hit(number - self._firsts[place])


def search(
    session: Session,
    wanted: str,
    *,
    mode: SearchMode = SearchMode.LITERAL,
    match_case: bool = False,
    source_ids: Sequence[UUID] | None = None,
) -> SearchHits:
    """Where something stands in the project's texts, by source and place.

    Raises ``InvalidSearchError`` for a pattern that is none or that takes too long.
    """
    pattern = _compiled(wanted, mode, match_case=match_case)
    query = select(Source.id, Source.name, Text.content).join(Text, Text.hash == Source.text_hash)
    if source_ids is not None:
        query = query.where(Source.id.in_(source_ids))
    deadline = time.monotonic() + SECONDS_PER_SEARCH
    found = session.execute(query.order_by(Source.name, Source.id)).all()
    return SearchHits(
        [
            _FoundIn(source_id, name, text, _places(pattern, text, wanted, deadline))
            for source_id, name, text in found
        ]
    )


def code_hits(
    session: Session, hits: Sequence[SearchHit], code_id: UUID, *, coder_id: UUID
) -> list[UUID]:
    """Apply a code to what was found, in one step.

    Raises ``SearchOutdatedError`` when a text was edited since and something else stands there.
    """
    name = existing_code(session, code_id).name
    describe(session, f"Apply “{name}” to {counted(len(hits), 'search result')}")
    texts: dict[UUID, str] = {}
    for hit in hits:
        if hit.source_id not in texts:
            texts[hit.source_id] = read_transcript(session, hit.source_id).text
        if hit.span.of(texts[hit.source_id]) != hit.text:
            raise SearchOutdatedError(hit.source)
    wanted = [
        NewSegment(hit.source_id, hit.span, code_id, coder_id, origin=SegmentOrigin.SEARCH)
        for hit in hits
    ]
    return apply_codes(session, wanted)


def code_speaker(
    session: Session, speaker_id: UUID, code_id: UUID, *, coder_id: UUID
) -> list[UUID]:
    """Apply a code to all that a speaker says, turn by turn, without labels and time codes."""
    speaker = existing_speaker(session, speaker_id)
    transcript = read_transcript(session, speaker.source_id)
    name = existing_code(session, code_id).name
    where = f"all that “{speaker.label}” says in “{transcript.source.name}”"
    describe(session, f"Apply “{name}” to {where}")
    wanted: list[NewSegment] = []
    for turn in transcript.turns:
        whole = Turn(Span(turn.start, turn.end), turn.speech_start, turn.label)
        said = speech_spans(transcript.text, whole) if turn.speaker_id == speaker_id else []
        if said:
            span = Span(said[0].start, said[-1].end)
            wanted.append(
                NewSegment(speaker.source_id, span, code_id, coder_id, origin=SegmentOrigin.SPEAKER)
            )
    return apply_codes(session, wanted)


def _compiled(wanted: str, mode: SearchMode, *, match_case: bool) -> "regex.Pattern[str]":
    if not wanted:
        raise NothingToSearchError
    flags = regex.VERSION0 if match_case else regex.IGNORECASE | regex.VERSION0
    expression = wanted if mode is SearchMode.REGEX else regex.escape(wanted, literal_spaces=True)
    if mode is SearchMode.WORD:
        expression = rf"(?<!\w){expression}(?!\w)"
    try:
        return regex.compile(expression, flags)
    except (regex.error, OverflowError) as error:
        raise InvalidSearchError(wanted, f"it is no regular expression ({error})") from error
    except RecursionError as error:
        raise InvalidSearchError(wanted, "it is nested too deeply") from error


def _places(
    pattern: "regex.Pattern[str]", text: str, wanted: str, deadline: float
) -> list[tuple[int, int]]:
    seconds_left = max(0.01, deadline - time.monotonic())
    try:
        places = [match.span() for match in pattern.finditer(text, timeout=seconds_left)]
    except TimeoutError as error:
        raise InvalidSearchError(wanted, "it takes too long; make it simpler") from error
    return [(start, end) for start, end in places if start < end]
