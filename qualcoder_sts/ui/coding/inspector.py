"""What is selected, the segments at its place, and what a code means."""

from uuid import UUID

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QPalette, QShowEvent
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from qualcoder_sts.codebook.queries import code_tree
from qualcoder_sts.codebook.tree import CodeTree
from qualcoder_sts.coding.queries import SegmentRow, segments_named
from qualcoder_sts.foundation.translation import _, ngettext
from qualcoder_sts.memos.queries import memos_by_row
from qualcoder_sts.project.changes import Changes
from qualcoder_sts.ui.actions.actions import Actions
from qualcoder_sts.ui.coding.definition_card import DefinitionCard
from qualcoder_sts.ui.coding.passage_card import PassageCard
from qualcoder_sts.ui.coding.segment_card import SegmentCard
from qualcoder_sts.ui.coding.selected import SelectedPassage
from qualcoder_sts.ui.operations import Operations
from qualcoder_sts.ui.widgets.headings import panel_heading
from qualcoder_sts.ui.widgets.names import named

MOST_SHOWN = 8
LEAST_WIDTH = 256
SHOWN_TABLES = ("code", "coded_segment", "coder", "memo")
# A selection grows with every move of the mouse; its words are shown when it rests.
_REST_MS = 40


class Inspector(QScrollArea):
    """Shows the selected passage with its segments, and the meaning of the first one's code.

    A code that is chosen in the codebook is explained until the cursor moves again.
    """

    segment_chosen = Signal(object)
    """The ``UUID`` of a segment that is to be the selected one."""
    transcript_wanted = Signal()
    """Writing is over: back to the transcript."""

    def __init__(
        self, operations: Operations, actions: Actions, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        named(self, _("Selected passage and definition"))
        self._operations = operations
        self._codes: CodeTree = operations.read(code_tree)
        self._passage: SelectedPassage | None = None
        self._code_id: UUID | None = None
        self._cards: list[SegmentCard] = []
        self.setMinimumWidth(LEAST_WIDTH)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.timeout.connect(self._show_now)
        self._has_other_segments = self._is_behind = False
        self._hint = _quiet(
            _(
                "Select words to code them. Click a coded passage to see who coded it, when and "
                "why; choose a code in the codebook to read its definition."
            )
        )
        self._card = PassageCard(actions)
        self._segments_heading = panel_heading(_("Codes here"))
        self._segments = QVBoxLayout()
        self._segments.setSpacing(2)
        self._more = _quiet()
        self._definition = DefinitionCard()
        self._lay_out()
        operations.settled.connect(self._reload_when_touched)
        actions.about_to.connect(self.save)
        self._show_passage()
        self._show_segments()

    def show_passage(self, passage: SelectedPassage | None) -> None:
        """Show what is selected now."""
        before = () if self._passage is None else self._passage.segment_ids
        had_code, self._code_id = self._code_id is not None, None
        self._passage = passage
        if before != (passage.segment_ids if passage else ()) or had_code:
            self.save()
            self._has_other_segments = True
        if self.isVisible():
            # Not before the transcript has been painted: that is what somebody looks at.
            self._rest.start(0 if self._has_other_segments else _REST_MS)
        else:
            self._is_behind = True

    def show_code(self, code_id: UUID | None) -> None:
        """Show what a code means; None changes nothing."""
        if code_id is not None:
            self._code_id = code_id
            self._show_definition()

    def write_memo(self, segment_id: UUID) -> None:
        """Let the coder write the memo of a segment."""
        if (card := self._card_of(segment_id)) is not None and card.memo is not None:
            self.ensureWidgetVisible(card)
            card.memo.write()

    def weigh(self, segment_id: UUID) -> None:
        """Let the coder weigh a segment."""
        if (card := self._card_of(segment_id)) is not None:
            self.ensureWidgetVisible(card)
            card.weigh()

    def save(self) -> None:
        """Write the memo that is being typed, before anything else is done."""
        for card in self._cards:
            if card.memo is not None:
                card.memo.save()

    def hideEvent(self, event: QHideEvent) -> None:
        """What is still to be shown waits; a project that is closed is not asked any more."""
        super().hideEvent(event)
        self._is_behind |= self._rest.isActive()
        self._rest.stop()

    def showEvent(self, event: QShowEvent) -> None:
        """Show what changed meanwhile."""
        super().showEvent(event)
        if self._is_behind:
            self._show_now()

    def _lay_out(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(12, 10, 8, 14)
        column.setSpacing(8)
        column.addWidget(panel_heading(_("Selected passage")))
        column.addWidget(self._hint)
        column.addWidget(self._card)
        column.addSpacing(4)
        column.addWidget(self._segments_heading)
        column.addLayout(self._segments)
        column.addWidget(self._more)
        column.addSpacing(4)
        column.addWidget(self._definition)
        column.addStretch()
        self.setWidget(inside)

    def _show_now(self) -> None:
        self._rest.stop()
        self._is_behind = False
        self._show_passage()
        if self._has_other_segments:
            self._show_segments()

    def _show_passage(self) -> None:
        passage = self._passage
        self._hint.setVisible(passage is None)
        self._card.setVisible(passage is not None)
        if passage is not None:
            self._card.show_passage(passage)

    def _show_segments(self) -> None:
        self._has_other_segments = False
        ids = () if self._passage is None else self._passage.segment_ids
        shown = ids[:MOST_SHOWN]
        reader = self._operations.workspace.coder_id
        rows = self._operations.read(segments_named, shown, reader_id=reader)
        memos = self._operations.read(memos_by_row, "coded_segment", shown) if rows else {}
        self._renew_cards(rows)
        for card, row in zip(self._cards, rows, strict=True):
            card.show_segment(row, [one for one in memos.get(row.id, ()) if one.is_open_to(reader)])
        self._segments_heading.setVisible(bool(rows))
        more = len(ids) - len(rows)
        self._more.setText(ngettext("and %d more", "and %d more", more) % more)
        self._more.setVisible(more > 0 and bool(rows))
        self._show_definition(rows)

    def _renew_cards(self, rows: list[SegmentRow]) -> None:
        """New cards where there are other segments; an editor that is in use stays otherwise."""
        if [card.segment_id for card in self._cards] == [row.id for row in rows]:
            return
        self.save()
        for card in self._cards:
            self._segments.removeWidget(card)
            card.hide()
            card.deleteLater()
        self._cards = []
        for place, row in enumerate(rows):
            card = SegmentCard(self._operations, row, in_full=place == 0)
            card.chosen.connect(self.segment_chosen)
            card.left.connect(self.transcript_wanted)
            self._segments.addWidget(card)
            self._cards.append(card)

    def _show_definition(self, rows: list[SegmentRow] | None = None) -> None:
        code_id = self._code_id
        if code_id is None and rows:
            code_id = rows[0].code_id
        code = self._codes[code_id] if code_id is not None and code_id in self._codes else None
        self._definition.setVisible(code is not None)
        if code is not None:
            self._definition.show_code(code)

    def _card_of(self, segment_id: UUID) -> SegmentCard | None:
        if self._rest.isActive() or self._is_behind:
            self._show_now()
        return next((card for card in self._cards if card.segment_id == segment_id), None)

    def _reload_when_touched(self, changes: Changes) -> None:
        if changes.touches("code"):
            self._codes = self._operations.read(code_tree)
        if changes.touches(*SHOWN_TABLES):
            self._show_segments()


def _quiet(words: str = "") -> QLabel:
    label = QLabel(words)
    label.setWordWrap(True)
    label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
    return label
