"""Changing coded segments: another code, split, joined, weighed, marked, removed."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from qualcoder_sts.codebook.queries import code_tree
from qualcoder_sts.coding.operations.segments import (
    join_segments,
    mark_key_quote,
    recode_segment,
    remove_segments,
    split_segment,
    weigh_segment,
)
from qualcoder_sts.coding.queries import SegmentRow, segment_to_join, segments_named
from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.ui.coding.applying import Applying
from qualcoder_sts.ui.coding.code_choices import CodeAnswer, CodeQuestion
from qualcoder_sts.ui.coding.open_transcripts import OpenTranscripts
from qualcoder_sts.ui.operations import Operations


class ChangingSegments(QObject):
    """Changes one segment at a time: one that is named, or the one that is selected."""

    wanted = Signal(str)
    """A sentence on what is missing for what was asked."""
    memo_wanted = Signal(object)
    """The ``UUID`` of a segment whose memo is to be written."""
    weight_wanted = Signal(object)
    """The ``UUID`` of a segment that is to be weighed."""

    def __init__(self, operations: Operations, tabs: OpenTranscripts, applying: Applying) -> None:
        super().__init__(tabs)
        self._operations = operations
        self._tabs = tabs
        self._applying = applying

    def deeds(self) -> dict[str, Callable[[], object]]:
        """What actions do to the segment that is selected, by their ids."""
        return {
            "remove_segment": self.remove_current,
            "recode_segment": partial(self._to_current, self.ask_recode),
            "split_segment": partial(self._to_current, self.split),
            "join_segment": partial(self._to_current, self.join),
            "mark_quote": partial(self._to_current, self.toggle_quote),
            "write_segment_memo": partial(self._to_current, self.memo_wanted.emit),
            "weigh_segment": partial(self._to_current, self.weight_wanted.emit),
            "clear_weight": partial(self._to_current, self.clear_weight),
        }

    def remove_current(self) -> None:
        """Take the selected segment off its passage."""
        self._to_current(self.remove)

    def remove(self, segment_id: UUID) -> None:
        """Take one segment off its passage."""
        self._operations.run(remove_segments, [segment_id])

    def ask_recode(self, segment_id: UUID) -> None:
        """Open the quick-code box for another code on the same passage."""
        view, row = self._tabs.current_view(), self._row(segment_id)
        if view is None or row is None:
            return

        def take(answer: CodeAnswer) -> None:
            if self._operations.run(recode_segment, segment_id, answer.code_ids[0]) is not None:
                self._applying.applied.emit(answer.code_ids)

        title = _("Another code instead of “%s”") % row.code
        tree = self._operations.read(code_tree)
        others = tuple(code.id for code in tree if code.id != row.code_id)
        question = CodeQuestion(title, title + "…", among=others)
        place, recent = view.place_of(Span(row.start, row.end)), self._applying.recent
        self._applying.box.ask(question, place, tree, take, recent=recent)

    def split(self, segment_id: UUID) -> None:
        """Make two segments of one where the cursor stands."""
        if (view := self._tabs.current_view()) is None:
            return
        done = self._operations.run(split_segment, segment_id, view.caret_position())
        if done is not None:
            view.activate_segment(done.value)

    def join(self, segment_id: UUID) -> None:
        """Make one segment of this one and the next of the same code that touches it."""
        other = self._operations.read(segment_to_join, segment_id)
        if other is None:
            self.wanted.emit(
                _("There is no segment of the same code and coder right beside this one to join.")
            )
            return
        done = self._operations.run(join_segments, [segment_id, other.id])
        if done is not None and (view := self._tabs.current_view()) is not None:
            view.activate_segment(done.value)

    def clear_weight(self, segment_id: UUID) -> None:
        """Let a segment have no weight."""
        row = self._row(segment_id)
        if row is not None and row.weight is not None:
            self._operations.run(weigh_segment, segment_id, None)
        else:
            self.wanted.emit(_("This segment has no weight."))

    def toggle_quote(self, segment_id: UUID) -> None:
        """Mark a segment as an illustrative quote, or as none."""
        if (row := self._row(segment_id)) is not None:
            self._operations.run(mark_key_quote, segment_id, not row.key_quote)

    def _to_current(self, deed: Callable[[UUID], object]) -> None:
        """Do something to the segment that is selected, or the innermost one at the cursor."""
        if self._operations.refuse_when_read_only():
            return
        view = self._tabs.current_view()
        found = None
        if view is not None:
            found = view.active_segment() or next(iter(view.current_segments()), None)
        if view is None or found is None:
            self.wanted.emit(_("Click a coded passage first, then do this to its code."))
            return
        view.activate_segment(found.id)
        deed(found.id)

    def _row(self, segment_id: UUID) -> SegmentRow | None:
        return next(iter(self._operations.read(segments_named, [segment_id])), None)
