"""The list of quotes: as many as there are, each as high as it is long."""

from collections.abc import Mapping
from uuid import UUID

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from qualcoder_sts.analysis.retrieval import RetrievedSegment
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.ui.analysis.retrieval_model import RetrievalModel
from qualcoder_sts.ui.analysis.retrieval_painting import USUAL_HEIGHT, QuotePainter
from qualcoder_sts.ui.theme.theme import Theme
from qualcoder_sts.ui.widgets.names import named


class RetrievalList(QTableView):
    """A table of one column, because its rows may have heights that nobody computes in advance.

    Only rows that come into view are measured: 20,000 quotes are shown as quickly as twenty.
    """

    current_changed = Signal()
    opened = Signal(object)
    """A ``RetrievedSegment`` to be read in its source."""
    menu_wanted = Signal(QPoint)
    copy_wanted = Signal()
    removal_wanted = Signal()

    def __init__(self, model: RetrievalModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, _("Quotes"))
        self._model = model
        self.painting = QuotePainter(model, theme, self)
        self.setObjectName("quotes")
        self.setModel(model)
        self.setItemDelegate(self.painting)
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        heights = self.verticalHeader()
        heights.hide()
        heights.setMinimumSectionSize(1)
        heights.setDefaultSectionSize(USUAL_HEIGHT)
        self._fitting = QTimer(self)
        self._fitting.setSingleShot(True)
        self._fitting.setInterval(0)
        self._fitting.timeout.connect(self.fit)
        self.verticalScrollBar().valueChanged.connect(self.fit)
        model.modelReset.connect(self._fitting.start)
        self.activated.connect(self._open)
        self.selectionModel().currentChanged.connect(lambda *_: self.current_changed.emit())

    def current_segment(self) -> RetrievedSegment | None:
        """The quote under the cursor."""
        return self._segment_at(self.currentIndex())

    def chosen_segments(self) -> list[RetrievedSegment]:
        """The quotes that are selected, in their order, each once."""
        rows = sorted(index.row() for index in self.selectionModel().selectedIndexes())
        found = (self._model.row_at(row) for row in rows)
        segments = [row for row in found if isinstance(row, RetrievedSegment)]
        return list({segment.id: segment for segment in segments}.values())

    def go_to(self, row: int) -> None:
        """Select one row, and no other."""
        index = self._model.index(row)
        choose = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.selectionModel().setCurrentIndex(index, choose)

    def show_colours(self, colours: Mapping[UUID, str]) -> None:
        """The colours of codes, by their ids."""
        self.painting.colours = colours
        self.viewport().update()

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        self.painting.theme = theme
        self.viewport().update()

    def show_context(self, *, on: bool) -> None:
        """Show the words before and after each quote, or not."""
        self.painting.with_context = on
        self.fit()
        self.viewport().update()

    def fit(self) -> None:
        """Give the rows in view the height they need."""
        row, width = max(self.rowAt(0), 0), self.viewport().width()
        bottom, heights = self.viewport().height(), self.verticalHeader()
        while row < self._model.rowCount() and self.rowViewportPosition(row) <= bottom:
            height = self.painting.height_of(self._model.row_at(row), width)
            if heights.sectionSize(row) != height:
                heights.resizeSection(row, height)
            row += 1

    def resizeEvent(self, event: QResizeEvent) -> None:
        """At another width lines break elsewhere."""
        super().resizeEvent(event)
        self._fitting.start()

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Where nothing is chosen yet, keys begin at the first quote; headings are not chosen."""
        if self.currentIndex().isValid():
            return super().moveCursor(action, modifiers)
        rows = range(self._model.rowCount())
        indexes = (self._model.index(row) for row in rows)
        return next((one for one in indexes if self._segment_at(one) is not None), QModelIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy, open and remove what is chosen."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_wanted.emit()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._open(self.currentIndex())
        elif event.matches(QKeySequence.StandardKey.Delete):
            self.removal_wanted.emit()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done with the quotes that are chosen."""
        if self.chosen_segments():
            self.menu_wanted.emit(event.globalPos())

    def _open(self, index: QModelIndex) -> None:
        if (segment := self._segment_at(index)) is not None:
            self.opened.emit(segment)

    def _segment_at(self, index: QModelIndex) -> RetrievedSegment | None:
        if not index.isValid():
            return None
        row = self._model.row_at(index.row())
        return row if isinstance(row, RetrievedSegment) else None
