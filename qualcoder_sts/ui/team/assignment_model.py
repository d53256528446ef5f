"""Who codes which source, as a table to tick."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from qualcoder_sts.foundation.translation import _
from qualcoder_sts.transcripts.queries import SourceRow
from qualcoder_sts.ui.models.sources import kind_name

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole


@dataclass(frozen=True, slots=True)
class Cell:
    """One source and one coder. ``rounds`` are the open rounds in which the coder codes it."""

    assigned: bool = False
    rounds: tuple[str, ...] = ()
    finished: bool = False


@dataclass(frozen=True, slots=True)
class Assignments:
    """All sources, all coders, and what is known of each pair."""

    sources: Sequence[SourceRow] = ()
    coders: Sequence[tuple[UUID, str]] = ()
    cells: Mapping[tuple[UUID, UUID], Cell] = field(default_factory=dict)

    def cell(self, source_id: UUID, coder_id: UUID) -> Cell:
        """What is known of a source and a coder."""
        return self.cells.get((source_id, coder_id), Cell())


class AssignmentModel(QAbstractTableModel):
    """A line for each source, a column for each coder; ticks are told, not done."""

    ticked = Signal(object, object, bool)
    """The ``UUID`` of a source, that of a coder, and whether the coder is to code it."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._shown = Assignments()

    def show_assignments(self, shown: Assignments) -> None:
        """Show these and no others."""
        if shown.coders == self._shown.coders and shown.sources == self._shown.sources:
            self._shown = shown
            last = self.index(self.rowCount() - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)
            return
        self.beginResetModel()
        self._shown = shown
        self.endResetModel()

    def source_at(self, row: int) -> UUID:
        """The source of a line."""
        return self._shown.sources[row].id

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """One for each source."""
        return 0 if parent.isValid() else len(self._shown.sources)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """The source and its kind, then one for each coder."""
        return 0 if parent.isValid() else 2 + len(self._shown.coders)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole
    ) -> object:
        """What a column is about."""
        if role != Role.DisplayRole or orientation is not Qt.Orientation.Horizontal:
            return None
        if section < 2:
            return (_("Source"), _("Kind"))[section]
        return self._shown.coders[section - 2][1]

    def data(self, index: Index, role: int = Role.DisplayRole) -> object:
        """A source, or whether somebody is to code it."""
        if not index.isValid():
            return None
        source = self._shown.sources[index.row()]
        if index.column() < 2:
            words = (source.name, kind_name(source.method))[index.column()]
            return words if role in (Role.DisplayRole, Role.ToolTipRole) else None
        cell = self._cell(index)
        if role == Role.CheckStateRole:
            is_on = cell.assigned or bool(cell.rounds)
            return Qt.CheckState.Checked if is_on else Qt.CheckState.Unchecked
        if role == Role.DisplayRole:
            return _short(cell)
        if role in (Role.ToolTipRole, Role.AccessibleTextRole):
            coder = self._shown.coders[index.column() - 2][1]
            return _in_full(cell, coder, source.name)
        return None

    def setData(self, index: Index, value: object, role: int = Role.EditRole) -> bool:
        """A tick says who is to code a source."""
        if role != Role.CheckStateRole or not index.isValid() or index.column() < 2:
            return False
        is_on = Qt.CheckState(value) is Qt.CheckState.Checked
        coder_id = self._shown.coders[index.column() - 2][0]
        self.ticked.emit(self.source_at(index.row()), coder_id, is_on)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        """What an open round has shared out is not changed by a tick."""
        flags = super().flags(index)
        if index.isValid() and index.column() >= 2 and not self._cell(index).rounds:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags

    def _cell(self, index: Index) -> Cell:
        coder_id = self._shown.coders[index.column() - 2][0]
        return self._shown.cell(self.source_at(index.row()), coder_id)


def _short(cell: Cell) -> str:
    parts = [*cell.rounds]
    if cell.finished:
        parts.append(_("finished"))
    return " · ".join(parts)


def _in_full(cell: Cell, coder: str, source: str) -> str:
    if cell.rounds:
        words = _("%(coder)s codes “%(source)s” in the round %(rounds)s")
    elif cell.assigned:
        words = _("%(coder)s is to code “%(source)s”")
    else:
        words = _("%(coder)s is not to code “%(source)s”")
    told = words % {"coder": coder, "source": source, "rounds": ", ".join(cell.rounds)}
    return _("%s: finished") % told if cell.finished else told
