"""What the status bar says of the round in which the person at work codes."""

from PySide6.QtCore import QObject

from qualcoder_sts.coding.rounds import RoundRow, list_rounds
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.project.changes import Changes
from qualcoder_sts.ui.operations import Operations
from qualcoder_sts.ui.shell.status import StatusBar

TABLES = ("coding_round", "assignment", "finished_mark", "coder")


class RoundWords(QObject):
    """Follows the rounds of an open project."""

    def __init__(self, operations: Operations, status: StatusBar) -> None:
        super().__init__(operations)
        self._operations = operations
        self._status = status
        operations.settled.connect(self._follow)
        self._show()

    def _follow(self, changes: Changes) -> None:
        if changes.touches(*TABLES):
            self._show()

    def _show(self) -> None:
        coder_id = self._operations.workspace.coder_id
        rows = [row for row in self._operations.read(list_rounds) if row.is_open]
        said = [
            _words(row, one.finished, one.assigned)
            for row in rows
            for one in row.members
            if one.coder_id == coder_id
        ]
        self._status.show_round(said[0] if said else "", _meaning() if said else "")


def _words(row: RoundRow, finished: int, assigned: int) -> str:
    if row.blind:
        words = _("Blind until “%(round)s” is closed: %(finished)d of %(assigned)d finished")
    else:
        words = _("Round “%(round)s”: %(finished)d of %(assigned)d finished")
    return words % {"round": row.name, "finished": finished, "assigned": assigned}


def _meaning() -> str:
    return _(
        "In the sources of a blind round you see what you code yourself, and nothing of what "
        "others do, until the round is closed."
    )
