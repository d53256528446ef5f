"""Saying who codes what, and opening and closing rounds of double coding."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from qualcoder_sts.codebook.versions import compare_versions, freeze_version, list_versions
from qualcoder_sts.coding.errors import (
    NobodyToAssignError,
    RoundClosedError,
    RoundNameMissingError,
    RoundNotYoursError,
    RoundTooSmallError,
    RoundUnfinishedError,
    SourceInOpenRoundError,
)
from qualcoder_sts.coding.rounds import RoundRow, Sample, list_rounds
from qualcoder_sts.foundation.names import tidied
from qualcoder_sts.foundation.translation import _, ngettext
from qualcoder_sts.project.errors import RowMissingError
from qualcoder_sts.project.history.recording import describe
from qualcoder_sts.project.tables import Assignment, Coder, CodingRound, RoundResult, Source
from qualcoder_sts.project.tables.base import utc_now
from qualcoder_sts.project.tables.project import CoderKind
from qualcoder_sts.transcripts.operations.sources import existing_source


@dataclass(frozen=True, slots=True, order=True)
class Assigned:
    """A source, and who is to code it."""

    source_id: UUID
    coder_id: UUID


@dataclass(frozen=True, slots=True)
class NewRound:
    """A round to open. ``sample`` says how its sources were drawn, if they were."""

    name: str
    assigned: frozenset[Assigned]
    sample: Sample | None = None
    blind: bool = True
    suggestions_off: bool = True
    note: str = ""


@dataclass(frozen=True, slots=True)
class Agreed:
    """A table of agreement to keep with a round that is closed; ``content`` is JSON."""

    unit: str
    content: str


def assign_sources(session: Session, source_ids: Sequence[UUID], coder_id: UUID) -> None:
    """Say that a coder is to code sources, outside rounds."""
    coder = _person(session, coder_id)
    sources = [existing_source(session, key) for key in dict.fromkeys(source_ids)]
    words = ngettext(
        "Assign “%(source)s” to “%(coder)s”", "Assign %(n)d sources to “%(coder)s”", len(sources)
    )
    describe(session, words % _named(sources, coder))
    there = {one.source_id for one in _outside_rounds(session, source_ids, coder_id)}
    session.add_all(
        Assignment(source_id=one.id, coder_id=coder_id) for one in sources if one.id not in there
    )
    session.flush()


def unassign_sources(session: Session, source_ids: Sequence[UUID], coder_id: UUID) -> None:
    """Say that a coder need not code sources; what they have coded stays."""
    coder = _person(session, coder_id)
    sources = [existing_source(session, key) for key in dict.fromkeys(source_ids)]
    words = ngettext(
        "Take “%(source)s” from “%(coder)s”", "Take %(n)d sources from “%(coder)s”", len(sources)
    )
    describe(session, words % _named(sources, coder))
    for one in _outside_rounds(session, source_ids, coder_id):
        session.delete(one)
    session.flush()


def open_round(session: Session, wanted: NewRound, *, opened_by: UUID) -> UUID:
    """Open a round: its coders code its sources apart, with the codebook frozen as it is now."""
    name = tidied(wanted.name)
    if not name:
        raise RoundNameMissingError
    coders = {one.coder_id: _person(session, one.coder_id) for one in wanted.assigned}
    for source_id in {one.source_id for one in wanted.assigned}:
        existing_source(session, source_id)
    coded_by = Counter(one.source_id for one in wanted.assigned)
    if len(coders) < 2 or not any(number > 1 for number in coded_by.values()):
        raise RoundTooSmallError
    _refuse_sources_in_open_rounds(session, coded_by)
    describe(session, _("Open round “%s”") % name)
    one = CodingRound(
        id=uuid4(),
        name=name,
        opened_by_id=opened_by,
        codebook_version_id=_frozen_version(session, name),
        seed=None if wanted.sample is None else wanted.sample.wanted.seed,
        sample="" if wanted.sample is None else wanted.sample.as_json(),
        blind=wanted.blind,
        suggestions_off=wanted.suggestions_off,
        note=wanted.note.strip(),
    )
    session.add(one)
    session.flush()
    session.add_all(
        Assignment(round_id=one.id, source_id=each.source_id, coder_id=each.coder_id)
        for each in sorted(wanted.assigned)
    )
    session.flush()
    return one.id


def close_round(
    session: Session,
    round_id: UUID,
    *,
    closed_by: UUID | None,
    unfinished: bool = False,
    results: Sequence[Agreed] = (),
) -> None:
    """Close a round: from now on its coders see one another's work; ``results`` are kept.

    Raises ``RoundUnfinishedError`` when somebody has not finished, unless ``unfinished`` says that
    it is to be closed all the same; ``RoundNotYoursError`` when neither who opened it nor who leads
    on all its sources closes it.
    """
    row = existing_round(session, round_id)
    one = session.get_one(CodingRound, round_id)
    if not row.is_open:
        raise RoundClosedError(row.name)
    if not may_close(session, row, closed_by):
        raise RoundNotYoursError(row.name, row.opened_by)
    if row.finished < row.assigned and not unfinished:
        raise RoundUnfinishedError(row.name, row.finished, row.assigned)
    describe(session, _("Close round “%s”") % row.name)
    one.closed_at = utc_now()
    session.add_all(
        RoundResult(round_id=round_id, unit=each.unit, content=each.content) for each in results
    )
    session.flush()


def note_on_round(session: Session, round_id: UUID, note: str) -> None:
    """Keep a note with a round, open or closed."""
    row = existing_round(session, round_id)
    describe(session, _("Change the note on round “%s”") % row.name)
    session.get_one(CodingRound, round_id).note = note.strip()


def existing_round(session: Session, round_id: UUID) -> RoundRow:
    """The round, which must be there; raises ``RowMissingError``."""
    for row in list_rounds(session):
        if row.id == round_id:
            return row
    raise RowMissingError("round")


def may_close(session: Session, row: RoundRow, coder_id: UUID | None) -> bool:
    """Whether a coder opened a round, or leads on every one of its sources."""
    if coder_id is None or coder_id == row.opened_by_id:
        return coder_id is not None
    leads = session.scalars(select(Source.lead_coder_id).where(Source.id.in_(row.source_ids)))
    return set(leads) == {coder_id}


def _person(session: Session, coder_id: UUID) -> Coder:
    coder = session.get(Coder, coder_id)
    if coder is None:
        raise RowMissingError("coder")
    if coder.kind is CoderKind.CONSENSUS:
        raise NobodyToAssignError(coder.name)
    return coder


def _named(sources: Sequence[Source], coder: Coder) -> dict[str, object]:
    name = sources[0].name if sources else ""
    return {"n": len(sources), "source": name, "coder": coder.name}


def _outside_rounds(
    session: Session, source_ids: Collection[UUID], coder_id: UUID
) -> list[Assignment]:
    query = select(Assignment).where(
        Assignment.round_id.is_(None),
        Assignment.source_id.in_(source_ids),
        Assignment.coder_id == coder_id,
    )
    return list(session.scalars(query))


def _refuse_sources_in_open_rounds(session: Session, source_ids: Collection[UUID]) -> None:
    query = (
        select(Source.name, CodingRound.name)
        .join(Assignment, Assignment.source_id == Source.id)
        .join(CodingRound, CodingRound.id == Assignment.round_id)
        .where(CodingRound.closed_at.is_(None), Source.id.in_(source_ids))
        .order_by(Source.name)
        .limit(1)
    )
    if (taken := session.execute(query).one_or_none()) is not None:
        raise SourceInOpenRoundError(taken[0], taken[1])


def _frozen_version(session: Session, name: str) -> UUID:
    """The newest codebook version, where nothing has changed since; else a new one."""
    newest = next(iter(list_versions(session)), None)
    if newest is not None and not compare_versions(session, newest.id, None).codes:
        return newest.id
    return freeze_version(session, name, _("Frozen when the round was opened."))
