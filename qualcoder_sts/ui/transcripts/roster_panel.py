"""The roster of a session: who was there, also those who said nothing."""

from uuid import UUID

from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtWidgets import (
    QDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from qualcoder_sts.foundation.translation import _, ngettext
from qualcoder_sts.participants.operations import (
    remove_from_roster,
    set_attendance,
    set_roster_note,
)
from qualcoder_sts.participants.queries import (
    RosterRow,
    list_participants,
    list_sessions,
    roster,
)
from qualcoder_sts.project.tables.participants import Attendance, ParticipantKind
from qualcoder_sts.transcripts.operations.people import seat_person
from qualcoder_sts.transcripts.operations.sources import change_session
from qualcoder_sts.ui.models.speakers import roster_model, roster_nodes
from qualcoder_sts.ui.models.tree import ID_ROLE
from qualcoder_sts.ui.operations import Operations
from qualcoder_sts.ui.transcripts.choosing_person import asked_person
from qualcoder_sts.ui.transcripts.session_dialog import SessionDialog
from qualcoder_sts.ui.widgets.controls import push_button
from qualcoder_sts.ui.widgets.headings import panel_heading
from qualcoder_sts.ui.widgets.names import named
from qualcoder_sts.ui.widgets.tables import table_view
from qualcoder_sts.ui.widgets.wrapping_row import WrappingRow


class RosterPanel(QWidget):
    """Shows one session's roster, with a line for a note on whoever is chosen."""

    def __init__(self, operations: Operations, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._operations = operations
        self._session_id: UUID | None = None
        self._entries: list[RosterRow] = []
        self._noted: UUID | None = None
        self._heading = panel_heading(_("Who was there"))
        self._model = roster_model(self)
        self.table = table_view(_("Roster"), self._model, stretched=3)
        self._note = named(QLineEdit(), _("Note on attendance"))
        self._note.setPlaceholderText(_("Note on attendance, such as: came late"))
        self._session = push_button(_("Session…"), _("Name, place and date of the session"))
        self._add = push_button(_("Add somebody…"), _("Somebody who was there and is not listed"))
        self._attendance = push_button(_("Was absent"), _("Say whether the chosen one was there"))
        self._remove = push_button(_("Remove"), _("Take the chosen one off the roster"))
        self._pages = QStackedWidget()
        self._lay_out()
        self._connect()
        self._show_chosen()

    def show_session(self, session_id: UUID | None, name: str) -> None:
        """Show the roster of a session; without one, say why there is none."""
        self._keep_note()
        self._session_id = session_id
        entries = [] if session_id is None else self._operations.read(roster, session_id)
        chosen = self.chosen()
        self._entries = entries
        self._model.show_tree(roster_nodes(entries))
        self._pages.setCurrentIndex(1 if session_id is None else 0)
        present = sum(entry.present for entry in entries)
        count = ngettext("%d person", "%d people", present) % present
        silent = sum(entry.present and not entry.speaks for entry in entries)
        words = [_("Who was there"), *filter(None, (name, count if session_id else ""))]
        if silent:
            words.append(ngettext("%d silent", "%d silent", silent) % silent)
        self._heading.setText(" · ".join(words))
        for button in (self._add, self._session):
            may_write = not self._operations.workspace.read_only
            button.setEnabled(session_id is not None and may_write)
        if chosen is not None:
            self.choose(chosen.id)
        self._show_chosen()

    def chosen(self) -> RosterRow | None:
        """Whose line is chosen."""
        entry_id = self.table.currentIndex().siblingAtColumn(0).data(ID_ROLE)
        return next((entry for entry in self._entries if entry.id == entry_id), None)

    def choose(self, entry_id: UUID) -> None:
        """Choose somebody's line."""
        index = self._model.index_of(entry_id)
        if index.isValid() and self.table.currentIndex().siblingAtColumn(0) != index:
            self.table.setCurrentIndex(index)

    def ask_add(self) -> None:
        """Ask who else was there; somebody new becomes a participant."""
        if self._session_id is None or self._operations.refuse_when_read_only():
            return
        here = {entry.participant_id for entry in self._entries}
        people = [
            row
            for row in self._operations.read(list_participants)
            if row.kind is ParticipantKind.PERSON and row.id not in here
        ]
        choice = asked_person(self, _("Who else was there?"), _("Add to the roster"), people)
        if choice:
            self._operations.run(seat_person, self._session_id, choice)

    def ask_session(self) -> None:
        """Ask for what is known of the session itself."""
        sessions = {row.id: row for row in self._operations.read(list_sessions)}
        if self._session_id not in sessions or self._operations.refuse_when_read_only():
            return
        dialog = SessionDialog(sessions[self._session_id], self)
        is_given = dialog.exec() == QDialog.DialogCode.Accepted
        name, place, date = dialog.words
        dialog.deleteLater()
        if is_given:
            self._operations.run(change_session, self._session_id, name, place, date)

    def turn_attendance(self) -> None:
        """Say that the chosen one was absent after all, or present."""
        if (entry := self.chosen()) is not None:
            now = Attendance.ABSENT if entry.present else Attendance.PRESENT
            self._operations.run(set_attendance, entry.id, now)

    def remove(self) -> None:
        """Take the chosen one off the roster."""
        if (entry := self.chosen()) is not None and not self._operations.refuse_when_read_only():
            self._operations.run(remove_from_roster, entry.id)

    def menu_for(self, entry: RosterRow) -> QMenu:
        """What can be done with somebody on the roster."""
        menu = QMenu(self)
        menu.setAccessibleName(entry.name)
        words = _("Was absent") if entry.present else _("Was present")
        menu.addAction(words, self.turn_attendance)
        menu.addAction(_("Remove from the roster"), self.remove)
        for action in menu.actions():
            action.setEnabled(not self._operations.workspace.read_only)
        return menu

    def _lay_out(self) -> None:
        head = WrappingRow(self._heading)
        for button in (self._session, self._attendance, self._remove, self._add):
            head.add(button)
        inside = QWidget()
        rows = QVBoxLayout(inside)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(6)
        rows.addWidget(self.table, 1)
        rows.addWidget(self._note)
        nothing = QLabel(
            _(
                "Only interviews and focus groups have a roster. Change the method of the source, "
                "or assign it to a session, in its details."
            )
        )
        nothing.setWordWrap(True)
        nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        nothing.setForegroundRole(nothing.palette().ColorRole.PlaceholderText)
        self._pages.addWidget(inside)
        self._pages.addWidget(nothing)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(head)
        column.addWidget(self._pages, 1)

    def _connect(self) -> None:
        self._add.clicked.connect(self.ask_add)
        self._session.clicked.connect(self.ask_session)
        self._attendance.clicked.connect(self.turn_attendance)
        self._remove.clicked.connect(self.remove)
        self._note.editingFinished.connect(self._keep_note)
        self.table.selectionModel().currentChanged.connect(self._show_chosen)
        self.table.customContextMenuRequested.connect(self._show_menu)

    def _show_chosen(self, *_indexes: QModelIndex) -> None:
        self._keep_note()
        entry = self.chosen()
        may_write = entry is not None and not self._operations.workspace.read_only
        for control in (self._attendance, self._remove, self._note):
            control.setEnabled(may_write)
        is_absent = entry is not None and not entry.present
        self._attendance.setText(_("Was present") if is_absent else _("Was absent"))
        self._noted = None if entry is None else entry.id
        self._note.setText("" if entry is None else entry.note)

    def _keep_note(self) -> None:
        """Write what was typed about whoever was chosen then."""
        if self._note.isModified() and self._noted is not None:
            self._note.setModified(False)
            self._operations.run(set_roster_note, self._noted, self._note.text())

    def _show_menu(self, place: QPoint) -> None:
        if (entry := self.chosen()) is not None:
            menu = self.menu_for(entry)
            menu.exec(self.table.viewport().mapToGlobal(place))
            menu.deleteLater()
