"""Growing the selection from word to sentence to turn, and the way back."""

from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.ui.coding.open_transcripts import OpenTranscripts
from qualcoder_sts.ui.transcript_view.passages import grown
from qualcoder_sts.ui.transcript_view.view import TranscriptView


class GrowingSelection:
    """Remembers what was selected before, until something else is selected."""

    def __init__(self, tabs: OpenTranscripts) -> None:
        self._tabs = tabs
        self._smaller: list[Span] = []
        self._grown: tuple[TranscriptView, Span] | None = None

    def grow(self) -> None:
        """Select the word, then its sentence, then the turn."""
        view = self._tabs.current_view()
        if view is None or view.row is None:
            return
        here = _selected(view)
        if self._grown != (view, here):
            self._smaller.clear()
        larger = grown(view.row.text, view.row.turns, here)
        if larger is not None:
            self._smaller.append(here)
            self._select(view, larger)

    def shrink(self) -> None:
        """Select what was selected before the selection grew."""
        view = self._tabs.current_view()
        if view is not None and self._smaller and self._grown == (view, _selected(view)):
            self._select(view, self._smaller.pop())

    def _select(self, view: TranscriptView, span: Span) -> None:
        view.select(span)
        self._grown = (view, _selected(view))


def _selected(view: TranscriptView) -> Span:
    caret = view.caret_position()
    return view.selected_span() or Span(caret, caret)
