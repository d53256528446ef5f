"""What is said when a project has been opened."""

from qualcoder_sts.foundation.translation import _
from qualcoder_sts.project.coders import list_coders
from qualcoder_sts.project.workspace import Workspace
from qualcoder_sts.ui.actions.actions import Actions, as_words
from qualcoder_sts.ui.widgets.notice_bar import NoticeBar


def greet(workspace: Workspace, notices: NoticeBar, actions: Actions, *, reminders: bool) -> None:
    """Say what was found at opening, and as whom one codes where that is new to the project."""
    sentences = list(workspace.notices)
    if workspace.read_only:
        sentences.append(
            _("This project is open read-only: read, count and save charts as you like.")
        )
    if reminders and _is_newcomer(workspace):
        sentences.append(
            _("You code as “%s”, who has not coded in this project yet.") % workspace.coder_name
        )
        ask = actions["name_coder"]
        notices.show_notice(" ".join(sentences), as_words(ask.text()), ask.trigger, seconds=0)
    elif sentences:
        notices.show_notice(" ".join(sentences), seconds=0)


def _is_newcomer(workspace: Workspace) -> bool:
    """Whether others have coded here, but nobody of the name under which this user codes."""
    names = {coder.name for coder in workspace.read(list_coders)}
    return bool(names) and not workspace.read_only and workspace.coder_name not in names
