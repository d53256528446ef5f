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
            ActionRow(
                "show_agreement",
                _("&Agreement"),
                _("See how far coders agree, code by code, source by source, pair by pair"),
                choice="team",
            ),
            LINE,
            ActionRow(
                "save_agreement",
                _("&Save the agreement…"),
                _("Write the figures of agreement to Excel, CSV or Word"),
            ),
            ActionRow(
                "give_copy",
                _("&Give a copy to a colleague…"),
                _("Make a copy for somebody to code in, with or without what others have coded"),
            ),
        ),
    )
