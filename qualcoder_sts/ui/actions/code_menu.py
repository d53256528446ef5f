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
            _walk_menu(),
            _ends_menu(),
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


def _walk_menu() -> Menu:
    rows = (
        ("next_segment", _("&Next segment"), _("Go to the next coded segment"), "."),
        ("previous_segment", _("&Previous segment"), _("Go to the coded segment before"), ","),
        (
            "next_here",
            _("Next segment at this p&lace"),
            _("Of overlapping segments, select the next one"),
            "O",
        ),
    )
    return Menu(
        _("&Go to"),
        tuple(
            ActionRow(name, text, tip, (key,), Needs.TRANSCRIPT, in_transcript=True)
            for name, text, tip, key in rows
        ),
    )


def _ends_menu() -> Menu:
    rows = (
        ("end_on", _("&End one word on"), _("Let the segment end a word later"), "Alt+Right"),
        ("end_back", _("E&nd one word back"), _("Let the segment end a word earlier"), "Alt+Left"),
        (
            "start_on",
            _("&Start one word on"),
            _("Let the segment begin a word later"),
            "Shift+Alt+Right",
        ),
        (
            "start_back",
            _("S&tart one word back"),
            _("Let the segment begin a word earlier"),
            "Shift+Alt+Left",
        ),
    )
    return Menu(
        _("&Move the ends"),
        tuple(
            ActionRow(name, text, tip, (key,), Needs.TRANSCRIPT, writes=True, in_transcript=True)
            for name, text, tip, key in rows
        ),
    )
