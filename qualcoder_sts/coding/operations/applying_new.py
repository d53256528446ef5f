"""Applying a code that does not exist yet."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from qualcoder_sts.codebook.operations import add_code
from qualcoder_sts.coding.operations.segments import apply_code
from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.project.history.recording import describe


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
) -> NewCodeApplied:
    """Add a code and apply it to a span, in one step."""
    describe(session, f"Apply new code “{name.strip()}”")
    code_id = add_code(session, name, parent_id=parent_id)
    segment_id = apply_code(session, source_id, span, code_id, coder_id=coder_id)
    return NewCodeApplied(code_id, segment_id)
