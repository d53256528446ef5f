"""Searching the project's texts, and coding what was found."""

import time
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import accumulate, groupby
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
from qualcoder_sts.coding.operations.segments import NewSegment, apply_codes, new_among
from qualcoder_sts.coding.units import CodingUnit, turn_at, unit_around
from qualcoder_sts.foundation.progress import SILENT
from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.foundation.translation import _, ngettext
from qualcoder_sts.language.word_forms import WantedForms, find_forms
from qualcoder_sts.project.history.recording import describe
from qualcoder_sts.project.tables import Source, Text
from qualcoder_sts.project.tables.coding import SegmentOrigin
from qualcoder_sts.project.tables.transcripts import Method, SpeakerRole
from qualcoder_sts.transcripts.queries import (
    Said,
    packed_speech,
    read_transcript,
    source_languages,
    unpacked_speech,
)

CONTEXT = 120  # characters shown before and after a hit
# A pattern that takes longer than this over the whole project would freeze its user's patience.
SECONDS_PER_SEARCH = 10.0
SECONDS_PER_TEXT = 2.0


class SearchMode(StrEnum):
    """How what is searched for is meant."""

    LITERAL = "literal"
    WORD = "word"
    REGEX = "regex"
    LEMMA = "lemma"  # all forms of the words, in the language of each source


@dataclass(frozen=True, slots=True)
class SearchHit:
    """One place where something was found, with what stands around it."""

    source_id: UUID
    source: str
    span: Span
    text: str
    before: str
    after: str
    speaker: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """A span of a source."""

    source_id: UUID
    span: Span


@dataclass(frozen=True, slots=True)
class CodingPreview:
    """How many passages would be coded, and how many of them are not coded so already."""

    passages: int
    new: int


class _Speech:
    """Who speaks in a source, made out when it is first asked for."""

    def __init__(self, packed: str) -> None:
        self._packed = packed

    @cached_property
    def turns(self) -> list[Said]:
        """The turns in their order."""
        return unpacked_speech(self._packed)


@dataclass(frozen=True, slots=True)
class _FoundIn:
    """All places in one source, as starts and ends."""

    source_id: UUID
    source: str
    text: str
    places: list[tuple[int, int]]
    speech: "_Speech"
    context: int

    def hit(self, number: int) -> SearchHit:
        span = Span(*self.places[number])
        before = self.text[max(0, span.start - self.context) : span.start]
        after = self.text[span.end : span.end + self.context]
        turn = turn_at(self.speech.turns, span.start)
        return SearchHit(
            source_id=self.source_id,
            source=self.source,
            span=span,
            text=span.of(self.text),
            before=before,
            after=after,
            speaker=turn.label if turn else "",
        )


@dataclass(frozen=True, slots=True)
class HitGroup:
    """The hits in one source: ``count`` of them, from hit number ``first`` on."""

    source_id: UUID
    source: str
    first: int
    count: int


class SearchHits(Sequence[SearchHit]):
    """What was found, by source and place.

    Each hit is made when it is looked at: a common word stands in ten thousand places.
    """

    def __init__(self, found: Sequence[_FoundIn]) -> None:
        self._found = found
        self._firsts = list(accumulate((len(one.places) for one in found), initial=0))

    def __len__(self) -> int:
        return self._firsts[-1]

    def groups(self) -> list[HitGroup]:
        """Which hits are in which source, in order."""
        return [
            HitGroup(one.source_id, one.source, first, len(one.places))
            for one, first in zip(self._found, self._firsts, strict=False)
            if one.places
        ]

    def forms(self) -> list[str]:
        """What was found, without capitals, the most frequent first."""
        found = Counter(
            one.text[start:end].casefold() for one in self._found for start, end in one.places
        )
        return [form for form, _times in found.most_common()]

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


@dataclass(frozen=True, slots=True)
class _Searched:
    """A text to search."""

    source_id: UUID
    source: str
    text: str


def search(
    session: Session,
    wanted: str,
    *,
    mode: SearchMode = SearchMode.LITERAL,
    match_case: bool = False,
    source_ids: Sequence[UUID] | None = None,
    methods: Collection[Method] | None = None,
    role: SpeakerRole | None = None,
    context: int = CONTEXT,
    forms: Mapping[str, WantedForms] | None = None,
) -> SearchHits:
    """Where something stands in the project's texts, by source and place.

    With a role only in what speakers of that role say. ``context`` is how many characters are shown
    around a hit. Lemmas know no capitals; another process may have found the ``forms`` to look for
    in each language, out of ``pieces_by_language``. Raises ``NothingToSearchError``, and
    ``InvalidSearchError`` for a pattern that is none or that takes too long.
    """
    if not wanted or (mode is SearchMode.LEMMA and not wanted.strip()):
        raise NothingToSearchError
    texts = _texts(session, source_ids, methods)
    if mode is SearchMode.LEMMA:
        places_in = _finder_of_forms(texts, source_languages(session), wanted, forms)
    else:
        finder = _finder(wanted, mode, match_case=match_case, seconds=SECONDS_PER_SEARCH)

        def places_in(searched: _Searched) -> list[tuple[int, int]]:
            return finder(searched.text)

    found = [(one, places) for one in texts if (places := places_in(one))]
    packed = packed_speech(session, [one.source_id for one, _places in found])
    hits: list[_FoundIn] = []
    for one, places in found:
        speech = _Speech(packed.get(one.source_id, "[]"))
        heard = [at for at in places if role is None or _is_said_by(role, speech.turns, at[0])]
        hits.append(_FoundIn(one.source_id, one.source, one.text, heard, speech, context))
    return SearchHits(hits)


