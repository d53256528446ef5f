"""A transcript with what coders did in it, side by side, and what was agreed on."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import cycle, islice
from uuid import UUID

from qualcoder_sts.coding.queries import SegmentRow
from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.transcripts.queries import Transcript
from qualcoder_sts.ui.team.words import initials
from qualcoder_sts.ui.theme.theme import Theme
from qualcoder_sts.ui.transcript_view.rows import SegmentRow as ShownSegment
from qualcoder_sts.ui.transcript_view.view import TranscriptView
from qualcoder_sts.ui.view_rows import shown_segment, shown_transcript

ZOOM = 0.9  # beside the list there is less room than where one codes


class DisagreementText(TranscriptView):
    """Each coder has a colour, and their initials before the names of the codes.

    What stands in the consensus is marked with a tick.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        # Here one decides about what was coded; it is changed where one codes.
        self.ends.allowed = False
        self.code_drops.allowed = False
        self.set_zoom(ZOOM)

    def show_sides(
        self,
        transcript: Transcript,
        segments: Sequence[SegmentRow],
        sides: Sequence[UUID],
        theme: Theme,
    ) -> None:
        """Show a text with the segments of these coders and of the consensus."""
        rows = [_row(segment, sides, theme) for segment in segments]
        if self.row is not None and self.row.source_id == transcript.source.id:
            self.show_again(shown_transcript(transcript), rows)
        else:
            self.show_transcript(shown_transcript(transcript), rows)

    def point_at(self, span: Span) -> None:
        """Outline a segment of a passage and bring it into view; nothing is selected."""
        self.select(Span(span.start, span.start))
        inside = [one for one in self.segments() if one.start < span.end and span.start < one.end]
        inside.sort(key=lambda one: (one.start, one.end))
        self.activate_segment(inside[0].id if inside else None)
        # To the end first: of a passage that begins low in the view more is to be seen.
        for position in (span.end, span.start):
            self.scroll_to(position)


def side_colours(theme: Theme, sides: int) -> list[str]:
    """A colour for each coder; should there be more than colours, they begin again."""
    return list(islice(cycle((theme.accent, theme.warning, theme.negative)), sides))


def _row(segment: SegmentRow, sides: Sequence[UUID], theme: Theme) -> ShownSegment:
    by_coder = dict(zip(sides, side_colours(theme, len(sides)), strict=True))
    sign = initials(segment.coder) if segment.coder_id in by_coder else "✓"
    return replace(
        shown_segment(segment),
        code_name=_("%(sign)s %(code)s") % {"sign": sign, "code": segment.code},
        colour=by_coder.get(segment.coder_id, theme.positive),
    )
