"""Coding in the transcript in front."""

from qualcoder_sts.foundation.pinned_codes import DIGITS
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.ui.actions.rows import LINE, ActionRow, Menu, Needs


def code_menu() -> Menu:
    """Coding in the transcript in front."""
    return Menu(
        _("&Code"),
        (
            *_applying(),
            _pinned_codes(),
            LINE,
            *_changing(),
            LINE,
            _walk_menu(),
            _ends_menu(),
            LINE,
            *_in_bulk(),
            LINE,
            *_filtering(),
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
            ActionRow(
                "finish_up_to_here",
                _("Finished &up to here"),
                _("Let suggestions learn from a transcript's beginning; again there: take it back"),
                ("Ctrl+Shift+Return",),
                Needs.TRANSCRIPT,
                writes=True,
            ),
        ),
    )


def _applying() -> tuple[ActionRow, ...]:
    return (
        _in_transcript(
            "apply_code",
            _("&Apply a code…"),
            _("Apply a code to the selected passage"),
            ("Q", "Return", "Enter"),
        ),
        _in_transcript(
            "apply_recent",
            _("Apply a &recent code…"),
            _("Choose among the codes you applied last"),
            ("R",),
        ),
        _in_transcript(
            "new_code_here",
            _("&New code from the selection…"),
            _("Add a code to the codebook and apply it to the selected passage"),
            ("N",),
        ),
        _in_transcript(
            "code_in_vivo",
            _("In-&vivo code"),
            _("Make the selected words themselves the name of a code"),
            ("V",),
        ),
    )


def _pinned_codes() -> Menu:
    return Menu(
        _("Pinned co&des"),
        tuple(
            _in_transcript(
                f"apply_pinned_{digit}",
                _("Apply code of key &%d") % digit,
                _("Apply the code that you pinned to this key"),
                (str(digit),),
            )
            for digit in DIGITS
        ),
    )


def _changing() -> tuple[ActionRow, ...]:
    return (
        _in_transcript(
            "recode_segment",
            _("C&hange the code…"),
            _("Give the selected passage another code instead of this one"),
            ("Shift+Q",),
        ),
        _in_transcript(
            "write_segment_memo",
            _("&Memo on the segment"),
            _("Write down what you think about the selected segment"),
            ("M",),
        ),
        _in_transcript(
            "weigh_segment",
            _("&Weight of the segment"),
            _("Say how strongly the passage speaks for its code, from 0 to 100"),
            ("W",),
        ),
        _in_transcript(
            "clear_weight",
            _("&Clear the weight"),
            _("Let the selected segment have no weight"),
            ("Shift+W",),
        ),
        _in_transcript(
            "mark_quote",
            _("&Illustrative quote"),
            _("Mark the segment as a quote for reports, or take the mark away"),
            ("I",),
        ),
        _in_transcript(
            "split_segment",
            _("&Split the segment here"),
            _("Make two segments of one where the cursor stands"),
            ("D",),
        ),
        _in_transcript(
            "join_segment",
            _("&Join with the next segment"),
            _("Make one segment of this one and the next of the same code beside it"),
            ("Shift+D",),
        ),
        _in_transcript(
            "remove_segment",
            _("Remove the cod&e"),
            _("Take the selected code off its passage"),
            ("U", "Del"),
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
        _("Move &the ends"),
        tuple(
            ActionRow(name, text, tip, (key,), Needs.TRANSCRIPT, writes=True, in_transcript=True)
            for name, text, tip, key in rows
        ),
    )


def _in_bulk() -> tuple[ActionRow, ...]:
    return (
        ActionRow(
            "show_search",
            _("Search in the &project…"),
            _("Find words in all transcripts, and code what was found"),
            ("Ctrl+Shift+F",),
        ),
        ActionRow(
            "code_speaker",
            _("Code everything a spea&ker says…"),
            _("Apply a code to all turns of a speaker, in one transcript or in several"),
            ("Ctrl+Shift+E",),
            writes=True,
        ),
    )


def _filtering() -> tuple[ActionRow, ...]:
    return (
        ActionRow(
            "filter_codes",
            _("Show only some c&odes…"),
            _("Choose which codes and coders are shown in the transcripts"),
            ("Ctrl+Shift+L",),
            Needs.TRANSCRIPT,
        ),
        ActionRow(
            "only_mine",
            _("Show only m&y coding"),
            _("Hide what other coders coded, or show it again"),
            ("Ctrl+Shift+M",),
            Needs.TRANSCRIPT,
            choice="only_mine",
        ),
    )


def _in_transcript(action_id: str, text: str, tip: str, keys: tuple[str, ...]) -> ActionRow:
    """Something that changes the project with a single key while the transcript has the focus."""
    return ActionRow(action_id, text, tip, keys, Needs.TRANSCRIPT, writes=True, in_transcript=True)
