"""A table that is worked in as in a spreadsheet: typing, copying, pasting and emptying cells."""

import csv
import io
from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    Qt,
    Signal,
)
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
        if block := self._chosen():
            QGuiApplication.clipboard().setText(as_text(block))

    def copy_all(self) -> None:
        """Put all that is shown on the clipboard, with the headings."""
        model = self.model()
        columns = range(model.columnCount())
        across = Qt.Orientation.Horizontal
        titles = tuple(str(model.headerData(column, across)) for column in columns)
        rows = (
            tuple(_words(model.index(row, column)) for column in columns)
            for row in range(model.rowCount())
        )
        QGuiApplication.clipboard().setText(as_text((titles, *rows)))

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

    def freeze_first_column(self) -> None:
        """Keep the first column in view however far the others are scrolled."""
        self._frozen = _FrozenColumn(self)

    def fit_columns(self) -> None:
        """Give each column the room it wants, within limits."""
        self.resizeColumnsToContents()
        for column in range(self.model().columnCount()):
            width = max(_NARROWEST, min(_WIDEST, self.columnWidth(column) + 6))
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


class _FrozenColumn(QTableView):
    """The first column once more, over the sheet; a click on it is one on the sheet's own."""

    def __init__(self, sheet: SheetView) -> None:
        super().__init__(sheet)
        self._sheet = sheet
        named(self, sheet.accessibleName())
        self.setObjectName("frozenColumn")
        self.setModel(sheet.model())
        self.setSelectionModel(sheet.selectionModel())
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.clicked.connect(sheet.setFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(sheet.verticalHeader().defaultSectionSize())
        header = self.horizontalHeader()
        header.setDefaultAlignment(sheet.horizontalHeader().defaultAlignment())
        header.setHighlightSections(False)
        sheet.verticalScrollBar().valueChanged.connect(self.verticalScrollBar().setValue)
        sheet.horizontalScrollBar().valueChanged.connect(self._follow)
        sheet.horizontalHeader().sectionResized.connect(self._follow)
        sheet.horizontalHeader().geometriesChanged.connect(self._follow)
        sheet.viewport().installEventFilter(self)
        self._follow()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """The sheet has another size."""
        if event.type() == QEvent.Type.Resize:
            self._follow()
        return False

    def _follow(self) -> None:
        """Stand over the sheet's first column, once that is scrolled away."""
        sheet = self._sheet
        is_scrolled = sheet.horizontalScrollBar().value() > 0
        self.setVisible(is_scrolled)
        if not is_scrolled:
            return
        for column in range(1, self.model().columnCount()):
            self.setColumnHidden(column, True)
        width = sheet.columnWidth(0)
        self.setColumnWidth(0, width)
        area = sheet.viewport().geometry()
        top = sheet.horizontalHeader().geometry().top()
        self.horizontalHeader().setFixedHeight(sheet.horizontalHeader().height())
        self.setGeometry(area.left(), top, width, area.bottom() - top + 1)
        self.verticalScrollBar().setValue(sheet.verticalScrollBar().value())
        self.raise_()


def sheet_view(name: str, model: QAbstractItemModel) -> SheetView:
    """A quiet sheet with headings that sort."""
    view = named(SheetView(), name)
    view.setObjectName("sheet")
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
    # Some rows tell enough of how wide a column should be; asking thousands takes too long.
    header.setResizeContentsPrecision(100)
    header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
    view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
    view.freeze_first_column()
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
