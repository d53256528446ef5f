"""Steps and the way back; finding, selecting and correcting words in the transcript in front."""

from collections.abc import Iterator

from qualcoder_sts.foundation.translation import _
from qualcoder_sts.ui.actions.rows import LINE, ActionRow, Menu, Needs


def edit_menu() -> Menu:
    """Steps and the way back; finding, selecting and correcting words."""
    return Menu(
        _("&Edit"),
        (*_steps(), LINE, *_finding(), LINE, *_selecting(), LINE, *_correcting()),
    )


def _steps() -> Iterator[ActionRow]:
    yield ActionRow(
        "undo", _("&Undo"), _("Take back the last step"), ("Ctrl+Z",), Needs.UNDO, writes=True
    )
    yield ActionRow(
        "redo",
        _("&Redo"),
        _("Do again what was taken back"),
        ("Ctrl+Y", "Ctrl+Shift+Z"),
        Needs.REDO,
        writes=True,
    )
    yield ActionRow(
        "show_audit_trail",
        _("Audit &trail"),
        _("See who changed what, and take earlier steps back"),
        ("Ctrl+Shift+H",),
    )
    yield ActionRow(
        "save_audit_trail",
        _("Save the &audit trail…"),
        _("Write the steps that are listed to Word, Excel or CSV"),
    )


def _finding() -> Iterator[ActionRow]:
    rows = (
        (
            "find",
            _("&Find in the transcript…"),
            _("Find a word or a phrase in the transcript in front"),
            "Ctrl+F",
        ),
        ("find_next", _("Find &next"), _("Go to the next place that was found"), "F3"),
        ("find_previous", _("Find &previous"), _("Go to the place found before"), "Shift+F3"),
    )
    for name, text, tip, key in rows:
        yield ActionRow(name, text, tip, (key,), Needs.TRANSCRIPT)


def _selecting() -> Iterator[ActionRow]:
    rows = (
        (
            "grow_selection",
            _("&Grow the selection"),
            _("Select the word, then its sentence, then the whole turn"),
            "S",
        ),
        (
            "shrink_selection",
            _("&Shrink the selection"),
            _("Select what was selected before it grew"),
            "Shift+S",
        ),
    )
    for name, text, tip, key in rows:
        yield ActionRow(name, text, tip, (key,), Needs.TRANSCRIPT, in_transcript=True)


def _correcting() -> Iterator[ActionRow]:
    yield ActionRow(
        "edit_text",
        _("&Edit the text"),
        _("Correct the text of the transcript in front; its segments move along"),
        ("Ctrl+E",),
        Needs.TRANSCRIPT,
        writes=True,
    )
    yield ActionRow(
        "save_text",
        _("Sa&ve the text"),
        _("Keep the text as it is now"),
        ("Ctrl+Return",),
        Needs.EDITING,
        writes=True,
    )
    yield ActionRow(
        "discard_text",
        _("&Discard the changes"),
        _("Go back to the text as it was"),
        (),
        Needs.EDITING,
    )
