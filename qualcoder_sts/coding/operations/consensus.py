"""Settling what two coders disagree about, and closing a source's double coding."""

from collections.abc import Sequence
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
class Pair:
    """Two coders of one source who are compared."""

    source_id: UUID
    first_id: UUID
    second_id: UUID


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


def as_first(compared: Compared, pair: Pair) -> Settlement:
    """What the first coder did."""
    return Settlement(compared.first, (pair.first_id,))


def as_second(compared: Compared, pair: Pair) -> Settlement:
    """What the second coder did."""
    return Settlement(compared.second, (pair.second_id,))


def as_joined(compared: Compared, pair: Pair) -> Settlement:
    """What either coder did: one passage for each code."""
    return Settlement(compared.disputed, (pair.first_id, pair.second_id))


def as_left_out() -> Settlement:
    """Nothing of it."""
    return Settlement(())


def settle_disagreement(
    session: Session,
    pair: Pair,
    compared: Compared,
    settlement: Settlement,
    *,
    reason: str,
    decided_by: UUID,
) -> None:
    """Decide about a disagreement, or decide anew.

    Each code in dispute gets an entry that says what was decided, by whom and why; what is applied
    becomes segments of the consensus. Raises ``SettledElsewhereError`` when the two have changed
    their coding meanwhile.
    """
    source = existing_source(session, pair.source_id)
    found = [one.compared for one in _found(session, pair)]
    if compared not in found:
        raise SettledElsewhereError(source.name)
    names = ", ".join(existing_code(session, one.code_id).name for one in compared.disputed)
    words = _("Settle “%(codes)s” in “%(source)s”")
    describe(session, words % {"codes": names, "source": source.name}, reason=reason.strip())
    _settle(session, pair, [(compared, settlement)], reason.strip(), decided_by)


def close_agreed(
    session: Session, source_ids: Sequence[UUID], first_id: UUID, second_id: UUID, *,
    decided_by: UUID,
) -> Closing:  # fmt: skip
    """Take into the consensus what both coders have coded alike, in the sources both finished."""
    closed = proposed = left = 0
    agreed: list[tuple[Pair, list[Compared]]] = []
    hidden = blindness_of_step(session).sources
    for source in double_coded(session, {first_id, second_id}):
        if source.source_id in set(source_ids) - hidden:
            pair = Pair(source.source_id, first_id, second_id)
            found = _found(session, pair)
            alike = [
                one.compared
                for one in found
                if one.compared.relation is Relation.AGREE and not one.is_settled
            ]
            counts = how_far(found)
            closed, proposed, left = (
                closed + len(alike), proposed + counts.proposed, left + counts.open
            )  # fmt: skip
            agreed.append((pair, alike))
    words = ngettext(
        "Take %(n)s passage both coders agree on into the consensus",
        "Take %(n)s passages both coders agree on into the consensus",
        closed,
    )
    describe(session, words % {"n": f"{closed:,}"})
    reason = _("Both coded it alike.")
    for pair, alike in agreed:
        settled = [(each, as_joined(each, pair)) for each in alike]
        _settle(session, pair, settled, reason, decided_by)
    return Closing(closed, proposed, left)


def close_double_coding(session: Session, pair: Pair, *, decided_by: UUID) -> Reconciling:
    """Say that the consensus of a source is complete: from now on it is what counts there.

    What both coded alike and is not yet in the consensus is taken in. Raises
    ``DisagreementsOpenError`` while something is to be decided.
    """
    source = existing_source(session, pair.source_id)
    found = _found(session, pair)
    counts = how_far(found)
    if counts.open or counts.proposed:
        raise DisagreementsOpenError(source.name, counts.open + counts.proposed)
    describe(session, _("Close double coding of “%s”") % source.name)
    alike = [one.compared for one in found if not one.is_settled]
    settled = [(each, as_joined(each, pair)) for each in alike]
    _settle(session, pair, settled, _("Both coded it alike."), decided_by)
    mark_finished(session, pair.source_id, coder_id=existing_consensus(session))
    return how_far(_found(session, pair))


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


def _found(session: Session, pair: Pair) -> list[Disagreement]:
    finished = double_coded(session, {pair.first_id, pair.second_id})
    is_hidden = pair.source_id in blindness_of_step(session).sources
    if is_hidden or pair.source_id not in {one.source_id for one in finished}:
        raise NotDoubleCodedError(existing_source(session, pair.source_id).name)
    return disagreements(session, pair.source_id, pair.first_id, pair.second_id)


def _settle(
    session: Session,
    pair: Pair,
    settled: Sequence[tuple[Compared, Settlement]],
    reason: str,
    decided_by: UUID,
) -> None:
    if not settled:
        return
    consensus = existing_consensus(session)
    text_hash = existing_source(session, pair.source_id).text_hash
    decided_at = utc_now()
    for compared, settlement in settled:
        _take_back(session, pair.source_id, consensus, compared.disputed)
        # What was decided together has one moment, and nothing else has it.
        decided_at = max(decided_at + timedelta(microseconds=1), utc_now())
        applied = {one.code_id for one in settlement.passages}
        disputed = {one.code_id for one in compared.disputed}
        further = [one for one in settlement.passages if one.code_id not in disputed]
        session.add_all(
            ConsensusDecision(
                source_id=pair.source_id,
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
    _apply(session, pair, consensus, settled)


def _outcome(is_applied: bool) -> ConsensusOutcome:
    return ConsensusOutcome.APPLIED if is_applied else ConsensusOutcome.LEFT_OUT


def _take_back(
    session: Session, source_id: UUID, consensus: UUID, disputed: Sequence[Coded]
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
    session: Session, pair: Pair, consensus: UUID, settled: Sequence[tuple[Compared, Settlement]]
) -> None:
    wanted: list[NewSegment] = []
    behind: list[list[CodedSegment]] = []
    for _compared, settlement in settled:
        for one in settlement.passages:
            segments = _behind(session, pair.source_id, one, settlement.of_coders)
            weights = [each.weight for each in segments if each.weight is not None]
            wanted.append(
                NewSegment(
                    pair.source_id,
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
