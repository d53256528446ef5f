"""A figure with what it counts, to be looked at and to be chosen."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from qualcoder_sts.ui.widgets.names import named

_FIGURE = 1.6


class NumberCard(QPushButton):
    """Chosen, it brings the list of what it counts to the front."""

    def __init__(self, what: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, what)
        self.setObjectName("numberCard")
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._what = what
        self.number = 0
        self._figure = QLabel("0")
        font = self._figure.font()
        font.setPointSizeF(font.pointSizeF() * _FIGURE)
        font.setWeight(font.Weight.DemiBold)
        self._figure.setFont(font)
        self._name = QLabel(what)
        self._more = QLabel()
        self._more.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 10)
        column.setSpacing(1)
        for label in (self._figure, self._name, self._more):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            label.setWordWrap(label is self._more)
            column.addWidget(label)
        column.addStretch()

    def show_number(self, number: int, more: str = "", *, is_urgent: bool = False) -> None:
        """Show another figure; an urgent one stands out."""
        self.number = number
        self._figure.setText(f"{number:,}")
        self._figure.setObjectName("warning" if is_urgent else "")
        self._figure.style().unpolish(self._figure)
        self._figure.style().polish(self._figure)
        self._more.setText(more)
        named(self, f"{number:,} {self._what}", more)

    def sizeHint(self) -> QSize:
        """High enough for the words below the figure."""
        return QSize(140, self._column.totalSizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Several stand beside one another."""
        return QSize(110, self.sizeHint().height())
