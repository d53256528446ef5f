"""Coded segments with all that is needed to read, quote and place them."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sqlalchemy import String, select, type_coerce
from sqlalchemy.orm import Session

from qualcoder_sts.analysis.loading import (
    LoadedSource,
    LoadedTurn,
    load_layers,
    load_people,
    load_sources,
    talk_of,
)
from qualcoder_sts.analysis.queries import corrected, load_corrections
from qualcoder_sts.analysis.request import Scope
from qualcoder_sts.analysis.talk import Talk, hear
from qualcoder_sts.codebook.queries import code_tree
from qualcoder_sts.codebook.tree import written_path
from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.memos.queries import memos_by_row
from qualcoder_sts.project.tables.coding import CodedSegment, SegmentOrigin
from qualcoder_sts.project.tables.project import Coder
from qualcoder_sts.project.tables.transcripts import Method

CONTEXT = 160
"""How many characters before and after a segment are shown with it; whole words are kept."""


@dataclass(frozen=True, slots=True)
class RetrievalRequest:
    """Which coded segments to get; None means all.

    All coders' segments, one coder's, or with ``layer_of_record`` those that are counted.
    """

    code_ids: frozenset[UUID] | None = None
    with_subcodes: bool = True
    methods: frozenset[Method] | None = None
    source_ids: frozenset[UUID] | None = None
    participant_ids: frozenset[UUID] | None = None
    coder_id: UUID | None = None
    layer_of_record: bool = False
    with_private_memos: bool = False


@dataclass(frozen=True, slots=True)
class RetrievedSegment:
    """One coded segment, in its place.

    ``contributors`` are the names of the people who count for it, ``contributor_ids`` their ids;
    ``speakers`` are the labels of the turns it runs over, the interviewer's too. ``position`` is
    written for people: ``turn 43``, with the recording's time where it is known.
    """

    id: UUID
    source_id: UUID
    source: str
    method: Method
    start: int
    end: int
    text: str
    code_id: UUID
    path: tuple[str, ...]
    coder_id: UUID
    coder: str
    contributor_ids: tuple[UUID, ...]
    contributors: tuple[str, ...]
    speakers: tuple[str, ...]
    position: str
    memo: str
    weight: int | None
    key_quote: bool
    origin: SegmentOrigin
    created_at: datetime
    source_text: str = field(default="", repr=False, compare=False)

    @property
    def path_text(self) -> str:
        """The code as people write it."""
        return written_path(self.path)

    def before(self, length: int = CONTEXT) -> str:
        """The words before the segment, with ``…`` where more stands before them."""
        first = max(0, self.start - length)
        if first == 0:
            return self.source_text[: self.start]
        return f"… {_from_a_word(self.source_text[first - 1 : self.start])}"

    def after(self, length: int = CONTEXT) -> str:
        """The words after the segment, with ``…`` where more stands after them."""
        last = min(len(self.source_text), self.end + length)
        if last == len(self.source_text):
            return self.source_text[self.end :]
        return f"{_from_a_word(self.source_text[self.end : last + 1][::-1])[::-1]} …"


def retrieve_segments(session: Session, request: RetrievalRequest) -> tuple[RetrievedSegment, ...]:
    """The segments asked for, in the order of codes, then methods and sources, then places."""
    places = _Places(session, request)
    memos = {
        segment_id: "\n\n".join(
            memo.content for memo in found if request.with_private_memos or not memo.private
        )
        for segment_id, found in memos_by_row(session, CodedSegment.__tablename__).items()
    }
    corrections = load_corrections(session)
    found: list[RetrievedSegment] = []
    order: list[tuple[int, int, int, int, int]] = []  # numbers only: quick to sort
    for row in _stored_segments(session, request, places):
        place = places.place(row.source_key, row.coder_key)
        if place is None:
            continue
        people = hear(place.talk, Span(row.start, row.end)).people
        if row.id in corrections:
            people = corrected(people, corrections[row.id], places.people)
        if request.participant_ids is None or request.participant_ids & people:
            code_rank = places.code_rank[row.code_key]
            order.append((code_rank, place.rank, row.start, row.end, len(found)))
            found.append(_retrieved(row, places, place, people, memos.get(row.id, "")))
    order.sort()
    return tuple(found[number] for *_rank, number in order)


@dataclass(slots=True)
class _StoredSegment:
    """A row of the query; not frozen, because reading thousands of them is most of the work."""

    id: UUID
    source_key: str
    code_key: str
    coder_key: str
    start: int
    end: int
    weight: int | None
    key_quote: bool
    origin: SegmentOrigin
    created_at: datetime


@dataclass(frozen=True, slots=True)
class _Citation:
    """Whose turns a segment runs over, and how its place is written."""

    speakers: tuple[str, ...]
    position: str


@dataclass(frozen=True)
class _Place:
    """A source with all that its segments need."""

    source: LoadedSource
    talk: Talk
    rank: int
    layer: str | None  # the key of the coder whose segments count
    turn_starts: tuple[int, ...]
    turn_ends: tuple[int, ...]
    cited: dict[tuple[int, int], _Citation] = field(default_factory=dict)

    def citation(self, span: Span) -> _Citation:
        """Where a span stands. Many stand in the same turns: what is written is kept."""
        turns = self.source.turns
        first = bisect_right(self.turn_ends, span.start)
        after = bisect_left(self.turn_starts, span.end)
        while after > first and turns[after - 1].speech_start >= span.end:
            after -= 1
        if after <= first:
            return _Citation((), written_position(self.source, span, ()))
        known = self.cited.get((first, after))
        if known is None:
            inside = turns[first:after]
            speakers = tuple(dict.fromkeys(turn.label for turn in inside))
            known = _Citation(speakers, written_position(self.source, span, inside))
            self.cited[first, after] = known
        return known


@dataclass(frozen=True, slots=True)
class _People:
    """Some people's ids and names, in the same order."""

    ids: tuple[UUID, ...]
    names: tuple[str, ...]


