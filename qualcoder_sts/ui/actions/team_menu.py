"""Working together: copies for colleagues, and what comes back."""

from qualcoder_sts.foundation.translation import _
from qualcoder_sts.ui.actions.rows import LINE, ActionRow, Menu


def team_menu() -> Menu:
    """Working together: copies for colleagues, and what comes back."""
    return Menu(
        _("&Team"),
        (
            ActionRow(
                "show_team",
                _("&Overview"),
                _("See who coded what so far, and what to do next"),
                choice="team",
            ),
            LINE,
            ActionRow(
                "give_copy",
                _("&Give a copy to a colleague…"),
                _("Make a copy for somebody to code in, with or without what others have coded"),
            ),
        ),
    )
