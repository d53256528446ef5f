"""The beginning of a source as it will be read in the project. No Qt."""

from collections.abc import Iterator
from uuid import UUID

from qualcoder_sts.project.tables.transcripts import SpeakerRole
from qualcoder_sts.transcripts.document import Turn
from qualcoder_sts.transcripts.preparing import PreparedSource
from qualcoder_sts.ui.transcript_view.rows import TranscriptRow, TurnRow

MOST_CHARACTERS = 6_000
_NOT_IN_THE_PROJECT_YET = UUID(int=0)


def beginning_of(source: PreparedSource, most: int = MOST_CHARACTERS) -> TranscriptRow:
    """Whole paragraphs from the beginning, with the turns in them."""
    end = len(source.text)
    if end > most:
        last_line = source.text.rfind("\n", 0, most)
        end = last_line if last_line > 0 else most
    turns = tuple(
        TurnRow(
            start=turn.span.start,
            speech_start=min(turn.speech_start, end),
            end=min(turn.span.end, end),
            speaker=turn.label,
            interviewer=role is SpeakerRole.INTERVIEWER,
            cue_start_ms=turn.cue_start_ms,
        )
        for turn, role in _turns_with_roles(source)
        if turn.span.start < end
    )
    return TranscriptRow(_NOT_IN_THE_PROJECT_YET, source.name, source.text[:end], turns)


def _turns_with_roles(source: PreparedSource) -> Iterator[tuple[Turn, SpeakerRole | None]]:
    roles = {speaker.label: speaker.role for speaker in source.found.speakers}
    return ((turn, roles.get(turn.label)) for turn in source.found.turns)
