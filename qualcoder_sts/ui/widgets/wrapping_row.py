"""A row of controls that goes on in the next line where it is too long, as words of a text do."""

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QStyle, QWidget

_WAS_SAID = Qt.WidgetAttribute.WA_WState_ExplicitShowHide


class WrappingRow(QWidget):
    """Controls side by side, each as wide as it wants to be; in other languages they are wider.

    A widget that places its children, not a ``QLayout``: Qt deletes the items of a layout by
    itself, and one written in Python still held them when a page with such a row was closed.
    """

    def __init__(self, *parts: QWidget, spacing: int = 8, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._spacing = spacing
        self._parts: list[QWidget] = []
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.arrange(*parts)

    def arrange(self, *parts: QWidget) -> None:
        """Show these and no others; those that are no longer shown are up to who made them."""
        for part in parts:
            if part.parentWidget() is not self:
                is_to_be_hidden = part.isHidden() and part.testAttribute(_WAS_SAID)
                part.setParent(self)
                part.setHidden(is_to_be_hidden)
        self._parts = list(parts)
        self._change()

    def add(self, part: QWidget) -> None:
        """Put one more at the end."""
        self.arrange(*self._parts, part)

    def hasHeightForWidth(self) -> bool:
        """The narrower, the more lines."""
        return True

    def heightForWidth(self, width: int) -> int:
        """What all lines need together."""
        lines = self._lines(width)
        return max((place.bottom() + 1 for place in lines.values()), default=0)

    def sizeHint(self) -> QSize:
        """All in one line."""
        sizes = [part.sizeHint() for part in self._seen()]
        width = sum(size.width() for size in sizes) + self._spacing * max(0, len(sizes) - 1)
        return QSize(width, max((size.height() for size in sizes), default=0))

    def minimumSizeHint(self) -> QSize:
        """The widest alone."""
        size = QSize()
        for part in self._seen():
            size = size.expandedTo(_wanted(part))
        return size

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lines break elsewhere."""
        super().resizeEvent(event)
        self._arrange()

    def event(self, event: QEvent) -> bool:
        """A control that wants another size, comes or goes, moves those after it."""
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.LayoutDirectionChange):
            self._change()
        return super().event(event)

    def _change(self) -> None:
        self.updateGeometry()
        self._arrange()

    def _seen(self) -> list[QWidget]:
        return [part for part in self._parts if not part.isHidden()]

    def _arrange(self) -> None:
        for part, place in self._lines(self.width()).items():
            part.setGeometry(QStyle.visualRect(self.layoutDirection(), self.rect(), place))

    def _lines(self, width: int) -> dict[QWidget, QRect]:
        """Where every control stands, read from left to right."""
        places: dict[QWidget, QRect] = {}
        x = y = line = 0
        for part in self._seen():
            wanted = _wanted(part)
            if x and x + wanted.width() > width:
                x, y, line = 0, y + line + self._spacing, 0
            places[part] = QRect(QPoint(x, y), wanted)
            x += wanted.width() + self._spacing
            line = max(line, wanted.height())
        return places


def _wanted(part: QWidget) -> QSize:
    """How large a control is shown: as it likes, within the bounds that were set for it."""
    size = part.sizeHint().expandedTo(part.minimumSizeHint())
    return size.expandedTo(part.minimumSize()).boundedTo(part.maximumSize())
