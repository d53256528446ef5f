"""Who speaks in a source, and who was there."""

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QPalette, QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QMenu,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from qualcoder_sts.foundation.progress import Progress
from qualcoder_sts.foundation.translation import _, ngettext
from qualcoder_sts.participants.queries import list_sessions
from qualcoder_sts.project.changes import Changes
from qualcoder_sts.transcripts.queries import SourceRow, SpeakerRow, list_sources, speakers_of
from qualcoder_sts.ui.actions.actions import Actions
from qualcoder_sts.ui.models.speakers import speaker_model, speaker_nodes
from qualcoder_sts.ui.models.tree import ID_ROLE
from qualcoder_sts.ui.operations import Operations
from qualcoder_sts.ui.transcripts.roster_panel import RosterPanel
from qualcoder_sts.ui.transcripts.speaker_deeds import SpeakerDeeds
from qualcoder_sts.ui.widgets.controls import push_button
from qualcoder_sts.ui.widgets.cut_label import CutLabel
from qualcoder_sts.ui.widgets.empty_place import EmptyPlace
from qualcoder_sts.ui.widgets.headings import panel_heading
from qualcoder_sts.ui.widgets.leads_focus import LeadsFocus
from qualcoder_sts.ui.widgets.names import named
from qualcoder_sts.ui.widgets.tables import table_view
from qualcoder_sts.ui.widgets.wrapping_row import WrappingRow

SHOWN_TABLES = (
    *("source", "speaker", "speaker_turn", "participant"),
    *("roster_entry", "field_session", "membership"),
)


