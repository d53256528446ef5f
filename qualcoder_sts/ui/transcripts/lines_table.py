"""A table to read: rows of words, nothing to change."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView, QTableWidget, QTableWidgetItem

from qualcoder_sts.ui.widgets.names import named

_ROW_HEIGHT = 30


def lines_table(
    name: str,
    titles: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    wide: Collection[int] = (),
    numbers: Collection[int] = (),
) -> QTableWidget:
    """A quiet table; columns in ``wide`` share the room that is left, ``numbers`` stand right."""
    table = named(QTableWidget(len(rows), len(titles)), name)
    for place, title in enumerate(titles):
        heading = QTableWidgetItem(title)
        heading.setTextAlignment(_side(place, numbers) | Qt.AlignmentFlag.AlignVCenter)
        table.setHorizontalHeaderItem(place, heading)
    table.verticalHeader().hide()
    table.setShowGrid(False)
    table.setTabKeyNavigation(False)
    table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
    table.setWordWrap(True)
    for number, cells in enumerate(rows):
        for place, words in enumerate(cells):
            item = QTableWidgetItem(words)
            item.setTextAlignment(_side(place, numbers) | Qt.AlignmentFlag.AlignTop)
            table.setItem(number, place, item)
    header = table.horizontalHeader()
    header.setHighlightSections(False)
    header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    for place in wide:
        header.setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)
    table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    table.verticalHeader().setMinimumSectionSize(_ROW_HEIGHT)
    return table


def _side(place: int, numbers: Collection[int]) -> Qt.AlignmentFlag:
    return Qt.AlignmentFlag.AlignRight if place in numbers else Qt.AlignmentFlag.AlignLeft
