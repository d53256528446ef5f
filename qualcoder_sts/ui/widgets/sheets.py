"""A table that is worked in as in a spreadsheet: typing, copying, pasting and emptying cells."""

import csv
import io
from collections.abc import Sequence

from PySide6.QtCore import QAbstractItemModel, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QFrame,
    QTableView,
    QWidget,
)

from qualcoder_sts.ui.widgets.names import named

Block = tuple[tuple[str, ...], ...]
"""Cells row by row, as a spreadsheet hands them over."""

_WIDEST, _NARROWEST = 260, 84


class SheetView(QTableView):
    """Cells are chosen in blocks; what is pasted or emptied is told, not done."""

    pasted = Signal(object, object)
    """The index of the block's first cell, and the ``Block``."""
    emptied = Signal(object)
    """The indexes to be emptied, a list."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of a spreadsheet."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.emptied.emit(self.selectedIndexes())
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            # What ends typing in a cell comes here as well.
            if self.state() != QAbstractItemView.State.EditingState:
                self._begin_typing()
        else:
            super().keyPressEvent(event)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Return goes on to the cell below, as in a spreadsheet."""
        super().closeEditor(editor, hint)
        if hint == QAbstractItemDelegate.EndEditHint.SubmitModelCache:
            current = self.currentIndex()
            below = current.siblingAtRow(current.row() + 1)
            if below.isValid():
                self.setCurrentIndex(below)

    def copy(self) -> None:
        """Put the chosen cells on the clipboard, as spreadsheets take them."""
        QGuiApplication.clipboard().setText(as_text(self._chosen()))

    def paste(self) -> None:
        """Tell what is on the clipboard, and where its first cell belongs."""
        block = as_block(QGuiApplication.clipboard().text())
        chosen = self.selectedIndexes() or [self.currentIndex()]
        first = min(chosen, key=lambda index: (index.row(), index.column()))
        if not block or not first.isValid():
            return
        is_one = len(block) == len(block[0]) == 1
        if is_one and len(chosen) > 1 and _is_block(chosen):
            rows = max(index.row() for index in chosen) - first.row() + 1
            columns = max(index.column() for index in chosen) - first.column() + 1
            block = (block[0] * columns,) * rows
        self.pasted.emit(first, block)

    def fit_columns(self) -> None:
        """Give each column the room it wants, within limits."""
        self.resizeColumnsToContents()
        for column in range(self.model().columnCount()):
            width = max(_NARROWEST, min(_WIDEST, self.columnWidth(column) + 14))
            self.setColumnWidth(column, width)

    def _begin_typing(self) -> None:
        """Return types into a cell; where nothing can be typed it is as a double click."""
        index = self.currentIndex()
        if index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.edit(index)
        else:
            self.activated.emit(index)

    def _chosen(self) -> Block:
        """The smallest rectangle around the chosen cells; what is not chosen in it is empty."""
        chosen = {(index.row(), index.column()): index for index in self.selectedIndexes()}
        if not chosen:
            return ()
        rows, columns = {row for row, _column in chosen}, {column for _row, column in chosen}
        return tuple(
            tuple(
                _words(chosen.get((row, column)))
                for column in range(min(columns), max(columns) + 1)
                if not self.isColumnHidden(column)
            )
            for row in range(min(rows), max(rows) + 1)
        )


def sheet_view(name: str, model: QAbstractItemModel) -> SheetView:
    """A quiet sheet with headings that sort."""
    view = named(SheetView(), name)
    view.setModel(model)
    view.setFrameShape(QFrame.Shape.NoFrame)
    view.setShowGrid(False)
    view.setTabKeyNavigation(False)
    view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
    view.setEditTriggers(
        QAbstractItemView.EditTrigger.DoubleClicked
        | QAbstractItemView.EditTrigger.EditKeyPressed
        | QAbstractItemView.EditTrigger.AnyKeyPressed
    )
    view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setWordWrap(False)
    view.setSortingEnabled(True)
    view.verticalHeader().hide()
    view.verticalHeader().setDefaultSectionSize(round(view.fontMetrics().height() * 1.9))
    header = view.horizontalHeader()
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    header.setHighlightSections(False)
    header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
    view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
    view.setCurrentIndex(QModelIndex())
    return view


def choose_cell(view: QTableView, index: QModelIndex) -> None:
    """Put the cursor on a cell and choose it alone."""
    view.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)


def as_block(text: str) -> Block:
    """Cells of tab-separated text; quoted ones may hold tabs and line breaks, as Excel writes them.

    All rows are made as long as the longest.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    rows = list(csv.reader(io.StringIO(lines.removesuffix("\n")), delimiter="\t"))
    width = max((len(row) for row in rows), default=0)
    if not width:
        return ()
    return tuple((*map(str.strip, row), *[""] * (width - len(row))) for row in rows)


def as_text(block: Block) -> str:
    """Cells as tab-separated text, quoted where a spreadsheet needs it."""
    written = io.StringIO()
    csv.writer(written, delimiter="\t", lineterminator="\n").writerows(block)
    return written.getvalue().removesuffix("\n")


def _words(index: QModelIndex | None) -> str:
    found = None if index is None else index.data(Qt.ItemDataRole.EditRole)
    return found if isinstance(found, str) else ""


def _is_block(chosen: Sequence[QModelIndex]) -> bool:
    rows = {index.row() for index in chosen}
    columns = {index.column() for index in chosen}
    return len(rows) * len(columns) == len(chosen)