class SpeakersPage(LeadsFocus):
    """Follows the transcript that was in front last; another source can be chosen at the top."""

    source_wanted = Signal(object)
    """The ``UUID`` of a source to open."""

    def __init__(
        self, operations: Operations, actions: Actions, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        named(self, _("Speakers and roster"))
        self._operations = operations
        self._source_id: UUID | None = None
        self._is_behind = False
        self._sources: list[SourceRow] = []
        self._speakers: list[SpeakerRow] = []
        self.deeds = SpeakerDeeds(operations, self)
        self.deeds.joined = self._choose_soon
        self._wanted: UUID | None = None
        self._source = named(QComboBox(), _("Source"))
        self._facts = CutLabel()
        self._facts.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._model = speaker_model(self)
        self.table = table_view(_("Speakers"), self._model, stretched=2)
        self.roster = RosterPanel(operations)
        self._empty = EmptyPlace(
            _("No transcripts yet. Speakers come in with them."),
            _("Import transcripts…"),
            actions["import_files"].trigger,
        )
        self._pages = QStackedWidget()
        self._lay_out()
        self._connect()
        self.lead_focus(self.table, self._empty)
        self.reload()

    def show_source(self, source_id: UUID | None) -> None:
        """Show the speakers of a source; None leaves what is shown."""
        if source_id is not None and source_id != self._source_id:
            self._source_id = source_id
            self.reload()

    def source_id(self) -> UUID | None:
        """The source whose speakers are shown."""
        return self._source_id

    def showEvent(self, event: QShowEvent) -> None:
        """What was not worth the work while nobody saw it."""
        super().showEvent(event)
        if self._is_behind:
            self.reload()

    def reload(self) -> None:
        """Show everything as it is now; while the page is not seen, as soon as it is."""
        self._is_behind = not self.isVisible()
        if self._is_behind:
            return
        self._sources = self._operations.read(list_sources)
        self._source.clear()
        for source in self._sources:
            self._source.addItem(source.name, str(source.id))
        self._source.setCurrentIndex(max(0, self._source.findData(str(self._source_id))))
        key = self._source.currentData()
        self._source_id = UUID(key) if key else None
        self._pages.setCurrentIndex(0 if self._sources else 1)
        self._show()

    def chosen(self) -> SpeakerRow | None:
        """Whose line is chosen."""
        speaker_id = self.table.currentIndex().siblingAtColumn(0).data(ID_ROLE)
        return next((one for one in self._speakers if one.id == speaker_id), None)

    def choose(self, speaker_id: UUID) -> None:
        """Choose a speaker's line."""
        index = self._model.index_of(speaker_id)
        if index.isValid():
            self.table.setCurrentIndex(index)

    def menu_for(self, speaker: SpeakerRow) -> QMenu:
        """What can be done with a speaker."""
        menu = QMenu(self)
        menu.setAccessibleName(speaker.label)
        others = [one for one in self._speakers if one.id != speaker.id]
        self.deeds.fill_menu(menu, speaker, others)
        return menu

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(12)
        self._source.setMinimumWidth(220)
        top.addWidget(self._source, 1)
        self._open = push_button(_("Open the transcript"))
        top.addWidget(self._open)
        head = WrappingRow(panel_heading(_("Speakers")))
        self._rename = push_button(_("Rename…"), _("Give the chosen speaker another label"))
        self._role = push_button(_("Stands for"), _("Say whom the chosen speaker stands for"))
        self._join = push_button(_("Join with"), _("Make the chosen speaker one with another"))
        self._person = push_button(_("Person…"), _("Say which person the chosen speaker is"))
        self._new = push_button(_("New speaker…"), _("Add a speaker nobody recognised"))
        for button in (self._rename, self._role, self._join, self._person, self._new):
            head.add(button)
        speakers = QWidget()
        rows = QVBoxLayout(speakers)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(6)
        rows.addWidget(head)
        rows.addWidget(self.table, 1)
        self._parts = QSplitter(Qt.Orientation.Vertical)
        self._parts.setChildrenCollapsible(False)
        self._parts.setHandleWidth(14)
        self._parts.addWidget(speakers)
        self._parts.addWidget(self.roster)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(18, 14, 18, 12)
        column.setSpacing(12)
        column.addLayout(top)
        column.addWidget(self._facts)
        column.addWidget(self._parts, 1)
        self._pages.addWidget(inside)
        self._pages.addWidget(self._empty)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(self._pages)

    def _connect(self) -> None:
        self._source.activated.connect(self._show_chosen_source)
        self._open.clicked.connect(lambda: self.source_wanted.emit(self.source_id()))
        self._rename.clicked.connect(lambda: self._with_chosen(self.deeds.ask_rename))
        self._person.clicked.connect(lambda: self._with_chosen(self.deeds.ask_person))
        self._new.clicked.connect(self._ask_new)
        for button, fill in ((self._role, self._fill_roles), (self._join, self._fill_joins)):
            menu = QMenu(button)
            menu.setAccessibleName(button.text())
            menu.aboutToShow.connect(lambda menu=menu, fill=fill: fill(menu))
            button.setMenu(menu)
        self.table.selectionModel().currentChanged.connect(self._allow)
        self.table.activated.connect(lambda: self._with_chosen(self.deeds.ask_rename))
        self.table.customContextMenuRequested.connect(self._show_menu)
        self._operations.settled.connect(self._reload_when_touched)

    def _show_chosen_source(self) -> None:
        self._source_id = UUID(self._source.currentData())
        self._show()

    def _show(self) -> None:
        source = next((one for one in self._sources if one.id == self.source_id()), None)
        session_id = None if source is None else source.session_id
        sessions = {one.id: one.name for one in self._operations.read(list_sessions)}
        name = sessions.get(session_id, "") if session_id else ""
        # The session of a single transcript is called as that is.
        self.roster.show_session(session_id, "" if source and name == source.name else name)
        if source is None:
            self._show_speakers([])
            return
        workspace, source_id = self._operations.workspace, source.id

        def count(_progress: Progress) -> list[SpeakerRow]:
            return workspace.read(speakers_of, source_id)

        # The words of a long transcript take a moment to count.
        self._operations.compute("speakers", count, self._show_speakers)

    def _show_speakers(self, speakers: list[SpeakerRow]) -> None:
        chosen = self.chosen()
        wanted = self._wanted or (chosen.id if chosen is not None else None)
        self._speakers, self._wanted = speakers, None
        self._model.show_tree(speaker_nodes(speakers))
        if wanted is not None:
            self.choose(wanted)
        self._facts.setText(facts_words(speakers))
        self._allow()

    def _choose_soon(self, speaker_id: UUID) -> None:
        """Choose a speaker as soon as a step that was taken is seen."""
        self._wanted = speaker_id

    def _allow(self) -> None:
        may_write = not self._operations.workspace.read_only
        for button in (self._rename, self._role, self._join, self._person):
            button.setEnabled(may_write and self.chosen() is not None)
        self._join.setEnabled(self._join.isEnabled() and len(self._speakers) > 1)
        self._new.setEnabled(may_write and self.source_id() is not None)

    def _with_chosen(self, deed: Callable[[SpeakerRow], object]) -> None:
        speaker = self.chosen()
        if speaker is not None and not self._operations.refuse_when_read_only():
            deed(speaker)

    def _ask_new(self) -> None:
        if (source_id := self.source_id()) is not None:
            self.deeds.ask_new(source_id)

    def _fill_roles(self, menu: QMenu) -> None:
        menu.clear()
        if (speaker := self.chosen()) is not None:
            self.deeds.fill_roles(menu, speaker)

    def _fill_joins(self, menu: QMenu) -> None:
        menu.clear()
        if (speaker := self.chosen()) is not None:
            others = [one for one in self._speakers if one.id != speaker.id]
            self.deeds.fill_joins(menu, speaker, others)

    def _show_menu(self, place: QPoint) -> None:
        if (speaker := self.chosen()) is not None:
            menu = self.menu_for(speaker)
            menu.exec(self.table.viewport().mapToGlobal(place))
            menu.deleteLater()

    def _reload_when_touched(self, changes: Changes) -> None:
        if changes.touches(*SHOWN_TABLES):
            self.reload()


def facts_words(speakers: list[SpeakerRow]) -> str:
    """How many speak, and how much."""
    if not speakers:
        return _("Nobody was recognised as a speaker here.")
    turns = sum(speaker.turns for speaker in speakers)
    words = sum(speaker.words for speaker in speakers)
    count = len(speakers)
    return " · ".join(
        (
            ngettext("%d speaker", "%d speakers", count) % count,
            ngettext("%s turn", "%s turns", turns) % f"{turns:,}",
            ngettext("%s word", "%s words", words) % f"{words:,}",
        )
    )
