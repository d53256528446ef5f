"""The audit trail: every step of the project, found by who, what and when."""

from dataclasses import dataclass, replace

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QSplitter,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from qualcoder_sts.foundation.errors import QualcoderError
from qualcoder_sts.foundation.progress import Progress
from qualcoder_sts.foundation.translation import _, ngettext
from qualcoder_sts.project.changes import Changes
from qualcoder_sts.project.errors import StepNotUndoableError
from qualcoder_sts.project.history.step_details import StepDetails, names_of_rows, step_details
from qualcoder_sts.project.history.trail import (
    TrailEntry,
    TrailFilter,
    audit_trail,
    coders_of_steps,
    count_steps,
)
from qualcoder_sts.project.tables.log import ChangeKind
from qualcoder_sts.ui.history.step_view import StepView
from qualcoder_sts.ui.history.trail_model import KIND, PORTION, ROWS, WHAT, WHEN, WHO, TrailModel
from qualcoder_sts.ui.history.trail_saving import TrailSaving
from qualcoder_sts.ui.history.words import TOUCHED, kind_words, touched_words
from qualcoder_sts.ui.operations import Operations
from qualcoder_sts.ui.theme.apply import ThemeChoice
from qualcoder_sts.ui.widgets.choices import choice_box, fill_choices
from qualcoder_sts.ui.widgets.controls import search_field
from qualcoder_sts.ui.widgets.days import DayRange
from qualcoder_sts.ui.widgets.leads_focus import LeadsFocus
from qualcoder_sts.ui.widgets.names import named

TYPING_MS = 250
MOST_NAMED = 8  # of the rows that stand in the way of an undo
CAN_BE_UNDONE = frozenset({ChangeKind.EDIT, ChangeKind.IMPORT, ChangeKind.MERGE})
WIDTHS = {WHEN: 124, WHO: 104, KIND: 66, ROWS: 52}


@dataclass(frozen=True, slots=True)
class NewestSteps:
    """The first portion of what fits, how many fit in all, and who has taken steps."""

    entries: list[TrailEntry]
    number: int
    coders: list[str]


