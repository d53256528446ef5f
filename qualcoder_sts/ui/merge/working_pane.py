"""What is shown while copies are read or the merge is written."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QProgressBar, QVBoxLayout

from qualcoder_sts.foundation.translation import _
from qualcoder_sts.ui.widgets.controls import push_button
from qualcoder_sts.ui.widgets.leads_focus import LeadsFocus
from qualcoder_sts.ui.widgets.names import named

_WIDTH = 420


class WorkingPane(LeadsFocus):
    """A bar with what is done, and the way to stop."""

    def __init__(self) -> None:
        super().__init__()
        named(self, _("Comparing copies"))
        self.words = QLabel()
        self.bar = named(QProgressBar(), _("How far it is"))
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(_WIDTH)
        self.cancel = push_button(_("Stop"), _("Stop; nothing has been written"))
        column = QVBoxLayout(self)
        column.setSpacing(10)
        column.addStretch(2)
        for part in (self.words, self.bar):
            part.setFixedWidth(_WIDTH)
            column.addWidget(part, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.cancel, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        self.lead_focus(self.cancel)

    def begin(self, words: str) -> None:
        """Begin with something that says nothing of its length yet."""
        self.show_progress(0, None, words)

    def show_progress(self, done: int, total: int | None, what: str) -> None:
        """Show how far it is."""
        self.words.setText(what)
        self.bar.setRange(0, total or 0)
        self.bar.setValue(done)
