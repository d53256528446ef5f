"""Memos and the journal."""

from qualcoder_sts.foundation.translation import _
from qualcoder_sts.ui.actions.rows import LINE, ActionRow, Menu


def memo_menu() -> Menu:
    """Memos and the journal."""
    return Menu(
        _("&Memos"),
        (
            ActionRow(
                "show_memos",
                _("Memos and &journal"),
                _("Look through all memos, and write them"),
                ("Ctrl+Shift+J",),
            ),
            LINE,
            ActionRow(
                "new_journal_entry",
                _("&New journal entry"),
                _("Write down what you noticed or decided, with its date"),
                ("Ctrl+J",),
                writes=True,
            ),
            ActionRow(
                "memo_on_code",
                _("Memo on the &code"),
                _("Write a memo on the code that is chosen in the codebook"),
                writes=True,
            ),
            ActionRow(
                "memo_on_source",
                _("Memo on the &transcript"),
                _("Write a memo on the transcript in front, or on the last one that was"),
                writes=True,
            ),
            ActionRow(
                "memo_on_participant",
                _("Memo on the &participant"),
                _("Write a memo on the participant who was chosen last in the sheet of people"),
                writes=True,
            ),
            LINE,
            ActionRow(
                "save_memos",
                _("&Save the memos…"),
                _("Write the memos that are listed to Word, Markdown or text"),
            ),
        ),
    )
