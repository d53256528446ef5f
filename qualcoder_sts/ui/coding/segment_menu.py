"""The context menu of a place in a transcript."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QMenu, QWidget

from qualcoder_sts.codebook.queries import code_tree
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.ui.actions.actions import Actions, as_words
from qualcoder_sts.ui.coding.applying import Applying
from qualcoder_sts.ui.operations import Operations
from qualcoder_sts.ui.transcript_view.rows import SegmentRow
from qualcoder_sts.ui.transcript_view.view import TranscriptView


class SegmentMenu(QMenu):
    """What can be done with a selection, and with the segments at its place."""

    def __init__(
        self, operations: Operations, actions: Actions, applying: Applying, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Code"))
        self._operations = operations
        self._actions = actions
        self._applying = applying

    def fill(self, view: TranscriptView, segments: Sequence[SegmentRow]) -> None:
        """Offer what can be done here; to be called once."""
        self.addAction(self._actions["apply_code"])
        if view.selected_span() is not None and not self._operations.workspace.read_only:
            self._offer_recent()
        if segments:
            self.addSeparator()
        for segment in segments:
            self._offer_removal(segment)

    def _offer_recent(self) -> None:
        tree = self._operations.read(code_tree)
        for code_id in self._applying.recent:
            if code_id in tree:
                words = _("Apply “%s”") % tree[code_id].name
                self.addAction(as_words(words), partial(self._applying.apply, code_id))

    def _offer_removal(self, segment: SegmentRow) -> None:
        words = _("Remove “%s”") % segment.code_name
        if segment.coder != self._operations.workspace.coder_name:
            words = f"{words} ({segment.coder})"
        removal = self.addAction(as_words(words), partial(self._applying.remove, segment.id))
        removal.setEnabled(not self._operations.workspace.read_only)
