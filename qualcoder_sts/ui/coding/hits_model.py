"""What a search found as a tree model: sources, and below each its hits, to be ticked.

In another order than that of the sources, all hits stand below one row, which is not to be shown.
"""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from uuid import UUID

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont

from qualcoder_sts.coding.searching import HitGroup, SearchHit, SearchHits
from qualcoder_sts.foundation.translation import _

Index = QModelIndex | QPersistentModelIndex
HIT_ROLE = Qt.ItemDataRole.UserRole
LABEL_ROLE = HIT_ROLE + 1  # what stands beside a hit: who speaks, and where that is not said above
_GROUP = 0  # the internal id of a source; a hit has its source's row plus one
_CHECKED = Qt.CheckState.Checked.value


class HitsModel(QAbstractItemModel):
    """Makes each hit when it is looked at; keeps which ones were unticked."""

    ticked_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hits: SearchHits = SearchHits([])
        self._groups: Sequence[HitGroup] = ()
        self._numbers: Sequence[int] = ()  # the hit at each place
        self._unticked: list[set[int]] = []  # places in each group
        self._is_by_source = True

    @property
    def is_by_source(self) -> bool:
        """Whether the hits stand below their sources."""
        return self._is_by_source

    @property
    def hits(self) -> SearchHits:
        """All hits, in the order of the sources."""
        return self._hits

    def show_hits(self, hits: SearchHits, order: Sequence[int] | None = None) -> None:
        """Show these, all of them ticked; with an order of their numbers as one list."""
        self._hits = hits
        self._show(order, frozenset())

    def show_order(self, order: Sequence[int] | None) -> None:
        """Put the same hits in another order; None is by source. What is ticked stays ticked."""
        self._show(order, self._unticked_numbers())

    def ticked(self) -> list[SearchHit]:
        """The hits that are ticked, in the order of the sources."""
        unticked = self._unticked_numbers()
        return [self._hits[number] for number in range(len(self._hits)) if number not in unticked]

    @property
    def ticked_count(self) -> int:
        """How many are ticked."""
        return len(self._hits) - sum(map(len, self._unticked))

    def tick_all(self, on: bool) -> None:
        """Tick all, or none."""
        self._unticked = [set() if on else set(range(group.count)) for group in self._groups]
        self._tell(range(len(self._groups)))

    def hit_at(self, index: Index) -> SearchHit | None:
        """The hit at an index; None for a source."""
        if not index.isValid() or index.internalId() == _GROUP:
            return None
        return self._hits[self._numbers[self._groups[index.internalId() - 1].first + index.row()]]

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008
        """The index of a child."""
        # Not through hasIndex, which comes back here twice: a view asks for thousands of indexes.
        if column or not 0 <= row < self.rowCount(parent):
            return QModelIndex()
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else _GROUP)

    def parent(self, index: Index = QModelIndex()) -> QModelIndex:  # type: ignore[override]  # noqa: B008
        """The source a hit stands below."""
        if not index.isValid() or index.internalId() == _GROUP:
            return QModelIndex()
        return self.createIndex(index.internalId() - 1, 0, _GROUP)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Sources, and hits below a source."""
        if not parent.isValid():
            return len(self._groups)
        is_source = parent.internalId() == _GROUP and parent.column() == 0
        return self._groups[parent.row()].count if is_source else 0

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: ARG002, B008
        """One."""
        return 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Everything can be ticked."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flag = Qt.ItemFlag
        return flag.ItemIsEnabled | flag.ItemIsSelectable | flag.ItemIsUserCheckable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What a row shows."""
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.CheckStateRole:
            return self._state(index)
        hit = self.hit_at(index)
        if hit is None:
            return self._of_source(index.row(), role)
        return self._of_hit(hit, role)

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Tick or untick a hit, or all of a source."""
        if not index.isValid() or role != Qt.ItemDataRole.CheckStateRole:
            return False
        on = value in {Qt.CheckState.Checked, _CHECKED}
        if index.internalId() == _GROUP:
            place = index.row()
            everything = set(range(self._groups[place].count))
            self._unticked[place] = set() if on else everything
        else:
            place = index.internalId() - 1
            (self._unticked[place].discard if on else self._unticked[place].add)(index.row())
        self._tell([place])
        return True

    def _show(self, order: Sequence[int] | None, unticked: AbstractSet[int]) -> None:
        self.beginResetModel()
        count = len(self._hits)
        self._is_by_source = order is None
        self._numbers = range(count) if order is None else order
        in_one = [HitGroup(UUID(int=0), "", 0, count)] if count else []
        self._groups = self._hits.groups() if order is None else in_one
        self._unticked = [
            {
                row
                for row in range(group.count if unticked else 0)
                if self._numbers[group.first + row] in unticked
            }
            for group in self._groups
        ]
        self.endResetModel()
        self.ticked_changed.emit()

    def _unticked_numbers(self) -> set[int]:
        return {
            self._numbers[group.first + row]
            for group, rows in zip(self._groups, self._unticked, strict=True)
            for row in rows
        }

    def _state(self, index: Index) -> Qt.CheckState:
        state = Qt.CheckState
        if index.internalId() != _GROUP:
            is_off = index.row() in self._unticked[index.internalId() - 1]
            return state.Unchecked if is_off else state.Checked
        off = len(self._unticked[index.row()])
        if not off:
            return state.Checked
        return state.Unchecked if off == self._groups[index.row()].count else state.PartiallyChecked

    def _of_source(self, row: int, role: int) -> object:
        group = self._groups[row]
        if role == Qt.ItemDataRole.FontRole:
            font = QFont()
            font.setWeight(QFont.Weight.DemiBold)
            return font
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return _("%(source)s  (%(number)d)") % {"source": group.source, "number": group.count}
        return None

    def _of_hit(self, hit: SearchHit, role: int) -> object:
        if role == HIT_ROLE:
            return hit
        label = hit.speaker
        if not self._is_by_source:
            label = f"{hit.source} · {label}" if label else hit.source
        if role == LABEL_ROLE:
            return label
        words = " ".join(f"{hit.before}{hit.text}{hit.after}".split())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{label}: {words}" if label else words
        return words if role == Qt.ItemDataRole.DisplayRole else None

    def _tell(self, places: Sequence[int]) -> None:
        for place in places:
            source = self.index(place, 0)
            self.dataChanged.emit(source, source)
            last = self._groups[place].count - 1
            self.dataChanged.emit(self.index(0, 0, source), self.index(last, 0, source))
        self.ticked_changed.emit()
