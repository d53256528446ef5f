"""What the coding view is shown of transcripts and segments."""

from qualcoder_sts.coding.queries import SegmentRow
from qualcoder_sts.project.tables.transcripts import SpeakerRole
from qualcoder_sts.transcripts.queries import Transcript
from qualcoder_sts.ui.transcript_view import rows as shown


def shown_transcript(transcript: Transcript) -> shown.TranscriptRow:
    """A transcript as the coding view shows it."""
    return shown.TranscriptRow(
        source_id=transcript.source.id,
        name=transcript.source.name,
        text=transcript.text,
        turns=tuple(
            shown.TurnRow(
                start=turn.start,
                speech_start=turn.speech_start,
                end=turn.end,
                speaker=turn.label,
                interviewer=turn.role is SpeakerRole.INTERVIEWER,
                cue_start_ms=turn.cue_start_ms,
            )
            for turn in transcript.turns
        ),
    )


def shown_segment(segment: SegmentRow) -> shown.SegmentRow:
    """A segment as the coding view shows it."""
    return shown.SegmentRow(
        id=segment.id,
        start=segment.start,
        end=segment.end,
        code_name=segment.code,
        colour=segment.colour,
        coder=segment.coder,
        memo=segment.memo or None,
        created_at=segment.created_at,
    )
