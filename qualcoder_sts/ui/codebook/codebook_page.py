"""The page on which codes are defined: how far the whole codebook is, and one code at a time.

The tree beside it is the way from code to code.
"""

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QStackedWidget,
    QVBoxLayout,
)

from qualcoder_sts.codebook.completeness import completeness, missing_fields
from qualcoder_sts.codebook.queries import code_tree
from qualcoder_sts.codebook.tree import CodeTree
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.project.changes import Changes
from qualcoder_sts.ui.actions.actions import Actions
from qualcoder_sts.ui.codebook.code_card import CodeCard
from qualcoder_sts.ui.operations import Operations
from qualcoder_sts.ui.theme.apply import ThemeChoice
from qualcoder_sts.ui.widgets.controls import push_button
from qualcoder_sts.ui.widgets.empty_place import EmptyPlace
from qualcoder_sts.ui.widgets.leads_focus import LeadsFocus
from qualcoder_sts.ui.widgets.names import named

_BAR_WIDTH = 120


class CodebookPage(LeadsFocus):
    """Shows the code under the cursor of the tree."""

    code_wanted = Signal(object)
    """The ``UUID`` of a code to bring the cursor to."""

    def __init__(
        self,
        operations: Operations,
        actions: Actions,
        themes: ThemeChoice,
        current_code: Callable[[], UUID | None],
    ) -> None:
        super().__init__()
        named(self, _("Definitions"))
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("paper", True)
        self._operations = operations
        self._current_code = current_code
        self._codes: CodeTree = operations.read(code_tree)
        self._bar = named(QProgressBar(), _("How much of the codebook is defined"))
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(_BAR_WIDTH)
        self._numbers = QLabel()
        self._numbers.setWordWrap(True)
        self._numbers.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.next_gap = push_button(
            _("Next gap"), _("Go to the next code whose definition lacks something")
        )
        self.next_gap.clicked.connect(self._go_to_next_gap)
        self.card = CodeCard(operations, actions, themes)
        self._empty = EmptyPlace(
            _("Choose a code in the codebook on the left to read and write what it means."),
            _("New code…"),
            actions["add_code"].trigger,
        )
        self._pages = QStackedWidget()
        self._pages.addWidget(self._empty)
        self._pages.addWidget(self.card)
        self._lay_out()
        self.lead_focus(next(iter(self.card.form.fields.values())), self._empty)
        operations.settled.connect(self._reload_when_touched)
        self.show_code(current_code())
        self._count()

    def show_code(self, code_id: UUID | None) -> None:
        """Show a code; None leaves what is shown."""
        if code_id is None:
            return
        if code_id not in self._codes:
            self._codes = self._operations.read(code_tree)
        if code_id in self._codes:
            self.card.show_code(self._codes[code_id])
            self._pages.setCurrentWidget(self.card)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(self._bar)
        head.addWidget(self._numbers, 1)
        head.addWidget(self.next_gap)
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 14, 16, 8)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(self._pages, 1)

    def _count(self) -> None:
        found = completeness(self._codes)
        self._bar.setValue(round(found.share * 100))
        words = _("%(complete)d of %(codes)d codes are defined in all six fields (%(share)d %%)")
        self._numbers.setText(
            words
            % {
                "complete": found.complete,
                "codes": found.codes,
                "share": round(found.share * 100),
            }
        )
        self.next_gap.setEnabled(found.complete < found.codes)

    def _go_to_next_gap(self) -> None:
        """The next code after the present one that lacks something, from the top after the end."""
        rows = list(self._codes)
        present = self.card.form.code_id
        place = next((i for i, row in enumerate(rows) if row.id == present), -1)
        for row in rows[place + 1 :] + rows[: place + 1]:
            if row.codable and (missing := missing_fields(row)):
                self.code_wanted.emit(row.id)
                self.show_code(row.id)
                self.card.form.fields[missing[0]].setFocus()
                return

    def _reload_when_touched(self, changes: Changes) -> None:
        if not changes.touches("code"):
            return
        self._codes = self._operations.read(code_tree)
        known = (self.card.form.code_id, self._current_code())
        there = [code_id for code_id in known if code_id is not None and code_id in self._codes]
        if there:
            self.show_code(there[0])
        else:
            self._pages.setCurrentWidget(self._empty)
        self._count()
