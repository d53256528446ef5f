"""Steps and the way back."""

from qualcoder_sts.foundation.translation import _
from qualcoder_sts.ui.actions.rows import LINE, ActionRow, Menu, Needs


def edit_menu() -> Menu:
    """Steps and the way back."""
    return Menu(
        _("&Edit"),
        (
            ActionRow(
                "undo",
                _("&Undo"),
                _("Take back the last step"),
                ("Ctrl+Z",),
                Needs.UNDO,
                writes=True,
            ),
            ActionRow(
                "redo",
                _("&Redo"),
                _("Do again what was taken back"),
                ("Ctrl+Y", "Ctrl+Shift+Z"),
                Needs.REDO,
                writes=True,
            ),
            ActionRow(
                "show_audit_trail",
                _("Audit &trail"),
                _("See who changed what, and take earlier steps back"),
                ("Ctrl+Shift+H",),
            ),
            ActionRow(
                "save_audit_trail",
                _("Save the &audit trail…"),
                _("Write the steps that are listed to Word, Excel or CSV"),
            ),
            LINE,
            ActionRow(
                "grow_selection",
                _("&Grow the selection"),
                _("Select the word, then its sentence, then the whole turn"),
                ("S",),
                Needs.TRANSCRIPT,
                in_transcript=True,
            ),
            ActionRow(
                "shrink_selection",
                _("&Shrink the selection"),
                _("Select what was selected before it grew"),
                ("Shift+S",),
                Needs.TRANSCRIPT,
                in_transcript=True,
            ),
        ),
    )
