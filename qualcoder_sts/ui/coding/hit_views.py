"""The two ways to see what was found: below its sources, and as lines in another order."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QTreeView

from qualcoder_sts.foundation.translation import _
from qualcoder_sts.ui.coding.hit_lines import HitLines
from qualcoder_sts.ui.coding.hits_model import HitsModel
from qualcoder_sts.ui.widgets.names import named


def hits_by_source(model: HitsModel) -> QTreeView:
    """Sources, and below each what was found in it."""
    tree = named(QTreeView(), _("What was found"))
    tree.setModel(model)
    tree.setItemDelegate(HitLines(tree))
    tree.setHeaderHidden(True)
    tree.setUniformRowHeights(True)
    tree.setIndentation(16)
    _make_plain(tree)
    return tree


def hits_in_order(model: HitsModel) -> QTableView:
    """One line below the other."""
    table = named(_Lines(), _("What was found, line by line"))
    table.setModel(model)
    _make_plain(table)
    return table


class _Lines(QTableView):
    """A table, because it asks only for the rows that are seen; a tree asks for all."""

    def __init__(self) -> None:
        super().__init__()
        self._delegate = HitLines(self, names_sources=True)
        self.setItemDelegate(self._delegate)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._fit_rows()

    def changeEvent(self, event: QEvent) -> None:
        """Rows are as high as the letters need."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit_rows()

    def _fit_rows(self) -> None:
        height = self._delegate.line_height(self.font())
        self.verticalHeader().setMinimumSectionSize(height)
        self.verticalHeader().setDefaultSectionSize(height)


def _make_plain(view: QAbstractItemView) -> None:
    view.setFrameShape(QFrame.Shape.NoFrame)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
