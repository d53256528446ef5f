"""The panel of suggestions: the switch, the queue, and what speaks for the chosen one."""

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from qualcoder_sts.codebook.queries import code_tree
from qualcoder_sts.codebook.tree import CodeTree
from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.foundation.translation import _, ngettext
from qualcoder_sts.project.blindness import blindness_of
from qualcoder_sts.project.changes import Changes
from qualcoder_sts.suggest.queries import SuggestionRow, passage_text
from qualcoder_sts.ui.actions.actions import Actions
from qualcoder_sts.ui.operations import Operations
from qualcoder_sts.ui.suggest.queue_list import QueueList
from qualcoder_sts.ui.suggest.queue_model import QUEUED_ROLE, Queued, QueueModel, QueueOrder, Shown
from qualcoder_sts.ui.suggest.suggester import State, Suggester
from qualcoder_sts.ui.suggest.suggestion_card import SuggestionCard
from qualcoder_sts.ui.suggest.words import basis_words
from qualcoder_sts.ui.suggest.working_line import WorkingLine
from qualcoder_sts.ui.widgets.choices import choice_box
from qualcoder_sts.ui.widgets.empty_place import IN_PANEL, EmptyPlace
from qualcoder_sts.ui.widgets.leads_focus import LeadsFocus
from qualcoder_sts.ui.widgets.link_button import LinkButton
from qualcoder_sts.ui.widgets.names import named

_QUEUE_SHARE, _CARD_SHARE = 5, 4
_REST_MS = 150
_LINK_SIDE = 8


