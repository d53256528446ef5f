"""What the window says of the steps of a project: what undo takes back, what has gone."""

from PySide6.QtCore import QObject

from qualcoder_sts.foundation.translation import _
from qualcoder_sts.project.changes import Changes
from qualcoder_sts.project.history.next_steps import next_steps
from qualcoder_sts.ui.actions.actions import Actions
from qualcoder_sts.ui.actions.rows import Needs
from qualcoder_sts.ui.operations import Operations
from qualcoder_sts.ui.shell.status import StatusBar
from qualcoder_sts.ui.widgets.notice_bar import NoticeBar


class StepWords(QObject):
    """Follows the steps of an open project."""

    def __init__(
        self, operations: Operations, actions: Actions, notices: NoticeBar, status: StatusBar
    ) -> None:
        super().__init__(operations)
        self._operations = operations
        self._actions = actions
        self._notices = notices
        self._status = status
        operations.told.connect(self._tell_step)
        operations.changed.connect(self._after_step)
        operations.settled.connect(self._follow)
        self._name_next_steps()

    def _after_step(self, changes: Changes) -> None:
        self._notices.step_taken()
        if changes.told:
            undo = self._actions["undo"].trigger
            self._notices.show_notice(changes.told, _("Undo"), undo, until_next_step=True)

    def _tell_step(self, words: str, offers_undo: bool) -> None:
        undo = self._actions["undo"].trigger if offers_undo else None
        self._notices.show_notice(words, _("Undo"), undo, until_next_step=offers_undo)

    def _follow(self, _changes: Changes) -> None:
        self._name_next_steps()

    def _name_next_steps(self) -> None:
        steps = self._operations.read(next_steps)
        self._actions.show_present(
            {Needs.UNDO: steps.undo is not None, Needs.REDO: steps.redo is not None}
        )
        self._actions.name_step("undo", steps.undo)
        self._actions.name_step("redo", steps.redo)
        self._status.show_step(steps.undo)


def forget_steps(actions: Actions) -> None:
    """No project is open: undo and redo act on nothing."""
    for action_id in ("undo", "redo"):
        actions.name_step(action_id, None)
