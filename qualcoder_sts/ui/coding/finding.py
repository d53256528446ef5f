"""Finding something in the transcript in front."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from qualcoder_sts.coding.errors import InvalidSearchError
from qualcoder_sts.coding.searching import find_in_text
from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.ui.coding.find_bar import FindBar, Wanted
from qualcoder_sts.ui.coding.open_transcripts import OpenTranscripts
from qualcoder_sts.ui.operations import Operations
from qualcoder_sts.ui.transcript_view.view import TranscriptView

_LONGEST_TAKEN = 80


@dataclass(frozen=True, slots=True)
class _Answer:
    """What a search found in a text, or why it could not search."""

    text: str
    spans: tuple[Span, ...]
    problem: str = ""


class Finding(QObject):
    """Searches in the background; what is found is shown in the view and counted in the bar."""

    announced = Signal(str)

    def __init__(self, operations: Operations, tabs: OpenTranscripts, parent: QWidget) -> None:
        super().__init__(parent)
        self._operations = operations
        self._tabs = tabs
        self._view: TranscriptView | None = None
        self._begun_at = 0
        self._searched = ""
        self.bar = FindBar(parent)
        self.bar.changed.connect(self._search)
        self.bar.step_wanted.connect(self._step)
        self.bar.closed.connect(self.close)
        tabs.current_view_changed.connect(self._follow)
        tabs.followed.connect(self._follow)

    def start(self) -> None:
        """Ask what to find; a short selection is looked for at once."""
        view = self._tabs.current_view()
        if view is None or view.row is None:
            return
        span = view.selected_span()
        words = "" if span is None else span.of(view.row.text)
        self._view = view
        self._begun_at = view.caret_position() if span is None else span.start
        self.bar.ask(words if "\n" not in words and len(words) <= _LONGEST_TAKEN else "")
        self._search()

    def go_on(self) -> None:
        """Go to the next place, or ask what to find."""
        self._step(1) if self.bar.isVisible() else self.start()

    def go_back(self) -> None:
        """Go to the place before, or ask what to find."""
        self._step(-1) if self.bar.isVisible() else self.start()

    def close(self) -> None:
        """Close the bar; the place that was come to stays selected."""
        self.bar.hide()
        if self._view is not None:
            self._view.found.show(())
            self._view.setFocus()
        self._view = None

    def _follow(self) -> None:
        """Another transcript is in front, or its text was changed."""
        view = self._tabs.current_view()
        if not self.bar.isVisible():
            return
        if view is None:
            self.close()
        elif view is not self._view or view.row is None or view.row.text != self._searched:
            if self._view in self._tabs.views():
                self._view.found.show(())
            self._view, self._begun_at = view, view.caret_position()
            self._search()

    def _search(self) -> None:
        view, wanted = self._view, self.bar.wanted
        if view is None or view.row is None:
            return
        self._searched = text = view.row.text
        if not wanted.words:
            self._show(_Answer(text, ()))
            return
        self._operations.compute("find", lambda _progress: _found(text, wanted), self._show)

    def _show(self, answer: _Answer) -> None:
        view = self._view
        if view is None or answer.text != self._searched or not self.bar.isVisible():
            return
        view.found.show(answer.spans)
        if answer.problem or not self.bar.wanted.words:
            self.bar.tell("", answer.problem)
        elif not view.found:
            self.bar.tell(_("Nothing found"))
        else:
            self._go(view, view.found.at_or_after(self._begun_at))

    def _step(self, step: int) -> None:
        view = self._view
        if view is None or not (found := view.found):
            return
        span = view.selected_span()
        here = view.caret_position() if span is None else span.start
        if step < 0:
            self._go(view, found.before(here))
        else:
            self._go(view, found.at_or_after(here if span is None else here + 1))

    def _go(self, view: TranscriptView, number: int) -> None:
        span = view.found.spans[number]
        self._begun_at = span.start
        view.scroll_to(span.start)
        view.select(span)
        numbers = {"number": number + 1, "total": len(view.found)}
        self.bar.tell(_("%(number)d of %(total)d") % numbers)
        self.announced.emit(_("place %(number)d of %(total)d") % numbers)


def _found(text: str, wanted: Wanted) -> _Answer:
    try:
        spans = find_in_text(text, wanted.words, mode=wanted.mode, match_case=wanted.match_case)
    except InvalidSearchError as error:
        return _Answer(text, (), str(error))
    return _Answer(text, tuple(spans))
