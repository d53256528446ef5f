"""The transcripts that are open, one tab each, and coding in them."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QMenu, QTabBar, QTabWidget, QVBoxLayout, QWidget

from qualcoder_sts.codebook.queries import code_tree
from qualcoder_sts.coding.operations.applying_new import apply_new_code
from qualcoder_sts.coding.operations.segments import apply_code, remove_segments
from qualcoder_sts.coding.queries import segments_named, segments_of
from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.project.changes import Changes
from qualcoder_sts.transcripts.queries import list_sources, read_transcript
from qualcoder_sts.ui.actions import Actions
from qualcoder_sts.ui.coding.quick_code import QuickCodeBox
from qualcoder_sts.ui.coding.view_rows import shown_segment, shown_transcript
from qualcoder_sts.ui.operations import Operations
from qualcoder_sts.ui.theme.apply import ThemeChoice
from qualcoder_sts.ui.theme.theme import Theme
from qualcoder_sts.ui.transcript_view.rows import SegmentRow
from qualcoder_sts.ui.transcript_view.view import TranscriptView
from qualcoder_sts.ui.widgets.controls import tool_button
from qualcoder_sts.ui.widgets.names import named

MOST_RECENT = 9
MOST_SINGLE_SEGMENTS = 500  # more are quicker read with the whole transcript
TURN_TABLES = ("speaker", "speaker_turn")
COLOUR_TABLES = ("code", "coder", "memo")


@dataclass(frozen=True, slots=True)
class _Passage:
    view: TranscriptView
    source_id: UUID
    span: Span
    coder_id: UUID


class TranscriptTabs(QWidget):
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
        self._operations = operations
        self._actions = actions
        self._themes = themes
        self._recent: list[UUID] = []
        self._tabs = named(QTabWidget(), _("Open transcripts"))
        self._tabs.setDocumentMode(True)
        self._tabs.setMovable(True)
        self._tabs.currentChanged.connect(lambda _index: self._tell_current())
        self._box = QuickCodeBox(self)
        self._box.chosen.connect(self.apply)
        self._box.new_wanted.connect(self._apply_new)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._tabs)
        operations.changed.connect(self._follow)
        themes.changed.connect(self._set_theme)

    def open(self, source_id: UUID) -> TranscriptView:
        """Bring a source to the front, in a tab of its own."""
        view = self._view_of(source_id)
        if view is None:
            view = self._new_view(source_id)
        self._tabs.setCurrentWidget(view)
        view.setFocus()
        return view

    def current_view(self) -> TranscriptView | None:
        """The transcript in front."""
        view = self._tabs.currentWidget()
        return view if isinstance(view, TranscriptView) else None

    def ask_code(self) -> None:
        """Open the quick-code box at what is selected."""
        view = self.current_view()
        if view is None or view.selected_span() is None:
            self.wanted.emit(_("Select a passage first, then press Q to code it."))
            return
        tree = self._operations.read(code_tree)
        self._box.open_at(view.place_of_selection(), tree, self._recent)

    def apply(self, code_id: UUID) -> None:
        """Apply a code to what is selected."""
        if (passage := self._passage()) is None:
            self.wanted.emit(_("Select a passage first, then apply a code to it."))
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
        if view is None:
            return
        active = view.active_segment()
        found = active or next(iter(view.current_segments()), None)
        if found is None:
            self.wanted.emit(_("Click a coded passage first, then press U to remove the code."))
            return
        self._remove(found.id)

    def zoom_by(self, steps: int) -> None:
        """Show the transcript in front larger or smaller."""
        if (view := self.current_view()) is not None:
            view.zoom_by(steps)

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
        """What is selected in the transcript in front, and who codes."""
        view = self.current_view()
        span = None if view is None else view.selected_span()
        source_id = None if view is None else _source_of(view)
        coder_id = self._operations.workspace.coder_id
        if view is None or span is None or source_id is None or coder_id is None:
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

    def _new_view(self, source_id: UUID) -> TranscriptView:
        view = TranscriptView(self._themes.theme)
        name = self._fill(view, source_id)
        view.contextMenuRequested.connect(self._show_menu)
        view.segmentActivated.connect(lambda _segment: self._tell_segments())
        view.selectionChanged.connect(lambda _span: self._tell_segments())
        view.addActions(self._actions.of_transcript())
        index = self._tabs.addTab(view, name)
        closing = tool_button("×", _("Close %s") % name)
        closing.clicked.connect(lambda: self._close(self._tabs.indexOf(view)))
        self._tabs.tabBar().setTabButton(index, QTabBar.ButtonPosition.RightSide, closing)
        return view

    def _show_menu(self, _segment: object, place: QPoint) -> None:
        view = self.current_view()
        if view is None:
            return
        menu = QMenu(self)
        menu.addAction(self._actions["apply_code"])
        if view.selected_span() is not None:
            tree = self._operations.read(code_tree)
            for code_id in self._recent:
                if code_id in tree:
                    words = _("Apply “%s”") % tree[code_id].name
                    menu.addAction(words, partial(self.apply, code_id))
        segments = view.current_segments()
        if segments:
            menu.addSeparator()
        for segment in segments:
            words = _("Remove “%s”") % segment.code_name
            menu.addAction(words, partial(self._remove, segment.id))
        menu.exec(place)

    def _follow(self, changes: Changes) -> None:
        if changes.touches("source"):
            self._follow_sources(changes)
        for view in self._views():
            if view.row is None or view.row.source_id in changes.ids("source"):
                continue
            if changes.touches(*TURN_TABLES):
                self._show_again(view)
            elif changes.touches(*COLOUR_TABLES) or changes.touches("coded_segment"):
                self._show_segments(view, changes)
        self._tell_segments()

    def _show_segments(self, view: TranscriptView, changes: Changes) -> None:
        """Show segments as they are now; after a small step only those it touched."""
        touched = changes.ids("coded_segment")
        if (source_id := _source_of(view)) is None:
            return
        if changes.touches(*COLOUR_TABLES) or len(touched) > MOST_SINGLE_SEGMENTS:
            rows = self._operations.read(segments_of, source_id)
            _show_differences(view, [shown_segment(row) for row in rows], view.segments())
            return
        there = self._operations.read(segments_named, list(touched))
        here = [shown_segment(row) for row in there if row.source_id == source_id]
        _show_differences(view, here, [row for row in view.segments() if row.id in touched])

    def _follow_sources(self, changes: Changes) -> None:
        there = {source.id: source for source in self._operations.read(list_sources)}
        for view in self._views():
            source_id = None if view.row is None else view.row.source_id
            if source_id not in changes.ids("source"):
                continue
            if source_id not in there:
                self._close(self._tabs.indexOf(view))
            else:
                self._tabs.setTabText(self._tabs.indexOf(view), there[source_id].name)
                self._show_again(view)

    def _set_theme(self, theme: Theme) -> None:
        for view in self._views():
            view.set_theme(theme)

    def _show_again(self, view: TranscriptView) -> None:
        if view.row is not None:
            self._fill(view, view.row.source_id)

    def _fill(self, view: TranscriptView, source_id: UUID) -> str:
        """Show a source in a view; gives its name."""
        transcript = self._operations.read(read_transcript, source_id)
        segments = self._operations.read(segments_of, source_id)
        view.show_transcript(shown_transcript(transcript), map(shown_segment, segments))
        return transcript.source.name

    def _view_of(self, source_id: UUID) -> TranscriptView | None:
        of_source = (v for v in self._views() if v.row is not None and v.row.source_id == source_id)
        return next(of_source, None)

    def _views(self) -> list[TranscriptView]:
        pages = [self._tabs.widget(index) for index in range(self._tabs.count())]
        return [page for page in pages if isinstance(page, TranscriptView)]

    def _close(self, index: int) -> None:
        page = self._tabs.widget(index)
        self._tabs.removeTab(index)
        if page is not None:
            page.deleteLater()

    def _tell_current(self) -> None:
        view = self.current_view()
        self.current_changed.emit(None if view is None or view.row is None else view.row.source_id)
        self._tell_segments()

    def _tell_segments(self) -> None:
        view = self.current_view()
        if view is None:
            self.segments_changed.emit(())
            return
        active = view.active_segment()
        found = (active,) if active is not None else view.current_segments()
        self.segments_changed.emit(tuple(segment.id for segment in found))


def _source_of(view: TranscriptView) -> UUID | None:
    return None if view.row is None else view.row.source_id


def _show_differences(
    view: TranscriptView, wanted: Iterable[SegmentRow], shown: Iterable[SegmentRow]
) -> None:
    """Change only what changed: the cost of a step does not grow with the transcript."""
    before = {segment.id: segment for segment in shown}
    for segment in wanted:
        old = before.pop(segment.id, None)
        if old is None:
            view.add_segment(segment)
        elif old != segment:
            view.update_segment(segment)
    for segment_id in before:
        view.remove_segment(segment_id)
