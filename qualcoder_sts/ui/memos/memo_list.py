"""The list of memos: name, what it is about, whose and when."""

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSignalBlocker,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from qualcoder_sts.foundation.translation import _
from qualcoder_sts.memos.browsing import MemoEntry
from qualcoder_sts.ui.memos.words import about_words, line_below
from qualcoder_sts.ui.theme.fonts import plain_font
from qualcoder_sts.ui.theme.theme import Theme
from qualcoder_sts.ui.widgets.names import named

Index = QModelIndex | QPersistentModelIndex
ENTRY_ROLE = Qt.ItemDataRole.UserRole + 1
SIDE, ABOVE, BETWEEN = 14, 9, 3


class MemoModel(QAbstractListModel):
    """One row for each memo."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: Sequence[MemoEntry] = ()

    def show_entries(self, entries: Sequence[MemoEntry]) -> None:
        """Show these memos."""
        if [each.memo.id for each in entries] == [each.memo.id for each in self._entries]:
            self._entries = entries
            if entries:
                self.dataChanged.emit(self.index(0), self.index(len(entries) - 1))
            return
        self.beginResetModel()
        self._entries = entries
        self.endResetModel()

    def row_of(self, memo_id: UUID) -> int | None:
        """Where a memo stands."""
        rows = (row for row, each in enumerate(self._entries) if each.memo.id == memo_id)
        return next(rows, None)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """How many memos there are."""
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What a row says."""
        if not index.isValid():
            return None
        entry = self._entries[index.row()]
        if role == ENTRY_ROLE:
            return entry
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.name or _("Empty memo")
        if role in {Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole}:
            return "\n".join((entry.name, about_words(entry.about), line_below(entry)))
        return None


class MemoList(QListView):
    """Memos to choose one from."""

    chosen = Signal(object)
    """The ``MemoEntry`` under the cursor."""

    def __init__(self, model: MemoModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, _("Memos"))
        self.setObjectName("memoList")
        self._model = model
        self._painting = _MemoPainter(theme, self)
        self.setModel(model)
        self.setItemDelegate(self._painting)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.selectionModel().currentChanged.connect(self._tell)

    def mark(self, memo_id: UUID | None) -> None:
        """Show which memo is open, without telling anybody."""
        row = None if memo_id is None else self._model.row_of(memo_id)
        with QSignalBlocker(self):
            if row is None:
                self.clearSelection()
                self.selectionModel().clearCurrentIndex()
            else:
                choose = QItemSelectionModel.SelectionFlag.ClearAndSelect
                self.selectionModel().setCurrentIndex(self._model.index(row), choose)
        self.viewport().update()

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        self._painting.theme = theme
        self.viewport().update()

    def _tell(self, index: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(index.data(ENTRY_ROLE))


class _MemoPainter(QStyledItemDelegate):
    """Three lines: the name, what the memo is about, whose and when."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme
        name, quiet = plain_font(10.0), plain_font(8.8)
        name.setWeight(QFont.Weight.DemiBold)
        self._fonts = (name, quiet, quiet)

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        """All rows are equally high."""
        lines = sum(QFontMetrics(font).height() for font in self._fonts)
        return QSize(option.rect.width(), lines + 2 * ABOVE + 2 * BETWEEN)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one memo."""
        theme, place = self.theme, option.rect
        entry: MemoEntry = index.data(ENTRY_ROLE)
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.fillRect(place, QColor(theme.accent_surface if is_chosen else theme.paper))
        painter.setPen(QPen(QColor(theme.hairline), 1))
        painter.drawLine(place.bottomLeft(), place.bottomRight())
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(theme.accent), 1))
            painter.drawRect(place.adjusted(0, 0, -1, -1))
        lines = (entry.name or _("Empty memo"), about_words(entry.about), line_below(entry))
        top = place.top() + ABOVE
        inks = (theme.text, theme.text, theme.text_quiet)
        for words, font, ink in zip(lines, self._fonts, inks, strict=True):
            metrics = QFontMetrics(font)
            room = QRect(place.left() + SIDE, top, place.width() - 2 * SIDE, metrics.height())
            painter.setFont(font)
            painter.setPen(QColor(ink))
            elided = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, elided)
            top += metrics.height() + BETWEEN
        painter.restore()
