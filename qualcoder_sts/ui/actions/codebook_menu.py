"""The codebook."""

from qualcoder_sts.foundation.translation import _
from qualcoder_sts.ui.actions.rows import LINE, ActionRow, Line, Menu


def codebook_menu() -> Menu:
    """The codebook and its codes."""
    return Menu(_("Code&book"), (*_codes(), _changes(), LINE, *_whole_codebook()))


def _codes() -> tuple[ActionRow, ...]:
    return (
        ActionRow(
            "add_code",
            _("&New code…"),
            _("Add a code to the codebook"),
            ("Ctrl+Shift+N",),
            writes=True,
        ),
        ActionRow(
            "add_category",
            _("New ca&tegory…"),
            _("Add a category, which orders codes and is not applied itself"),
            writes=True,
        ),
    )


def _changes() -> Menu:
    """What is done with the codes that are chosen in the tree."""
    return Menu(
        _("T&he chosen code"),
        (*_uses(), LINE, *_looks(), LINE, *_places(), LINE, *_lives()),
    )


def _uses() -> tuple[ActionRow, ...]:
    return (
        ActionRow(
            "pin_code",
            _("&Pin to a key…"),
            _("Choose one of the keys 1 to 9, which then applies the code in the transcript"),
            ("Ctrl+P",),
            writes=True,
            in_codebook=True,
        ),
        ActionRow(
            "show_only_code",
            _("Show only this &code"),
            _("Hide all other codes in the transcripts, but those below this one"),
        ),
    )


def _looks() -> tuple[ActionRow, ...]:
    return (
        ActionRow(
            "rename_code",
            _("&Rename…"),
            _("Give the code another name"),
            ("F2",),
            writes=True,
            in_codebook=True,
        ),
        ActionRow(
            "recolour_code",
            _("Co&lour…"),
            _("Give the chosen codes another colour"),
            writes=True,
        ),
        ActionRow(
            "switch_codable",
            _("Code or cate&gory"),
            _("Make the code a category, or the category a code"),
            writes=True,
        ),
    )


def _places() -> tuple[ActionRow, ...]:
    return (
        ActionRow(
            "move_code_to",
            _("&Move to…"),
            _("Put the chosen codes below another code or category"),
            ("F6",),
            writes=True,
            in_codebook=True,
        ),
        ActionRow(
            "move_code_up",
            _("Move &up"),
            _("Put the code before the one above it"),
            ("Alt+Up",),
            writes=True,
            in_codebook=True,
        ),
        ActionRow(
            "move_code_down",
            _("Move &down"),
            _("Put the code behind the one below it"),
            ("Alt+Down",),
            writes=True,
            in_codebook=True,
        ),
    )


def _lives() -> tuple[ActionRow, ...]:
    return (
        ActionRow(
            "merge_code",
            _("Merge &into…"),
            _("Make the code part of another; all that stands on it goes along"),
            ("Ctrl+M",),
            writes=True,
            in_codebook=True,
        ),
        ActionRow(
            "split_code",
            _("&Split off…"),
            _("Give some of the code’s segments to a new or another code"),
            writes=True,
        ),
        ActionRow(
            "delete_code",
            _("D&elete…"),
            _("Delete the code with all that stands on it"),
            writes=True,
        ),
    )


def _whole_codebook() -> tuple[ActionRow | Line, ...]:
    return (
        ActionRow(
            "show_codebook",
            _("&Definitions"),
            _("Read and write what codes mean"),
            ("Ctrl+Shift+D",),
        ),
        ActionRow(
            "show_recheck",
            _("&Look again"),
            _("Go through passages coded under another wording of their code"),
        ),
        LINE,
        ActionRow(
            "show_codebook_versions",
            _("&Versions"),
            _("See frozen versions of the codebook and what has changed since"),
        ),
        ActionRow(
            "freeze_version",
            _("&Freeze a version…"),
            _("Keep the codebook as it is now under a number, a name and a date"),
            writes=True,
        ),
        ActionRow(
            "export_changes",
            _("&Write the changes…"),
            _("Write what has changed between two versions as a page to print"),
        ),
        LINE,
        ActionRow(
            "take_ready_codebook",
            _("&Start from a ready-made codebook…"),
            _("Take in one of the codebooks that come with the program"),
            writes=True,
        ),
        ActionRow(
            "import_codebook",
            _("&Import a codebook…"),
            _("Take in a codebook from YAML, Excel, CSV or REFI-QDA (QDC)"),
            writes=True,
        ),
        ActionRow(
            "export_codebook",
            _("&Export the codebook…"),
            _("Write the codebook as YAML, Excel, CSV or REFI-QDA (QDC)"),
        ),
    )
