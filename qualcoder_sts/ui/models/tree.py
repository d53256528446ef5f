"""One item model over a tree of frozen rows, for every tree of the program."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Generic, TypeVar
from uuid import UUID

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

Index = QModelIndex | QPersistentModelIndex
Row = TypeVar("Row")

ID_ROLE = Qt.ItemDataRole.UserRole
ROW_ROLE = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class Node(Generic[Row]):
    """A row with what stands below it; headings have no id."""

    row: Row
    id: UUID | None
    children: "tuple[Node[Row], ...]" = ()


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """A column: its title and what it shows of a row by Qt's roles."""

    title: str
    data: Callable[[Row, Qt.ItemDataRole], object]


class TreeModel(QAbstractItemModel, Generic[Row]):
    """Shows a tree of nodes.

    A tree of the same shape and ids changes only the rows that differ, so that what is open,
    chosen and scrolled to stays; any other replaces the old one whole.
    """

    def __init__(self, columns: Sequence[Column[Row]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._columns = tuple(columns)
        # A node is named by its place here: Qt keeps only a number in an index.
        self._nodes: list[Node[Row]] = []
        self._parents: list[int] = []
        self._places: list[int] = []
        self._below: list[list[int]] = []
        self._roots: list[int] = []
        self._by_id: dict[UUID, int] = {}

    def show_tree(self, roots: Sequence[Node[Row]]) -> None:
        """Show these nodes."""
        if [*_shape(roots)] == [(node.id, len(node.children)) for node in self._nodes]:
            self._renew(list(_flat(roots)))
            return
        self.beginResetModel()
        self._nodes, self._parents, self._places, self._below = [], [], [], []
        self._roots = self._number(roots, -1)
        self._by_id = {node.id: place for place, node in enumerate(self._nodes) if node.id}
        self.endResetModel()

    def index_of(self, row_id: UUID) -> QModelIndex:
        """Where the row with this id stands; an invalid index when it is not shown."""
        number = self._by_id.get(row_id)
        if number is None:
            return QModelIndex()
        return self.createIndex(self._places[number], 0, number)

    def nodes(self) -> Sequence[Node[Row]]:
        """All nodes, each before what stands below it."""
        return self._nodes

    def node_at(self, index: Index) -> Node[Row] | None:
        """The node at an index."""
        return self._nodes[index.internalId()] if index.isValid() else None

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008
        """The index of a child."""
        below = self._numbers_below(parent)
        if not (0 <= row < len(below) and 0 <= column < len(self._columns)):
            return QModelIndex()
        return self.createIndex(row, column, below[row])

    def parent(self, index: Index = QModelIndex()) -> QModelIndex:  # type: ignore[override]  # noqa: B008
        """The index a row stands below."""
        if not index.isValid():
            return QModelIndex()
        above = self._parents[index.internalId()]
        return QModelIndex() if above < 0 else self.createIndex(self._places[above], 0, above)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """How many rows stand below an index."""
        return len(self._numbers_below(parent))

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: ARG002, B008
        """How many columns there are."""
        return len(self._columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What a cell shows."""
        node = self.node_at(index)
        if node is None:
            return None
        if role == ID_ROLE:
            return node.id
        if role == ROW_ROLE:
            return node.row
        return self._columns[index.column()].data(node.row, Qt.ItemDataRole(role))

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        """The columns' titles."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._columns[section].title
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Every row can be walked to; headings have nothing to choose."""
        if self.node_at(index) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def _numbers_below(self, parent: Index) -> Sequence[int]:
        if not parent.isValid():
            return self._roots
        return self._below[parent.internalId()] if parent.column() == 0 else ()

    def _number(self, nodes: Sequence[Node[Row]], parent: int) -> list[int]:
        numbers = []
        for place, node in enumerate(nodes):
            number = len(self._nodes)
            numbers.append(number)
            self._nodes.append(node)
            self._parents.append(parent)
            self._places.append(place)
            self._below.append([])
            self._below[number] = self._number(node.children, number)
        return numbers

    def _renew(self, nodes: list[Node[Row]]) -> None:
        before, self._nodes = self._nodes, nodes
        changed = {
            number
            for number, (old, new) in enumerate(zip(before, nodes, strict=True))
            if old.row != new.row
        }
        last = len(self._columns) - 1
        # Whoever listens measures rows anew: told one by one, a large step stops the window.
        for siblings in (self._roots, *self._below) if changed else ():
            for run in _runs(siblings, changed):
                first, end = run[0], run[-1]
                self.dataChanged.emit(
                    self.createIndex(self._places[first], 0, first),
                    self.createIndex(self._places[end], last, end),
                )


def _runs(siblings: Sequence[int], wanted: set[int]) -> Iterator[list[int]]:
    """Those wanted among siblings, next to one another where they are."""
    for is_wanted, run in groupby(siblings, wanted.__contains__):
        if is_wanted:
            yield list(run)


def _flat(nodes: Sequence[Node[Row]]) -> Iterator[Node[Row]]:
    """Each node before what stands below it."""
    for node in nodes:
        yield node
        yield from _flat(node.children)


def _shape(nodes: Sequence[Node[Row]]) -> Iterator[tuple[UUID | None, int]]:
    return ((node.id, len(node.children)) for node in _flat(nodes))