class _Places:
    """Everything that is looked up for each segment, read once. Keys are ids as text."""

    def __init__(self, session: Session, request: RetrievalRequest) -> None:
        self._only_counted = request.layer_of_record
        self.people = load_people(session)
        self._person_rank = {person: rank for rank, person in enumerate(self.people)}
        self._in_order: dict[frozenset[UUID], _People] = {}
        scope = Scope(methods=request.methods, source_ids=request.source_ids)
        loaded = load_sources(session, scope, self.people)
        layers = load_layers(session, loaded, request.coder_id)
        self._by_key = {
            source.id.hex: _Place(
                source=source,
                talk=talk_of(source),
                rank=rank,
                layer=coder.hex if (coder := layers[source.id].coder_id) else None,
                turn_starts=tuple(turn.span.start for turn in source.turns),
                turn_ends=tuple(turn.span.end for turn in source.turns),
            )
            for rank, source in enumerate(loaded)
        }
        self.coders = {
            row.id.hex: row for row in session.execute(select(Coder.id, Coder.name)).all()
        }
        tree = code_tree(session)
        self.codes = {code.id.hex: code for code in tree}
        self.code_rank = {code.id.hex: rank for rank, code in enumerate(tree)}
        self.wanted_codes = request.code_ids
        if request.code_ids is not None and request.with_subcodes:
            self.wanted_codes = frozenset(
                code.id
                for wanted in request.code_ids
                if wanted in tree
                for code in tree.subtree(wanted)
            )

    def place(self, source_key: str, coder_key: str) -> _Place | None:
        """The source of a segment; None when it is out of scope or not of the layer asked for."""
        place = self._by_key.get(source_key)
        if place is None or (self._only_counted and place.layer != coder_key):
            return None
        return place

    def in_order(self, people: frozenset[UUID]) -> _People:
        """People in the order in which lists show them. The same few speak again and again."""
        known = self._in_order.get(people)
        if known is None:
            ids = tuple(sorted(people, key=self._person_rank.__getitem__))
            known = _People(ids, tuple(self.people[person].name for person in ids))
            self._in_order[people] = known
        return known


def _retrieved(
    row: _StoredSegment, places: _Places, place: _Place, people: frozenset[UUID], memo: str
) -> RetrievedSegment:
    source, start, end = place.source, row.start, row.end
    span = Span(start, end)
    code, coder = places.codes[row.code_key], places.coders[row.coder_key]
    contributors = places.in_order(people)
    cited = place.citation(span)
    return RetrievedSegment(
        id=row.id,
        source_id=source.id,
        source=source.name,
        method=source.method,
        start=start,
        end=end,
        text=source.text[start:end],
        code_id=code.id,
        path=code.path,
        coder_id=coder.id,
        coder=coder.name,
        contributor_ids=contributors.ids,
        contributors=contributors.names,
        speakers=cited.speakers,
        position=cited.position,
        memo=memo,
        weight=row.weight,
        key_quote=row.key_quote,
        origin=row.origin,
        created_at=row.created_at,
        source_text=source.text,
    )


def written_position(source: LoadedSource, span: Span, turns: Sequence[LoadedTurn]) -> str:
    """Where a span stands, as it is cited: ``turn 43``, ``turns 43–45, 00:14:20``, ``line 12``."""
    if not turns:
        return f"line {source.text.count(chr(10), 0, span.start) + 1}"
    first, last = turns[0], turns[-1]
    place = f"turn {first.number}" if first is last else f"turns {first.number}–{last.number}"
    if first.cue_start_ms is None:
        return place
    seconds = first.cue_start_ms // 1000
    return f"{place}, {seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def _stored_segments(
    session: Session, request: RetrievalRequest, places: _Places
) -> Iterator[_StoredSegment]:
    """The segments as they are stored, in an order that stays the same."""
    # Ids are read as text: SQLAlchemy's way of making objects of them costs more than the rest.
    query = select(
        type_coerce(CodedSegment.id, String),
        type_coerce(CodedSegment.source_id, String),
        type_coerce(CodedSegment.code_id, String),
        type_coerce(CodedSegment.coder_id, String),
        CodedSegment.start,
        CodedSegment.end,
        CodedSegment.weight,
        CodedSegment.key_quote,
        CodedSegment.origin,
        CodedSegment.created_at,
    ).order_by(CodedSegment.id)
    if places.wanted_codes is not None:
        query = query.where(CodedSegment.code_id.in_(places.wanted_codes))
    if request.coder_id is not None:
        query = query.where(CodedSegment.coder_id == request.coder_id)
    if request.source_ids is not None:
        query = query.where(CodedSegment.source_id.in_(request.source_ids))
    # On the connection, past the ORM; a portion at a time, so that few rows are held twice.
    for portion in session.connection().execute(query).partitions(1000):
        for key, *values in portion:
            yield _StoredSegment(UUID(int=int(key, 16)), *values)


def _from_a_word(piece: str) -> str:
    """A piece without the word that is cut at its beginning, unless it is all there is."""
    for position, character in enumerate(piece):
        if character.isspace():
            return piece[position:].lstrip()
    return piece[1:]
