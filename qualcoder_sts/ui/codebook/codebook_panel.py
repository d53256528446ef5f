"""The codebook as a tree with how often each code is applied."""

from collections.abc import Callable, Mapping
from functools import partial
from uuid import UUID

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QMenu,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from qualcoder_sts.analysis.queries import segment_counts
from qualcoder_sts.codebook.queries import code_tree
from qualcoder_sts.codebook.tree import CodeTree
from qualcoder_sts.coding.rechecking import counts_to_recheck
from qualcoder_sts.foundation.progress import Progress
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.project.changes import Changes
from qualcoder_sts.ui.actions.actions import Actions
from qualcoder_sts.ui.codebook.changing_codes import ChangingCodes
from qualcoder_sts.ui.codebook.code_cells import CodeCells
from qualcoder_sts.ui.codebook.codebook_files import CodebookFiles
from qualcoder_sts.ui.codebook.passage_drops import PassageDrops
from qualcoder_sts.ui.models.codes import CodeFilter, code_model, code_nodes
from qualcoder_sts.ui.models.tree import ID_ROLE
from qualcoder_sts.ui.operations import Operations
from qualcoder_sts.ui.widgets.controls import search_field
from qualcoder_sts.ui.widgets.empty_place import IN_PANEL, EmptyPlace
from qualcoder_sts.ui.widgets.leads_focus import LeadsFocus
from qualcoder_sts.ui.widgets.pin_menu import pin_menu
from qualcoder_sts.ui.widgets.trees import PanelTree, tree_view

SHOWN_TABLES = ("code", "coded_segment")
IN_MENU = (
    ("rename_code", "recolour_code", "move_code_to", "switch_codable"),
    ("show_codebook", "memo_on_code", "show_only_code", "show_recheck"),
    ("merge_code", "split_code", "delete_code"),
    ("add_code", "add_category"),
)
"""What the menu of a code offers, in its parts; all of it stands in the menu Codebook too."""


