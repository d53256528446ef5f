"""Who codes which source, and the rounds of double coding: open ones and those of the past."""

from collections import defaultdict
from uuid import UUID

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QFontMetrics, QPalette, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLabel,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from qualcoder_sts.analysis.agreement.of_round import agreement_of_round
from qualcoder_sts.coding.finished import finished_or_not
from qualcoder_sts.coding.operations.rounds import (
    NewRound,
    assign_sources,
    close_round,
    open_round,
    unassign_sources,
)
from qualcoder_sts.coding.rounds import (
    AssignedSource,
    RoundRow,
    assigned_sources,
    coders_who_code,
    list_rounds,
)
from qualcoder_sts.foundation.progress import Progress
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.project.changes import Changes, Outcome
from qualcoder_sts.project.coders import add_coder
from qualcoder_sts.transcripts.queries import SourceRow, list_sources
from qualcoder_sts.ui.actions.actions import Actions
from qualcoder_sts.ui.models.rows import RowsModel
from qualcoder_sts.ui.operations import Operations
from qualcoder_sts.ui.team.assignment_model import AssignmentModel, Assignments, Cell
from qualcoder_sts.ui.team.open_round_dialog import OpenRoundDialog
from qualcoder_sts.ui.team.words import (
    outlook_words,
    progress_words,
    sample_words,
    state_words,
)
from qualcoder_sts.ui.widgets.headings import panel_heading
from qualcoder_sts.ui.widgets.leads_focus import LeadsFocus
from qualcoder_sts.ui.widgets.names import named
from qualcoder_sts.ui.widgets.questions import agreed, asked_name
from qualcoder_sts.ui.widgets.tables import table_view

_TICK_WIDTH, _WIDEST = 30, 280
TABLES = ("coding_round", "assignment", "finished_mark", "coder", "source")


class RoundModel(RowsModel[RoundRow]):
    """One line for each round, the newest first."""

    def __init__(self, parent: QObject) -> None:
        titles = (
            _("Round"),
            _("State"),
            _("Finished"),
            _("Sources"),
            _("Codebook"),
            _("Opened by"),
        )
        super().__init__(titles, parent)

    def cells(self, row: RoundRow) -> tuple[str, ...]:
        """The words of a line."""
        version = _("version %d") % row.version
        return (
            row.name,
            state_words(row),
            progress_words(row),
            sample_words(row),
            version,
            row.opened_by,
        )

    def more(self, row: RoundRow, column: int, role: int) -> object:
        """The whole of a cell that may be cut, and the note."""
        if role != Qt.ItemDataRole.ToolTipRole:
            return None
        return row.note if column == 0 and row.note else self.cells(row)[column]


