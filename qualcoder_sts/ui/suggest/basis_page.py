"""What suggestions rest on: whose coding, how sentences are compared, and how sure each must be."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from qualcoder_sts.codebook.queries import code_tree
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.project.changes import Changes
from qualcoder_sts.suggest.loading import blind_round_is_open
from qualcoder_sts.ui.models.rows import RowsModel
from qualcoder_sts.ui.operations import Operations
from qualcoder_sts.ui.suggest.encoder_setup import EncoderSetup
from qualcoder_sts.ui.suggest.plain_labels import plain_label
from qualcoder_sts.ui.suggest.queue_model import LIKELY_THOUSANDTHS
from qualcoder_sts.ui.suggest.suggester import Suggester
from qualcoder_sts.ui.suggest.words import accepted_so_far
from qualcoder_sts.ui.widgets.choices import choice_box
from qualcoder_sts.ui.widgets.headings import panel_heading
from qualcoder_sts.ui.widgets.leads_focus import LeadsFocus
from qualcoder_sts.ui.widgets.names import named
from qualcoder_sts.ui.widgets.swatches import swatch
from qualcoder_sts.ui.widgets.tables import table_view

_STRONG_THOUSANDTHS, _NEVER = 500, 1_001
_CODE = 0
_WISH_LETTERS = 26


@dataclass(frozen=True, slots=True)
class CodeWish:
    """From how sure on a code is shown, how many of it are shown, and what came of earlier ones."""

    code_id: UUID
    name: str
    colour: str
    least: int | None
    shown: int
    so_far: str


class BasisPage(LeadsFocus):
    """Everything a person decides about suggestions as a whole; kept from then on."""

    def __init__(self, operations: Operations, suggester: Suggester) -> None:
        super().__init__()
        named(self, _("What suggestions rest on"))
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("paper", True)
        self._operations, self._suggester = operations, suggester
        self.own = named(QRadioButton(_("My own coding")), _("Learn from my own coding"))
        self.team = named(
            QRadioButton(_("The coding of the whole team")), _("Learn from the whole team’s coding")
        )
        whose = QButtonGroup(self)
        whose.addButton(self.own)
        whose.addButton(self.team)
        self.whose_words = plain_label(quiet=True)
        self.encoder = EncoderSetup(operations)
        self.model = _WishesModel(self)
        self.table = table_view(_("How sure for each code"), self.model)
        self.wish = choice_box(_("How sure the chosen code must be"))
        self.wish.setMinimumContentsLength(_WISH_LETTERS)
        for words, least in _wishes():
            self.wish.addItem(words, least)
        self._lay_out()
        self.own.clicked.connect(lambda: suggester.learn_from_team(team=False))
        self.team.clicked.connect(lambda: suggester.learn_from_team(team=True))
        self.encoder.was_set_up.connect(suggester.compute)
        self.table.selectionModel().currentChanged.connect(self._show_wish)
        self.wish.activated.connect(self._take_wish)
        suggester.changed.connect(self._show_codes)
        suggester.state_changed.connect(self._show_whose)
        operations.settled.connect(self._follow)
        self._show_whose()
        self._show_codes()
        self.encoder.look()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 16, 20, 14)
        column.setSpacing(8)
        column.addWidget(panel_heading(_("Whose coding is learnt from")))
        for button in (self.own, self.team):
            column.addWidget(button)
        column.addWidget(self.whose_words)
        column.addSpacing(8)
        column.addWidget(panel_heading(_("How sentences are compared")))
        column.addWidget(self.encoder)
        column.addSpacing(8)
        column.addWidget(panel_heading(_("How sure each code must be")))
        column.addWidget(
            plain_label(
                _("What is less sure has no dotted line and is not in the queue."), quiet=True
            )
        )
        column.addWidget(self.table, 1)
        choosing = QHBoxLayout()
        label = QLabel(_("Suggest the chosen code"))
        label.setBuddy(self.wish)
        choosing.addWidget(label)
        choosing.addWidget(self.wish)
        choosing.addStretch()
        column.addLayout(choosing)
        self.lead_focus(self.own, self.team)

    def _show_whose(self) -> None:
        is_blind = self._operations.read(blind_round_is_open)
        from_team = self._suggester.wishes.from_team and not is_blind
        self.own.setChecked(not from_team)
        self.team.setChecked(from_team)
        self.team.setEnabled(not is_blind)
        if is_blind:
            words = _(
                "A blind round is open. Until it is closed, everybody’s suggestions rest on their "
                "own coding: what is compared later must not come from a colleague."
            )
        elif from_team:
            words = _(
                "Suggestions come where nobody has finished reading. They carry colleagues’ ways "
                "of coding over to you: not for coding that is to be compared."
            )
        else:
            words = _("Nothing of what colleagues coded comes into your suggestions.")
        self.whose_words.setText(words)

    def _show_codes(self) -> None:
        chosen = self.model.row_at(self.table.currentIndex())
        shown: dict[UUID, int] = {}
        for row in self._suggester.rows():
            shown[row.code_id] = shown.get(row.code_id, 0) + 1
        least, precision = self._suggester.wishes.least, self._suggester.precision
        wishes = [
            CodeWish(
                code.id,
                code.name,
                code.colour,
                least.get(code.id),
                shown.get(code.id, 0),
                accepted_so_far(precision.get(code.id)),
            )
            for code in self._operations.read(code_tree)
            if code.codable
        ]
        self.model.show_rows(wishes)
        places = {one.code_id: place for place, one in enumerate(wishes)}
        place = 0 if chosen is None else places.get(chosen.code_id, 0)
        if wishes:
            self.table.setCurrentIndex(self.model.index(place, _CODE))
        self._show_wish()

    def _show_wish(self) -> None:
        chosen = self.model.row_at(self.table.currentIndex())
        self.wish.setEnabled(chosen is not None)
        if chosen is not None:
            self.wish.setCurrentIndex(_place_of(chosen.least))

    def _take_wish(self) -> None:
        chosen = self.model.row_at(self.table.currentIndex())
        if chosen is not None:
            self._suggester.want_from(chosen.code_id, self.wish.currentData())

    def _follow(self, changes: Changes) -> None:
        if changes.touches("code"):
            self._show_codes()
        if changes.touches("coding_round"):
            self._show_whose()


class _WishesModel(RowsModel[CodeWish]):
    def __init__(self, parent: QWidget) -> None:
        titles = (_("Code"), _("Suggested"), _("Open now"), _("So far"))
        super().__init__(titles, parent, numbers=(2,))

    def cells(self, row: CodeWish) -> tuple[str, ...]:
        return (row.name, _words_of(row.least), f"{row.shown:,}", row.so_far or "–")

    def more(self, row: CodeWish, column: int, role: int) -> object:
        if role == Qt.ItemDataRole.DecorationRole and column == _CODE:
            return swatch(row.colour)
        return None


def _wishes() -> Sequence[tuple[str, int | None]]:
    return (
        (_("where it is possible"), None),
        (_("only where it is likely"), LIKELY_THOUSANDTHS),
        (_("only where much speaks for it"), _STRONG_THOUSANDTHS),
        (_("never"), _NEVER),
    )


def _place_of(least: int | None) -> int:
    """Where a wish stands among them; a number from elsewhere counts as the next stricter one."""
    wishes = _wishes()
    places = [place for place, (_words, one) in enumerate(wishes) if (one or 0) >= (least or 0)]
    return places[0] if places else len(wishes) - 1


def _words_of(least: int | None) -> str:
    return _wishes()[_place_of(least)][0]
