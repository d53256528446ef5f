"""The menu bar, filled from the table of actions."""

from PySide6.QtWidgets import QMenu, QMenuBar

from qualcoder_sts.ui.actions.actions import Actions
from qualcoder_sts.ui.actions.menus import menus
from qualcoder_sts.ui.actions.rows import ActionRow, Menu


def fill_menu_bar(bar: QMenuBar, actions: Actions) -> None:
    """Put all menus into a menu bar."""
    for row in menus():
        _fill(bar.addMenu(row.title), row, actions)


def _fill(menu: QMenu, row: Menu, actions: Actions) -> None:
    menu.setToolTipsVisible(True)
    menu.setAccessibleName(menu.title().replace("&", ""))
    for entry in row.entries:
        if isinstance(entry, Menu):
            _fill(menu.addMenu(entry.title), entry, actions)
        elif isinstance(entry, ActionRow):
            menu.addAction(actions[entry.id])
        else:
            menu.addSeparator()
