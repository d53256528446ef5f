"""The Code place: the open transcripts, and coding in the one in front."""

from dataclasses import dataclass
from functools import partial
from uuid import UUID

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QMenu, QStackedWidget, QVBoxLayout, QWidget

from qualcoder_sts.codebook.queries import code_tree
from qualcoder_sts.coding.operations.applying_new import apply_new_code
from qualcoder_sts.coding.operations.finished import mark_finished, unmark_finished
from qualcoder_sts.coding.operations.segments import apply_code, remove_segments
from qualcoder_sts.coding.queries import finished_marks
from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.project.changes import Changes
from qualcoder_sts.ui.actions import Actions, as_words
from qualcoder_sts.ui.coding.open_transcripts import OpenTranscripts, source_of
from qualcoder_sts.ui.coding.quick_code import QuickCodeBox
from qualcoder_sts.ui.operations import Operations
from qualcoder_sts.ui.theme.apply import ThemeChoice
from qualcoder_sts.ui.transcript_view.rows import SegmentRow
from qualcoder_sts.ui.transcript_view.view import TranscriptView
from qualcoder_sts.ui.widgets.empty_place import EmptyPlace
from qualcoder_sts.ui.widgets.names import named

MOST_RECENT = 9


@dataclass(frozen=True, slots=True)
class _Passage:
    """What is selected, and who codes it."""

    view: TranscriptView
    source_id: UUID
    span: Span
    coder_id: UUID


