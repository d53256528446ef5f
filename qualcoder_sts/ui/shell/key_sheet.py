"""All keys on one sheet, menu by menu, as the table of actions has them."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QPalette
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from qualcoder_sts.foundation.names import folded
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.ui.actions.actions import Actions
from qualcoder_sts.ui.actions.menus import menus
from qualcoder_sts.ui.actions.rows import ActionRow, Menu
from qualcoder_sts.ui.widgets.controls import search_field
from qualcoder_sts.ui.widgets.headings import panel_heading
from qualcoder_sts.ui.widgets.key_caps import KeyCap
from qualcoder_sts.ui.widgets.names import named

_COLUMNS = 2


class KeySheet(QDialog):
    """Every action with its keys; typing shows only what fits."""

    def __init__(self, actions: Actions, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Keys"))
        self.setAccessibleName(_("Keys"))
        self.resize(820, 600)
        self._sections = [_Section(menu, actions) for menu in menus()]
        self.field = search_field(_("Search among actions and keys"), _("An action or a key…"))
        self.field.textChanged.connect(self._show_fitting)
        self._nothing = QLabel(_("No action fits."))
        self._nothing.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._nothing.hide()
        area = named(QScrollArea(), _("Actions and their keys"))
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setWidget(self._inside())
        buttons = QDialogButtonBox()
        close = buttons.addButton(_("Close"), QDialogButtonBox.ButtonRole.RejectRole)
        named(close, _("Close"))
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 14)
        column.setSpacing(10)
        column.addWidget(self.field)
        column.addWidget(area, 1)
        column.addWidget(buttons)

    def shown(self) -> list[str]:
        """The actions that fit what is typed."""
        return [words for section in self._sections for words in section.shown()]

    def _inside(self) -> QWidget:
        """Menus in two columns of about the same height."""
        inside = QWidget()
        line = QHBoxLayout(inside)
        line.setContentsMargins(2, 4, 8, 4)
        line.setSpacing(32)
        columns = [QVBoxLayout() for _number in range(_COLUMNS)]
        heights = [0] * _COLUMNS
        for section in self._sections:
            place = heights.index(min(heights))
            heights[place] += section.height_in_lines
            columns[place].addWidget(section)
        columns[0].addWidget(self._nothing)
        for column in columns:
            column.setSpacing(14)
            column.addStretch()
            line.addLayout(column, 1)
        return inside

    def _show_fitting(self, typed: str) -> None:
        wanted = folded(typed)
        for section in self._sections:
            section.show_fitting(wanted)
        self._nothing.setVisible(not self.shown())


class _Section(QWidget):
    """One menu: a heading and a line for each action."""

    def __init__(self, menu: Menu, actions: Actions) -> None:
        super().__init__()
        self._lines: list[_Line] = []
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(5)
        grid.setColumnStretch(0, 1)
        grid.addWidget(panel_heading(menu.title.replace("&", "")), 0, 0, 1, 2)
        for number, row in enumerate(menu.rows(), 1):
            line = _Line(row, keys_of(row, actions))
            self._lines.append(line)
            grid.addWidget(line.words, number, 0)
            grid.addWidget(line.keys, number, 1, Qt.AlignmentFlag.AlignRight)

    @property
    def height_in_lines(self) -> int:
        """About how high it is."""
        return len(self._lines) + 2

    def shown(self) -> Iterator[str]:
        """The actions that are not hidden."""
        return (line.words.text() for line in self._lines if not line.words.isHidden())

    def show_fitting(self, wanted: str) -> None:
        """Show only actions whose words or keys hold this."""
        for line in self._lines:
            line.show_if(wanted in line.searched)
        self.setVisible(any(True for _line in self.shown()))


class _Line:
    """An action's words and the caps of its keys."""

    def __init__(self, row: ActionRow, keys: list[str]) -> None:
        self.searched = folded(f"{row.plain_text} {row.tip} {' '.join(keys)}")
        self.words = QLabel(row.plain_text)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setToolTip(row.tip)
        said = ", ".join(keys) or _("no key")
        named(self.words, f"{row.plain_text}: {said}")
        self.keys = QWidget()
        caps = QHBoxLayout(self.keys)
        caps.setContentsMargins(0, 0, 0, 0)
        caps.setSpacing(4)
        for key in keys:
            caps.addWidget(KeyCap(key))

    def show_if(self, fits: bool) -> None:
        """Show or hide both."""
        self.words.setVisible(fits)
        self.keys.setVisible(fits)


def keys_of(row: ActionRow, actions: Actions) -> list[str]:
    """The keys an action has now, as this computer writes them."""
    native = QKeySequence.SequenceFormat.NativeText
    return [keys.toString(native) for keys in actions[row.id].shortcuts()]
