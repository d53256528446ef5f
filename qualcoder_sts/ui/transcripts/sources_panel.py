"""The sources of the project, grouped by method, with how far their coding is."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from uuid import UUID

from PySide6.QtCore import QModelIndex, QPoint, QSortFilterProxyModel, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QMenu,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from qualcoder_sts.foundation.translation import _
from qualcoder_sts.project.changes import Changes
from qualcoder_sts.transcripts.queries import list_sources
from qualcoder_sts.ui.actions.actions import Actions
from qualcoder_sts.ui.models.sources import (
    PROGRESS_ROLE,
    source_model,
    source_nodes,
)
from qualcoder_sts.ui.models.tree import ID_ROLE
from qualcoder_sts.ui.operations import Operations
from qualcoder_sts.ui.transcripts.shown_sources import ShownSources, shown_sources
from qualcoder_sts.ui.transcripts.source_deeds import SourceDeeds
from qualcoder_sts.ui.widgets.controls import search_field, tool_button
from qualcoder_sts.ui.widgets.empty_place import IN_PANEL, EmptyPlace
from qualcoder_sts.ui.widgets.leads_focus import LeadsFocus
from qualcoder_sts.ui.widgets.progress_bars import ProgressBars
from qualcoder_sts.ui.widgets.trees import tree_view

SHOWN_TABLES = (
    *("source", "finished_mark", "coded_segment", "coder"),
    *("assignment", "coding_round"),
)


class SourcesPanel(LeadsFocus):
    """Lists sources; choosing one opens it, several are changed together."""

    chosen = Signal(object)
    """The ``UUID`` of a source to open."""
    speakers_wanted = Signal(object)
    """The ``UUID`` of a source whose speakers and roster are to be shown."""

    def __init__(
        self, operations: Operations, actions: Actions, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._operations = operations
        self.source_deeds = SourceDeeds(operations, self)
        self._found = ShownSources((), {}, {})
        self._model = source_model(self)
        self._filtered = QSortFilterProxyModel(self)
        self._filtered.setSourceModel(self._model)
        self._filtered.setRecursiveFilteringEnabled(True)
        self._filtered.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._filter = search_field(_("Filter sources"), _("Filter…"))
        self._filter.textChanged.connect(self._filter_sources)
        self.only_mine = tool_button(_("Mine"), _("Show only the sources that you are to code"))
        self.only_mine.setCheckable(True)
        self.only_mine.toggled.connect(self._show)
        self._tree = tree_view(_("Sources"), self._filtered)
        self._tree.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self._tree.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self._tree.setItemDelegateForColumn(1, ProgressBars(PROGRESS_ROLE, self._tree))
        self._tree.activated.connect(self._choose)
        self._tree.clicked.connect(self._choose_alone)
        self._tree.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._tree.customContextMenuRequested.connect(self._show_menu)
        self._add_keys()
        self._lay_out(actions)
        operations.settled.connect(self._reload_when_touched)
        self.reload()

    def deeds(self) -> dict[str, Callable[[], object]]:
        """What actions do here, by their ids."""
        return {
            "source_details": lambda: self.source_deeds.show_details(self.chosen_ids()),
            "rename_source": lambda: self.source_deeds.ask_rename(self.chosen_ids()),
            "save_original": lambda: self.source_deeds.ask_save_original(self.chosen_ids()),
            "delete_sources": lambda: self.source_deeds.ask_delete(self.chosen_ids()),
        }

    def reload(self) -> None:
        """Show the project's sources as they are now."""
        self._take(self._read({}))

    def show_current(self, source_id: UUID | None) -> None:
        """Mark the source that is being read; None leaves the mark where it is."""
        if source_id is None:
            return
        index = self._filtered.mapFromSource(self._model.index_of(source_id))
        if index.isValid() and self._tree.currentIndex().siblingAtColumn(0) != index:
            self._tree.setCurrentIndex(index)

    def chosen_ids(self) -> tuple[UUID, ...]:
        """The sources that are chosen, from the top down."""
        ids = (index.data(ID_ROLE) for index in self._tree.selectionModel().selectedRows())
        chosen = {source_id for source_id in ids if isinstance(source_id, UUID)}
        order = [source.id for source in self._operations.read(list_sources)]
        return tuple(source_id for source_id in order if source_id in chosen)

    def focus_order(self) -> tuple[QWidget, ...]:
        """The controls from the top down."""
        return (self._filter, self.only_mine, self._tree, self._empty.button)

    def menu_for(self, ids: tuple[UUID, ...]) -> QMenu:
        """What can be done with some sources."""
        menu = QMenu(self)
        menu.setAccessibleName(_("Sources"))
        menu.addAction(_("Open"), lambda: self._open_all(ids))
        if len(ids) == 1:
            words = _("Speakers and roster")
            menu.addAction(words, lambda: self.speakers_wanted.emit(ids[0]))
        menu.addSeparator()
        self.source_deeds.fill_menu(menu, ids)
        return menu

    def _add_keys(self) -> None:
        keys = {
            "F2": self.source_deeds.ask_rename,
            "Del": self.source_deeds.ask_delete,
            "Alt+Return": self.source_deeds.show_details,
        }
        for key, deed in keys.items():
            shortcut = QShortcut(QKeySequence(key), self._tree)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(lambda deed=deed: deed(self.chosen_ids()))

    def _lay_out(self, actions: Actions) -> None:
        tree = QWidget()
        inside = QVBoxLayout(tree)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(4)
        around = QHBoxLayout()
        around.setContentsMargins(10, 0, 10, 2)
        around.addWidget(self._filter)
        around.addWidget(self.only_mine)
        inside.addLayout(around)
        inside.addWidget(self._tree)
        self._empty = EmptyPlace(
            _("No transcripts yet. Bring in interviews, focus groups or studies."),
            _("Import transcripts…"),
            actions["import_files"].trigger,
            width=IN_PANEL,
        )
        self._pages = QStackedWidget()
        self._pages.addWidget(tree)
        self._pages.addWidget(self._empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._pages)
        self.lead_focus(self._tree, self._empty)

    def _read(self, lengths: Mapping[UUID, int]) -> ShownSources:
        workspace = self._operations.workspace
        return workspace.read(shown_sources, workspace.coder_id, lengths)

    def _take(self, found: ShownSources) -> None:
        self._found = found
        self._show()

    def _show(self) -> None:
        found, mine = self._found, self._found.to_code
        self.only_mine.setVisible(bool(mine))
        shown = mine if mine and self.only_mine.isChecked() else found.rows
        current = self._tree.currentIndex().siblingAtColumn(0).data(ID_ROLE)
        self._model.show_tree(source_nodes(shown, found.progress))
        self.show_current(current)
        self._pages.setCurrentIndex(0 if found.rows else 1)

    def _choose(self, index: QModelIndex) -> None:
        source_id = index.siblingAtColumn(0).data(ID_ROLE)
        if source_id is not None:
            self.chosen.emit(source_id)

    def _open_all(self, ids: tuple[UUID, ...]) -> None:
        for source_id in ids:
            self.chosen.emit(source_id)

    def _choose_alone(self, index: QModelIndex) -> None:
        """A click opens, unless it adds to what is chosen."""
        if len(self._tree.selectionModel().selectedRows()) == 1:
            self._choose(index)

    def _show_menu(self, place: QPoint) -> None:
        if ids := self.chosen_ids():
            menu = self.menu_for(ids)
            menu.exec(self._tree.viewport().mapToGlobal(place))
            menu.deleteLater()

    def _filter_sources(self, words: str) -> None:
        self._filtered.setFilterFixedString(words.strip())
        self._tree.open_up(everything=bool(words.strip()))

    def _reload_when_touched(self, changes: Changes) -> None:
        if not changes.touches(*SHOWN_TABLES):
            return
        if changes.touches("source"):
            self._found = replace(self._found, lengths={})
        lengths = self._found.lengths
        self._operations.compute("sources", lambda _progress: self._read(lengths), self._take)
