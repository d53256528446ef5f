"""A line that tells whether suggestions are being computed, with the way to stop or try again."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QBoxLayout, QLabel, QWidget

from qualcoder_sts.foundation.translation import _
from qualcoder_sts.ui.suggest.suggester import State, Suggester
from qualcoder_sts.ui.widgets.controls import push_button


class WorkingLine(QWidget):
    """Nothing while there is nothing to say."""

    def __init__(self, suggester: Suggester) -> None:
        super().__init__()
        self._suggester = suggester
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.cancel = push_button(_("Stop"), _("Stop computing; what is shown stays"))
        self.cancel.clicked.connect(suggester.cancel)
        self.again = push_button(_("Try again"), _("Compute the suggestions anew"))
        self.again.clicked.connect(suggester.compute)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(12, 2, 8, 2)
        self._row.addWidget(self.words, 1)
        self._row.addWidget(self.cancel)
        self._row.addWidget(self.again, 0, Qt.AlignmentFlag.AlignLeft)
        suggester.state_changed.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        suggester = self._suggester
        state = suggester.state
        words = {
            State.COMPUTING: _("● Computing suggestions…"),
            State.WAITING: _("○ Computed anew when you pause."),
            State.STOPPED: _("Stopped. What is shown may be out of date."),
            State.FAILED: "" if suggester.problem is None else str(suggester.problem),
        }.get(state, "")
        self.words.setText(words)
        self.words.setAccessibleDescription(words)
        # A sentence on what went wrong wants the whole width.
        along, below = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._row.setDirection(below if state is State.FAILED else along)
        self.cancel.setVisible(state is State.COMPUTING)
        self.again.setVisible(state in (State.STOPPED, State.FAILED))
        self.setVisible(bool(words) and suggester.is_on)
