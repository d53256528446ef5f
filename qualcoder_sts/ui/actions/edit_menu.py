"""Steps and the way back."""

from qualcoder_sts.foundation.translation import _
from qualcoder_sts.ui.actions.rows import ActionRow, Menu, Needs


def edit_menu() -> Menu:
    """Steps and the way back."""
    return Menu(
        _("&Edit"),
        (
            ActionRow(
                "undo",
                _("&Undo"),
                _("Take back the last step"),
                ("Ctrl+Z",),
                Needs.UNDO,
                writes=True,
            ),
            ActionRow(
                "redo",
                _("&Redo"),
                _("Do again what was taken back"),
                ("Ctrl+Y", "Ctrl+Shift+Z"),
                Needs.REDO,
                writes=True,
            ),
        ),
    )
