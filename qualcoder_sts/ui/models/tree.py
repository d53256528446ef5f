"""One item model over a tree of frozen rows, for every tree of the program."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
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
    """Shows a tree of nodes; a new tree replaces the old one whole."""

    def __init__(self, columns: Sequence[Column[Row]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._columns = tuple(columns)
        self._roots: tuple[Node[Row], ...] = ()
        # A node is named by its place here: Qt keeps only a number in an index.
        self._nodes: list[Node[Row]] = []
        self._parents: list[int] = []
        self._places: list[int] = []
        self._by_id: dict[UUID, int] = {}

    def show_tree(self, roots: Sequence[Node[Row]]) -> None:
        """Show these nodes."""
        self.beginResetModel()
        self._roots = tuple(roots)
        self._nodes, self._parents, self._places = [], [], []
        self._number(self._roots, -1)
        self._by_id = {node.id: place for place, node in enumerate(self._nodes) if node.id}
        self.endResetModel()

    def index_of(self, row_id: UUID) -> QModelIndex:
        """Where the row with this id stands; an invalid index when it is not shown."""
        number = self._by_id.get(row_id)
        if number is None:
            return QModelIndex()
        return self.createIndex(self._places[number], 0, number)

    def node_at(self, index: Index) -> Node[Row] | None:
        """The node at an index."""
        return self._nodes[index.internalId()] if index.isValid() else None

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008
        """The index of a child."""
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        number = self._first_child(parent, row)
        return self.createIndex(row, column, number)

    def parent(self, index: Index = QModelIndex()) -> QModelIndex:  # type: ignore[override]  # noqa: B008
        """The index a row stands below."""
        if not index.isValid():
            return QModelIndex()
        above = self._parents[index.internalId()]
        return QModelIndex() if above < 0 else self.createIndex(self._places[above], 0, above)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """How many rows stand below an index."""
        if parent.column() > 0:
            return 0
        return len(self._children(parent))

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
        """Headings cannot be chosen."""
        node = self.node_at(index)
        if node is None:
            return Qt.ItemFlag.NoItemFlags
        if node.id is None:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def _children(self, parent: Index) -> tuple[Node[Row], ...]:
        node = self.node_at(parent)
        return self._roots if node is None else node.children

    def _first_child(self, parent: Index, row: int) -> int:
        """The number of the child in that row: children follow their parent, each with its own."""
        number = parent.internalId() + 1 if parent.isValid() else 0
        for sibling in self._children(parent)[:row]:
            number += _size(sibling)
        return number

    def _number(self, nodes: Sequence[Node[Row]], parent: int) -> None:
        for place, node in enumerate(nodes):
            number = len(self._nodes)
            self._nodes.append(node)
            self._parents.append(parent)
            self._places.append(place)
            self._number(node.children, number)


def _size(node: Node[Row]) -> int:
    return 1 + sum(_size(child) for child in node.children)
