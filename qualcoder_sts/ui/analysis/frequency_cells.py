"""The figures of the chart as a table whose cells lead to their quotes, by keyboard too."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from uuid import UUID

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHeaderView, QTableView, QWidget

from qualcoder_sts.analysis.frequencies import FrequencyRow, FrequencyTable
from qualcoder_sts.analysis.rules import Rule
from qualcoder_sts.analysis.wording import group_name, units, written, written_with_notes
from qualcoder_sts.charts.theme_frequency import shown_themes
from qualcoder_sts.codebook.tree import CodeRow
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.project.tables.transcripts import Method
from qualcoder_sts.ui.widgets.names import named
from qualcoder_sts.ui.widgets.swatches import swatch

Index = QModelIndex | QPersistentModelIndex
_CELL_WIDTH = 110
_WRITTEN: Mapping[int, Callable[[FrequencyRow], str]] = MappingProxyType(
    {Qt.ItemDataRole.DisplayRole: written, Qt.ItemDataRole.ToolTipRole: written_with_notes}
)


class FrequencyModel(QAbstractTableModel):
    """A row for each theme; a column for each method and rule."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._themes: list[CodeRow] = []
        self._columns: list[tuple[str, Rule]] = []
        self._titles: list[str] = []
        self._cells: dict[tuple[UUID, str, Rule], FrequencyRow] = {}

    def show_table(self, table: FrequencyTable) -> None:
        """Show these figures."""
        self.beginResetModel()
        self._themes = shown_themes(table)
        self._columns = list(dict.fromkeys((row.group, row.rule) for row in table.rows))
        self._titles = [
            f"{group_name(table, group)}, {units(rule)}" for group, rule in self._columns
        ]
        self._cells = {(row.code_id, row.group, row.rule): row for row in table.rows}
        self.endResetModel()

    def cell_at(self, index: Index) -> FrequencyRow | None:
        """The figure of a cell."""
        if not index.isValid() or index.column() == 0:
            return None
        group, rule = self._columns[index.column() - 1]
        return self._cells.get((self._themes[index.row()].id, group, rule))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """How many themes there are."""
        return 0 if parent.isValid() else len(self._themes)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """The theme, and what is counted."""
        return 0 if parent.isValid() else len(self._columns) + 1

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        """Methods with what is counted in them."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if section else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.DisplayRole:
            return self._titles[section - 1] if section else _("Theme")
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """A count with its denominator."""
        if not index.isValid():
            return None
        if index.column() == 0:
            return _theme_data(self._themes[index.row()], role)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        cell, write = self.cell_at(index), _WRITTEN.get(role)
        return None if cell is None or write is None else write(cell)


def _theme_data(theme: CodeRow, role: int) -> object:
    if role == Qt.ItemDataRole.DecorationRole:
        return swatch(theme.colour)
    if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
        return theme.path_text
    return theme.name if role == Qt.ItemDataRole.DisplayRole else None


class FrequencyCells(QTableView):
    """Return or a double click on a figure wants its quotes."""

    quotes_wanted = Signal(object, object)
    """The ``UUID`` of a theme and a ``Method``."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, _("Theme frequency as a table"))
        self._figures = FrequencyModel(self)
        self.setModel(self._figures)
        self.setObjectName("steps")
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(30)
        self.horizontalHeader().setHighlightSections(False)
        self.doubleClicked.connect(self._want)

    def show_table(self, table: FrequencyTable) -> None:
        """Show these figures."""
        self._figures.show_table(table)
        header = self.horizontalHeader()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setMinimumSectionSize(_CELL_WIDTH)
        for column in range(1, self._figures.columnCount()):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return opens what a double click opens."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._want(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _want(self, index: QModelIndex) -> None:
        cell = self._figures.cell_at(index)
        if cell is not None and cell.group in {method.value for method in Method}:
            self.quotes_wanted.emit(cell.code_id, Method(cell.group))
