"""Applying a code that does not exist yet."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from qualcoder_sts.codebook.operations import add_code
from qualcoder_sts.codebook.queries import code_tree
from qualcoder_sts.coding.errors import NoWordsSelectedError
from qualcoder_sts.coding.in_vivo import in_vivo_name
from qualcoder_sts.coding.operations.segments import NewSegment, apply_codes
from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.project.history.recording import describe
from qualcoder_sts.transcripts.queries import read_transcript


@dataclass(frozen=True, slots=True)
class NewCodeApplied:
    """The code that was added and the segment it was applied to."""

    code_id: UUID
    segment_id: UUID


def apply_new_code(
    session: Session,
    source_id: UUID,
    span: Span,
    name: str,
    *,
    coder_id: UUID,
    parent_id: UUID | None = None,
    also: Sequence[UUID] = (),
) -> NewCodeApplied:
    """Add a code and apply it to a span, in one step; ``also`` are further codes to apply there."""
    describe(session, _("Apply new code “%s”") % name.strip())
    code_id = add_code(session, name, parent_id=parent_id)
    wanted = [NewSegment(source_id, span, one, coder_id) for one in (code_id, *also)]
    return NewCodeApplied(code_id, apply_codes(session, wanted)[0])


def apply_in_vivo(
    session: Session, source_id: UUID, span: Span, *, coder_id: UUID
) -> NewCodeApplied:
    """Code a span in vivo: its own words are the code's name.

    A code of that name at the top of the codebook is applied as it is.
    """
    name = in_vivo_name(span.of(read_transcript(session, source_id).text))
    if not name:
        raise NoWordsSelectedError
    there = code_tree(session).at_path((name,))
    if there is None:
        return apply_new_code(session, source_id, span, name, coder_id=coder_id)
    (segment_id,) = apply_codes(session, [NewSegment(source_id, span, there.id, coder_id)])
    return NewCodeApplied(there.id, segment_id)
