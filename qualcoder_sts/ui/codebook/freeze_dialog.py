"""Freezing the codebook as it is now, under a number, a name and a note."""

from datetime import datetime

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from qualcoder_sts.foundation.translation import _, ngettext
from qualcoder_sts.ui.codebook.growing_text import GrowingText
from qualcoder_sts.ui.widgets.controls import add_form_row
from qualcoder_sts.ui.widgets.names import named

_WIDTH = 460


class FreezeDialog(QDialog):
    """Asks for a name and a note; the number and the date come by themselves."""

    def __init__(self, number: int, codes: int, parent: QWidget) -> None:
        super().__init__(parent)
        title = _("Freeze a version of the codebook")
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setMinimumWidth(_WIDTH)
        words = ngettext(
            "Version %(number)d, %(date)s: %(codes)d code",
            "Version %(number)d, %(date)s: %(codes)d codes",
            codes,
        )
        date = datetime.now().astimezone().strftime("%Y-%m-%d")
        self._head = QLabel(words % {"number": number, "date": date, "codes": codes})
        hint = QLabel(_("It stays as it is whatever you change later, and can be compared."))
        hint.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        hint.setWordWrap(True)
        self.name = QLineEdit()
        self.note = GrowingText(_("Note"), "")
        form = QFormLayout()
        form.setSpacing(8)
        add_form_row(form, _("&Name:"), self.name, _("for example “pilot” or “after round 2”"))
        add_form_row(form, _("N&ote:"), self.note, _("what it is for, and what was decided"))
        buttons = QDialogButtonBox()
        freeze = buttons.addButton(_("Freeze"), QDialogButtonBox.ButtonRole.AcceptRole)
        cancel = buttons.addButton(_("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        for button in (freeze, cancel):
            named(button, button.text())
        freeze.setObjectName("mainButton")
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 14)
        column.setSpacing(10)
        column.addWidget(self._head)
        column.addWidget(hint)
        column.addLayout(form)
        column.addWidget(buttons)
