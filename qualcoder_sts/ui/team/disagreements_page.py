"""What coders disagree about, passage by passage, settled in place."""

from collections.abc import Callable, Collection
from functools import partial
from uuid import UUID

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QPalette, QShowEvent
from PySide6.QtWidgets import QHeaderView, QLabel, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from qualcoder_sts.codebook.queries import code_tree
from qualcoder_sts.coding.consensus import Disagreement, consensus_coder, disagreements, how_far
from qualcoder_sts.coding.disagreements import Coded, Compared, Relation
from qualcoder_sts.coding.operations.consensus import (
    Comparison,
    Settlement,
    as_coded_by,
    as_joined,
    as_left_out,
    close_agreed,
    close_double_coding,
    reopen_double_coding,
    settle_disagreement,
)
from qualcoder_sts.coding.queries import segments_of
from qualcoder_sts.foundation.translation import _, ngettext
from qualcoder_sts.project.changes import Changes
from qualcoder_sts.transcripts.queries import Transcript, read_transcript
from qualcoder_sts.ui.actions.actions import Actions
from qualcoder_sts.ui.operations import Operations
from qualcoder_sts.ui.team.disagreement_card import DisagreementCard
from qualcoder_sts.ui.team.disagreement_list import DisagreementModel
from qualcoder_sts.ui.team.disagreement_text import DisagreementText
from qualcoder_sts.ui.team.double_coding_choice import DoubleCodingChoice
from qualcoder_sts.ui.theme.apply import ThemeChoice
from qualcoder_sts.ui.widgets.empty_place import EmptyPlace
from qualcoder_sts.ui.widgets.leads_focus import LeadsFocus
from qualcoder_sts.ui.widgets.names import named
from qualcoder_sts.ui.widgets.tables import table_view

TABLES = (
    *("coded_segment", "consensus_decision", "finished_mark", "code", "source", "coder"),
    *("coding_round", "assignment"),
)
_TEXT_SHARE, _LIST_SHARE = 6, 5
_CODE_WIDTH = 130


