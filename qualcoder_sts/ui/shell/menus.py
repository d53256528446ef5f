"""The menu bar: which actions stand in which menu."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QMenu, QMenuBar

from qualcoder_sts.foundation.translation import _
from qualcoder_sts.ui.actions import Actions


@dataclass(frozen=True, slots=True)
class MenuRow:
    """A menu with the ids of its actions; an empty one is a line, a ``MenuRow`` a menu in it."""

    title: str
    entries: "tuple[str | MenuRow, ...]"


def menu_rows() -> tuple[MenuRow, ...]:
    """All menus, from left to right."""
    themes = ("theme_system", "theme_light", "theme_dark", "theme_high_contrast")
    return (
        MenuRow(
            _("&Project"),
            (
                "new_project",
                "open_project",
                "open_sample",
                "",
                "import_files",
                "import_folder",
                "",
                "name_coder",
                "",
                "close_project",
                "quit",
            ),
        ),
        MenuRow(_("&Edit"), ("undo", "redo")),
        MenuRow(_("&Code"), ("apply_code", "remove_segment", "", "add_code", "", "finish_source")),
        MenuRow(_("&Analyse"), ("save_chart", "write_report")),
        MenuRow(
            _("&View"),
            (
                "place_code",
                "place_analyse",
                "",
                "zoom_in",
                "zoom_out",
                "close_transcript",
                "",
                MenuRow(_("T&heme"), themes),
            ),
        ),
        MenuRow(_("&Help"), ("about",)),
    )


def fill_menu_bar(bar: QMenuBar, actions: Actions) -> None:
    """Put all menus into a menu bar."""
    for row in menu_rows():
        _fill(bar.addMenu(row.title), row.entries, actions)


def _fill(menu: QMenu, entries: Sequence[str | MenuRow], actions: Actions) -> None:
    menu.setToolTipsVisible(True)
    menu.setAccessibleName(menu.title().replace("&", ""))
    for entry in entries:
        if isinstance(entry, MenuRow):
            _fill(menu.addMenu(entry.title), entry.entries, actions)
        elif entry:
            menu.addAction(actions[entry])
        else:
            menu.addSeparator()
