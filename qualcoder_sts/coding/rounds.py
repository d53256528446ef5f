"""Reading who codes what, and the rounds of double coding."""

import json
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from qualcoder_sts.coding.errors import RoundUnknownError
from qualcoder_sts.coding.finished import finished_or_not
from qualcoder_sts.coding.sampling import Drawable, StratumShare, draw, shares
from qualcoder_sts.foundation.names import folded
from qualcoder_sts.participants.queries import list_participants, values_by_source
from qualcoder_sts.project.tables import (
    Assignment,
    CodebookVersion,
    Coder,
    CodingRound,
    RoundResult,
    Source,
)
from qualcoder_sts.project.tables.project import CoderKind
from qualcoder_sts.transcripts.queries import list_sources


@dataclass(frozen=True, slots=True)
class AssignedSource:
    """A source that somebody is to code; within a round, or outside rounds."""

    source_id: UUID
    source: str
    coder_id: UUID
    coder: str
    round_id: UUID | None
    finished: bool


@dataclass(frozen=True, slots=True)
class RoundMember:
    """Somebody who codes in a round, and how far they are."""

    coder_id: UUID
    coder: str
    assigned: int
    finished: int


@dataclass(frozen=True, slots=True)
class SampleWanted:
    """A share of sources to draw: by method, and within each by an attribute's values."""

    percent: int
    seed: int
    attribute: str = ""


@dataclass(frozen=True, slots=True)
class Sample:
    """Sources that were drawn, and how."""

    wanted: SampleWanted
    source_ids: tuple[UUID, ...]
    shares: tuple[StratumShare, ...]

    def as_json(self) -> str:
        """How it was drawn, for the round's record."""
        parts = [asdict(share) for share in self.shares]
        record = {
            "percent": self.wanted.percent,
            "attribute": self.wanted.attribute,
            "shares": parts,
        }
        return json.dumps(record, ensure_ascii=False)


@dataclass(frozen=True, slots=True)
class RoundRow:
    """One round of double coding. Without ``seed`` its sources were chosen by hand."""

    id: UUID
    name: str
    opened_by_id: UUID
    opened_by: str
    opened_at: datetime
    closed_at: datetime | None
    version_id: UUID
    version: int
    seed: int | None
    sample_percent: int | None
    sample_attribute: str
    shares: tuple[StratumShare, ...]
    blind: bool
    suggestions_off: bool
    note: str
    members: tuple[RoundMember, ...]
    codings: tuple[AssignedSource, ...]

    @property
    def source_ids(self) -> tuple[UUID, ...]:
        """The sources that are coded in it."""
        return tuple(dict.fromkeys(one.source_id for one in self.codings))

    @property
    def everybody_codes_everything(self) -> bool:
        """Whether each of its coders codes each of its sources."""
        return len(self.codings) == len(self.members) * len(self.source_ids)

    @property
    def is_open(self) -> bool:
        """Whether it goes on."""
        return self.closed_at is None

    @property
    def assigned(self) -> int:
        """How many codings of a source by somebody belong to it."""
        return sum(member.assigned for member in self.members)

    @property
    def finished(self) -> int:
        """How many of these are finished."""
        return sum(member.finished for member in self.members)


@dataclass(frozen=True, slots=True)
class KeptResult:
    """A table of agreement as it was when a round was closed; ``content`` is JSON."""

    round_id: UUID
    round: str
    unit: str
    content: str
    at: datetime


def assigned_sources(session: Session) -> list[AssignedSource]:
    """Who is to code what, by source and coder."""
    query = (
        select(
            Assignment.source_id, Source.name, Assignment.coder_id, Coder.name, Assignment.round_id
        )
        .join(Source, Source.id == Assignment.source_id)
        .join(Coder, Coder.id == Assignment.coder_id)
        .order_by(Source.name, Coder.name, Assignment.id)
    )
    finished = finished_or_not(session)
    return [
        AssignedSource(*values, finished=(values[0], values[2]) in finished)
        for values in session.execute(query).all()
    ]


