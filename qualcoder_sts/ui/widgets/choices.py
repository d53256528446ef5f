"""Boxes to choose one of several values from, or all of them."""

from collections.abc import Iterable

from PySide6.QtWidgets import QComboBox

from qualcoder_sts.ui.widgets.names import named


def choice_box(name: str) -> QComboBox:
    """A box as wide as there is room, whatever is in it."""
    box = named(QComboBox(), name)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(6)
    return box


def fill_choices(box: QComboBox, everything: str, entries: Iterable[tuple[str, object]]) -> None:
    """Offer all (whose data is None), then these; what was chosen before is chosen again."""
    before = box.currentData()
    box.blockSignals(True)
    box.clear()
    box.addItem(everything, None)
    for words, data in entries:
        box.addItem(words, data)
    box.setCurrentIndex(max(0, box.findData(before)) if before is not None else 0)
    box.blockSignals(False)
