"""Trees of the side panels, all alike."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QPersistentModelIndex,
    QSignalBlocker,
    QSize,
    Qt,
)
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTreeView

from qualcoder_sts.ui.widgets.names import named
from qualcoder_sts.ui.widgets.swatches import SWATCH_SIZE

Index = QModelIndex | QPersistentModelIndex
_KEY = Qt.ItemDataRole.UserRole


class _HiddenHeader(QHeaderView):
    """A header that is not shown asks for no room: columns are as wide as what they show."""

    def sectionSizeFromContents(self, _logical_index: int) -> QSize:
        """None of the titles is seen."""
        return QSize(0, 0)


class PanelTree(QTreeView):
    """A tree that is open except where somebody closed it, also after its model was reset."""

    def __init__(self) -> None:
        super().__init__()
        self._closed: set[object] = set()
        self.collapsed.connect(lambda index: self._closed.add(_key(index)))
        self.expanded.connect(lambda index: self._closed.discard(_key(index)))

    def reset(self) -> None:
        """The model shows something else."""
        super().reset()
        self.open_up()

    def dataChanged(self, first: Index, last: Index, roles: Sequence[int] = ()) -> None:
        """Rows of their own height are laid out when they are seen, not measured one by one now."""
        if not self.uniformRowHeights() and first.row() != last.row():
            self.scheduleDelayedItemsLayout()
        super().dataChanged(first, last, roles)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where names go on in the next line, rows are as high as the new width makes them."""
        super().resizeEvent(event)
        if self.wordWrap() and event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()

    def open_up(self, *, everything: bool = False) -> None:
        """Open what nobody closed, or ``everything`` for as long as a filter is typed."""
        with QSignalBlocker(self):
            self.expandAll()
            for key in () if everything else self._closed:
                for index in self._indexes_of(key):
                    self.collapse(index)

    def _indexes_of(self, key: object) -> list[QModelIndex]:
        model, waiting, found = self.model(), [QModelIndex()], []
        while waiting:
            parent = waiting.pop()
            for row in range(model.rowCount(parent)):
                index = model.index(row, 0, parent)
                waiting.append(index)
                if _key(index) == key:
                    found.append(index)
        return found


def tree_view(name: str, model: QAbstractItemModel) -> PanelTree:
    """A quiet tree without header whose last columns are as wide as what they show."""
    tree = named(PanelTree(), name)
    tree.setModel(model)
    tree.setHeader(_HiddenHeader(Qt.Orientation.Horizontal, tree))
    tree.setHeaderHidden(True)
    tree.setFrameShape(QFrame.Shape.NoFrame)
    tree.setUniformRowHeights(True)
    tree.setIndentation(14)
    tree.setIconSize(QSize(SWATCH_SIZE, SWATCH_SIZE))
    tree.setAllColumnsShowFocus(True)
    tree.setHorizontalScrollBarPolicy(tree.horizontalScrollBarPolicy().ScrollBarAlwaysOff)
    tree.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    tree.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    header = tree.header()
    header.setStretchLastSection(False)
    # Only what is seen is measured: asking every row would cost most of the time of each step.
    header.setResizeContentsPrecision(0)
    header.setMinimumSectionSize(16)
    header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    for column in range(1, model.columnCount()):
        header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
    return tree


def _key(index: QModelIndex) -> object:
    """What a row is known by: its id, or the words of a heading."""
    return index.data(_KEY) or index.data()
