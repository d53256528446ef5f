"""The sources of the project, grouped by method."""

from uuid import UUID

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from qualcoder_sts.coding.queries import finished_marks
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.project.changes import Changes
from qualcoder_sts.transcripts.queries import list_sources
from qualcoder_sts.ui.actions.actions import Actions
from qualcoder_sts.ui.models.sources import source_model, source_nodes
from qualcoder_sts.ui.models.tree import ID_ROLE
from qualcoder_sts.ui.operations import Operations
from qualcoder_sts.ui.widgets.empty_place import IN_PANEL, EmptyPlace
from qualcoder_sts.ui.widgets.trees import tree_view

SHOWN_TABLES = ("source", "finished_mark", "coded_segment")


class SourcesPanel(QWidget):
    """Lists sources; choosing one opens it."""

    chosen = Signal(object)
    """The ``UUID`` of a source to open."""

    def __init__(
        self, operations: Operations, actions: Actions, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._operations = operations
        self._finished: frozenset[UUID] = frozenset()
        self._model = source_model(self)
        self._tree = tree_view(_("Sources"), self._model)
        self._tree.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self._tree.activated.connect(self._choose)
        self._tree.clicked.connect(self._choose)
        self._empty = EmptyPlace(
            _("No transcripts yet. Bring in interviews, focus groups or studies."),
            _("Import transcripts…"),
            actions["import_files"].trigger,
            width=IN_PANEL,
        )
        self._pages = QStackedWidget()
        self._pages.addWidget(self._tree)
        self._pages.addWidget(self._empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._pages)
        self.setFocusProxy(self._tree)
        operations.settled.connect(self._reload_when_touched)
        self.reload()

    def reload(self) -> None:
        """Show the project's sources as they are now."""
        self._finished = frozenset(mark.source_id for mark in self._operations.read(finished_marks))
        self._recount()

    def show_current(self, source_id: UUID | None) -> None:
        """Mark the source that is being read; None leaves the mark where it is."""
        if source_id is None:
            return
        index = self._model.index_of(source_id)
        if index.isValid():
            self._tree.setCurrentIndex(index)

    def focus_order(self) -> tuple[QWidget, ...]:
        """The controls from the top down."""
        return (self._tree, self._empty.button)

    def _recount(self) -> None:
        sources = self._operations.read(list_sources)
        current = self._tree.currentIndex().data(ID_ROLE)
        self._model.show_tree(source_nodes(sources, self._finished))
        self.show_current(current)
        self._pages.setCurrentWidget(self._tree if sources else self._empty)

    def _choose(self, index: QModelIndex) -> None:
        source_id = index.siblingAtColumn(0).data(ID_ROLE)
        if source_id is not None:
            self.chosen.emit(source_id)

    def _reload_when_touched(self, changes: Changes) -> None:
        if changes.touches("source", "finished_mark"):
            self.reload()
        elif changes.touches(*SHOWN_TABLES):
            self._recount()
