"""Trees of the side panels, all alike."""

from PySide6.QtCore import QAbstractItemModel
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTreeView

from qualcoder_sts.ui.widgets.names import named


def tree_view(name: str, model: QAbstractItemModel) -> QTreeView:
    """A quiet tree without header whose last columns are as wide as what they show."""
    tree = named(QTreeView(), name)
    tree.setModel(model)
    tree.setHeaderHidden(True)
    tree.setFrameShape(QFrame.Shape.NoFrame)
    tree.setUniformRowHeights(True)
    tree.setIndentation(14)
    tree.setAllColumnsShowFocus(True)
    tree.setHorizontalScrollBarPolicy(tree.horizontalScrollBarPolicy().ScrollBarAlwaysOff)
    tree.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    tree.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    header = tree.header()
    header.setStretchLastSection(False)
    header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    for column in range(1, model.columnCount()):
        header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
    return tree
