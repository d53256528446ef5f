"""A box that pops up with the coded passages of a code, to take one of them."""

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from qualcoder_sts.foundation.translation import _
from qualcoder_sts.ui.codebook.passages import (
    PASSAGE_ROLE,
    Passage,
    PassageModel,
    passage_list,
    read_passages,
)
from qualcoder_sts.ui.operations import Operations
from qualcoder_sts.ui.widgets.names import named
from qualcoder_sts.ui.widgets.popups import show_inside

_SIZE = (520, 420)


class PassageBox(QFrame):
    """One click, or Return, takes a passage; those marked as illustrative come first."""

    chosen = Signal(object)
    """The ``Passage``."""

    def __init__(self, operations: Operations, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        named(self, _("Coded passages"))
        self.setObjectName("quickCodeBox")
        self.resize(*_SIZE)
        self._operations = operations
        self.passages = PassageModel(self)
        self.list = passage_list(_("Coded passages"), self.passages)
        self.list.clicked.connect(self._take)
        self.list.activated.connect(self._take)
        self._heading = QLabel()
        self._heading.setWordWrap(True)
        self._heading.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 10, 10, 10)
        column.setSpacing(6)
        column.addWidget(self._heading)
        column.addWidget(self.list, 1)

    def ask(self, place: QPoint, code_id: UUID) -> None:
        """Open at a place of the screen with the passages of a code."""
        self.passages.show_passages([])
        self._heading.setText(_("Reading the passages…"))
        show_inside(self, place)
        self.list.setFocus()
        read_passages(self._operations, "passages for examples", [code_id], self._show)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape takes none."""
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)

    def _show(self, passages: Sequence[Passage]) -> None:
        self.passages.show_passages(passages)
        words = _("Click a passage to use it as an example; ★ marks illustrative quotes.")
        self._heading.setText(words if passages else _("Nothing is coded with this code yet."))
        self.list.setCurrentIndex(self.passages.index(0))

    def _take(self, index: QModelIndex) -> None:
        passage = index.data(PASSAGE_ROLE)
        if isinstance(passage, Passage) and self.isVisible():
            self.hide()
            self.chosen.emit(passage)
