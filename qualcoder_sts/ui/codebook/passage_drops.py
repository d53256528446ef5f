"""Dropping a passage on a code of the codebook applies the code to it."""

from uuid import UUID

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, Signal
from PySide6.QtGui import QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QTreeView

from qualcoder_sts.ui.models.dragging import DraggedPassage, carried_passage
from qualcoder_sts.ui.models.tree import ID_ROLE, ROW_ROLE

_COMING = {QEvent.Type.DragEnter, QEvent.Type.DragMove}


class PassageDrops(QObject):
    """Watches a tree of codes; what is dragged inside the tree itself passes through."""

    dropped = Signal(object, object)
    """A code's ``UUID`` and the ``DraggedPassage``."""

    def __init__(self, tree: QTreeView) -> None:
        super().__init__(tree)
        self._tree = tree
        self._frame = QFrame(tree.viewport())
        self._frame.setObjectName("dropFrame")
        self._frame.hide()
        tree.setAcceptDrops(True)
        tree.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Show which code would be applied, and take the passage."""
        kind = event.type()
        if kind == QEvent.Type.DragLeave:
            self._frame.hide()
        elif kind in _COMING and isinstance(event, QDragMoveEvent):
            if (carried_passage(event.mimeData())) is not None:
                self._follow(event)
                return True
        elif kind == QEvent.Type.Drop and isinstance(event, QDropEvent):
            passage = carried_passage(event.mimeData())
            if passage is not None:
                self._take(event, passage)
                return True
        return super().eventFilter(watched, event)

    def _follow(self, event: QDragMoveEvent) -> None:
        index = self._tree.indexAt(event.position().toPoint())
        if _codable_at(index) is None:
            self._frame.hide()
            event.ignore()
            return
        row = self._tree.visualRect(index.siblingAtColumn(0))
        row.setRight(self._tree.viewport().width() - 2)
        self._frame.setGeometry(row)
        self._frame.show()
        event.acceptProposedAction()

    def _take(self, event: QDropEvent, passage: DraggedPassage) -> None:
        self._frame.hide()
        point: QPoint = event.position().toPoint()
        if (code_id := _codable_at(self._tree.indexAt(point))) is not None:
            event.acceptProposedAction()
            self.dropped.emit(code_id, passage)


def _codable_at(index: QModelIndex) -> UUID | None:
    """The code at an index, when it can be applied."""
    if not index.isValid():
        return None
    row = index.siblingAtColumn(0).data(ROW_ROLE)
    code_id = index.siblingAtColumn(0).data(ID_ROLE)
    return code_id if row is not None and row.code.codable else None
