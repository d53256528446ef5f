"""For whom a copy is, what is left out of it, and where it goes."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from qualcoder_sts.foundation.translation import _
from qualcoder_sts.merge.copying import LeftOutRows
from qualcoder_sts.merge.leaving_out import Reader
from qualcoder_sts.project.opening import ENDING
from qualcoder_sts.ui.merge.words import left_out_words
from qualcoder_sts.ui.widgets.controls import label_for, push_button, quiet_note
from qualcoder_sts.ui.widgets.names import named

_WIDTH = 560


class GiveDialog(QDialog):
    """Asks for whom a copy is and where; whoever shows it says what is left out."""

    reader_changed = Signal(object)
    """The ``Reader`` chosen now: what would be left out for them is to be told."""

    def __init__(self, project: Path, coders: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent)
        title = _("Give a copy to a colleague")
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setMinimumWidth(_WIDTH)
        self._project = project
        self._has_own_place = False
        self.who = named(QComboBox(), _("For whom"), _("Choose a coder, or type a new name"))
        self.who.setEditable(True)
        self.who.addItems(list(coders))
        self.who.setCurrentIndex(-1)
        self.who.setCurrentText("")
        line = QLineEdit()
        self.who.setLineEdit(line)
        line.setPlaceholderText(_("name of the colleague"))
        named(line, _("For whom"))
        self.blind = named(QRadioButton(_("&Blind: without what others have coded")), _("Blind"))
        self.whole = named(QRadioButton(_("&With everything")), _("With everything"))
        self.blind.setChecked(True)
        self.left_out = QLabel()
        self.where = named(QLineEdit(), _("Where"), _("The file of the copy"))
        self._browse = push_button(_("C&hoose…"), _("Choose where the copy goes"))
        self._buttons = QDialogButtonBox()
        role = QDialogButtonBox.ButtonRole
        self.make = self._buttons.addButton(_("Make the copy"), role.AcceptRole)
        self.cancel = self._buttons.addButton(_("Cancel"), role.RejectRole)
        self.make.setObjectName("mainButton")
        for button in (self.make, self.cancel):
            named(button, button.text())
        self._lay_out()
        self._connect()
        self._propose()

    @property
    def reader(self) -> Reader:
        """For whom the copy is, as chosen now."""
        return Reader(self.who.currentText().strip(), blind=self.blind.isChecked())

    @property
    def file(self) -> Path:
        """Where the copy goes, with the ending of projects."""
        path = Path(self.where.text().strip()).expanduser()
        path = path if path.is_absolute() else self._project.parent / path
        is_there = path.suffix.casefold() == ENDING
        return path if is_there else path.with_name(path.name + ENDING)

    def show_left_out(self, reader: Reader, left_out: LeftOutRows) -> None:
        """Tell what is left out, if it is still asked for."""
        if reader == self.reader:
            self.left_out.setText(_sentence(reader, left_out))

    def _propose(self) -> None:
        """Name the file after whoever gets it, until somebody has named it otherwise."""
        name = self.reader.name.replace("/", "-").replace("\\", "-").replace(":", "-")
        if not self._has_own_place:
            stem = self._project.stem
            called = _("%(project)s for %(name)s") if name else _("%(project)s copy")
            file = called % {"project": stem, "name": name} + ENDING
            self.where.setText(str(self._project.with_name(file)))
        self.make.setEnabled(bool(name) and bool(self.where.text().strip()))
        self.left_out.setText(" ")
        self.reader_changed.emit(self.reader)

    def _own_place(self) -> None:
        self._has_own_place = True
        self.make.setEnabled(bool(self.reader.name) and bool(self.where.text().strip()))

    def _ask_place(self) -> None:
        kinds = f"{_('Projects')} (*{ENDING})"
        # A copy never replaces a file; a name that is taken gets its own sentence.
        options = QFileDialog.Option.DontConfirmOverwrite
        name, _kind = QFileDialog.getSaveFileName(
            self, _("Where the copy goes"), self.where.text(), kinds, options=options
        )
        if name:
            self.where.setText(name)
            self._own_place()

    def _connect(self) -> None:
        self.who.editTextChanged.connect(self._propose)
        self.blind.toggled.connect(self._propose)
        self.where.textEdited.connect(self._own_place)
        self._browse.clicked.connect(self._ask_place)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)

    def _lay_out(self) -> None:
        kinds = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 14)
        column.setSpacing(8)
        column.addWidget(label_for(_("&For whom:"), self.who))
        column.addWidget(self.who)
        column.addSpacing(6)
        explained = (
            (self.blind, _("Your colleague codes the same sources without being led by others.")),
            (self.whole, _("Private memos of others stay out all the same.")),
        )
        for button, words in explained:
            kinds.addButton(button)
            column.addWidget(button)
            column.addWidget(quiet_note(words))
        column.addSpacing(6)
        self.left_out.setWordWrap(True)
        column.addWidget(self.left_out)
        column.addSpacing(6)
        column.addWidget(label_for(_("Whe&re:"), self.where))
        place = QHBoxLayout()
        place.addWidget(self.where, 1)
        place.addWidget(self._browse)
        column.addLayout(place)
        column.addSpacing(6)
        column.addWidget(self._buttons)


def _sentence(reader: Reader, left_out: LeftOutRows) -> str:
    words = left_out_words(left_out.rows, is_whole=left_out.is_whole)
    if reader.blind and left_out.rows:
        return _("Left out, with all steps that tell of it: %s.") % words
    return _("Left out: %s.") % words
