"""What is carried while something is dragged: codes out of the codebook, a passage out of a text.

Both are formats of the program's own, so that nothing else can be dropped in their place.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import QMimeData

from qualcoder_sts.foundation.spans import Span

CODES_FORMAT = "application/x-qualcoder-sts-codes"
PASSAGE_FORMAT = "application/x-qualcoder-sts-passage"


@dataclass(frozen=True, slots=True)
class DraggedPassage:
    """A passage of a source that is on its way to a code."""

    source_id: UUID
    span: Span


def carry_codes(data: QMimeData, code_ids: Iterable[UUID]) -> None:
    """Put codes into what is dragged."""
    data.setData(CODES_FORMAT, json.dumps([code_id.hex for code_id in code_ids]).encode())


def carried_codes(data: QMimeData) -> tuple[UUID, ...]:
    """The codes that are dragged; none when it is something else."""
    if not data.hasFormat(CODES_FORMAT):
        return ()
    return tuple(UUID(hex=code) for code in json.loads(_bytes(data, CODES_FORMAT)))


def carry_passage(data: QMimeData, passage: DraggedPassage) -> None:
    """Put a passage into what is dragged."""
    span = passage.span
    data.setData(PASSAGE_FORMAT, json.dumps([passage.source_id.hex, span.start, span.end]).encode())


def carried_passage(data: QMimeData) -> DraggedPassage | None:
    """The passage that is dragged; None when it is something else."""
    if not data.hasFormat(PASSAGE_FORMAT):
        return None
    source_id, start, end = json.loads(_bytes(data, PASSAGE_FORMAT))
    return DraggedPassage(UUID(hex=source_id), Span(start, end))


def _bytes(data: QMimeData, kind: str) -> bytes:
    return bytes(data.data(kind).data())