class DisagreementsPage(LeadsFocus):
    """The text of a source with its coders' passages, and beside it what they disagree about."""

    def __init__(self, operations: Operations, actions: Actions, themes: ThemeChoice) -> None:
        super().__init__()
        named(self, _("Disagreements"))
        self._operations, self._themes = operations, themes
        self._found: list[Disagreement] = []
        self._codes: dict[UUID, str] = {}
        self._transcript: Transcript | None = None
        self.choice = DoubleCodingChoice(operations)
        self.progress = QLabel()
        self.progress.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.text = DisagreementText(themes.theme)
        self.model = DisagreementModel(self)
        self.list = table_view(_("Disagreements"), self.model)
        self.list.header().setSectionResizeMode(1, QHeaderView.ResizeMode.Interactive)
        self.list.header().resizeSection(1, _CODE_WIDTH)
        self.card = DisagreementCard(actions)
        self._empty = EmptyPlace(
            _(
                "Nothing has been coded twice yet. Once two people have marked the same source as "
                "finished, and no blind round is open on it, what they disagree about is settled "
                "here."
            ),
            _("Go to the rounds"),
            actions["show_rounds"].trigger,
        )
        self._pages = QStackedWidget()
        self._pages.addWidget(self._empty)
        self._pages.addWidget(self._inside())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._pages)
        self.addActions(actions.of_disagreements())
        self.lead_focus(self.list, self._empty)
        self._connect()

    def show_coders(
        self, coder_ids: Collection[UUID], *, source_id: UUID | None = None,
        code_id: UUID | None = None,
    ) -> None:  # fmt: skip
        """Show what these disagree about; on wish in one source, or about one code alone."""
        self.reload()
        self.choice.choose(coder_ids, source_id, code_id)

    def show_wanted(
        self, coder_ids: Collection[UUID], source_ids: Collection[UUID], code_id: UUID | None
    ) -> None:
        """Show where some coders first differ, in some sources; about a code, if that is given."""
        self.reload()
        places = list(self.choice.candidates(coder_ids, source_ids))
        for place in places:
            found = self._operations.read(disagreements, place.source_id, place.coder_ids)
            if any(_differ(one, code_id) for one in found):
                self.choice.choose(place.coder_ids, place.source_id, code_id)
                return
        for place in places[:1]:
            self.choice.choose(place.coder_ids, place.source_id, None)

    def reload(self) -> None:
        """Show what has been coded twice as it is now."""
        codes = self._operations.read(code_tree)
        self._codes = {row.id: row.name for row in codes}
        self.card.show_codes(codes)
        self.choice.reload()
        self._pages.setCurrentIndex(0 if self.choice.is_empty else 1)

    def current(self) -> Disagreement | None:
        """The disagreement that is being settled."""
        return self.model.row_at(self.list.currentIndex())

    def go_on(self, step: int) -> None:
        """To the next disagreement, or with -1 to the one before."""
        row = self.list.currentIndex().row() + step
        if 0 <= row < self.model.rowCount():
            self.list.setCurrentIndex(self.model.index(row, 0))

    def take_side(self, place: int) -> None:
        """What one coder did, the first having place 0."""
        if place < len(self.choice.names):
            self._settle(partial(as_coded_by, place))
        else:
            self._operations.told.emit(_("No third coder is compared here."), False)

    def join_all(self) -> None:
        """What anybody did, as one passage for each code."""
        self._settle(as_joined)

    def leave_out(self) -> None:
        """Nothing of it."""
        self._settle(lambda _compared, _comparison: as_left_out())

    def ask_otherwise(self) -> None:
        """Offer another code."""
        self.card.ask_otherwise()

    def take_agreed(self) -> None:
        """Take into the consensus what all coded alike, in all their sources."""
        compared, by = self.choice.comparisons, self._operations.workspace.coder_id
        if self._operations.refuse_when_read_only() or not compared or by is None:
            return
        done = self._operations.run(close_agreed, compared, decided_by=by)
        if done is not None:
            closed = done.value.closed
            words = ngettext(
                "%d passage that all coded alike is now in the consensus.",
                "%d passages that all coded alike are now in the consensus.",
                closed,
            )
            self._operations.told.emit(words % closed, bool(closed))

    def close_source(self) -> None:
        """Close the source's double coding: from then on its consensus counts; or reopen it."""
        comparison, by = self.choice.comparison, self._operations.workspace.coder_id
        if self._operations.refuse_when_read_only() or comparison is None or by is None:
            return
        if self.choice.is_closed:
            words = _("The double coding is open again: its consensus does not count any more.")
            done = self._operations.run(reopen_double_coding, comparison.source_id) is not None
        else:
            words = _("The double coding is closed: from now on its consensus is what counts.")
            done = self._operations.run(close_double_coding, comparison, decided_by=by) is not None
        if done:
            self._operations.told.emit(words, True)

    def _settle(self, way: Callable[[Compared, Comparison], Settlement]) -> None:
        """Settle the chosen disagreement, and go on to the next that is open."""
        one, comparison = self.current(), self.choice.comparison
        by = self._operations.workspace.coder_id
        if self._operations.refuse_when_read_only():
            return
        if one is None or comparison is None or by is None:
            return
        row = self.list.currentIndex().row()
        done = self._operations.run(
            settle_disagreement,
            comparison,
            one.compared,
            way(one.compared, comparison),
            reason=self.card.reason.text(),
            decided_by=by,
        )
        if done is not None:
            self.card.begin_anew()
            self._show_source()
            following = self.model.next_open(row)
            self.list.setCurrentIndex(
                following if following.isValid() else self.model.index(row, 0)
            )
            self.list.setFocus()

    def _settle_otherwise(self, code_id: UUID) -> None:
        def otherwise(compared: Compared, _comparison: Comparison) -> Settlement:
            span = self.text.selected_span() or compared.span
            return Settlement((Coded(span, code_id),))

        self._settle(otherwise)

    def _connect(self) -> None:
        self.choice.source_changed.connect(self._show_source)
        self.choice.code_changed.connect(self._show_list)
        self.list.selectionModel().currentChanged.connect(self._show_current)
        self.list.activated.connect(lambda _index: self.text.setFocus())
        self.card.otherwise_wanted.connect(self._settle_otherwise)
        self.card.side_wanted.connect(self.take_side)
        self._operations.settled.connect(self._follow)
        self._themes.changed.connect(self._repaint)

    def _inside(self) -> QWidget:
        inside = QWidget()
        beside = QWidget()
        right = QVBoxLayout(beside)
        right.setContentsMargins(14, 0, 0, 0)
        right.addWidget(self.progress)
        right.addWidget(self.list, 1)
        right.addWidget(self.card)
        parts = QSplitter(Qt.Orientation.Horizontal)
        parts.setHandleWidth(1)
        parts.setChildrenCollapsible(False)
        parts.addWidget(self.text)
        parts.addWidget(beside)
        parts.setSizes([100 * _TEXT_SHARE, 100 * _LIST_SHARE])
        parts.setStretchFactor(0, _TEXT_SHARE)
        parts.setStretchFactor(1, _LIST_SHARE)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.choice)
        column.addWidget(parts, 1)
        return inside

    def _show_source(self) -> None:
        comparison = self.choice.comparison
        if comparison is None:
            return
        read = self._operations.read
        source_id, sides = comparison.source_id, comparison.coder_ids
        is_another = self.text.row is None or self.text.row.source_id != source_id
        self._found = read(disagreements, source_id, sides)
        self._transcript = read(read_transcript, source_id)
        shown = {*sides, read(consensus_coder)}
        segments = [row for row in read(segments_of, source_id) if row.coder_id in shown]
        self.text.show_sides(self._transcript, segments, sides, self._themes.theme)
        used = {one.code_id for each in self._found for one in each.compared.disputed}
        self.choice.offer_codes((name, key) for key, name in self._codes.items() if key in used)
        if is_another:
            self.list.setCurrentIndex(QModelIndex())
        self._show_list()

    def _show_list(self) -> None:
        if self._transcript is None:
            return
        before, code_id = self.list.currentIndex().row(), self.choice.code_id
        shown = [one for one in self._found if _differ(one, code_id)]
        self.model.show_found(shown, self._codes, self.choice.names, self._transcript.text)
        self.progress.setText(self._progress_words())
        row = min(max(before, 0), len(shown) - 1)
        index = self.model.index(row, 0) if before >= 0 else self.model.next_open(0)
        self.list.setCurrentIndex(index if index.isValid() else self.model.index(0, 0))
        if not shown:
            self._show_card()

    def _progress_words(self) -> str:
        far = how_far(self._found)
        counts = {
            "alike": far.agreed,
            "settled": far.settled,
            "all": len(self._found),
            "open": far.open + far.proposed,
        }
        words = _("%(settled)d of %(all)d settled · %(open)d to decide") % counts
        if far.agreed:
            words += _(" · %(alike)d coded alike") % counts
        return words + (_(" · closed") if self.choice.is_closed else "")

    def _show_current(self) -> None:
        if (one := self.current()) is not None:
            self.text.point_at(one.compared.span)
        self._show_card()

    def _show_card(self) -> None:
        text = "" if self._transcript is None else self._transcript.text
        names, theme = self.choice.names, self._themes.theme
        self.card.show_disagreement(self.current(), self._codes, names, text, theme)

    def _repaint(self) -> None:
        self.text.set_theme(self._themes.theme)
        if self.isVisible():
            self._show_source()

    def _follow(self, changes: Changes) -> None:
        if changes.touches(*TABLES) and self.isVisible():
            self.reload()

    def showEvent(self, event: QShowEvent) -> None:
        """What happened meanwhile is shown now."""
        super().showEvent(event)
        self.reload()


def _differ(one: Disagreement, code_id: UUID | None) -> bool:
    """Whether coders differ, about one code or about any."""
    codes = {each.code_id for each in one.compared.disputed}
    return one.compared.relation is not Relation.AGREE and (code_id is None or code_id in codes)
