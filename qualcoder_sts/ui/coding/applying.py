"""Applying codes to what is selected in the transcript in front."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from qualcoder_sts.codebook.queries import code_tree
from qualcoder_sts.coding.operations.applying_new import apply_in_vivo, apply_new_code
from qualcoder_sts.coding.operations.segments import NewSegment, apply_code, apply_codes
from qualcoder_sts.coding.queries import recently_applied
from qualcoder_sts.foundation.pinned_codes import DIGITS
from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.ui.coding.code_choices import CodeAnswer, CodeQuestion
from qualcoder_sts.ui.coding.open_transcripts import OpenTranscripts, source_of
from qualcoder_sts.ui.coding.pinned import PinnedCodes
from qualcoder_sts.ui.coding.quick_code import QuickCodeBox
from qualcoder_sts.ui.models.dragging import DraggedPassage
from qualcoder_sts.ui.operations import Operations
from qualcoder_sts.ui.transcript_view.view import TranscriptView

MOST_RECENT = 9


@dataclass(frozen=True, slots=True)
class Passage:
    """What is to be coded, where it is shown, and who codes it."""

    view: TranscriptView
    source_id: UUID
    span: Span
    coder_id: UUID


class Applying(QObject):
    """Codes what is selected in the transcript in front; without that, the selected segment."""

    wanted = Signal(str)
    """A sentence on what is missing for what was asked."""
    applied = Signal(object)
    """The ids of the codes that were applied a moment ago, a tuple."""

    def __init__(
        self, operations: Operations, tabs: OpenTranscripts, pinned: PinnedCodes, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._operations = operations
        self._tabs = tabs
        self.pinned = pinned
        coder_id = operations.workspace.coder_id
        self._recent: list[UUID] = []
        if coder_id is not None:
            self._recent = operations.read(recently_applied, coder_id, most=MOST_RECENT)
        self.box = QuickCodeBox(parent)
        self.box.closed.connect(self._focus_back)

    @property
    def recent(self) -> tuple[UUID, ...]:
        """The codes applied last, the newest first."""
        return tuple(self._recent)

    def deeds(self) -> dict[str, Callable[[], object]]:
        """What actions do to what is selected, by their ids."""
        pinned = {f"apply_pinned_{digit}": partial(self.apply_pinned, digit) for digit in DIGITS}
        return {
            "apply_code": self.ask_code,
            "apply_recent": self.ask_recent,
            "new_code_here": self.ask_new_code,
            "code_in_vivo": self.apply_in_vivo,
            **pinned,
        }

    def ask_code(self) -> None:
        """Open the quick-code box at what is selected."""
        title, words = _("Apply a code"), _("Type a code’s name…")
        self._ask(CodeQuestion(title, words, several=True, new=True))

    def ask_recent(self) -> None:
        """Open the box with the codes applied last and no others."""
        if not self._recent:
            self.wanted.emit(_("No code has been applied yet. Press Q to choose among all codes."))
            return
        title, words = _("Apply a recent code"), _("Among the recent codes…")
        self._ask(CodeQuestion(title, words, several=True, among=self.recent))

    def ask_new_code(self) -> None:
        """Ask for the name of a new code and apply it."""
        title, words = _("New code for this passage"), _("Name of the new code…")
        self._ask(CodeQuestion(title, words, new=True, only_new=True))

    def apply(self, code_id: UUID) -> None:
        """Apply a code to what is selected."""
        if (passage := self.passage()) is not None:
            self._apply_all(passage, (code_id,))

    def apply_pinned(self, digit: int) -> None:
        """Apply the code that is pinned to a key."""
        code_id = self.pinned.codes().get(digit)
        if code_id is None or code_id not in self._operations.read(code_tree):
            words = _("No code is pinned to key %d. Pin one in the context menu of a code.")
            self.wanted.emit(words % digit)
        else:
            self.apply(code_id)

    def apply_in_vivo(self) -> None:
        """Make the selected words a code and apply it."""
        if (passage := self.passage()) is None:
            return
        done = self._operations.run(
            apply_in_vivo, passage.source_id, passage.span, coder_id=passage.coder_id
        )
        if done is not None:
            self._settle(passage, [done.value.code_id], done.value.segment_id)

    def apply_dropped(self, code_ids: Sequence[UUID], dragged: DraggedPassage) -> None:
        """Apply codes to a passage: they were dropped on it, or it on them."""
        view, coder_id = self._tabs.view_of(dragged.source_id), self._operations.workspace.coder_id
        if self._operations.refuse_when_read_only() or view is None or coder_id is None:
            return
        self._apply_all(Passage(view, dragged.source_id, dragged.span, coder_id), code_ids)

    def passage(self) -> Passage | None:
        """What is selected in the transcript in front; what is missing for coding it is said."""
        if self._operations.refuse_when_read_only():
            return None
        view, coder_id = self._tabs.current_view(), self._operations.workspace.coder_id
        if view is not None and view.editing.is_on:
            self.wanted.emit(_("Save or discard the edited text first."))
            return None
        span = None if view is None else _span_to_code(view)
        source_id = None if view is None else source_of(view)
        if view is None or span is None or source_id is None or coder_id is None:
            self.wanted.emit(_("Select a passage first, then apply a code to it."))
            return None
        return Passage(view, source_id, span, coder_id)

    def _ask(self, question: CodeQuestion) -> None:
        if (passage := self.passage()) is not None:
            self.box.ask(
                question,
                passage.view.place_of(passage.span),
                self._operations.read(code_tree),
                self._take,
                recent=self._recent,
                digits=self.pinned.digits(),
            )

    def _take(self, answer: CodeAnswer) -> None:
        if (passage := self.passage()) is None:
            return
        if not answer.new_name:
            self._apply_all(passage, answer.code_ids)
            return
        done = self._operations.run(
            apply_new_code,
            passage.source_id,
            passage.span,
            answer.new_name,
            coder_id=passage.coder_id,
            parent_id=answer.parent_id,
            also=answer.code_ids,
        )
        if done is not None:
            codes = [*answer.code_ids, done.value.code_id]
            self._settle(passage, codes, done.value.segment_id)

    def _apply_all(self, passage: Passage, code_ids: Sequence[UUID]) -> None:
        where, coder_id = (passage.source_id, passage.span), passage.coder_id
        if len(code_ids) == 1:
            one = self._operations.run(apply_code, *where, code_ids[0], coder_id=coder_id)
            applied = None if one is None else [one.value]
        else:
            wanted = [NewSegment(*where, code_id, coder_id) for code_id in code_ids]
            several = self._operations.run(apply_codes, wanted)
            applied = None if several is None else several.value
        if applied:
            self._settle(passage, code_ids, applied[-1])

    def _settle(self, passage: Passage, code_ids: Sequence[UUID], segment_id: UUID) -> None:
        """After coding: the new segment is the selected one, the cursor at its end."""
        for code_id in code_ids:
            others = (one for one in self._recent if one != code_id)
            self._recent = [code_id, *others][:MOST_RECENT]
        self.applied.emit(tuple(code_ids))
        end = passage.span.end
        passage.view.select(Span(end, end))
        passage.view.activate_segment(segment_id)
        passage.view.setFocus()

    def _focus_back(self) -> None:
        if (view := self._tabs.current_view()) is not None:
            view.window().activateWindow()
            view.setFocus()


def _span_to_code(view: TranscriptView) -> Span | None:
    span, active = view.selected_span(), view.active_segment()
    if span is None and active is not None:
        return Span(active.start, active.end)
    return span
