"""One disagreement: what each coder did, what may become of it, and why."""

from collections.abc import Mapping, Sequence
from html import escape
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from qualcoder_sts.codebook.tree import CodeTree
from qualcoder_sts.coding.consensus import Disagreement
from qualcoder_sts.coding.disagreements import Coded, Relation
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.ui.actions.actions import Actions
from qualcoder_sts.ui.team.disagreement_text import side_colours
from qualcoder_sts.ui.theme.theme import Theme
from qualcoder_sts.ui.widgets.choices import choice_box
from qualcoder_sts.ui.widgets.controls import push_button
from qualcoder_sts.ui.widgets.names import named
from qualcoder_sts.ui.widgets.wrapping_row import WrappingRow

TAKING = ("take_first", "take_second", "take_third")
"""The actions for what one coder did; of further coders there are only buttons."""
_LONGEST_QUOTES = 480  # characters of all sides together
_WAYS = ("join_all", "leave_out", "settle_otherwise")


class DisagreementCard(QWidget):
    """All sides next to one another, the ways to settle below them."""

    otherwise_wanted = Signal(object)
    """The ``UUID`` of a code to apply instead."""
    side_wanted = Signal(int)
    """What the coder of this place did is to be taken."""

    def __init__(self, actions: Actions) -> None:
        super().__init__()
        named(self, _("The disagreement"))
        self._sides: list[QLabel] = []
        self._columns = QHBoxLayout()
        self._columns.setSpacing(16)
        self.state = QLabel()
        self.state.setWordWrap(True)
        self.state.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.reason = named(QLineEdit(), _("Reason"), _("Kept with the decision"))
        self.reason.setPlaceholderText(_("why, if you like: it is kept with the decision"))
        self.codes = choice_box(_("The code to apply instead"))
        self.apply = push_button(_("Apply to the selection"), _settle_words())
        self.apply.clicked.connect(self._ask_otherwise)
        self._otherwise = QWidget()
        self._actions = actions
        self.takes: list[QPushButton] = []
        self._ways = [self._button(way) for way in _WAYS]
        self._row = WrappingRow(*self._ways, spacing=4)
        self._lay_out()
        self._otherwise.hide()

    def show_codes(self, codes: CodeTree) -> None:
        """Offer these codes for what is settled otherwise."""
        before = self.codes.currentData()
        self.codes.clear()
        for row in codes:
            if row.codable:
                self.codes.addItem(row.path_text, row.id)
        self.codes.setCurrentIndex(max(0, self.codes.findData(before)))

    def show_disagreement(
        self, one: Disagreement | None, codes: Mapping[UUID, str], names: Sequence[str],
        text: str, theme: Theme,
    ) -> None:  # fmt: skip
        """Show one, or that there is none."""
        self.setEnabled(one is not None)
        self._make_room(names)
        if one is None:
            for side in self._sides:
                side.clear()
            self.state.setText(_("Choose a passage in the list."))
            return
        colours, longest = side_colours(theme, len(names)), _LONGEST_QUOTES // len(names)
        for side, name, colour, passages in zip(
            self._sides, names, colours, one.compared.sides, strict=True
        ):
            told = [(codes.get(each.code_id, ""), _quote(each, text, longest)) for each in passages]
            side.setText(_side(name, theme.ink(colour), told))
        self.state.setText(_state(one))

    def ask_otherwise(self) -> None:
        """Offer another code for the passage, or for the words that are selected."""
        self._otherwise.setVisible(self._otherwise.isHidden())
        if self._otherwise.isVisible():
            self.codes.setFocus()

    def begin_anew(self) -> None:
        """Nothing is typed for the next one yet."""
        self.reason.clear()
        self._otherwise.hide()

    def _make_room(self, names: Sequence[str]) -> None:
        """A column and a button for each coder, with their name on it."""
        for side in self._sides[len(names) :]:
            self._columns.removeWidget(side)
            side.deleteLater()
        for button in self.takes[len(names) :]:
            button.deleteLater()
        del self._sides[len(names) :], self.takes[len(names) :]
        for place in range(len(self._sides), len(names)):
            self._sides.append(_side_label())
            self._columns.addWidget(self._sides[place], 1)
            self.takes.append(self._take_button(place, names[place]))
        for button, name in zip(self.takes, names, strict=True):
            words = _("Take %s’s") % name
            button.setText(words)
            named(button, words, button.statusTip())
        self._row.arrange(*self.takes, *self._ways)

    def _take_button(self, place: int, name: str) -> QPushButton:
        if place < len(TAKING):
            return self._button(TAKING[place])
        button = push_button(_("Take %s’s") % name, _("Take what this coder did"))
        button.clicked.connect(lambda: self.side_wanted.emit(place))
        return button

    def _button(self, way: str) -> QPushButton:
        action = self._actions[way]
        button = push_button(action.text().replace("&", ""), action.statusTip())
        button.setToolTip(action.toolTip())
        button.clicked.connect(action.trigger)
        return button

    def _ask_otherwise(self) -> None:
        if (code_id := self.codes.currentData()) is not None:
            self.otherwise_wanted.emit(code_id)

    def _lay_out(self) -> None:
        otherwise = QHBoxLayout(self._otherwise)
        otherwise.setContentsMargins(0, 0, 0, 0)
        otherwise.addWidget(self.codes, 1)
        otherwise.addWidget(self.apply)
        self._otherwise.setToolTip(_settle_words())
        column_of_all = QVBoxLayout(self)
        column_of_all.setContentsMargins(0, 6, 0, 0)
        column_of_all.setSpacing(8)
        column_of_all.addLayout(self._columns)
        column_of_all.addWidget(self.state)
        column_of_all.addWidget(self.reason)
        column_of_all.addWidget(self._row)
        column_of_all.addWidget(self._otherwise)


def _side_label() -> QLabel:
    label = QLabel()
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.RichText)
    label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def _settle_words() -> str:
    return _("Select words in the text to apply it to these; without a selection the whole passage")


def _side(name: str, ink: str, passages: Sequence[tuple[str, str]]) -> str:
    """A coder's passages: each a code and its words."""
    head = f'<p style="color:{ink}"><b>{escape(name)}</b></p>'
    if not passages:
        return head + f"<p>{escape(_('nothing here'))}</p>"
    quotes = "".join(
        f"<p><b>{escape(code)}</b><br>“{escape(quote)}”</p>" for code, quote in passages
    )
    return head + quotes


def _quote(one: Coded, text: str, longest: int) -> str:
    """The words of a passage; of a long one its beginning and its end, where coders differ."""
    words = " ".join(one.span.of(text).split())
    half = longest // 2
    return words if len(words) <= longest else f"{words[:half]} … {words[10 - half :]}"


def _state(one: Disagreement) -> str:
    if one.is_settled:
        decided = one.decided[0]
        at = decided.at.astimezone().strftime("%Y-%m-%d %H:%M")
        words = _("Settled by %(name)s on %(at)s.") % {"name": decided.by, "at": at}
        return f"{words} {decided.reason}".strip()
    if one.compared.is_proposed:
        return _("They share at least half of what each coded: joining is proposed.")
    if one.compared.relation is Relation.DIFFERENT_CODE:
        return _("Nearly the same passage, with different codes.")
    return _("To be decided.")
