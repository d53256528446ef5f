"""Changing the codes that are chosen in the codebook's tree: each deed asks what it must know."""

from collections.abc import Callable
from typing import Protocol
from uuid import UUID

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from qualcoder_sts.codebook.operations import (
    add_code,
    move_codes,
    recolour_codes,
    rename_code,
    set_code_codable,
)
from qualcoder_sts.codebook.tree import CodeRow, CodeTree
from qualcoder_sts.coding.operations.codes import CodeBelongings, belongings, delete_code
from qualcoder_sts.foundation.translation import _, ngettext
from qualcoder_sts.ui.codebook.code_picker import PickerBox
from qualcoder_sts.ui.codebook.palette_box import PaletteBox
from qualcoder_sts.ui.models.codes import CodeMove
from qualcoder_sts.ui.operations import Operations
from qualcoder_sts.ui.widgets.questions import agreed, asked_name


class ShownCodebook(Protocol):
    """The tree in which codes are chosen."""

    @property
    def codes(self) -> CodeTree:
        """The codebook as it is shown."""

    def current_code(self) -> UUID | None:
        """The code under the cursor."""

    def chosen_codes(self) -> tuple[UUID, ...]:
        """The codes that are chosen, in the order of the tree; the one under the cursor is one."""

    def show_code(self, code_id: UUID) -> None:
        """Bring the cursor to a code."""

    def place_of_current(self) -> QPoint:
        """Where on the screen the code under the cursor ends."""

    def say(self, sentence: str) -> None:
        """Tell what is missing for what was asked."""


