"""Up to where the reader has finished the text: a hairline in the margin, told in words too."""

from PySide6.QtCore import QObject, QPointF, Signal
from PySide6.QtGui import QFontMetricsF, QPainter

from qualcoder_sts.foundation.translation import _
from qualcoder_sts.ui.transcript_view.geometry import VisibleBlock
from qualcoder_sts.ui.transcript_view.page import Page

_GAP = 6


class FinishedEnd(QObject):
    """Where what is finished ends, if only the beginning of the text is."""

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.position: int | None = None

    def show(self, position: int | None) -> None:
        """Show this end instead of the one before, or none."""
        if position != self.position:
            self.position = position
            self.changed.emit()

    def line_number(self, page: Page) -> int | None:
        """The number of the paragraph it is in, as the margin counts them."""
        if self.position is None or self.position > len(page.text):
            return None
        return page.document.findBlock(page.positions.to_units(self.position)).blockNumber() + 1

    def words(self, page: Page) -> str:
        """What a screen reader says of it; nothing where there is no end."""
        number = self.line_number(page)
        return "" if number is None else _("finished by you up to line %d") % number


class FinishedLine:
    """Paints the end below its paragraph, in the room that a speaker's name leaves in a margin."""

    def __init__(self, right: float, name_width: float, metrics: QFontMetricsF) -> None:
        self._right, self._name_width, self._metrics = right, name_width, metrics

    def paint(self, painter: QPainter, block: VisibleBlock, name_bottom: float) -> None:
        """The words stand on the line, beside a name that reaches down to there."""
        height = block.layout.boundingRect().bottom() + block.origin.y() + _GAP
        line = round(max(height, name_bottom)) + 0.5
        painter.drawLine(QPointF(0, line), QPointF(self._right, line))
        baseline, right = line - self._metrics.descent(), self._right
        if baseline - self._metrics.ascent() < name_bottom and self._name_width:
            right -= self._name_width + _GAP
        advance = self._metrics.horizontalAdvance
        for words in (_("finished up to here"), _("finished")):
            if advance(words) <= right:
                painter.drawText(QPointF(right - advance(words), baseline), words)
                break
