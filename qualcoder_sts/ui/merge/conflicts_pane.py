"""Conflicts above, the chosen one to read below, and the ways to decide it."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QSplitter,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from qualcoder_sts.foundation.translation import _
from qualcoder_sts.merge.plan import Conflict, Decision, Decisions, MergePlan, Take
from qualcoder_sts.ui.merge.conflict_model import MERGED, WHAT, ConflictModel
from qualcoder_sts.ui.merge.conflict_words import conflict_html
from qualcoder_sts.ui.merge.third_value import ThirdValueDialog
from qualcoder_sts.ui.theme.apply import ThemeChoice
from qualcoder_sts.ui.widgets.controls import push_button
from qualcoder_sts.ui.widgets.leads_focus import LeadsFocus
from qualcoder_sts.ui.widgets.names import named
from qualcoder_sts.ui.widgets.rich_words import reading_pane, show_html, theme_marks

_LINES, _MERGED_WIDTH = 4.1, 130
NEWEST = "newest"
"""The rule that takes the side that changed last."""


class ConflictsPane(LeadsFocus):
    """Decides one by one, by button or by the keys 1, 2 and 3, or all that is open by a rule."""

    decided = Signal(object)
    """``{conflict id: Decision or None}``"""
    rule_chosen = Signal(str)
    """What is open is decided alike: ``Take.OURS``, ``Take.THEIRS`` or ``NEWEST``."""

    def __init__(self, themes: ThemeChoice) -> None:
        super().__init__()
        named(self, _("Conflicts"))
        self._themes = themes
        self.model = ConflictModel(themes.theme, self)
        self.table = _table(self.model)
        self.table.installEventFilter(self)
        self.pane = reading_pane(_("The chosen conflict"))
        self.yours = push_button(_("Take yours (1)"), _("Keep what stands in this project"))
        self.theirs = push_button(_("Take theirs (2)"), _("Take over what stands in the copy"))
        self.write = push_button(_("Write another… (3)"), _("Write a third value"))
        self.reopen = push_button(_("Leave open (0)"), _("Take the decision back"))
        self.all_yours = push_button(_("All yours"), _("Decide what is open for this project"))
        self.all_theirs = push_button(_("All theirs"), _("Decide what is open for the copies"))
        self.newest = push_button(
            _("The newest of both"), _("Decide what is open for the side that changed last")
        )
        self._lay_out()
        self._connect()
        self.lead_focus(self.table)

    @property
    def current(self) -> Conflict | None:
        """The conflict that is chosen."""
        return self.model.row_at(self.table.currentIndex())

    def show_plan(self, plan: MergePlan, decisions: Decisions) -> None:
        """Show its conflicts; the chosen one stays so, unless others have come up to decide."""
        chosen, conflicts = self.current, plan.conflicts
        self.model.show_conflicts(conflicts, decisions.conflicts)
        if self.current is None and conflicts:
            row = None if chosen is None else self.model.row_of(chosen.id)
            if row is None or chosen is None or self.model.decision_on(chosen) is not None:
                row = self.model.next_open(-1 if row is None else row)
            self.table.selectRow(row or 0)
        self._show_current()

    def take(self, take: Take) -> None:
        """Decide the chosen conflict for one side, and go on to the next that is open."""
        self._decide(Decision(take))

    def ask_third(self) -> None:
        """Ask for a third value for the chosen conflict."""
        conflict = self.current
        if conflict is None or not conflict.may_be_written:
            return
        before = self.model.decision_on(conflict)
        dialog = ThirdValueDialog(conflict, before, self.window())
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self._decide(Decision(Take.WRITTEN, dialog.written))
        dialog.deleteLater()

    def leave_open(self) -> None:
        """Take the decision on the chosen conflict back."""
        if (conflict := self.current) is not None:
            self.decided.emit({conflict.id: None})

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The keys of the table that decide."""
        is_press = watched is self.table and event.type() == QEvent.Type.KeyPress
        if is_press and isinstance(event, QKeyEvent) and self._do_key(event.text()):
            return True
        return super().eventFilter(watched, event)

    def _do_key(self, key: str) -> bool:
        deeds = {
            "1": lambda: self.take(Take.OURS),
            "2": lambda: self.take(Take.THEIRS),
            "3": self.ask_third,
            "0": self.leave_open,
        }
        if key not in deeds:
            return False
        deeds[key]()
        return True

    def _decide(self, decision: Decision) -> None:
        conflict = self.current
        if conflict is None:
            return
        row = self.table.currentIndex().row()
        self.decided.emit({conflict.id: decision})
        if (following := self.model.next_open(row)) is not None:
            self.table.selectRow(following)

    def _show_current(self) -> None:
        conflict, theme = self.current, self._themes.theme
        body = "" if conflict is None else conflict_html(conflict, theme_marks(theme))
        show_html(self.pane, body, theme)
        for button in (self.yours, self.theirs, self.reopen):
            button.setEnabled(conflict is not None)
        self.write.setEnabled(conflict is not None and conflict.may_be_written)
        for button in (self.all_yours, self.all_theirs, self.newest):
            button.setEnabled(self.model.next_open(-1) is not None)
        is_decided = conflict is not None and self.model.decision_on(conflict) is not None
        self.reopen.setEnabled(is_decided)

    def _set_theme(self) -> None:
        self.model.set_theme(self._themes.theme)
        self._show_current()

    def _connect(self) -> None:
        self.table.selectionModel().currentRowChanged.connect(lambda *_rows: self._show_current())
        self.yours.clicked.connect(lambda: self.take(Take.OURS))
        self.theirs.clicked.connect(lambda: self.take(Take.THEIRS))
        self.write.clicked.connect(self.ask_third)
        self.reopen.clicked.connect(self.leave_open)
        self.all_yours.clicked.connect(lambda: self.rule_chosen.emit(Take.OURS))
        self.all_theirs.clicked.connect(lambda: self.rule_chosen.emit(Take.THEIRS))
        self.newest.clicked.connect(lambda: self.rule_chosen.emit(NEWEST))
        self._themes.changed.connect(self._set_theme)

    def _lay_out(self) -> None:
        rules = _row(QLabel(_("All that is open:")), self.all_yours, self.all_theirs, self.newest)
        ways = _row(self.yours, self.theirs, self.write, self.reopen)
        above, below = QWidget(), QWidget()
        for half, parts in ((above, (rules, self.table)), (below, (ways, self.pane))):
            column = QVBoxLayout(half)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(8)
            for part in parts:
                column.addLayout(part) if isinstance(part, QHBoxLayout) else column.addWidget(part)
        split = named(QSplitter(Qt.Orientation.Vertical), _("Conflicts and the chosen one"))
        split.setChildrenCollapsible(False)
        split.setHandleWidth(10)
        split.addWidget(above)
        split.addWidget(below)
        split.setSizes([250, 270])
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(split)


def _row(*parts: QLabel | QPushButton) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    for part in parts:
        row.addWidget(part)
    row.addStretch()
    return row


def _table(model: ConflictModel) -> QTableView:
    table = named(QTableView(), _("Conflicts"))
    table.setObjectName("conflicts")
    table.setModel(model)
    table.setShowGrid(False)
    table.setTabKeyNavigation(False)
    table.setWordWrap(True)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.verticalHeader().hide()
    height = round(table.fontMetrics().lineSpacing() * _LINES)
    table.verticalHeader().setDefaultSectionSize(height)
    header = table.horizontalHeader()
    header.setHighlightSections(False)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    for column in range(WHAT, MERGED):
        header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
    table.setColumnWidth(MERGED, _MERGED_WIDTH)
    return table
