"""A table of rows that are only read: what every list of results has in common."""

from collections.abc import Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

Row = TypeVar("Row")
Index = QModelIndex | QPersistentModelIndex
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class RowsModel(QAbstractTableModel, Generic[Row]):
    """Shows the cells of a row; whoever inherits words them.

    ``numbers`` are the columns whose cells stand at the right.
    """

    def __init__(
        self, titles: Sequence[str], parent: QObject, *, numbers: Sequence[int] = ()
    ) -> None:
        super().__init__(parent)
        self._titles = tuple(titles)
        self._numbers = frozenset(numbers)
        self._rows: Sequence[Row] = ()

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show these and no others."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def row_at(self, index: Index) -> Row | None:
        """The row an index stands in."""
        return self._rows[index.row()] if index.isValid() else None

    def cells(self, row: Row) -> tuple[str, ...]:
        """The words of a row, one for each title."""
        raise NotImplementedError

    def more(self, row: Row, column: int, role: int) -> object:  # noqa: ARG002
        """What a cell says beside its words, such as a tool tip; None where there is nothing."""
        return None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """How many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """One for each title."""
        return 0 if parent.isValid() else len(self._titles)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The titles of the columns, those of figures at the right like their figures."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole and section in self._numbers:
            return _RIGHT
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return self._titles[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """A cell's words, its side, and what it says more."""
        if (row := self.row_at(index)) is None:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if index.column() in self._numbers else None
        more = self.more(row, index.column(), role)
        if more is None and role in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.AccessibleTextRole,
        ):
            return self.cells(row)[index.column()]
        return more
