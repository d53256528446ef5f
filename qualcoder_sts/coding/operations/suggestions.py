"""Deciding about suggestions: accepting, adjusting, rejecting. What was decided is history."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from qualcoder_sts.codebook.operations import existing_code
from qualcoder_sts.coding.errors import SegmentOutsideTextError, SuggestionOutdatedError
from qualcoder_sts.coding.operations.segments import apply_code
from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.project.history.recording import describe
from qualcoder_sts.project.tables import SuggestionDecision, Text
from qualcoder_sts.project.tables.coding import SegmentOrigin, Verdict
from qualcoder_sts.transcripts.operations.sources import existing_source


@dataclass(frozen=True, slots=True)
class SuggestedCode:
    """What was suggested, and on what it rested: ``reasons`` as JSON, ``score`` from 0 to 1000."""

    source_id: UUID
    text_hash: str
    span: Span
    code_id: UUID
    score_thousandths: int
    reasons: str
    model_hash: str


def accept_suggestion(
    session: Session, suggested: SuggestedCode, *, coder_id: UUID, span: Span | None = None
) -> UUID:
    """Apply the suggested code and remember that it was suggested; gives the segment's key.

    With another ``span`` than the suggested one the suggestion was adjusted. Raises
    ``SuggestionOutdatedError`` when the text has changed since.
    """
    chosen = suggested.span if span is None else span
    verdict = Verdict.ACCEPTED if chosen == suggested.span else Verdict.ADJUSTED
    _refuse_outdated(session, suggested)
    code = existing_code(session, suggested.code_id)
    where = existing_source(session, suggested.source_id).name
    if verdict is Verdict.ACCEPTED:
        words = _("Accept suggestion of “%(code)s” in “%(source)s”")
    else:
        words = _("Accept suggestion of “%(code)s”, adjusted, in “%(source)s”")
    describe(session, words % {"code": code.name, "source": where})
    segment_id = apply_code(
        session,
        suggested.source_id,
        chosen,
        suggested.code_id,
        coder_id=coder_id,
        origin=SegmentOrigin.SUGGESTION,
    )
    _remember(session, suggested, verdict, coder_id)
    return segment_id


def reject_suggestion(session: Session, suggested: SuggestedCode, *, coder_id: UUID) -> UUID:
    """Remember that a code does not fit there; gives the decision's key.

    It is not suggested again for these words until the code's definition changes.
    """
    _refuse_outdated(session, suggested)
    code = existing_code(session, suggested.code_id)
    where = existing_source(session, suggested.source_id).name
    words = _("Reject suggestion of “%(code)s” in “%(source)s”")
    describe(session, words % {"code": code.name, "source": where})
    return _remember(session, suggested, Verdict.REJECTED, coder_id)


def _remember(session: Session, suggested: SuggestedCode, verdict: Verdict, coder_id: UUID) -> UUID:
    decision = SuggestionDecision(
        source_id=suggested.source_id,
        text_hash=suggested.text_hash,
        start=suggested.span.start,
        end=suggested.span.end,
        code_id=suggested.code_id,
        coder_id=coder_id,
        verdict=verdict,
        score_thousandths=suggested.score_thousandths,
        reasons=suggested.reasons,
        model_hash=suggested.model_hash,
        definition_version=existing_code(session, suggested.code_id).definition_version,
    )
    session.add(decision)
    session.flush()
    return decision.id


def _refuse_outdated(session: Session, suggested: SuggestedCode) -> None:
    source = existing_source(session, suggested.source_id)
    if source.text_hash != suggested.text_hash:
        raise SuggestionOutdatedError(source.name)
    length = len(session.get_one(Text, source.text_hash).content)
    if not suggested.span or suggested.span.end > length:
        raise SegmentOutsideTextError(suggested.span.start, suggested.span.end, length)
