"""Writing what a code means: the fields of MacQueen et al. (1998) and the terms.

Nothing has to be saved: what is typed is written when a field is left, after two quiet seconds, and
when the form goes out of sight.
"""

from uuid import UUID

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QFont, QHideEvent, QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from qualcoder_sts.codebook.files.document import DEFINITION_FIELDS
from qualcoder_sts.codebook.operations import Definition, define_code, set_code_terms
from qualcoder_sts.codebook.tree import CodeRow
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.reports.codebook_comparison import field_titles
from qualcoder_sts.ui.codebook.growing_text import GrowingText
from qualcoder_sts.ui.operations import Operations
from qualcoder_sts.ui.widgets.controls import push_button
from qualcoder_sts.ui.widgets.term_chips import TermChips

QUIET_MS = 2000


def _hints() -> dict[str, str]:
    return {
        "brief_definition": _("in a line"),
        "full_definition": _("what belongs to it and what does not"),
        "when_to_use": _("what a passage must say"),
        "when_not_to_use": _("and which code applies instead"),
        "examples": _("passages that show it"),
        "terms": _("words as people say them; suggestions look for them"),
    }


class DefinitionForm(QWidget):
    """One code's fields, each as high as what stands in it."""

    example_wanted = Signal()
    """A coded passage is to be chosen as an example."""

    def __init__(self, operations: Operations, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._operations = operations
        self._code: CodeRow | None = None
        self._typed: set[str] = set()
        titles, hints = field_titles(), _hints()
        self.fields = {name: GrowingText(titles[name], hints[name]) for name in DEFINITION_FIELDS}
        self.terms = TermChips()
        self.terms.changed.connect(self._write_terms)
        self.from_passage: QPushButton = push_button(_("Use a coded passage…"))
        self.from_passage.clicked.connect(self.example_wanted)
        self._labels = {name: QLabel(title) for name, title in titles.items()}
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(QUIET_MS)
        self._quiet.timeout.connect(self.write)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        for name, field in self.fields.items():
            field.typed.connect(lambda name=name: self._note_typing(name))
            field.left.connect(self.write)
            column.addLayout(self._heading(name))
            column.addWidget(field)
            column.addSpacing(9)
        column.addLayout(self._heading("terms"))
        column.addWidget(self.terms)
        column.addStretch()

    @property
    def code_id(self) -> UUID | None:
        """The code whose fields are shown."""
        return None if self._code is None else self._code.id

    def show_code(self, code: CodeRow) -> None:
        """Show a code as it is now; what is being typed about it stays."""
        if self.code_id != code.id:
            self.write()
            self._typed.clear()
        self._code = code
        read_only = self._operations.workspace.read_only
        for name, field in self.fields.items():
            field.setReadOnly(read_only)
            if name not in self._typed:
                field.show_words(getattr(code, name))
        self.terms.show_terms(code.terms, read_only=read_only)
        self.from_passage.setEnabled(not read_only)

    def write(self) -> None:
        """Write what was typed, all of it in one step."""
        self._quiet.stop()
        if self._code is None or not self._typed:
            return
        wanted = Definition(**{name: self._wording(name) for name in self.fields})
        self._typed.clear()
        self._operations.run(define_code, self._code.id, wanted)

    def hideEvent(self, event: QHideEvent) -> None:
        """Nothing that was typed is lost, whatever closes the form."""
        self.write()
        super().hideEvent(event)

    def _heading(self, name: str) -> QHBoxLayout:
        label = self._labels[name]
        font = QFont(label.font())
        font.setWeight(QFont.Weight.DemiBold)
        label.setFont(font)
        hint = QLabel(_hints()[name])
        hint.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        label.setBuddy(self.fields.get(name, self.terms.field))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(label)
        row.addWidget(hint, 1)
        if name == "examples":
            row.addWidget(self.from_passage)
        return row

    def _wording(self, name: str) -> str:
        """What is typed in a field; of the others what is stored, which may be newer."""
        if name in self._typed:
            return self.fields[name].toPlainText().rstrip()
        return str(getattr(self._code, name))

    def _note_typing(self, name: str) -> None:
        self._typed.add(name)
        self._quiet.start()

    def _write_terms(self, terms: tuple[str, ...]) -> None:
        if self._code is not None and terms != self._code.terms:
            self._operations.run(set_code_terms, self._code.id, terms)
