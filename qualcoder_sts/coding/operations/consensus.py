"""Settling what coders disagree about, and closing a source's double coding."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from qualcoder_sts.codebook.operations import existing_code
from qualcoder_sts.coding.consensus import (
    Disagreement,
    Reconciling,
    consensus_coder,
    disagreements,
    disputed_otherwise,
    double_coded,
    how_far,
)
from qualcoder_sts.coding.disagreements import Coded, Compared, Relation
from qualcoder_sts.coding.errors import (
    DisagreementsOpenError,
    NotDoubleCodedError,
    SettledElsewhereError,
)
from qualcoder_sts.coding.operations.finished import mark_finished, unmark_finished
from qualcoder_sts.coding.operations.segments import NewSegment, apply_codes
from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.foundation.translation import _, ngettext
from qualcoder_sts.project.blindness import blindness_of_step
from qualcoder_sts.project.coders import add_coder, coder_named
from qualcoder_sts.project.history.recording import describe
from qualcoder_sts.project.tables import CodedSegment, ConsensusDecision, Contributor, Memo
from qualcoder_sts.project.tables.base import utc_now
from qualcoder_sts.project.tables.coding import ConsensusOutcome, SegmentOrigin
from qualcoder_sts.project.tables.project import CoderKind
from qualcoder_sts.transcripts.operations.sources import existing_source


@dataclass(frozen=True, slots=True)
class Comparison:
    """The coders of one source who are compared, in their order."""

    source_id: UUID
    coder_ids: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class Settlement:
    """What becomes of a disagreement: nothing of it where no passages are given.

    Weights, marks, memos and corrections of contributors are taken over from the segments of the
    coders in ``of_coders``.
    """

    passages: tuple[Coded, ...]
    of_coders: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class Closing:
    """What could be closed by itself, what is proposed, and what people must decide."""

    closed: int
    proposed: int
    open: int


def as_coded_by(place: int, compared: Compared, comparison: Comparison) -> Settlement:
    """What one coder did, the first having place 0."""
    return Settlement(compared.sides[place], (comparison.coder_ids[place],))


def as_joined(compared: Compared, comparison: Comparison) -> Settlement:
    """What anybody did: one passage for each code."""
    return Settlement(compared.disputed, comparison.coder_ids)


def as_left_out() -> Settlement:
    """Nothing of it."""
    return Settlement(())


def settle_disagreement(
    session: Session,
    comparison: Comparison,
    compared: Compared,
    settlement: Settlement,
    *,
    reason: str,
    decided_by: UUID,
) -> None:
    """Decide about a disagreement, or decide anew.

    Each code in dispute gets an entry that says what was decided, by whom and why; what is applied
    becomes segments of the consensus. What was decided about it before gives way, also when other
    coders of the source were compared. Raises ``SettledElsewhereError`` when somebody has changed
    their coding meanwhile.
    """
    source = existing_source(session, comparison.source_id)
    found = [one.compared for one in _found(session, comparison)]
    if compared not in found:
        raise SettledElsewhereError(source.name)
    names = ", ".join(existing_code(session, one.code_id).name for one in compared.disputed)
    words = _("Settle “%(codes)s” in “%(source)s”")
    describe(session, words % {"codes": names, "source": source.name}, reason=reason.strip())
    _settle(session, comparison, [(compared, settlement)], reason.strip(), decided_by)


def close_agreed(
    session: Session, comparisons: Sequence[Comparison], *, decided_by: UUID
) -> Closing:
    """Take into the consensus what all coders compared have coded alike.

    Sources that not all of them have finished are passed over.
    """
    closed = proposed = left = 0
    agreed: list[tuple[Comparison, list[Compared]]] = []
    for comparison in comparisons:
        if _is_comparable(session, comparison):
            found = _found(session, comparison)
            alike = _still_alike(found)
            counts = how_far(found)
            closed, proposed, left = (
                closed + len(alike), proposed + counts.proposed, left + counts.open
            )  # fmt: skip
            agreed.append((comparison, alike))
    words = ngettext(
        "Take %(n)s passage all coders agree on into the consensus",
        "Take %(n)s passages all coders agree on into the consensus",
        closed,
    )
    describe(session, words % {"n": f"{closed:,}"})
    for comparison, alike in agreed:
        _settle_alike(session, comparison, alike, decided_by)
    return Closing(closed, proposed, left)


def close_double_coding(
    session: Session, comparison: Comparison, *, decided_by: UUID
) -> Reconciling:
    """Say that the consensus of a source is complete: from now on it is what counts there.

    What everybody compared coded alike and is not yet in the consensus is taken in. Raises
    ``DisagreementsOpenError`` while something is to be decided.
    """
    source = existing_source(session, comparison.source_id)
    found = _found(session, comparison)
    counts = how_far(found)
    if counts.open or counts.proposed:
        raise DisagreementsOpenError(source.name, counts.open + counts.proposed)
    describe(session, _("Close double coding of “%s”") % source.name)
    _settle_alike(session, comparison, _still_alike(found), decided_by)
    mark_finished(session, comparison.source_id, coder_id=existing_consensus(session))
    return how_far(_found(session, comparison))


def reopen_double_coding(session: Session, source_id: UUID) -> None:
    """Say that the consensus of a source is still being worked on."""
    source = existing_source(session, source_id)
    describe(session, _("Reopen double coding of “%s”") % source.name)
    if (coder_id := consensus_coder(session)) is not None:
        unmark_finished(session, source_id, coder_id=coder_id)


def existing_consensus(session: Session) -> UUID:
    """The coder that stands for what was agreed on; made when it is first needed."""
    if (coder_id := consensus_coder(session)) is not None:
        return coder_id
    name, number = _("Consensus"), 2
    while coder_named(session, name) is not None:
        name, number = f"{_('Consensus')} {number}", number + 1
    return add_coder(session, name, kind=CoderKind.CONSENSUS).id


def _is_comparable(session: Session, comparison: Comparison) -> bool:
    """Whether all have finished the source, and nothing of it is hidden from who acts."""
    finished = double_coded(session, comparison.coder_ids)
    hidden = blindness_of_step(session).sources
    return comparison.source_id in {one.source_id for one in finished} - hidden


def _found(session: Session, comparison: Comparison) -> list[Disagreement]:
    if not _is_comparable(session, comparison):
        raise NotDoubleCodedError(existing_source(session, comparison.source_id).name)
    return disagreements(session, comparison.source_id, comparison.coder_ids)


def _still_alike(found: Sequence[Disagreement]) -> list[Compared]:
    """What was coded alike and is not in the consensus yet."""
    return [
        one.compared
        for one in found
        if one.compared.relation is Relation.AGREE and not one.is_settled
    ]


def _settle_alike(
    session: Session, comparison: Comparison, alike: Sequence[Compared], decided_by: UUID
) -> None:
    both = len(comparison.coder_ids) == 2
    reason = _("Both coded it alike.") if both else _("All coded it alike.")
    settled = [(each, as_joined(each, comparison)) for each in alike]
    _settle(session, comparison, settled, reason, decided_by)


def _settle(
    session: Session,
    comparison: Comparison,
    settled: Sequence[tuple[Compared, Settlement]],
    reason: str,
    decided_by: UUID,
) -> None:
    if not settled:
        return
    source_id = comparison.source_id
    consensus = existing_consensus(session)
    text_hash = existing_source(session, source_id).text_hash
    otherwise = disputed_otherwise(session, source_id, comparison.coder_ids)
    decided_at = utc_now()
    for compared, settlement in settled:
        _take_back(session, source_id, consensus, _replaced(compared.disputed, otherwise))
        # What was decided together has one moment, and nothing else has it.
        decided_at = max(decided_at + timedelta(microseconds=1), utc_now())
        applied = {one.code_id for one in settlement.passages}
        disputed = {one.code_id for one in compared.disputed}
        further = [one for one in settlement.passages if one.code_id not in disputed]
        session.add_all(
            ConsensusDecision(
                source_id=source_id,
                text_hash=text_hash,
                start=one.span.start,
                end=one.span.end,
                code_id=one.code_id,
                coder_id=consensus,
                decided_by_id=decided_by,
                outcome=_outcome(one.code_id in applied),
                reason=reason,
                at=decided_at,
            )
            for one in (*compared.disputed, *further)
        )
    session.flush()
    _apply(session, source_id, consensus, settled)


def _replaced(disputed: Collection[Coded], otherwise: Collection[Coded]) -> frozenset[Coded]:
    """What a decision stands for from now on: also what other coders had in dispute there."""
    related = (
        other for other in otherwise for one in disputed if one.holds(other) or other.holds(one)
    )
    return frozenset((*disputed, *related))


def _outcome(is_applied: bool) -> ConsensusOutcome:
    return ConsensusOutcome.APPLIED if is_applied else ConsensusOutcome.LEFT_OUT


def _take_back(
    session: Session, source_id: UUID, consensus: UUID, disputed: Collection[Coded]
) -> None:
    """What was decided about a disagreement before, and what came of it."""
    of_source = select(ConsensusDecision).where(
        ConsensusDecision.source_id == source_id, ConsensusDecision.coder_id == consensus
    )
    decisions = session.scalars(of_source).all()
    moments = {
        one.at for one in decisions if Coded(Span(one.start, one.end), one.code_id) in disputed
    }
    for one in decisions:
        if one.at in moments:
            _remove_segments(session, one)
            session.delete(one)
    session.flush()


def _remove_segments(session: Session, decision: ConsensusDecision) -> None:
    one = CodedSegment
    came_of_it = select(one).where(
        one.source_id == decision.source_id,
        one.coder_id == decision.coder_id,
        one.code_id == decision.code_id,
        one.start < decision.end,
        one.end > decision.start,
    )
    for segment in session.scalars(came_of_it):
        session.delete(segment)


def _apply(
    session: Session,
    source_id: UUID,
    consensus: UUID,
    settled: Sequence[tuple[Compared, Settlement]],
) -> None:
    wanted: list[NewSegment] = []
    behind: list[list[CodedSegment]] = []
    for _compared, settlement in settled:
        for one in settlement.passages:
            segments = _behind(session, source_id, one, settlement.of_coders)
            weights = [each.weight for each in segments if each.weight is not None]
            wanted.append(
                NewSegment(
                    source_id,
                    one.span,
                    one.code_id,
                    consensus,
                    weight=round(sum(weights) / len(weights)) if weights else None,
                    key_quote=any(each.key_quote for each in segments),
                    origin=SegmentOrigin.CONSENSUS,
                )
            )
            behind.append(segments)
    if not wanted:
        return
    for key, segments in zip(apply_codes(session, wanted), behind, strict=True):
        _take_along(session, key, segments)
    session.flush()


def _behind(
    session: Session, source_id: UUID, passage: Coded, coder_ids: Sequence[UUID]
) -> list[CodedSegment]:
    """The coders' segments that a passage of the consensus rests on."""
    one = CodedSegment
    query = select(one).where(
        one.source_id == source_id,
        one.code_id == passage.code_id,
        one.coder_id.in_(coder_ids),
        one.start < passage.span.end,
        one.end > passage.span.start,
    )
    return list(session.scalars(query.order_by(one.start, one.end, one.created_at, one.id)))


