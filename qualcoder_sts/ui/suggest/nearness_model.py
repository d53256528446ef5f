"""Passages by how near they are to others, to be ticked."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QWidget

from qualcoder_sts.codebook.tree import CodeTree
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.suggest.set_up import NearPassage
from qualcoder_sts.ui.models.rows import RowsModel
from qualcoder_sts.ui.suggest.words import shortened

Index = QModelIndex | QPersistentModelIndex
PASSAGE, SOURCE, CODES, NEAR = range(4)
_DOTS = 5
_CHECKED = Qt.CheckState.Checked


class NearnessModel(RowsModel[NearPassage]):
    """Passages with the codes that are theirs already; a tick chooses one."""

    ticked_changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        titles = (_("Passage"), _("Source"), _("Your codes there"), _("How near"))
        super().__init__(titles, parent)
        self._codes = CodeTree(())
        self._ticked: set[int] = set()

    def show_passages(self, passages: Sequence[NearPassage], codes: CodeTree) -> None:
        """Show these, none of them ticked."""
        self._codes = codes
        self._ticked.clear()
        self.show_rows(passages)
        self.ticked_changed.emit()

    def ticked(self) -> list[NearPassage]:
        """Those that are ticked, in their order."""
        return [self._rows[place] for place in sorted(self._ticked)]

    def show_coded(self, coded: Sequence[NearPassage], code_id: UUID, codes: CodeTree) -> None:
        """Some have one code more."""
        more = [
            replace(row, code_ids=tuple(dict.fromkeys((*row.code_ids, code_id))))
            if row in coded
            else row
            for row in self._rows
        ]
        self.show_passages(more, codes)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Passages can be ticked."""
        flags = super().flags(index)
        is_passage = index.isValid() and index.column() == PASSAGE
        return flags | Qt.ItemFlag.ItemIsUserCheckable if is_passage else flags

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Tick one, or take the tick away."""
        if not index.isValid() or role != Qt.ItemDataRole.CheckStateRole:
            return False
        # Qt hands over the state or its number.
        is_on = value in (_CHECKED, _CHECKED.value)
        (self._ticked.add if is_on else self._ticked.discard)(index.row())
        self.dataChanged.emit(index, index, [role])
        self.ticked_changed.emit()
        return True

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """A tick beside the passage, else as in every table."""
        if role == Qt.ItemDataRole.CheckStateRole and index.isValid():
            if index.column() != PASSAGE:
                return None
            return _CHECKED if index.row() in self._ticked else Qt.CheckState.Unchecked
        return super().data(index, role)

    def cells(self, row: NearPassage) -> tuple[str, ...]:
        """The passage, its source, its codes, and dots for how near it is."""
        names = [self._codes[key].name for key in row.code_ids if key in self._codes]
        dots = round(_DOTS * min(1.0, row.nearness))
        near = "●" * dots + "○" * (_DOTS - dots)
        return (shortened(row.text), row.source, ", ".join(names), near)

    def more(self, row: NearPassage, column: int, role: int) -> object:
        """All of a passage, and how near it is as a number."""
        if role == Qt.ItemDataRole.ToolTipRole and column == PASSAGE:
            return shortened(row.text)
        if role == Qt.ItemDataRole.AccessibleTextRole and column == NEAR:
            return _("%d of 100") % round(100 * row.nearness)
        return None
