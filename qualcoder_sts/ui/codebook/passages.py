"""The coded passages of some codes as a list: the quote, who said it and where."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from qualcoder_sts.analysis.retrieval import (
    RetrievalRequest,
    RetrievedSegment,
    retrieve_segments,
)
from qualcoder_sts.codebook.tree import folded
from qualcoder_sts.foundation.progress import Progress
from qualcoder_sts.ui.operations import Operations
from qualcoder_sts.ui.widgets.names import named
from qualcoder_sts.ui.widgets.quote_lines import quote_font, quote_lines

Index = QModelIndex | QPersistentModelIndex
PASSAGE_ROLE = Qt.ItemDataRole.UserRole

_SIDE, _ABOVE, _TICK = 10, 8, 26


@dataclass(frozen=True, slots=True)
class Passage:
    """A coded passage as lists show it."""

    id: UUID
    source_id: UUID
    start: int
    end: int
    quote: str
    said_by: str
    place: str
    coder: str
    is_illustrative: bool

    @property
    def below(self) -> str:
        """What stands below the quote."""
        star = "★ " if self.is_illustrative else ""
        return star + " · ".join(filter(None, (self.said_by, self.place, self.coder)))


def read_passages(
    operations: Operations,
    place: str,
    code_ids: Iterable[UUID],
    show: Callable[[Sequence[Passage]], None],
) -> None:
    """Read the passages of codes in the background, illustrative ones first, and show them."""
    workspace = operations.workspace
    request = RetrievalRequest(code_ids=frozenset(code_ids), with_subcodes=False)

    def read(_progress: Progress) -> list[Passage]:
        found = [_passage(one) for one in workspace.read(retrieve_segments, request)]
        return sorted(found, key=lambda one: not one.is_illustrative)

    operations.compute(place, read, show)


def _passage(segment: RetrievedSegment) -> Passage:
    return Passage(
        id=segment.id,
        source_id=segment.source_id,
        start=segment.start,
        end=segment.end,
        quote=" ".join(segment.text.split()),
        said_by=", ".join(segment.contributors or segment.speakers),
        place=" · ".join(filter(None, (segment.source, segment.position))),
        coder=segment.coder,
        is_illustrative=segment.key_quote,
    )


class PassageModel(QAbstractListModel):
    """Passages one below the other; with ``ticks`` each can be ticked."""

    def __init__(self, parent: QObject | None = None, *, ticks: bool = False) -> None:
        super().__init__(parent)
        self._ticks = ticks
        self._all: list[Passage] = []
        self._shown: list[Passage] = []
        self._words: tuple[str, ...] = ()
        self.ticked: set[UUID] = set()

    def show_passages(self, passages: Sequence[Passage]) -> None:
        """Show these passages."""
        self._all = list(passages)
        self.ticked &= {one.id for one in passages}
        self._fill()

    def show_fitting(self, typed: str) -> None:
        """Show only those in which every word occurs: in the quote, the speaker or the source."""
        self._words = tuple(folded(typed).split())
        self._fill()

    def passages(self) -> list[Passage]:
        """Those that are shown."""
        return list(self._shown)

    def total(self) -> int:
        """How many there are, shown or not."""
        return len(self._all)

    def tick_shown(self, *, on: bool) -> None:
        """Tick all that is shown, or take the ticks off them."""
        ids = {one.id for one in self._shown}
        self.ticked = self.ticked | ids if on else self.ticked - ids
        self._tell_ticks()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """How many passages are shown."""
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The quote; all of the passage for the delegate."""
        if not index.isValid() or index.row() >= len(self._shown):
            return None
        passage = self._shown[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return passage.quote
        if role == PASSAGE_ROLE:
            return passage
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{passage.quote}, {passage.below}"
        if role == Qt.ItemDataRole.CheckStateRole and self._ticks:
            on = passage.id in self.ticked
            return Qt.CheckState.Checked if on else Qt.CheckState.Unchecked
        return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Tick a passage or take its tick off."""
        if role != Qt.ItemDataRole.CheckStateRole or not index.isValid() or not self._ticks:
            return False
        passage = self._shown[index.row()]
        is_on = Qt.CheckState(value) == Qt.CheckState.Checked
        self.ticked = self.ticked | {passage.id} if is_on else self.ticked - {passage.id}
        self._tell_ticks()
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Passages can be chosen, and ticked where that is wanted."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsUserCheckable if self._ticks else flags

    def _fill(self) -> None:
        self.beginResetModel()
        self._shown = [one for one in self._all if self._fits(one)]
        self.endResetModel()

    def _fits(self, passage: Passage) -> bool:
        whole = folded(f"{passage.quote} {passage.below}")
        return all(word in whole for word in self._words)

    def _tell_ticks(self) -> None:
        if self._shown:
            self.dataChanged.emit(self.index(0), self.index(len(self._shown) - 1))


def passage_list(name: str, model: PassageModel) -> QListView:
    """A list of passages; Return and a double click activate one."""
    view = named(QListView(), name)
    view.setObjectName("passages")
    view.setModel(model)
    view.setFrameShape(QFrame.Shape.NoFrame)
    view.setItemDelegate(_QuoteAndPlace(view))
    view.setResizeMode(QListView.ResizeMode.Adjust)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setLayoutMode(QListView.LayoutMode.Batched)
    return view


class _QuoteAndPlace(QStyledItemDelegate):
    """The quote in the reading face, three lines at most, and quietly who said it and where."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As high as the quote's lines and the line below."""
        width = self._width(option, index)
        passage: Passage = index.data(PASSAGE_ROLE)
        lines = quote_lines(f"“{passage.quote}”", width)
        height = len(lines) * QFontMetrics(quote_font()).lineSpacing()
        return QSize(80, height + option.fontMetrics.lineSpacing() + 2 * _ABOVE + 2)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The ground, the tick, the quote, the line below."""
        self.initStyleOption(option, index)
        option.text = ""
        style, view = option.widget.style(), option.widget
        tick = option.features & QStyleOptionViewItem.ViewItemFeature.HasCheckIndicator
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, view)
        passage: Passage = index.data(PASSAGE_ROLE)
        rect = QRect(option.rect).adjusted(_SIDE + (_TICK if tick else 0), _ABOVE, -_SIDE, 0)
        painter.save()
        painter.setFont(quote_font())
        painter.setPen(option.palette.color(QPalette.ColorRole.Text))
        metrics = QFontMetrics(quote_font())
        top = rect.top()
        for line in quote_lines(f"“{passage.quote}”", rect.width()):
            painter.drawText(rect.left(), top + metrics.ascent(), line)
            top += metrics.lineSpacing()
        painter.setFont(option.font)
        painter.setPen(option.palette.color(QPalette.ColorRole.PlaceholderText))
        below = option.fontMetrics.elidedText(
            passage.below, Qt.TextElideMode.ElideRight, rect.width()
        )
        painter.drawText(rect.left(), top + option.fontMetrics.ascent() + 2, below)
        painter.restore()

    def _width(self, option: QStyleOptionViewItem, index: Index) -> int:
        view = option.widget
        room = view.viewport().width() if isinstance(view, QAbstractItemView) else 300
        tick = _TICK if index.data(Qt.ItemDataRole.CheckStateRole) is not None else 0
        return room - 2 * _SIDE - tick
