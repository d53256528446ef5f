"""Choosing one code out of the codebook: a line to type into and the codes that fit."""

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPalette
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
from qualcoder_sts.ui.widgets.controls import search_field
from qualcoder_sts.ui.widgets.leads_focus import LeadsFocus
from qualcoder_sts.ui.widgets.names import named
from qualcoder_sts.ui.widgets.popups import show_inside
from qualcoder_sts.ui.widgets.swatches import SWATCH_SIZE, swatch
from qualcoder_sts.ui.widgets.walking_keys import WalkingKeys

_WIDTH = 340
_ROWS_SHOWN = 9
_ID = Qt.ItemDataRole.UserRole
_DEPTH = Qt.ItemDataRole.UserRole + 1
_INDENT = 16


class CodePicker(LeadsFocus):
    """The codes that may be chosen; the arrow keys walk them while the line keeps the focus."""

    chosen = Signal(object)
    """The ``UUID`` of a code, or None for the top of the codebook: by Return or double click."""
    current_changed = Signal(object)
    """The ``UUID`` under the cursor; None where there is none."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._codes: list[CodeRow] = []
        self._top = ""
        self.field = search_field(name, _("Type a code’s name…"))
        self.field.textChanged.connect(self._fill)
        self._list = named(QListWidget(), _("Codes that fit"))
        self._list.setFrameShape(QFrame.Shape.NoFrame)
        self._list.setIconSize(QSize(SWATCH_SIZE, SWATCH_SIZE))
        self._list.setObjectName("codeList")
        self._list.setItemDelegate(_Indented(self._list))
        self._list.setUniformItemSizes(True)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.currentItemChanged.connect(self._tell_current)
        WalkingKeys(self.field, self._list, page=_ROWS_SHOWN - 1).taken.connect(self._take)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.field)
        column.addWidget(self._list, 1)
        self.lead_focus(self.field)

    def offer(self, tree: CodeTree, fits: Callable[[CodeRow], bool], top: str = "") -> None:
        """Offer the codes that fit; ``top`` names the top of the codebook if that may be chosen."""
        self._codes = [row for row in tree if fits(row)]
        self._top = top
        self.field.clear()
        self._fill("")

    def take_on_click(self) -> None:
        """One click chooses; otherwise a click only walks to the code."""
        self._list.itemClicked.connect(self._take)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def current(self) -> UUID | None:
        """The code under the cursor."""
        if self._list.currentRow() < 0:
            return None
        found = self._list.currentItem().data(_ID)
        return found if isinstance(found, UUID) else None

    def choices(self) -> list[str]:
        """What can be chosen now."""
        return [self._list.item(row).text() for row in range(self._list.count())]

    def _fill(self, typed: str) -> None:
        self._list.clear()
        words = folded(typed).split()
        if self._top and all(word in folded(self._top) for word in words):
            item = QListWidgetItem(self._top)
            item.setData(_ID, None)
            self._list.addItem(item)
        for row in self._codes:
            if all(word in folded(row.path_text) for word in words):
                # A tree while nothing is typed; what fits stands for itself.
                item = QListWidgetItem(swatch(row.colour), row.name)
                item.setData(_ID, row.id)
                item.setData(_DEPTH, 0 if words else row.depth)
                item.setToolTip(row.path_text)
                self._list.addItem(item)
        self._list.setCurrentRow(0)

    def _tell_current(self, item: QListWidgetItem | None) -> None:
        self.field.setAccessibleDescription(item.text() if item else _("No code fits"))
        self.current_changed.emit(self.current())

    def _take(self) -> None:
        if self._list.currentRow() >= 0:
            self.chosen.emit(self.current())


class _Indented(QStyledItemDelegate):
    """Codes stand further to the right than what they stand below."""

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Qt's own option, moved."""
        super().initStyleOption(option, index)
        option.rect.adjust(_INDENT * (index.data(_DEPTH) or 0), 0, 0, 0)


class PickerBox(QFrame):
    """A code picker that pops up where it is asked for and goes when something is chosen."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("quickCodeBox")
        self.setFixedWidth(_WIDTH)
        self._heading = QLabel()
        self._heading.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._heading.setWordWrap(True)
        self.picker = CodePicker(_("Code to choose"))
        self.picker.take_on_click()
        self.picker.chosen.connect(self._take)
        self._then: Callable[[UUID | None], object] | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 10, 10, 10)
        column.setSpacing(6)
        column.addWidget(self._heading)
        column.addWidget(self.picker)

    def ask(
        self,
        place: QPoint,
        heading: str,
        then: Callable[[UUID | None], object],
    ) -> None:
        """Open at a place of the screen with what ``picker`` was told to offer.

        ``then`` gets the code that is chosen, None for the top of the codebook.
        """
        named(self, heading)
        self._heading.setText(heading)
        self._then = then
        row_height = self.fontMetrics().height() + 10
        self.setFixedHeight(row_height * (_ROWS_SHOWN + 2) + 20)
        show_inside(self, place)
        self.picker.field.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves everything as it is."""
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)

    def _take(self, code_id: UUID | None) -> None:
        then, self._then = self._then, None
        self.hide()
        if then is not None:
            then(code_id)
