"""What the program says of itself."""

from qualcoder_sts.foundation.translation import _
from qualcoder_sts.ui.actions.rows import ActionRow, Menu, Needs


def help_menu() -> Menu:
    """What the program says of itself."""
    return Menu(
        _("&Help"),
        (
            ActionRow(
                "take_tour",
                _("&Take the tour"),
                _("Five stops over the sample study: what stands where, and how to code"),
                (),
                Needs.NOTHING,
            ),
            ActionRow(
                "key_sheet",
                _("&Keys"),
                _("All actions with their keys, on one sheet"),
                ("F1",),
                Needs.NOTHING,
            ),
            ActionRow(
                "about",
                _("&About qualcoder-sts"),
                _("Version, licence, and where the log is kept"),
                (),
                Needs.NOTHING,
            ),
        ),
    )
