"""Choosing any number of codes: a tree with a mark before each of them."""

from collections.abc import Iterable
from uuid import UUID

from PySide6.QtCore import QSortFilterProxyModel, Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QVBoxLayout, QWidget

from qualcoder_sts.codebook.tree import CodeTree
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.ui.widgets.controls import search_field
from qualcoder_sts.ui.widgets.swatches import swatch
from qualcoder_sts.ui.widgets.trees import tree_view

ID_ROLE = Qt.ItemDataRole.UserRole
LEAST_HEIGHT = 190


class CodeChoice(QWidget):
    """Codes that are ticked; none ticked means all of them."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: dict[UUID, QStandardItem] = {}
        self._tree = CodeTree(())
        self._model = QStandardItemModel(0, 1, self)
        self._filtered = QSortFilterProxyModel(self)
        self._filtered.setSourceModel(self._model)
        self._filtered.setRecursiveFilteringEnabled(True)
        self._filtered.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._filter = search_field(_("Filter codes"), _("Filter…"))
        self._view = tree_view(_("Codes of the quotes"), self._filtered)
        self._view.setMinimumHeight(LEAST_HEIGHT)
        self._filter.textChanged.connect(self._filter_codes)
        self._model.itemChanged.connect(lambda _item: self.changed.emit())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._filter)
        column.addWidget(self._view, 1)

    def show_tree(self, tree: CodeTree) -> None:
        """Offer these codes; those that were ticked stay so."""
        if tree == self._tree:
            return
        before = self.chosen()
        self._tree = tree
        self._model.removeRows(0, self._model.rowCount())
        self._items = {}
        for code in tree:
            item = QStandardItem(swatch(code.colour), code.name)
            item.setData(code.id, ID_ROLE)
            item.setEditable(False)
            item.setCheckable(True)
            item.setCheckState(_state(is_on=code.id in before))
            above = self._items[code.parent_id] if code.parent_id else None
            (above or self._model.invisibleRootItem()).appendRow(item)
            self._items[code.id] = item
        self._view.open_up()

    def chosen(self) -> frozenset[UUID]:
        """The codes that are ticked."""
        return frozenset(
            code_id
            for code_id, item in self._items.items()
            if item.checkState() == Qt.CheckState.Checked
        )

    def choose(self, code_ids: Iterable[UUID]) -> None:
        """Tick these and no others."""
        wanted = set(code_ids)
        for code_id, item in self._items.items():
            item.setCheckState(_state(is_on=code_id in wanted))
        for code_id in wanted & self._items.keys():
            index = self._filtered.mapFromSource(self._items[code_id].index())
            self._view.setCurrentIndex(index)
            self._view.scrollTo(index)

    def _filter_codes(self, words: str) -> None:
        self._filtered.setFilterFixedString(words.strip())
        self._view.open_up(everything=bool(words.strip()))


def _state(*, is_on: bool) -> Qt.CheckState:
    return Qt.CheckState.Checked if is_on else Qt.CheckState.Unchecked
