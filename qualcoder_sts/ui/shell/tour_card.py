"""The card of the tour, and the frame around what it speaks of."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QKeyEvent, QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from qualcoder_sts.foundation.translation import _
from qualcoder_sts.ui.theme.fonts import reading_font
from qualcoder_sts.ui.widgets.controls import push_button
from qualcoder_sts.ui.widgets.names import named

_WIDTH, _GAP = 340, 14


class TourCard(QFrame):
    """Says one thing at a time, beside the place it speaks of; the window stays at hand."""

    moved_on = Signal(int)
    """By how many stops: 1 or -1."""
    ended = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        named(self, _("Tour"))
        self.setObjectName("tourCard")
        self._target: QWidget | None = None
        self._frame = QFrame(window)
        self._frame.setObjectName("tourFrame")
        self._frame.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._count = QLabel()
        self._count.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._title = QLabel()
        self._title.setFont(reading_font(15))
        self._title.setWordWrap(True)
        self._words = QLabel()
        self._words.setWordWrap(True)
        self.back = push_button(_("Back"))
        self.back.clicked.connect(lambda: self.moved_on.emit(-1))
        self.next = push_button(_("Next"))
        self.next.setObjectName("mainButton")
        self.next.clicked.connect(lambda: self.moved_on.emit(1))
        self.skip = push_button(_("Skip the tour"), _("It can be taken again from the menu Help"))
        self.skip.setFlat(True)
        self.skip.clicked.connect(self.ended)
        self._lay_out()
        window.installEventFilter(self)

    def show_stop(self, target: QWidget, title: str, words: str, number: int, total: int) -> None:
        """Speak of another place."""
        self._target = target
        self._count.setText(_("%(number)d of %(total)d") % {"number": number, "total": total})
        self._title.setText(title)
        self._words.setText(words)
        self.back.setEnabled(number > 1)
        is_last = number == total
        self.next.setText(_("Begin") if is_last else _("Next"))
        self.next.setAccessibleName(self.next.text())
        self.skip.setVisible(not is_last)
        self.setAccessibleDescription(f"{self._count.text()}. {title}. {words}")
        self.show()
        self._frame.show()
        self.place()
        self.next.setFocus()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def place(self) -> None:
        """Stand beside the target, inside the window."""
        window, target = self.parentWidget(), self._target
        if target is None or window is None:
            return
        room = window.rect().adjusted(_GAP, _GAP, -_GAP, -_GAP)
        there = QRect(target.mapTo(window, QPoint(0, 0)), target.size())
        self._frame.setGeometry(there)
        height = self.layout_height()
        self.setFixedSize(_WIDTH, height)
        if there.right() + _GAP + _WIDTH <= room.right():
            corner = QPoint(there.right() + _GAP, there.top() + _GAP)
        elif there.left() - _GAP - _WIDTH >= room.left():
            corner = QPoint(there.left() - _GAP - _WIDTH, there.top() + _GAP)
        else:  # what fills the window is spoken of from its lower corner
            corner = QPoint(there.right() - _WIDTH - 3 * _GAP, there.bottom() - height - 2 * _GAP)
        x = max(room.left(), min(corner.x(), room.right() - _WIDTH))
        y = max(room.top(), min(corner.y(), room.bottom() - height))
        self.move(x, y)
        self._frame.raise_()
        self.raise_()

    def layout_height(self) -> int:
        """As high as the words need it at this width."""
        inside = self.layout()
        return 0 if inside is None else inside.totalHeightForWidth(_WIDTH)

    def close_down(self) -> None:
        """Leave nothing behind."""
        for part in (self, self._frame):
            part.hide()
            part.deleteLater()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape ends the tour; Return presses the button that has the focus."""
        focus = self.focusWidget()
        if event.key() == Qt.Key.Key_Escape:
            self.ended.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(
            focus, QPushButton
        ):
            focus.click()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A window of another size has its places elsewhere."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self.place()
        return super().eventFilter(watched, event)

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.skip)
        buttons.addStretch(1)
        buttons.addWidget(self.back)
        buttons.addWidget(self.next)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 14, 18, 14)
        column.setSpacing(6)
        for part in (self._count, self._title, self._words):
            column.addWidget(part)
        column.addSpacing(8)
        column.addLayout(buttons)
        for first, second in ((self.skip, self.back), (self.back, self.next)):
            self.setTabOrder(first, second)
