"""Menus over what has keys of its own."""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QMenu, QWidget


class MenuWithKeys(QMenu):
    """A menu whose keys mean its entries for as long as it is open.

    The text below a menu keeps the focus: otherwise a digit in the menu would apply the code that
    is pinned to it.
    """

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(title, parent)
        self.setAccessibleName(title)

    def event(self, event: QEvent) -> bool:
        """No shortcut of anything else is looked for."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)
