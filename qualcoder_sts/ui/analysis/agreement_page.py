"""How far coders agree: figures by code, by source and by pair, and a sentence to report."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QGuiApplication, QShowEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from qualcoder_sts.analysis.agreement.methods_sentence import methods_sentence
from qualcoder_sts.analysis.agreement.over_rounds import round_lines
from qualcoder_sts.analysis.agreement.table import AgreementTable
from qualcoder_sts.analysis.agreement.wording import (
    pooled_name,
    scope_sentence,
    written,
    written_interval,
)
from qualcoder_sts.coding.rounds import KeptResult, kept_results
from qualcoder_sts.foundation.errors import QualcoderError
from qualcoder_sts.foundation.progress import Progress
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.project.changes import Changes
from qualcoder_sts.ui.analysis.agreement_choices import OFFERED_TABLES, AgreementChoices
from qualcoder_sts.ui.analysis.agreement_grid import Grid, by_code, by_pair, by_source
from qualcoder_sts.ui.analysis.agreement_in_words import AgreementInWords
from qualcoder_sts.ui.analysis.agreement_model import AgreementModel, AgreementOrder
from qualcoder_sts.ui.analysis.agreement_saving import AgreementSaving
from qualcoder_sts.ui.analysis.rounds_over_time import RoundsOverTime
from qualcoder_sts.ui.analysis.shaded_cells import ShadedCells
from qualcoder_sts.ui.operations import Operations
from qualcoder_sts.ui.theme.apply import ThemeChoice
from qualcoder_sts.ui.widgets.controls import push_button, tool_button
from qualcoder_sts.ui.widgets.empty_place import EmptyPlace
from qualcoder_sts.ui.widgets.leads_focus import LeadsFocus
from qualcoder_sts.ui.widgets.names import named
from qualcoder_sts.ui.widgets.sheets import choose_cell, sheet_view

_WIDEST_CODE, _NARROWEST, _BESIDE = 260, 72, 24

FIGURE_TABLES = (
    "coded_segment", "finished_mark", "speaker", "speaker_turn", "codebook_version", "assignment",
    "round_result",
)  # fmt: skip
"""Where a change changes the figures, besides what changes the choices."""


class Shown(StrEnum):
    """What is in front."""

    CODES = "codes"
    SOURCES = "sources"
    PAIRS = "pairs"
    ROUNDS = "rounds"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class Found:
    """What was computed, or why nothing could be; and what closed rounds kept."""

    table: AgreementTable | QualcoderError
    kept: tuple[KeptResult, ...]


class AgreementPage(LeadsFocus):
    """The figures that fit what is chosen on the left."""

    told = Signal(str)
    """A sentence on what was done."""
    disagreements_wanted = Signal(object)
    """``DisagreementsWanted``: where the coders differ is to be shown."""
    transcripts_wanted = Signal()
    """To go on, something must be done where transcripts are read."""

    def __init__(self, operations: Operations, themes: ThemeChoice) -> None:
        super().__init__()
        named(self, _("Agreement"))
        self._operations = operations
        self._table: AgreementTable | None = None
        self._is_stale = True
        self._choices_are_stale = False
        self.choices = AgreementChoices(operations)
        self.saving = AgreementSaving(operations, self)
        self.model = AgreementModel(themes.theme, self)
        self.order = AgreementOrder(self.model, self)
        self.view = sheet_view(_("Agreement"), self.order)
        self.view.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
        self.view.setItemDelegate(ShadedCells(self.view))
        self.figure, self.scope, self.says = _label(), _label(quiet=True), _label(quiet=True)
        self.sentence, self.in_words = _label(), AgreementInWords()
        self.over_rounds = RoundsOverTime(operations, themes)
        self.everything = named(QCheckBox(_("All coefficients")), _("All coefficients"))
        words = _("Without accepted suggestions")
        self.own = named(QCheckBox(words), words)
        self.copy = push_button(_("Copy"), _("Copy the sentence for a methods section"))
        self.switches = {
            Shown.CODES: _switch(_("By code"), _("Every code with its figures")),
            Shown.SOURCES: _switch(_("By source"), _("Every code in every source")),
            Shown.PAIRS: _switch(_("By pair"), _("Every code for every two coders")),
            Shown.ROUNDS: _switch(
                _("Rounds"), _("From round to round: what closed rounds have kept")
            ),
            Shown.WORDS: _switch(_("In words"), _("What was compared, and what the figures say")),
        }
        self._empty: QWidget = QWidget()
        self._lay_out()
        self._connect(themes)

    @property
    def shown(self) -> Shown:
        """What is in front."""
        return next(each for each, switch in self.switches.items() if switch.isChecked())

    @property
    def empty(self) -> QWidget:
        """What is said when nothing can be compared."""
        return self._empty

    def reload(self) -> None:
        """Compute anew, in the background."""
        workspace, request = self._operations.workspace, self.choices.request()
        self._is_stale = False

        def compute(_progress: Progress) -> Found:
            # numpy comes with it, and start-up pays nothing for that.
            from qualcoder_sts.analysis.agreement.queries import agreement_table  # noqa: PLC0415

            kept = tuple(workspace.read(kept_results))
            try:
                return Found(workspace.read(agreement_table, request), kept)
            except QualcoderError as error:
                return Found(error, kept)

        self._operations.compute("agreement", compute, self._take)

    def ask_save(self) -> None:
        """Ask for a file and write the tables."""
        self.saving.ask(self.choices.request())

    def ask_save_rounds(self) -> None:
        """Show the rounds if there are any, ask for a file and save their chart."""
        if self.switches[Shown.ROUNDS].isVisibleTo(self):
            self.bring(Shown.ROUNDS)
        self.over_rounds.ask_save()

    def copy_sentence(self) -> None:
        """Put the sentence for a methods section on the clipboard."""
        QGuiApplication.clipboard().setText(self.sentence.text())
        self.told.emit(_("The sentence was copied."))

    def bring(self, shown: Shown) -> None:
        """Bring one of the tables, or the words, to the front."""
        self.switches[shown].setChecked(True)
        self._show()

    def showEvent(self, event: QShowEvent) -> None:
        """What happened meanwhile is computed now."""
        super().showEvent(event)
        self._reload_when_stale()

    def _take(self, found: Found) -> None:
        had_focus = self.view.hasFocus()
        if isinstance(found.table, QualcoderError):
            self._table = None
            self._say_why(found.table)
        else:
            self._table = found.table
            self._offer(found.table, found.kept)
            self._show()
        if had_focus:
            self.setFocus()

    def _say(self, table: AgreementTable) -> None:
        name = pooled_name(table.request.unit, table.compared_at_once)
        value = written(table.overall, table.leading)
        interval = written_interval(table.interval)
        self.figure.setText(" ".join(part for part in (name, value) if part))
        if interval:
            self.figure.setText(f"{self.figure.text()} ({interval})")
        self.scope.setText(scope_sentence(table))
        self.sentence.setText(methods_sentence(table))
        self.in_words.show_table(table)

    def _offer(self, table: AgreementTable, kept: Sequence[KeptResult]) -> None:
        """Pairs and rounds are offered where there are any."""
        self.own.setVisible(table.without_suggestions is not None)
        lines = round_lines(kept, table.request.unit)
        chosen = [row.code for row in table.rows] if table.request.code_ids is not None else []
        self.over_rounds.show_lines(lines, table.request.unit, chosen)
        for shown, is_there in ((Shown.PAIRS, bool(table.pairs)), (Shown.ROUNDS, bool(lines))):
            self.switches[shown].setVisible(is_there)
            if not is_there and self.shown is shown:
                self.switches[Shown.CODES].setChecked(True)

    def _say_why(self, error: QualcoderError) -> None:
        before = self._empty
        self._empty = EmptyPlace(
            str(error), _("Go to the transcripts"), self.transcripts_wanted.emit
        )
        self._pages.addWidget(self._empty)
        self._pages.setCurrentWidget(self._empty)
        self._pages.removeWidget(before)
        before.deleteLater()
        self.lead_focus(self.view, self._empty)

    def _show(self) -> None:
        """Lay the table out as it is wanted; the cursor stays on its code."""
        if (table := self._table) is None:
            return
        if self.own.isChecked() and table.without_suggestions is not None:
            table = table.without_suggestions
        self._say(table)
        shown = self.shown
        self.everything.setVisible(shown is Shown.CODES)
        self._pages.setCurrentWidget(self._results)
        others = {Shown.WORDS: self.in_words, Shown.ROUNDS: self.over_rounds}
        self._bodies.setCurrentWidget(others.get(shown, self._figures))
        if shown in others:
            return
        grid = self._grid(table, shown)
        if grid == self.model.grid:
            return
        before = self.order.mapToSource(self.view.currentIndex())
        code = self.model.grid.rows[before.row()].code if before.isValid() else None
        self.model.show_grid(grid)
        self._fit(grid)
        row = self.model.row_of(code.id if code else None) or 0
        index = self.order.mapFromSource(self.model.index(row, 0))
        choose_cell(self.view, index)
        self.view.scrollToTop()
        self.view.scrollTo(index)
        self._tell()

    def _fit(self, grid: Grid) -> None:
        """Give each column the room that its words need; Qt would measure every cell's style."""
        bold = QFont(self.view.font())
        bold.setWeight(QFont.Weight.DemiBold)
        metrics = QFontMetrics(bold)
        self.view.resizeColumnToContents(0)
        self.view.setColumnWidth(0, min(_WIDEST_CODE, self.view.columnWidth(0) + _BESIDE // 4))
        for place, column in enumerate(grid.columns):
            words = {*column.title.split("\n"), *(row.cells[place].words for row in grid.rows)}
            width = max(map(metrics.horizontalAdvance, words))
            self.view.setColumnWidth(place + 1, max(_NARROWEST, width + _BESIDE))

    def _grid(self, table: AgreementTable, shown: Shown) -> Grid:
        if shown is Shown.SOURCES:
            return by_source(table)
        if shown is Shown.PAIRS:
            return by_pair(table)
        return by_code(table, everything=self.everything.isChecked())

    def _tell(self) -> None:
        """Say what the figure under the cursor says."""
        self.says.setText(self.model.says_at(self.order.mapToSource(self.view.currentIndex())))

    def _want_disagreements(self, index: QModelIndex) -> None:
        wanted = self.model.wanted_at(self.order.mapToSource(index))
        if wanted is not None:
            self.disagreements_wanted.emit(wanted)

    def _lay_out(self) -> None:
        font = self.figure.font()
        font.setPointSizeF(font.pointSizeF() * 1.25)
        font.setWeight(font.Weight.DemiBold)
        self.figure.setFont(font)
        tools = QHBoxLayout()
        tools.setSpacing(4)
        for switch in self.switches.values():
            tools.addWidget(switch)
        tools.addStretch()
        tools.addWidget(self.own)
        tools.addWidget(self.everything)
        self._figures = QWidget()
        figures = QVBoxLayout(self._figures)
        figures.setContentsMargins(0, 0, 0, 0)
        figures.setSpacing(6)
        figures.addWidget(self.view, 1)
        figures.addWidget(self.says)
        # Two lines: the tables above must not jump with what is said of a figure.
        self.says.setFixedHeight(2 * self.says.fontMetrics().lineSpacing() + 2)
        self.says.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._bodies = QStackedWidget()
        self._bodies.addWidget(self._figures)
        self._bodies.addWidget(self.in_words)
        self._bodies.addWidget(self.over_rounds)
        self._results = QWidget()
        column = QVBoxLayout(self._results)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.figure)
        column.addWidget(self.scope)
        column.addLayout(tools)
        column.addWidget(self._bodies, 1)
        column.addWidget(self._card())
        self._pages = QStackedWidget()
        self._pages.addWidget(self._empty)
        self._pages.addWidget(self._results)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(14)
        row.addWidget(self.choices)
        row.addWidget(self._pages, 1)
        order = (
            self.choices.reset, *self.switches.values(), self.own, self.everything, self.view,
            self.over_rounds.table, self.in_words, self.copy,
        )  # fmt: skip
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)
        self.lead_focus(self.view, self._empty)

    def _card(self) -> QFrame:
        """The sentence to report, with its button."""
        card = QFrame()
        card.setObjectName("card")
        inside = QHBoxLayout(card)
        inside.setContentsMargins(12, 8, 8, 8)
        inside.addWidget(self.sentence, 1)
        inside.addWidget(self.copy, 0, Qt.AlignmentFlag.AlignTop)
        return card

    def _connect(self, themes: ThemeChoice) -> None:
        group = QButtonGroup(self)
        for switch in self.switches.values():
            group.addButton(switch)
            switch.clicked.connect(self._show)
        self.switches[Shown.CODES].setChecked(True)
        for check in (self.everything, self.own):
            check.toggled.connect(self._show)
        self.copy.clicked.connect(self.copy_sentence)
        self.choices.changed.connect(self.reload)
        self.view.activated.connect(self._want_disagreements)
        self.view.selectionModel().currentChanged.connect(self._tell)
        self.saving.saved.connect(self.told)
        self.over_rounds.saved.connect(self.told)
        self._operations.settled.connect(self._follow)
        themes.changed.connect(self.model.set_theme)

    def _follow(self, changes: Changes) -> None:
        if not changes.touches(*FIGURE_TABLES, *OFFERED_TABLES):
            return
        self._is_stale = True
        self._choices_are_stale |= changes.touches(*OFFERED_TABLES)
        if self.isVisible():
            self._reload_when_stale()

    def _reload_when_stale(self) -> None:
        if self._choices_are_stale:
            self._choices_are_stale = False
            self.choices.reload()
        if self._is_stale:
            self.reload()


def _label(*, quiet: bool = False) -> QLabel:
    label = QLabel()
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    if quiet:
        label.setForegroundRole(label.palette().ColorRole.PlaceholderText)
    return label


def _switch(name: str, description: str) -> QToolButton:
    switch = tool_button(name, description)
    switch.setCheckable(True)
    switch.setObjectName("sheetSwitch")
    return switch
