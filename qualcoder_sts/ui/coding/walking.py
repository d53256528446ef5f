"""Going from coded segment to coded segment."""

from bisect import bisect_left
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.foundation.translation import _, ngettext
from qualcoder_sts.language.words import count_words
from qualcoder_sts.ui.coding.open_transcripts import OpenTranscripts
from qualcoder_sts.ui.transcript_view.rows import SegmentRow
from qualcoder_sts.ui.transcript_view.view import TranscriptView


class Walking(QObject):
    """Walks the segments of the transcript in front in the order of the text."""

    announced = Signal(str)
    """Where one has come to: ``segment 3 of 41: Collegial support, Ana Ruiz, 24 words``."""

    def __init__(self, tabs: OpenTranscripts) -> None:
        super().__init__(tabs)
        self._tabs = tabs

    def go_on(self) -> None:
        """Go to the next segment."""
        self._walk(1, _("That was the last segment."))

    def go_back(self) -> None:
        """Go to the segment before."""
        self._walk(-1, _("That was the first segment."))

    def next_here(self) -> None:
        """Of the segments at the caret, go to the next one; the shortest comes first."""
        view = self._tabs.current_view()
        if view is None or view.row is None:
            return
        walk = _in_order(view)
        here = _at_caret(walk, view.caret_position())
        if not here:
            self.announced.emit(_("No segment here."))
            return
        active = view.active_segment()
        ids = [segment.id for segment in here]
        following = 0
        if active is not None and active.id in ids:
            following = (ids.index(active.id) + 1) % len(ids)
        view.activate_segment(ids[following])
        self._announce(view, walk, here[following])

    def _walk(self, step: int, nothing_there: str) -> None:
        view = self._tabs.current_view()
        if view is None or view.row is None:
            return
        walk = _in_order(view)
        place = _place(walk, view, step)
        if not walk:
            self.announced.emit(_("Nothing is coded in this transcript yet."))
        elif not 0 <= place < len(walk):
            self.announced.emit(nothing_there)
        else:
            segment = walk[place]
            view.scroll_to(segment.start)
            view.select(Span(segment.start, segment.start))
            view.activate_segment(segment.id)
            self._announce(view, walk, segment)

    def _announce(self, view: TranscriptView, walk: list[SegmentRow], segment: SegmentRow) -> None:
        assert view.row is not None
        words = count_words(Span(segment.start, segment.end).of(view.row.text))
        said = [segment.code_name, segment.coder, ngettext("%d word", "%d words", words) % words]
        place = _("segment %(number)d of %(total)d")
        numbers = {"number": walk.index(segment) + 1, "total": len(walk)}
        self.announced.emit(f"{place % numbers}: {', '.join(part for part in said if part)}")


def _place(walk: list[SegmentRow], view: TranscriptView, step: int) -> int:
    """Where in the walk one comes to; from the caret when it has left the active segment."""
    caret, active = view.caret_position(), view.active_segment()
    if active is not None and active.start <= caret <= active.end:
        return walk.index(active) + step
    following = bisect_left(walk, caret, key=lambda segment: segment.start)
    return following if step > 0 else following - 1


def _in_order(view: TranscriptView) -> list[SegmentRow]:
    def reading_order(segment: SegmentRow) -> tuple[int, int, UUID]:
        return segment.start, -segment.end, segment.id

    return sorted(view.segments(), key=reading_order)


def _at_caret(walk: list[SegmentRow], caret: int) -> list[SegmentRow]:
    """Segments around the caret; at the very end of some, those."""
    for position in (caret, caret - 1):
        if here := [one for one in walk if one.start <= position < one.end]:
            return sorted(here, key=lambda one: (one.end - one.start, one.start, one.id))
    return []
