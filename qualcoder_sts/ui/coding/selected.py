"""What is selected in a transcript, as the inspector shows it."""

from dataclasses import dataclass
from uuid import UUID

from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.ui.coding.open_transcripts import source_of
from qualcoder_sts.ui.transcript_view.rows import SegmentRow
from qualcoder_sts.ui.transcript_view.view import TranscriptView

LONGEST_QUOTE = 600


@dataclass(frozen=True, slots=True)
class SelectedPassage:
    """A selection, or the passage of the selected segment, with who says it.

    ``turn`` counts from 1; ``segment_ids`` are the segments at the place, the selected one first.
    """

    source_id: UUID
    span: Span
    quote: str
    speaker: str
    turn: int | None
    cue_start_ms: int | None
    segment_ids: tuple[UUID, ...]


def selected_passage(
    view: TranscriptView | None, *, at_cursor: bool = False
) -> SelectedPassage | None:
    """What is selected in a view, else what is coded at its cursor; None when that is nothing.

    ``at_cursor``: where nothing is, the empty passage at the cursor.
    """
    source_id = None if view is None else source_of(view)
    if view is None or view.row is None or source_id is None:
        return None
    segments = view.current_segments()
    span, active = view.selected_span(), view.active_segment()
    if span is None and active is not None:
        # All that overlaps it, wherever in it the cursor stands.
        others = [row for row in view.segments() if _overlap(row, active) and row.id != active.id]
        segments = (active, *sorted(others, key=lambda row: (row.end - row.start, row.start)))
    if span is None and segments:
        span = Span(segments[0].start, segments[0].end)
    if span is None and at_cursor:
        span = Span(view.caret_position(), view.caret_position())
    if span is None:
        return None
    number, turn = next(
        (
            (number, turn)
            for number, turn in enumerate(view.row.turns, 1)
            if turn.start <= span.start < turn.end
        ),
        (None, None),
    )
    shown = Span(span.start, min(span.end, span.start + LONGEST_QUOTE))
    return SelectedPassage(
        source_id=source_id,
        span=span,
        quote=" ".join(shown.of(view.row.text).split()),
        speaker=turn.speaker if turn else "",
        turn=number,
        cue_start_ms=turn.cue_start_ms if turn else None,
        segment_ids=tuple(segment.id for segment in segments),
    )


def _overlap(row: SegmentRow, other: SegmentRow) -> bool:
    return row.start < other.end and other.start < row.end
