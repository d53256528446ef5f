"""A line of text that leads somewhere."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from qualcoder_sts.ui.widgets.names import named

_AROUND = 6


class LinkButton(QPushButton):
    """Shows as much of its words as there is room for, and all of them to a screen reader."""

    def __init__(self, words: str, description: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = ""
        self.setObjectName("link")
        self.setFlat(True)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.show_words(words, description)

    def show_words(self, words: str, description: str = "") -> None:
        """Lead somewhere else."""
        self._words = words
        named(self, words, description or words)
        self._fit()

    def sizeHint(self) -> QSize:
        """As wide as all of its words."""
        size = super().sizeHint()
        wanted = self.fontMetrics().horizontalAdvance(self._words) + 2 * _AROUND
        return QSize(max(size.width(), wanted), size.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More or fewer of the words fit."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = max(0, self.width() - 2 * _AROUND)
        elide = Qt.TextElideMode.ElideRight
        self.setText(self.fontMetrics().elidedText(self._words, elide, room).replace("&", "&&"))
