"""What is done with the sources chosen in the list of sources."""

from qualcoder_sts.foundation.translation import _
from qualcoder_sts.ui.actions.rows import ActionRow, Menu


def source_menu() -> Menu:
    """What is done with the sources chosen in the list of sources."""
    return Menu(
        _("So&urce"),
        (
            ActionRow(
                "source_details",
                _("Source d&etails…"),
                _("See and change what is known of the source chosen in the list"),
            ),
            ActionRow(
                "rename_source",
                _("&Rename the source…"),
                _("Give the source chosen in the list another name"),
                writes=True,
            ),
            ActionRow(
                "save_original",
                _("Save the &original…"),
                _("Save the file from which the source was imported"),
            ),
            ActionRow(
                "delete_sources",
                _("&Delete the source…"),
                _("Delete the sources chosen in the list, with their coding"),
                writes=True,
            ),
        ),
    )
