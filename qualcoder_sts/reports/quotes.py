"""Choosing the quotes that stand for a theme."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from qualcoder_sts.analysis.retrieval import RetrievedSegment
from qualcoder_sts.analysis.rules import METHOD_ORDER
from qualcoder_sts.language.words import count_words
from qualcoder_sts.project.tables.transcripts import Method

# A quote of about these many words says something and can be read at a glance.
GOOD_LENGTH = range(12, 81)
LONGEST = 150


@dataclass(frozen=True, slots=True)
class Quote:
    """What somebody said, and where. ``is_illustrative``: a coder marked it as such."""

    text: str
    said_by: str
    source: str
    position: str
    method: Method
    is_illustrative: bool

    @property
    def place(self) -> str:
        """Where it stands: participant, source, position."""
        return " · ".join(part for part in (self.said_by, self.source, self.position) if part)


def choose_quotes(segments: Iterable[RetrievedSegment], most: int) -> tuple[Quote, ...]:
    """Illustrative quotes first, else representative ones, from every method and many sources.

    Representative (our own rule): of the heaviest weight, of a readable length, then in the order
    of the text. The methods take turns, and within a method the sources.
    """
    pool = list({segment.id: segment for segment in segments}.values())
    marked = [segment for segment in pool if segment.key_quote]
    others = [segment for segment in pool if not segment.key_quote]
    chosen: list[RetrievedSegment] = []
    for candidates in (marked, sorted(others, key=_less_representative)):
        taken = {segment.text for segment in chosen}
        new = [segment for segment in candidates if segment.text not in taken]
        in_turns = _taking_turns(new)
        chosen += in_turns[: max(0, most - len(chosen))]
    chosen.sort(key=lambda each: (METHOD_ORDER.index(each.method), not each.key_quote))
    return tuple(_as_quote(segment) for segment in chosen)


def _less_representative(segment: RetrievedSegment) -> tuple[int, bool]:
    return -(segment.weight or 0), count_words(segment.text) not in GOOD_LENGTH


@dataclass(frozen=True, slots=True, order=True)
class _Turn:
    """When it is a segment's turn: the first of every source before any second one."""

    of_source: int
    of_method: int
    method: int
    place: int


def _taking_turns(segments: Sequence[RetrievedSegment]) -> list[RetrievedSegment]:
    """One of each method in turn; within a method one of each source in turn."""
    from_source: Counter[UUID] = Counter()
    from_method: Counter[str] = Counter()
    turns = []
    for place, segment in enumerate(segments):
        of_source = from_source[segment.source_id]
        round_of_method = f"{segment.method} {of_source}"
        of_method = from_method[round_of_method]
        turns.append(_Turn(of_source, of_method, METHOD_ORDER.index(segment.method), place))
        from_source[segment.source_id] += 1
        from_method[round_of_method] += 1
    return [segments[turn.place] for turn in sorted(turns)]


def _as_quote(segment: RetrievedSegment) -> Quote:
    said_by = ", ".join(segment.contributors or segment.speakers)
    return Quote(
        text=_shortened(segment.text.strip()),
        said_by=said_by,
        source=segment.source,
        position=segment.position,
        method=segment.method,
        is_illustrative=segment.key_quote,
    )


def _shortened(text: str) -> str:
    """At most so many words; what is left out is marked."""
    words = 0
    for position, character in enumerate(text):
        if character.isspace():
            words += 1
        if words == LONGEST:
            return f"{text[:position].rstrip()} […]"
    return text
