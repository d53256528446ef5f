"""Participants and sources as two sheets with their attributes."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QMenu,
    QPushButton,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from qualcoder_sts.coding.queries import finished_marks
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.participants.operations import rename_participant
from qualcoder_sts.participants.queries import (
    AttributeRow,
    list_attributes,
    list_participants,
    values_by_source,
)
from qualcoder_sts.project.changes import Changes
from qualcoder_sts.project.tables.participants import AttributeBearer, ParticipantKind
from qualcoder_sts.transcripts.operations.sources import (
    rename_source,
    set_source_date,
    set_source_language,
)
from qualcoder_sts.transcripts.queries import list_sources
from qualcoder_sts.ui.actions.actions import Actions, as_words
from qualcoder_sts.ui.models.languages import language_code
from qualcoder_sts.ui.models.tree import ID_ROLE
from qualcoder_sts.ui.operations import Operations
from qualcoder_sts.ui.participants.attribute_deeds import AttributeDeeds
from qualcoder_sts.ui.participants.people_deeds import PeopleDeeds
from qualcoder_sts.ui.participants.sheet import Field, SheetColumn, people_sheet, source_sheet
from qualcoder_sts.ui.participants.sheet_panel import SheetPanel
from qualcoder_sts.ui.widgets.controls import push_button, search_field, tool_button
from qualcoder_sts.ui.widgets.empty_place import EmptyPlace
from qualcoder_sts.ui.widgets.leads_focus import LeadsFocus
from qualcoder_sts.ui.widgets.names import named
from qualcoder_sts.ui.widgets.wrapping_row import WrappingRow

PEOPLE_TABLES = (
    *("participant", "membership", "roster_entry", "field_session", "speaker"),
    *("source", "source_participant", "attribute", "attribute_value", "finished_mark"),
)


class ParticipantsPage(LeadsFocus):
    """Switches between the sheets; the head holds what is done most."""

    source_wanted = Signal(object)
    """The ``UUID`` of a source to open."""
    person_changed = Signal(object)
    """The ``UUID`` of the participant under the cursor."""

    def __init__(
        self, operations: Operations, actions: Actions, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        named(self, _("Participants and attributes"))
        self._operations = operations
        self._actions = actions
        self._is_behind = False
        self.attributes = AttributeDeeds(operations, self)
        self.deeds = PeopleDeeds(operations, self)
        self.people = SheetPanel(operations, _("Participants"), self._type_of_person)
        self._same = push_button(_("Same person…"), actions["unite_participants"].statusTip())
        self._same.setFlat(True)
        self.people.foot.addWidget(self._same)
        self.sources = SheetPanel(operations, _("Sources"), self._type_of_source)
        self._filter = search_field(_("Filter rows"), _("Filter…"))
        self._empty = EmptyPlace(
            _("Nobody is known yet. Participants come in with the transcripts they speak in."),
            _("Import transcripts…"),
            actions["import_files"].trigger,
        )
        self._sheets = QStackedWidget()
        for part in (self.people, self.sources, self._empty):
            self._sheets.addWidget(part)
        self._lay_out(actions)
        self._connect()
        self.lead_focus(self.people, self.sources, self._empty)
        self._allow_uniting()
        self.reload()

    def showEvent(self, event: QShowEvent) -> None:
        """What was not worth the work while nobody saw it."""
        super().showEvent(event)
        if self._is_behind:
            self.reload()

    def reload(self) -> None:
        """Show both sheets as they are now."""
        self._is_behind = False
        read = self._operations.read
        attributes = read(list_attributes)
        people, sources = read(list_participants), read(list_sources)
        self.people.show_sheet(people_sheet(people, attributes))
        marks, values = read(finished_marks), read(values_by_source)
        self.sources.show_sheet(source_sheet(sources, marks, values, attributes))
        self._show_sheet()

    def panel(self) -> SheetPanel:
        """The sheet that is chosen."""
        return self.sources if self._of_sources.isChecked() else self.people

    def show_sources(self) -> None:
        """Show the sheet of sources."""
        self._of_sources.click()

    def add_person(self) -> None:
        """Ask for somebody and put the cursor there."""
        self._choose_new(self.deeds.ask_new())

    def add_group(self) -> None:
        """Ask for a group and put the cursor there."""
        self._choose_new(self.deeds.ask_new(ParticipantKind.GROUP))

    def add_attribute(self) -> None:
        """Ask for an attribute of what the sheet shows."""
        bearer = AttributeBearer.PARTICIPANT
        if self._of_sources.isChecked():
            bearer = AttributeBearer.SOURCE
        self.attributes.ask_new(bearer)

    def move_attribute(self, steps: int) -> None:
        """Put the attribute under the cursor further to the right, or to the left."""
        column, attributes = self.panel().current_column(), self.panel().attributes()
        if column is None or column.attribute is None:
            words = _("Put the cursor into the column of an attribute first.")
            self._operations.told.emit(words, False)
            return
        place = attributes.index(column.attribute)
        if 0 <= place + steps < len(attributes):
            self._move(place, place + steps)

    def show_person(self, person_id: UUID) -> None:
        """Put the cursor on somebody."""
        self._of_people.click()
        self.reload()
        self.people.choose(person_id)

    def unite(self) -> None:
        """Ask who of the chosen ones is the same person."""
        self.deeds.ask_unite(self.people.chosen_ids()[:2])

    def row_menu(self, ids: tuple[UUID, ...]) -> QMenu:
        """What can be done with the chosen rows."""
        menu = QMenu(self)
        menu.setAccessibleName(_("Chosen rows"))
        if self.panel() is self.people:
            self._offer_sources(menu, ids)
            self.deeds.fill_menu(menu, ids)
            if len(ids) == 1:
                menu.addSeparator()
                menu.addAction(self._actions["memo_on_participant"])
        else:
            menu.addAction(_("Open"), lambda: self.source_wanted.emit(ids[0]))
        menu.addSeparator()
        menu.addAction(_("Copy cells"), self.panel().view.copy)
        menu.addAction(_("Copy the whole sheet"), self.panel().view.copy_all)
        paste = menu.addAction(_("Paste cells"), self.panel().view.paste)
        paste.setEnabled(not self._operations.workspace.read_only)
        return menu

    def column_menu(self, column: SheetColumn) -> QMenu:
        """What can be done with a column."""
        menu = QMenu(self)
        menu.setAccessibleName(column.title)
        panel = self.panel()
        place = panel.model.sheet.columns.index(column)
        rising, falling = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder
        menu.addAction(_("Sort rising"), _sorting(panel, place, rising))
        menu.addAction(_("Sort falling"), _sorting(panel, place, falling))
        menu.addAction(_("Sort by sessions, as at first"), _sorting(panel, -1, rising))
        if column.attribute is not None:
            menu.addSeparator()
            self.attributes.fill_menu(menu, column.attribute)
            self._offer_places(menu, column.attribute)
        return menu

    def _lay_out(self, actions: Actions) -> None:
        self._of_people = _switch(_("People"), _("Participants and groups"))
        self._of_sources = _switch(_("Sources"), _("Sources with their attributes"))
        self._switches = QButtonGroup(self)
        for switch in (self._of_people, self._of_sources):
            self._switches.addButton(switch)
        self._of_people.setChecked(True)
        self._filter.setFixedWidth(180)
        head = WrappingRow(self._of_people, self._of_sources, self._filter)
        self._buttons: list[QPushButton] = []
        for words, action_id in (
            (_("New attribute…"), "add_attribute"),
            (_("Import…"), "import_attributes"),
            (_("New person…"), "add_participant"),
        ):
            button = push_button(words, actions[action_id].statusTip())
            button.clicked.connect(actions[action_id].trigger)
            button.setEnabled(not self._operations.workspace.read_only)
            head.add(button)
            self._buttons.append(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 14, 18, 10)
        column.setSpacing(10)
        column.addWidget(head)
        column.addWidget(self._sheets, 1)

    def _connect(self) -> None:
        for panel in (self.people, self.sources):
            panel.row_menu_wanted.connect(self._show_row_menu)
            panel.column_menu_wanted.connect(self._show_column_menu)
            panel.attribute_moved.connect(self._move)
            self._filter.textChanged.connect(panel.order.show_only)
        self._same.clicked.connect(self.unite)
        self.people.view.selectionModel().selectionChanged.connect(self._allow_uniting)
        self.people.view.selectionModel().currentChanged.connect(self._tell_person)
        self.sources.row_activated.connect(self.source_wanted)
        self._switches.buttonClicked.connect(self._show_sheet)
        self._operations.settled.connect(self._reload_when_touched)

    def _show_sheet(self) -> None:
        panel = self.panel()
        is_empty = not panel.model.sheet.rows
        self._sheets.setCurrentWidget(self._empty if is_empty else panel)
        self._buttons[-1].setVisible(panel is self.people)

    def _offer_places(self, menu: QMenu, attribute: AttributeRow) -> None:
        attributes = self.panel().attributes()
        place = attributes.index(attribute)
        for words, to in ((_("Move left"), place - 1), (_("Move right"), place + 1)):
            entry = menu.addAction(words, partial(self._move, place, to))
            may_write = not self._operations.workspace.read_only
            entry.setEnabled(may_write and 0 <= to < len(attributes))

    def _move(self, place: int, to: int) -> None:
        self.attributes.move(self.panel().attributes(), place, to)

    def _offer_sources(self, menu: QMenu, ids: tuple[UUID, ...]) -> None:
        """Offer to open the sources in which somebody speaks."""
        people = self._operations.read(list_participants)
        names = {name for row in people if row.id in ids for name in row.sources}
        if names:
            opening = menu.addMenu(_("Open"))
            for source in self._operations.read(list_sources):
                if source.name in names:
                    deed = partial(self.source_wanted.emit, source.id)
                    opening.addAction(as_words(source.name), deed)
            menu.addSeparator()

    def _allow_uniting(self) -> None:
        may_write = not self._operations.workspace.read_only
        self._same.setEnabled(may_write and len(self.people.chosen_ids()) in {1, 2})

    def _choose_new(self, participant_id: UUID | None) -> None:
        if participant_id is not None:
            self.show_person(participant_id)

    def _tell_person(self, index: QModelIndex) -> None:
        if isinstance(person_id := index.data(ID_ROLE), UUID):
            self.person_changed.emit(person_id)

    def _show_row_menu(self, ids: tuple[UUID, ...], place: QPoint) -> None:
        _shown(self.row_menu(ids), place)

    def _show_column_menu(self, column: SheetColumn, place: QPoint) -> None:
        _shown(self.column_menu(column), place)

    def _type_of_person(self, person_id: UUID, field: Field, words: str) -> bool:
        if field is not Field.NAME or not words:
            return False
        return self._operations.run(rename_participant, person_id, words) is not None

    def _type_of_source(self, source_id: UUID, field: Field, words: str) -> bool:
        if field is Field.LANGUAGE:
            words = language_code(words)
        operation = {
            Field.NAME: rename_source,
            Field.DATE: set_source_date,
            Field.LANGUAGE: set_source_language,
        }.get(field)
        if operation is None:
            return False
        return self._operations.run(operation, source_id, words) is not None

    def _reload_when_touched(self, changes: Changes) -> None:
        if changes.touches(*PEOPLE_TABLES):
            self._is_behind = True
            if self.isVisible():
                self.reload()


def _switch(name: str, description: str) -> QToolButton:
    button = tool_button(name, description)
    button.setCheckable(True)
    button.setObjectName("sheetSwitch")
    return button


def _sorting(panel: SheetPanel, place: int, order: Qt.SortOrder) -> Callable[[], None]:
    return lambda: panel.view.sortByColumn(place, order)


def _shown(menu: QMenu, place: QPoint) -> None:
    menu.exec(place)
    menu.deleteLater()
