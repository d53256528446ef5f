"""Where the stripes of the right margin run, and how far their names may reach."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from qualcoder_sts.ui.transcript_view.geometry import VisibleBlock
from qualcoder_sts.ui.transcript_view.page import Page
from qualcoder_sts.ui.transcript_view.rows import SegmentRow

FAR = 1e7
"""Further than any text is high: for stripes that reach beyond what is laid out."""


@dataclass(frozen=True, slots=True)
class Stripe:
    """A segment beside the text, in the document's heights; the name stands at ``name_top``."""

    segment: SegmentRow
    lane: int
    top: float
    bottom: float
    name_top: float

    def name_bottom(self, name_height: float) -> float:
        """Where its name ends."""
        return self.name_top + name_height

    def reach(self, name_height: float) -> tuple[float, float]:
        """The heights taken by the stripe and its name together."""
        return min(self.top, self.name_top), max(self.bottom, self.name_bottom(name_height))


@dataclass(frozen=True, slots=True)
class Crowd:
    """Segments that begin on one line and find no lane: shown as ``+n``."""

    top: float
    segments: tuple[SegmentRow, ...]


@dataclass(frozen=True, slots=True)
class VisibleStripes:
    """All that the right margin shows between two heights."""

    stripes: tuple[Stripe, ...]
    crowds: tuple[Crowd, ...]


def visible_stripes(
    page: Page, top: float, bottom: float, *, lanes: int, name_height: float, view_top: float
) -> VisibleStripes:
    """Stripes between two heights. A name stays in view while its stripe does."""
    blocks = page.geometry.visible_blocks(top, bottom)
    if not blocks:
        return VisibleStripes((), ())
    first, last = blocks[0].start, blocks[-1].end
    if len(blocks) <= 2 and (seen := page.geometry.characters_between(top, bottom)) is not None:
        first, last = seen.start, seen.end
    stripes: list[Stripe] = []
    crowds: dict[float, list[SegmentRow]] = {}
    starts = [block.start for block in blocks]
    for segment in page.index.touching(first, last):
        lane = page.lanes.of(segment.id)
        begins = _top_of(page, blocks, starts, segment.start) if segment.start >= first else -FAR
        if lane >= lanes:
            if begins > -FAR:
                crowds.setdefault(begins, []).append(segment)
            continue
        ends = FAR
        if segment.end <= last:
            ends = _bottom_of(page, blocks, starts, max(segment.start, segment.end - 1))
        name_top = max(begins, min(view_top, ends - name_height))
        stripes.append(Stripe(segment, lane, begins, ends, name_top))
    return VisibleStripes(
        tuple(stripes), tuple(Crowd(at, tuple(rows)) for at, rows in sorted(crowds.items()))
    )


def stacked_names(
    stripes: Sequence[Stripe], name_height: float, view_top: float
) -> dict[UUID, float]:
    """Where names stand that have one column for all of them: below one another.

    A name that would be pushed away from its stripe is left out, and so is that of a stripe which
    is no longer in view.
    """
    tops: dict[UUID, float] = {}
    free = -FAR
    seen = [stripe for stripe in stripes if stripe.bottom > view_top]
    for stripe in sorted(seen, key=lambda one: (one.name_top, one.lane)):
        top = max(stripe.name_top, free)
        if top <= max(stripe.bottom, stripe.name_bottom(name_height)):
            tops[stripe.segment.id] = top
            free = top + name_height
    return tops


def free_lanes(stripe: Stripe, others: Sequence[Stripe], name_height: float, lanes: int) -> int:
    """How many lanes a name may take before it would meet another stripe or its name."""
    top, bottom = stripe.name_top, stripe.name_bottom(name_height)
    nearest = lanes
    for other in others:
        if stripe.lane < other.lane < nearest:
            begins, ends = other.reach(name_height)
            if begins < bottom and top < ends:
                nearest = other.lane
    return nearest - stripe.lane


def _top_of(page: Page, blocks: Sequence[VisibleBlock], starts: list[int], position: int) -> float:
    block = blocks[max(0, bisect_right(starts, position) - 1)]
    return page.geometry.line_place(position, block).top


def _bottom_of(
    page: Page, blocks: Sequence[VisibleBlock], starts: list[int], position: int
) -> float:
    block = blocks[max(0, bisect_right(starts, position) - 1)]
    return page.geometry.line_place(position, block).bottom
