"""Quotes: choosing them, reading them with their context, changing, copying, going to them."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import QPoint, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QMenu,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from qualcoder_sts.analysis.quote_groups import (
    QuoteGroup,
    QuoteGrouping,
    grouped,
    rule_sentence,
    summary,
)
from qualcoder_sts.analysis.retrieval import Retrieval, RetrievalRequest, retrieve
from qualcoder_sts.codebook.queries import code_tree
from qualcoder_sts.coding.operations.segments import recode_segments, remove_segments
from qualcoder_sts.foundation.progress import Progress
from qualcoder_sts.foundation.translation import _, ngettext
from qualcoder_sts.project.changes import Changes
from qualcoder_sts.ui.actions.actions import Actions
from qualcoder_sts.ui.analysis.copied_quotes import copied_quotes
from qualcoder_sts.ui.analysis.recode_menu import fill_with_codes
from qualcoder_sts.ui.analysis.retrieval_details import RetrievalDetails
from qualcoder_sts.ui.analysis.retrieval_filters import SHOWN_TABLES, RetrievalFilters
from qualcoder_sts.ui.analysis.retrieval_list import RetrievalList
from qualcoder_sts.ui.analysis.retrieval_model import RetrievalModel
from qualcoder_sts.ui.analysis.retrieval_saving import RetrievalSaving
from qualcoder_sts.ui.operations import Operations
from qualcoder_sts.ui.theme.apply import ThemeChoice
from qualcoder_sts.ui.theme.theme import Theme
from qualcoder_sts.ui.widgets.controls import search_field
from qualcoder_sts.ui.widgets.empty_place import EmptyPlace
from qualcoder_sts.ui.widgets.leads_focus import LeadsFocus
from qualcoder_sts.ui.widgets.names import named

TYPING_MS = 250
QUOTE_TABLES = ("coded_segment", "memo", "contributor", "finished_mark", "speaker", "speaker_turn")
GROUPINGS = (QuoteGrouping.CODE, QuoteGrouping.SOURCE, QuoteGrouping.PARTICIPANT)


@dataclass(frozen=True, slots=True)
class Found:
    """Quotes as they are shown; ``sentences`` say how many, and how they are counted."""

    retrieval: Retrieval
    groups: tuple[QuoteGroup, ...]
    by: QuoteGrouping
    sentences: tuple[str, str]


class RetrievalView(LeadsFocus):
    """The quotes that fit what is chosen on the left; the one under the cursor on the right."""

    passage_wanted = Signal(object)
    """A ``RetrievedSegment`` to be shown in its transcript."""
    told = Signal(str)
    """A sentence on what was done."""
    transcripts_wanted = Signal()

    def __init__(
        self,
        operations: Operations,
        actions: Actions,
        themes: ThemeChoice,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        named(self, _("Quotes"))
        self._operations = operations
        self._actions = actions
        self._shown: Retrieval | None = None
        self._is_stale = True
        self._choices_are_stale = False
        self.filters = RetrievalFilters(operations)
        self.text = search_field(_("Words in the quotes"), _("Words in the quotes…"))
        self.by = named(QComboBox(), _("Quotes stand under"))
        titles = (_("Under codes"), _("Under sources"), _("Under participants"), _("In one list"))
        for title, by in zip(titles, (*GROUPINGS, QuoteGrouping.NONE), strict=True):
            self.by.addItem(title, by)
        self.context = named(QCheckBox(_("Context")), _("Context before and after each quote"))
        self._figures, self._rule = QLabel(_("Reading the quotes…")), QLabel()
        self._model = RetrievalModel(self)
        self.list = RetrievalList(self._model, themes.theme)
        self.details = RetrievalDetails(operations, themes.theme)
        self.saving = RetrievalSaving(operations, self)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(TYPING_MS)
        self._lay_out()
        self._connect(themes)

    def deeds(self) -> dict[str, Callable[[], object]]:
        """What actions do here, by their ids."""
        return {
            "copy_quotes": self.copy,
            "quotes_to_word": lambda: self.saving.ask_word(self.request(), self._grouping()),
            "quotes_to_table": lambda: self.saving.ask_table(self.request()),
        }

    def request(self) -> RetrievalRequest:
        """Which quotes are chosen."""
        return self.filters.request(self.text.text())

    def show_code(self, code_id: UUID) -> None:
        """Show the quotes of one code."""
        self.text.clear()
        self.filters.choose_code(code_id)

    def reload(self) -> None:
        """Find the quotes anew, in the background."""
        workspace, request, by = self._operations.workspace, self.request(), self._grouping()
        sentence = rule_sentence(request, self.filters.coder_name)
        self._is_stale = False

        def find(_progress: Progress) -> Found:
            found = workspace.read(retrieve, request)
            return Found(found, grouped(found, by), by, (summary(found), sentence))

        self._operations.compute("quotes", find, self._show)

    def reload_when_stale(self) -> None:
        """Called when the view comes to the front."""
        if self._choices_are_stale:
            self._choices_are_stale = False
            self.filters.reload()
        if self._is_stale:
            self.reload()

    def copy(self) -> None:
        """Put the chosen quotes on the clipboard; without any chosen, all that are listed."""
        if self._shown is None:
            return
        chosen = self.list.chosen_segments() or list(self._shown.segments)
        QGuiApplication.clipboard().setMimeData(copied_quotes(chosen, self._shown.participants))
        number = len(chosen)
        self.told.emit(ngettext("%d quote copied.", "%d quotes copied.", number) % number)

    def remove(self) -> None:
        """Take the code off the chosen quotes."""
        chosen = [segment.id for segment in self.list.chosen_segments()]
        if chosen and not self._operations.refuse_when_read_only():
            self._operations.run(remove_segments, chosen)

    def recode(self, code_id: UUID) -> None:
        """Give the chosen quotes another code."""
        chosen = [segment.id for segment in self.list.chosen_segments()]
        if chosen and not self._operations.refuse_when_read_only():
            self._operations.run(recode_segments, chosen, code_id)

    def menu_for_chosen(self) -> QMenu:
        """What can be done with the chosen quotes."""
        menu = QMenu(self)
        menu.setAccessibleName(_("Quotes"))
        segment = self.list.current_segment()
        menu.addAction(_("Go to the passage"), lambda: self.passage_wanted.emit(segment))
        menu.addAction(self._actions["copy_quotes"])
        menu.addSeparator()
        recode = self._recode_menu(menu)
        menu.addMenu(recode)
        remove = menu.addAction(_("Remove the code"), self.remove)
        for action in (recode.menuAction(), remove):
            action.setEnabled(not self._operations.workspace.read_only)
        return menu

    def _recode_menu(self, parent: QWidget) -> QMenu:
        menu = QMenu(_("Change the code"), parent)
        menu.setAccessibleName(_("Change the code"))
        fill_with_codes(menu, self._operations.read(code_tree), self.recode)
        return menu

    def _grouping(self) -> QuoteGrouping:
        return QuoteGrouping(self.by.currentData())

    def _show(self, shown: Found) -> None:
        before, found = self.list.current_segment(), shown.retrieval
        self._shown = found
        self.list.show_colours({code.id: code.colour for code in self._operations.read(code_tree)})
        self._model.show_groups(shown.groups, found.participants, shown.by)
        for label, sentence in zip((self._figures, self._rule), shown.sentences, strict=True):
            label.setText(sentence)
        empty = self._nothing_coded if not found.of_segments else self._nothing_fits
        had_focus = self.list.hasFocus()
        self._pages.setCurrentWidget(self._results if found.segments else empty)
        if had_focus:
            self.setFocus()
        rows = self._model.rows_of(before.id) if before is not None else []
        if rows and self.list.currentIndex().row() not in rows:
            self.list.go_to(rows[0])
        self.list.fit()
        self._show_current()

    def _show_current(self) -> None:
        if self._shown is not None:
            self.details.show_segment(self.list.current_segment(), self._shown.participants)

    def _show_menu(self, place: QPoint) -> None:
        menu = self.menu_for_chosen()
        menu.exec(place)
        menu.deleteLater()

    def _ask_code(self) -> None:
        menu = self._recode_menu(self)
        button = self.details.recode
        menu.exec(button.mapToGlobal(QPoint(0, button.height())))
        menu.deleteLater()

    def _lay_out(self) -> None:
        self._figures.setObjectName("figures")
        self._rule.setWordWrap(True)
        self._rule.setForegroundRole(self._rule.palette().ColorRole.PlaceholderText)
        font = self._rule.font()
        font.setPointSizeF(font.pointSizeF() * 0.88)
        self._rule.setFont(font)
        tools = QHBoxLayout()
        tools.setSpacing(8)
        tools.addWidget(self.text, 1)
        tools.addWidget(self.by)
        tools.addWidget(self.context)
        self._results = QWidget()
        middle = QVBoxLayout(self._results)
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(6)
        for part in (self._figures, self._rule):
            middle.addWidget(part)
        middle.addWidget(self.list, 1)
        self._nothing_coded = EmptyPlace(
            _("Nothing is coded here yet. Quotes are the passages to which a code was applied."),
            _("Go to the transcripts"),
            self.transcripts_wanted.emit,
        )
        self._nothing_fits = EmptyPlace(
            _("No quote fits all that is chosen."), _("Show all quotes"), self._clear
        )
        self._pages = QStackedWidget()
        for page in (self._results, self._nothing_coded, self._nothing_fits):
            self._pages.addWidget(page)
        centre = QVBoxLayout()
        centre.setSpacing(10)
        centre.addLayout(tools)
        centre.addWidget(self._pages, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(14)
        row.addWidget(self.filters)
        row.addLayout(centre, 1)
        row.addWidget(self.details)
        self.lead_focus(self.list, self._nothing_coded, self._nothing_fits)

    def _connect(self, themes: ThemeChoice) -> None:
        self.filters.changed.connect(self.reload)
        self.by.currentIndexChanged.connect(self.reload)
        self.text.textChanged.connect(self._typing.start)
        self._typing.timeout.connect(self.reload)
        self.context.toggled.connect(lambda on: self.list.show_context(on=on))
        self.list.current_changed.connect(self._show_current)
        self.list.opened.connect(self.passage_wanted)
        self.list.menu_wanted.connect(self._show_menu)
        self.list.copy_wanted.connect(self.copy)
        self.list.removal_wanted.connect(self.remove)
        self.details.passage_wanted.connect(self.passage_wanted)
        self.details.recode_wanted.connect(self._ask_code)
        self.details.removal_wanted.connect(self.remove)
        self.saving.saved.connect(self.told)
        self._operations.settled.connect(self._follow)
        themes.changed.connect(self._set_theme)

    def _clear(self) -> None:
        self.text.clear()
        self.filters.clear()
        self.reload()

    def _follow(self, changes: Changes) -> None:
        if not changes.touches(*QUOTE_TABLES, *SHOWN_TABLES):
            return
        self._is_stale = True
        self._choices_are_stale |= changes.touches(*SHOWN_TABLES)
        if self.isVisible():
            self.reload_when_stale()

    def _set_theme(self, theme: Theme) -> None:
        self.list.set_theme(theme)
        self.details.set_theme(theme)
        self._show_current()
