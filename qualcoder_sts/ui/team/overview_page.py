"""Who coded what so far, and what a team can do next."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QPalette, QShowEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout

from qualcoder_sts.coding.coder_work import CoderWork, TeamWork, team_work
from qualcoder_sts.coding.rounds import RoundRow, list_rounds
from qualcoder_sts.foundation.progress import Progress
from qualcoder_sts.foundation.translation import _, ngettext
from qualcoder_sts.project.changes import Changes
from qualcoder_sts.project.given_copy import GivenCopyRow, given_copy
from qualcoder_sts.project.tables.project import CoderKind
from qualcoder_sts.ui.models.rows import RowsModel
from qualcoder_sts.ui.operations import Operations
from qualcoder_sts.ui.team.words import outlook_words
from qualcoder_sts.ui.widgets.controls import push_button
from qualcoder_sts.ui.widgets.headings import panel_heading
from qualcoder_sts.ui.widgets.leads_focus import LeadsFocus
from qualcoder_sts.ui.widgets.names import named
from qualcoder_sts.ui.widgets.tables import table_view

TABLES = ("coder", "coded_segment", "finished_mark", "source", "coding_round", "assignment")
_MOST_ROWS = 8


@dataclass(frozen=True, slots=True)
class _Found:
    """What the page tells."""

    work: TeamWork
    given: GivenCopyRow | None
    rounds: list[RoundRow]


class WorkModel(RowsModel[CoderWork]):
    """One line for each coder."""

    def __init__(self, parent: QObject) -> None:
        titles = (
            _("Coder"),
            _("Segments"),
            _("Sources coded in"),
            _("Sources finished"),
            _("Last coded"),
        )
        super().__init__(titles, parent, numbers=(1, 2, 3))

    def cells(self, row: CoderWork) -> tuple[str, ...]:
        """The words of a line."""
        at = "" if row.last_at is None else row.last_at.astimezone().strftime("%Y-%m-%d %H:%M")
        is_consensus = row.kind is CoderKind.CONSENSUS
        name = _("%s (consensus)") % row.name if is_consensus else row.name
        return (name, f"{row.segments:,}", f"{row.sources:,}", f"{row.finished:,}", at)


class OverviewPage(LeadsFocus):
    """A table of coders, and below it the ways of working together."""

    def __init__(self, operations: Operations, ways: Sequence[QAction]) -> None:
        super().__init__()
        named(self, _("Who coded what"))
        self._operations = operations
        self._is_stale = True
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.about_copy, self.about_rounds = QLabel(), QLabel()
        for label in (self.about_copy, self.about_rounds):
            label.setWordWrap(True)
            label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
            label.hide()
        self.model = WorkModel(self)
        self.table = table_view(_("Who coded what"), self.model)
        self._next = panel_heading(_("What to do next"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.words)
        column.addWidget(self.about_copy)
        column.addWidget(self.table)
        column.addWidget(self.about_rounds)
        column.addSpacing(8)
        column.addWidget(self._next)
        column.addLayout(_ways(ways))
        column.addStretch()
        self.lead_focus(self.table)
        operations.settled.connect(self._follow)

    def reload(self) -> None:
        """Read anew who coded what."""
        workspace = self._operations.workspace
        self._is_stale = False

        def read(_progress: Progress) -> _Found:
            read = workspace.read
            return _Found(read(team_work), read(given_copy), read(list_rounds))

        self._operations.compute("team", read, self._show)

    def showEvent(self, event: QShowEvent) -> None:
        """What happened meanwhile is read now."""
        super().showEvent(event)
        if self._is_stale:
            self.reload()

    def _show(self, found: _Found) -> None:
        work, given = found.work, found.given
        self.words.setText(_state(work))
        self.about_rounds.setText(_about_rounds(found.rounds))
        self.about_rounds.setVisible(bool(self.about_rounds.text()))
        self.about_copy.setText("" if given is None else _about(given))
        self.about_copy.setVisible(given is not None)
        self.model.show_rows(work.coders)
        rows = min(max(len(work.coders), 1), _MOST_ROWS)
        height = self.table.header().sizeHint().height() + rows * self._row_height() + 6
        self.table.setFixedHeight(height)

    def _row_height(self) -> int:
        return max(self.table.sizeHintForRow(0), round(self.fontMetrics().height() * 1.9))

    def _follow(self, changes: Changes) -> None:
        if changes.touches(*TABLES):
            self._is_stale = True
            if self.isVisible():
                self.reload()


def _ways(ways: Sequence[QAction]) -> QGridLayout:
    """A button for each way, and beside it what it is for."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(14)
    grid.setVerticalSpacing(8)
    grid.setColumnStretch(1, 1)
    for row, action in enumerate(ways):
        button = push_button(action.text(), action.statusTip())
        button.clicked.connect(action.trigger)
        words = QLabel(action.statusTip())
        words.setWordWrap(True)
        words.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        grid.addWidget(button, row, 0)
        grid.addWidget(words, row, 1, Qt.AlignmentFlag.AlignVCenter)
    return grid


def _state(work: TeamWork) -> str:
    people = work.people_at_work
    if not work.sources:
        return _("There is nothing to code yet. Bring in transcripts first; then share them out.")
    if not people:
        return _(
            "Nobody has coded yet. Agree on a codebook, then give each colleague a copy to code in."
        )
    if people == 1:
        return _(
            "One person has coded so far. Give a colleague a blind copy, so that both code the "
            "same sources without seeing each other’s work."
        )
    words = ngettext(
        "%(people)d people have coded so far. The project has %(n)d source.",
        "%(people)d people have coded so far. The project has %(n)d sources.",
        work.sources,
    )
    return words % {"people": people, "n": work.sources}


def _about_rounds(rounds: Sequence[RoundRow]) -> str:
    """A line for each round that goes on."""
    words = _("The round “%(round)s” is open. %(outlook)s")
    open_ones = [row for row in rounds if row.is_open]
    return "\n".join(words % {"round": r.name, "outlook": outlook_words(r)} for r in open_ones)


def _about(given: GivenCopyRow) -> str:
    date = given.at.astimezone().strftime("%Y-%m-%d")
    names = {"reader": given.reader, "date": date}
    if given.blind:
        words = _(
            "This file is a blind copy for %(reader)s, made on %(date)s: what others have coded is "
            "not in it. Give it back when you have finished; merging brings your work in."
        )
    elif given.reader:
        words = _("This file is a copy for %(reader)s, made on %(date)s.")
    else:
        words = _("This file is a copy, made on %(date)s.")
    return words % names
