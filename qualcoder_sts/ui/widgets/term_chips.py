"""The terms of a code as chips that can be added, worded anew and taken away."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QLineEdit, QPushButton, QToolButton, QWidget

from qualcoder_sts.foundation.names import tidied
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.ui.widgets.controls import tool_button
from qualcoder_sts.ui.widgets.names import named
from qualcoder_sts.ui.widgets.wrapping_row import WrappingRow

_FIELD_WIDTH = 170


class TermChips(WrappingRow):
    """A chip for each term and a line for one more.

    A press on a chip puts its words into the line, where they are worded anew.
    """

    changed = Signal(object)
    """The terms as they are to be, a tuple."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(spacing=6, parent=parent)
        self._terms: list[str] = []
        self._place: int | None = None  # of the term that is worded anew
        self._is_read_only = False
        self._chips: list[QWidget] = []
        self.field = _TermField()
        self.field.setPlaceholderText(_("Add a term…"))
        self.field.setFixedWidth(_FIELD_WIDTH)
        self.field.returnPressed.connect(self._take)
        self.field.left.connect(self._take)
        self._fill()

    def terms(self) -> tuple[str, ...]:
        """The terms that are shown."""
        return tuple(self._terms)

    def show_terms(self, terms: tuple[str, ...], *, read_only: bool) -> None:
        """Show these terms; what is being typed goes on as long as they are the same."""
        self._is_read_only = read_only
        if terms != self.terms():
            self._terms, self._place = list(terms), None
            self.field.clear()
        self._fill()

    def chips(self) -> list[QPushButton]:
        """The chips, for tab order and tests."""
        return [chip for chip in self._chips if isinstance(chip, QPushButton)]

    def _fill(self) -> None:
        for chip in self._chips:
            chip.hide()
            chip.deleteLater()
        self._chips = []
        for place, term in enumerate(self._terms):
            self._chips += self._chip(place, term)
        self.arrange(*self._chips, self.field)
        self.field.setVisible(not self._is_read_only)

    def _chip(self, place: int, term: str) -> list[QWidget]:
        chip = named(QPushButton(term.replace("&", "&&")), _("Term %s: word it anew") % term)
        chip.setObjectName("chip")
        chip.setAutoDefault(False)
        chip.setEnabled(not self._is_read_only)
        chip.clicked.connect(partial(self._word_anew, place))
        if self._is_read_only:
            return [chip]
        removal: QToolButton = tool_button("×", _("Take the term “%s” away") % term)
        named(removal, _("Take the term “%s” away") % term)
        removal.setObjectName("chipRemoval")
        removal.clicked.connect(partial(self._remove, place))
        return [chip, removal]

    def _word_anew(self, place: int) -> None:
        self._place = place
        self.field.setText(self._terms[place])
        self.field.selectAll()
        self.field.setFocus()

    def _remove(self, place: int) -> None:
        del self._terms[place]
        self._place = None
        self._tell()

    def _take(self) -> None:
        """Take what is typed, several terms with semicolons between them too."""
        typed = [tidied(term) for term in self.field.text().split(";") if term.strip()]
        place, self._place = self._place, None
        self.field.clear()
        if not typed:
            return
        if place is None or place >= len(self._terms):
            self._terms += typed
        else:
            self._terms[place : place + 1] = typed
        self._tell()

    def _tell(self) -> None:
        self._terms = list(dict.fromkeys(self._terms))
        self._fill()
        self.changed.emit(self.terms())


class _TermField(QLineEdit):
    """A line that says when it is left: what was typed there is not to be lost."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        named(self, _("Add a term"))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Whatever took the focus."""
        super().focusOutEvent(event)
        self.left.emit()
