"""What is done with segments that were coded under an older wording of their code."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy.orm import Session

from qualcoder_sts.codebook.operations import existing_code
from qualcoder_sts.coding.operations.segments import existing_segments, recode_segment
from qualcoder_sts.foundation.names import counted
from qualcoder_sts.project.history.recording import describe


def confirm_segments(session: Session, segment_ids: Sequence[UUID]) -> None:
    """Say that segments still fit their codes as they are worded now."""
    segments = existing_segments(session, segment_ids)
    codes = {one.code_id: existing_code(session, one.code_id) for one in segments}
    of = f" of “{next(iter(codes.values())).name}”" if len(codes) == 1 else ""
    describe(session, f"Keep {counted(len(segments), 'segment')}{of} under the new wording")
    for segment in segments:
        segment.definition_version = codes[segment.code_id].definition_version


def recode_segments(session: Session, segment_ids: Sequence[UUID], code_id: UUID) -> None:
    """Replace the code of several segments by another."""
    name = existing_code(session, code_id).name
    segments = existing_segments(session, segment_ids)
    if len(segments) > 1:
        describe(session, f"Recode {len(segments)} segments as “{name}”")
    for segment in segments:
        recode_segment(session, segment.id, code_id)
