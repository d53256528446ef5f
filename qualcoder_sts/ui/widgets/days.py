"""Choosing the days on which something happened."""

from datetime import UTC, date, datetime, time, timedelta

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QDateEdit, QHBoxLayout, QLabel, QWidget

from qualcoder_sts.foundation.translation import _
from qualcoder_sts.ui.widgets.choices import choice_box, fill_choices
from qualcoder_sts.ui.widgets.names import named

FREE = 0
"""Stands among the numbers of days for a first and a last day of one's own."""


class DayRange(QWidget):
    """Two fields, to be shown below ``box`` when days of one's own are chosen there."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.box = choice_box(_("When"))
        spans = [(_("Today"), 1), (_("Last 7 days"), 7), (_("Last 30 days"), 30)]
        fill_choices(self.box, _("Any time"), [*spans, (_("From … to …"), FREE)])
        self.first, self.last = _day(_("First day")), _day(_("Last day"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for part in (QLabel(_("From")), self.first, QLabel(_("to")), self.last):
            row.addWidget(part)
        row.addStretch()
        self.hide()
        self.box.currentIndexChanged.connect(self._follow)
        for day in (self.first, self.last):
            day.dateChanged.connect(lambda _date: self.changed.emit())

    @property
    def since(self) -> datetime | None:
        """The first moment that is wanted."""
        days = self.box.currentData()
        if days is None:
            return None
        if days == FREE:
            return _begin(min(_date(self.first), _date(self.last)))
        return _begin(datetime.now().astimezone().date() - timedelta(days=days - 1))

    @property
    def until(self) -> datetime | None:
        """The first moment that is too late."""
        if self.box.currentData() != FREE:
            return None
        return _begin(max(_date(self.first), _date(self.last)) + timedelta(days=1))

    def _follow(self) -> None:
        self.setVisible(self.box.currentData() == FREE)
        self.changed.emit()


def _day(name: str) -> QDateEdit:
    field = named(QDateEdit(QDate.currentDate()), name)
    field.setCalendarPopup(True)
    field.setDisplayFormat("yyyy-MM-dd")
    return field


def _date(field: QDateEdit) -> date:
    day = field.date()
    return date(day.year(), day.month(), day.day())


def _begin(day: date) -> datetime:
    """The first moment of a day here."""
    return datetime.combine(day, time()).astimezone(UTC)
