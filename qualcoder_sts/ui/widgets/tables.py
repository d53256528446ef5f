"""Tables of a page, all alike: headings, whole rows, a hairline between them."""

from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeView

from qualcoder_sts.ui.widgets.names import named


def table_view(name: str, model: QAbstractItemModel, stretched: int = 0) -> QTreeView:
    """A quiet table of whole rows; the column ``stretched`` takes the room that is left."""
    table = named(QTreeView(), name)
    table.setObjectName("table")
    table.setModel(model)
    table.setRootIsDecorated(False)
    table.setItemsExpandable(False)
    table.setIndentation(0)
    table.setUniformRowHeights(True)
    table.setAllColumnsShowFocus(True)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
    header = table.header()
    header.setStretchLastSection(False)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    for column in range(model.columnCount()):
        is_stretched = column == stretched
        mode = QHeaderView.ResizeMode
        header.setSectionResizeMode(column, mode.Stretch if is_stretched else mode.ResizeToContents)
    return table
