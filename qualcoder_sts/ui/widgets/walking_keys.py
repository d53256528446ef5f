"""Keys that walk a list while the line above it keeps the focus."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget


class WalkingKeys(QObject):
    """The arrows go from row to row, further with the page keys; Return takes the current one."""

    taken = Signal(object)
    """The ``Qt.KeyboardModifier``s that Return was pressed with."""

    def __init__(self, field: QLineEdit, walked: QListWidget, page: int) -> None:
        super().__init__(field)
        self._list = walked
        keys = Qt.Key
        self._steps: dict[int, int] = {
            keys.Key_Down: 1,
            keys.Key_Up: -1,
            keys.Key_PageDown: page,
            keys.Key_PageUp: -page,
        }
        field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What is not for the list goes to the line."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        if (step := self._steps.get(event.key())) is not None:
            row = self._list.currentRow() + step
            self._list.setCurrentRow(max(0, min(row, self._list.count() - 1)))
            return True
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.taken.emit(event.modifiers())
            return True
        return super().eventFilter(watched, event)
