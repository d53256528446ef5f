"""Which sources are coded twice, by whom and how."""

from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QRadioButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from qualcoder_sts.coding.finished import finished_or_not
from qualcoder_sts.coding.operations.rounds import Assigned, NewRound
from qualcoder_sts.coding.rounds import (
    AssignedSource,
    Sample,
    SampleWanted,
    coders_who_code,
    draw_sample,
    list_rounds,
)
from qualcoder_sts.foundation.translation import _, ngettext
from qualcoder_sts.participants.queries import list_attributes
from qualcoder_sts.transcripts.queries import list_sources
from qualcoder_sts.ui.operations import Operations
from qualcoder_sts.ui.team.words import shares_words
from qualcoder_sts.ui.widgets.choices import choice_box, fill_choices
from qualcoder_sts.ui.widgets.controls import label_for, quiet_note
from qualcoder_sts.ui.widgets.names import named

_WIDTH, _USUAL_PERCENT = 600, 30
_MOST_SEED = 999_999


class OpenRoundDialog(QDialog):
    """Says at every moment how many sources the round would have."""

    def __init__(
        self, operations: Operations, assigned: Sequence[AssignedSource], parent: QWidget
    ) -> None:
        super().__init__(parent)
        title = _("Open a round")
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setMinimumWidth(_WIDTH)
        self._operations = operations
        self._assigned = [one for one in assigned if one.round_id is None]
        self._sample: Sample | None = None
        self.name = named(QLineEdit(self._next_name()), _("Name of the round"))
        self.coders = named(QListWidget(), _("Who codes in it"), _("At least two"))
        self.drawn = named(QRadioButton(_("A &sample of all sources")), _("A sample"))
        self.ticked = named(QRadioButton(_("Those &ticked for two of them or more")), _("Ticked"))
        self.percent = named(QSpinBox(), _("Share of the sources"))
        self.seed = named(QSpinBox(), _("Seed"), _("The same seed draws the same sources again"))
        self.attribute = choice_box(_("Drawn in fair parts by"))
        self.told = QLabel()
        self.blind = named(QCheckBox(_("&Blind until the round is closed")), _("Blind"))
        self.without = named(QCheckBox(_("&Without suggestions meanwhile")), _("No suggestions"))
        self.note = named(QLineEdit(), _("Note"), _("Kept with the round"))
        self._buttons = QDialogButtonBox()
        role = QDialogButtonBox.ButtonRole
        self.open_it = self._buttons.addButton(_("Open the round"), role.AcceptRole)
        self.open_it.setObjectName("mainButton")
        cancel = self._buttons.addButton(_("Cancel"), role.RejectRole)
        for button in (self.open_it, cancel):
            named(button, button.text())
        self._fill()
        self._lay_out()
        self._connect()
        self._look()

    def wanted(self) -> NewRound:
        """The round as it is chosen now."""
        return NewRound(
            name=self.name.text(),
            assigned=self._pairs(),
            sample=self._sample,
            blind=self.blind.isChecked(),
            suggestions_off=self.without.isChecked(),
            note=self.note.text(),
        )

    def chosen_coders(self) -> list[UUID]:
        """Who is ticked."""
        items = (self.coders.item(row) for row in range(self.coders.count()))
        return [
            item.data(Qt.ItemDataRole.UserRole)
            for item in items
            if item.checkState() is Qt.CheckState.Checked
        ]

    def _pairs(self) -> frozenset[Assigned]:
        coders = self.chosen_coders()
        if self._sample is not None:
            return frozenset(Assigned(s, by) for s in self._sample.source_ids for by in coders)
        by_source: dict[UUID, set[UUID]] = defaultdict(set)
        for one in self._assigned:
            if one.coder_id in coders:
                by_source[one.source_id].add(one.coder_id)
        return frozenset(
            Assigned(source_id, by)
            for source_id, several in by_source.items()
            for by in several
            if len(several) > 1
        )

    def _next_name(self) -> str:
        return _("Round %d") % (len(self._operations.read(list_rounds)) + 1)

    def _fill(self) -> None:
        for key, name in self._operations.read(coders_who_code):
            item = QListWidgetItem(name)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked)
            item.setData(Qt.ItemDataRole.UserRole, key)
            self.coders.addItem(item)
        rows = max(2, min(5, self.coders.count()))
        self.coders.setFixedHeight(rows * max(22, self.coders.sizeHintForRow(0)) + 8)
        self.percent.setRange(1, 100)
        self.percent.setValue(_USUAL_PERCENT)
        self.percent.setSuffix(_(" %"))
        self.seed.setRange(0, _MOST_SEED)
        self.seed.setValue(len(self._operations.read(list_rounds)) + 1)
        attributes = self._operations.read(list_attributes)
        fill_choices(
            self.attribute, _("method alone"), [(one.name, one.name) for one in attributes]
        )
        for box in (self.blind, self.without):
            box.setChecked(True)
        (self.ticked if self._pairs() else self.drawn).setChecked(True)

    def _connect(self) -> None:
        self.name.textChanged.connect(self._look)
        self.coders.itemChanged.connect(self._look)
        self.drawn.toggled.connect(self._look)
        for box in (self.percent, self.seed):
            box.valueChanged.connect(self._look)
        self.attribute.currentIndexChanged.connect(self._look)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)

    def _look(self) -> None:
        """Draw the sample, and say what the round would be."""
        self._sample = None
        if self.drawn.isChecked():
            wanted = SampleWanted(
                self.percent.value(), self.seed.value(), self.attribute.currentData() or ""
            )
            self._sample = self._operations.read(draw_sample, wanted)
        for box in (self.percent, self.seed, self.attribute):
            box.setEnabled(self.drawn.isChecked())
        pairs = self._pairs()
        self.told.setText(self._words(pairs))
        is_enough = len({one.coder_id for one in pairs}) > 1
        self.open_it.setEnabled(is_enough and bool(self.name.text().strip()))

    def _words(self, pairs: frozenset[Assigned]) -> str:
        sources = {one.source_id for one in pairs}
        if len(self.chosen_coders()) < 2:
            return _("Choose at least two coders.")
        if not sources:
            return _("Nothing is ticked for two of them. Tick sources in the table, or draw some.")
        words = ngettext("%d source is coded by several.", "%d sources are coded by several.",
                         len(sources)) % len(sources)  # fmt: skip
        if self._sample is not None:
            words += " " + _("Drawn: %s.") % shares_words(self._sample.shares)
        finished = self._already_finished(pairs)
        if finished:
            words += (
                " "
                + ngettext(
                    "%d coding of them is finished already.",
                    "%d codings of them are finished already.",
                    finished,
                )
                % finished
            )
        names = [row.name for row in self._operations.read(list_sources) if row.id in sources]
        return words + "\n" + ", ".join(names)

    def _already_finished(self, pairs: frozenset[Assigned]) -> int:
        finished = self._operations.read(finished_or_not)
        return sum((one.source_id, one.coder_id) in finished for one in pairs)

    def _lay_out(self) -> None:
        kinds = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 14)
        column.setSpacing(8)
        column.addWidget(label_for(_("&Name:"), self.name))
        column.addWidget(self.name)
        column.addWidget(label_for(_("Who &codes in it:"), self.coders))
        column.addWidget(self.coders)
        column.addSpacing(4)
        sample = QHBoxLayout()
        sample.setContentsMargins(24, 0, 0, 0)
        sample.addWidget(self.percent)
        sample.addWidget(label_for(_("in fair parts by"), self.attribute))
        sample.addWidget(self.attribute, 1)
        sample.addWidget(label_for(_("see&d"), self.seed))
        sample.addWidget(self.seed)
        for button in (self.ticked, self.drawn):
            kinds.addButton(button)
            column.addWidget(button)
        column.addLayout(sample)
        self.told.setWordWrap(True)
        self.told.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.told.setMinimumHeight(self.fontMetrics().height() * 4)
        self.told.setAlignment(Qt.AlignmentFlag.AlignTop)
        column.addWidget(self.told)
        column.addWidget(self.blind)
        column.addWidget(quiet_note(_blind_words()))
        column.addWidget(self.without)
        self.note.setPlaceholderText(_("a note, kept with the round"))
        column.addWidget(self.note)
        column.addSpacing(6)
        column.addWidget(self._buttons)


def _blind_words() -> str:
    return _(
        "Its coders see nothing of what others code in these sources, not even in counts, in the "
        "search or in the history. Who opens it and does not code in it sees all."
    )
