"""Steps as rows of a table, the newest first; more are asked for when they come into view."""

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from qualcoder_sts.foundation.translation import _, ngettext
from qualcoder_sts.project.history.trail import TrailEntry
from qualcoder_sts.ui.history.words import kind_words

Index = QModelIndex | QPersistentModelIndex
PORTION = 300
WHEN, WHO, WHAT, KIND, ROWS = range(5)


class TrailModel(QAbstractTableModel):
    """Holds the steps that were read so far."""

    more_wanted = Signal(int)
    """The number of the last step that is there: those before it are wanted."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._titles = (_("When"), _("Who"), _("Step"), _("Kind"), _("Rows"))
        self._entries: list[TrailEntry] = []
        self._is_whole = True
        self._is_waiting = False

    def show_first(self, entries: Sequence[TrailEntry]) -> None:
        """Show the newest steps."""
        self.beginResetModel()
        self._entries = list(entries)
        self._is_whole, self._is_waiting = len(entries) < PORTION, False
        self.endResetModel()

    def show_more(self, entries: Sequence[TrailEntry]) -> None:
        """Show those before them; when others were shown meanwhile, they come too late."""
        if not self._is_waiting:
            return
        self._is_whole, self._is_waiting = len(entries) < PORTION, False
        if entries:
            first = len(self._entries)
            self.beginInsertRows(QModelIndex(), first, first + len(entries) - 1)
            self._entries += entries
            self.endInsertRows()

    def entry_at(self, index: Index) -> TrailEntry | None:
        """The step of a row."""
        return self._entries[index.row()] if index.isValid() else None

    def row_of(self, step_id: UUID) -> int | None:
        """Where a step stands."""
        rows = (row for row, entry in enumerate(self._entries) if entry.id == step_id)
        return next(rows, None)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """How many steps are there so far."""
        return 0 if parent.isValid() else len(self._entries)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """When, who, what, kind, rows."""
        return 0 if parent.isValid() else len(self._titles)

    def canFetchMore(self, parent: Index) -> bool:
        """Whether there are earlier steps."""
        return not parent.isValid() and not self._is_whole and not self._is_waiting

    def fetchMore(self, parent: Index) -> None:
        """Ask for earlier steps; they come a moment later."""
        if self.canFetchMore(parent) and self._entries:
            self._is_waiting = True
            self.more_wanted.emit(self._entries[-1].number)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        """The columns' titles, figures to the right."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._titles[section]
        return _side(section) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What a cell says."""
        entry = self.entry_at(index)
        if entry is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return _words(entry, index.column())
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _side(index.column())
        if role == Qt.ItemDataRole.ToolTipRole and index.column() == WHAT:
            return entry.label
        if role == Qt.ItemDataRole.AccessibleTextRole and index.column() == ROWS:
            return ngettext("%d row", "%d rows", entry.rows) % entry.rows
        return None


def _side(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column == ROWS else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


def _words(entry: TrailEntry, column: int) -> str:
    return (
        entry.at.astimezone().strftime("%Y-%m-%d %H:%M"),
        entry.coder,
        entry.label,
        kind_words(entry.kind),
        f"{entry.rows:,}",
    )[column]
