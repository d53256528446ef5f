"""Choosing a code's colour: a small box of colours that people tell apart, or one's own."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import (
    QColorDialog,
    QFrame,
    QGridLayout,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from qualcoder_sts.codebook.operations import NEW_CODE_COLOURS
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.ui.widgets.controls import push_button, tool_button
from qualcoder_sts.ui.widgets.names import named
from qualcoder_sts.ui.widgets.popups import show_inside
from qualcoder_sts.ui.widgets.swatches import swatch

_IN_A_ROW = 6
_SIGN = 22


def palette_colours() -> dict[str, str]:
    """The names of the colours, by colour.

    Those that new codes get (Okabe & Ito 2008), and Paul Tol's *muted* scheme (2021).
    """
    names = (_("blue"), _("orange"), _("green"), _("pink"), _("sky blue"), _("vermilion"))
    return dict(zip(NEW_CODE_COLOURS, names, strict=True)) | {
        "#332288": _("indigo"),
        "#88CCEE": _("cyan"),
        "#44AA99": _("teal"),
        "#117733": _("dark green"),
        "#999933": _("olive"),
        "#DDCC77": _("sand"),
        "#CC6677": _("rose"),
        "#882255": _("wine"),
        "#AA4499": _("purple"),
        "#8C6D46": _("brown"),
        "#5C6B7A": _("slate"),
        "#9A9A9A": _("grey"),
    }


class PaletteBox(QFrame):
    """A popup with one button for each colour; the arrow keys walk from one to the next."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        named(self, _("Colour"))
        self.setObjectName("quickCodeBox")
        self._then: Callable[[str], object] | None = None
        self._present = ""
        self.buttons: list[QToolButton] = []
        grid = QGridLayout()
        grid.setSpacing(2)
        for place, (colour, name) in enumerate(palette_colours().items()):
            button = tool_button(name, icon=swatch(colour, _SIGN))
            button.setIconSize(QSize(_SIGN, _SIGN))
            button.setObjectName("paletteColour")
            button.setCheckable(True)
            button.setProperty("colour", colour)
            button.clicked.connect(lambda _on=False, taken=colour: self._take(taken))
            grid.addWidget(button, place // _IN_A_ROW, place % _IN_A_ROW)
            self.buttons.append(button)
        self.own: QPushButton = push_button(_("Another colour…"))
        self.own.clicked.connect(self._ask_own)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 10, 10, 10)
        column.setSpacing(8)
        column.addLayout(grid)
        column.addWidget(self.own)

    def ask(self, place: QPoint, present: str, then: Callable[[str], object]) -> None:
        """Open at a place of the screen; ``then`` gets the colour, ``#RRGGBB``."""
        self._then, self._present = then, present.upper()
        for button in self.buttons:
            button.setChecked(button.property("colour") == self._present)
        self.adjustSize()
        show_inside(self, place)
        checked = [button for button in self.buttons if button.isChecked()]
        (checked or self.buttons)[0].setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrow keys walk the colours, Escape leaves the colour as it is."""
        steps = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -_IN_A_ROW,
            Qt.Key.Key_Down: _IN_A_ROW,
        }
        focused = next((i for i, one in enumerate(self.buttons) if one.hasFocus()), None)
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and focused is not None:
            self.buttons[focused].click()
        elif event.key() in steps and focused is not None:
            last = len(self.buttons) - 1
            self.buttons[max(0, min(focused + steps[Qt.Key(event.key())], last))].setFocus()
        else:
            super().keyPressEvent(event)

    def _ask_own(self) -> None:
        self.hide()
        chosen = QColorDialog.getColor(QColor(self._present), self.parentWidget(), _("Colour"))
        if chosen.isValid():
            self._take(chosen.name())

    def _take(self, colour: str) -> None:
        then, self._then = self._then, None
        self.hide()
        if then is not None:
            then(colour.upper())
