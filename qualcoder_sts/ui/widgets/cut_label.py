"""A line of text that is cut where room is scarce."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

_LEAST = 40


class CutLabel(QLabel):
    """Shows the beginning and the end of a line that is too long, and all of it on hover.

    ``most`` limits its width; ``padding`` stands left and right of the words.
    """

    def __init__(self, words: str = "", *, most: int = 100_000, padding: int = 0) -> None:
        super().__init__(words)
        self._most = most
        self._padding = padding
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def sizeHint(self) -> QSize:
        """As wide as the words, within limits."""
        width = self.fontMetrics().horizontalAdvance(self.text()) + 2 * self._padding + 2
        return QSize(min(width, self._most), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Gives way before the window becomes wider."""
        return QSize(min(_LEAST, self.sizeHint().width()), super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The words, cut to the room there is."""
        room = self.rect().adjusted(self._padding, 0, -self._padding, 0)
        middle = Qt.TextElideMode.ElideMiddle
        cut = self.fontMetrics().elidedText(self.text(), middle, room.width())
        self.setToolTip(self.text() if cut != self.text() else "")
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading
        painter = QPainter(self)
        self.style().drawItemText(
            painter,
            room,
            flags.value,
            self.palette(),
            self.isEnabled(),
            cut,
            self.foregroundRole(),
        )
        painter.end()