class SuggestionsPanel(LeadsFocus):
    """A queue that is decided about with the keys A and X while it has the focus."""

    passage_wanted = Signal(object, object, bool)
    """The ``UUID`` of a source, the ``Span`` in it, and whether the focus goes there."""
    told = Signal(str)

    def __init__(self, operations: Operations, actions: Actions, suggester: Suggester) -> None:
        super().__init__()
        named(self, _("Suggestions"))
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._operations, self._actions, self._suggester = operations, actions, suggester
        self._codes: CodeTree = operations.read(code_tree)
        self.switch = named(
            QCheckBox(_("Suggest codes to me")), _("Suggest codes to me"), _read_first()
        )
        self.order = choice_box(_("In which order"))
        for words, order in _orders():
            self.order.addItem(words, order)
        self.shown = choice_box(_("How sure"))
        self.shown.addItem(_("Likely ones"), Shown.LIKELY)
        self.shown.addItem(_("Possible too"), Shown.ALL)
        self.model = QueueModel(self)
        self.queue = QueueList(self.model)
        self.queue.addActions(actions.of_suggestions())
        self.card = SuggestionCard(operations, actions)
        self.working = WorkingLine(suggester)
        self.nothing = QLabel()
        self.hidden = LinkButton(_never_words(), _("Show what is hidden, and why"))
        self.basis = LinkButton(basis_words(None), _("Show what suggestions rest on"))
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._show_beside)
        self._pages = QStackedWidget()
        self._off = EmptyPlace(
            _read_first(), _("Switch suggestions on"), self._switch_on, width=IN_PANEL
        )
        self._pages.addWidget(self._off)
        self._pages.addWidget(self._inside())
        self._lay_out()
        self._connect()
        self._show_switch()
        self._show_rows()

    def deeds(self) -> dict[str, Callable[[], object]]:
        """What actions do here, by their ids."""
        return {
            "suggest_codes": lambda: self._suggester.switch(on=not self._suggester.is_on),
            "suggest_now": self._compute_now,
            "accept_suggestion": self._suggester.accept,
            "reject_suggestion": self._suggester.reject,
            "longer_suggestion": self._suggester.make_longer,
            "shorter_suggestion": self._suggester.make_shorter,
        }

    def focus_order(self) -> tuple[QWidget, ...]:
        """The controls from the top down."""
        return (self.switch, self.basis, self.order, self.shown, self.queue)

    def _inside(self) -> QWidget:
        inside = QWidget()
        choices = QHBoxLayout()
        choices.setContentsMargins(12, 0, 8, 0)
        choices.addWidget(self.order, 1)
        choices.addWidget(self.shown, 1)
        self.nothing.setWordWrap(True)
        self.nothing.setContentsMargins(12, 8, 8, 8)
        self.nothing.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        parts = QSplitter(Qt.Orientation.Vertical)
        parts.setChildrenCollapsible(False)
        parts.addWidget(self.queue)
        parts.addWidget(self.card)
        parts.setStretchFactor(0, _QUEUE_SHARE)
        parts.setStretchFactor(1, _CARD_SHARE)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(_beside_nothing(self.basis))
        column.addLayout(choices)
        column.addWidget(self.working)
        column.addWidget(self.nothing)
        column.addWidget(parts, 1)
        column.addLayout(_beside_nothing(self.hidden))
        return inside

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(12, 10, 8, 0)
        head.addWidget(self.switch, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 4)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self._pages, 1)
        self.lead_focus(self.queue, self._off)

    def _connect(self) -> None:
        suggester = self._suggester
        suggester.changed.connect(self._show_rows)
        suggester.state_changed.connect(self._show_switch)
        suggester.current_changed.connect(self._show_current)
        suggester.decided.connect(self._go_on)
        suggester.failed.connect(self.told)
        self._operations.settled.connect(self._follow)
        self.switch.clicked.connect(lambda on: suggester.switch(on=on))
        self.order.currentIndexChanged.connect(self._show_rows)
        self.shown.currentIndexChanged.connect(self._show_rows)
        self.queue.selectionModel().currentChanged.connect(self._choose)
        self.queue.activated.connect(lambda _index: self._go_to_passage(takes_focus=True))
        self.card.comparison_wanted.connect(self._actions["show_compare_suggestion"].trigger)
        self.hidden.clicked.connect(self._actions["show_hidden_suggestions"].trigger)
        self.basis.clicked.connect(self._actions["show_suggestion_basis"].trigger)

    def _compute_now(self) -> None:
        """Whoever asks for suggestions wants to see them."""
        if self._suggester.is_on:
            self._suggester.compute()
        else:
            self._switch_on()

    def _switch_on(self) -> None:
        self._suggester.switch(on=True)
        self.queue.setFocus()

    def _show_switch(self) -> None:
        is_on = self._suggester.is_on
        self.switch.setChecked(is_on)
        self.switch.setVisible(is_on)
        self._actions.check("suggest_codes", on=is_on)
        self._pages.setCurrentIndex(int(is_on))
        self._say_nothing()

    def _show_rows(self) -> None:
        place = self.queue.currentIndex().row()
        before = self._suggester.current()
        self.queue.selectionModel().blockSignals(True)
        # Qt hands strings back.
        order, shown = QueueOrder(self.order.currentData()), Shown(self.shown.currentData())
        suggester = self._suggester
        self.model.show_rows(suggester.rows(), self._codes, order, shown, suggester.precision)
        self.queue.selectionModel().blockSignals(False)
        index = QModelIndex() if before is None else self.model.index_of(before.id)
        if before is None or not index.isValid():
            index = self.model.nearest(max(0, place))
        self._put_on(index)
        self._say_nothing()

    def _put_on(self, index: QModelIndex) -> None:
        """Let a row be the current one, without leading anywhere."""
        self.queue.selectionModel().blockSignals(True)
        self.queue.setCurrentIndex(index)
        self.queue.selectionModel().blockSignals(False)
        self.queue.viewport().update()
        entry = index.data(QUEUED_ROLE) if index.isValid() else None
        self._suggester.choose(entry.row.id if isinstance(entry, Queued) else None)
        self._show_card()

    def _choose(self, index: QModelIndex) -> None:
        entry = index.data(QUEUED_ROLE) if index.isValid() else None
        if isinstance(entry, Queued):
            self._suggester.choose(entry.row.id)
            self._rest.start()

    def _show_current(self) -> None:
        row = self._suggester.current()
        index = QModelIndex() if row is None else self.model.index_of(row.id)
        if row is not None and not index.isValid():
            # It was chosen in the text, where less sure ones are shown as well.
            self.shown.setCurrentIndex(self.shown.findData(Shown.ALL))
            index = self.model.index_of(row.id)
        if index.isValid() and index != self.queue.currentIndex():
            self._put_on(index)
        self._show_card()

    def _show_card(self) -> None:
        row, span = self._suggester.current(), self._suggester.span()
        self.card.setVisible(row is not None)
        if row is not None and span is not None and row.code_id in self._codes:
            quote = row.text if span == row.span else self._quote(row, span)
            precision = self._suggester.precision.get(row.code_id)
            self.card.show_suggestion(row, quote, self._codes[row.code_id], precision)

    def _quote(self, row: SuggestionRow, span: Span) -> str:
        return self._operations.read(passage_text, row.text_hash, span)

    def _go_on(self, suggestion_id: object) -> None:
        """To the next one at once; the one that was decided about goes a moment later."""
        rows = self.model.suggestions()
        ids = [row.id for row in rows]
        if suggestion_id in ids and len(ids) > 1:
            place = ids.index(suggestion_id)  # type: ignore[arg-type]
            following = rows[place + 1] if place + 1 < len(rows) else rows[place - 1]
            self.queue.setCurrentIndex(self.model.index_of(following.id))

    def _show_beside(self) -> None:
        """While one walks the queue, its passages are shown in their transcripts."""
        if self.queue.hasFocus():
            self._go_to_passage(takes_focus=False)

    def _go_to_passage(self, *, takes_focus: bool) -> None:
        row = self._suggester.current()
        if row is not None:
            self.passage_wanted.emit(row.source_id, row.span, takes_focus)

    def _say_nothing(self) -> None:
        """What an empty queue says, and how much is hidden."""
        suggester = self._suggester
        rows, shown = len(suggester.rows()), len(self.model.suggestions())
        words = ""
        remarks = () if suggester.last_run is None else suggester.last_run.remarks
        if not shown and rows:
            words = ngettext(
                "Nothing is likely. %d less sure passage is shown with “Possible too”.",
                "Nothing is likely. %d less sure passages are shown with “Possible too”.",
                rows,
            )
            words = words % rows
        elif not shown and suggester.state is State.RESTING and not remarks:
            words = _(
                "Nothing is suggested. Give codes definitions and terms, code some transcripts "
                "and mark them as finished: suggestions learn from that."
            )
            if self._operations.workspace.read_only:
                words = _("Nothing was suggested here. A read-only project gets no new ones.")
        self.nothing.setText("\n\n".join(filter(None, (words, *remarks, self._round_words()))))
        self.nothing.setVisible(bool(self.nothing.text()))
        self.basis.show_words(basis_words(suggester.last_run), _("Show what suggestions rest on"))
        hidden = len(suggester.hidden())
        said = ngettext("%d sentence is hidden: why?", "%d sentences are hidden: why?", hidden)
        self.hidden.show_words(said % hidden if hidden else _never_words())

    def _round_words(self) -> str:
        """That a round is open in which nothing is suggested."""
        workspace = self._operations.workspace
        sources = workspace.read(blindness_of, workspace.coder_id).without_suggestions
        words = ngettext(
            "In %d source nothing is suggested to you while its round is open.",
            "In %d sources nothing is suggested to you while their round is open.",
            len(sources),
        )
        return words % len(sources) if sources else ""

    def _follow(self, changes: Changes) -> None:
        if changes.touches("code"):
            self._codes = self._operations.read(code_tree)
            self._show_rows()


def _beside_nothing(link: LinkButton) -> QHBoxLayout:
    """A link whose words begin where those above it do."""
    row = QHBoxLayout()
    row.setContentsMargins(_LINK_SIDE, 0, _LINK_SIDE, 0)
    row.addWidget(link)
    return row


def _read_first() -> str:
    return _(
        "Read first, code some of it yourself. Then let the program point at passages that may "
        "carry a code. It is computed on this computer from your codebook and your own coding; "
        "nothing counts before you accept it."
    )


def _never_words() -> str:
    return _("What is never suggested, and why?")


def _orders() -> list[tuple[str, QueueOrder]]:
    return [
        (_("By source"), QueueOrder.TRANSCRIPT),
        (_("By code"), QueueOrder.CODE),
        (_("By how sure"), QueueOrder.SURENESS),
    ]
