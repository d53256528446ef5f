"""A chart in the window: its picture, and where on it a click leads somewhere."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QImage, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from qualcoder_sts.charts.picture import ChartPicture
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.ui.widgets.names import named

CHART_KINDS = ("PNG (*.png)", "SVG (*.svg)", "PDF (*.pdf)")
"""What a chart can be saved as."""


class ChartView(QWidget):
    """A picture in its own size; a screen reader says its alternative text."""

    chosen = Signal(str)
    """The name of the part that was clicked."""

    def __init__(self, picture: ChartPicture, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, picture.title)
        self.setAccessibleDescription(picture.alt_text)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.picture = picture
        self._image = QImage(
            picture.pixels,
            picture.width,
            picture.height,
            4 * picture.width,
            QImage.Format.Format_RGBA8888,
        )
        self._image.setDevicePixelRatio(picture.scale)
        self.setFixedSize(self._image.deviceIndependentSize().toSize())

    def sizeHint(self) -> QSize:
        """The picture's own size."""
        return self.size()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Nothing but the picture."""
        painter = QPainter(self)
        painter.drawImage(0, 0, self._image)
        painter.end()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show which parts lead somewhere."""
        is_part = self._part_under(event) is not None
        shape = Qt.CursorShape.PointingHandCursor if is_part else Qt.CursorShape.ArrowCursor
        self.setCursor(shape)
        self.setToolTip(_("Show the quotes that this bar counts") if is_part else "")

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the part under the mouse."""
        name = self._part_under(event)
        if name is not None and event.button() == Qt.MouseButton.LeftButton:
            self.chosen.emit(name)

    def _part_under(self, event: QMouseEvent) -> str | None:
        return self.picture.part_at(event.position().x(), event.position().y())
