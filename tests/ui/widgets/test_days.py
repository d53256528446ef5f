from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QDate

from qualcoder_sts.ui.widgets.days import FREE, DayRange


@pytest.fixture
def days(qtbot):
    made = DayRange()
    qtbot.addWidget(made)
    qtbot.addWidget(made.box)
    return made


def local(moment):
    return moment.astimezone().replace(tzinfo=None)


def test_any_time_has_no_ends(days):
    assert (days.since, days.until) == (None, None)


def test_today_begins_with_the_day(days, qtbot):
    with qtbot.waitSignal(days.changed):
        days.box.setCurrentIndex(days.box.findData(1))
    today = datetime.now().astimezone().replace(tzinfo=None)
    assert local(days.since) == today.replace(hour=0, minute=0, second=0, microsecond=0)
    assert days.since < datetime.now(UTC)
    assert days.until is None
    days.box.setCurrentIndex(days.box.findData(7))
    assert (today - local(days.since)).days == 6


def test_days_of_ones_own_hold_both_ends_in_any_order(days):
    days.box.setCurrentIndex(days.box.findData(FREE))
    assert not days.isHidden()
    days.first.setDate(QDate(2026, 3, 9))
    days.last.setDate(QDate(2026, 3, 2))
    assert str(local(days.since)) == "2026-03-02 00:00:00"
    assert str(local(days.until)) == "2026-03-10 00:00:00"
    assert days.until - days.since < timedelta(days=9)
