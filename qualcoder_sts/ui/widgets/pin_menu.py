"""The menu that pins a code to one of the keys 1 to 9."""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtWidgets import QMenu, QWidget

from qualcoder_sts.foundation.pinned_codes import DIGITS
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.ui.widgets.menus import MenuWithKeys


def pin_menu(
    parent: QWidget, names: Mapping[int, str], current: int | None, choose: Callable[[int], object]
) -> QMenu:
    """Each key with the code that has it now; ``choose`` gets the digit, or 0 for no key."""
    menu = MenuWithKeys(_("Pin to a key"), parent)
    for digit in DIGITS:
        words = f"&{digit}   {names.get(digit, _('free')).replace('&', '&&')}"
        entry = menu.addAction(words, partial(choose, digit))
        entry.setCheckable(True)
        entry.setChecked(digit == current)
    if current is not None:
        menu.addSeparator()
        menu.addAction(_("No key"), partial(choose, 0))
    return menu
