"""From labelled lines to turns."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.transcripts.document import ParagraphKind, Turn
from qualcoder_sts.transcripts.speakers.candidates import Candidate
from qualcoder_sts.transcripts.speakers.lines import Line
from qualcoder_sts.transcripts.speakers.patterns import Form
from qualcoder_sts.transcripts.speakers.times import is_time_alone, times_in


@dataclass(frozen=True, slots=True)
class _Clock:
    """Times in milliseconds, as far as known."""

    start: int | None = None
    end: int | None = None


def turns_in(
    lines: list[Line], starts: list[Candidate], labels: Mapping[str, str]
) -> tuple[Turn, ...]:
    """One turn for every candidate in ``starts``; ``labels`` gives each key's spelling.

    Lines without a label continue the turn before them. A heading ends a turn; what follows it
    without a label belongs to nobody. A note ends a turn as well, but speech that goes on below
    it is another turn of the same speaker.
    """
    by_line = {candidate.line: candidate for candidate in starts}
    builder = _Builder()
    for number, line in enumerate(lines):
        candidate = by_line.get(number)
        if candidate is not None:
            builder.begin(line, candidate, labels[candidate.key])
        else:
            builder.go_on(line)
    return builder.finish()


class _Builder:
    """Takes the lines one by one; ``_turn`` is the turn that goes on."""

    def __init__(self) -> None:
        self._turns: list[Turn] = []
        self._turn: Turn | None = None
        self._speaker: str | None = None  # who goes on after a note
        self._time_above = _Clock()

    def begin(self, line: Line, candidate: Candidate, label: str) -> None:
        """A line with a label: a new turn, unless the format only names the same speaker again."""
        read = candidate.label
        clock = _Clock(
            _first(line.cue_start_ms, read.start_ms, self._time_above.start),
            _first(line.cue_end_ms, read.end_ms, self._time_above.end),
        )
        is_named_again = read.form is Form.FORMAT and line.speaker is not None and read.length == 0
        if is_named_again and self._turn is not None and self._turn.label == label:
            self._extend(line)
            return
        self._close()
        speech_start = max(line.first, min(line.start + read.length, line.end))
        if line.first < line.end:
            span = Span(line.first, line.end)
            self._turn = Turn(span, speech_start, label, clock.start, clock.end)
        self._speaker = label
        self._time_above = _Clock()

    def go_on(self, line: Line) -> None:
        """A line without a label."""
        if line.is_blank:
            if is_time_alone(line.text):
                self._time_above = _Clock(*times_in(line.text))
            return
        if line.kind in (ParagraphKind.HEADING, ParagraphKind.NOTE):
            self._close()
            if line.kind is ParagraphKind.HEADING:
                self._speaker = None
        elif self._turn is not None:
            self._extend(line)
        elif self._speaker is not None:
            start, end = line.cue_start_ms, line.cue_end_ms
            self._turn = Turn(Span(line.first, line.end), line.first, self._speaker, start, end)
        self._time_above = _Clock()

    def finish(self) -> tuple[Turn, ...]:
        """All turns."""
        self._close()
        return tuple(self._turns)

    def _extend(self, line: Line) -> None:
        turn = self._turn
        if turn is None:
            return
        # A label alone on its line: speech begins on the first line below it.
        is_first_speech = turn.speech_start == turn.span.end
        self._turn = replace(
            turn,
            span=Span(turn.span.start, max(turn.span.end, line.end)),
            speech_start=line.first if is_first_speech else turn.speech_start,
            cue_start_ms=_first(turn.cue_start_ms, line.cue_start_ms),
            cue_end_ms=_first(line.cue_end_ms, turn.cue_end_ms),
        )

    def _close(self) -> None:
        if self._turn is not None:
            self._turns.append(self._turn)
        self._turn = None


def _first(*times: int | None) -> int | None:
    return next((time for time in times if time is not None), None)
