"""Who says what in a source, and who thereby contributes to a segment."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property, lru_cache
from uuid import UUID

from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.language.words import WordIndex

# methods.md, section 1 (our own rule): fewer words than these beside other speakers are a "mm-hm".
WORDS_TO_CONTRIBUTE = 5


class Voice(StrEnum):
    """Whose words a stretch of text holds."""

    PERSON = "person"
    UNATTRIBUTED = "unattributed"  # somebody said it, nobody knows who
    TEXT = "text"  # nobody's speech: a document, a field note, a study
    INTERVIEWER = "interviewer"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of text that counts as said, or as written, by one voice."""

    span: Span
    voice: Voice
    person_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Hearing:
    """What is heard in a segment, before anybody corrected it.

    ``people`` are the proposed contributors. ``has_text`` tells whether participants' text is in
    it at all, ``has_unattributed`` whether some of that is speech nobody could attribute.
    """

    people: frozenset[UUID]
    has_text: bool
    has_unattributed: bool
    has_interviewer: bool

    def holds_text(self, *, with_interviewer: bool) -> bool:
        """Whether anything that counts is in the segment."""
        return self.has_text or (with_interviewer and self.has_interviewer)


@lru_cache(maxsize=512)
def word_index(text: str) -> WordIndex:
    """The words of a text, found once for as long as the text does not change."""
    return WordIndex(text)


@dataclass(frozen=True)
class Talk:
    """One source's text, taken apart into stretches in order, none overlapping another."""

    text: str = field(repr=False)
    stretches: tuple[Stretch, ...]

    @cached_property
    def words(self) -> WordIndex:
        """The words of the text."""
        return word_index(self.text)

    @cached_property
    def people(self) -> frozenset[UUID]:
        """Everybody known who says something."""
        return frozenset(each.person_id for each in self.stretches if each.person_id is not None)

    @cached_property
    def _starts(self) -> list[int]:
        return [stretch.span.start for stretch in self.stretches]

    @cached_property
    def _ends(self) -> list[int]:
        return [stretch.span.end for stretch in self.stretches]

    @cached_property
    def heard_in_one(self) -> list[Hearing]:
        """What is heard in a segment that lies within one stretch: its only speaker."""
        return [_hear_one(stretch) for stretch in self.stretches]

    def touched(self, span: Span) -> range:
        """The numbers of the stretches that have something inside a span."""
        return range(bisect_right(self._ends, span.start), bisect_left(self._starts, span.end))

    def inside(self, span: Span) -> Iterator[Stretch]:
        """The parts of stretches that lie inside a span."""
        touched = self.touched(span)
        for stretch in self.stretches[touched.start : touched.stop]:
            if span.encloses(stretch.span):
                yield stretch
            else:
                common = stretch.span.intersection(span)
                yield Stretch(common, stretch.voice, stretch.person_id)

    @cached_property
    def words_of_stretches(self) -> list[int]:
        """How many words each stretch has."""
        return [self.words.count(stretch.span) for stretch in self.stretches]

    def count_words(self, span: Span, counted: Callable[[Stretch], bool]) -> int:
        """The words inside a span, in those stretches that are counted."""
        return sum(self.words.count(part.span) for part in self.inside(span) if counted(part))


def in_order(stretches: Iterable[Stretch]) -> tuple[Stretch, ...]:
    """Stretches in order; where two overlap, the first keeps what both claim."""
    result: list[Stretch] = []
    end = 0
    for stretch in sorted(stretches, key=lambda each: each.span):
        if stretch.span.end > max(end, stretch.span.start):
            span = Span(max(end, stretch.span.start), stretch.span.end)
            result.append(Stretch(span, stretch.voice, stretch.person_id))
            end = span.end
    return tuple(result)


def hear(talk: Talk, span: Span) -> Hearing:
    """Who contributes to a segment, and what else is in it."""
    touched = talk.touched(span)
    if len(touched) == 1:
        return talk.heard_in_one[touched.start]
    voices = {talk.stretches[number].voice for number in touched}
    return Hearing(
        people=_contributors(talk, span, touched),
        has_text=bool(voices - {Voice.INTERVIEWER}),
        has_unattributed=Voice.UNATTRIBUTED in voices,
        has_interviewer=Voice.INTERVIEWER in voices,
    )


def _hear_one(part: Stretch) -> Hearing:
    """A segment within one speaker's talk needs no counting, be it half a word."""
    return Hearing(
        people=frozenset() if part.person_id is None else frozenset((part.person_id,)),
        has_text=part.voice is not Voice.INTERVIEWER,
        has_unattributed=part.voice is Voice.UNATTRIBUTED,
        has_interviewer=part.voice is Voice.INTERVIEWER,
    )


def _contributors(talk: Talk, span: Span, touched: range) -> frozenset[UUID]:
    """The speakers with at least five words, and always the only one who says anything.

    The interviewer is no speaker here: a segment over question and answer counts the answer.
    """
    words: dict[UUID | None, int] = {}
    for number in touched:
        stretch = talk.stretches[number]
        if stretch.voice is not Voice.INTERVIEWER:
            # Numbers instead of the spans' own methods: this runs for every segment of a corpus.
            start = max(stretch.span.start, span.start)
            if count := talk.words.count_between(start, min(stretch.span.end, span.end)):
                words[stretch.person_id] = words.get(stretch.person_id, 0) + count
    enough = 1 if len(words) == 1 else WORDS_TO_CONTRIBUTE
    return frozenset(
        person for person, count in words.items() if person is not None and count >= enough
    )