class CodebookPanel(LeadsFocus):
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
    alone_wanted = Signal(object)
    """The ``UUID`` of a code that alone is to be shown, with those below it."""
    told = Signal(str)
    """A sentence on what is missing for what was asked."""

    def __init__(
        self, operations: Operations, actions: Actions, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._operations = operations
        self._actions = actions
        self._codes = CodeTree(())
        self._pinned: Mapping[int, UUID] = {}
        self._outdated: Mapping[UUID, int] = {}
        self._is_reloading = False
        self._model = code_model(self)
        self._filtered = CodeFilter(self._model, self)
        self._filter = search_field(_("Filter codes"), _("Filter…"))
        self._filter.textChanged.connect(self._filter_codes)
        self._tree = _code_tree(self._filtered)
        self._drops = PassageDrops(self._tree)
        self._drops.dropped.connect(self.passage_dropped)
        self._tree.activated.connect(self._apply)
        self._tree.selectionModel().currentChanged.connect(self._tell_current)
        self._tree.customContextMenuRequested.connect(self._show_menu)
        self._changing = ChangingCodes(operations, self, self)
        self._files = CodebookFiles(operations, self, self.say)
        self._model.move_wanted.connect(self._changing.move)
        self._tree.addActions(actions.of_codebook())
        self._lay_out()
        operations.settled.connect(self._reload_when_touched)
        self.reload()

    @property
    def codes(self) -> CodeTree:
        """The codebook as it is shown."""
        return self._codes

    def reload(self) -> None:
        """Show the codebook as it is now."""
        self._codes = self._operations.read(code_tree)
        self._recount()

    def deeds(self) -> dict[str, Callable[[], object]]:
        """What actions do here, by their ids."""
        return {
            **self._changing.deeds(),
            **self._files.deeds(),
            "pin_code": self._ask_pin,
            "show_only_code": self._show_alone,
        }

    def begin(self) -> None:
        """Offer a new project a codebook to begin with."""
        self._files.ask_begin()

    def show_pinned(self, pinned: Mapping[int, UUID]) -> None:
        """Show which codes are pinned to keys, by digit."""
        self._pinned = dict(pinned)
        self._show_counts()

    def current_code(self) -> UUID | None:
        """The code under the cursor."""
        return _id_at(self._tree.currentIndex())

    def chosen_codes(self) -> tuple[UUID, ...]:
        """The codes that are chosen, in the order of the tree; the one under the cursor is one."""
        indexes = [*self._tree.selectionModel().selectedRows(), self._tree.currentIndex()]
        chosen = {_id_at(index) for index in indexes}
        return tuple(row.id for row in self._codes if row.id in chosen)

    def show_code(self, code_id: UUID) -> None:
        """Bring the cursor to a code, also when a step that brought it has not settled yet."""
        if code_id not in self._codes:
            self.reload()
        if not self._index_of(code_id).isValid():
            self._filter.clear()
        if self.current_code() == code_id:
            self.current_changed.emit(code_id)  # somebody may show something else meanwhile
        self._tree.setCurrentIndex(self._index_of(code_id))

    def place_of_current(self) -> QPoint:
        """Where on the screen the code under the cursor ends."""
        rect = self._tree.visualRect(self._tree.currentIndex())
        return self._tree.viewport().mapToGlobal(QPoint(rect.left(), rect.bottom() + 2))

    def say(self, sentence: str) -> None:
        """Tell what is missing for what was asked."""
        self.told.emit(sentence)

    def focus_order(self) -> tuple[QWidget, ...]:
        """The controls from the top down."""
        return (self._filter, self._tree, self._empty.button, self._ready)

    def menu_for(self, code_id: UUID | None) -> QMenu:
        """What can be done with a code, or with the codebook."""
        menu = QMenu(self)
        menu.setAccessibleName(_("Codebook"))
        if code_id is None:
            for action_id in IN_MENU[-1]:
                menu.addAction(self._actions[action_id])
            return menu
        if self._codes[code_id].codable:
            apply = menu.addAction(_("Apply to the selection"), lambda: self.applied.emit(code_id))
            pinning = menu.addMenu(self._pin_menu(menu, code_id))
            for action in (apply, pinning):
                action.setEnabled(not self._operations.workspace.read_only)
        menu.addAction(_("Show quotes"), lambda: self.quotes_wanted.emit(code_id))
        for part in IN_MENU:
            menu.addSeparator()
            for action_id in part:
                menu.addAction(self._actions[action_id])
        return menu

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
        self._empty = EmptyPlace(
            _(
                "No codes yet. Press Q on a selected passage to make one, add one here, or take a "
                "ready-made codebook and change it."
            ),
            _("New code…"),
            self._actions["add_code"].trigger,
            width=IN_PANEL,
        )
        self._ready = self._empty.also_offer(
            _("A ready-made codebook…"), self._actions["take_ready_codebook"].trigger
        )
        self._pages = QStackedWidget()
        self._pages.addWidget(tree)
        self._pages.addWidget(self._empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._pages)
        self.lead_focus(self._tree, self._empty)

    def _recount(self) -> None:
        self._show_counts()
        workspace = self._operations.workspace

        def count(_progress: Progress) -> dict[UUID, int]:
            return workspace.read(counts_to_recheck)

        self._operations.compute("passages to look at again", count, self._show_outdated)

    def _show_outdated(self, outdated: Mapping[UUID, int]) -> None:
        """What is to be looked at again comes after the counts: finding it may take a moment."""
        if outdated != self._outdated:
            self._outdated = outdated
            self._show_counts()

    def _show_counts(self) -> None:
        counts = self._operations.read(segment_counts)
        digits = {code_id: digit for digit, code_id in self._pinned.items()}
        current, chosen = self.current_code(), self.chosen_codes()
        scrolled = self._tree.verticalScrollBar().value()
        self._is_reloading = True
        self._model.show_tree(code_nodes(self._codes, counts, digits, self._outdated))
        if current is not None:
            self._tree.setCurrentIndex(self._index_of(current))
        select = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
        for code_id in chosen:
            self._tree.selectionModel().select(self._index_of(code_id), select)
        self._tree.verticalScrollBar().setValue(scrolled)
        self._is_reloading = False
        self._pages.setCurrentIndex(0 if len(self._codes) else 1)

    def _index_of(self, code_id: UUID) -> QModelIndex:
        return self._filtered.mapFromSource(self._model.index_of(code_id))

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

    def _ask_pin(self) -> None:
        """Offer the keys for the code under the cursor."""
        if (code_id := self._current_applied()) is not None:
            menu = self._pin_menu(self, code_id)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(self.place_of_current())

    def _show_alone(self) -> None:
        current = self.current_code()
        if current is None:
            self.say(_("Choose a code in the codebook first."))
        else:
            self.alone_wanted.emit(current)

    def _current_applied(self) -> UUID | None:
        """The code under the cursor if it can be applied; what is missing is said."""
        current = self.current_code()
        if current is not None and self._codes[current].codable:
            return current
        self.say(_("Choose a code in the codebook first; categories have no keys."))
        return None

    def _pin_menu(self, menu: QWidget, code_id: UUID) -> QMenu:
        names = {n: self._codes[one].name for n, one in self._pinned.items() if one in self._codes}
        current = next((n for n, one in self._pinned.items() if one == code_id), None)
        return pin_menu(menu, names, current, partial(self.pin_wanted.emit, code_id))

    def _filter_codes(self, words: str) -> None:
        self._filtered.show_fitting(words)
        self._tree.open_up(everything=bool(words.strip()))

    def _reload_when_touched(self, changes: Changes) -> None:
        if changes.touches("code"):
            self.reload()
        elif changes.touches(*SHOWN_TABLES):
            self._recount()


def _code_tree(codes: CodeFilter) -> PanelTree:
    """The tree in which codes are chosen, several at once, and dragged to other places."""
    tree = tree_view(_("Codebook"), codes)
    tree.setItemDelegateForColumn(0, CodeCells(tree))
    # The figures are drawn beside the names, so that a wide one takes no room from other rows.
    tree.setColumnHidden(1, True)
    tree.setUniformRowHeights(False)
    tree.setWordWrap(True)
    tree.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
    tree.setDragEnabled(True)
    tree.setAcceptDrops(True)
    tree.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
    tree.setDefaultDropAction(Qt.DropAction.MoveAction)
    tree.setDropIndicatorShown(True)
    tree.setAutoExpandDelay(600)
    tree.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
    return tree


def _id_at(index: QModelIndex) -> UUID | None:
    found = index.siblingAtColumn(0).data(ID_ROLE) if index.isValid() else None
    return found if isinstance(found, UUID) else None
