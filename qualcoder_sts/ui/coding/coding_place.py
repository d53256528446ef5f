"""The Code place: the open transcripts, and tables and lists beside them in tabs of their own."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from qualcoder_sts.codebook.queries import code_tree
from qualcoder_sts.foundation.pinned_codes import DIGITS
from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.project.changes import Changes
from qualcoder_sts.project.errors import RowMissingError
from qualcoder_sts.ui.actions.actions import Actions
from qualcoder_sts.ui.coding.applying import Applying
from qualcoder_sts.ui.coding.changing import ChangingSegments
from qualcoder_sts.ui.coding.editing import TextCorrection
from qualcoder_sts.ui.coding.ends import MOVES, SegmentEnds
from qualcoder_sts.ui.coding.filtering import FilterBar
from qualcoder_sts.ui.coding.finding import Finding
from qualcoder_sts.ui.coding.finished_mark import FinishedMark
from qualcoder_sts.ui.coding.open_transcripts import OpenTranscripts, source_of
from qualcoder_sts.ui.coding.pinned import PinnedCodes
from qualcoder_sts.ui.coding.segment_menu import SegmentMenu
from qualcoder_sts.ui.coding.selected import SelectedPassage, selected_passage
from qualcoder_sts.ui.coding.selecting import GrowingSelection
from qualcoder_sts.ui.coding.speaker_coding import ask_speaker_coding
from qualcoder_sts.ui.coding.walking import Walking
from qualcoder_sts.ui.models.dragging import DraggedPassage
from qualcoder_sts.ui.operations import Operations
from qualcoder_sts.ui.theme.apply import ThemeChoice
from qualcoder_sts.ui.transcript_view.code_drops import DroppedCodes
from qualcoder_sts.ui.transcript_view.rows import SegmentRow
from qualcoder_sts.ui.transcript_view.view import TranscriptView
from qualcoder_sts.ui.widgets.empty_place import EmptyPlace
from qualcoder_sts.ui.widgets.names import named

LEAST_WIDTH = 420
"""With less, a transcript beside its margins has lines of a few words."""


class CodingPlace(QWidget):
    """Shows what is open; what is done in the transcript in front has modules of its own."""

    current_changed = Signal(object)
    """The ``UUID`` of the source in front, or None."""
    passage_changed = Signal(object)
    """The ``SelectedPassage``, or None."""
    wanted = Signal(str)
    """A sentence on what is missing for what was asked."""
    crowded = Signal()
    """Two transcripts stand side by side and have little room."""
    announced = Signal(str)
    """Where in the transcript one has come to, for the status bar and screen readers."""

    def __init__(
        self,
        operations: Operations,
        actions: Actions,
        themes: ThemeChoice,
        pinned: PinnedCodes,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        named(self, _("Code"))
        self._operations = operations
        self._actions = actions
        self._pinned = pinned
        self._told: SelectedPassage | None = None
        self.tabs = OpenTranscripts(operations, themes)
        self.applying = Applying(operations, self.tabs, pinned, self)
        self.changing = ChangingSegments(operations, self.tabs, self.applying)
        self.finished = FinishedMark(operations, actions, self.tabs)
        self.ends = SegmentEnds(operations, self.tabs)
        self.selecting = GrowingSelection(self.tabs)
        self.walking = Walking(self.tabs)
        self.finding = Finding(operations, self.tabs, self)
        self.correction = TextCorrection(operations, actions, self.tabs, self)
        self._empty = EmptyPlace(
            _("No transcript is open. Choose one in the list of sources, or bring in more."),
            _("Import transcripts…"),
            actions["import_files"].trigger,
        )
        self.filter = FilterBar(operations, actions, self.tabs, self)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._empty)
        self._pages.addWidget(self.tabs)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.filter)
        column.addWidget(self._pages, 1)
        column.addWidget(self.finding.bar)
        self.tabs.view_made.connect(self._watch)
        self.tabs.current_view_changed.connect(self._tell_current)
        self.tabs.followed.connect(self._tell_passage)
        self.walking.announced.connect(self.announced)
        self.finding.announced.connect(self.announced)
        actions.about_to.connect(self.ends.settle)
        for part in (self.applying, self.changing, self.ends):
            part.wanted.connect(self.wanted)
        self.applying.applied.connect(self.filter.show_too)
        pinned.failed.connect(self.wanted)
        pinned.changed.connect(self._name_pinned)
        operations.settled.connect(self._name_pinned_anew)
        self._name_pinned()

    def deeds(self) -> dict[str, Callable[[], object]]:
        """What actions do here, by their ids."""
        return {
            **self.applying.deeds(),
            **self.changing.deeds(),
            **self.filter.deeds(),
            "code_speaker": self._code_speaker,
            "finish_source": self.finished.toggle,
            "finish_up_to_here": self.finished.mark_up_to_here,
            "side_by_side": self._set_side_by_side,
            "close_transcript": self.tabs.close_current,
            "grow_selection": self.selecting.grow,
            "shrink_selection": self.selecting.shrink,
            "find": self.finding.start,
            "find_next": self.finding.go_on,
            "find_previous": self.finding.go_back,
            "edit_text": self._edit_text,
            "save_text": self.correction.save,
            "discard_text": self.correction.discard,
            "next_segment": self.walking.go_on,
            "previous_segment": self.walking.go_back,
            "next_here": self.walking.next_here,
            **{name: partial(self.ends.deed, name) for name in MOVES},
            "zoom_in": lambda: self.tabs.zoom_by(1),
            "zoom_out": lambda: self.tabs.zoom_by(-1),
        }

    def open(self, source_id: UUID) -> TranscriptView | None:
        """Bring a source to the front; None where it is gone meanwhile, which is said."""
        try:
            return self.tabs.open(source_id)
        except RowMissingError as error:
            self._operations.failed.emit(error)
            return None

    def show_passage(self, source_id: UUID, span: Span) -> None:
        """Bring a passage of a source to the front, selected."""
        if (view := self.open(source_id)) is not None:
            view.scroll_to(span.start)
            view.select(span)

    def choose_segment(self, segment_id: UUID) -> None:
        """Make a segment of the transcript in front the selected one."""
        if (view := self.current_view()) is not None:
            view.activate_segment(segment_id)

    def focus_front(self) -> None:
        """Give the focus to the transcript or page in front."""
        front = self.tabs.currentWidget() or self._empty
        front.setFocus()

    def current_view(self) -> TranscriptView | None:
        """The transcript in front."""
        return self.tabs.current_view()

    def focus_order(self) -> tuple[QWidget, ...]:
        """The controls from the top down."""
        return (self._empty.button, self.tabs.tabBar())

    def menu_for(self, view: TranscriptView, segments: tuple[SegmentRow, ...]) -> SegmentMenu:
        """What can be done at a place of the text with these segments."""
        if segments and view.active_segment() not in segments:
            view.activate_segment(segments[0].id)
        menu = SegmentMenu(self._operations, self._actions, self.applying, self.changing, self)
        caret = view.caret_position()
        suggested = view.suggested.touching(caret, caret + 1)
        if suggested:
            view.suggestionClicked.emit(suggested[0].id)
            menu.offer_suggested(suggested[0])
        menu.fill(segments)
        return menu

    def _set_side_by_side(self) -> None:
        if not self.tabs.sides.move_across():
            self.wanted.emit(_("Open a second transcript first, then set the two side by side."))
        elif self.tabs.sides.least_width() < LEAST_WIDTH:
            self.crowded.emit()

    def _edit_text(self) -> None:
        self.finding.close()
        self.correction.start()

    def _watch(self, view: TranscriptView) -> None:
        view.contextMenuRequested.connect(self._show_menu)
        view.segmentActivated.connect(self._tell_passage)
        view.selectionChanged.connect(self._tell_passage)
        self.finished.watch(view)
        view.addActions(self._actions.of_transcript())
        view.code_drops.allowed = not self._operations.workspace.read_only
        view.code_drops.dropped.connect(partial(self._take_drop, view))

    def _code_speaker(self) -> None:
        """Ask who is to be coded; whoever speaks at the cursor is proposed."""
        passage = selected_passage(self.current_view(), at_cursor=True)
        ask_speaker_coding(
            self._operations,
            self.window(),
            source_id=self.tabs.current_source(),
            label=passage.speaker if passage else "",
        )

    def _take_drop(self, view: TranscriptView, drop: DroppedCodes) -> None:
        if (source_id := source_of(view)) is not None:
            self.applying.apply_dropped(drop.code_ids, DraggedPassage(source_id, drop.span))

    def _name_pinned(self) -> None:
        """Say in the menu which code each key applies."""
        tree, codes = self._operations.read(code_tree), self._pinned.codes()
        for digit in DIGITS:
            code_id = codes.get(digit)
            there = code_id is not None and code_id in tree
            name = tree[code_id].name if there else None  # type: ignore[index]
            self._actions.name_step(f"apply_pinned_{digit}", name)

    def _name_pinned_anew(self, changes: Changes) -> None:
        if changes.touches("code", "coder"):
            self._name_pinned()

    def _show_menu(self, segments: tuple[SegmentRow, ...], place: QPoint) -> None:
        if (view := self.current_view()) is not None:
            menu = self.menu_for(view, segments)
            menu.exec(place)
            menu.deleteLater()

    def _tell_current(self) -> None:
        self._pages.setCurrentWidget(self.tabs if self.tabs.count() else self._empty)
        self.current_changed.emit(self.tabs.current_source())
        self._tell_passage()

    def _tell_passage(self) -> None:
        """Tell what is selected, once."""
        passage = selected_passage(self.current_view())
        if passage != self._told:
            self._told = passage
            self.passage_changed.emit(passage)
