"""Whether the coder has finished the transcript in front, or its beginning."""

from collections.abc import Mapping
from uuid import UUID

from PySide6.QtCore import QObject

from qualcoder_sts.coding.finished import has_finished
from qualcoder_sts.coding.operations.finished import (
    mark_finished,
    mark_finished_up_to,
    unmark_finished,
    unmark_finished_up_to,
)
from qualcoder_sts.coding.queries import finished_up_to
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.project.changes import Changes
from qualcoder_sts.ui.actions.actions import Actions
from qualcoder_sts.ui.coding.open_transcripts import OpenTranscripts, source_of
from qualcoder_sts.ui.operations import Operations
from qualcoder_sts.ui.transcript_view.view import TranscriptView


class FinishedMark(QObject):
    """Keeps the action *Coding finished* true of the transcript in front.

    In all that are open it shows up to where the coder has finished their beginning.
    """

    def __init__(self, operations: Operations, actions: Actions, tabs: OpenTranscripts) -> None:
        super().__init__(tabs)
        self._operations = operations
        self._actions = actions
        self._tabs = tabs
        tabs.current_view_changed.connect(self._show)
        operations.settled.connect(self._follow)

    def toggle(self) -> None:
        """Say that the coder has finished the transcript in front, or has not after all."""
        source_id, coder_id = self._tabs.current_source(), self._operations.workspace.coder_id
        if source_id is not None and coder_id is not None:
            operation = unmark_finished if self._is_finished(source_id) else mark_finished
            self._operations.run(operation, source_id, coder_id=coder_id)
        self._show()

    def mark_up_to_here(self) -> None:
        """Say that the coder has finished the transcript in front to the end of this paragraph.

        Where that is said already, take it back.
        """
        view, coder_id = self._tabs.current_view(), self._operations.workspace.coder_id
        if view is None or view.row is None or coder_id is None:
            return
        if self._is_finished(view.row.source_id):
            words = _(
                "You have finished all of this transcript; “Coding finished” takes that back."
            )
            self._operations.told.emit(words, False)
            return
        text, caret = view.row.text, view.caret_position()
        end = text.find("\n", caret)
        position = len(text) if end < 0 else end
        source_id = view.row.source_id
        if position == self._ends().get(source_id):
            self._operations.run(unmark_finished_up_to, source_id, coder_id=coder_id)
            return
        done = self._operations.run(mark_finished_up_to, source_id, position, coder_id=coder_id)
        if done is not None:
            words = _("Finished up to here: suggestions learn from it, and come only behind it.")
            self._operations.told.emit(words, True)

    def watch(self, view: TranscriptView) -> None:
        """A transcript has been opened."""
        view.editing.switched.connect(self._show_ends)
        self._show_end(view, self._ends())

    def _follow(self, changes: Changes) -> None:
        if changes.touches("finished_mark", "coder"):
            self._show()
            self._show_ends()

    def _show(self) -> None:
        source_id = self._tabs.current_source()
        is_finished = source_id is not None and self._is_finished(source_id)
        self._actions.check("finish_source", on=is_finished)

    def _show_ends(self) -> None:
        ends = self._ends()
        for view in self._tabs.views():
            self._show_end(view, ends)

    def _show_end(self, view: TranscriptView, ends: Mapping[UUID, int]) -> None:
        # A text that is being edited is no longer the one the end belongs to.
        source_id = None if view.editing.is_on else source_of(view)
        view.finished.show(None if source_id is None else ends.get(source_id))

    def _ends(self) -> dict[UUID, int]:
        return self._operations.read(finished_up_to, self._operations.workspace.coder_id)

    def _is_finished(self, source_id: UUID) -> bool:
        coder_id = self._operations.workspace.coder_id
        return self._operations.read(has_finished, source_id, coder_id)
