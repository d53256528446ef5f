"""What to search for, and where."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from qualcoder_sts.coding.searching import SearchMode
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.project.tables.transcripts import Method, SpeakerRole
from qualcoder_sts.ui.models.sources import method_name
from qualcoder_sts.ui.widgets.controls import push_button, search_field
from qualcoder_sts.ui.widgets.names import named

_LEAST_CHARACTERS, _AROUND_LIST = 10, 40

Value = TypeVar("Value", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class SearchWanted:
    """What is searched for; ``method`` and ``role`` of None mean all."""

    text: str
    mode: SearchMode
    match_case: bool
    method: Method | None
    role: SpeakerRole | None


class SearchForm(QWidget):
    """A line for the words, and below it how they are meant."""

    wanted = Signal(object)
    """The ``SearchWanted``, by Return or the button, or after a choice was changed."""

    def __init__(self) -> None:
        super().__init__()
        self.field = search_field(_("Words to search for"), _("Words, a name, a phrase…"))
        self.field.returnPressed.connect(self.ask)
        self._go = push_button(_("Search"))
        self._go.setObjectName("mainButton")
        self._go.clicked.connect(self.ask)
        self._case = _box(_("Match case"))
        self._word = _box(_("Whole words"))
        self._regex = _box(_("Regular expression"))
        self._method = ChoiceBox[Method](
            _("Which sources"),
            [(None, _("All sources")), *((method, method_name(method)) for method in Method)],
        )
        self._role = ChoiceBox[SpeakerRole](
            _("Who speaks"),
            [
                (None, _("Everything")),
                (SpeakerRole.PARTICIPANT, _("What participants say")),
                (SpeakerRole.INTERVIEWER, _("What interviewers ask")),
            ],
        )
        self._regex.toggled.connect(lambda on: self._word.setEnabled(not on))
        for box in (self._case, self._word, self._regex):
            box.toggled.connect(self._ask_again)
        for choice in (self._method, self._role):
            choice.currentIndexChanged.connect(self._ask_again)
        self.setFocusProxy(self.field)
        self._lay_out()

    def ask(self) -> None:
        """Search for what is typed."""
        is_regex, is_word = self._regex.isChecked(), self._word.isChecked()
        mode = SearchMode.WORD if is_word else SearchMode.LITERAL
        self.wanted.emit(
            SearchWanted(
                text=self.field.text(),
                mode=SearchMode.REGEX if is_regex else mode,
                match_case=self._case.isChecked(),
                method=self._method.value,
                role=self._role.value,
            )
        )

    def _ask_again(self) -> None:
        if self.field.text():
            self.ask()

    def _lay_out(self) -> None:
        words = QHBoxLayout()
        words.setSpacing(8)
        words.addWidget(self.field, 1)
        words.addWidget(self._go)
        how = QHBoxLayout()
        how.setSpacing(12)
        for box in (self._case, self._word, self._regex):
            how.addWidget(box)
        how.addStretch()
        where = QHBoxLayout()
        where.setSpacing(8)
        for choice in (self._method, self._role):
            where.addWidget(choice, 2)
        where.addStretch(3)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(words)
        column.addLayout(how)
        column.addLayout(where)


class ChoiceBox(QComboBox, Generic[Value]):
    """A choice among values of one kind."""

    def __init__(self, name: str, choices: Sequence[tuple[Value | None, str]]) -> None:
        super().__init__()
        named(self, name)
        self._values = [value for value, _words in choices]
        self.addItems([words for _value, words in choices])
        # Narrow windows have panels on both sides; the list that opens is as wide as its words.
        self.setSizeAdjustPolicy(self.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(_LEAST_CHARACTERS)
        self.view().setMinimumWidth(self.view().sizeHintForColumn(0) + _AROUND_LIST)

    @property
    def value(self) -> Value | None:
        """What is chosen."""
        return self._values[self.currentIndex()]


def _box(words: str) -> QCheckBox:
    return named(QCheckBox(words), words)
