"""A menu of the codebook, to choose another code from."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QMenu

from qualcoder_sts.codebook.tree import CodeRow, CodeTree
from qualcoder_sts.ui.actions.actions import as_words
from qualcoder_sts.ui.widgets.swatches import swatch


def fill_with_codes(menu: QMenu, tree: CodeTree, choose: Callable[[UUID], object]) -> None:
    """Every code that can be applied, those below others in menus of their own."""
    for code in tree.children(None):
        _add(menu, tree, code, choose)


def _add(menu: QMenu, tree: CodeTree, code: CodeRow, choose: Callable[[UUID], object]) -> None:
    icon, name = swatch(code.colour), as_words(code.name)
    below = tree.children(code.id)
    if not below:
        if code.codable:
            menu.addAction(icon, name, partial(choose, code.id))
        return
    inside = menu.addMenu(icon, name)
    inside.setAccessibleName(code.name)
    if code.codable:
        inside.addAction(icon, name, partial(choose, code.id))
        inside.addSeparator()
    for child in below:
        _add(inside, tree, child, choose)
