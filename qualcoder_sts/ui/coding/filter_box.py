"""A small box in which codes and coders are ticked that are to be shown."""

from collections.abc import Iterable, Iterator
from uuid import UUID

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QTreeWidget,
    QTreeWidgetItem,
    QTreeWidgetItemIterator,
    QVBoxLayout,
    QWidget,
)

from qualcoder_sts.codebook.tree import CodeTree
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.project.coders import CoderRow
from qualcoder_sts.ui.coding.shown_coding import ShownCoding
from qualcoder_sts.ui.widgets.controls import push_button
from qualcoder_sts.ui.widgets.headings import panel_heading
from qualcoder_sts.ui.widgets.names import named
from qualcoder_sts.ui.widgets.swatches import SWATCH_SIZE, swatch

_WIDTH, _CODES_HEIGHT, _MOST_CODERS_HEIGHT = 340, 320, 110
_ID = Qt.ItemDataRole.UserRole
_ON, _OFF = Qt.CheckState.Checked, Qt.CheckState.Unchecked


class FilterBox(QFrame):
    """What is ticked is shown at once; the box stays open until a click beside it."""

    changed = Signal(object)
    """The ``ShownCoding`` that is wanted from now on."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        named(self, _("Codes and coders that are shown"))
        self.setObjectName("quickCodeBox")
        self.setFixedWidth(_WIDTH)
        self.codes, self.coders = _ticking_tree(_("Codes")), _ticking_tree(_("Coders"))
        self.codes.setFixedHeight(_CODES_HEIGHT)
        self._all, self._none = push_button(_("All codes")), push_button(_("No codes"))
        self._all.clicked.connect(lambda: self._tick_codes(_ON))
        self._none.clicked.connect(lambda: self._tick_codes(_OFF))
        buttons = QHBoxLayout()
        buttons.addWidget(self._all)
        buttons.addWidget(self._none)
        buttons.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(8)
        column.addWidget(panel_heading(_("Show these codes")))
        column.addWidget(self.codes)
        column.addLayout(buttons)
        self._coders_heading = panel_heading(_("by these coders"))
        column.addWidget(self._coders_heading)
        column.addWidget(self.coders)
        self.codes.itemChanged.connect(self._tick_below)
        self.coders.itemChanged.connect(lambda *_item: self._tell())

    def open_at(
        self, place: QPoint, shown: ShownCoding, tree: CodeTree, coders: Iterable[CoderRow]
    ) -> None:
        """Open with the top left corner at a place on the screen."""
        for widget in (self.codes, self.coders):
            widget.blockSignals(True)
            widget.clear()
        self._add_codes(self.codes.invisibleRootItem(), None, tree, shown)
        for coder in coders:
            item = QTreeWidgetItem([coder.name])
            _prepare(item, coder.id, on=shown.coder_ids is None or coder.id in shown.coder_ids)
            self.coders.addTopLevelItem(item)
        for widget in (self.codes, self.coders):
            widget.expandAll()
            widget.blockSignals(False)
        number = self.coders.topLevelItemCount()
        height = (self.coders.sizeHintForRow(0) if number else 0) * number + 8
        self.coders.setFixedHeight(min(_MOST_CODERS_HEIGHT, height))
        for part in (self.coders, self._coders_heading):
            part.setVisible(number > 1)
        self.adjustSize()
        self.move(place)
        self.show()
        self.codes.setFocus()

    def _add_codes(
        self, above: QTreeWidgetItem, parent_id: UUID | None, tree: CodeTree, shown: ShownCoding
    ) -> None:
        for row in tree.children(parent_id):
            item = QTreeWidgetItem([row.name])
            item.setIcon(0, swatch(row.colour))
            _prepare(item, row.id, on=shown.code_ids is None or row.id in shown.code_ids)
            above.addChild(item)
            self._add_codes(item, row.id, tree, shown)

    def _tick_below(self, item: QTreeWidgetItem) -> None:
        """A category or code takes along what stands below it."""
        self.codes.blockSignals(True)
        for below in _and_below(item):
            below.setCheckState(0, item.checkState(0))
        self.codes.blockSignals(False)
        self._tell()

    def _tick_codes(self, state: Qt.CheckState) -> None:
        self.codes.blockSignals(True)
        for item in _items(self.codes):
            item.setCheckState(0, state)
        self.codes.blockSignals(False)
        self._tell()

    def _tell(self) -> None:
        self.changed.emit(ShownCoding(_ticked(self.codes), _ticked(self.coders)))


def _ticking_tree(name: str) -> QTreeWidget:
    tree = named(QTreeWidget(), name)
    tree.setHeaderHidden(True)
    tree.setFrameShape(QFrame.Shape.NoFrame)
    tree.setIndentation(14)
    tree.setIconSize(QSize(SWATCH_SIZE, SWATCH_SIZE))
    tree.setUniformRowHeights(True)
    return tree


def _prepare(item: QTreeWidgetItem, row_id: UUID, *, on: bool) -> None:
    item.setData(0, _ID, row_id)
    item.setCheckState(0, _ON if on else _OFF)


def _items(tree: QTreeWidget) -> Iterator[QTreeWidgetItem]:
    walk = QTreeWidgetItemIterator(tree)
    while (item := walk.value()) is not None:
        yield item
        walk += 1


def _and_below(item: QTreeWidgetItem) -> Iterator[QTreeWidgetItem]:
    yield item
    for place in range(item.childCount()):
        if (child := item.child(place)) is not None:
            yield from _and_below(child)


def _ticked(tree: QTreeWidget) -> frozenset[UUID] | None:
    """What is ticked; None when that is everything."""
    items = list(_items(tree))
    ticked = [item.data(0, _ID) for item in items if item.checkState(0) == _ON]
    return None if len(ticked) == len(items) else frozenset(ticked)
