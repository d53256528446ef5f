"""A part of the window that hands the focus on to what is worked with in it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


class LeadsFocus(QWidget):
    """Whoever gives it the focus gives it to the first of its controls that can be seen.

    A focus proxy of Qt does that too, but makes the part itself a stop of Tab, wherever it stands
    in the order: the way round then leaps back to the proxy and never comes to what lies between.
    """

    _led: tuple[QWidget, ...] = ()

    def lead_focus(self, *controls: QWidget) -> None:
        """Say which controls these are, the one that is worked with most first."""
        self._led = controls

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Hand it on."""
        seen = (control for control in self._led if control.isVisibleTo(self))
        if (control := next(seen, None)) is not None:
            control.setFocus(reason)
        else:
            super().setFocus(reason)
