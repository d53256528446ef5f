"""A survey's columns: which one is who, which hold answers, which are attributes."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from qualcoder_sts.foundation.translation import _
from qualcoder_sts.transcripts.decisions import ImportSettings
from qualcoder_sts.transcripts.readers.survey import ColumnUse, SurveyColumn, SurveyLayout
from qualcoder_sts.ui.widgets.names import named

TITLE, USE, EXAMPLES = range(3)


class ColumnsTable(QWidget):
    """One row for each column with its use and its first values."""

    decided = Signal(object)
    """A function from ``ImportSettings`` to those that hold from now on."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._columns: tuple[SurveyColumn, ...] = ()
        self.layout_choice = named(QComboBox(), _("What becomes a source"))
        for layout, words in (
            (SurveyLayout.PER_RESPONDENT, _("One source for each respondent")),
            (SurveyLayout.PER_QUESTION, _("One source for each question")),
        ):
            self.layout_choice.addItem(words, layout)
        self.layout_choice.activated.connect(self._take_layout)
        self.table = _empty_table()
        lead = QLabel(_("A survey becomes"))
        lead.setBuddy(self.layout_choice)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(lead)
        row.addWidget(self.layout_choice)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(row)
        column.addWidget(self.table, 1)

    def show_columns(self, columns: Sequence[SurveyColumn], settings: ImportSettings) -> None:
        """Show these columns with their uses."""
        layout = settings.reading.survey_layout
        self.layout_choice.setCurrentIndex(list(SurveyLayout).index(layout))
        is_same = [one.title for one in columns] == [one.title for one in self._columns]
        self._columns = tuple(columns)
        if not is_same:
            self._fill()
        for row, column in enumerate(self._columns):
            if (box := self.use_box(row)) is not None:
                box.setCurrentIndex(list(ColumnUse).index(column.use))

    def use_box(self, row: int) -> QComboBox | None:
        """The choice of what a column holds."""
        box = self.table.cellWidget(row, USE)
        return box if isinstance(box, QComboBox) else None

    def _fill(self) -> None:
        self.table.clearContents()
        self.table.setRowCount(len(self._columns))
        for row, column in enumerate(self._columns):
            box = named(QComboBox(), _("What “%s” holds") % column.title)
            for use in ColumnUse:
                box.addItem(use_name(use), use)
            box.activated.connect(lambda _place, row=row: self._take_use(row))
            self.table.setCellWidget(row, USE, box)
            examples = "  ·  ".join(column.examples)
            for place, words in ((TITLE, column.title), (EXAMPLES, examples)):
                item = QTableWidgetItem(words)
                item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
                item.setToolTip(words)
                if place == EXAMPLES:
                    item.setForeground(self.palette().placeholderText())
                self.table.setItem(row, place, item)

    def _take_use(self, row: int) -> None:
        box = self.use_box(row)
        if box is None:
            return
        chosen = ColumnUse(box.currentData())
        uses = [column.use for column in self._columns]
        if chosen is ColumnUse.RESPONDENT:
            # Respondents have one name; the column that held it becomes an attribute.
            uses = [ColumnUse.ATTRIBUTE if use is chosen else use for use in uses]
        uses[row] = chosen

        def change(settings: ImportSettings) -> ImportSettings:
            return replace(settings, reading=replace(settings.reading, columns=tuple(uses)))

        self.decided.emit(change)

    def _take_layout(self) -> None:
        layout = SurveyLayout(self.layout_choice.currentData())

        def change(settings: ImportSettings) -> ImportSettings:
            return replace(settings, reading=replace(settings.reading, survey_layout=layout))

        self.decided.emit(change)


def use_name(use: ColumnUse) -> str:
    """What a use is called."""
    return {
        ColumnUse.RESPONDENT: _("Who answers"),
        ColumnUse.ANSWERS: _("Answers"),
        ColumnUse.ATTRIBUTE: _("Attribute"),
        ColumnUse.LEFT_OUT: _("Left out"),
    }[use]


def _empty_table() -> QTableWidget:
    table = named(QTableWidget(0, 3), _("Columns of the survey"))
    table.setHorizontalHeaderLabels([_("Column"), _("Holds"), _("First values")])
    table.setObjectName("surveyColumns")
    table.setFrameShape(QFrame.Shape.NoFrame)
    table.setShowGrid(False)
    table.setTabKeyNavigation(False)
    table.setWordWrap(False)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(32)
    header = table.horizontalHeader()
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    header.setHighlightSections(False)
    header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    header.setSectionResizeMode(TITLE, QHeaderView.ResizeMode.Stretch)
    header.setSectionResizeMode(EXAMPLES, QHeaderView.ResizeMode.Stretch)
    header.resizeSection(USE, 140)
    return table
