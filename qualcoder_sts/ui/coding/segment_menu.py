"""The context menu of a place in a transcript."""

from collections.abc import Callable, Sequence
from functools import partial
from uuid import UUID

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from qualcoder_sts.codebook.queries import code_tree
from qualcoder_sts.codebook.tree import CodeTree
from qualcoder_sts.coding.queries import SegmentRow, segments_named
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.ui.actions.actions import Actions, as_words
from qualcoder_sts.ui.coding.applying import Applying
from qualcoder_sts.ui.coding.changing import ChangingSegments
from qualcoder_sts.ui.operations import Operations
from qualcoder_sts.ui.transcript_view import rows as shown
from qualcoder_sts.ui.widgets.menus import MenuWithKeys
from qualcoder_sts.ui.widgets.pin_menu import pin_menu
from qualcoder_sts.ui.widgets.swatches import swatch


class SegmentMenu(MenuWithKeys):
    """What can be done with a selection, and with the segments at its place."""

    def __init__(
        self,
        operations: Operations,
        actions: Actions,
        applying: Applying,
        changing: ChangingSegments,
        parent: QWidget,
    ) -> None:
        super().__init__(_("Code"), parent)
        self._operations = operations
        self._actions = actions
        self._applying = applying
        self._changing = changing
        self._pinned = applying.pinned
        self._tree: CodeTree = operations.read(code_tree)

    def fill(self, segments: Sequence[shown.SegmentRow]) -> None:
        """Offer what can be done here; to be called once."""
        for action_id in ("apply_code", "new_code_here", "code_in_vivo"):
            self.addAction(self._actions[action_id])
        self._offer_recent()
        self._offer_pinned()
        rows = self._operations.read(segments_named, [segment.id for segment in segments])
        if rows:
            self.addSeparator()
        for row in rows:
            # One segment has its entries right here; of several each has a menu of its own.
            self._offer(row, self if len(rows) == 1 else self._menu_of(row))
        self.addSeparator()
        for action_id in ("give_turn", "divide_turn", "code_speaker"):
            self.addAction(self._actions[action_id])
        self.addSeparator()
        for action_id in ("show_similar", "filter_codes"):
            self.addAction(self._actions[action_id])

    def offer_suggested(self, row: shown.SuggestedRow) -> None:
        """Offer to decide about what is suggested here, which is the current suggestion."""
        menu = self._submenu(_("Suggested: %s") % as_words(row.code_name))
        menu.setIcon(swatch(row.colour))
        for action_id in ("accept_suggestion", "reject_suggestion"):
            menu.addAction(self._actions[action_id])
        self._finish(menu)
        self.addSeparator()

    def _offer_recent(self) -> None:
        menu = self._submenu(_("Recent codes"))
        for code_id in self._applying.recent:
            if code_id in self._tree:
                self._offer_code(menu, self._tree[code_id].name, code_id)
        self._finish(menu)

    def _offer_pinned(self) -> None:
        menu = self._submenu(_("Pinned codes"))
        for digit, code_id in sorted(self._pinned.codes().items()):
            if code_id in self._tree:
                self._offer_code(menu, f"{self._tree[code_id].name}\t{digit}", code_id)
        self._finish(menu)

    def _offer_code(self, menu: QMenu, words: str, code_id: UUID) -> None:
        code = self._tree[code_id]
        menu.addAction(swatch(code.colour), as_words(words), partial(self._applying.apply, code.id))

    def _menu_of(self, row: SegmentRow) -> QMenu:
        words = f"“{row.code}”"
        if row.coder != self._operations.workspace.coder_name:
            words = f"{words} ({row.coder})"
        menu = MenuWithKeys(as_words(words), self)
        menu.setIcon(swatch(row.colour))
        menu.setAccessibleName(words)
        self.addMenu(menu)
        return menu

    def _offer(self, row: SegmentRow, menu: QMenu) -> None:
        changing = self._changing
        removal = _("Remove “%s”") % row.code
        if row.coder != self._operations.workspace.coder_name:
            removal = f"{removal} ({row.coder})"
        entries: tuple[tuple[str, str, Callable[..., object]], ...] = (
            ("remove_segment", removal, changing.remove),
            ("recode_segment", "", changing.ask_recode),
            ("write_segment_memo", "", changing.memo_wanted.emit),
            ("weigh_segment", "", changing.weight_wanted.emit),
            ("clear_weight", "", changing.clear_weight),
            ("mark_quote", "", changing.toggle_quote),
            ("split_segment", "", changing.split),
            ("join_segment", "", changing.join),
        )
        for action_id, words, deed in entries:
            if action_id == "clear_weight" and row.weight is None:
                continue
            entry = menu.addAction(self._hinted(action_id, words), partial(deed, row.id))
            entry.setEnabled(not self._operations.workspace.read_only)
            if action_id == "mark_quote":
                entry.setCheckable(True)
                entry.setChecked(row.key_quote)
        codes = self._pinned.codes()
        names = {n: self._tree[one].name for n, one in codes.items() if one in self._tree}
        digit = self._pinned.digits().get(row.code_id)
        pins = pin_menu(menu, names, digit, partial(self._pinned.pin, row.code_id))
        pins.setTitle(_("Pin “%s” to a key") % as_words(row.code))
        pins.setEnabled(not self._operations.workspace.read_only)
        menu.addMenu(pins)

    def _hinted(self, action_id: str, words: str) -> str:
        """The words of an action with its key, for an entry that does it to another segment."""
        action = self._actions[action_id]
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        return f"{as_words(words) or action.text()}\t{keys}" if keys else words or action.text()

    def _submenu(self, title: str) -> QMenu:
        return MenuWithKeys(title, self)

    def _finish(self, menu: QMenu) -> None:
        """A menu with nothing in it is left out."""
        if menu.isEmpty():
            menu.deleteLater()
            return
        menu.setEnabled(not self._operations.workspace.read_only)
        self.addMenu(menu)
