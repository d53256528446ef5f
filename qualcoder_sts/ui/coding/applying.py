"""Applying codes to what is selected in the transcript in front, and taking them off."""

from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from qualcoder_sts.codebook.queries import code_tree
from qualcoder_sts.coding.operations.applying_new import apply_new_code
from qualcoder_sts.coding.operations.segments import apply_code, remove_segments
from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.ui.coding.open_transcripts import OpenTranscripts, source_of
from qualcoder_sts.ui.coding.quick_code import QuickCodeBox
from qualcoder_sts.ui.operations import Operations
from qualcoder_sts.ui.transcript_view.view import TranscriptView

MOST_RECENT = 9


@dataclass(frozen=True, slots=True)
class Passage:
    """What is selected, and who codes it."""

    view: TranscriptView
    source_id: UUID
    span: Span
    coder_id: UUID


class Applying(QObject):
    """Codes what is selected in the transcript in front."""

    wanted = Signal(str)
    """A sentence on what is missing for what was asked."""

    def __init__(self, operations: Operations, tabs: OpenTranscripts, parent: QWidget) -> None:
        super().__init__(parent)
        self._operations = operations
        self._tabs = tabs
        self._recent: list[UUID] = []
        self.box = QuickCodeBox(parent)
        self.box.chosen.connect(self.apply)
        self.box.new_wanted.connect(self._apply_new)
        self.box.closed.connect(self._focus_back)

    @property
    def recent(self) -> tuple[UUID, ...]:
        """The codes applied last, the newest first."""
        return tuple(self._recent)

    def ask_code(self) -> None:
        """Open the quick-code box at what is selected."""
        view = self._tabs.current_view()
        if self._operations.refuse_when_read_only():
            return
        if view is None or view.selected_span() is None:
            self.wanted.emit(_("Select a passage first, then press Q to code it."))
            return
        tree = self._operations.read(code_tree)
        self.box.open_at(view.place_of_selection(), tree, self._recent)

    def apply(self, code_id: UUID) -> None:
        """Apply a code to what is selected."""
        if (passage := self.passage()) is None:
            return
        done = self._operations.run(
            apply_code, passage.source_id, passage.span, code_id, coder_id=passage.coder_id
        )
        if done is not None:
            self._remember(code_id)
            self._settle(passage, done.value)

    def remove(self, segment_id: UUID) -> None:
        """Take one segment off its passage."""
        self._operations.run(remove_segments, [segment_id])

    def remove_current(self) -> None:
        """Remove the segment that is selected, or the innermost one under the cursor."""
        view = self._tabs.current_view()
        if view is None or self._operations.refuse_when_read_only():
            return
        active = view.active_segment()
        found = active or next(iter(view.current_segments()), None)
        if found is None:
            self.wanted.emit(_("Click a coded passage first, then press U to remove the code."))
            return
        self.remove(found.id)

    def passage(self) -> Passage | None:
        """What is selected in the transcript in front; what is missing for coding it is said."""
        if self._operations.refuse_when_read_only():
            return None
        view, coder_id = self._tabs.current_view(), self._operations.workspace.coder_id
        if view is not None and view.editing.is_on:
            self.wanted.emit(_("Save or discard the edited text first."))
            return None
        span = None if view is None else view.selected_span()
        source_id = None if view is None else source_of(view)
        if view is None or span is None or source_id is None or coder_id is None:
            self.wanted.emit(_("Select a passage first, then apply a code to it."))
            return None
        return Passage(view, source_id, span, coder_id)

    def _apply_new(self, name: str) -> None:
        if (passage := self.passage()) is None:
            return
        done = self._operations.run(
            apply_new_code, passage.source_id, passage.span, name, coder_id=passage.coder_id
        )
        if done is not None:
            self._remember(done.value.code_id)
            self._settle(passage, done.value.segment_id)

    def _settle(self, passage: Passage, segment_id: UUID) -> None:
        """After coding: the new segment is the selected one, the cursor at its end."""
        end = passage.span.end
        passage.view.select(Span(end, end))
        passage.view.activate_segment(segment_id)
        passage.view.setFocus()

    def _remember(self, code_id: UUID) -> None:
        self._recent = [code_id, *(one for one in self._recent if one != code_id)][:MOST_RECENT]

    def _focus_back(self) -> None:
        if (view := self._tabs.current_view()) is not None:
            view.window().activateWindow()
            view.setFocus()
