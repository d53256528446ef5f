"""One code: its name, colour and place, what it means, and how that came about."""

from uuid import UUID

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QFont, QPalette
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from qualcoder_sts.codebook.completeness import FIELDS, missing_fields
from qualcoder_sts.codebook.operations import (
    add_example,
    recolour_codes,
    rename_code,
    set_code_codable,
)
from qualcoder_sts.codebook.tree import CodeRow, written_path
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.reports.codebook_comparison import field_titles
from qualcoder_sts.ui.actions.actions import Actions
from qualcoder_sts.ui.codebook.definition_form import DefinitionForm
from qualcoder_sts.ui.codebook.history_pane import HistoryPane
from qualcoder_sts.ui.codebook.palette_box import PaletteBox
from qualcoder_sts.ui.codebook.passage_box import PassageBox
from qualcoder_sts.ui.codebook.passages import Passage
from qualcoder_sts.ui.operations import Operations
from qualcoder_sts.ui.theme.apply import ThemeChoice
from qualcoder_sts.ui.widgets.controls import push_button, tool_button
from qualcoder_sts.ui.widgets.names import named
from qualcoder_sts.ui.widgets.swatches import swatch

_SIGN = 18
_WIDEST = 760


class CodeCard(QWidget):
    """Shows one code; everything on it can be changed where it stands."""

    def __init__(
        self,
        operations: Operations,
        actions: Actions,
        themes: ThemeChoice,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._operations = operations
        self._code: CodeRow | None = None
        self.colour = tool_button(_("Colour"), _("Give the code another colour"))
        self.colour.setText("")
        self.colour.setIconSize(QSize(_SIGN, _SIGN))
        self.colour.clicked.connect(self._ask_colour)
        self.name = named(QLineEdit(), _("Name of the code"))
        self.name.setObjectName("codeName")
        self.name.editingFinished.connect(self._rename)
        self.codable = named(
            QCheckBox(_("Can be applied")),
            _("Can be applied"),
            _("A category only orders codes and is not applied itself"),
        )
        self.codable.clicked.connect(self._set_codable)
        self._place = QLabel()
        self._place.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._place.setWordWrap(True)
        self.move_to = push_button(_("Move to…"), actions["move_code_to"].toolTip())
        self.move_to.setFlat(True)
        self.move_to.clicked.connect(actions["move_code_to"].trigger)
        self._complete = QLabel()
        self._complete.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._complete.setWordWrap(True)
        self.form = DefinitionForm(operations)
        self.form.example_wanted.connect(self._ask_example)
        self.history = HistoryPane(operations, themes)
        self._palette_box = PaletteBox(self)
        self.passages = PassageBox(operations, self)
        self.passages.chosen.connect(self._add_example)
        self.tabs = named(QTabWidget(), _("Parts of the code"))
        self._lay_out()

    def show_code(self, code: CodeRow) -> None:
        """Show a code as it is now."""
        is_other = self._code is None or self._code.id != code.id
        if is_other:
            self.write()
        self._code = code
        if is_other or not self.name.hasFocus():
            self.name.setText(code.name)
        self.colour.setIcon(swatch(code.colour, _SIGN))
        self.codable.setChecked(code.codable)
        read_only = self._operations.workspace.read_only
        self.name.setReadOnly(read_only)
        for control in (self.colour, self.codable, self.move_to):
            control.setEnabled(not read_only)
        above = written_path(code.path[:-1])
        self._place.setText(_("in %s") % above if above else _("at the top of the codebook"))
        self._complete.setText(completeness_in_words(code))
        self.form.show_code(code)
        self._show_history()

    def write(self) -> None:
        """Write what was typed."""
        self._rename()
        self.form.write()

    def _lay_out(self) -> None:
        font = QFont(self.name.font())
        font.setPointSizeF(font.pointSizeF() * 1.4)
        font.setWeight(QFont.Weight.DemiBold)
        self.name.setFont(font)
        title = QHBoxLayout()
        title.setSpacing(6)
        title.addWidget(self.colour)
        title.addWidget(self.name, 1)
        below = QHBoxLayout()
        below.setSpacing(10)
        below.addWidget(self._place)
        below.addWidget(self.move_to)
        below.addStretch()
        below.addWidget(self.codable)
        inside = QWidget()
        inside.setProperty("paper", True)
        inside.setMaximumWidth(_WIDEST)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 10, 10, 16)
        column.addWidget(self._complete)
        column.addSpacing(8)
        column.addWidget(self.form)
        area = named(QScrollArea(), _("Definition"))
        area.setObjectName("definitionArea")
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(area, _("Definition"))
        self.tabs.addTab(self.history, _("History"))
        self.tabs.currentChanged.connect(self._show_history)
        self.tabs.tabBar().setAccessibleName(_("Parts of the code"))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(6)
        whole.addLayout(title)
        whole.addLayout(below)
        whole.addWidget(self.tabs, 1)

    def _show_history(self) -> None:
        """The history is read only while it is looked at."""
        if self._code is not None and self.tabs.currentWidget() is self.history:
            self.history.show_code(self._code.id)

    def _rename(self) -> None:
        if self._code is None or self._operations.workspace.read_only:
            return
        name = self.name.text().strip()
        if name == self._code.name:
            return
        if not name or self._operations.run(rename_code, self._code.id, name) is None:
            self.name.setText(self._code.name)

    def _set_codable(self, codable: bool) -> None:
        if self._code is None:
            return
        if self._operations.run(set_code_codable, self._code.id, codable) is None:
            self.codable.setChecked(self._code.codable)

    def _ask_colour(self) -> None:
        if (code := self._code) is not None:
            place = self.colour.mapToGlobal(QPoint(0, self.colour.height() + 2))
            self._palette_box.ask(
                place,
                code.colour,
                lambda colour: self._operations.run(recolour_codes, [code.id], colour),
            )

    def _ask_example(self) -> None:
        if self._code is not None:
            button = self.form.from_passage
            corner = button.mapToGlobal(QPoint(button.width(), button.height() + 2))
            corner.setX(corner.x() - self.passages.width())
            self.passages.ask(corner, self._code.id)

    def _add_example(self, passage: Passage) -> None:
        code_id: UUID | None = self.form.code_id
        if code_id is not None:
            self.form.write()
            self._operations.run(add_example, code_id, example_of(passage))


def example_of(passage: Passage) -> str:
    """A passage as it stands among the examples: the quote, who said it and where."""
    where = ", ".join(filter(None, (passage.said_by, passage.place.partition(" · ")[0])))
    return f"“{passage.quote}” ({where})"


def completeness_in_words(code: CodeRow) -> str:
    """How many of the six fields are filled, and which are not."""
    missing = missing_fields(code)
    if not missing:
        return _("All six fields are filled.")
    if not code.codable:
        return _("A category needs no definition, but may have one.")
    titles = field_titles()
    return _("%(filled)d of %(all)d fields are filled; missing: %(missing)s.") % {
        "filled": FIELDS - len(missing),
        "all": FIELDS,
        "missing": ", ".join(titles[name] for name in missing),
    }
