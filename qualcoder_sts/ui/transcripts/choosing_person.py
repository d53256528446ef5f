"""Choosing one of the project's people, or naming somebody new."""

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from qualcoder_sts.foundation.names import folded
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.participants.queries import ParticipantRow
from qualcoder_sts.ui.widgets.controls import search_field
from qualcoder_sts.ui.widgets.names import named

PersonChoice = UUID | str
"""A known person, or the name of a new one."""

_KEY = Qt.ItemDataRole.UserRole


class PersonDialog(QDialog):
    """Typing narrows the list; a name nobody has offers to add them."""

    def __init__(
        self, parent: QWidget, title: str, verb: str, people: Sequence[ParticipantRow]
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.resize(400, 420)
        self._people = people
        words = QLabel(title)
        words.setWordWrap(True)
        self._field = search_field(_("Name"), _("Type a name, known or new…"))
        self._list = named(QListWidget(), _("People"))
        self._list.setObjectName("people")
        buttons = QDialogButtonBox()
        self._done = buttons.addButton(verb, QDialogButtonBox.ButtonRole.AcceptRole)
        cancel = buttons.addButton(_("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        for button in (self._done, cancel):
            named(button, button.text())
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self._field.textChanged.connect(self._look)
        self._list.itemActivated.connect(self.accept)
        self._list.currentItemChanged.connect(self._allow)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 14)
        column.setSpacing(8)
        for part in (words, self._field, self._list, buttons):
            column.addWidget(part)
        self._look()

    @property
    def choice(self) -> PersonChoice | None:
        """Who is marked in the list."""
        chosen = self._list.selectedItems()
        found = chosen[0].data(_KEY) if chosen else None
        return found if isinstance(found, UUID | str) else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrows walk through the list while a name is typed."""
        if event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Up}:
            step = 1 if event.key() == Qt.Key.Key_Down else -1
            row = self._list.currentRow() + step
            self._list.setCurrentRow(max(0, min(self._list.count() - 1, row)))
        else:
            super().keyPressEvent(event)

    def _look(self) -> None:
        typed = self._field.text().strip()
        self._list.clear()
        for person in self._people:
            where = ", ".join(person.sources or person.sessions)
            words = f"{person.display} · {where}" if where else person.display
            if folded(typed) in folded(words):
                self._add(words, person.id)
        if typed:
            self._add(_("New participant “%s”") % typed, typed)
        self._list.setCurrentRow(0)
        self._allow()

    def _add(self, words: str, key: PersonChoice) -> None:
        item = QListWidgetItem(words)
        item.setData(_KEY, key)
        self._list.addItem(item)

    def _allow(self) -> None:
        self._done.setEnabled(self.choice is not None)


def asked_person(
    parent: QWidget, title: str, verb: str, people: Sequence[ParticipantRow]
) -> PersonChoice | None:
    """The person somebody chose or named; None when the question was closed."""
    dialog = PersonDialog(parent, title, verb, people)
    is_given = dialog.exec() == QDialog.DialogCode.Accepted
    choice = dialog.choice
    dialog.deleteLater()
    return choice if is_given else None