class ChangingCodes:
    """What can be done with codes. Every deed is one step."""

    def __init__(self, operations: Operations, shown: ShownCodebook, window: QWidget) -> None:
        self._operations = operations
        self._shown = shown
        self._window = window
        self.picker = PickerBox(window)
        self.palette = PaletteBox(window)

    def deeds(self) -> dict[str, Callable[[], object]]:
        """What actions do here, by their ids."""
        return {
            "add_code": self.ask_new_code,
            "add_category": self.ask_new_category,
            "rename_code": self.ask_rename,
            "move_code_up": lambda: self.move_by(-1),
            "move_code_down": lambda: self.move_by(1),
            "move_code_to": self.ask_place,
            "recolour_code": self.ask_colour,
            "switch_codable": self.switch_codable,
            "merge_code": self.ask_merge,
            "split_code": self.ask_split,
            "delete_code": self.ask_delete,
        }

    def ask_new_code(self) -> None:
        """Ask for a name and add a code below the category under the cursor."""
        self._ask_new(_("New code"), _("Name of the new code"), codable=True)

    def ask_new_category(self) -> None:
        """Ask for a name and add a category beside or below the one under the cursor."""
        self._ask_new(_("New category"), _("Name of the new category"), codable=False)

    def ask_rename(self) -> None:
        """Ask for another name of the code under the cursor."""
        if (row := self._current()) is None:
            return
        label = _("New name of the code")
        name = asked_name(self._window, _("Rename the code"), label, _("Rename"), row.name)
        if name and name != row.name:
            self._operations.run(rename_code, row.id, name)

    def ask_delete(self) -> None:
        """Say what would go with the code under the cursor, and delete it when that is wanted."""
        if (row := self._current()) is None:
            return
        gone = self._operations.read(belongings, row.id)
        question = _("Delete “%(name)s” with %(gone)s? Undo brings all of it back.")
        words = question % {"name": row.name, "gone": _in_words(gone)}
        if agreed(self._window, _("Delete the code"), words, _("Delete")):
            self._operations.run(delete_code, row.id)

    def move(self, move: CodeMove) -> None:
        """Move codes to where they were dropped."""
        if not self._operations.refuse_when_read_only():
            ids, parent_id, before_id = move.code_ids, move.parent_id, move.before_id
            self._operations.run(move_codes, ids, parent_id, before_id=before_id)

    def move_by(self, steps: int) -> None:
        """Move the code under the cursor among its siblings."""
        if (row := self._current()) is None:
            return
        siblings = [one.id for one in self._shown.codes.children(row.parent_id)]
        place = siblings.index(row.id) + steps
        if 0 <= place < len(siblings):
            others = [one for one in siblings if one != row.id]
            before_id = others[place] if place < len(others) else None
            self._operations.run(move_codes, [row.id], row.parent_id, before_id=before_id)

    def ask_place(self) -> None:
        """Let a new parent be chosen for the codes that are chosen."""
        if self._current() is None:
            return
        ids, tree = self._shown.chosen_codes(), self._shown.codes
        below = {row.id for code_id in ids for row in tree.subtree(code_id)}
        heading = ngettext("Move %d code to…", "Move %d codes to…", len(ids)) % len(ids)
        if len(ids) == 1:
            heading = _("Move “%s” to…") % tree[ids[0]].name

        def move(parent_id: UUID | None) -> None:
            self._operations.run(move_codes, ids, parent_id)

        top = _("The top of the codebook")
        self.picker.picker.offer(tree, lambda row: row.id not in below, top)
        self.picker.ask(self._shown.place_of_current(), heading, move)

    def ask_colour(self) -> None:
        """Let a colour be chosen for the codes that are chosen."""
        if (row := self._current()) is None:
            return
        ids = self._shown.chosen_codes()
        self.palette.ask(
            self._shown.place_of_current(),
            row.colour,
            lambda colour: self._operations.run(recolour_codes, ids, colour),
        )

    def switch_codable(self) -> None:
        """Make the code under the cursor a category, or the category a code."""
        if (row := self._current()) is not None:
            self._operations.run(set_code_codable, row.id, not row.codable)

    def ask_merge(self) -> None:
        """Let the code be chosen into which the one under the cursor goes, with what that does."""
        if (row := self._current()) is not None:
            from qualcoder_sts.ui.codebook.merge_dialog import (  # noqa: PLC0415 - when wanted
                MergeDialog,
            )

            dialog = MergeDialog(self._operations, self._shown.codes, row, self._window)
            into_id = dialog.merged_into() if dialog.exec() else None
            dialog.deleteLater()
            if into_id is not None:
                self._shown.show_code(into_id)

    def ask_split(self) -> None:
        """Let segments of the code under the cursor be chosen and given to another code."""
        if (row := self._current()) is not None:
            from qualcoder_sts.ui.codebook.split_dialog import (  # noqa: PLC0415 - when wanted
                SplitDialog,
            )

            dialog = SplitDialog(self._operations, self._shown.codes, row, self._window)
            dialog.exec()
            dialog.deleteLater()

    def _ask_new(self, title: str, label: str, *, codable: bool) -> None:
        if self._operations.refuse_when_read_only():
            return
        name = asked_name(self._window, title, label, _("Add"))
        if not name:
            return
        done = self._operations.run(
            add_code, name, parent_id=self._category_here(), codable=codable
        )
        if done is not None:
            self._shown.show_code(done.value)

    def _category_here(self) -> UUID | None:
        current = self._shown.current_code()
        if current is None or current not in self._shown.codes:
            return None
        row = self._shown.codes[current]
        return row.parent_id if row.codable else row.id

    def _current(self) -> CodeRow | None:
        """The code under the cursor; what is missing is said."""
        if self._operations.refuse_when_read_only():
            return None
        current = self._shown.current_code()
        if current is None or current not in self._shown.codes:
            self._shown.say(_("Choose a code in the codebook first."))
            return None
        return self._shown.codes[current]


def _in_words(gone: CodeBelongings) -> str:
    """What a code takes along, only what there is of it."""
    parts = [
        (gone.codes, ngettext("%d code below it", "%d codes below it", gone.codes)),
        (gone.segments, ngettext("%d segment", "%d segments", gone.segments)),
        (gone.memos, ngettext("%d memo", "%d memos", gone.memos)),
        (gone.findings, ngettext("%d finding", "%d findings", gone.findings)),
    ]
    return ", ".join(words % number for number, words in parts if number) or _("nothing else")
