"""One sheet with its line of words below: typing, pasting, emptying, and menus."""

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from qualcoder_sts.foundation.translation import _, ngettext
from qualcoder_sts.participants.blocks import NewValue, set_values
from qualcoder_sts.participants.operations import set_attribute_value
from qualcoder_sts.participants.queries import AttributeRow
from qualcoder_sts.project.tables.participants import AttributeBearer
from qualcoder_sts.ui.models.tree import ID_ROLE
from qualcoder_sts.ui.operations import Operations
from qualcoder_sts.ui.participants.cell_editing import CellEditing
from qualcoder_sts.ui.participants.pasting import pasted_words, place_block
from qualcoder_sts.ui.participants.sheet import Field, Sheet, SheetColumn, SheetRow
from qualcoder_sts.ui.participants.sheet_model import SheetModel, SheetOrder, column_words
from qualcoder_sts.ui.widgets.cut_label import CutLabel
from qualcoder_sts.ui.widgets.leads_focus import LeadsFocus
from qualcoder_sts.ui.widgets.sheets import Block, choose_cell, sheet_view

MOST_AT_ONCE = 300
"""Larger blocks are written in the background."""

TypedField = Callable[[UUID, Field, str], bool]
"""Takes what was typed into a field that is no attribute."""


class SheetPanel(LeadsFocus):
    """Shows people or sources; attributes are changed here, all else by whoever made it."""

    row_menu_wanted = Signal(object, QPoint)
    """The ids of the chosen rows, a tuple, and where on the screen the menu belongs."""
    column_menu_wanted = Signal(object, QPoint)
    """The ``SheetColumn`` whose heading was asked, and the place."""
    attribute_moved = Signal(int, int)
    """The place of an attribute among the attributes, and the one it was dragged to."""
    row_activated = Signal(object)
    """The id of a row whose fixed cell was double-clicked."""

    def __init__(
        self, operations: Operations, name: str, typed: TypedField, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._operations = operations
        self._typed_field = typed
        self.model = SheetModel(self._typed, self)
        self.order = SheetOrder(self.model, self)
        self.view = sheet_view(name, self.order)
        self.view.setItemDelegate(CellEditing(self.model, self.order, self.view))
        self.view.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
        self.view.pasted.connect(self.paste)
        self.view.emptied.connect(self._empty)
        self.view.activated.connect(self._activate)
        self.view.customContextMenuRequested.connect(self._ask_row_menu)
        self._is_put_back = False
        header = self.view.horizontalHeader()
        header.setSectionsMovable(not operations.workspace.read_only)
        header.sectionMoved.connect(self._take_dragged)
        header.customContextMenuRequested.connect(self._ask_column_menu)
        self.view.selectionModel().selectionChanged.connect(self._tell)
        self._words = CutLabel()
        self._words.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._words.setContentsMargins(4, 0, 4, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.view, 1)
        self.foot = QHBoxLayout()
        self.foot.addWidget(self._words, 1)
        column.addLayout(self.foot)
        self.lead_focus(self.view)

    @property
    def words(self) -> str:
        """What is said below the sheet."""
        return self._words.text()

    def show_sheet(self, sheet: Sheet) -> None:
        """Show a sheet; the cursor stays on whom and what it was."""
        current = self.view.currentIndex()
        row_id, before = current.data(ID_ROLE), self.current_column()
        is_new = [column.title for column in self.model.sheet.columns] != [
            column.title for column in sheet.columns
        ]
        self.model.show_sheet(sheet, read_only=self._operations.workspace.read_only)
        if is_new:
            self.view.fit_columns()
        if isinstance(row_id, UUID) and not self.view.currentIndex().isValid():
            same = (n for n, one in enumerate(sheet.columns) if before and one.is_as(before))
            self.choose(row_id, next(same, 0))
        self._tell()

    def choose(self, row_id: UUID, place: int = 0) -> None:
        """Put the cursor on somebody."""
        if (row := self.model.row_of(row_id)) is not None:
            index = self.order.mapFromSource(self.model.index(row, place))
            choose_cell(self.view, index)
            self.view.scrollTo(index)

    def chosen_ids(self) -> tuple[UUID, ...]:
        """Whose cells are chosen, from the top down."""
        rows = sorted({index.row() for index in self.view.selectedIndexes()})
        return tuple(self.order.index(row, 0).data(ID_ROLE) for row in rows)

    def attributes(self) -> list[AttributeRow]:
        """The attributes from left to right."""
        return [one.attribute for one in self.model.sheet.columns if one.attribute is not None]

    def current_column(self) -> SheetColumn | None:
        """The column the cursor is in."""
        index = self.view.currentIndex()
        return self.model.sheet.columns[index.column()] if index.isValid() else None

    def paste(self, first: QModelIndex, block: Block) -> None:
        """Give a block of values, from a cell on, in one step."""
        if self._operations.refuse_when_read_only():
            return
        row_ids = [
            self.order.index(row, 0).data(ID_ROLE)
            for row in range(first.row(), self.order.rowCount())
        ]
        placed = place_block(block, row_ids, self.model.sheet.columns[first.column() :])

        def tell(changed: int) -> None:
            self._operations.told.emit(pasted_words(changed, placed), changed > 0)

        if len(placed.values) > MOST_AT_ONCE:
            workspace = self._operations.workspace
            self._operations.write_long(
                lambda _progress: workspace.run(set_values, placed.values).value, tell
            )
        elif (outcome := self._operations.run(set_values, placed.values)) is not None:
            tell(outcome.value)

    def _empty(self, indexes: list[QModelIndex]) -> None:
        values = [
            NewValue(column.attribute.id, index.data(ID_ROLE), "")
            for index in indexes
            if (column := self.model.sheet.columns[index.column()]).attribute is not None
        ]
        if values and not self._operations.refuse_when_read_only():
            self._operations.run(set_values, values)

    def _typed(self, row: SheetRow, column: SheetColumn, words: str) -> bool:
        if column.attribute is None:
            return column.field is not None and self._typed_field(row.id, column.field, words)
        is_person = column.attribute.bearer is AttributeBearer.PARTICIPANT
        outcome = self._operations.run(
            set_attribute_value,
            column.attribute.id,
            words,
            participant_id=row.id if is_person else None,
            source_id=None if is_person else row.id,
        )
        return outcome is not None

    def _activate(self, index: QModelIndex) -> None:
        if not index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.row_activated.emit(index.data(ID_ROLE))

    def _ask_row_menu(self, place: QPoint) -> None:
        if ids := self.chosen_ids():
            self.row_menu_wanted.emit(ids, self.view.viewport().mapToGlobal(place))

    def _take_dragged(self, logical: int, before: int, after: int) -> None:
        """The column goes back to where it was: the next sheet has it where it belongs."""
        if self._is_put_back:
            return
        self._is_put_back = True
        self.view.horizontalHeader().moveSection(after, before)
        self._is_put_back = False
        attributes = self.attributes()
        dragged = self.model.sheet.columns[logical].attribute
        if dragged is not None:
            place = attributes.index(dragged)
            to = max(0, min(place + after - before, len(attributes) - 1))
            if to != place:
                self.attribute_moved.emit(place, to)

    def _ask_column_menu(self, place: QPoint) -> None:
        header = self.view.horizontalHeader()
        section = header.logicalIndexAt(place)
        if section >= 0:
            column = self.model.sheet.columns[section]
            self.column_menu_wanted.emit(column, header.mapToGlobal(place))

    def _tell(self) -> None:
        sheet, index = self.model.sheet, self.view.currentIndex()
        groups = sum(row.is_group for row in sheet.rows)
        rows = len(sheet.rows) - groups
        if sheet.bearer is AttributeBearer.SOURCE:
            parts = [ngettext("%d source", "%d sources", rows) % rows]
        else:
            parts = [ngettext("%d person", "%d people", rows) % rows]
            if groups:
                parts.append(ngettext("%d group", "%d groups", groups) % groups)
        chosen = len(self.view.selectedIndexes())
        if chosen > 1:
            parts.append(ngettext("%d cell chosen", "%d cells chosen", chosen) % chosen)
        words = ", ".join(parts)
        if index.isValid() and sheet.columns[index.column()].attribute is not None:
            words = f"{column_words(sheet, index.column())}    {words}"
        elif not any(column.attribute for column in sheet.columns):
            words += "    " + _("No attributes yet: add one, or import a table.")
        self._words.setText(words)
