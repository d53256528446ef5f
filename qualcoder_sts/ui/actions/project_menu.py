"""Projects, what is brought into them, and who works on them."""

from qualcoder_sts.foundation.translation import _
from qualcoder_sts.ui.actions.rows import LINE, ActionRow, Menu, Needs
from qualcoder_sts.ui.actions.source_menu import source_menu


def project_menu() -> Menu:
    """Projects, what is brought into them, and who works on them."""
    return Menu(
        _("&Project"),
        (
            *_opening(),
            LINE,
            *_bringing_in(),
            source_menu(),
            LINE,
            *_this_computer(),
            LINE,
            *_leaving(),
        ),
    )


def _opening() -> tuple[ActionRow, ...]:
    return (
        ActionRow(
            "new_project",
            _("&New project…"),
            _("Start a project in a new file"),
            ("Ctrl+N",),
            Needs.NOTHING,
        ),
        ActionRow(
            "open_project",
            _("&Open project…"),
            _("Open a project file"),
            ("Ctrl+O",),
            Needs.NOTHING,
        ),
        ActionRow(
            "open_sample",
            _("Open the &sample study"),
            _("Try the program on a fictional study, in a copy of your own"),
            (),
            Needs.NOTHING,
        ),
    )


def _bringing_in() -> tuple[ActionRow, ...]:
    return (
        ActionRow(
            "import_files",
            _("&Import transcripts…"),
            _("Bring transcripts into the project"),
            ("Ctrl+I",),
            writes=True,
        ),
        ActionRow(
            "import_folder",
            _("Import a &folder…"),
            _("Bring a whole folder of transcripts into the project"),
            ("Ctrl+Shift+I",),
            writes=True,
        ),
    )


def _this_computer() -> tuple[ActionRow, ...]:
    return (
        ActionRow(
            "name_coder",
            _("&Who codes…"),
            _("Say under which name you code on this computer"),
            (),
            Needs.NOTHING,
        ),
        ActionRow(
            "settings",
            _("S&ettings…"),
            _("Name, theme, sizes, keys, backups and language"),
            ("Ctrl+,",),
            Needs.NOTHING,
        ),
    )


def _leaving() -> tuple[ActionRow, ...]:
    return (
        ActionRow(
            "close_project",
            _("&Close the project"),
            _("Close the project and go back to the start"),
            ("Ctrl+Shift+W",),
        ),
        ActionRow("quit", _("&Quit"), _("Leave the program"), ("Ctrl+Q",), Needs.NOTHING),
    )
