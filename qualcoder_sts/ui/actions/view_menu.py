"""Places, and how the window looks."""

from qualcoder_sts.foundation.translation import _
from qualcoder_sts.ui.actions.rows import LINE, ActionRow, Menu, Needs


def view_menu() -> Menu:
    """Places, and how the window looks."""
    return Menu(
        _("&View"),
        (
            ActionRow(
                "place_code", _("&Code"), _("Read and code transcripts"), ("Alt+1",), choice="place"
            ),
            ActionRow(
                "place_analyse",
                _("&Analyse"),
                _("See how often themes occur"),
                ("Alt+2",),
                choice="place",
            ),
            ActionRow(
                "place_team",
                _("T&eam"),
                _("See who coded what, give copies to colleagues and merge them"),
                ("Alt+3",),
                choice="place",
            ),
            _panels_menu(),
            LINE,
            ActionRow(
                "zoom_in",
                _("Larger &text"),
                _("Show the transcript larger"),
                ("Ctrl++", "Ctrl+="),
                Needs.TRANSCRIPT,
            ),
            ActionRow(
                "zoom_out",
                _("S&maller text"),
                _("Show the transcript smaller"),
                ("Ctrl+-",),
                Needs.TRANSCRIPT,
            ),
            ActionRow(
                "side_by_side",
                _("Side &by side"),
                _("Move the transcript in front to the other side"),
                ("Ctrl+\\",),
                Needs.TRANSCRIPT,
                while_editing=True,
            ),
            ActionRow(
                "close_transcript",
                _("Close t&ranscript"),
                _("Close the transcript, or the table or list, that is in front"),
                ("Ctrl+W",),
                Needs.TAB,
            ),
            LINE,
            _interface_menu(),
            _theme_menu(),
        ),
    )


def _panels_menu() -> Menu:
    """In the order in which they stand from left to right."""
    rows = (
        ("sources", _("Go to the &sources"), _("To the list of sources")),
        ("codebook", _("Go to the &codebook"), _("To the tree of codes")),
        ("transcript", _("Go to the &transcript"), _("Back to what is in front in the middle")),
        (
            "inspector",
            _("Go to the selected &passage"),
            _("To the passage’s codes, memo and weight, and what its code means"),
        ),
        (
            "suggestions",
            _("Go to the s&uggestions"),
            _("To the queue of suggestions, where single keys decide"),
        ),
    )
    ways = (
        ActionRow(f"go_to_{name}", text, tip, (f"Ctrl+{digit}",))
        for digit, (name, text, tip) in enumerate(rows, 1)
    )
    only_text = ActionRow(
        "only_text",
        _("&Only the text"),
        _("Hide the panels on both sides, or show them again"),
        ("F9",),
        choice="only_text",
    )
    return Menu(_("&Panels"), (*ways, LINE, only_text))


def _interface_menu() -> Menu:
    rows = (
        ("larger", _("&Larger interface"), _("Show the whole window larger"), "Ctrl+Alt++"),
        ("smaller", _("&Smaller interface"), _("Show the whole window smaller"), "Ctrl+Alt+-"),
        ("as_it_came", _("&Usual size"), _("Show the window in its first size"), "Ctrl+Alt+0"),
    )
    return Menu(
        _("Whole &interface"),
        tuple(
            ActionRow(f"interface_{name}", text, tip, (key,), Needs.NOTHING)
            for name, text, tip, key in rows
        ),
    )


def _theme_menu() -> Menu:
    themes = (
        ("system", _("Follow the s&ystem"), _("Light or dark, as the computer is set")),
        ("light", _("&Light"), _("Dark letters on light paper")),
        ("dark", _("&Dark"), _("Light letters on dark paper")),
        ("high_contrast", _("&High contrast"), _("White on black, with strong lines")),
    )
    rows = (
        ActionRow(f"theme_{name}", text, tip, (), Needs.NOTHING, choice="theme")
        for name, text, tip in themes
    )
    return Menu(_("T&heme"), tuple(rows))
