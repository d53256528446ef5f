"""The quick-code box: type a few letters, press Return, the passage is coded."""

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from qualcoder_sts.codebook.tree import CodeRow, CodeTree, folded
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.ui.coding.code_choices import fitting_codes
from qualcoder_sts.ui.widgets.controls import search_field
from qualcoder_sts.ui.widgets.names import named
from qualcoder_sts.ui.widgets.swatches import swatch

_WIDTH = 340
_ROWS_SHOWN = 8
_CODE = Qt.ItemDataRole.UserRole


class QuickCodeBox(QFrame):
    """A small box at the passage with the codes that fit what is typed."""

    chosen = Signal(object)
    """The ``UUID`` of the code to apply."""
    new_wanted = Signal(str)
    """The name of a code that is to be added and applied."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        named(self, _("Apply a code"))
        self.setObjectName("quickCodeBox")
        self.setFixedWidth(_WIDTH)
        self._tree = CodeTree(())
        self._recent: Sequence[UUID] = ()
        self._field = search_field(_("Code to apply"), _("Type a code’s name…"))
        self._field.textChanged.connect(self._fill)
        self._field.installEventFilter(self)
        self._list = named(QListWidget(), _("Codes that fit"))
        self._list.setFrameShape(QFrame.Shape.NoFrame)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.currentItemChanged.connect(self._explain)
        self._list.itemClicked.connect(lambda _item: self._take())
        self._definition = QLabel()
        self._definition.setWordWrap(True)
        self._definition.setForegroundRole(self._definition.palette().ColorRole.PlaceholderText)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 10, 10, 10)
        for part in (self._field, self._list, self._definition):
            column.addWidget(part)

    def open_at(self, place: QPoint, tree: CodeTree, recent: Sequence[UUID]) -> None:
        """Open with its corner at a place of the screen."""
        self._tree, self._recent = tree, recent
        self._field.clear()
        self._fill("")
        screen = self.screen().availableGeometry()
        self.adjustSize()
        corner = QPoint(
            max(screen.left(), min(place.x(), screen.right() - self.width())),
            max(screen.top(), min(place.y(), screen.bottom() - self.height())),
        )
        self.move(corner)
        self.show()
        self._field.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The arrow keys walk the list and Return takes, while the field keeps the focus."""
        is_key = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if is_key and watched is self._field and self._handled(event.key()):  # type: ignore[attr-defined]
            return True
        return super().eventFilter(watched, event)

    def _handled(self, key: int) -> bool:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        if key in steps:
            row = self._list.currentRow() + steps[Qt.Key(key)]
            self._list.setCurrentRow(max(0, min(row, self._list.count() - 1)))
            return True
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._take()
            return True
        return False

    def _fill(self, typed: str) -> None:
        self._list.clear()
        for row in fitting_codes(self._tree, typed, self._recent):
            item = QListWidgetItem(swatch(row.colour), row.name)
            item.setData(_CODE, row)
            item.setToolTip(row.path_text)
            self._list.addItem(item)
        name = typed.strip()
        if name and all(folded(row.name) != folded(name) for row in self._tree):
            self._list.addItem(QListWidgetItem(_("New code “%s”") % name))
        self._list.setCurrentRow(0)
        height = self._list.sizeHintForRow(0) if self._list.count() else 20
        self._list.setFixedHeight(height * min(_ROWS_SHOWN, max(1, self._list.count())) + 4)
        self.adjustSize()

    def _explain(self, item: QListWidgetItem | None) -> None:
        row: CodeRow | None = item.data(_CODE) if item else None
        words = (row.when_to_use or row.brief_definition) if row else ""
        self._definition.setText(words)
        self._definition.setVisible(bool(words))
        self.adjustSize()

    def _take(self) -> None:
        items = self._list.selectedItems()
        if not items:
            return
        item = items[0]
        row: CodeRow | None = item.data(_CODE)
        typed = self._field.text().strip()
        self.hide()
        if row is not None:
            self.chosen.emit(row.id)
        else:
            self.new_wanted.emit(typed)
