"""Where a passage stands, as people cite it: speakers, turn, time."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from qualcoder_sts.analysis.loading import LoadedSource, LoadedTurn
from qualcoder_sts.analysis.talk import Talk
from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.foundation.translation import _


@dataclass(frozen=True, slots=True)
class Citation:
    """Whose turns a segment runs over, and how its place is written."""

    speakers: tuple[str, ...]
    position: str


@dataclass(frozen=True)
class CitedSource:
    """A source with all that its segments need; ``rank`` is its place among the others."""

    source: LoadedSource
    talk: Talk
    rank: int
    layer: str | None  # the key of the coder whose segments count
    turn_starts: tuple[int, ...]
    turn_ends: tuple[int, ...]
    cited: dict[tuple[int, int], Citation] = field(default_factory=dict)

    def citation(self, span: Span) -> Citation:
        """Where a span stands. Many stand in the same turns: what is written is kept."""
        turns = self.source.turns
        first = bisect_right(self.turn_ends, span.start)
        after = bisect_left(self.turn_starts, span.end)
        while after > first and turns[after - 1].speech_start >= span.end:
            after -= 1
        if after <= first:
            return Citation((), written_position(self.source, span, ()))
        known = self.cited.get((first, after))
        if known is None:
            inside = turns[first:after]
            speakers = tuple(dict.fromkeys(turn.label for turn in inside))
            known = Citation(speakers, written_position(self.source, span, inside))
            self.cited[first, after] = known
        return known


def written_position(source: LoadedSource, span: Span, turns: Sequence[LoadedTurn]) -> str:
    """Where a span stands, as it is cited: ``turn 43``, ``turns 43–45, 00:14:20``, ``line 12``."""
    if not turns:
        return _("line %d") % (source.text.count(chr(10), 0, span.start) + 1)
    first, last = turns[0], turns[-1]
    if first is last:
        place = _("turn %d") % first.number
    else:
        place = _("turns %(first)d–%(last)d") % {"first": first.number, "last": last.number}
    if first.cue_start_ms is None:
        return place
    seconds = first.cue_start_ms // 1000
    return f"{place}, {seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
