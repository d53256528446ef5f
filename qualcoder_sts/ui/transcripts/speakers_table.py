"""Who was found to speak in a file: what is no speaker is unticked, names and roles are set."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFrame,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from qualcoder_sts.foundation.translation import _, ngettext
from qualcoder_sts.participants.queries import ParticipantRow
from qualcoder_sts.project.tables.transcripts import SpeakerRole
from qualcoder_sts.transcripts.decisions import ImportSettings, SpeakerDecision
from qualcoder_sts.ui.models.speakers import role_name
from qualcoder_sts.ui.transcripts.speaker_lines import (
    SpeakerLine,
    chosen_place,
    in_former_order,
    person_choices,
)
from qualcoder_sts.ui.widgets.names import named

LABEL, ROLE, PERSON, TURNS, WORDS = range(5)
_ROW_HEIGHT = 32
_LEFT = Qt.AlignmentFlag.AlignLeft
_UNTICKED, _TICKED = Qt.CheckState.Unchecked, Qt.CheckState.Checked


class SpeakersTable(QTableWidget):
    """One row for each label. What somebody changes is told, and shown when it has been done."""

    decided = Signal(object)
    """A function from ``ImportSettings`` to those that hold from now on, for this file alone: a
    label's name and person."""
    decided_alike = Signal(object)
    """The same for all files that are chosen: whether a label is a speaker, and in which role."""

    def __init__(self, people: Sequence[ParticipantRow], parent: QWidget | None = None) -> None:
        super().__init__(0, 5, parent)
        named(self, _("Speakers found"))
        self.setObjectName("speakersFound")
        self._people = people
        self._lines: list[SpeakerLine] = []
        # A box takes milliseconds to make: a row at a time, so that the window never stops.
        self._unfilled: dict[int, None] = {}
        self._turn = QTimer(self)
        self._turn.setSingleShot(True)
        self._turn.setInterval(0)
        self._turn.timeout.connect(self._fill_next)
        self._set_titles()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(_ROW_HEIGHT)
        self._size_columns()
        self.itemChanged.connect(self._take_change)

    @property
    def lines(self) -> tuple[SpeakerLine, ...]:
        """What is shown, from the top down."""
        return tuple(self._lines)

    def show_lines(self, lines: Sequence[SpeakerLine]) -> None:
        """Show these labels; rows that are there already keep their place and the focus."""
        ordered = in_former_order(lines, self._lines)
        is_same = [line.label for line in ordered] == [line.label for line in self._lines]
        before, self._lines = self._lines, ordered
        with QSignalBlocker(self):
            # Rows and their boxes are kept for other labels: making them is what takes long.
            self.setRowCount(len(ordered))
            for row, line in enumerate(ordered):
                if not is_same or before[row] != line:
                    self._show_words(row, line)
                    self._unfilled[row] = None
        self._fill_next()

    @property
    def is_filling(self) -> bool:
        """Whether some rows still lack their choices."""
        return bool(self._unfilled)

    def role_box(self, row: int) -> QComboBox | None:
        """The choice of a row's role."""
        return self._box(row, ROLE)

    def person_box(self, row: int) -> QComboBox | None:
        """The choice of whom a row stands for."""
        return self._box(row, PERSON)

    def _box(self, row: int, column: int) -> QComboBox | None:
        box = self.cellWidget(row, column)
        return box if isinstance(box, QComboBox) else None

    def _fill_next(self) -> None:
        """Show the choices of a row, and of the next ones when the window has had its turn."""
        row = next(iter(self._unfilled), None)
        if row is None:
            return
        del self._unfilled[row]
        if row < len(self._lines):
            line = self._lines[row]
            with QSignalBlocker(self):
                self._show_role(row, line)
                self._show_person(row, line)
        if self._unfilled:
            self._turn.start()

    def _show_words(self, row: int, line: SpeakerLine) -> None:
        self._show_label(row, line)
        if not line.is_speaker:
            self.removeCellWidget(row, ROLE)
            self._put_words(row, ROLE, line.reason)
        if line.person is None:
            self.removeCellWidget(row, PERSON)
            self._put_words(row, PERSON, "")
        self._put_words(row, TURNS, f"{line.turns:,}", right=True)
        self._put_words(row, WORDS, f"{line.words:,}" if line.words else "", right=True)
        for column in (PERSON, TURNS, WORDS):
            if (item := self.item(row, column)) is not None and not line.is_speaker:
                item.setForeground(self.palette().placeholderText())
        # A reason needs the room of both choices that are not there.
        width = 1 if line.is_speaker else 2
        if self.columnSpan(row, ROLE) != width:
            self.setSpan(row, ROLE, 1, width)

    def _show_label(self, row: int, line: SpeakerLine) -> None:
        item = QTableWidgetItem(line.name)
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        flags |= Qt.ItemFlag.ItemIsUserCheckable
        if line.is_speaker:
            flags |= Qt.ItemFlag.ItemIsEditable
        item.setFlags(flags)
        item.setCheckState(_TICKED if line.is_speaker else _UNTICKED)
        if line.name != line.label:
            item.setToolTip(_("In the file: %s") % line.label)
        if not line.is_speaker:
            item.setForeground(self.palette().placeholderText())
        item.setData(Qt.ItemDataRole.AccessibleTextRole, _spoken(line))
        self.setItem(row, LABEL, item)

    def _show_role(self, row: int, line: SpeakerLine) -> None:
        if not line.is_speaker:
            return
        box = self._box(row, ROLE)
        if box is None:
            box = QComboBox()
            for role in SpeakerRole:
                box.addItem(role_name(role), role)
            self.takeItem(row, ROLE)
            self.setCellWidget(row, ROLE, box)
            box.activated.connect(lambda _place: self._take_role(row))
        named(box, _("Role of %s") % line.name)
        box.setCurrentIndex(list(SpeakerRole).index(line.role))

    def _show_person(self, row: int, line: SpeakerLine) -> None:
        if line.person is None:
            return
        choices = person_choices(line, self._people)
        box = self._box(row, PERSON)
        if box is None:
            box = QComboBox()
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            self.takeItem(row, PERSON)
            self.setCellWidget(row, PERSON, box)
            box.activated.connect(lambda _place: self._take_person(row))
        named(box, _("Person behind %s") % line.name)
        if [choice.link for choice in choices] != [box.itemData(n) for n in range(box.count())]:
            box.clear()
            for choice in choices:
                box.addItem(choice.words, choice.link)
        box.setCurrentIndex(chosen_place(line, choices, self._people))

    def _put_words(self, row: int, column: int, words: str, *, right: bool = False) -> None:
        item = QTableWidgetItem(words)
        item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        item.setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)
        if column == ROLE:
            item.setForeground(self.palette().placeholderText())
            item.setToolTip(words)
        self.setItem(row, column, item)

    def _set_titles(self) -> None:
        name_tip = _("Untick what is no speaker. F2 or a double-click changes a name.")
        person_tip = _("Whom a participant stands for: P1 of one transcript is not P1 of another.")
        for column, title, tip in (
            (LABEL, _("Speaker"), name_tip),
            (ROLE, _("Role"), ""),
            (PERSON, _("Person"), person_tip),
            (TURNS, _("Turns"), ""),
            (WORDS, _("Words"), ""),
        ):
            heading = QTableWidgetItem(title)
            heading.setToolTip(tip)
            side = Qt.AlignmentFlag.AlignRight if column in (TURNS, WORDS) else _LEFT
            heading.setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)
            self.setHorizontalHeaderItem(column, heading)

    def _size_columns(self) -> None:
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(LABEL, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(PERSON, QHeaderView.ResizeMode.Stretch)
        for column, width in ((ROLE, 196), (TURNS, 64), (WORDS, 72)):
            header.resizeSection(column, width)

    def _take_change(self, item: QTableWidgetItem) -> None:
        if item.column() != LABEL:
            return
        line = self._lines[item.row()]
        ticked = item.checkState() == _TICKED
        if ticked != line.is_speaker:
            self._decide(line.label, lambda one: replace(one, is_speaker=ticked), alike=True)
        elif (name := item.text().strip()) != line.name:
            renamed = "" if name == line.label else name
            self._decide(line.label, lambda one: replace(one, name=renamed))

    def _take_role(self, row: int) -> None:
        if (box := self.role_box(row)) is not None:
            role = SpeakerRole(box.currentData())
            label = self._lines[row].label
            self._decide(label, lambda one: replace(one, role=role), alike=True)

    def _take_person(self, row: int) -> None:
        if (box := self.person_box(row)) is not None:
            link = box.currentData()
            self._decide(self._lines[row].label, lambda one: replace(one, person=link))

    def _decide(
        self,
        label: str,
        change: Callable[[SpeakerDecision], SpeakerDecision],
        *,
        alike: bool = False,
    ) -> None:
        def decide(settings: ImportSettings) -> ImportSettings:
            return settings.deciding(change(settings.decided(label)))

        (self.decided_alike if alike else self.decided).emit(decide)


def _spoken(line: SpeakerLine) -> str:
    """``P3: 41 turns, 2,310 words``, for those who hear it."""
    turns = ngettext("%d turn", "%d turns", line.turns) % line.turns
    if not line.is_speaker:
        return _("%(name)s, no speaker: %(reason)s") % {"name": line.name, "reason": line.reason}
    words = ngettext("%s word", "%s words", line.words) % f"{line.words:,}"
    return f"{line.name}: {turns}, {words}"