class RoundsPage(LeadsFocus):
    """Above the table to tick, below it the rounds."""

    def __init__(self, operations: Operations, actions: Actions) -> None:
        super().__init__()
        named(self, _("Rounds"))
        self._operations, self._actions = operations, actions
        self._sources: list[SourceRow] = []
        self._rounds: list[RoundRow] = []
        self._assigned: list[AssignedSource] = []
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.assignments = AssignmentModel(self)
        self.table = table_view(_("Who codes which source"), self.assignments)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.table.setAllColumnsShowFocus(False)
        self.rounds = RoundModel(self)
        self.list = table_view(_("Rounds of double coding"), self.rounds, stretched=2)
        self.outlook, self.none = QLabel(), QLabel(_none_words())
        for label in (self.outlook, self.none):
            label.setWordWrap(True)
            label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._lay_out()
        self.lead_focus(self.table)
        self.assignments.ticked.connect(self._assign)
        self.list.selectionModel().currentChanged.connect(self._show_outlook)
        operations.settled.connect(self._follow)

    def reload(self) -> None:
        """Show who codes what as it is now."""
        read = self._operations.read
        self._sources, self._rounds = read(list_sources), read(list_rounds)
        self._assigned = read(assigned_sources)
        self.assignments.show_assignments(self._as_table())
        self._widen()
        chosen = self.chosen_round()
        self.rounds.show_rows(self._rounds)
        keys = [row.id for row in self._rounds]
        place = keys.index(chosen.id) if chosen is not None and chosen.id in keys else 0
        self.list.setCurrentIndex(self.rounds.index(place, 0))
        self.list.setVisible(bool(self._rounds))
        self.none.setVisible(not self._rounds)
        self._show_outlook()
        self.words.setText(self._state())

    def chosen_round(self) -> RoundRow | None:
        """The round that is chosen in the list."""
        return self.rounds.row_at(self.list.currentIndex())

    def ask_coder(self) -> None:
        """Ask for the name of somebody who is to code."""
        if self._operations.refuse_when_read_only():
            return
        name = asked_name(self, _("Add a coder"), _("The &name they code under:"), _("Add"))
        if name is not None:
            self._operations.run(add_coder, name)

    def ask_round(self) -> None:
        """Ask what is to be coded twice, by whom and how, and open the round."""
        if self._operations.refuse_when_read_only():
            return
        self.reload()
        dialog = OpenRoundDialog(self._operations, self._assigned, self)
        dialog.finished.connect(lambda code: self._open(dialog) if code else None)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def ask_close(self) -> None:
        """Close the chosen round, or the one that is open; unfinished, only when that is meant."""
        self.reload()
        open_ones = [row for row in self._rounds if row.is_open]
        chosen = self.chosen_round()
        row = chosen if chosen is not None and chosen.is_open else next(iter(open_ones), None)
        if self._operations.refuse_when_read_only():
            return
        if row is None:
            self._operations.told.emit(_("No round is open."), False)
            return
        if row.finished < row.assigned and not agreed(
            self, _("Close the round"), _unfinished_words(row), _("Close it all the same")
        ):
            return
        workspace = self._operations.workspace

        def close(progress: Progress) -> Outcome[None]:
            progress.report(0, None, _("Working out how far the coders agree"))
            # Kept without being shown: who closes it may be blind until it is closed.
            results = workspace.read_whole(agreement_of_round, row)
            return workspace.run(
                close_round,
                row.id,
                closed_by=workspace.coder_id,
                unfinished=True,
                results=results,
            )

        said = _("The round “%s” is closed. Its coders see one another’s work now.") % row.name
        self._operations.write_long(close, lambda _done: self._operations.told.emit(said, True))

    def _show_outlook(self) -> None:
        """Of a round that goes on: what is missing, and what it would keep."""
        row = self.chosen_round()
        self.outlook.setText(outlook_words(row) if row is not None and row.is_open else "")
        self.outlook.setVisible(bool(self.outlook.text()))

    def _open(self, dialog: OpenRoundDialog) -> None:
        wanted: NewRound = dialog.wanted()
        by = self._operations.workspace.coder_id
        if by is not None and self._operations.run(open_round, wanted, opened_by=by) is not None:
            words = _("The round “%s” is open; the codebook is frozen as it was.")
            self._operations.told.emit(words % wanted.name.strip(), True)

    def _assign(self, source_id: UUID, coder_id: UUID, is_on: bool) -> None:
        if not self._operations.refuse_when_read_only():
            operation = assign_sources if is_on else unassign_sources
            self._operations.run(operation, self._chosen_with(source_id, coder_id), coder_id)

    def _chosen_with(self, source_id: UUID, coder_id: UUID) -> list[UUID]:
        """What is ticked in one of several chosen cells of a column is ticked in all of them."""
        coders = [key for key, _name in self._operations.read(coders_who_code)]
        column = coders.index(coder_id) + 2
        chosen = [
            self.assignments.source_at(index.row())
            for index in self.table.selectedIndexes()
            if index.column() == column and index.flags() & Qt.ItemFlag.ItemIsUserCheckable
        ]
        return chosen if source_id in chosen else [source_id]

    def _as_table(self) -> Assignments:
        finished = self._operations.read(finished_or_not)
        coders = self._operations.read(coders_who_code)
        open_rounds = {row.id: row.name for row in self._rounds if row.is_open}
        outside = {(a.source_id, a.coder_id) for a in self._assigned if a.round_id is None}
        rounds: dict[tuple[UUID, UUID], list[str]] = defaultdict(list)
        for one in self._assigned:
            if one.round_id in open_rounds:
                rounds[one.source_id, one.coder_id].append(open_rounds[one.round_id])
        cells = {
            key: Cell(key in outside, tuple(rounds[key]), key in finished)
            for key in outside | rounds.keys() | finished
        }
        return Assignments(self._sources, coders, cells)

    def _state(self) -> str:
        if not self._sources:
            return _("There is nothing to share out yet. Bring in transcripts first.")
        if len(self._operations.read(coders_who_code)) < 2:
            return _(
                "Tick who is to code which source. Add the others of the team as coders first."
            )
        return _(
            "Tick who is to code which source. A source that two people code can be part of a "
            "round: they code it apart, and see afterwards how far they agree."
        )

    def _widen(self) -> None:
        """Each coder's column takes the room it wants, the sources' what is left."""
        header, mode, model = self.table.header(), QHeaderView.ResizeMode, self.assignments
        header.setSectionResizeMode(0, mode.Stretch)
        bold = QFontMetrics(header.font()).horizontalAdvance("0") * 2
        for column in range(1, model.columnCount()):
            words = [str(model.headerData(column, Qt.Orientation.Horizontal))]
            words += [str(model.index(row, column).data() or "") for row in range(model.rowCount())]
            width = max(self.fontMetrics().horizontalAdvance(each) for each in words)
            header.setSectionResizeMode(column, mode.Interactive)
            header.resizeSection(column, min(width + bold + _TICK_WIDTH, _WIDEST))

    def _lay_out(self) -> None:
        above, below = QWidget(), QWidget()
        for part, heading, widgets in (
            (above, _("Who codes which source"), (self.words, self.table)),
            (below, _("Rounds of double coding"), (self.none, self.list, self.outlook)),
        ):
            column = QVBoxLayout(part)
            column.setContentsMargins(0, 6, 0, 0)
            column.setSpacing(8)
            column.addWidget(panel_heading(heading))
            for widget in widgets:
                column.addWidget(widget)
        column.addStretch()
        parts = QSplitter(Qt.Orientation.Vertical)
        parts.setHandleWidth(1)
        parts.setChildrenCollapsible(False)
        parts.addWidget(above)
        parts.addWidget(below)
        parts.setStretchFactor(0, 5)
        parts.setStretchFactor(1, 2)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(parts)

    def _follow(self, changes: Changes) -> None:
        if changes.touches(*TABLES) and self.isVisible():
            self.reload()

    def showEvent(self, event: QShowEvent) -> None:
        """What happened meanwhile is shown now."""
        super().showEvent(event)
        self.reload()


def _none_words() -> str:
    return _(
        "No round has been opened yet. In a round several people code the same sources, blind for "
        "one another, with the codebook as it is now; closed, it tells how far they agree."
    )


def _unfinished_words(row: RoundRow) -> str:
    words = _(
        "In the round “%(round)s” %(finished)d of %(assigned)d codings are finished.\n\n"
        "%(outlook)s\n\nOnce it is closed, its coders see one another’s work."
    )
    return words % {
        "round": row.name,
        "finished": row.finished,
        "assigned": row.assigned,
        "outlook": outlook_words(row),
    }
