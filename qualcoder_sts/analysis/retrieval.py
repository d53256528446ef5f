"""Coded segments with all that is needed to read, quote and place them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sqlalchemy import String, func, select, type_coerce
from sqlalchemy.orm import Session

from qualcoder_sts.analysis.citation import CitedSource
from qualcoder_sts.analysis.loading import (
    load_layers,
    load_people,
    load_sources,
    talk_of,
)
from qualcoder_sts.analysis.queries import corrected, load_corrections
from qualcoder_sts.analysis.request import Scope
from qualcoder_sts.analysis.talk import hear
from qualcoder_sts.codebook.queries import code_tree
from qualcoder_sts.codebook.tree import written_path
from qualcoder_sts.foundation.bulk_work import garbage_left_alone
from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.memos.queries import memos_by_row
from qualcoder_sts.participants.queries import ParticipantRow
from qualcoder_sts.project.tables.coding import CodedSegment, SegmentOrigin
from qualcoder_sts.project.tables.project import Coder
from qualcoder_sts.project.tables.transcripts import Method

CONTEXT = 160
"""How many characters before and after a segment are shown with it; whole words are kept."""


@dataclass(frozen=True, slots=True)
class WantedAttribute:
    """An attribute of participants, by its name, and the values that are wanted of it."""

    name: str
    values: frozenset[str]


@dataclass(frozen=True, slots=True)
class RetrievalRequest:
    """Which coded segments to get; None means all.

    All coders' segments, one coder's, or with ``layer_of_record`` those that are counted.
    ``attributes`` are of participants: a segment fits when one contributor has one of the values
    of each. Both ends of ``weights`` are inside; segments without weight are then left out.
    ``text`` is found in the segment itself, whatever the case of its letters. ``reader_id`` is the
    coder who reads: of private memos only that coder's own are shown.
    """

    code_ids: frozenset[UUID] | None = None
    with_subcodes: bool = True
    methods: frozenset[Method] | None = None
    source_ids: frozenset[UUID] | None = None
    participant_ids: frozenset[UUID] | None = None
    attributes: tuple[WantedAttribute, ...] = ()
    coder_id: UUID | None = None
    layer_of_record: bool = False
    key_quotes_only: bool = False
    weights: tuple[int, int] | None = None
    text: str = ""
    reader_id: UUID | None = None


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


@dataclass(frozen=True, slots=True)
class Retrieval:
    """The segments asked for, and out of how many of everything they come.

    ``of_segments`` are all segments of the same coders in the sources in scope, whatever their
    code; ``of_sources`` the sources in scope (with ``layer_of_record`` the finished ones);
    ``of_participants`` the people with participants' text in these. ``participants`` are all
    persons of the project, in the order in which lists show them.
    """

    segments: tuple[RetrievedSegment, ...]
    of_segments: int
    of_sources: int
    of_participants: int
    participants: Mapping[UUID, ParticipantRow]


def retrieve_segments(session: Session, request: RetrievalRequest) -> tuple[RetrievedSegment, ...]:
    """The segments asked for, in the order of codes, then methods and sources, then places."""
    with garbage_left_alone():
        return _retrieve(session, request, _Places(session, request))


def retrieve(session: Session, request: RetrievalRequest) -> Retrieval:
    """The segments asked for, in the same order, with what they are counted out of."""
    with garbage_left_alone():
        places = _Places(session, request)
        segments = _retrieve(session, request, places)
    counted = places.in_scope()
    people = frozenset().union(*(place.talk.people for place in counted))
    return Retrieval(
        segments=segments,
        of_segments=_count_in_scope(session, request, places),
        of_sources=len(counted),
        of_participants=len(people),
        participants=places.people,
    )


def _retrieve(
    session: Session, request: RetrievalRequest, places: "_Places"
) -> tuple[RetrievedSegment, ...]:
    memos = _memos(session, request.reader_id)
    corrections = load_corrections(session)
    text = request.text.casefold()
    found: list[RetrievedSegment] = []
    order: list[tuple[int, int, int, int, int]] = []  # numbers only: quick to sort
    for row in _stored_segments(session, request, places):
        place = places.place(row.source_key, row.coder_key)
        if place is None:
            continue
        if text and text not in place.source.text[row.start : row.end].casefold():
            continue
        people = hear(place.talk, Span(row.start, row.end)).people
        if row.id in corrections:
            people = corrected(people, corrections[row.id], places.people)
        if places.wanted_people is None or places.wanted_people & people:
            code_rank = places.code_rank[row.code_key]
            order.append((code_rank, place.rank, row.start, row.end, len(found)))
            found.append(_retrieved(row, places, place, people, memos.get(row.id, "")))
    order.sort()
    return tuple(found[number] for *_rank, number in order)


def _memos(session: Session, reader_id: UUID | None) -> dict[UUID, str]:
    """What a reader may read of the memos on segments, by segment."""
    return {
        segment_id: "\n\n".join(memo.content for memo in found if memo.is_open_to(reader_id))
        for segment_id, found in memos_by_row(session, CodedSegment.__tablename__).items()
    }


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
            source.id.hex: CitedSource(
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
        self.wanted_people = _wanted_people(request, self.people)
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

    def place(self, source_key: str, coder_key: str) -> CitedSource | None:
        """The source of a segment; None when it is out of scope or not of the layer asked for."""
        place = self._by_key.get(source_key)
        if place is None or (self._only_counted and place.layer != coder_key):
            return None
        return place

    def in_scope(self) -> list[CitedSource]:
        """The sources that segments are taken from."""
        every = self._by_key.values()
        return [place for place in every if not self._only_counted or place.layer is not None]

    def in_order(self, people: frozenset[UUID]) -> _People:
        """People in the order in which lists show them. The same few speak again and again."""
        known = self._in_order.get(people)
        if known is None:
            ids = tuple(sorted(people, key=self._person_rank.__getitem__))
            known = _People(ids, tuple(self.people[person].name for person in ids))
            self._in_order[people] = known
        return known


def _wanted_people(
    request: RetrievalRequest, people: Mapping[UUID, ParticipantRow]
) -> frozenset[UUID] | None:
    """One of whom must contribute to a segment; None when anybody or nobody may."""
    if request.participant_ids is None and not request.attributes:
        return None
    return frozenset(
        person.id
        for person in people.values()
        if (request.participant_ids is None or person.id in request.participant_ids)
        and all(person.attributes.get(each.name) in each.values for each in request.attributes)
    )


def _count_in_scope(session: Session, request: RetrievalRequest, places: _Places) -> int:
    source, coder = CodedSegment.source_id, CodedSegment.coder_id
    query = select(type_coerce(source, String), type_coerce(coder, String), func.count())
    if request.coder_id is not None:
        query = query.where(coder == request.coder_id)
    counts = session.execute(query.group_by(source, coder)).all()
    return sum(
        count
        for source_key, coder_key, count in counts
        if places.place(source_key, coder_key) is not None
    )


def _retrieved(
    row: _StoredSegment, places: _Places, place: CitedSource, people: frozenset[UUID], memo: str
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
    if request.key_quotes_only:
        query = query.where(CodedSegment.key_quote)
    if request.weights is not None:
        query = query.where(CodedSegment.weight.between(*request.weights))
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
