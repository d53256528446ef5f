"""One disagreement: what either coder did, what may become of it, and why."""

from collections.abc import Mapping, Sequence
from html import escape
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QGridLayout,
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
from qualcoder_sts.ui.theme.theme import Theme
from qualcoder_sts.ui.widgets.choices import choice_box
from qualcoder_sts.ui.widgets.controls import push_button
from qualcoder_sts.ui.widgets.names import named
from qualcoder_sts.ui.widgets.wrapping_row import WrappingRow

WAYS = ("take_first", "take_second", "join_both", "leave_out", "settle_otherwise")


class DisagreementCard(QWidget):
    """Both sides next to one another, the ways to settle below them."""

    otherwise_wanted = Signal(object)
    """The ``UUID`` of a code to apply instead."""

    def __init__(self, actions: Actions) -> None:
        super().__init__()
        named(self, _("The disagreement"))
        self._sides = (QLabel(), QLabel())
        for side in self._sides:
            side.setWordWrap(True)
            side.setTextFormat(Qt.TextFormat.RichText)
            side.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
            side.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
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
        self.ways = {way: self._button(way) for way in WAYS}
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
        self, one: Disagreement | None, codes: Mapping[UUID, str], names: tuple[str, str],
        text: str, theme: Theme,
    ) -> None:  # fmt: skip
        """Show one, or that there is none."""
        self.setEnabled(one is not None)
        if one is None:
            for side in self._sides:
                side.clear()
            self.state.setText(_("Choose a passage in the list."))
            return
        for way, name in zip(WAYS, names, strict=False):
            self._name_way(way, name)
        colours = (theme.accent, theme.warning)
        coded = (one.compared.first, one.compared.second)
        for side, name, colour, passages in zip(self._sides, names, colours, coded, strict=True):
            side.setText(_side(name, theme.ink(colour), passages, codes, text))
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

    def _button(self, way: str) -> QPushButton:
        action = self._actions[way]
        button = push_button(action.text().replace("&", ""), action.statusTip())
        button.setToolTip(action.toolTip())
        button.clicked.connect(action.trigger)
        return button

    def _name_way(self, way: str, name: str) -> None:
        """Whose passage is taken stands on the button."""
        words = _("Take %s’s") % name
        self.ways[way].setText(words)
        named(self.ways[way], words, self._actions[way].statusTip())

    def _ask_otherwise(self) -> None:
        if (code_id := self.codes.currentData()) is not None:
            self.otherwise_wanted.emit(code_id)

    def _lay_out(self) -> None:
        sides = QGridLayout()
        sides.setHorizontalSpacing(16)
        for column, side in enumerate(self._sides):
            sides.addWidget(side, 0, column)
            sides.setColumnStretch(column, 1)
        otherwise = QHBoxLayout(self._otherwise)
        otherwise.setContentsMargins(0, 0, 0, 0)
        otherwise.addWidget(self.codes, 1)
        otherwise.addWidget(self.apply)
        self._otherwise.setToolTip(_settle_words())
        column_of_all = QVBoxLayout(self)
        column_of_all.setContentsMargins(0, 6, 0, 0)
        column_of_all.setSpacing(8)
        column_of_all.addLayout(sides)
        column_of_all.addWidget(self.state)
        column_of_all.addWidget(self.reason)
        column_of_all.addWidget(WrappingRow(*self.ways.values(), spacing=4))
        column_of_all.addWidget(self._otherwise)


def _settle_words() -> str:
    return _("Select words in the text to apply it to these; without a selection the whole passage")


def _side(
    name: str, ink: str, passages: Sequence[Coded], codes: Mapping[UUID, str], text: str
) -> str:
    """A coder's passages with their codes."""
    head = f'<p style="color:{ink}"><b>{escape(name)}</b></p>'
    if not passages:
        return head + f"<p>{escape(_('nothing here'))}</p>"
    quotes = "".join(
        f"<p><b>{escape(codes.get(one.code_id, ''))}</b><br>“{escape(_quote(one, text))}”</p>"
        for one in passages
    )
    return head + quotes


def _quote(one: Coded, text: str) -> str:
    """The words of a passage; of a long one its beginning and its end, where coders differ."""
    words = " ".join(one.span.of(text).split())
    return words if len(words) <= 240 else f"{words[:120]} … {words[-110:]}"


def _state(one: Disagreement) -> str:
    if one.is_settled:
        decided = one.decided[0]
        at = decided.at.astimezone().strftime("%Y-%m-%d %H:%M")
        words = _("Settled by %(name)s on %(at)s.") % {"name": decided.by, "at": at}
        return f"{words} {decided.reason}".strip()
    if one.compared.is_proposed:
        return _("They share at least half of what each coded: joining both is proposed.")
    if one.compared.relation is Relation.DIFFERENT_CODE:
        return _("Nearly the same passage, with different codes.")
    return _("To be decided.")
