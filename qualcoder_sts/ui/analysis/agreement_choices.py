"""What is compared: whose coding, by which unit, which codes and sources."""

from uuid import UUID

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QLabel, QScrollArea, QVBoxLayout, QWidget

from qualcoder_sts.analysis.agreement.request import AgreementRequest, Level, Unit
from qualcoder_sts.analysis.agreement.wording import (
    level_name,
    level_sentence,
    unit_name,
    unit_sentence,
)
from qualcoder_sts.codebook.queries import code_tree
from qualcoder_sts.coding.rounds import list_rounds
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.project.coders import list_coders
from qualcoder_sts.transcripts.queries import list_sources
from qualcoder_sts.ui.analysis.code_choice import CodeChoice
from qualcoder_sts.ui.operations import Operations
from qualcoder_sts.ui.widgets.choices import choice_box, fill_choices
from qualcoder_sts.ui.widgets.controls import push_button
from qualcoder_sts.ui.widgets.headings import panel_heading
from qualcoder_sts.ui.widgets.names import named
from qualcoder_sts.ui.widgets.tick_list import TickList

WIDTH = 244
OFFERED_TABLES = ("code", "coder", "source", "coding_round")
"""What changes the choices themselves."""


class AgreementChoices(QScrollArea):
    """Without any choice all codes are compared wherever two people coded a source."""

    changed = Signal()

    def __init__(self, operations: Operations, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, _("What is compared"))
        self.setObjectName("filters")
        self.setWidgetResizable(True)
        self.setFixedWidth(WIDTH)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._operations = operations
        self.round = choice_box(_("Round"))
        self.coders = TickList(_("Coders"), most_rows=6)
        self.unit = choice_box(_("Compared by"))
        for unit in Unit:
            self.unit.addItem(unit_name(unit), unit)
            self.unit.setItemData(
                self.unit.count() - 1, unit_sentence(unit), Qt.ItemDataRole.ToolTipRole
            )
        self.level = choice_box(_("Level"))
        for level in Level:
            self.level.addItem(level_name(level), level)
            self.level.setItemData(
                self.level.count() - 1, level_sentence(level), Qt.ItemDataRole.ToolTipRole
            )
        words = _("Interviewer's words too")
        self.with_interviewer = named(QCheckBox(words), words)
        self.codes = CodeChoice()
        self.sources = TickList(_("Sources"), most_rows=7)
        self.reset = push_button(_("Compare everything"), _("Take all choices back"))
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(0)
        self._pause.timeout.connect(self.changed)
        self._lay_out()
        self.reload()
        self._connect()

    def reload(self) -> None:
        """Offer what the project has now; what was chosen stays so where it is still there."""
        read = self._operations.read
        rounds = read(list_rounds)
        fill_choices(self.round, _("Any round, or none"), [(row.name, row.id) for row in rounds])
        self.round.setVisible(bool(rounds))
        self.coders.show_entries((coder.name, coder.id) for coder in read(list_coders))
        self.codes.show_tree(read(code_tree))
        self.sources.show_entries((source.name, source.id) for source in read(list_sources))

    def request(self) -> AgreementRequest:
        """What is chosen."""
        sources = frozenset(_ids(self.sources))
        return AgreementRequest(
            coder_ids=tuple(_ids(self.coders)),
            unit=Unit(self.unit.currentData()),
            level=Level(self.level.currentData()),
            code_ids=self.codes.chosen() or None,
            source_ids=sources or None,
            round_id=self.round.currentData(),
            with_interviewer=self.with_interviewer.isChecked(),
        )

    def clear(self) -> None:
        """Take all choices back; the unit and the level stay."""
        self.round.setCurrentIndex(0)
        self.coders.tick(())
        self.sources.tick(())
        self.codes.choose(())
        self.with_interviewer.setChecked(False)

    def _lay_out(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 14, 0)
        column.setSpacing(7)
        for heading, *parts in (
            (_("Compared by"), self.unit, self.level, self.with_interviewer),
            (_("Coders"), self.round, self.coders, _hint()),
            (_("Codes"), self.codes),
            (_("Sources"), self.sources),
        ):
            column.addWidget(panel_heading(heading))
            for part in parts:
                column.addWidget(part)
            column.addSpacing(6)
        column.addWidget(self.reset)
        column.addStretch()
        self.setWidget(inside)

    def _connect(self) -> None:
        tell = self._pause.start
        for ticks in (self.coders, self.sources, self.codes):
            ticks.changed.connect(tell)
        for box in (self.unit, self.level, self.round):
            box.currentIndexChanged.connect(tell)
        self.with_interviewer.toggled.connect(tell)
        self.reset.clicked.connect(self.clear)


def _ids(ticks: TickList) -> list[UUID]:
    return [key for key in ticks.ticked() if isinstance(key, UUID)]


def _hint() -> QLabel:
    words = QLabel(_("None ticked: in every source coded twice, the lead coder with the other."))
    words.setWordWrap(True)
    words.setForegroundRole(words.palette().ColorRole.PlaceholderText)
    return words
