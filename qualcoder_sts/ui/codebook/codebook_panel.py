"""The codebook as a tree with how often each code is applied."""

from uuid import UUID

from PySide6.QtCore import QModelIndex, QPoint, QSortFilterProxyModel, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QInputDialog, QMenu, QMessageBox, QVBoxLayout, QWidget

from qualcoder_sts.analysis.queries import segment_counts
from qualcoder_sts.codebook.operations import add_code, rename_code
from qualcoder_sts.codebook.queries import code_tree
from qualcoder_sts.coding.operations.codes import CodeBelongings, belongings, delete_code
from qualcoder_sts.foundation.translation import _, ngettext
from qualcoder_sts.project.changes import Changes
from qualcoder_sts.ui.models.codes import code_model, code_nodes
from qualcoder_sts.ui.models.tree import ID_ROLE
from qualcoder_sts.ui.operations import Operations
from qualcoder_sts.ui.widgets.controls import search_field
from qualcoder_sts.ui.widgets.trees import tree_view

SHOWN_TABLES = ("code", "coded_segment")


class CodebookPanel(QWidget):
    """Shows the codebook; a double click or Return applies the code under it."""

    applied = Signal(object)
    """The ``UUID`` of a code to apply to what is selected."""
    current_changed = Signal(object)
    """The ``UUID`` of the code under the cursor, or None."""

    def __init__(self, operations: Operations, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._operations = operations
        self._model = code_model(self)
        self._filtered = QSortFilterProxyModel(self)
        self._filtered.setSourceModel(self._model)
        self._filtered.setRecursiveFilteringEnabled(True)
        self._filtered.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._filter = search_field(_("Filter codes"), _("Filter…"))
        self._filter.textChanged.connect(self._filter_codes)
        self._tree = tree_view(_("Codebook"), self._filtered)
        self._tree.activated.connect(lambda index: self.applied.emit(self._id_at(index)))
        self._tree.selectionModel().currentChanged.connect(
            lambda index: self.current_changed.emit(self._id_at(index))
        )
        self._tree.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._tree.customContextMenuRequested.connect(self._show_menu)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        around = QHBoxLayout()
        around.setContentsMargins(10, 0, 10, 2)
        around.addWidget(self._filter)
        column.addLayout(around)
        column.addWidget(self._tree)
        operations.changed.connect(self._reload_when_touched)
        self.reload()

    def reload(self) -> None:
        """Show the codebook as it is now."""
        tree = self._operations.read(code_tree)
        counts = self._operations.read(segment_counts)
        current = self.current_code()
        self._model.show_tree(code_nodes(tree, counts))
        self._tree.expandAll()
        if current is not None and (index := self._model.index_of(current)).isValid():
            self._tree.setCurrentIndex(self._filtered.mapFromSource(index))

    def current_code(self) -> UUID | None:
        """The code under the cursor."""
        return self._id_at(self._tree.currentIndex())

    def ask_new_code(self) -> None:
        """Ask for a name and add a code below the category under the cursor."""
        name, is_given = QInputDialog.getText(self, _("New code"), _("Name of the new code"))
        if is_given and name.strip():
            self._operations.run(add_code, name, parent_id=self._category_here())

    def _category_here(self) -> UUID | None:
        tree = self._operations.read(code_tree)
        current = self.current_code()
        if current is None or current not in tree:
            return None
        row = tree[current]
        return row.parent_id if row.codable else row.id

    def _show_menu(self, place: QPoint) -> None:
        code_id = self._id_at(self._tree.indexAt(place))
        menu = QMenu(self)
        if code_id is not None:
            menu.addAction(_("Apply to the selection"), lambda: self.applied.emit(code_id))
            menu.addSeparator()
            menu.addAction(_("Rename…"), lambda: self._ask_rename(code_id))
            menu.addAction(_("Delete…"), lambda: self._ask_delete(code_id))
            menu.addSeparator()
        menu.addAction(_("New code…"), self.ask_new_code)
        menu.exec(self._tree.viewport().mapToGlobal(place))

    def _ask_rename(self, code_id: UUID) -> None:
        row = self._operations.read(code_tree)[code_id]
        name, is_given = QInputDialog.getText(
            self, _("Rename code"), _("New name of the code"), text=row.name
        )
        if is_given and name.strip() != row.name:
            self._operations.run(rename_code, code_id, name)

    def _ask_delete(self, code_id: UUID) -> None:
        name = self._operations.read(code_tree)[code_id].name
        gone = self._operations.read(belongings, code_id)
        answer = QMessageBox.question(
            self,
            _("Delete code"),
            _("Delete “%(name)s” with %(gone)s? Undo brings all of it back.")
            % {"name": name, "gone": _in_words(gone)},
        )
        if answer == QMessageBox.StandardButton.Yes:
            self._operations.run(delete_code, code_id)

    def _filter_codes(self, words: str) -> None:
        self._filtered.setFilterFixedString(words.strip())
        self._tree.expandAll()

    def _id_at(self, index: QModelIndex) -> UUID | None:
        found = index.siblingAtColumn(0).data(ID_ROLE) if index.isValid() else None
        return found if isinstance(found, UUID) else None

    def _reload_when_touched(self, changes: Changes) -> None:
        if changes.touches(*SHOWN_TABLES):
            self.reload()


def _in_words(gone: CodeBelongings) -> str:
    parts = [
        ngettext("%d code below it", "%d codes below it", gone.codes) % gone.codes,
        ngettext("%d segment", "%d segments", gone.segments) % gone.segments,
        ngettext("%d memo", "%d memos", gone.memos) % gone.memos,
    ]
    return ", ".join(parts)
