"""Suggestions in the transcripts: dotted lines, and the walk from one to the next."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from qualcoder_sts.codebook.queries import code_tree
from qualcoder_sts.codebook.tree import CodeTree
from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.project.changes import Changes
from qualcoder_sts.suggest.queries import SuggestionRow
from qualcoder_sts.ui.operations import Operations
from qualcoder_sts.ui.suggest.suggester import Suggester
from qualcoder_sts.ui.suggest.words import how_sure, why
from qualcoder_sts.ui.transcript_view.rows import SuggestedRow
from qualcoder_sts.ui.transcript_view.view import TranscriptView


class SuggestionMarks(QObject):
    """Shows in every open transcript what is suggested in it."""

    announced = Signal(str)
    """Which suggestion one has come to: ``suggestion 3 of 14: Lower caseloads, likely``."""

    def __init__(
        self,
        operations: Operations,
        suggester: Suggester,
        views: Callable[[], Iterable[TranscriptView]],
        current_view: Callable[[], TranscriptView | None],
    ) -> None:
        super().__init__(suggester)
        self._operations, self._suggester = operations, suggester
        self._views, self._current_view = views, current_view
        self._codes: CodeTree = operations.read(code_tree)
        suggester.changed.connect(self.mark_all)
        suggester.current_changed.connect(self.mark_all)
        operations.settled.connect(self._follow)

    def deeds(self) -> dict[str, Callable[[], object]]:
        """What actions do here, by their ids."""
        return {
            "next_suggestion": lambda: self._walk(1),
            "previous_suggestion": lambda: self._walk(-1),
        }

    def watch(self, view: TranscriptView) -> None:
        """A transcript has been opened."""
        view.suggestionClicked.connect(self._suggester.choose)
        view.editing.switched.connect(lambda: self._mark(view))
        self._mark(view)

    def mark_all(self) -> None:
        """Show what is suggested now in all that is open."""
        for view in self._views():
            self._mark(view)

    def _mark(self, view: TranscriptView) -> None:
        source_id = None if view.row is None else view.row.source_id
        if source_id is None or view.editing.is_on:
            view.suggested.show(())
            return
        current, span = self._suggester.current(), self._suggester.span()
        view.suggested.show(
            [
                self._shown(row, span if row is current and span is not None else row.span)
                for row in self._suggester.rows_of(source_id)
                if row.code_id in self._codes
            ]
        )
        view.suggested.choose(None if current is None else current.id)

    def _shown(self, row: SuggestionRow, span: Span) -> SuggestedRow:
        colour = self._codes[row.code_id].colour
        return SuggestedRow(
            row.id, span.start, span.end, row.code, colour, how_sure(row), why(row.reasons)
        )

    def _walk(self, step: int) -> None:
        view = self._current_view()
        if view is None or view.row is None:
            return
        rows = self._suggester.rows_of(view.row.source_id)
        if not self._suggester.is_on:
            self.announced.emit(_("Suggestions are switched off."))
            return
        if not rows:
            self.announced.emit(_("Nothing is suggested in this transcript."))
            return
        place = _place(rows, view.caret_position(), self._suggester.current(), step)
        if not 0 <= place < len(rows):
            last = _("That was the last suggestion."), _("That was the first suggestion.")
            self.announced.emit(last[step < 0])
            return
        self._go(view, rows, place)

    def _go(self, view: TranscriptView, rows: Sequence[SuggestionRow], place: int) -> None:
        row = rows[place]
        view.scroll_to(row.span.start)
        view.select(Span(row.span.start, row.span.start))
        self._suggester.choose(row.id)
        numbers = {"number": place + 1, "total": len(rows)}
        where = _("suggestion %(number)d of %(total)d") % numbers
        self.announced.emit(f"{where}: {row.code}, {how_sure(row)}. {why(row.reasons)}")

    def _follow(self, changes: Changes) -> None:
        if changes.touches("code"):
            self._codes = self._operations.read(code_tree)
            self.mark_all()


def _place(
    rows: Sequence[SuggestionRow], caret: int, current: SuggestionRow | None, step: int
) -> int:
    """Where one comes to; from the caret when it has left the current suggestion."""
    ids: list[UUID] = [row.id for row in rows]
    is_here = current is not None and current.span.start <= caret <= current.span.end
    if current is not None and is_here and current.id in ids:
        return ids.index(current.id) + step
    following = bisect_left(rows, caret, key=lambda row: row.span.start)
    return following if step > 0 else following - 1
