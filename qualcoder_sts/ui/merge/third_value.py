"""Writing a value that neither side has."""

from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from qualcoder_sts.foundation.translation import _
from qualcoder_sts.merge.plan import Conflict, Decision, Take
from qualcoder_sts.ui.merge.conflict_model import side_words
from qualcoder_sts.ui.widgets.controls import push_button
from qualcoder_sts.ui.widgets.names import named

_SIZE = (560, 320)


class ThirdValueDialog(QDialog):
    """Begins with what was written before, or with yours."""

    def __init__(self, conflict: Conflict, before: Decision | None, parent: QWidget) -> None:
        super().__init__(parent)
        title = _("Write another value")
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.resize(*_SIZE)
        self._conflict = conflict
        words = QLabel(f"{conflict.name}: {conflict.what}")
        words.setWordWrap(True)
        self.text = named(QPlainTextEdit(), conflict.what or title)
        self.text.setTabChangesFocus(True)
        is_written = before is not None and before.take is Take.WRITTEN
        self.text.setPlainText(before.written if before and is_written else conflict.ours.words)
        yours = push_button(_("Begin with &yours"), side_words(conflict.ours))
        theirs = push_button(_("Begin with &theirs"), side_words(conflict.theirs))
        yours.clicked.connect(lambda: self.text.setPlainText(conflict.ours.words))
        theirs.clicked.connect(lambda: self.text.setPlainText(conflict.theirs.words))
        buttons = QDialogButtonBox()
        role = QDialogButtonBox.ButtonRole
        for button in (yours, theirs):
            buttons.addButton(button, role.ActionRole)
        take = buttons.addButton(_("Take this"), role.AcceptRole)
        cancel = buttons.addButton(_("Cancel"), role.RejectRole)
        for last in (take, cancel):
            named(last, last.text())
        take.setObjectName("mainButton")
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 14)
        column.setSpacing(10)
        column.addWidget(words)
        column.addWidget(self.text, 1)
        column.addWidget(buttons)
        self.text.setFocus()

    @property
    def written(self) -> str:
        """The value as it was written."""
        return self.text.toPlainText().strip()
