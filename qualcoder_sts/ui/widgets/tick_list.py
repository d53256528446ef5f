"""A list of which any number is ticked."""

from collections.abc import Collection, Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from qualcoder_sts.ui.widgets.names import named

_KEY = Qt.ItemDataRole.UserRole
_LEAST_ROWS = 2


class TickList(QListWidget):
    """Entries with a mark before each of them; as high as they need, up to ``most_rows``."""

    changed = Signal()
    """Something was ticked, or its mark taken away."""

    def __init__(
        self, name: str, *, most_rows: int | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        named(self, name)
        self.setObjectName("tickList")
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self._most_rows = most_rows
        self.itemChanged.connect(lambda _item: self.changed.emit())

    def show_entries(
        self, entries: Iterable[tuple[str, object]], ticked: Collection[object] | None = None
    ) -> None:
        """Offer these, each with what it stands for; without ``ticked`` marks stay as they are."""
        before = self.ticked() if ticked is None else ticked
        self.blockSignals(True)
        self.clear()
        for words, key in entries:
            item = QListWidgetItem(words)
            item.setData(_KEY, key)
            item.setToolTip(words)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(_state(is_on=key in before))
            self.addItem(item)
        self.blockSignals(False)
        if self._most_rows is None:
            return
        rows = min(max(self.count(), _LEAST_ROWS), self._most_rows)
        height = max(self.sizeHintForRow(0), self.fontMetrics().height() + 8)
        self.setFixedHeight(rows * height + 12)

    def ticked(self) -> list[object]:
        """What the ticked entries stand for."""
        items = [self.item(row) for row in range(self.count())]
        return [item.data(_KEY) for item in items if item.checkState() == Qt.CheckState.Checked]

    def tick(self, keys: Collection[object]) -> None:
        """Tick these and no others."""
        for row in range(self.count()):
            item = self.item(row)
            item.setCheckState(_state(is_on=item.data(_KEY) in keys))


def _state(*, is_on: bool) -> Qt.CheckState:
    return Qt.CheckState.Checked if is_on else Qt.CheckState.Unchecked
