"""What a cell of a sheet is typed with."""

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from qualcoder_sts.foundation.translation import _
from qualcoder_sts.project.tables.participants import AttributeKind
from qualcoder_sts.ui.participants.sheet_model import SheetModel, SheetOrder
from qualcoder_sts.ui.widgets.names import named

Index = QModelIndex | QPersistentModelIndex


class CellEditing(QStyledItemDelegate):
    """Yes and no are chosen; text is completed from what others have; the rest is typed."""

    def __init__(self, model: SheetModel, order: SheetOrder, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self._order = order

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        """The control for one cell."""
        column = self._model.sheet.columns[index.column()]
        if column.kind is AttributeKind.YES_NO:
            return named(_yes_no_box(parent), column.title)
        line = named(QLineEdit(parent), column.title)
        line.setObjectName("cell")
        if column.kind is AttributeKind.DATE:
            line.setPlaceholderText("2020-05-31")
        elif column.attribute is not None and column.kind is AttributeKind.TEXT:
            line.setCompleter(self._completer(index.column(), line))
        return line

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Show what is in the cell."""
        words = str(index.data(Qt.ItemDataRole.EditRole) or "")
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(max(0, editor.findData(words)))
        elif isinstance(editor, QLineEdit):
            editor.setText(words)
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Hand on what was chosen or typed."""
        if isinstance(editor, QComboBox):
            model.setData(index, editor.currentData())
        elif isinstance(editor, QLineEdit):
            model.setData(index, editor.text())

    def _completer(self, place: int, line: QLineEdit) -> QCompleter:
        known = sorted({row.cells[place] for row in self._model.sheet.rows} - {""})
        completer = QCompleter(known, line)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        return completer


def _yes_no_box(parent: QWidget) -> QComboBox:
    box = QComboBox(parent)
    for words, value in (("–", ""), (_("yes"), "yes"), (_("no"), "no")):
        box.addItem(words, value)
    return box