def pieces_by_language(
    session: Session, methods: Collection[Method] | None = None
) -> dict[str, set[str]]:
    """What the texts in each language consist of, for ``find_forms``."""
    return _pieces(_texts(session, None, methods), source_languages(session))


def find_in_text(
    text: str, wanted: str, *, mode: SearchMode = SearchMode.LITERAL, match_case: bool = False
) -> list[Span]:
    """Where something stands in one text, in order; raises ``InvalidSearchError``."""
    places = _finder(wanted, mode, match_case=match_case, seconds=SECONDS_PER_TEXT)(text)
    return [Span(*place) for place in places]


def hit_passages(
    session: Session, hits: Sequence[SearchHit], unit: CodingUnit = CodingUnit.MATCH
) -> list[Passage]:
    """The passages to code for what was found, each once.

    Raises ``SearchOutdatedError`` when a text was edited since and something else stands there.
    """
    passages: dict[Passage, None] = {}
    for source_id, of_source in groupby(hits, key=lambda hit: hit.source_id):
        transcript = read_transcript(session, source_id)
        for hit in of_source:
            if hit.span.of(transcript.text) != hit.text:
                raise SearchOutdatedError(hit.source)
            span = unit_around(transcript.text, transcript.turns, hit.span, unit)
            passages[Passage(source_id, span)] = None
    return list(passages)


def preview_coding(
    session: Session,
    hits: Sequence[SearchHit],
    code_id: UUID,
    *,
    coder_id: UUID,
    unit: CodingUnit = CodingUnit.MATCH,
) -> CodingPreview:
    """What applying a code to what was found would do."""
    wanted = [
        NewSegment(one.source_id, one.span, code_id, coder_id)
        for one in hit_passages(session, hits, unit)
    ]
    return CodingPreview(len(wanted), new_among(session, wanted))


def code_hits(
    session: Session,
    hits: Sequence[SearchHit],
    code_id: UUID,
    *,
    coder_id: UUID,
    unit: CodingUnit = CodingUnit.MATCH,
) -> list[UUID]:
    """Apply a code to what was found, in one step; several hits in one unit make one segment."""
    name = existing_code(session, code_id).name
    words = ngettext(
        "Apply “%(code)s” to %(n)s search result",
        "Apply “%(code)s” to %(n)s search results",
        len(hits),
    )
    describe(session, words % {"code": name, "n": f"{len(hits):,}"})
    wanted = [
        NewSegment(one.source_id, one.span, code_id, coder_id, origin=SegmentOrigin.SEARCH)
        for one in hit_passages(session, hits, unit)
    ]
    return apply_codes(session, wanted)


def _is_said_by(role: SpeakerRole, turns: Sequence[Said], position: int) -> bool:
    turn = turn_at(turns, position)
    return turn is not None and turn.role == role


def _texts(
    session: Session, source_ids: Sequence[UUID] | None, methods: Collection[Method] | None
) -> list[_Searched]:
    query = select(Source.id, Source.name, Text.content).join(Text, Text.hash == Source.text_hash)
    if source_ids is not None:
        query = query.where(Source.id.in_(source_ids))
    if methods is not None:
        query = query.where(Source.method.in_(methods))
    return [_Searched(*row) for row in session.execute(query.order_by(Source.name, Source.id))]


def _finder_of_forms(
    texts: Sequence[_Searched],
    languages: Mapping[UUID, str],
    wanted: str,
    forms: Mapping[str, WantedForms] | None,
) -> Callable[[_Searched], list[tuple[int, int]]]:
    known = forms or {
        language: find_forms(SILENT, language, wanted, pieces)
        for language, pieces in _pieces(texts, languages).items()
    }
    if known and not any(of_language.lemmas for of_language in known.values()):
        raise NothingToSearchError

    def places_in(searched: _Searched) -> list[tuple[int, int]]:
        of_language = known.get(languages[searched.source_id])
        return of_language.places(searched.text) if of_language else []

    return places_in


def _pieces(texts: Sequence[_Searched], languages: Mapping[UUID, str]) -> dict[str, set[str]]:
    pieces: defaultdict[str, set[str]] = defaultdict(set)
    for one in texts:
        of_language = pieces[languages[one.source_id]]
        # Line by line: cutting a whole text at once would hold up the window's thread.
        for line in one.text.split("\n"):
            of_language.update(line.split())
    return pieces


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
        why = _("it is no regular expression (%s)") % error
        raise InvalidSearchError(wanted, why) from error
    except RecursionError as error:
        raise InvalidSearchError(wanted, _("it is nested too deeply")) from error


def _finder(
    wanted: str, mode: SearchMode, *, match_case: bool, seconds: float
) -> Callable[[str], list[tuple[int, int]]]:
    """Finds places in one text after another, for ``seconds`` in all."""
    pattern = _compiled(wanted, mode, match_case=match_case)
    if mode is SearchMode.REGEX:
        deadline = time.monotonic() + seconds
        return lambda text: _places(pattern, text, wanted, deadline)
    # Words cannot take for ever, and to watch the clock would take twice the time of finding them.
    return lambda text: [match.span() for match in pattern.finditer(text)]


def _places(
    pattern: "regex.Pattern[str]", text: str, wanted: str, deadline: float
) -> list[tuple[int, int]]:
    seconds_left = max(0.01, deadline - time.monotonic())
    try:
        places = [match.span() for match in pattern.finditer(text, timeout=seconds_left)]
    except TimeoutError as error:
        raise InvalidSearchError(wanted, _("it takes too long; make it simpler")) from error
    return [(start, end) for start, end in places if start < end]
