"""Passages that may carry a code: deciding about them, and what they rest on."""

from qualcoder_sts.foundation.translation import _
from qualcoder_sts.ui.actions.rows import LINE, ActionRow, Line, Menu, Needs


def suggestions_menu() -> Menu:
    """Passages that may carry a code: deciding about them, and what they rest on."""
    return Menu(
        _("Su&ggestions"),
        (
            ActionRow(
                "suggest_codes",
                _("&Suggest codes to me"),
                _("Let the program point at passages that may carry a code, or stop it"),
                choice="suggest_codes",
            ),
            ActionRow(
                "suggest_now",
                _("Compute them &now"),
                _("Compute suggestions anew at once, not only when you pause"),
                writes=True,
            ),
            LINE,
            *_walking(),
            LINE,
            *_deciding(),
            LINE,
            *_looking(),
        ),
    )


def _walking() -> tuple[ActionRow, ...]:
    return (
        ActionRow(
            "next_suggestion",
            _("N&ext suggestion"),
            _("Go to the next suggestion in the transcript"),
            ("J",),
            Needs.TRANSCRIPT,
            in_transcript=True,
        ),
        ActionRow(
            "previous_suggestion",
            _("&Previous suggestion"),
            _("Go to the suggestion before in the transcript"),
            ("K",),
            Needs.TRANSCRIPT,
            in_transcript=True,
        ),
    )


def _deciding() -> tuple[ActionRow, ...]:
    rows = (
        ("accept_suggestion", _("&Accept"), _("Apply the suggested code"), "A"),
        (
            "reject_suggestion",
            _("&Reject"),
            _("Say that the code does not fit there: it is not suggested there again"),
            "X",
        ),
        (
            "longer_suggestion",
            _("&Longer"),
            _("Let the suggestion reach further, up to the whole turn"),
            "Alt+Right",
        ),
        (
            "shorter_suggestion",
            _("S&horter"),
            _("Let the suggestion reach less far, down to a clause"),
            "Alt+Left",
        ),
    )
    return tuple(
        ActionRow(name, text, tip, (key,), writes=True, in_suggestions=True)
        for name, text, tip, key in rows
    )


def _looking() -> "tuple[ActionRow | Line, ...]":
    return (
        ActionRow(
            "show_compare_suggestion",
            _("Co&mpare with what you coded"),
            _("Read the suggested passage beside the nearest ones that you gave the code"),
        ),
        ActionRow(
            "show_hidden_suggestions",
            _("What is h&idden, and why"),
            _("See which sentences are not suggested because of a term or a rejection"),
        ),
        LINE,
        ActionRow(
            "show_similar",
            _("Find more li&ke this"),
            _("Find what participants say that is most like the selected passage"),
            needs=Needs.TRANSCRIPT,
        ),
        ActionRow(
            "show_read_next",
            _("What &to read next"),
            _("See passages that are least like anything you have coded"),
        ),
        ActionRow(
            "show_distinctive_words",
            _("&Distinctive words"),
            _("See which words are said more often in the passages of a code, to make terms of"),
        ),
        LINE,
        ActionRow(
            "show_suggestion_basis",
            _("What suggestions rest &on"),
            _("Choose whose coding is learnt from, set up the encoder, say how sure codes must be"),
        ),
        ActionRow(
            "show_suggestion_check",
            _("Suggestion &check"),
            _("See how good suggestions would have been for what you have coded already"),
        ),
    )
