"""Reading what double coding came to: sources coded twice, disagreements and decisions on them."""

from collections import defaultdict
from collections.abc import Collection, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import combinations
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from qualcoder_sts.coding.disagreements import Coded, Compared, Relation, compare
from qualcoder_sts.coding.finished import finished_sources
from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.project.tables import (
    CodedSegment,
    Coder,
    ConsensusDecision,
    Source,
    Text,
)
from qualcoder_sts.project.tables.coding import ConsensusOutcome
from qualcoder_sts.project.tables.project import CoderKind
from qualcoder_sts.transcripts.queries import list_sources


@dataclass(frozen=True, slots=True)
class DoubleCoded:
    """A source that at least two people have finished; closed once a consensus stands for it."""

    source_id: UUID
    source: str
    coder_ids: tuple[UUID, ...]
    closed: bool


@dataclass(frozen=True, slots=True)
class Decided:
    """How one code in dispute was settled."""

    code_id: UUID
    outcome: ConsensusOutcome
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Passages of coders that belong together, and what was decided about them, if anything.

    An agreement is one too, until it has been taken over into the consensus.
    """

    source_id: UUID
    compared: Compared
    decided: tuple[Decided, ...]

    @property
    def is_settled(self) -> bool:
        """Whether every code in dispute has its decision."""
        return len(self.decided) == len(self.compared.disputed)


@dataclass(frozen=True, slots=True)
class Reconciling:
    """How far the double coding of one source has come."""

    agreed: int
    settled: int
    proposed: int
    open: int


def double_coded(session: Session, coders: Collection[UUID] | None = None) -> list[DoubleCoded]:
    """The sources that two people have finished, or all the coders named, in their order."""
    kinds = {coder.id: coder.kind for coder in session.scalars(select(Coder))}
    finished: dict[UUID, set[UUID]] = defaultdict(set)
    for one in finished_sources(session):
        finished[one.source_id].add(one.coder_id)
    found = []
    for row in list_sources(session):
        people = {one for one in finished[row.id] if kinds[one] is CoderKind.PERSON}
        if len(people) > 1 and people.issuperset(coders or ()):
            closed = people != finished[row.id]
            found.append(DoubleCoded(row.id, row.name, tuple(sorted(people)), closed))
    return found


def pairs_of_coders(session: Session) -> list[tuple[UUID, UUID, int]]:
    """Every two people who have finished the same sources, with how many, the most first."""
    counts: dict[tuple[UUID, UUID], int] = defaultdict(int)
    for source in double_coded(session):
        for place, one in enumerate(source.coder_ids):
            for other in source.coder_ids[place + 1 :]:
                counts[one, other] += 1
    most_first = sorted(counts.items(), key=lambda each: (-each[1], each[0]))
    return [(one, other, number) for (one, other), number in most_first]


def disagreements(
    session: Session, source_id: UUID, coder_ids: Sequence[UUID]
) -> list[Disagreement]:
    """What coders did in a source side by side, in the order of the text.

    What was decided with all who have finished the source holds for some of them, too.
    """
    coded, decided = _coded(session, source_id), _decisions(session, source_id)
    people = _people(session, source_id)
    with_all = _disputed(coded, [people]) if len(people) > len(coder_ids) else frozenset()
    with_all &= decided.keys()
    found = []
    for compared in compare(*(coded[one] for one in coder_ids)):
        spoken_of = [_spoken_of(each, decided, with_all) for each in compared.disputed]
        told = tuple(decided[each] for each in spoken_of if each is not None)
        found.append(Disagreement(source_id, compared, told))
    return found


def disputed_otherwise(
    session: Session, source_id: UUID, coder_ids: Collection[UUID]
) -> frozenset[Coded]:
    """What is in dispute in a source when others of those who have finished it are compared.

    Where all of them are compared, the others are every two; else all.
    """
    people = _people(session, source_id)
    if len(people) > len(coder_ids):
        return _disputed(_coded(session, source_id), [people])
    if len(people) < 3:
        return frozenset()
    return _disputed(_coded(session, source_id), combinations(people, 2))


def how_far(found: Sequence[Disagreement]) -> Reconciling:
    """How far a source's disagreements have been settled; every one is counted once."""
    unsettled = [one.compared for one in found if not one.is_settled]
    agreed = sum(one.relation is Relation.AGREE for one in unsettled)
    proposed = sum(one.is_proposed for one in unsettled)
    return Reconciling(
        agreed=agreed,
        settled=len(found) - len(unsettled),
        proposed=proposed,
        open=len(unsettled) - agreed - proposed,
    )


def consensus_coder(session: Session) -> UUID | None:
    """The coder that stands for what was agreed on, once there is one."""
    query = select(Coder.id).where(Coder.kind == CoderKind.CONSENSUS).order_by(Coder.id).limit(1)
    return session.scalar(query)


def _people(session: Session, source_id: UUID) -> list[UUID]:
    """Who has finished a source, without the consensus."""
    people = set(session.scalars(select(Coder.id).where(Coder.kind == CoderKind.PERSON)))
    finished = finished_sources(session, source_id=source_id)
    return sorted(one.coder_id for one in finished if one.coder_id in people)


def _coded(session: Session, source_id: UUID) -> Mapping[UUID, list[Coded]]:
    """What each coder did in a source."""
    text, one = _text(session, source_id), CodedSegment
    query = select(one.coder_id, one.start, one.end, one.code_id).where(one.source_id == source_id)
    coded: dict[UUID, list[Coded]] = defaultdict(list)
    for coder_id, start, end, code_id in session.execute(query):
        coded[coder_id].append(Coded(_without_space(Span(start, end), text), code_id))
    return coded


def _disputed(
    coded: Mapping[UUID, list[Coded]], groups: Iterable[Sequence[UUID]]
) -> frozenset[Coded]:
    """What is in dispute in any of some groups of coders."""
    return frozenset(
        each
        for group in groups
        for compared in compare(*(coded[one] for one in group))
        for each in compared.disputed
    )


def _spoken_of(
    disputed: Coded, decided: Container[Coded], with_all: Iterable[Coded]
) -> Coded | None:
    """What was decided about it: by itself, or as part of what all coders had in dispute."""
    if disputed in decided:
        return disputed
    return next((each for each in with_all if each.holds(disputed)), None)


def _decisions(session: Session, source_id: UUID) -> dict[Coded, Decided]:
    query = (
        select(ConsensusDecision, Coder.name)
        .join(Coder, Coder.id == ConsensusDecision.decided_by_id)
        .where(ConsensusDecision.source_id == source_id)
        .order_by(ConsensusDecision.at, ConsensusDecision.id)
    )
    return {
        Coded(Span(one.start, one.end), one.code_id): Decided(
            one.code_id, one.outcome, one.reason, name, one.at
        )
        for one, name in session.execute(query).all()
    }


def _text(session: Session, source_id: UUID) -> str:
    query = select(Text.content).join(Source, Source.text_hash == Text.hash)
    return session.scalar(query.where(Source.id == source_id)) or ""


def _without_space(span: Span, text: str) -> Span:
    """A span without the white space at its ends: nobody disagrees about that."""
    said = span.of(text)
    if not said.strip():
        return span
    start = span.start + len(said) - len(said.lstrip())
    return Span(start, span.end - (len(said) - len(said.rstrip())))
