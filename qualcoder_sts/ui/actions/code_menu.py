"""Coding in the transcript in front."""

from qualcoder_sts.foundation.translation import _
from qualcoder_sts.ui.actions.rows import LINE, ActionRow, Menu, Needs


def code_menu() -> Menu:
    """Coding in the transcript in front."""
    return Menu(
        _("&Code"),
        (
            ActionRow(
                "apply_code",
                _("&Apply a code…"),
                _("Apply a code to the selected passage"),
                ("Q", "Return", "Enter"),
                Needs.TRANSCRIPT,
                writes=True,
                in_transcript=True,
            ),
            ActionRow(
                "remove_segment",
                _("&Remove the code"),
                _("Take the selected code off its passage"),
                ("U", "Del"),
                Needs.TRANSCRIPT,
                writes=True,
                in_transcript=True,
            ),
            LINE,
            ActionRow(
                "finish_source",
                _("Coding &finished"),
                _("Mark this transcript as finished by you; only finished ones are counted"),
                ("Ctrl+Return",),
                Needs.TRANSCRIPT,
                writes=True,
                choice="finished",
            ),
        ),
    )
