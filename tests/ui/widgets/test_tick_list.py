"""A list of which any number is ticked."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from qualcoder_sts.ui.widgets.tick_list import TickList


@pytest.fixture
def ticks(qtbot):
    made = TickList("Coders", most_rows=3)
    qtbot.addWidget(made)
    made.show_entries([("Ana", 1), ("Ben", 2), ("Cy", 3), ("Dee", 4)])
    made.show()
    return made


def test_a_mark_is_set_by_key_and_told(ticks, qtbot):
    ticks.setCurrentRow(1)
    with qtbot.waitSignal(ticks.changed):
        QTest.keyClick(ticks, Qt.Key.Key_Space)
    assert ticks.ticked() == [2]


def test_marks_stay_when_other_entries_come(ticks):
    ticks.tick([1, 3])
    ticks.show_entries([("Ana", 1), ("Eve", 5)])
    assert ticks.ticked() == [1]
    ticks.show_entries([("Ana", 1), ("Eve", 5)], ticked=[5])
    assert ticks.ticked() == [5]


def test_it_is_no_higher_than_it_may_be(ticks):
    four = ticks.height()
    ticks.show_entries([("Ana", 1), ("Ben", 2), ("Cy", 3)])
    assert ticks.height() == four
    ticks.show_entries([("Ana", 1), ("Ben", 2)])
    assert ticks.height() < four
