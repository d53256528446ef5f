"""The quiet bar below the transcript: what to look for, and how many there are."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from qualcoder_sts.coding.searching import SearchMode
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.ui.widgets.controls import search_field, tool_button
from qualcoder_sts.ui.widgets.names import named

_FIELD_WIDTH = 240


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for, and how it is meant."""

    words: str
    mode: SearchMode
    match_case: bool


class FindBar(QFrame):
    """Asks; knows no text."""

    changed = Signal()
    """Something else is looked for."""
    step_wanted = Signal(int)
    """1 for the next place, -1 for the one before."""
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, _("Find in the transcript"))
        self.setObjectName("findBar")
        self.field = search_field(_("Find in the transcript"), _("Find in the transcript…"))
        self.field.setMinimumWidth(_FIELD_WIDTH // 2)
        self.field.setMaximumWidth(2 * _FIELD_WIDTH)
        self.field.installEventFilter(self)
        self._count = named(QLabel(), _("Places found"))
        self._count.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._problem = named(QLabel(), _("What is wrong with it"))
        self._problem.setObjectName("findProblem")
        self._problem.setWordWrap(True)
        self._problem.hide()
        self.back = _signed("↑", _("The place before (Shift+F3)"))
        self.on = _signed("↓", _("The next place (F3)"))
        self.match_case = _option("Aa", _("Match case"))
        self.whole_words = _option(_("Words"), _("Whole words only"))
        self.expression = _option(".*", _("Regular expression"))
        self.close_button = _signed("×", _("Close (Esc)"))
        self._arrange()
        self._connect()
        self.hide()

    @property
    def wanted(self) -> Wanted:
        """What is looked for."""
        mode = SearchMode.LITERAL
        if self.expression.isChecked():
            mode = SearchMode.REGEX
        elif self.whole_words.isChecked():
            mode = SearchMode.WORD
        return Wanted(self.field.text(), mode, self.match_case.isChecked())

    def ask(self, words: str) -> None:
        """Come up, with words to look for if there are any."""
        self.show()
        if words:
            self.field.setText(words)
        self.field.setFocus()
        self.field.selectAll()

    def tell(self, words: str, problem: str = "") -> None:
        """Say how many places there are, or in one sentence why none can be looked for."""
        self._count.setText(words)
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))
        # A screen reader stays with the field.
        self.field.setAccessibleDescription(problem or words)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Return and Shift+Return go on and back while the field keeps the focus."""
        is_key = event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent)
        if is_key and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:  # type: ignore[attr-defined]
            is_back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)  # type: ignore[attr-defined]
            self.step_wanted.emit(-1 if is_back else 1)
            return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes the bar."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _arrange(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self.field, 2)
        row.addWidget(self.back)
        row.addWidget(self.on)
        row.addWidget(self._count, 1)
        for option in (self.match_case, self.whole_words, self.expression, self.close_button):
            row.addWidget(option)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 6, 8, 6)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self._problem)

    def _connect(self) -> None:
        self.field.textChanged.connect(self.changed)
        self.back.clicked.connect(lambda: self.step_wanted.emit(-1))
        self.on.clicked.connect(lambda: self.step_wanted.emit(1))
        self.close_button.clicked.connect(self.closed)
        for option in (self.match_case, self.whole_words, self.expression):
            option.toggled.connect(self.changed)
        # An expression says itself where words begin and end.
        self.expression.toggled.connect(self.whole_words.setDisabled)


def _signed(sign: str, name: str) -> QToolButton:
    """A button that shows a sign and is called by its name."""
    return named(tool_button(sign), name, name)


def _option(sign: str, name: str) -> QToolButton:
    button = _signed(sign, name)
    button.setCheckable(True)
    button.setObjectName("findOption")
    return button
