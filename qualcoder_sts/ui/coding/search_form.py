"""What to search for, and where."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Generic, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QVBoxLayout

from qualcoder_sts.coding.searching import SearchMode
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.project.tables.transcripts import Method, SpeakerRole
from qualcoder_sts.ui.coding.project_search import SearchWanted
from qualcoder_sts.ui.models.sources import method_name
from qualcoder_sts.ui.widgets.controls import push_button, search_field
from qualcoder_sts.ui.widgets.leads_focus import LeadsFocus
from qualcoder_sts.ui.widgets.names import named

_LEAST_CHARACTERS, _AROUND_LIST = 10, 40

Value = TypeVar("Value", bound=StrEnum)


class SearchForm(LeadsFocus):
    """A line for the words, and below it how they are meant."""

    wanted = Signal(object)
    """The ``SearchWanted``, by Return or the button, or after a choice was changed."""

    hits_wanted = Signal()
    """The arrow that leads down from the words to what was found."""

    def __init__(self) -> None:
        super().__init__()
        self.field = search_field(_("Words to search for"), _("Words, a name, a phrase…"))
        self.field.returnPressed.connect(self.ask)
        down = QShortcut(QKeySequence(Qt.Key.Key_Down), self.field)
        down.setContext(Qt.ShortcutContext.WidgetShortcut)
        down.activated.connect(self.hits_wanted)
        self._go = push_button(_("Search"))
        self._go.setObjectName("mainButton")
        self._go.clicked.connect(self.ask)
        self._case = _box(_("Match case"))
        modes = _modes()
        longest = max(len(words) for _mode, words in modes)
        self.mode = ChoiceBox[SearchMode](_("How the words are meant"), modes, least=longest)
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
        self.mode.currentIndexChanged.connect(self._enable)
        self._case.toggled.connect(self._ask_again)
        for choice in (self.mode, self._method, self._role):
            choice.currentIndexChanged.connect(self._ask_again)
        self.lead_focus(self.field)
        self._lay_out()

    def ask(self) -> None:
        """Search for what is typed."""
        self.wanted.emit(
            SearchWanted(
                text=self.field.text(),
                mode=self.mode.value or SearchMode.LITERAL,
                match_case=self._case.isChecked(),
                method=self._method.value,
                role=self._role.value,
            )
        )

    def _ask_again(self) -> None:
        if self.field.text():
            self.ask()

    def _enable(self) -> None:
        # Lemmas know no capitals.
        self._case.setEnabled(self.mode.value is not SearchMode.LEMMA)

    def _lay_out(self) -> None:
        words = QHBoxLayout()
        words.setSpacing(8)
        words.addWidget(self.field, 1)
        words.addWidget(self._go)
        choices = QHBoxLayout()
        choices.setSpacing(8)
        for choice in (self.mode, self._method, self._role):
            choices.addWidget(choice, 2)
        choices.addWidget(self._case)
        choices.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(words)
        column.addLayout(choices)


class ChoiceBox(QComboBox, Generic[Value]):
    """A choice among values of one kind; ``least`` is how many characters always have room."""

    def __init__(
        self,
        name: str,
        choices: Sequence[tuple[Value | None, str]],
        *,
        least: int = _LEAST_CHARACTERS,
    ) -> None:
        super().__init__()
        named(self, name)
        self._values = [value for value, _words in choices]
        self.addItems([words for _value, words in choices])
        # Narrow windows have panels on both sides; the list that opens is as wide as its words.
        self.setSizeAdjustPolicy(self.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(least)
        self.view().setMinimumWidth(self.view().sizeHintForColumn(0) + _AROUND_LIST)

    @property
    def value(self) -> Value | None:
        """What is chosen."""
        return self._values[self.currentIndex()]

    def choose(self, value: Value | None) -> None:
        """Choose this."""
        self.setCurrentIndex(self._values.index(value))


def _modes() -> list[tuple[SearchMode | None, str]]:
    return [
        (SearchMode.LITERAL, _("As it is written")),
        (SearchMode.WORD, _("Whole words")),
        (SearchMode.LEMMA, _("All word forms")),
        (SearchMode.REGEX, _("Regular expression")),
    ]


def _box(words: str) -> QCheckBox:
    return named(QCheckBox(words), words)
