"""What is done with segments that were coded under an older wording of their code."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy.orm import Session

from qualcoder_sts.codebook.operations import existing_code
from qualcoder_sts.coding.operations.segments import existing_segments, recode_segment
from qualcoder_sts.foundation.translation import ngettext
from qualcoder_sts.project.history.recording import describe


def confirm_segments(session: Session, segment_ids: Sequence[UUID]) -> None:
    """Say that segments still fit their codes as they are worded now."""
    segments = existing_segments(session, segment_ids)
    codes = {one.code_id: existing_code(session, one.code_id) for one in segments}
    if len(codes) == 1:
        words = ngettext(
            "Keep %(n)s segment of “%(code)s” under the new wording",
            "Keep %(n)s segments of “%(code)s” under the new wording",
            len(segments),
        )
    else:
        words = ngettext(
            "Keep %(n)s segment under the new wording",
            "Keep %(n)s segments under the new wording",
            len(segments),
        )
    name = next((code.name for code in codes.values()), "")
    describe(session, words % {"n": f"{len(segments):,}", "code": name})
    for segment in segments:
        segment.definition_version = codes[segment.code_id].definition_version


def recode_segments(session: Session, segment_ids: Sequence[UUID], code_id: UUID) -> None:
    """Replace the code of several segments by another."""
    name = existing_code(session, code_id).name
    segments = existing_segments(session, segment_ids)
    if len(segments) > 1:
        words = ngettext(
            "Recode %(n)d segment as “%(code)s”",
            "Recode %(n)d segments as “%(code)s”",
            len(segments),
        )
        describe(session, words % {"n": len(segments), "code": name})
    for segment in segments:
        recode_segment(session, segment.id, code_id)
