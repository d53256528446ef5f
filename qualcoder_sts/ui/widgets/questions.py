"""Asking before something is done: the answer is a verb, never “Yes”."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QMessageBox,
    QVBoxLayout,
    QWidget,
)

from qualcoder_sts.foundation.translation import _
from qualcoder_sts.ui.widgets.controls import add_form_row
from qualcoder_sts.ui.widgets.names import named

_WIDTH, _WIDTH_OF_FORM = 380, 420


@dataclass(frozen=True, slots=True)
class AskedRow:
    """How a row of a question is called, what it means, and an example of what is typed there."""

    label: str
    meaning: str = ""
    example: str = ""


def agreed(parent: QWidget, title: str, question: str, verb: str, otherwise: str = "") -> bool:
    """Whether somebody chose ``verb``; Escape and Return mean ``otherwise``, or *Cancel*."""
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.NoIcon)
    box.setWindowTitle(title)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(question)
    box.setAccessibleName(title)
    yes = box.addButton(verb, QMessageBox.ButtonRole.AcceptRole)
    no = box.addButton(otherwise or _("Cancel"), QMessageBox.ButtonRole.RejectRole)
    for button in (yes, no):
        named(button, button.text().replace("&", ""))
    box.setDefaultButton(no)
    box.setEscapeButton(no)
    box.exec()
    is_agreed = box.clickedButton() is yes
    box.deleteLater()
    return is_agreed


def asked_name(parent: QWidget, title: str, label: str, verb: str, name: str = "") -> str | None:
    """The name somebody typed; None when there is none or the question was closed."""
    dialog = NameDialog(parent, title, label, verb, name)
    is_given = dialog.exec() == QDialog.DialogCode.Accepted
    typed = dialog.name
    dialog.deleteLater()
    return typed if is_given else None


class NameDialog(QDialog):
    """One line for a name, with a button that says what is done with it."""

    def __init__(self, parent: QWidget, title: str, label: str, verb: str, name: str = "") -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setMinimumWidth(_WIDTH)
        self._field = named(QLineEdit(name), label)
        self._field.selectAll()
        words = QLabel(label)
        words.setBuddy(self._field)
        buttons = QDialogButtonBox()
        self._done = buttons.addButton(verb, QDialogButtonBox.ButtonRole.AcceptRole)
        cancel = buttons.addButton(_("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        for button in (self._done, cancel):
            named(button, button.text().replace("&", ""))
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self._field.textChanged.connect(self._look)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 14)
        column.setSpacing(8)
        for part in (words, self._field):
            column.addWidget(part)
        column.addSpacing(6)
        column.addWidget(buttons)
        self._look()

    @property
    def name(self) -> str:
        """What is typed, without blanks around it."""
        return self._field.text().strip()

    def _look(self) -> None:
        self._done.setEnabled(bool(self.name))


class NameAndKindDialog(QDialog):
    """Something new: its name, and which of a few kinds it is of.

    Whoever asks fills ``kinds``, each with its value as data.
    """

    def __init__(self, parent: QWidget, title: str, name: AskedRow, kind: AskedRow) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setMinimumWidth(_WIDTH_OF_FORM)
        self.field = QLineEdit()
        self.field.setPlaceholderText(name.example)
        self.kinds = QComboBox()
        form = QFormLayout()
        add_form_row(form, name.label, self.field, name.meaning)
        add_form_row(form, kind.label, self.kinds, kind.meaning)
        buttons = QDialogButtonBox()
        self._add = buttons.addButton(_("Add"), QDialogButtonBox.ButtonRole.AcceptRole)
        cancel = buttons.addButton(_("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        for button in (self._add, cancel):
            named(button, button.text())
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 14)
        column.setSpacing(10)
        column.addLayout(form)
        column.addWidget(buttons)
        self.field.textChanged.connect(self._look)
        self._look()

    @property
    def name(self) -> str:
        """What is typed, without blanks around it."""
        return self.field.text().strip()

    def _look(self) -> None:
        self._add.setEnabled(bool(self.name))
