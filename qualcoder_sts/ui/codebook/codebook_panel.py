"""The codebook as a tree with how often each code is applied."""

from collections.abc import Callable, Mapping
from functools import partial
from uuid import UUID

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QSortFilterProxyModel,
    Qt,
    Signal,
)
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from qualcoder_sts.analysis.queries import segment_counts
from qualcoder_sts.codebook.operations import add_code, rename_code
from qualcoder_sts.codebook.queries import code_tree
from qualcoder_sts.codebook.tree import CodeTree
from qualcoder_sts.coding.operations.codes import CodeBelongings, belongings, delete_code
from qualcoder_sts.foundation.translation import _, ngettext
from qualcoder_sts.project.changes import Changes
from qualcoder_sts.ui.actions.actions import Actions
from qualcoder_sts.ui.codebook.passage_drops import PassageDrops
from qualcoder_sts.ui.models.codes import code_model, code_nodes
from qualcoder_sts.ui.models.tree import ID_ROLE, ROW_ROLE
from qualcoder_sts.ui.operations import Operations
from qualcoder_sts.ui.widgets.controls import search_field
from qualcoder_sts.ui.widgets.empty_place import IN_PANEL, EmptyPlace
from qualcoder_sts.ui.widgets.key_caps import NameWithKey
from qualcoder_sts.ui.widgets.pin_menu import pin_menu
from qualcoder_sts.ui.widgets.questions import agreed, asked_name
from qualcoder_sts.ui.widgets.trees import tree_view

SHOWN_TABLES = ("code", "coded_segment")