class TrailPage(LeadsFocus):
    """The steps above, the newest first; below what the chosen one changed."""

    told = Signal(str)

    def __init__(
        self, operations: Operations, themes: ThemeChoice, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        named(self, _("Audit trail"))
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._operations = operations
        self._is_stale = True
        self.text = search_field(_("Words in steps"), _("Words in steps…"))
        self.coder = choice_box(_("Who"))
        self.kind = choice_box(_("Kind of step"))
        self.touched = choice_box(_("What steps touch"))
        self.days = DayRange()
        self.model = TrailModel(self)
        self.table = _table(self.model)
        self.step = StepView(themes.theme)
        self.saving = TrailSaving(operations, self)
        self._count = QLabel()
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(TYPING_MS)
        self._offer_choices()
        self._lay_out()
        self._connect(themes)

    def filter(self) -> TrailFilter:
        """Which steps are chosen."""
        touched = self.touched.currentData()
        return TrailFilter(
            coder=self.coder.currentData(),
            kind=self.kind.currentData(),
            tables=None if touched is None else TOUCHED[touched],
            since=self.days.since,
            until=self.days.until,
            text=self.text.text(),
        )

    def ask_save(self) -> None:
        """Write the chosen steps to a file."""
        self.saving.ask(self.filter())

    def reload(self) -> None:
        """Read the newest steps anew."""
        workspace, wanted = self._operations.workspace, self.filter()
        self._is_stale = False

        def read(_progress: Progress) -> NewestSteps:
            entries = workspace.read(audit_trail, replace(wanted, newest=PORTION))
            number = workspace.read(count_steps, wanted)
            return NewestSteps(entries[::-1], number, workspace.read(coders_of_steps))

        self._operations.compute("audit trail", read, self._show_first)

    def undo(self, entry: TrailEntry) -> None:
        """Take one step back; what stands in its way is named."""
        if self._operations.refuse_when_read_only():
            return
        try:
            self._operations.workspace.undo_step(entry.id)
        except StepNotUndoableError as error:
            names = self._operations.read(names_of_rows, error.rows[:MOST_NAMED])
            self.step.show_refusal(str(error), names, len(error.rows) - len(names))
        except QualcoderError as error:
            self._operations.failed.emit(error)
        else:
            self.told.emit(_("Undone: %s") % entry.label)

    def showEvent(self, event: QShowEvent) -> None:
        """What happened meanwhile is read now."""
        super().showEvent(event)
        if self._is_stale:
            self.reload()

    def _read_more(self, before: int) -> None:
        workspace = self._operations.workspace
        wanted = replace(self.filter(), before=before, newest=PORTION)

        def read(_progress: Progress) -> list[TrailEntry]:
            return workspace.read(audit_trail, wanted)[::-1]

        self._operations.compute("earlier steps", read, self.model.show_more)

    def _show_first(self, found: NewestSteps) -> None:
        chosen = self.model.entry_at(self.table.currentIndex())
        self.model.show_first(found.entries)
        self._count.setText(ngettext("%s step", "%s steps", found.number) % f"{found.number:,}")
        fill_choices(self.coder, _("Everybody"), [(name, name) for name in found.coders])
        row = self.model.row_of(chosen.id) if chosen is not None else None
        if row is not None:
            self.table.selectRow(row)
        else:
            self.step.show_step(None, None, may_undo=False)

    def _show_current(self) -> None:
        entry = self.model.entry_at(self.table.currentIndex())
        if entry is None:
            return
        workspace = self._operations.workspace

        def read(_progress: Progress) -> tuple[TrailEntry, StepDetails]:
            details = workspace.read(step_details, entry.id, reader_id=workspace.coder_id)
            return entry, details

        self._operations.compute("step of the audit trail", read, self._show_step)

    def _show_step(self, found: tuple[TrailEntry, StepDetails]) -> None:
        entry, details = found
        may_undo = entry.kind in CAN_BE_UNDONE and not self._operations.workspace.read_only
        self.step.show_step(entry, details, may_undo=may_undo)

    def _follow(self, _changes: Changes) -> None:
        self._is_stale = True
        if self.isVisible():
            self.reload()

    def _offer_choices(self) -> None:
        fill_choices(self.coder, _("Everybody"), [])
        fill_choices(self.kind, _("All kinds"), [(kind_words(kind), kind) for kind in ChangeKind])
        fill_choices(self.touched, _("Anything"), [(touched_words(name), name) for name in TOUCHED])

    def _lay_out(self) -> None:
        self._count.setForegroundRole(self._count.palette().ColorRole.PlaceholderText)
        words, choices = QHBoxLayout(), QHBoxLayout()
        for row in (words, choices):
            row.setSpacing(8)
        words.addWidget(self.text, 1)
        words.addWidget(self._count)
        for box in (self.coder, self.kind, self.touched, self.days.box):
            choices.addWidget(box, 1)
        above = QWidget()
        column = QVBoxLayout(above)
        column.setContentsMargins(14, 12, 14, 0)
        column.setSpacing(8)
        column.addLayout(words)
        column.addLayout(choices)
        column.addWidget(self.days)
        column.addWidget(self.table, 1)
        split = named(QSplitter(Qt.Orientation.Vertical), _("Steps and the chosen step"))
        split.setChildrenCollapsible(False)
        split.setHandleWidth(1)
        split.addWidget(above)
        split.addWidget(self.step)
        split.setSizes([420, 280])
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(split)
        self.lead_focus(self.table)

    def _connect(self, themes: ThemeChoice) -> None:
        self.text.textChanged.connect(self._typing.start)
        self._typing.timeout.connect(self.reload)
        self.days.changed.connect(self.reload)
        for box in (self.coder, self.kind, self.touched):
            box.currentIndexChanged.connect(self.reload)
        self.model.more_wanted.connect(self._read_more)
        self.table.selectionModel().currentRowChanged.connect(self._show_current)
        self.step.undo_wanted.connect(self.undo)
        self.saving.saved.connect(self.told)
        self._operations.settled.connect(self._follow)
        themes.changed.connect(self.step.set_theme)


def _table(model: TrailModel) -> QTableView:
    table = named(QTableView(), _("Steps"))
    table.setObjectName("steps")
    table.setModel(model)
    table.setShowGrid(False)
    table.setTabKeyNavigation(False)
    table.setWordWrap(False)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(30)
    header = table.horizontalHeader()
    header.setHighlightSections(False)
    header.setSectionResizeMode(WHAT, QHeaderView.ResizeMode.Stretch)
    for column, width in WIDTHS.items():
        table.setColumnWidth(column, width)
    return table
