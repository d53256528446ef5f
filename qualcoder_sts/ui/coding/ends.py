"""Moving the ends of coded segments, and writing where they were moved to."""

from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from qualcoder_sts.coding.operations.segments import resize_segment
from qualcoder_sts.coding.queries import segments_named
from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.ui.coding.open_transcripts import OpenTranscripts
from qualcoder_sts.ui.operations import Operations
from qualcoder_sts.ui.transcript_view.ends import End
from qualcoder_sts.ui.transcript_view.view import TranscriptView
from qualcoder_sts.ui.view_rows import shown_segment

MOVES = {
    "end_on": (End.END, 1),
    "end_back": (End.END, -1),
    "start_on": (End.START, 1),
    "start_back": (End.START, -1),
}
"""Actions that move an end by one word."""


class SegmentEnds(QObject):
    """Ends are moved in the view; here each move becomes one step of the project."""

    wanted = Signal(str)
    """A sentence on what is missing for what was asked."""

    def __init__(self, operations: Operations, tabs: OpenTranscripts) -> None:
        super().__init__(tabs)
        self._operations = operations
        self._tabs = tabs
        tabs.view_made.connect(self._watch)

    def deed(self, action_id: str) -> None:
        """Move an end of the selected segment, or of the innermost one at the caret, by a word."""
        view = self._tabs.current_view()
        if view is None:
            return
        if view.active_segment() is None and (here := view.current_segments()):
            view.activate_segment(here[0].id)
        end, words = MOVES[action_id]
        if not view.ends.step(end, words):
            self.wanted.emit(_("Click a coded passage first, then move its ends."))

    def settle(self, action_id: str = "") -> None:
        """Write what was moved, unless what is done next moves it further."""
        if action_id not in MOVES:
            for view in self._tabs.views():
                view.ends.settle()

    def _watch(self, view: TranscriptView) -> None:
        view.ends.allowed = not self._operations.workspace.read_only
        view.segmentResized.connect(partial(self._resize, view))

    def _resize(self, view: TranscriptView, segment_id: UUID, span: Span) -> None:
        if self._operations.run(resize_segment, segment_id, span) is None:
            # It could not be: show the segment as it still is.
            for row in self._operations.read(segments_named, [segment_id]):
                view.update_segment(shown_segment(row))
