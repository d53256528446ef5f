"""Correcting who contributes to a segment."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from qualcoder_sts.coding.operations.segments import existing_segment
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.participants.operations import existing_participant
from qualcoder_sts.project.history.recording import describe
from qualcoder_sts.project.tables import Contributor


def set_contributor(
    session: Session, segment_id: UUID, participant_id: UUID, contributes: bool | None
) -> None:
    """Say that somebody contributes to a segment or does not; None lets the words decide again."""
    existing_segment(session, segment_id)
    name = existing_participant(session, participant_id).name
    describe(session, _("Correct whether “%s” contributes to a segment") % name)
    correction = session.scalar(
        select(Contributor).where(
            Contributor.segment_id == segment_id, Contributor.participant_id == participant_id
        )
    )
    if contributes is None:
        if correction is not None:
            session.delete(correction)
    elif correction is None:
        session.add(
            Contributor(
                segment_id=segment_id, participant_id=participant_id, contributes=contributes
            )
        )
    else:
        correction.contributes = contributes
