"""What is known of a session: its name, where it took place, and when."""

from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from qualcoder_sts.foundation.errors import QualcoderError
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.participants.queries import SessionRow
from qualcoder_sts.transcripts.operations.sources import checked_date
from qualcoder_sts.ui.widgets.controls import add_form_row
from qualcoder_sts.ui.widgets.names import named


class SessionDialog(QDialog):
    """Refuses a date that is none before anything is written."""

    def __init__(self, row: SessionRow, parent: QWidget) -> None:
        super().__init__(parent)
        title = _("Session")
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setMinimumWidth(420)
        self._name, self._place, self._date = (
            QLineEdit(words) for words in (row.name, row.place, row.date)
        )
        self._date.setPlaceholderText("2020-05-31")
        self._error = QLabel()
        self._error.setWordWrap(True)
        self._error.hide()
        form = QFormLayout()
        add_form_row(form, _("&Name"), self._name, "")
        add_form_row(form, _("&Place"), self._place, "")
        add_form_row(form, _("&Date"), self._date, "")
        if row.group:
            form.addRow(QLabel(_("Group")), QLabel(row.group))
        buttons = QDialogButtonBox()
        for words, role in (
            (_("Save"), QDialogButtonBox.ButtonRole.AcceptRole),
            (_("Cancel"), QDialogButtonBox.ButtonRole.RejectRole),
        ):
            named(buttons.addButton(words, role), words)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 14)
        column.setSpacing(10)
        column.addLayout(form)
        column.addWidget(self._error)
        column.addWidget(buttons)

    @property
    def words(self) -> tuple[str, str, str]:
        """Name, place and date as they are typed."""
        return self._name.text(), self._place.text(), self._date.text()

    def accept(self) -> None:
        """Close, unless the date is none."""
        try:
            checked_date(self._date.text())
        except QualcoderError as error:
            self._error.setText(str(error))
            self._error.show()
        else:
            super().accept()
