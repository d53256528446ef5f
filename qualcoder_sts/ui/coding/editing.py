"""Correcting the text of the transcript in front, with the way back until it is saved."""

from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from qualcoder_sts.coding.operations.texts import LostSegment, TextEdited, edit_text
from qualcoder_sts.foundation.translation import _, ngettext
from qualcoder_sts.ui.actions.actions import Actions
from qualcoder_sts.ui.coding.open_transcripts import OpenTranscripts, source_of
from qualcoder_sts.ui.operations import Operations
from qualcoder_sts.ui.transcript_view.view import TranscriptView
from qualcoder_sts.ui.widgets.questions import agreed

_MOST_NAMED = 3
_LONGEST_QUOTE = 40


class TextCorrection(QObject):
    """While a text is edited, everything else that is done to a transcript is off."""

    told = Signal(str)
    """What saving did to the segments; it can be taken back."""

    def __init__(
        self, operations: Operations, actions: Actions, tabs: OpenTranscripts, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._operations = operations
        self._actions = actions
        self._tabs = tabs
        self._window = parent
        tabs.view_made.connect(self._watch)
        tabs.current_view_changed.connect(self._show_state)
        tabs.may_close = self.may_close

    def start(self) -> None:
        """Let the text in front be written in."""
        view = self._tabs.current_view()
        if view is not None and not self._operations.refuse_when_read_only():
            view.activate_segment(None)
            view.editing.begin()
            view.setFocus()
            self._show_state()

    def save(self) -> None:
        """Keep the text in front as it is now."""
        if (view := self._tabs.current_view()) is not None and view.editing.is_on:
            self._save(view)

    def discard(self) -> None:
        """Go back to the text in front as it was; asks when something was written."""
        if (view := self._tabs.current_view()) is not None and view.editing.is_on:
            self._discard(view)

    def may_close_all(self) -> bool:
        """Whether the project may be closed as far as its texts are concerned."""
        return all(self.may_close(view) for view in self._tabs.views())

    def may_close(self, view: TranscriptView) -> bool:
        """Whether what was written in a text may be lost; asked only when there is something."""
        if not view.editing.is_changed or view.row is None:
            return True
        return agreed(
            self._window,
            _("Discard the changes?"),
            _("What you have changed in the text of “%s” will be lost.") % view.row.name,
            _("Discard the changes"),
            _("Go on editing"),
        )

    def _watch(self, view: TranscriptView) -> None:
        view.editing.save_wanted.connect(partial(self._save, view))
        view.editing.discard_wanted.connect(partial(self._discard, view))

    def _save(self, view: TranscriptView) -> None:
        source_id = source_of(view)
        if source_id is None or not view.editing.is_changed:
            self._end(view)
            return
        done = self._operations.run(edit_text, source_id, view.editing.text)
        if done is not None:
            self._end(view)
            self.told.emit(_what_happened(done.value))

    def _discard(self, view: TranscriptView) -> None:
        if self.may_close(view):
            self._end(view)

    def _end(self, view: TranscriptView) -> None:
        view.editing.end()
        self._tabs.show_again(view)
        view.setFocus()
        self._show_state()

    def _show_state(self) -> None:
        view = self._tabs.current_view()
        self._actions.show_editing(on=view is not None and view.editing.is_on)


def _what_happened(done: TextEdited) -> str:
    sentences = [_("The text is saved.")]
    if done.moved:
        moved = ngettext("%d segment moved along.", "%d segments moved along.", done.moved)
        sentences.append(moved % done.moved)
    if count := len(done.lost):
        lost = ngettext(
            "%d segment lost its words and was removed: %s.",
            "%d segments lost their words and were removed: %s.",
            count,
        )
        named = [_named(segment) for segment in done.lost[:_MOST_NAMED]]
        if count > _MOST_NAMED:
            rest = count - _MOST_NAMED
            named.append(ngettext("and %d other", "and %d others", rest) % rest)
        sentences.append(lost % (count, ", ".join(named)))
    return " ".join(sentences)


def _named(segment: LostSegment) -> str:
    quote = " ".join(segment.text.split())
    if len(quote) > _LONGEST_QUOTE:
        quote = f"{quote[:_LONGEST_QUOTE].rstrip()}…"
    return f"{segment.code} (“{quote}”)"