class CodebookPanel(QWidget):
    """Shows the codebook; a double click or Return applies the code under it."""

    applied = Signal(object)
    """The ``UUID`` of a code to apply to what is selected."""
    quotes_wanted = Signal(object)
    """The ``UUID`` of a code whose quotes are to be shown."""
    current_changed = Signal(object)
    """The ``UUID`` of the code under the cursor, or None."""
    passage_dropped = Signal(object, object)
    """A code's ``UUID`` and the ``DraggedPassage`` that was dropped on it."""
    pin_wanted = Signal(object, int)
    """A code's ``UUID`` and the digit it is to be pinned to; 0 for none."""

    def __init__(
        self, operations: Operations, actions: Actions, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._operations = operations
        self._actions = actions
        self._codes = CodeTree(())
        self._pinned: Mapping[int, UUID] = {}
        self._is_reloading = False
        self._model = code_model(self)
        self._filtered = QSortFilterProxyModel(self)
        self._filtered.setSourceModel(self._model)
        self._filtered.setRecursiveFilteringEnabled(True)
        self._filtered.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._filter = search_field(_("Filter codes"), _("Filter…"))
        self._filter.textChanged.connect(self._filter_codes)
        self._tree = tree_view(_("Codebook"), self._filtered)
        self._tree.setItemDelegateForColumn(0, _NameWithDigit(self._tree))
        self._tree.setDragEnabled(True)
        self._drops = PassageDrops(self._tree)
        self._drops.dropped.connect(self.passage_dropped)
        self._tree.activated.connect(self._apply)
        self._tree.selectionModel().currentChanged.connect(self._tell_current)
        self._tree.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._tree.customContextMenuRequested.connect(self._show_menu)
        self._lay_out()
        operations.settled.connect(self._reload_when_touched)
        self.reload()

    def reload(self) -> None:
        """Show the codebook as it is now."""
        self._codes = self._operations.read(code_tree)
        self._recount()

    def deeds(self) -> dict[str, Callable[[], object]]:
        """What actions do here, by their ids."""
        return {"add_code": self.ask_new_code}

    def show_pinned(self, pinned: Mapping[int, UUID]) -> None:
        """Show which codes are pinned to keys, by digit."""
        self._pinned = dict(pinned)
        self._recount()

    def current_code(self) -> UUID | None:
        """The code under the cursor."""
        return _id_at(self._tree.currentIndex())

    def ask_new_code(self) -> None:
        """Ask for a name and add a code below the category under the cursor."""
        if self._operations.refuse_when_read_only():
            return
        name = asked_name(self, _("New code"), _("Name of the new code"), _("Add"))
        if name:
            self._operations.run(add_code, name, parent_id=self._category_here())

    def focus_order(self) -> tuple[QWidget, ...]:
        """The controls from the top down."""
        return (self._filter, self._tree, self._empty.button)

    def _lay_out(self) -> None:
        tree = QWidget()
        inside = QVBoxLayout(tree)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(4)
        around = QHBoxLayout()
        around.setContentsMargins(10, 0, 10, 2)
        around.addWidget(self._filter)
        inside.addLayout(around)
        inside.addWidget(self._tree)
        add = self._actions["add_code"]
        self._empty = EmptyPlace(
            _("No codes yet. Press Q on a selected passage to make one, or add one here."),
            _("New code…"),
            add.trigger,
            width=IN_PANEL,
        )
        self._pages = QStackedWidget()
        self._pages.addWidget(tree)
        self._pages.addWidget(self._empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._pages)

    def _recount(self) -> None:
        counts = self._operations.read(segment_counts)
        digits = {code_id: digit for digit, code_id in self._pinned.items()}
        current = self.current_code()
        self._is_reloading = True
        self._model.show_tree(code_nodes(self._codes, counts, digits))
        if current is not None and (index := self._model.index_of(current)).isValid():
            self._tree.setCurrentIndex(self._filtered.mapFromSource(index))
        self._is_reloading = False
        self._pages.setCurrentIndex(0 if len(self._codes) else 1)

    def _category_here(self) -> UUID | None:
        current = self.current_code()
        if current is None or current not in self._codes:
            return None
        row = self._codes[current]
        return row.parent_id if row.codable else row.id

    def _apply(self, index: QModelIndex) -> None:
        if (code_id := _id_at(index)) is not None:
            self.applied.emit(code_id)

    def _tell_current(self, index: QModelIndex) -> None:
        if not self._is_reloading:
            self.current_changed.emit(_id_at(index))

    def _show_menu(self, place: QPoint) -> None:
        menu = self.menu_for(_id_at(self._tree.indexAt(place)))
        menu.exec(self._tree.viewport().mapToGlobal(place))
        menu.deleteLater()

    def menu_for(self, code_id: UUID | None) -> QMenu:
        """What can be done with a code, or with the codebook."""
        menu = QMenu(self)
        menu.setAccessibleName(_("Codebook"))
        if code_id is not None:
            row = self._codes[code_id]
            if row.codable:
                menu.addAction(_("Apply to the selection"), lambda: self.applied.emit(code_id))
                menu.addMenu(self._pin_menu(menu, code_id))
                menu.addSeparator()
            menu.addAction(_("Rename…"), lambda: self._ask_rename(code_id))
            menu.addAction(_("Delete…"), lambda: self._ask_delete(code_id))
            menu.addSeparator()
            for action in menu.actions():
                action.setEnabled(not self._operations.workspace.read_only)
            menu.addAction(_("Show quotes"), lambda: self.quotes_wanted.emit(code_id))
        menu.addAction(self._actions["add_code"])
        return menu

    def _pin_menu(self, menu: QMenu, code_id: UUID) -> QMenu:
        names = {n: self._codes[one].name for n, one in self._pinned.items() if one in self._codes}
        current = next((n for n, one in self._pinned.items() if one == code_id), None)
        return pin_menu(menu, names, current, partial(self.pin_wanted.emit, code_id))

    def _ask_rename(self, code_id: UUID) -> None:
        before = self._codes[code_id].name
        label = _("New name of the code")
        name = asked_name(self, _("Rename the code"), label, _("Rename"), before)
        if name and name != before:
            self._operations.run(rename_code, code_id, name)

    def _ask_delete(self, code_id: UUID) -> None:
        gone = self._operations.read(belongings, code_id)
        question = _("Delete “%(name)s” with %(gone)s? Undo brings all of it back.")
        words = question % {"name": self._codes[code_id].name, "gone": _in_words(gone)}
        if agreed(self, _("Delete the code"), words, _("Delete")):
            self._operations.run(delete_code, code_id)

    def _filter_codes(self, words: str) -> None:
        self._filtered.setFilterFixedString(words.strip())
        self._tree.open_up(everything=bool(words.strip()))

    def _reload_when_touched(self, changes: Changes) -> None:
        if changes.touches("code"):
            self.reload()
        elif changes.touches(*SHOWN_TABLES):
            self._recount()


class _NameWithDigit(NameWithKey):
    """A code's name with the key it is pinned to."""

    def key_of(self, index: QModelIndex | QPersistentModelIndex) -> str:
        """The digit as its cap shows it."""
        digit = index.data(ROW_ROLE).digit
        return "" if digit is None else str(digit)


def _id_at(index: QModelIndex) -> UUID | None:
    found = index.siblingAtColumn(0).data(ID_ROLE) if index.isValid() else None
    return found if isinstance(found, UUID) else None


def _in_words(gone: CodeBelongings) -> str:
    """What a code takes along, only what there is of it."""
    parts = [
        (gone.codes, ngettext("%d code below it", "%d codes below it", gone.codes)),
        (gone.segments, ngettext("%d segment", "%d segments", gone.segments)),
        (gone.memos, ngettext("%d memo", "%d memos", gone.memos)),
        (gone.findings, ngettext("%d finding", "%d findings", gone.findings)),
    ]
    return ", ".join(words % number for number, words in parts if number) or _("nothing else")
