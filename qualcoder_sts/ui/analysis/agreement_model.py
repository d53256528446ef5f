"""Agreement as Qt's table model; the shade of a figure's ground says what its words say."""

from uuid import UUID

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QGuiApplication

from qualcoder_sts.foundation.translation import _
from qualcoder_sts.ui.analysis.agreement_grid import DisagreementsWanted, Grid, GridCell, GridRow
from qualcoder_sts.ui.theme.colours import ground_for
from qualcoder_sts.ui.theme.theme import Theme
from qualcoder_sts.ui.widgets.swatches import swatch

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole

SORT_ROLE = Role.UserRole + 1
STRONGEST = 0.5
"""How much of the accent colour stands under complete agreement."""
# Undefined figures come behind all others.
_LAST = float("-inf")


class AgreementModel(QAbstractTableModel):
    """Shows a grid: codes down, figures across."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._grid = Grid()
        self._theme = theme

    @property
    def grid(self) -> Grid:
        """What is shown."""
        return self._grid

    def show_grid(self, grid: Grid) -> None:
        """Show this one."""
        self.beginResetModel()
        self._grid = grid
        self.endResetModel()

    def set_theme(self, theme: Theme) -> None:
        """Grounds in other colours."""
        self._theme = theme
        last = self.index(self.rowCount() - 1, self.columnCount() - 1)
        self.dataChanged.emit(self.index(0, 0), last, [Role.BackgroundRole])

    def cell_at(self, index: Index) -> GridCell | None:
        """The figure at a place; None in the column of codes."""
        if not index.isValid() or index.column() == 0:
            return None
        return self._grid.rows[index.row()].cells[index.column() - 1]

    def row_of(self, code_id: UUID | None) -> int | None:
        """Where a code stands."""
        rows = enumerate(self._grid.rows)
        return next(
            (place for place, row in rows if (row.code.id if row.code else None) == code_id), None
        )

    def wanted_at(self, index: Index) -> DisagreementsWanted | None:
        """Whose disagreements a place is about."""
        if not index.isValid():
            return None
        cells = self._grid.rows[index.row()].cells
        if not cells:
            return None
        if index.column() > 0:
            return cells[index.column() - 1].wanted
        every = [cell.wanted for cell in cells if cell.wanted is not None]
        first = every[0]
        coders = dict.fromkeys(coder for one in every for coder in one.coder_ids)
        sources = frozenset(source for one in every for source in one.source_ids)
        return DisagreementsWanted(first.code_id, tuple(coders), sources)

    def says_at(self, index: Index) -> str:
        """What the column says, and why a figure there has no value."""
        if not index.isValid():
            return ""
        row = self._grid.rows[index.row()]
        if (cell := self.cell_at(index)) is None:
            return _name(row)
        column = self._grid.columns[index.column() - 1]
        return " ".join(part for part in (cell.says, _sentence(column.says)) if part)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """All codes together, and each."""
        return 0 if parent.isValid() else len(self._grid.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """The code, and its figures."""
        return 0 if parent.isValid() else len(self._grid.columns) + 1

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole
    ) -> object:
        """The titles; each says what stands below it."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Role.TextAlignmentRole and section:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        column = self._grid.columns[section - 1] if section else None
        if role == Role.DisplayRole:
            return _("Code") if column is None else column.title
        if role == Role.ToolTipRole and column is not None:
            return column.says
        return None

    def data(self, index: Index, role: int = Role.DisplayRole) -> object:
        """A figure, its side, its ground, what it says."""
        if not index.isValid():
            return None
        row = self._grid.rows[index.row()]
        if role == Role.FontRole and row.code is None:
            font = QFont(QGuiApplication.font())
            font.setWeight(QFont.Weight.DemiBold)
            return font
        cell = self.cell_at(index)
        return self._code_data(row, role) if cell is None else self._cell_data(cell, index, role)

    def _code_data(self, row: GridRow, role: int) -> object:
        if role == Role.DecorationRole and row.code is not None:
            return swatch(row.code.colour)
        if role in (Role.ToolTipRole, Role.AccessibleTextRole):
            return _name(row)
        if role in (Role.DisplayRole, Role.EditRole):
            return _("All codes") if row.code is None else row.code.name
        if role == SORT_ROLE:
            return "" if row.code is None else row.code.path_text.casefold()
        return None

    def _cell_data(self, cell: GridCell, index: Index, role: int) -> object:
        if role in (Role.DisplayRole, Role.EditRole, Role.AccessibleTextRole):
            return cell.words
        if role == Role.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role in (Role.ToolTipRole, Role.AccessibleDescriptionRole):
            return self.says_at(index)
        if role == SORT_ROLE:
            return _LAST if cell.value is None else cell.value
        if role == Role.BackgroundRole and cell.shade is not None:
            return QColor(self._ground(cell.shade))
        return None

    def _ground(self, shade: float) -> str:
        theme = self._theme
        return ground_for(
            theme.accent, theme.paper, theme.text, shade * STRONGEST, theme.least_contrast
        )


class AgreementOrder(QSortFilterProxyModel):
    """Sorted by any column; all codes together stay above the others."""

    def __init__(self, model: AgreementModel, parent: QObject) -> None:
        super().__init__(parent)
        self._model = model
        self.setSourceModel(model)
        self.setSortRole(SORT_ROLE)

    def lessThan(self, left: Index, right: Index) -> bool:
        """Whether one row stands above another."""
        rises = self.sortOrder() is Qt.SortOrder.AscendingOrder
        rows = self._model.grid.rows
        if rows[left.row()].code is None:
            return rises
        if rows[right.row()].code is None:
            return not rises
        return bool(left.data(SORT_ROLE) < right.data(SORT_ROLE))


def _name(row: GridRow) -> str:
    return _("All codes together") if row.code is None else row.code.path_text


def _sentence(words: str) -> str:
    return words if not words or words.endswith(".") else f"{words}."
