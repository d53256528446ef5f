"""The quick-code box: type a few letters, press Return, the passage is coded."""

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QHideEvent, QKeyEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from qualcoder_sts.codebook.tree import CodeRow, CodeTree, folded
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.ui.coding.code_choices import fitting_codes
from qualcoder_sts.ui.widgets.controls import search_field
from qualcoder_sts.ui.widgets.names import named
from qualcoder_sts.ui.widgets.swatches import SWATCH_SIZE, swatch

_WIDTH = 360
_ROWS_SHOWN = 8
_GAP = 10
_CODE = Qt.ItemDataRole.UserRole
_ABOVE = Qt.ItemDataRole.UserRole + 1


class QuickCodeBox(QFrame):
    """A small box at the passage with the codes that fit what is typed."""

    chosen = Signal(object)
    """The ``UUID`` of the code to apply."""
    new_wanted = Signal(str)
    """The name of a code that is to be added and applied."""
    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        named(self, _("Apply a code"))
        self.setObjectName("quickCodeBox")
        self.setFixedWidth(_WIDTH)
        self._tree = CodeTree(())
        self._recent: Sequence[UUID] = ()
        self.field = search_field(_("Code to apply"), _("Type a code’s name…"))
        self.field.textChanged.connect(self._fill)
        self.field.installEventFilter(self)
        self._list = named(QListWidget(), _("Codes that fit"))
        self._list.setFrameShape(QFrame.Shape.NoFrame)
        self._list.setIconSize(QSize(SWATCH_SIZE, SWATCH_SIZE))
        self._list.setUniformItemSizes(True)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setItemDelegate(_NameAndCategory(self._list))
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.currentItemChanged.connect(self._explain)
        self._list.itemClicked.connect(self._take)
        self._definition = QLabel()
        self._definition.setObjectName("quickCodeDefinition")
        self._definition.setWordWrap(True)
        self._definition.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 10, 10, 10)
        column.setSpacing(6)
        for part in (self.field, self._list, self._definition):
            column.addWidget(part)

    def open_at(self, passage: QRect, tree: CodeTree, recent: Sequence[UUID]) -> None:
        """Open below the end of a passage, or above it where there is no room below.

        ``passage`` is the place of the cursor on the screen.
        """
        self._tree, self._recent = tree, recent
        self.field.clear()
        self._fill("")
        screen = self.screen().availableGeometry()
        self.adjustSize()
        top = passage.bottom() + 4
        if top + self.height() > min(screen.bottom(), self._window_bottom()):
            top = max(screen.top(), passage.top() - 4 - self.height())
        left = max(screen.left(), min(passage.left(), screen.right() - self.width()))
        self.move(QPoint(left, top))
        self.show()
        self.field.setFocus()

    def choices(self) -> list[str]:
        """What can be chosen now, the likeliest first."""
        return [self._list.item(row).text() for row in range(self._list.count())]

    def hideEvent(self, event: QHideEvent) -> None:
        """Whatever closed the box, the transcript goes on."""
        super().hideEvent(event)
        self.closed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The arrow keys walk the list and Return takes, while the field keeps the focus."""
        is_key = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if is_key and watched is self.field and self._handled(event.key()):  # type: ignore[attr-defined]
            return True
        return super().eventFilter(watched, event)

    def _handled(self, key: int) -> bool:
        page = _ROWS_SHOWN - 1
        steps = {
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_PageDown: page,
            Qt.Key.Key_PageUp: -page,
        }
        if key in steps:
            row = self._list.currentRow() + steps[Qt.Key(key)]
            self._list.setCurrentRow(max(0, min(row, self._list.count() - 1)))
            return True
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._take()
            return True
        if key == Qt.Key.Key_Escape:
            self.hide()
            return True
        # There is nowhere else to go in here.
        return key in {Qt.Key.Key_Tab, Qt.Key.Key_Backtab}

    def _window_bottom(self) -> int:
        around = self.parentWidget()
        return (around or self).window().frameGeometry().bottom()

    def _fill(self, typed: str) -> None:
        self._list.clear()
        for row in fitting_codes(self._tree, typed, self._recent):
            item = QListWidgetItem(swatch(row.colour), row.name)
            item.setData(_CODE, row)
            item.setData(_ABOVE, row.path[-2] if row.depth else "")
            item.setToolTip(row.path_text)
            self._list.addItem(item)
        name = typed.strip()
        if name and all(folded(row.name) != folded(name) for row in self._tree):
            item = QListWidgetItem(_("New code “%s”") % name)
            item.setForeground(self.palette().brush(QPalette.ColorRole.Link))
            self._list.addItem(item)
        self._list.setCurrentRow(0)
        height = self._list.sizeHintForRow(0) if self._list.count() else 20
        self._list.setFixedHeight(height * min(_ROWS_SHOWN, max(1, self._list.count())) + 4)
        self.adjustSize()

    def _explain(self, item: QListWidgetItem | None) -> None:
        row: CodeRow | None = item.data(_CODE) if item else None
        words = (row.when_to_use or row.brief_definition) if row else ""
        self._definition.setText(words)
        self._definition.setVisible(bool(words))
        # A screen reader stays with the field; what Return would do is said there.
        self.field.setAccessibleDescription(item.text() if item else _("No code fits"))
        self.adjustSize()

    def _take(self) -> None:
        if not self._list.count():
            return
        item = self._list.currentItem()
        row: CodeRow | None = item.data(_CODE)
        typed = self.field.text().strip()
        self.hide()
        if row is not None:
            self.chosen.emit(row.id)
        else:
            self.new_wanted.emit(typed)


class _NameAndCategory(QStyledItemDelegate):
    """The code's name, and quietly on the right where it stands in the codebook."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Qt's own row, and the category where the name leaves room."""
        super().paint(painter, option, index)
        above = index.data(_ABOVE)
        metrics = option.fontMetrics
        rect: QRect = option.rect
        if not above:
            return
        taken = SWATCH_SIZE + 3 * _GAP + metrics.horizontalAdvance(str(index.data()))
        room = rect.adjusted(taken, 0, -_GAP, 0)
        words = metrics.elidedText(str(above), Qt.TextElideMode.ElideRight, room.width())
        painter.save()
        painter.setPen(option.palette.color(QPalette.ColorRole.PlaceholderText))
        painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, words)
        painter.restore()
