"""A field for some sentences that is as high as what stands in it."""

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QTextEdit, QWidget

from qualcoder_sts.ui.widgets.names import named

_AROUND = 14


class GrowingText(QTextEdit):
    """Plain words; Tab goes on to the next field."""

    typed = Signal()
    left = Signal()
    """The focus went elsewhere."""

    def __init__(self, name: str, description: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, name, description)
        self.setObjectName("growingText")
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(self.verticalScrollBarPolicy().ScrollBarAlwaysOff)
        self.document().setDocumentMargin(4)
        self.textChanged.connect(self.typed)
        self.document().documentLayout().documentSizeChanged.connect(self._grow)
        self._grow()

    def show_words(self, words: str) -> None:
        """Show what is stored. The cursor stays where it is, and nobody is told."""
        if words == self.toPlainText():
            return
        position = self.textCursor().position()
        with QSignalBlocker(self):
            self.setPlainText(words)
        cursor = self.textCursor()
        cursor.setPosition(min(position, len(self.toPlainText())))
        self.setTextCursor(cursor)
        self._grow()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Whatever took the focus."""
        super().focusOutEvent(event)
        self.left.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Narrower lines are more lines."""
        super().resizeEvent(event)
        self._grow()

    def _grow(self) -> None:
        height = round(self.document().size().height())
        least = self.fontMetrics().lineSpacing() + 8
        self.setFixedHeight(max(height, least) + _AROUND)
