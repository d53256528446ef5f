"""What is said when a project has been opened."""

from qualcoder_sts.foundation.translation import _
from qualcoder_sts.project.coders import list_coders
from qualcoder_sts.project.given_copy import given_copy
from qualcoder_sts.project.workspace import Workspace
from qualcoder_sts.ui.actions.actions import Actions, as_words
from qualcoder_sts.ui.widgets.notice_bar import NoticeBar


def greet(workspace: Workspace, notices: NoticeBar, actions: Actions, *, reminders: bool) -> None:
    """Say what was found at opening, and as whom one codes where that is not a matter of course."""
    sentences = list(workspace.notices)
    if workspace.read_only:
        sentences.append(
            _("This project is open read-only: read, count and save charts as you like.")
        )
    as_whom = _as_whom(workspace, reminders=reminders)
    if as_whom:
        ask = actions["name_coder"]
        words = " ".join([*sentences, as_whom])
        notices.show_notice(words, as_words(ask.text()), ask.trigger, seconds=0)
    elif sentences:
        notices.show_notice(" ".join(sentences), seconds=0)


def _as_whom(workspace: Workspace, *, reminders: bool) -> str:
    """As whom one codes in a copy that was given out, or where others have coded so far."""
    if workspace.read_only:
        return ""
    given = workspace.read(given_copy)
    if given is not None and given.reader:
        words = _("This copy was made for “%(reader)s”; you code in it as “%(coder)s”.")
        return words % {"reader": given.reader, "coder": workspace.coder_name}
    if reminders and _is_newcomer(workspace):
        words = _("You code as “%s”, who has not coded in this project yet.")
        return words % workspace.coder_name
    return ""


def _is_newcomer(workspace: Workspace) -> bool:
    """Whether others have coded here, but nobody of the name under which this user codes."""
    names = {coder.name for coder in workspace.read(list_coders)}
    return bool(names) and workspace.coder_name not in names
