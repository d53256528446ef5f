"""Showing only some of the coding in the transcripts, and saying so above them."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from uuid import UUID

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from qualcoder_sts.codebook.queries import code_tree
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.project.changes import Changes
from qualcoder_sts.project.coders import list_coders
from qualcoder_sts.ui.actions.actions import Actions
from qualcoder_sts.ui.coding.filter_box import FilterBox
from qualcoder_sts.ui.coding.open_transcripts import OpenTranscripts
from qualcoder_sts.ui.coding.shown_coding import ShownCoding, in_words
from qualcoder_sts.ui.operations import Operations
from qualcoder_sts.ui.widgets.controls import push_button
from qualcoder_sts.ui.widgets.names import named


class FilterBar(QFrame):
    """A quiet line above the transcripts; there only while something is hidden."""

    def __init__(
        self, operations: Operations, actions: Actions, tabs: OpenTranscripts, parent: QWidget
    ) -> None:
        super().__init__(parent)
        named(self, _("What is shown"))
        self.setObjectName("filterBar")
        self._operations = operations
        self._actions = actions
        self._tabs = tabs
        self._words = QLabel()
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setWordWrap(True)
        self.change_button = push_button(_("Change…"), _("Choose which codes are shown"))
        self.change_button.clicked.connect(self.ask)
        self.all_button = push_button(_("Show all"), _("Show all codes and coders again"))
        self.all_button.clicked.connect(lambda: self.show_only(ShownCoding()))
        for button in (self.change_button, self.all_button):
            button.setFlat(True)
        self.box = FilterBox(self)
        self.box.changed.connect(self.show_only)
        line = QHBoxLayout(self)
        line.setContentsMargins(16, 4, 10, 4)
        line.addWidget(self._words, 1)
        line.addWidget(self.change_button)
        line.addWidget(self.all_button)
        operations.settled.connect(self._follow)
        self.hide()

    @property
    def words(self) -> str:
        """What is said to be shown."""
        return self._words.text()

    def deeds(self) -> dict[str, Callable[[], object]]:
        """What actions do here, by their ids."""
        return {"filter_codes": self.ask, "only_mine": self.toggle_only_mine}

    def ask(self) -> None:
        """Let codes and coders be ticked."""
        around = self.parentWidget() or self
        tree, coders = self._operations.read(code_tree), self._operations.read(list_coders)
        corner = around.mapToGlobal(QPoint(16, 44))
        self.box.open_at(corner, self._tabs.shown, tree, coders)

    def toggle_only_mine(self) -> None:
        """Show only what this coder coded, or everybody’s coding again."""
        me, shown = self._operations.workspace.coder_id, self._tabs.shown
        mine = None if me is None else frozenset({me})
        is_on = shown.coder_ids == mine
        self.show_only(replace(shown, coder_ids=None if is_on else mine))

    def show_only_code(self, code_id: UUID) -> None:
        """Show one code with those below it and no others."""
        tree = self._operations.read(code_tree)
        ids = frozenset(row.id for row in tree.subtree(code_id)) if code_id in tree else None
        self.show_only(replace(self._tabs.shown, code_ids=ids))

    def show_too(self, code_ids: Iterable[UUID]) -> None:
        """Show these codes of this coder as well: what was applied just now is never hidden."""
        shown, me = self._tabs.shown, self._operations.workspace.coder_id
        if shown.code_ids is not None:
            shown = replace(shown, code_ids=shown.code_ids | set(code_ids))
        if shown.coder_ids is not None and me is not None:
            shown = replace(shown, coder_ids=shown.coder_ids | {me})
        self.show_only(shown)

    def show_only(self, shown: ShownCoding) -> None:
        """Show this in all transcripts that are open or will be."""
        self._tabs.show_only(shown)
        self._say()

    def _say(self) -> None:
        shown = self._tabs.shown
        tree, coders = self._operations.read(code_tree), self._operations.read(list_coders)
        self._words.setText(in_words(shown, tree, coders))
        self.setVisible(not shown.is_everything)
        me = self._operations.workspace.coder_id
        mine = None if me is None else frozenset({me})
        self._actions.check("only_mine", on=mine is not None and shown.coder_ids == mine)

    def _follow(self, changes: Changes) -> None:
        if changes.touches("code", "coder") and not self._tabs.shown.is_everything:
            self._say()
