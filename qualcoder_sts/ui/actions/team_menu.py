"""Working together: who codes what, double coding, copies for colleagues and what comes back."""

from qualcoder_sts.foundation.translation import _
from qualcoder_sts.ui.actions.rows import LINE, ActionRow, Menu


def team_menu() -> Menu:
    """Working together: who codes what, double coding, copies and what comes back."""
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
                "show_rounds",
                _("&Rounds"),
                _("Share out the sources, and have some of them coded twice"),
                choice="team",
            ),
            ActionRow(
                "show_agreement",
                _("&Agreement"),
                _("See how far coders agree, code by code, source by source, pair by pair"),
                choice="team",
            ),
            ActionRow(
                "show_disagreements",
                _("&Disagreements"),
                _("See what coders did side by side, and settle where they differ"),
                choice="team",
            ),
            LINE,
            *_rounds(),
            LINE,
            Menu(_("Re&concile"), (*_walking(), LINE, *_settling(), LINE, *_closing())),
            LINE,
            *_saving(),
            *_copies(),
        ),
    )


def _rounds() -> tuple[ActionRow, ...]:
    return (
        ActionRow(
            "add_coder",
            _("Add a cod&er…"),
            _("Add somebody who is to code, before they have"),
            writes=True,
        ),
        ActionRow(
            "open_round",
            _("Open a rou&nd…"),
            _("Have several code the same sources, blind for one another until it is closed"),
            writes=True,
        ),
        ActionRow(
            "close_round",
            _("C&lose the round"),
            _("End the round that is chosen: its coders see one another’s work from then on"),
            writes=True,
        ),
    )


def _walking() -> tuple[ActionRow, ...]:
    return (
        ActionRow(
            "next_disagreement",
            _("Ne&xt disagreement"),
            _("Go to the next passage on which the coders differ"),
            ("J",),
            in_disagreements=True,
        ),
        ActionRow(
            "previous_disagreement",
            _("&Previous disagreement"),
            _("Go to the passage before on which the coders differ"),
            ("K",),
            in_disagreements=True,
        ),
    )


def _settling() -> tuple[ActionRow, ...]:
    rows = (
        ("take_first", _("&First coder’s"), _("Take what the first coder did"), "1"),
        ("take_second", _("&Second coder’s"), _("Take what the second coder did"), "2"),
        ("take_third", _("&Third coder’s"), _("Take what the third coder did"), "5"),
        (
            "join_all",
            _("&Join all"),
            _("Take what anybody did, as one passage for each code"),
            "3",
        ),
        ("leave_out", _("&Leave out"), _("Take nothing of it into the consensus"), "0"),
        (
            "settle_otherwise",
            _("&Otherwise…"),
            _("Take another code, on the whole passage or on words that you select"),
            "4",
        ),
    )
    return tuple(
        ActionRow(name, text, tip, (key,), writes=True, in_disagreements=True)
        for name, text, tip, key in rows
    )


def _closing() -> tuple[ActionRow, ...]:
    return (
        ActionRow(
            "take_agreed",
            _("Take &in what all agree on"),
            _("Take into the consensus what all have coded alike, in all their sources"),
            writes=True,
        ),
        ActionRow(
            "close_double_coding",
            _("&Close double coding of this source"),
            _("From then on its consensus is what counts; once more opens it again"),
            writes=True,
        ),
    )


def _saving() -> tuple[ActionRow, ...]:
    return (
        ActionRow(
            "save_agreement",
            _("&Save the agreement…"),
            _("Write the figures of agreement to Excel, CSV or Word"),
        ),
        ActionRow(
            "save_rounds_chart",
            _("Save the c&hart of rounds…"),
            _("Save how agreement went from round to round as PNG, SVG or PDF"),
        ),
    )


def _copies() -> tuple[ActionRow, ...]:
    return (
        ActionRow(
            "give_copy",
            _("&Give a copy to a colleague…"),
            _("Make a copy for somebody to code in, with or without what others have coded"),
        ),
        ActionRow(
            "show_merge",
            _("&Merge copies"),
            _("See what colleagues did in their copies, and take it over"),
            choice="team",
        ),
        ActionRow(
            "save_merge_report",
            _("Save the merge repor&t…"),
            _("Write what the merge would do, or has done, to a Word file or a page"),
        ),
    )
