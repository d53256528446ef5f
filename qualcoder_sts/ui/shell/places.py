"""The rail of places on the left of the window."""

from enum import StrEnum

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QToolBar, QToolButton, QWidget

from qualcoder_sts.foundation.translation import _
from qualcoder_sts.ui.actions.actions import Actions
from qualcoder_sts.ui.theme.theme import Theme
from qualcoder_sts.ui.widgets.names import named

_ICON = 22
_WIDTH = 62


class Place(StrEnum):
    """The places of the window; more come with what they show."""

    CODE = "code"
    ANALYSE = "analyse"
    TEAM = "team"

    @property
    def action_id(self) -> str:
        """The action that goes there."""
        return f"place_{self.value}"


class PlaceRail(QToolBar):
    """One button for each place."""

    def __init__(self, actions: Actions, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(_("Places"), parent)
        named(self, _("Places"))
        self.setObjectName("places")
        self.setMovable(False)
        self.setOrientation(Qt.Orientation.Vertical)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        self.setIconSize(QSize(_ICON, _ICON))
        self._actions = {place: actions[place.action_id] for place in Place}
        for action in self._actions.values():
            self.addAction(action)
            button = self.widgetForAction(action)
            if isinstance(button, QToolButton):
                named(button, action.text().replace("&", ""))
                button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
                button.setMinimumWidth(_WIDTH)
        self.set_theme(theme)

    def buttons(self) -> list[QWidget]:
        """The buttons from the top down."""
        return [self.widgetForAction(action) for action in self._actions.values()]

    def show_place(self, place: Place) -> None:
        """Mark the place that is shown."""
        self._actions[place].setChecked(True)

    def set_theme(self, theme: Theme) -> None:
        """Draw the signs anew in the theme's colours."""
        for place, action in self._actions.items():
            action.setIcon(_sign(place, theme))
            action.setIconVisibleInMenu(False)


def _sign(place: Place, theme: Theme) -> QIcon:
    """A sign in a few strokes: coded lines for Code, bars for Analyse, arrows for Team."""
    icon = QIcon()
    for colour, state in ((theme.text_quiet, QIcon.State.Off), (theme.accent, QIcon.State.On)):
        icon.addPixmap(_drawn(place, QColor(colour)), QIcon.Mode.Normal, state)
    return icon


def _drawn(place: Place, colour: QColor) -> QPixmap:
    ratio = 2
    pixmap = QPixmap(_ICON * ratio, _ICON * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(colour, 2)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    if place is Place.CODE:
        painter.drawLine(4, 4, 4, 18)
        for y, end in ((5, 18), (11, 15), (17, 18)):
            painter.drawLine(9, y, end, y)
    elif place is Place.TEAM:
        for y, tip, tail in ((8, 18, 4), (15, 4, 18)):
            back = tip - 4 if tip > tail else tip + 4
            painter.drawLine(tail, y, tip, y)
            painter.drawLine(back, y - 3, tip, y)
            painter.drawLine(back, y + 3, tip, y)
    else:
        for x, top in ((5, 12), (11, 5), (17, 9)):
            painter.drawLine(x, 18, x, top)
    painter.end()
    return pixmap
