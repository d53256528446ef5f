"""A field for longer texts that tells when it was left."""

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from qualcoder_sts.ui.widgets.names import named

LONGEST = 200_000
"""Characters; a text field with more of them would be slow to type in."""

_LINE_ENDS = str.maketrans({"\u2028": "\n", "\u2029": "\n"})


class LongText(QPlainTextEdit):
    """Plain text of any usual length. Tab leaves it, as it leaves every other control."""

    left = Signal()
    """The focus went elsewhere."""
    refused = Signal(int)
    """What was pasted is too long; its number of characters."""

    def __init__(self, name: str, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, name)
        self.setPlaceholderText(placeholder)
        self.setTabChangesFocus(True)

    def text(self) -> str:
        """What is written, no-break spaces too, which Qt's own way would make plain ones."""
        return self.document().toRawText().translate(_LINE_ENDS)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that it was left."""
        super().focusOutEvent(event)
        self.left.emit()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Take what is pasted as plain text, unless the whole grew too long."""
        text = source.text()
        if len(text) + self.document().characterCount() > LONGEST:
            self.refused.emit(len(text))
        else:
            self.textCursor().insertText(text)
