"""What quotes are wanted: codes, sources, people, coders, marks."""

from uuid import UUID

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from qualcoder_sts.analysis.retrieval import RetrievalRequest, WantedAttribute
from qualcoder_sts.analysis.rules import METHOD_ORDER
from qualcoder_sts.analysis.wording import method_name
from qualcoder_sts.codebook.queries import code_tree
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.participants.queries import ParticipantRow, list_participants
from qualcoder_sts.project.coders import list_coders
from qualcoder_sts.project.tables.participants import ParticipantKind
from qualcoder_sts.project.tables.transcripts import Method
from qualcoder_sts.transcripts.queries import list_sources
from qualcoder_sts.ui.analysis.code_choice import CodeChoice
from qualcoder_sts.ui.operations import Operations
from qualcoder_sts.ui.widgets.choices import choice_box, fill_choices
from qualcoder_sts.ui.widgets.controls import push_button
from qualcoder_sts.ui.widgets.headings import panel_heading
from qualcoder_sts.ui.widgets.names import named

WIDTH = 244
SHOWN_TABLES = (
    "code", "coder", "source", "participant", "attribute", "attribute_value", "field_session",
    "roster_entry",
)  # fmt: skip
COUNTED = "counted"
"""Stands among the coders for the coding that counts."""


class RetrievalFilters(QScrollArea):
    """Every choice narrows what is shown; without any, all quotes are."""

    changed = Signal()

    def __init__(self, operations: Operations, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, _("Which quotes"))
        self.setObjectName("filters")
        self.setWidgetResizable(True)
        self.setFixedWidth(WIDTH)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._operations = operations
        self._people: list[ParticipantRow] = []
        self._text = ""
        self.codes = CodeChoice()
        self.with_subcodes = QCheckBox(_("With the codes below"))
        self.with_subcodes.setChecked(True)
        self.method = choice_box(_("Method"))
        self.source = choice_box(_("Source"))
        self.person = choice_box(_("Participant"))
        self.attribute = choice_box(_("Attribute of participants"))
        self.value = choice_box(_("Value of the attribute"))
        self.coder = choice_box(_("Whose coding"))
        self.key_quotes = QCheckBox(_("Only illustrative quotes"))
        self.by_weight = QCheckBox(_("Weight"))
        self.weight_from, self.weight_to = _number(_("Least weight")), _number(_("Most weight"))
        self.reset = push_button(_("Show all quotes"), _("Take all choices back"))
        for box in (self.with_subcodes, self.key_quotes, self.by_weight):
            named(box, box.text())
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(0)
        self._pause.timeout.connect(self.changed)
        self._lay_out()
        self.reload()
        self._connect()

    def reload(self) -> None:
        """Offer what the project has now; what was chosen stays chosen where it is still there."""
        read = self._operations.read
        self.codes.show_tree(read(code_tree))
        self._people = [
            row for row in read(list_participants) if row.kind is ParticipantKind.PERSON
        ]
        sources = read(list_sources)
        methods = {source.method for source in sources}
        fill_choices(
            self.method,
            _("All methods"),
            [(method_name(each), each) for each in METHOD_ORDER if each in methods],
        )
        fill_choices(
            self.source, _("All sources"), [(source.name, source.id) for source in sources]
        )
        fill_choices(
            self.person, _("All participants"), [(one.display, one.id) for one in self._people]
        )
        names = dict.fromkeys(name for one in self._people for name in one.attributes)
        fill_choices(self.attribute, _("Any attribute"), [(name, name) for name in names])
        self._offer_values()
        coders = [(coder.name, coder.id) for coder in read(list_coders)]
        fill_choices(self.coder, _("All coders"), [(_("What counts"), COUNTED), *coders])

    def request(self, text: str) -> RetrievalRequest:
        """What is chosen, with the words that quotes must hold."""
        chosen = self.codes.chosen()
        method, source, person = (
            box.currentData() for box in (self.method, self.source, self.person)
        )
        coder = self.coder.currentData()
        weights = (self.weight_from.value(), self.weight_to.value())
        return RetrievalRequest(
            code_ids=chosen or None,
            with_subcodes=self.with_subcodes.isChecked(),
            methods=None if method is None else frozenset({Method(method)}),
            source_ids=None if source is None else frozenset({source}),
            participant_ids=None if person is None else frozenset({person}),
            attributes=self._wanted_attributes(),
            coder_id=coder if isinstance(coder, UUID) else None,
            layer_of_record=coder == COUNTED,
            key_quotes_only=self.key_quotes.isChecked(),
            weights=(min(weights), max(weights)) if self.by_weight.isChecked() else None,
            text=text.strip(),
            reader_id=self._operations.workspace.coder_id,
        )

    @property
    def coder_name(self) -> str:
        """The name of the one coder chosen; empty for several."""
        is_one = isinstance(self.coder.currentData(), UUID)
        return self.coder.currentText() if is_one else ""

    def clear(self) -> None:
        """Take all choices back."""
        self.codes.choose(())
        for box in (self.method, self.source, self.person, self.attribute, self.coder):
            box.setCurrentIndex(0)
        for check in (self.key_quotes, self.by_weight):
            check.setChecked(False)
        self.with_subcodes.setChecked(True)

    def choose_code(self, code_id: UUID) -> None:
        """Only this code with those below it, of all coders."""
        self.clear()
        self.codes.choose([code_id])

    def choose_counted(self, code_id: UUID, method: Method | None) -> None:
        """What a bar of the chart counts: a theme in a method, in the coding that counts."""
        self.choose_code(code_id)
        self.method.setCurrentIndex(max(0, self.method.findData(method)))
        self.coder.setCurrentIndex(self.coder.findData(COUNTED))

    def _wanted_attributes(self) -> tuple[WantedAttribute, ...]:
        name, value = self.attribute.currentData(), self.value.currentData()
        if name is None:
            return ()
        values = [value] if value is not None else self._values_of(name)
        return (WantedAttribute(name, frozenset(values)),)

    def _values_of(self, attribute: str) -> list[str]:
        values = {person.attributes.get(attribute, "") for person in self._people}
        return sorted(values - {""}, key=str.casefold)

    def _offer_values(self) -> None:
        name = self.attribute.currentData()
        values = self._values_of(name) if name is not None else []
        fill_choices(self.value, _("Any value"), [(value, value) for value in values])
        self.value.setVisible(bool(values))

    def _lay_out(self) -> None:
        weights = QHBoxLayout()
        weights.setSpacing(6)
        weights.addWidget(self.by_weight)
        weights.addWidget(self.weight_from)
        weights.addWidget(QLabel("–"))
        weights.addWidget(self.weight_to)
        weights.addStretch()
        self.weight_to.setValue(100)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 14, 0)
        column.setSpacing(7)
        column.addWidget(panel_heading(_("Codes")))
        column.addWidget(self.codes, 1)
        column.addWidget(self.with_subcodes)
        column.addSpacing(6)
        column.addWidget(panel_heading(_("Where and who")))
        for box in (self.method, self.source, self.person, self.attribute, self.value):
            column.addWidget(box)
        column.addSpacing(6)
        column.addWidget(panel_heading(_("Coding")))
        column.addWidget(self.coder)
        column.addWidget(self.key_quotes)
        column.addLayout(weights)
        column.addWidget(self.reset)
        self.setWidget(inside)

    def _connect(self) -> None:
        tell = self._pause.start
        self.codes.changed.connect(tell)
        self.attribute.currentIndexChanged.connect(self._offer_values)
        for box in (self.method, self.source, self.person, self.attribute, self.value, self.coder):
            box.currentIndexChanged.connect(tell)
        for check in (self.with_subcodes, self.key_quotes, self.by_weight):
            check.toggled.connect(tell)
        for number in (self.weight_from, self.weight_to):
            number.setEnabled(False)
            number.valueChanged.connect(tell)
            self.by_weight.toggled.connect(number.setEnabled)
        self.reset.clicked.connect(self.clear)


def _number(name: str) -> QSpinBox:
    box = named(QSpinBox(), name)
    box.setRange(0, 100)
    box.setFixedWidth(58)
    return box