class CodingPlace(QWidget):
    """Shows open transcripts; codes what is selected in the one in front."""

    current_changed = Signal(object)
    """The ``UUID`` of the source in front, or None."""
    segments_changed = Signal(object)
    """The ids of the segments under the cursor, a tuple."""
    wanted = Signal(str)
    """A sentence on what is missing for what was asked."""

    def __init__(
        self,
        operations: Operations,
        actions: Actions,
        themes: ThemeChoice,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        named(self, _("Code"))
        self._operations = operations
        self._actions = actions
        self._recent: list[UUID] = []
        self._told: tuple[UUID, ...] = ()
        self.tabs = OpenTranscripts(operations, themes)
        self.tabs.view_made.connect(self._watch)
        self.tabs.current_view_changed.connect(self._tell_current)
        self.tabs.followed.connect(self._tell_segments)
        self._box = QuickCodeBox(self)
        self._box.chosen.connect(self.apply)
        self._box.new_wanted.connect(self._apply_new)
        self._box.closed.connect(self._focus_back)
        self._empty = EmptyPlace(
            _("No transcript is open. Choose one in the list of sources, or bring in more."),
            _("Import transcripts…"),
            actions["import_files"].trigger,
        )
        self._pages = QStackedWidget()
        self._pages.addWidget(self._empty)
        self._pages.addWidget(self.tabs)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._pages)
        operations.settled.connect(self._follow_marks)

    @property
    def quick_code(self) -> QuickCodeBox:
        """The box in which a code is chosen."""
        return self._box

    def open(self, source_id: UUID) -> TranscriptView:
        """Bring a source to the front."""
        return self.tabs.open(source_id)

    def current_view(self) -> TranscriptView | None:
        """The transcript in front."""
        return self.tabs.current_view()

    def focus_order(self) -> tuple[QWidget, ...]:
        """The controls from the top down."""
        return (self._empty.button, self.tabs.tabBar())

    def close_current(self) -> None:
        """Close the transcript in front."""
        if (view := self.current_view()) is not None:
            self.tabs.close_view(view)

    def ask_code(self) -> None:
        """Open the quick-code box at what is selected."""
        view = self.current_view()
        if self._operations.refuse_when_read_only():
            return
        if view is None or view.selected_span() is None:
            self.wanted.emit(_("Select a passage first, then press Q to code it."))
            return
        tree = self._operations.read(code_tree)
        self._box.open_at(view.place_of_selection(), tree, self._recent)

    def apply(self, code_id: UUID) -> None:
        """Apply a code to what is selected."""
        if (passage := self._passage()) is None:
            return
        done = self._operations.run(
            apply_code, passage.source_id, passage.span, code_id, coder_id=passage.coder_id
        )
        if done is not None:
            self._remember(code_id)
            self._settle(passage, done.value)

    def remove_current(self) -> None:
        """Remove the segment that is selected, or the innermost one under the cursor."""
        view = self.current_view()
        if view is None or self._operations.refuse_when_read_only():
            return
        active = view.active_segment()
        found = active or next(iter(view.current_segments()), None)
        if found is None:
            self.wanted.emit(_("Click a coded passage first, then press U to remove the code."))
            return
        self._remove(found.id)

    def toggle_finished(self) -> None:
        """Say that the coder has finished the transcript in front, or has not after all."""
        source_id, coder_id = self.tabs.current_source(), self._operations.workspace.coder_id
        if source_id is not None and coder_id is not None:
            operation = unmark_finished if self._is_finished(source_id) else mark_finished
            self._operations.run(operation, source_id, coder_id=coder_id)
        self._show_mark()

    def menu_for(self, view: TranscriptView, segments: tuple[SegmentRow, ...]) -> QMenu:
        """What can be done at a place of the text with these segments."""
        menu = QMenu(self)
        menu.setAccessibleName(_("Code"))
        menu.addAction(self._actions["apply_code"])
        is_writable = not self._operations.workspace.read_only
        if view.selected_span() is not None and is_writable:
            tree = self._operations.read(code_tree)
            for code_id in self._recent:
                if code_id in tree:
                    words = _("Apply “%s”") % tree[code_id].name
                    menu.addAction(as_words(words), partial(self.apply, code_id))
        if segments:
            menu.addSeparator()
        for segment in segments:
            words = _("Remove “%s”") % segment.code_name
            if segment.coder != self._operations.workspace.coder_name:
                words = f"{words} ({segment.coder})"
            removal = menu.addAction(as_words(words), partial(self._remove, segment.id))
            removal.setEnabled(is_writable)
        return menu

    def _remove(self, segment_id: UUID) -> None:
        self._operations.run(remove_segments, [segment_id])

    def _apply_new(self, name: str) -> None:
        if (passage := self._passage()) is None:
            return
        done = self._operations.run(
            apply_new_code, passage.source_id, passage.span, name, coder_id=passage.coder_id
        )
        if done is not None:
            self._remember(done.value.code_id)
            self._settle(passage, done.value.segment_id)

    def _passage(self) -> _Passage | None:
        """What is selected in the transcript in front; what is missing for coding it is said."""
        if self._operations.refuse_when_read_only():
            return None
        view, coder_id = self.current_view(), self._operations.workspace.coder_id
        span = None if view is None else view.selected_span()
        source_id = None if view is None else source_of(view)
        if view is None or span is None or source_id is None or coder_id is None:
            self.wanted.emit(_("Select a passage first, then apply a code to it."))
            return None
        return _Passage(view, source_id, span, coder_id)

    def _settle(self, passage: _Passage, segment_id: UUID) -> None:
        """After coding: the new segment is the selected one, the cursor at its end."""
        end = passage.span.end
        passage.view.select(Span(end, end))
        passage.view.activate_segment(segment_id)
        passage.view.setFocus()

    def _remember(self, code_id: UUID) -> None:
        self._recent = [code_id, *(one for one in self._recent if one != code_id)][:MOST_RECENT]

    def _watch(self, view: TranscriptView) -> None:
        view.contextMenuRequested.connect(self._show_menu)
        view.segmentActivated.connect(self._tell_segments)
        view.selectionChanged.connect(self._tell_segments)
        view.addActions(self._actions.of_transcript())

    def _show_menu(self, segments: tuple[SegmentRow, ...], place: QPoint) -> None:
        if (view := self.current_view()) is not None:
            menu = self.menu_for(view, segments)
            menu.exec(place)
            menu.deleteLater()

    def _focus_back(self) -> None:
        if (view := self.current_view()) is not None:
            self.window().activateWindow()
            view.setFocus()

    def _tell_current(self) -> None:
        is_open = self.current_view() is not None
        self._pages.setCurrentWidget(self.tabs if is_open else self._empty)
        self.current_changed.emit(self.tabs.current_source())
        self._show_mark()
        self._tell_segments()

    def _tell_segments(self) -> None:
        """Tell what the cursor is on, once: a selection grows with every move of the mouse."""
        view = self.current_view()
        found: tuple[SegmentRow, ...] = ()
        if view is not None:
            active = view.active_segment()
            found = view.current_segments() if active is None else (active,)
        ids = tuple(segment.id for segment in found)
        if ids != self._told:
            self._told = ids
            self.segments_changed.emit(ids)

    def _follow_marks(self, changes: Changes) -> None:
        if changes.touches("finished_mark", "coder"):
            self._show_mark()

    def _show_mark(self) -> None:
        source_id = self.tabs.current_source()
        is_finished = source_id is not None and self._is_finished(source_id)
        self._actions.check("finish_source", on=is_finished)

    def _is_finished(self, source_id: UUID) -> bool:
        coder = self._operations.workspace.coder_name
        marks = self._operations.read(finished_marks)
        return any(mark.source_id == source_id and mark.coder == coder for mark in marks)
