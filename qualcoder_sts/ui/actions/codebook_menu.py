"""The codebook."""

from qualcoder_sts.foundation.translation import _
from qualcoder_sts.ui.actions.rows import ActionRow, Menu


def codebook_menu() -> Menu:
    """The codebook."""
    return Menu(
        _("Code&book"),
        (
            ActionRow(
                "add_code",
                _("&New code…"),
                _("Add a code to the codebook"),
                ("Ctrl+Shift+N",),
                writes=True,
            ),
        ),
    )
