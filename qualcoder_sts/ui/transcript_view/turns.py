"""The speakers' turns by place: where they begin, and what of them steps back."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import islice

from qualcoder_sts.foundation.edited_text import EditedText
from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.ui.transcript_view.rows import TurnRow


class SpokenTurns:
    """The turns of one text."""

    def __init__(self, turns: Sequence[TurnRow]) -> None:
        self.rows = turns
        self._starts = [turn.start for turn in turns]
        # The interviewer's turns, and everybody's labels.
        spans = (
            Span(turn.start, turn.end if turn.interviewer else turn.speech_start) for turn in turns
        )
        self._dimmed = sorted(span for span in spans if span)
        self._dimmed_starts = [span.start for span in self._dimmed]

    def beginning_in(self, span: Span) -> TurnRow | None:
        """The first turn that begins in a stretch of text."""
        number = bisect_left(self._starts, span.start)
        is_there = number < len(self.rows) and self.rows[number].start < span.end
        return self.rows[number] if is_there else None

    def stepping_back_in(self, span: Span) -> list[Span]:
        """What of a stretch of text is to be read less than the rest."""
        return [dimmed.intersection(span) for dimmed in self._dimmed_around(span)]

    def _dimmed_around(self, span: Span) -> list[Span]:
        first = max(0, bisect_right(self._dimmed_starts, span.start) - 1)
        last = bisect_left(self._dimmed_starts, span.end)
        return [one for one in islice(self._dimmed, first, last) if one.end > span.start]


class MovedTurns(SpokenTurns):
    """The same while their text is edited; only those that are asked for are moved."""

    def __init__(self, turns: SpokenTurns, edited: EditedText) -> None:
        super().__init__(turns.rows)
        self._edited = edited

    def beginning_in(self, span: Span) -> TurnRow | None:
        """The first turn that now begins in a stretch of text."""
        origin = self._edited.origin(span)
        first = bisect_left(self._starts, origin.start)
        after = bisect_right(self._starts, origin.end)
        for turn in self.rows[first:after]:
            place = self._edited.moved(Span(turn.start, turn.end))
            if place is not None and span.start <= place.start < span.end:
                return turn
        return None

    def stepping_back_in(self, span: Span) -> list[Span]:
        """What of a stretch of text is to be read less than the rest."""
        around = self._dimmed_around(self._edited.origin(span))
        moved = [self._edited.moved(dimmed) for dimmed in around]
        return [part for one in moved if one is not None and (part := one.intersection(span))]