def list_rounds(session: Session) -> list[RoundRow]:
    """All rounds, the newest first."""
    assigned: dict[UUID | None, list[AssignedSource]] = defaultdict(list)
    for one in assigned_sources(session):
        assigned[one.round_id].append(one)
    query = (
        select(CodingRound, Coder.name, CodebookVersion.number)
        .join(Coder, Coder.id == CodingRound.opened_by_id)
        .join(CodebookVersion, CodebookVersion.id == CodingRound.codebook_version_id)
        .order_by(CodingRound.opened_at.desc(), CodingRound.id)
    )
    return [
        _row(one, opened_by, version, assigned[one.id])
        for one, opened_by, version in session.execute(query).all()
    ]


def find_round(session: Session, name: str) -> RoundRow:
    """The round of that name, of several an open one; raises ``RoundUnknownError``."""
    rows = list_rounds(session)
    matching = [row for row in rows if folded(row.name) == folded(name)]
    if not matching:
        raise RoundUnknownError(name, [row.name for row in rows])
    return next((row for row in matching if row.is_open), matching[0])


def kept_results(session: Session) -> list[KeptResult]:
    """What was worked out when rounds were closed, the oldest first."""
    query = (
        select(RoundResult, CodingRound.name)
        .join(CodingRound, CodingRound.id == RoundResult.round_id)
        .order_by(RoundResult.at, RoundResult.id)
    )
    return [
        KeptResult(one.round_id, name, one.unit, one.content, one.at)
        for one, name in session.execute(query).all()
    ]


def draw_sample(
    session: Session, wanted: SampleWanted, among: Collection[UUID] | None = None
) -> Sample:
    """Draw sources to be coded twice; ``among`` names those that may be drawn, else all."""
    sources = [row for row in list_sources(session) if among is None or row.id in among]
    values = _values(session, wanted.attribute)
    candidates = [
        Drawable(row.id, (row.method.value, *values.get(row.id, ())) if wanted.attribute
                 else (row.method.value,))
        for row in sources
    ]  # fmt: skip
    drawn = draw(candidates, wanted.percent, wanted.seed)
    return Sample(wanted, tuple(drawn), shares(candidates, drawn))


def coders_who_code(session: Session) -> list[tuple[UUID, str]]:
    """Everybody who codes, by name: a consensus is nobody."""
    query = select(Coder.id, Coder.name).where(Coder.kind == CoderKind.PERSON)
    return list(session.execute(query.order_by(Coder.name, Coder.id)).all())


def _row(
    one: CodingRound, opened_by: str, version: int, assigned: Sequence[AssignedSource]
) -> RoundRow:
    drawn = json.loads(one.sample) if one.sample else {}
    members: dict[tuple[str, UUID], list[bool]] = defaultdict(list)
    for each in assigned:
        members[each.coder, each.coder_id].append(each.finished)
    return RoundRow(
        id=one.id,
        name=one.name,
        opened_by_id=one.opened_by_id,
        opened_by=opened_by,
        opened_at=one.opened_at,
        closed_at=one.closed_at,
        version_id=one.codebook_version_id,
        version=version,
        seed=one.seed,
        sample_percent=drawn.get("percent"),
        sample_attribute=drawn.get("attribute", ""),
        shares=tuple(
            StratumShare(tuple(part["stratum"]), part["drawn"], part["of"])
            for part in drawn.get("shares", ())
        ),
        blind=one.blind,
        suggestions_off=one.suggestions_off,
        note=one.note,
        members=tuple(
            RoundMember(coder_id, coder, len(done), sum(done))
            for (coder, coder_id), done in sorted(members.items())
        ),
        codings=tuple(assigned),
    )


def _values(session: Session, attribute: str) -> dict[UUID, tuple[str, ...]]:
    """A source's own value of an attribute, else those of the people in it."""
    if not attribute:
        return {}
    values: dict[UUID, tuple[str, ...]] = {
        source_id: (own[attribute],)
        for source_id, own in values_by_source(session).items()
        if own.get(attribute)
    }
    of_people: dict[str, set[str]] = defaultdict(set)
    for person in list_participants(session):
        for source in person.sources if person.attributes.get(attribute) else ():
            of_people[source].add(person.attributes[attribute])
    for row in list_sources(session):
        if row.id not in values and of_people[row.name]:
            values[row.id] = (" · ".join(sorted(of_people[row.name])),)
    return values