def _take_along(session: Session, key: UUID, segments: Sequence[CodedSegment]) -> None:
    """Give a segment of the consensus what its coders had noted on theirs."""
    if not segments:
        return
    keys = [each.id for each in segments]
    segment = session.get_one(CodedSegment, key)
    # Coded under the older wording of the two, it wants to be looked at again like that one.
    segment.definition_version = min(each.definition_version for each in segments)
    memos = session.scalars(
        select(Memo)
        .where(Memo.target_id.in_(keys), Memo.private.is_(False))
        .order_by(Memo.created_at, Memo.id)
    ).all()
    session.add_all(
        Memo(
            id=uuid4(),
            target_table=CodedSegment.__tablename__,
            target_id=key,
            coder_id=memo.coder_id,
            kind=memo.kind,
            title=memo.title,
            content=memo.content,
            created_at=memo.created_at,
        )
        for memo in memos
    )
    corrections = session.scalars(select(Contributor).where(Contributor.segment_id.in_(keys)))
    by_person: dict[UUID, bool] = {}
    for one in corrections:
        by_person[one.participant_id] = by_person.get(one.participant_id, False) | one.contributes
    session.add_all(
        Contributor(segment_id=key, participant_id=person, contributes=contributes)
        for person, contributes in by_person.items()
    )
