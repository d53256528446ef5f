"""All menus and all actions of the window."""

from qualcoder_sts.ui.actions.analyse_menu import analyse_menu
from qualcoder_sts.ui.actions.code_menu import code_menu
from qualcoder_sts.ui.actions.codebook_menu import codebook_menu
from qualcoder_sts.ui.actions.edit_menu import edit_menu
from qualcoder_sts.ui.actions.help_menu import help_menu
from qualcoder_sts.ui.actions.memo_menu import memo_menu
from qualcoder_sts.ui.actions.people_menu import people_menu
from qualcoder_sts.ui.actions.project_menu import project_menu
from qualcoder_sts.ui.actions.rows import ActionRow, Menu
from qualcoder_sts.ui.actions.suggestions_menu import suggestions_menu
from qualcoder_sts.ui.actions.team_menu import team_menu
from qualcoder_sts.ui.actions.view_menu import view_menu


def menus() -> tuple[Menu, ...]:
    """The menus from left to right."""
    return (
        project_menu(),
        edit_menu(),
        code_menu(),
        suggestions_menu(),
        codebook_menu(),
        people_menu(),
        memo_menu(),
        analyse_menu(),
        team_menu(),
        view_menu(),
        help_menu(),
    )


def action_rows() -> tuple[ActionRow, ...]:
    """Every action, in the order of the menus."""
    return tuple(row for menu in menus() for row in menu.rows())
