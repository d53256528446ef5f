"""A sheet as Qt's table model, and the order and choice of its rows."""

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
)
from PySide6.QtGui import QFont, QGuiApplication, QPalette

from qualcoder_sts.foundation.names import folded, in_natural_order
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.project.tables.participants import AttributeBearer, AttributeKind
from qualcoder_sts.ui.models.tree import ID_ROLE
from qualcoder_sts.ui.participants.sheet import Field, Sheet, SheetColumn, SheetRow

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
Typed = Callable[[SheetRow, SheetColumn, str], bool]
"""Takes what was typed into a cell; tells whether it was taken."""

TOLD_FIELDS = (Field.NAME, Field.WHERE)
MISSING = "–"
_EMPTY = Sheet(AttributeBearer.PARTICIPANT, (), ())


class SheetModel(QAbstractTableModel):
    """Shows a sheet; what is typed goes to ``typed`` and comes back with the next sheet."""

    def __init__(self, typed: Typed, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._typed = typed
        self._sheet = _EMPTY
        self._is_read_only = False

    @property
    def sheet(self) -> Sheet:
        """What is shown."""
        return self._sheet

    def show_sheet(self, sheet: Sheet, *, read_only: bool = False) -> None:
        """Show a sheet; the same rows and columns with other cells keep everything in place."""
        before, self._is_read_only = self._sheet, read_only
        is_same = before.columns == sheet.columns and [row.id for row in before.rows] == [
            row.id for row in sheet.rows
        ]
        if not is_same:
            self.beginResetModel()
            self._sheet = sheet
            self.endResetModel()
            return
        self._sheet = sheet
        last = len(sheet.columns) - 1
        for place, (old, new) in enumerate(zip(before.rows, sheet.rows, strict=True)):
            if old != new:
                self.dataChanged.emit(self.index(place, 0), self.index(place, last))

    def row_of(self, row_id: UUID) -> int | None:
        """Where somebody stands."""
        return next((n for n, row in enumerate(self._sheet.rows) if row.id == row_id), None)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """How many people or sources there are."""
        return 0 if parent.isValid() else len(self._sheet.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """How many columns there are."""
        return 0 if parent.isValid() else len(self._sheet.columns)

    def data(self, index: Index, role: int = Role.DisplayRole) -> object:
        """What a cell shows; where nothing is known of an attribute, a quiet dash says so."""
        if not index.isValid():
            return None
        row, column = self._sheet.rows[index.row()], self._sheet.columns[index.column()]
        words = row.cells[index.column()]
        is_missing = not words and column.is_typed
        shown = _shown(words, column)
        found: dict[int, object] = {
            Role.DisplayRole: MISSING if is_missing else shown,
            Role.EditRole: words,
            ID_ROLE: row.id,
            Role.ToolTipRole: row.tip if column.field in TOLD_FIELDS else words or None,
            Role.AccessibleTextRole: (
                f"{row.name}, {column.title}: {_('no value') if is_missing else shown}"
            ),
        }
        if role in found:
            return found[role]
        return _look(row, column, Role(role), is_missing=is_missing)

    def setData(self, index: Index, value: object, role: int = Role.EditRole) -> bool:
        """Hand on what was typed, unless it is what was there."""
        if role != Role.EditRole or not index.isValid():
            return False
        row, column = self._sheet.rows[index.row()], self._sheet.columns[index.column()]
        words = str(value).strip()
        if words == row.cells[index.column()]:
            return False
        return self._typed(row, column, words)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole
    ) -> object:
        """The columns' titles, and how much is known of each attribute."""
        if orientation != Qt.Orientation.Horizontal or section >= len(self._sheet.columns):
            return None
        column = self._sheet.columns[section]
        if role == Role.DisplayRole:
            return column.title
        if role == Role.ToolTipRole and column.attribute is not None:
            return column_words(self._sheet, section)
        if role == Role.TextAlignmentRole and column.kind is AttributeKind.NUMBER:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Fields that follow from something else are read only."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if self._sheet.columns[index.column()].is_typed and not self._is_read_only:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags


class SheetOrder(QSortFilterProxyModel):
    """Sorts numbers as numbers and P2 before P10; unknown values come last either way."""

    def __init__(self, model: SheetModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._words: tuple[str, ...] = ()
        self.setSourceModel(model)
        # A row stays under the cursor while it is filled in; clicking the heading sorts anew.
        self.setDynamicSortFilter(False)
        model.modelReset.connect(lambda: self.sort(self.sortColumn(), self.sortOrder()))

    def show_only(self, words: str) -> None:
        """Show the rows in which all these words occur, in whatever cells."""
        self._words = tuple(folded(words).split())
        self.invalidate()

    def filterAcceptsRow(self, row: int, parent: Index) -> bool:  # noqa: ARG002
        """Whether a row has all words of the filter."""
        if not self._words:
            return True
        found = self._model.sheet.rows[row]
        cells = folded(" ".join((found.name, *found.cells)))
        return all(word in cells for word in self._words)

    def lessThan(self, left: Index, right: Index) -> bool:
        """Whether a cell comes before another."""
        column = self._model.sheet.columns[left.column()]
        one, other = (
            self._model.sheet.rows[index.row()].cells[index.column()] for index in (left, right)
        )
        if not one or not other:
            is_rising = self.sortOrder() == Qt.SortOrder.AscendingOrder
            return bool(one) == is_rising and bool(one) != bool(other)
        if column.kind is AttributeKind.NUMBER:
            return float(one) < float(other)
        return in_natural_order(one) < in_natural_order(other)


def kind_name(kind: AttributeKind) -> str:
    """What an attribute's values are called."""
    return {
        AttributeKind.TEXT: _("text"),
        AttributeKind.NUMBER: _("number"),
        AttributeKind.DATE: _("date"),
        AttributeKind.YES_NO: _("yes or no"),
    }[kind]


def column_words(sheet: Sheet, place: int) -> str:
    """Of how many an attribute's value is known: ``years · number · known of 12 of 14``."""
    column = sheet.columns[place]
    rows = [row for row in sheet.rows if not row.is_group]
    known = sum(bool(row.cells[place]) for row in rows)
    extent = _("known of %(known)d of %(all)d") % {"known": known, "all": len(rows)}
    return f"{column.title} · {kind_name(column.kind)} · {extent}"


def _shown(words: str, column: SheetColumn) -> str:
    """A value as it is read; stored are the words of one language."""
    if column.kind is AttributeKind.YES_NO:
        return {"yes": _("yes"), "no": _("no")}.get(words, words)
    if column.kind is AttributeKind.NUMBER:
        return words.replace("-", "\N{MINUS SIGN}")
    return words


def _look(row: SheetRow, column: SheetColumn, role: Role, *, is_missing: bool) -> object:
    if role == Role.TextAlignmentRole and column.kind is AttributeKind.NUMBER:
        return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
    if role == Role.ForegroundRole and (is_missing or not column.is_typed):
        return QGuiApplication.palette().color(QPalette.ColorRole.PlaceholderText)
    if role == Role.FontRole and row.is_group and column.field is Field.NAME:
        font = QFont()
        font.setWeight(QFont.Weight.DemiBold)
        return font
    return None
